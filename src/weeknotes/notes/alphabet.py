"""The order of names in a list: by the letters of the language, of which Welsh has some that are written with two signs."""

import re
from functools import lru_cache

from django.utils.text import slugify

_WELSH = [*"abc", "ch", "d", "dd", *"ef", "ff", "g", "ng", *"hijkl", "ll", *"mnop", "ph", *"qr", "rh", *"st", "th", *"uvwxyz"]
_PLACE = {letter: place for place, letter in enumerate(_WELSH)}
_SIGNS = re.compile("|".join(sorted(_WELSH, key=lambda one: (-len(one), one))) + "|[0-9]+|[_-]")
_PLAIN = re.compile("[0-9]+|.")
_FIGURES, _SIGN = -1, -2  # before all letters
MOST_FIGURES = 18  # of a number that are compared


def letter(name: str, lang: str) -> str:
    """The letter that `name` stands under, as it is written at the head of a list; "" for a name that begins with none."""
    first = _letters(name, lang)[:1]
    return first[0].capitalize() if first and first[0] in _PLACE else ""


def order(name: str, lang: str) -> tuple[int, ...]:
    """What names in `lang` are sorted by: signs, figures by what they count ("week 2" before "week 10"), then letters; marks above a letter change nothing."""
    found: list[int] = []
    for one in _letters(name, lang):
        if one.isdigit():
            found += (_FIGURES, int(one[:MOST_FIGURES]))
        else:
            found.append(_PLACE.get(one, _SIGN))
    return tuple(found)


@lru_cache(maxsize=4_000)
def _letters(name: str, lang: str) -> tuple[str, ...]:
    plain = slugify(name)
    return tuple((_SIGNS if lang == "cy" else _PLAIN).findall(plain))
