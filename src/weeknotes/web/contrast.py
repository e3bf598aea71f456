"""How well one colour is read on another (WCAG 2.2, 1.4.3), and a lighter shade of a colour for dark pages."""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
# What text of ordinary size needs.
ENOUGH = 4.5
# The page and the block that asks, as `weeknotes.css` has them, light and dark.
LIGHT, DARK = ("#fbfbf8", "#f0f2ee"), ("#161b20", "#20272d")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 for black to 1 for white."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least(colour: str, grounds: tuple[str, ...]) -> float:
    """The contrast of `colour` on the ground that it is read worst on."""
    return min(ratio(colour, ground) for ground in grounds)


def lightened(colour: str) -> str:
    """`colour` mixed with as much white as it takes to be read on a dark page; itself where it is read there."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for step in range(101):
        mixed = "#" + "".join(f"{round(one + (255 - one) * step / 100):02x}" for one in channels)
        if least(mixed, DARK) >= ENOUGH:
            return mixed
    raise AssertionError("white is read on every dark page")
