"""`python -m contracts.pictures [OUT [NAME…]]`: every page at three widths, light and dark, in both languages, on one sheet a page.

The sheets are for a person to look at; nothing is compared. With names, only the pages whose name begins with one of them.
"""

import io
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, sync_playwright

from contracts.browser import stage
from contracts.browser.sites import Sites
from contracts.browser.table import PAGES, Shown

WIDTHS = (1440, 768, 360)
THEMES: tuple[stage.Theme, ...] = ("light", "dark")
LANGS = ("en", "cy")
# On the sheet a picture has half its size; what is below the first metres of a long page is left out.
SCALE, TALLEST, GAP, LABEL = 0.5, 3200, 24, 28


def picture(page: Page, width: int, theme: stage.Theme) -> Image.Image:
    """The page as it stands, at one width in one mode, at the size it has on the sheet."""
    page.set_viewport_size({"width": width, "height": stage.HEIGHT})
    page.emulate_media(color_scheme=theme)
    whole = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    cut = whole.crop((0, 0, whole.width, min(whole.height, TALLEST)))
    return cut.resize((round(cut.width * SCALE), round(cut.height * SCALE)), Image.Resampling.LANCZOS)


def sheet(name: str, rows: Sequence[tuple[str, Sequence[Image.Image]]]) -> Image.Image:
    """Pictures in labelled rows."""
    wide = max(sum(one.width + GAP for one in pictures) for _label, pictures in rows) + GAP
    high = sum(max(one.height for one in pictures) + GAP + LABEL for _label, pictures in rows) + GAP
    made = Image.new("RGB", (wide, high), "#8a8a86")
    pen, font = ImageDraw.Draw(made), ImageFont.load_default(18)
    top = GAP
    for label, pictures in rows:
        pen.text((GAP, top), f"{name} · {label}", fill="white", font=font)
        left = GAP
        for one in pictures:
            made.paste(one, (left, top + LABEL))
            left += one.width + GAP
        top += max(one.height for one in pictures) + GAP + LABEL
    return made


def take(sites: Sites, shown: Shown) -> Image.Image:
    """The sheet of one page."""
    rows = []
    for lang in LANGS:
        tour = sites.tour(shown, lang)
        tour.at.page.set_viewport_size({"width": WIDTHS[0], "height": stage.HEIGHT})
        shown.go(tour)
        pictures = [picture(tour.at.page, width, theme) for theme in THEMES for width in WIDTHS]
        rows.append((f"{lang} · {', '.join(map(str, WIDTHS))} px, light and dark", pictures))
    return sheet(shown.name, rows)


def main(words: Sequence[str]) -> int:
    """Take the pictures into the folder OUT (`pictures`); 0, or 69 where there is no Chromium."""
    out = Path(words[0] if words else "pictures")
    chosen = [shown for shown in PAGES if len(words) < 2 or shown.name.startswith(tuple(words[1:]))]
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="weeknotes-pictures-"))
    try:
        with sync_playwright() as playwright, ExitStack() as stack:
            browser = stage.launch(playwright)
            if browser is None:
                sys.stderr.write("Chromium is not on this machine. On Debian: apt install chromium\n")
                return 69
            stack.callback(browser.close)
            sites = Sites(browser, folder, stack)
            for place, shown in enumerate(chosen, 1):
                file = out / f"{re.sub('[^a-z0-9]+', '-', shown.name)}.png"
                take(sites, shown).save(file, optimize=False)
                sys.stdout.write(f"{place} of {len(chosen)}: {file}\n")
                sys.stdout.flush()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
