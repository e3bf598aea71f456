"""A bringing in as its page shows it: what was found or came in, page by page, sums of it, and what was left and why."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from weeknotes.notes.weeks import week_words
from weeknotes.prose.shapes import Why
from weeknotes.transfer.models import Found, ImportRun, Source
from weeknotes.transfer.sources import name_of
from weeknotes.transfer.take import ALIKE, CHANGED, DELETED, HERE, NEW, SAME
from weeknotes.transfer.trouble import in_words
from weeknotes.web.dates import DAY, days_between, from_iso

AT_ONCE = 50
# What a page of what was found may show, by the word in its address.
SHOWS: dict[str, Q] = {
    "": Q(),
    "new": Q(fate=NEW),
    "here": Q(fate__in=(HERE, CHANGED, DELETED)),
    "twice": Q(fate__in=(SAME, ALIKE)),
    "closed": ~Q(reach="everyone") | ~Q(status="published"),
    "undated": Q(dated=None),
    "notes": ~Q(warnings=[]),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure of what was found: its words, and the word in the address of the page that shows those."""

    words: str
    shows: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found: how many would come in, how many are nearly the same as another, how many of those that come everybody could read there, how
    many addresses move, sums, and a page of posts."""

    coming: int
    alike: int
    out: int
    moving: int
    weeks: int
    sums: tuple[Sum, ...]
    page: Page[Found]
    shows: str


def preview(run: ImportRun, *, number: str, shows: str) -> Preview:
    """A page of what was found, and the sums of all of it. Three queries, however much there is."""
    every = Found.objects.filter(run=run)
    new = Q(fate=NEW) | Q(fate=ALIKE, key__in=run.alike)
    out = Q(status="published", reach="everyone")
    named = {word: Count("pk", filter=which) for word, which in SHOWS.items() if word}
    sums = every.aggregate(
        all=Count("pk"), coming=Count("pk", filter=new), alike=Count("pk", filter=Q(fate=ALIKE)),
        was_out=Count("pk", filter=new & out & ~Q(dated=None)), moving=Count("pk", filter=new & ~Q(address="")),
        weeks=Count("pk", filter=new & Q(week__has_key="first")), **{f"shows_{word}": one for word, one in named.items()},
    )  # fmt: skip
    which = shows if shows in SHOWS else ""
    rows = every.filter(SHOWS[which]).select_related("note").order_by("number")
    words = _sum_words()
    lines = tuple(Sum(words[word] % {"count": sums[f"shows_{word}"]}, word) for word in words if sums[f"shows_{word}"])
    return Preview(
        sums["coming"], sums["alike"], sums["was_out"], sums["moving"], sums["weeks"], lines, Paginator(rows, AT_ONCE).get_page(number), which
    )


def came(run: ImportRun, *, number: str) -> Page[Source]:
    """A page of what came in: the notes that `run` made, in the order in which they came."""
    rows = run.sources.filter(made=True, lang="", note__deleted_at=None).select_related("note").prefetch_related("note__bodies").order_by("pk")
    return Paginator(rows, AT_ONCE).get_page(number)


def week_of(row: Found) -> str:
    """The week that a post was read to cover, or the weeks that it may."""
    first, last = row.week.get("first"), row.week.get("last")
    if first and last:
        one, other = date.fromisoformat(first), date.fromisoformat(last)
        return week_words(one) if one == other else days_between(one, other + 6 * DAY)
    perhaps = [week_words(monday) for iso in row.week.get("offers", ()) if (monday := from_iso(iso))]
    return _("perhaps %(weeks)s") % {"weeks": f" {_('or')} ".join(perhaps)} if perhaps else _("week unknown")


def notices(row: Found) -> list[str]:
    """What is said of a post, in the language in force."""
    return [in_words(Why(str(one["why"]), one["values"])) for one in row.warnings]


def kinds_of(run: ImportRun) -> str:
    """What it comes from, in words."""
    return ", ".join(dict.fromkeys(name_of(one["kind"]) for one in run.inputs)) or name_of(run.kind)


def _sum_words() -> dict[str, str]:
    return {
        "new": _("%(count)s new"),
        "here": _("%(count)s already here"),
        "twice": _("%(count)s the same as another, or nearly"),
        "closed": _("%(count)s that not everybody could read there"),
        "undated": _("%(count)s without a date"),
        "notes": _("%(count)s to look at again"),
    }
