"""The order of names in a list: by the letters of the language, of which Welsh has some that are written with two signs."""

import re

from django.utils.text import slugify

_WELSH = [*"abc", "ch", "d", "dd", *"ef", "ff", "g", "ng", *"hijkl", "ll", *"mnop", "ph", *"qr", "rh", *"st", "th", *"uvwxyz"]
_PLACE = {letter: place for place, letter in enumerate(_WELSH)}
_SIGNS = re.compile("|".join(sorted(_WELSH, key=lambda one: (-len(one), one))) + "|[0-9-]")


def letter(name: str, lang: str) -> str:
    """The letter that `name` stands under, as it is written at the head of a list; "" for a name that begins with none."""
    first = _letters(name, lang)[:1]
    return first[0].capitalize() if first and first[0] in _PLACE else ""


def order(name: str, lang: str) -> tuple[int, ...]:
    """What names in `lang` are sorted by: signs and figures, then letters; marks above a letter change nothing."""
    return tuple(_PLACE.get(one, -1) if lang == "cy" else ord(one) for one in _letters(name, lang))


def _letters(name: str, lang: str) -> list[str]:
    plain = slugify(name)
    return _SIGNS.findall(plain) if lang == "cy" else list(plain)
