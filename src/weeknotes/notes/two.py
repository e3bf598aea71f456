"""The two languages of a note beside each other: what stands in one only, what is still to be written, what may be published."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from weeknotes.notes.checking import mark_key
from weeknotes.notes.evened import Evened, evened
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Considered
from weeknotes.notes.read_once import outline_of
from weeknotes.notes.two_words import no_title, no_words, places_to_write, same_on_both, sentence
from weeknotes.people.models import Person
from weeknotes.prose.carry import carry
from weeknotes.prose.facing import Facing, facing
from weeknotes.prose.parity import Difference, Parity, in_order, parity
from weeknotes.prose.remains import remains

RULE = "two"  # under which a difference that the writer leaves so is kept among what was considered
BOTH = "both"
TITLE = -1  # the row of the titles, above the first of the texts


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a sentence, the words at its place and their language, the heading above, the row it is in; `mark` knows it again.

    `found` is the difference itself, None for what is said of titles and of places to write.
    """

    mark: str
    words: str
    quote: str
    lang: str
    under: str
    row: int
    found: Difference | None = None


@dataclass(frozen=True)
class Two:
    """Both texts of a note, the lead language first, and what differs between them; `left` counts what the writer leaves so. `evened` is what publishing both
    keeps to fewer people in one of them, whatever the writer leaves so."""

    bodies: tuple[Body, Body]
    lines: tuple[Line, ...]
    left: int
    parity: Parity
    unwritten: tuple[int, int]
    evened: tuple[Evened, ...] = ()

    @property
    def langs(self) -> tuple[str, str]:
        """The two languages, the lead language first."""
        return (self.bodies[0].lang, self.bodies[1].lang)

    @property
    def empty(self) -> tuple[str, ...]:
        """Languages without words."""
        return tuple(body.lang for body in self.bodies if not body.html.strip())

    @property
    def same(self) -> str:
        """What both have, in words."""
        return "" if self.empty else same_on_both(self.parity.same)

    @property
    def alone(self) -> str:
        """What happens to a language without words; "" where neither or both have none."""
        return no_words(self.empty[0]) if len(self.empty) == 1 else ""

    @cached_property
    def pairs(self) -> tuple[Facing, ...]:
        """Both texts side by side."""
        return facing(self.bodies[0].html, self.bodies[1].html, self.parity)

    def carried(self, line: Line) -> tuple[Body, str] | None:
        """The body that lacks the link or picture of `line`, and its text with that in it; None where it is none, or must not be carried."""
        if line.found is None:
            return None
        first, second = self.bodies
        html = carry(first.html, second.html, self.parity, line.found)
        return None if html is None else (self.bodies[1 - line.found.side], html)

    @property
    def digest(self) -> str:
        """Tells whether what was in sight is what would be published."""
        seen = "\n".join([*(f"{line.mark}|{line.words}" for line in self.lines), *self.empty, *(f"{one.lang}|{one.words}|{one.level}" for one in self.evened)])
        return hashlib.sha256(seen.encode()).hexdigest()[:16]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be published now: both, or one while the other is said to follow."""
        now = {
            "en": _("English now, saying that the Welsh will follow"),
            "cy": _("Welsh now, saying that the English will follow"),
        }
        if len(self.empty) == 2:
            return ()
        if self.empty:
            one = next(lang for lang in self.langs if lang not in self.empty)
            return ((BOTH, {"en": _("English alone"), "cy": _("Welsh alone")}[one]), (one, now[one]))
        return ((BOTH, _("Both together")), *((lang, now[lang]) for lang in self.langs))

    def offered(self, writing: str) -> str:
        """The choice to begin with on the page where `writing` is written: both, unless the other side is not ready or is held back."""
        written = [lang for lang, count in zip(self.langs, self.unwritten, strict=True) if not count and lang not in self.empty]
        held = [body.lang for body in self.bodies if body.held and body.lang != writing]
        if len(written) == 1 and not self.empty:
            return written[0]
        return next((lang for lang in self.langs if lang not in held and held and lang not in self.empty), BOTH)


def two(body: Body) -> Two | None:
    """Both languages of the note of `body`; None where it has one. Two queries."""
    note = body.note
    # The text at hand is the newest: the page may have just kept it.
    several = [body if other.pk == body.pk else other for other in note.bodies.order_by("lang")]
    if len(several) != 2:
        return None
    several.sort(key=lambda b: b.lang != note.lead_lang)
    first, second = several
    held = parity(outline_of(first.html), outline_of(second.html))
    rest = (remains(held, 0), remains(held, 1))
    counts = tuple(sum(d.count for d in side if d.what == "unwritten") for side in rest)
    kept = set(Considered.objects.filter(note=note, rule=RULE).values_list("mark", flat=True))
    lines: list[Line] = []
    if first.html.strip() and second.html.strip():
        found = in_order([*held.differences, *(d for d in rest[1] if d.what == "left")])
        lines = [_line(d, (first.lang, second.lang)) for d in found]
        lines = [*_titles(first, second), *_to_write(rest, (first.lang, second.lang)), *lines]
    shown = tuple(line for line in lines if line.mark not in kept)
    return Two((first, second), shown, len(lines) - len(shown), held, (counts[0], counts[1]), evened((first, second), Level.PUBLIC))


def leave(*, body: Body, by: Person, mark: str) -> bool:
    """Leave a difference so: it is not shown again until it is another. False where there is no such difference now."""
    now = two(body)
    if now is None or all(line.mark != mark for line in now.lines):
        return False
    Considered.objects.update_or_create(note_id=body.note_id, lang=now.langs[0], rule=RULE, mark=mark, defaults={"because": "", "by": by})
    return True


def look_again(*, body: Body) -> None:
    """Show every difference again."""
    Considered.objects.filter(note_id=body.note_id, rule=RULE).delete()


def _line(one: Difference, langs: tuple[str, str]) -> Line:
    place = one.place
    quote = one.said if one.what in {"left", "alt"} and one.said else place.words if place else ""
    under = place.under if place and place.under != quote else ""
    return Line(_mark(one.what, langs[one.side], quote, one.said), sentence(one, langs), quote, langs[one.side], under, one.row, one)


def _to_write(rest: tuple[tuple[Difference, ...], tuple[Difference, ...]], langs: tuple[str, str]) -> list[Line]:
    """One line a language for all its places that wait to be written, at the first of them."""
    lines = []
    for side, several in enumerate(rest):
        places = [d for d in several if d.what == "unwritten"]
        if places:
            count = sum(d.count for d in places)
            lines.append(
                Line(_mark("unwritten", langs[side], str(count)), places_to_write(count, langs[side]), "", langs[side], "", places[0].row)
            )
    return lines


def _titles(first: Body, second: Body) -> list[Line]:
    """A line where one language has a title and the other none."""
    if bool(first.title) == bool(second.title):
        return []
    here, there = (second, first) if first.title else (first, second)
    return [Line(_mark("title", here.lang, there.title), no_title(here.lang), there.title, there.lang, "", TITLE)]


def _mark(*what: str) -> str:
    """A keyed hash by which a difference is known again without its words being kept."""
    return hashlib.blake2b("\n".join(what).encode("utf-8", "replace"), key=mark_key(), digest_size=16).hexdigest()
