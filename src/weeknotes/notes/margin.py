"""What stands beside the text: what was read, what the check noticed, each ready to be shown with its place."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.notes.checking import Noticed, notice
from weeknotes.notes.models import Body
from weeknotes.notes.reading import MEMORABLE, Remembered, read_body
from weeknotes.notes.weeks import week_words
from weeknotes.openness.words import say
from weeknotes.prose.outline import outline
from weeknotes.prose.week import week_of
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
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the margin. `find` says it is a finding; `quote` and `nth` say where in the text its words stand."""

    key: str
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


@dataclass(frozen=True, slots=True)
class WeekOffer:
    """What the text says of its week while the note has none: the weeks to choose from (ISO, words), and the words that said so."""

    offers: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Margin:
    """The margin of a body: entries in the order of the text, disagreements of number and list, the week read, and a digest of what will be remembered."""

    remembered: tuple[Entry, ...]
    says: tuple[tuple[str, str], ...]
    findings: tuple[Entry, ...]
    read_only: tuple[Entry, ...]
    digest: str
    week: WeekOffer | None = None

    @property
    def open_findings(self) -> tuple[Entry, ...]:
        """Findings that the writer has not considered."""
        return tuple(f for f in self.findings if not f.because)


def margin(body: Body) -> Margin:
    """Read and check `body`. Two queries (corrections, considered)."""
    read = read_body(body)
    seen: Counter[str] = Counter()
    remembered: list[Entry] = []
    others: list[Entry] = []
    for item in read.items:
        entry = _item(item, seen)
        (remembered if item.found_as in MEMORABLE or item.kind in MEMORABLE else others).append(entry)
    says = tuple((_says(s.what, s.said, s.found), body.html[s.start : s.end]) for s in read.reading.says)
    findings = tuple(_finding(n, seen) for n in notice(body))
    what = "\n".join(f"{e.kind}|{e.key}" for e in remembered if e.kind)
    digest = hashlib.sha256(what.encode()).hexdigest()[:16]
    return Margin(tuple(remembered), says, findings, tuple(others), digest, _week(body))


def _week(body: Body) -> WeekOffer | None:
    """The week that title and text speak of, offered while the note has none; never taken silently."""
    note = body.note
    if note.week_from is not None or note.kind == note.REVIEW:
        return None
    week = week_of(outline(f"<h1>{escape(body.title)}</h1>{body.html}", syntax="html"), published=note.dated)
    offers = (week.iso, *week.offers) if week.iso else week.offers
    if not offers and not week.why:
        return None
    mondays = [(iso, monday) for iso in dict.fromkeys(offers) if (monday := from_iso(iso)) is not None]
    return WeekOffer(tuple((iso, week_words(monday)) for iso, monday in mondays), week.why)


def _item(item: Remembered, seen: Counter[str]) -> Entry:
    quote = item.label or item.text[:80]
    nth = seen[quote]
    seen[quote] += 1
    kind = item.kind or item.found_as
    return Entry(
        key=item.key,
        find=False,
        head=str(KIND_WORDS[kind]),
        quote=quote,
        nth=nth,
        label=item.label,
        kind=item.kind,
        found_as=item.found_as,
        why=item.why,
        do="",
        source="",
        because="",
        rule="",
        mark="",
        corrected=item.corrected,
    )


def _finding(noticed: Noticed, seen: Counter[str]) -> Entry:
    f = noticed.finding
    nth = seen[f.quote]
    seen[f.quote] += 1
    return Entry(
        key=f"{f.rule}-{noticed.mark}",
        find=True,
        head=say(f.what, f.values, _),
        quote=f.quote,
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
    )


def _says(what: str, said: int, found: int) -> str:
    """`You say five; four are here.`, or an offer where nothing is listed."""
    if found == 0:
        return _("You say %(said)s %(what)s. None is written down here yet.") % {"said": said, "what": what}
    return _("You say %(said)s; %(found)s are here.") % {"said": said, "found": found}
