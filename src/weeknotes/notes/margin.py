"""What stands beside the text: what was read, what the check noticed, each ready to be shown with its place."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.notes.because import why_item, why_week
from weeknotes.notes.checking import Noticed, notice
from weeknotes.notes.links_asked import Looked, looked_at
from weeknotes.notes.mending import mend_of
from weeknotes.notes.models import Body
from weeknotes.notes.reading import MEMORABLE, Remembered, Remembering, read_body
from weeknotes.notes.remark import Remark, remarks
from weeknotes.notes.weeks import week_words
from weeknotes.openness.mend import Mend
from weeknotes.openness.rules import media_no_transcript
from weeknotes.openness.words import say
from weeknotes.people.models import Person
from weeknotes.prose.html import plain
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Says
from weeknotes.prose.week import week_and_warnings
from weeknotes.web.dates import from_iso

KIND_WORDS = {
    "goal": gettext_lazy("Goal"),
    "next": gettext_lazy("For next week"),
    "watch": gettext_lazy("One to watch"),
    "learned": gettext_lazy("Learning"),
    "followup": gettext_lazy("Follow-up"),
    "win": gettext_lazy("Something that went well"),
    "challenge": gettext_lazy("Something hard"),
    "ask": gettext_lazy("Ask"),
    "decision": gettext_lazy("Decision"),
    "metric": gettext_lazy("Number"),
    "hearing": gettext_lazy("What people asked for"),
    "outcome": gettext_lazy("What happened"),
    "aim": gettext_lazy("Aim"),
}

OWN = "/media/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the margin. `place` orders it in the source; `find` says it is a finding; `quote` and `nth` where its words stand on the page, `picture`
    (which of them) or `medium` (its uid) where that is no matter of words."""

    key: str
    place: int
    find: bool
    head: str
    quote: str
    nth: int
    label: str
    kind: str
    found_as: str
    why: str
    do: str
    source: str
    because: str
    rule: str
    mark: str
    corrected: bool
    stops: bool = False
    mend: Mend | None = None
    picture: int | None = None
    medium: str = ""


@dataclass(frozen=True, slots=True)
class WeekOffer:
    """What the text says of its week while the note has none: weeks to choose from (ISO, words), the words that said so, what cannot be."""

    offers: tuple[tuple[str, str], ...]
    why: str
    warning: str


@dataclass(frozen=True, slots=True)
class Margin:
    """The margin of a body: entries in the order of the text, numbers without a list, the week read, and a digest of what will be remembered."""

    entries: tuple[Entry, ...]
    says: tuple[tuple[str, str], ...]
    digest: str
    week: WeekOffer | None = None
    remarks: tuple[Remark, ...] = ()
    links: Looked | None = None

    @property
    def loose(self) -> tuple[Remark, ...]:
        """What is said beside sentences that have no entry of their own."""
        there = {entry.key for entry in self.entries}
        return tuple(one for one in self.remarks if one.at not in there)


def margin(body: Body, *, by: Person | None = None) -> Margin:
    """Read and check `body`. Three queries (corrections, habits, considered); with `by`, also what other rooms say beside it to them."""
    read = read_body(body)
    remembered = _remembered(read)
    says = tuple((says_words(s), body.html[s.start : s.end]) for s in offered(read.reading.says))
    seen: Counter[str] = Counter()
    findings = [_finding(n, seen, body, read.plain) for n in notice(body)]
    entries = sorted([*remembered, *findings], key=lambda e: e.place)  # a stable sort: what stands at one place keeps its order
    week = _week(body, asked=any(e.kind in {"goal", "next"} for e in remembered))
    return Margin(tuple(entries), says, _digest(remembered), week, remarks(body, by, read) if by else (), looked_at(body.html) if by else None)


def digest_of(body: Body) -> str:
    """What tells whether that which would be remembered of `body` was in sight: the `digest` of its margin, without the rest. Two queries."""
    return _digest(_remembered(read_body(body)))


def _remembered(read: Remembering) -> list[Entry]:
    return [_item(i, read.plain) for i in read.items if i.found_as in MEMORABLE or i.kind in MEMORABLE]


def _digest(remembered: Iterable[Entry]) -> str:
    what = "\n".join(f"{e.kind}|{e.key}" for e in remembered if e.kind)
    return hashlib.sha256(what.encode()).hexdigest()[:16]


def _week(body: Body, *, asked: bool) -> WeekOffer | None:
    """The week that title and text speak of, offered while the note has none; never taken silently.

    Where they say nothing of it, or what cannot be, it is `asked` for if something in the text needs one.
    """
    note = body.note
    if note.week_from is not None or note.kind == note.REVIEW:
        return None
    week, warnings = week_and_warnings(outline(f"<h1>{escape(body.title)}</h1>{body.html}", syntax="html"), published=note.dated)
    offers = (week.iso, *week.offers) if week.iso else week.offers
    if not offers and not week.why and not warnings and not asked:
        return None
    mondays = [(iso, monday) for iso in dict.fromkeys(offers) if (monday := from_iso(iso)) is not None]
    return WeekOffer(tuple((iso, week_words(monday)) for iso, monday in mondays), why_week(week), " ".join(_(slip.sentence) % {"words": slip.words} for slip in warnings))


def _item(item: Remembered, words: str) -> Entry:
    quote = item.label or item.text[:80]
    # A label stands before what it leads to: at most its own length and a sign away.
    place = words.rfind(quote, 0, item.start) if item.label else item.start
    nth = words.count(quote, 0, max(place, 0))
    kind = item.kind or item.found_as
    return Entry(
        key=item.key,
        place=item.source_start,
        find=False,
        head=str(KIND_WORDS[kind]),
        quote=quote,
        nth=nth,
        label=item.label,
        kind=item.kind,
        found_as=item.found_as,
        why=why_item(item),
        do="",
        source="",
        because="",
        rule="",
        mark="",
        corrected=item.corrected,
    )


def _finding(noticed: Noticed, seen: Counter[str], body: Body, words: str) -> Entry:
    f, html, lang = noticed.finding, body.html, body.lang
    quote = f.quote if f.quote.startswith("<img ") else plain(f.quote)
    nth = seen[quote]
    seen[quote] += 1
    if words.count(quote) > seen[quote] and not quote.startswith("<img "):
        nth = plain(html[: f.start]).count(quote)  # the same words stand elsewhere, where nothing was found
    return Entry(
        key=f"{f.rule}-{noticed.mark}",
        place=f.start,
        find=True,
        head=say(f.what, f.values, _),
        quote=quote,
        nth=nth,
        label="",
        kind="",
        found_as="",
        why=say(f.why, f.values, _),
        do=say(f.do, f.values, _),
        source=say(f.source, f.values, _),
        because=noticed.because,
        rule=f.rule,
        mark=noticed.mark,
        corrected=False,
        stops=noticed.stops,
        mend=mend_of(noticed, lang),
        picture=html.count("<img ", 0, f.start) if quote.startswith("<img ") else None,
        medium=f.found.removeprefix(OWN) if f.rule == media_no_transcript.NAME and f.found.startswith(OWN) else "",
    )


def offered(says: tuple[Says, ...]) -> tuple[Says, ...]:
    """The numbers of things under which nothing is listed. Where a list has another number, the check says so (`said_found`), once."""
    return tuple(one for one in says if not one.found)


def says_words(one: Says) -> str:
    """`You say five; four are here.`, or an offer where nothing is listed."""
    if one.found == 0:
        return _("You say %(said)s %(what)s. None is written down here yet.") % {"said": one.said, "what": one.what}
    return _("You say %(said)s; %(found)s are here.") % {"said": one.said, "found": one.found}
