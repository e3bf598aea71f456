"""Made-up notes in Welsh and English whose words are as common and as rare as in real writing (Zipf), the same every time."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

MOST_WORDS, FEWEST_WORDS = 600, 150
OPENING = 60  # words before the first heading
# The small words of each language stand first, so that the language of a text can be told.
_ENGLISH = (
    "the to and of we in it that for is was with on this have be they not are as but at from our what had so by "
    "it's an all were when more been which then since one there about them some how their can has then no my who up "
    "into out just other "
)
_WELSH = (
    "yn y i a o mae yr ar ni wedi am gan eu ei fod hyn sydd gyda oedd na ond fel roedd nid bod at ein dim wrth iawn "
    "bydd mwy rhai pan un cael gwneud heb nhw hefyd drwy fy rhwng neu oes os dros cyn pob eto nawr "
)
SMALL = {"en": tuple(_ENGLISH.split()), "cy": tuple(_WELSH.split())}
ONSETS = {
    "en": ("b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "sh", "st", "t", "tr", "w"),
    "cy": ("b", "br", "c", "cr", "d", "dr", "ff", "g", "gl", "gw", "h", "ll", "m", "n", "p", "pr", "rh", "s", "t", "tr", "cl", "tl", "gr"),
}
MIDDLES = {"en": ("a", "e", "i", "o", "u", "ea", "ai", "ou", "oo"), "cy": ("a", "e", "i", "o", "w", "y", "ae", "wy", "â", "ŵ", "ŷ", "eu")}
ENDS = {"en": ("t", "n", "r", "ll", "rd", "st", "ck", "m", "ng", "p"), "cy": ("dd", "n", "r", "ll", "th", "ch", "nt", "l", "s", "rch")}
# Soft mutation, written out for these invented words; what is looked for in them is worked out elsewhere.
SOFTENED = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "m": "f", "ll": "l", "rh": "r", "g": ""}
HEADINGS = {
    "en": (
        ("goal", "Goals"),
        ("watch", "Ones to watch"),
        ("learned", "What I’m learning"),
        ("challenge", "Challenges"),
        ("next", "Next week"),
    ),
    "cy": (
        ("goal", "Nodau"),
        ("watch", "Pethau i’w gwylio"),
        ("learned", "Beth ddysgais i"),
        ("challenge", "Heriau"),
        ("next", "Yr wythnos nesaf"),
    ),
}
LEVELS = ("me", "named", "team", "organisation")


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its kind, heading, what stands under it (one statement each), and its audience where it is narrower."""

    kind: str
    heading: str
    said: tuple[str, ...]
    audience: str = ""

    @property
    def html(self) -> str:
        """As a note's text holds it."""
        mark = f' data-audience="{self.audience}"' if self.audience else ""
        if self.kind == "goal":
            body = "\n".join(("<ul>", *(f"<li>{one}</li>" for one in self.said), "</ul>"))
        else:
            body = "\n".join(f"<p>{one}</p>" for one in self.said)
        return f"<h2{mark}>{self.heading}</h2>\n{body}"


@dataclass(frozen=True, slots=True)
class Text:
    """A note's words in one language."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]

    def html(self, parts: Iterable[Part] | None = None) -> str:
        """Clean HTML, of all the sections or some."""
        shown = self.parts if parts is None else parts
        return "\n".join((*(f"<p>{one}</p>" for one in self.opening), *(part.html for part in shown)))

    def plain(self, parts: Iterable[Part] | None = None) -> str:
        """The words alone, a block a line."""
        shown = self.parts if parts is None else parts
        return "\n".join((*self.opening, *(line for part in shown for line in (part.heading, *part.said))))


class Language:
    """A vocabulary of `size` words, the nth of which is written with a chance that falls as 1/n."""

    def __init__(self, lang: str, *, size: int = 20_000) -> None:
        dice = random.Random(f"words in {lang}")
        known = dict.fromkeys(SMALL[lang])
        while len(known) < size:
            word = "".join(dice.choice(ONSETS[lang]) + dice.choice(MIDDLES[lang]) for _ in range(dice.choice((1, 1, 2))))
            known.setdefault(word + dice.choice(ENDS[lang]))
        self.lang = lang
        self.words = list(known)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(size)))

    def written(self, dice: random.Random, count: int) -> list[str]:
        """So many words as they are written; of the Welsh ones some mutate."""
        found = dice.choices(self.words, cum_weights=self._weights, k=count)
        if self.lang == "cy":
            small = len(SMALL["cy"])
            plain = set(self.words[:small])
            found = [_softened(word) if word not in plain and dice.random() < 0.25 else word for word in found]
        return found

    def sentences(self, dice: random.Random, count: int) -> str:
        """About `count` words in sentences of six to fifteen."""
        words = self.written(dice, count)
        said = []
        while words:
            size = dice.randint(6, 15)
            one, words = words[:size], words[size:]
            said.append(f"{one[0].capitalize()} {' '.join(one[1:])}".strip() + ".")
        return " ".join(said)

    def text(self, dice: random.Random, *, count: int, narrower: str = "") -> Text:
        """A note of `count` words; with `narrower`, its section of challenges is for that audience alone."""
        each = max((count - OPENING) // len(HEADINGS[self.lang]), 12)
        parts = []
        for kind, heading in HEADINGS[self.lang]:
            said: tuple[str, ...]
            if kind == "goal":
                said = tuple(" ".join(self.written(dice, max(each // 3, 5))) for _ in range(3))
            else:
                said = (self.sentences(dice, each),)
            parts.append(Part(kind, heading, said, narrower if kind == "challenge" else ""))
        title = " ".join(self.written(dice, dice.randint(2, 5))).capitalize()
        return Text(title, (self.sentences(dice, OPENING),), tuple(parts))


def _softened(word: str) -> str:
    for radical, soft in SOFTENED.items():
        if word.startswith(radical) and not word.startswith(("th", "ch", "ph", "dd")):
            return soft + word[len(radical) :]
    return word
