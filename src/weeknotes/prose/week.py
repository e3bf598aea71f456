"""Which week a note covers: what it states, what stands with it, when it was published, in that order, and how sure that is."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from weeknotes.prose.dates import Day, Numbered, Said, iso_of, monday_of, numbered_in, said_in, week_most
from weeknotes.prose.shapes import Outline, Week, WeekFrom
from weeknotes.prose.years import Named, years

N_ = str  # marks a sentence for translation where it is shown

NO_SUCH_DAY = N_("The note says “%(words)s”, and there is no such day. Choose the week it covers.")
NO_SUCH_WEEK = N_("The note says “%(words)s”, and there is no such week. Choose the week it covers.")
_NEAR = 10  # days between a stated date and publication within which the year is not in doubt
EARLIEST, LATEST = 1900, 9000  # years; a date outside is no publication
_ONE_WEEK = 7  # days a range may have and be one week
_LONGEST = 62  # days a range may have and be what a note covers
_OPENING = 6  # blocks of prose in which a note says which week it is about
_ABOUT = re.compile(r"(?:\bweek|\bwythnos|weeknotes?|nodiadau|\bsprint)\b[^.!?]{0,40}$", re.IGNORECASE)
_LONGEST_LINE = 2000  # characters of a title or paragraph in which a date is looked for
_OPENS = re.compile(r"^(?:(?:this|these|mae hyn)?\s*(?:note |weeknotes? )?(?:covers?|covering|is for|are for|from|between|o)?\s*)$", re.IGNORECASE)
_STOPS = re.compile(r"[.]|\s*(?:[.,:;–—]|$)")
_TOP = 3  # blocks at the top of a note, where a line may be its date
_ALONE = re.compile(r"(?:\W|date|dyddiad|week|wythnos)*$", re.IGNORECASE)
_MOST_STATED = 40  # statements looked at; a note that says more dates is a list of dates


class Slip(NamedTuple):
    """A date the note states that is no date: a sentence with a place for the words, and the words."""

    sentence: str
    words: str

    def __str__(self) -> str:
        return self.sentence % {"words": self.words}


@dataclass(frozen=True, slots=True)
class _Stated:
    """A week as a note states it: days, or numbers; where; the words."""

    what: Said | Numbered
    source: WeekFrom
    words: str


def week_and_warnings(outline: Outline, *, published: date | None = None) -> tuple[Week, tuple[Slip, ...]]:
    """Give the week a note covers, and a slip for each date it states that is no date.

    `iso` is None where the year would have to be guessed, and `offers` holds what the text bears out. Follows the readers' conventions:
    stated dates beat numbers; a range belongs to the week with most of its days; published Thursday to Sunday means that week, Monday to
    Wednesday the one before.
    """
    dated, origin = _published(outline, published)
    named = Named(outline)
    warnings: list[Slip] = []
    unsure: Week | None = None
    for stated in _statements(outline):
        week, warning = _week(stated, named, dated)
        if warning:
            warnings.append(warning)
        elif week and week.sure:
            return week, tuple(dict.fromkeys(warnings))
        elif week and (unsure is None or (not unsure.offers and week.offers)):
            unsure = week
    by_date = _by_publication(dated, origin) if dated else None
    return unsure or by_date or Week(), tuple(dict.fromkeys(warnings))


def _published(outline: Outline, published: date | None) -> tuple[date | None, WeekFrom]:
    if published and EARLIEST <= published.year <= LATEST:
        return published, "published"
    for key in ("date", "published", "pubdate", "created"):
        value = outline.meta.get(key, "")
        for said in said_in(value[:40]):
            found = said.first.dated()
            if found:
                return found, "metadata"
    return None, "metadata"


def _statements(outline: Outline) -> list[_Stated]:
    """What the note says about its week, dates before numbers, the title before the text."""
    rows: list[_Stated] = []
    numbers: list[_Stated] = []
    meta, year = outline.meta.get("week", ""), outline.meta.get("year", "")
    if meta.strip().isdecimal() and year.strip().isdecimal():
        meta = f"{year.strip()} week {meta.strip()}"
    titles: list[tuple[str, WeekFrom]] = [(meta, "metadata")]
    titles += [(words, "title") for words in dict.fromkeys((outline.title or "", outline.meta.get("title", "")))]
    for given, source in titles:
        words = given[:_LONGEST_LINE]
        rows += [_Stated(said, source, words[said.start : said.end]) for said in said_in(words)]
        numbers += [_Stated(one, source, words[one.start : one.end]) for one in numbered_in(words)]
    prose = 0
    apart = {section.first for section in outline.sections if section.kind == "next"}
    skipping = False
    headed: list[tuple[_Stated, bool]] = []
    for index, block in enumerate(outline.blocks):
        if block.kind == "heading":
            skipping = index in apart
        if skipping or block.kind in {"code", "quote", "image", "cell"}:
            continue
        prose += block.kind in {"paragraph", "item"}
        if prose > _OPENING and block.kind != "heading":
            continue
        text = block.text[:_LONGEST_LINE]
        for said in said_in(text):
            # A line at the top that is a date and little else says when the note was written.
            here = block.kind == "heading" or (index < _TOP and block.kind == "paragraph")
            alone = here and _ALONE.match(text[: said.start]) and _ALONE.match(text[said.end :])
            before = text[max(0, said.start - 60) : said.start]
            # "3 to 7 June.", "This covers Monday 19 to Friday 23 April." open a note with its days; one day alone is the day of writing.
            opens = prose == 1 and block.kind == "paragraph" and bool(_OPENS.search(text[: said.start]))
            opens = opens and (bool(said.last) or not said.start) and bool(_STOPS.match(text, said.end - 1) or _STOPS.match(text, said.end))
            if alone or said.lead or opens or (said.last and _ABOUT.search(before)):
                row = _Stated(said, "text", text[said.start : said.end])
                if block.kind == "heading":
                    headed.append((row, index < _TOP or not alone))
                else:
                    rows.append(row)
        if prose <= 1:
            numbers += [_Stated(one, "text", text[one.start : one.end]) for one in numbered_in(text) if one.year is not None]
    # Headings with different dates head the entries of a log; none of them is the week of the whole.
    if len({one.what.first for one, _ in headed if isinstance(one.what, Said)}) == 1:
        rows += [one for one, counts in headed if counts]
    # A single day in a title says when the note was written; a week or a range says what it covers, and comes first.
    covers = [one for one in rows if _covers(one)]
    days = [one for one in rows if not _covers(one)]
    return (covers + numbers + days)[:_MOST_STATED]


def _covers(stated: _Stated) -> bool:
    return isinstance(stated.what, Said) and bool(stated.what.lead or stated.what.last)


def _week(stated: _Stated, named: Named, dated: date | None) -> tuple[Week | None, Slip | None]:
    said = stated.what
    if isinstance(said, Numbered):
        return _by_number(said, stated, dated)
    if said.digits and (not said.first.possible or (dated and not _near(said, dated) and _near(said.month_first(), dated))):
        said = said.month_first()
    if said.digits and said.first.year is None and not (dated and said.first.possible and _near(said, dated)):
        return None, None  # "3/4" is a fraction until a day nearby says otherwise
    if not said.first.possible or (said.last and not said.last.possible):
        return None, Slip(NO_SUCH_DAY, stated.words.strip())
    if first := said.first.dated():
        return _doubted(_covering(said, first, stated, sure=True), said, first, dated), None
    return _without_year(said, stated, named, dated), None


def _near(said: Said, dated: date) -> bool:
    days = [day for year in (dated.year - 1, dated.year, dated.year + 1) if (day := said.first.dated(year))]
    return any(abs((day - dated).days) <= _NEAR for day in days)


def _doubted(week: Week | None, said: Said, first: date, dated: date | None) -> Week | None:
    """A single day in a title that publication contradicts may be a slip of the pen: both weeks are offered."""
    if week is None or dated is None or said.lead or said.last or week.iso == iso_of(dated):
        return week
    return replace(week, sure=False, offers=tuple(dict.fromkeys(iso_of(day) for day in (_around(first)[0], *_around(dated)))))


def _last(said: Said, first: date) -> date | None:
    if not said.last:
        return None
    last = said.last.dated(first.year)
    if last and last < first:
        last = Day(said.last.day, said.last.month).dated(first.year + 1)
    return last


def _without_year(said: Said, stated: _Stated, named: Named, dated: date | None) -> Week | None:
    """The year is what lies nearest to publication; failing that the text is asked what it bears out, and nothing is settled."""
    if dated:
        near = min(
            (first for year in (dated.year - 1, dated.year, dated.year + 1) if (first := said.first.dated(year))),
            key=lambda first: abs((first - dated).days),
            default=None,
        )
        if near is None:
            return None
        last = _last(said, near)
        gap = min(abs((near - dated).days), abs(((last or near) - dated).days))
        week = _covering(said, near, stated, sure=gap <= _NEAR)
        if week and gap > _NEAR:
            return Week(source=stated.source, offers=week.offers or ((week.iso,) if week.iso else ()), why=week.why)
        return week
    weeks = []
    for year in years(said, named):
        if first := said.first.dated(year):
            found = _covering(said, first, stated, sure=False)
            if found and found.iso:
                weeks.append(found.iso)
    return Week(source=stated.source, offers=tuple(dict.fromkeys(weeks))[:3], why=stated.words.strip())


def _covering(said: Said, first: date, stated: _Stated, *, sure: bool) -> Week | None:
    last, lead = _last(said, first), said.lead
    why = stated.words.strip()
    if last and last >= first:
        days = (last - first).days + 1
        if days <= _ONE_WEEK:
            return Week(week_most(first, last), first, last, stated.source, sure, why=why)
        if days <= _LONGEST:
            return _several(first, last, stated, why)
        return None
    if lead == "beginning":
        # "Week beginning" on a Saturday or Sunday is the working week that follows.
        start = first + timedelta(days=8 - first.isoweekday()) if first.isoweekday() >= 6 else first
        return _whole(start, stated.source, sure, why)
    if lead == "ending":
        end = first - timedelta(days=first.isoweekday()) if first.isoweekday() <= 2 else first
        return _whole(end, stated.source, sure, why)
    if lead == "of" and first.isoweekday() == 7:
        # A week named by its Sunday is that which begins with it, as weeks do in America, or the one it ends.
        after = _whole(first + timedelta(days=1), stated.source, False, why)
        return replace(after, offers=tuple(one for one in (after.iso, iso_of(first)) if one))
    if lead == "of":
        return _whole(first, stated.source, sure, why)
    found = _by_publication(first, stated.source)
    sure = sure and first.isoweekday() >= 4
    return replace(found, why=why, sure=sure, offers=() if sure else found.offers)


def _several(first: date, last: date, stated: _Stated, why: str) -> Week:
    weeks = []
    day = first
    while day <= last:
        weeks.append(iso_of(day))
        day += timedelta(days=1)
    return Week(None, first, last, stated.source, False, tuple(dict.fromkeys(weeks))[:3], why)


def _whole(day: date, source: WeekFrom, sure: bool, why: str) -> Week:
    monday = day - timedelta(days=day.isoweekday() - 1)
    return Week(iso_of(day), monday, monday + timedelta(days=6), source, sure, why=why)


def _by_number(number: Numbered, stated: _Stated, dated: date | None) -> tuple[Week | None, Slip | None]:
    """A week by number needs a year of its own, or a publication that bears it out: many people number their own weeks."""
    why = stated.words.strip()
    if number.year is None:
        if not dated:
            return None, None
        for day in (dated, dated - timedelta(days=7), dated + timedelta(days=7)):
            year, week, _ = day.isocalendar()
            if week == number.numbers[-1]:
                return _numbered(year, number.numbers, stated, why)
        return None, None
    return _numbered(number.year, number.numbers, stated, why)


def _numbered(year: int, numbers: tuple[int, ...], stated: _Stated, why: str) -> tuple[Week | None, Slip | None]:
    mondays = [monday_of(f"{year:04d}-W{one:02d}") for one in numbers]
    first, last = mondays[0], mondays[-1]
    if first is None or last is None:
        return None, Slip(NO_SUCH_WEEK, why)
    if last <= first or (last - first).days > _LONGEST:
        return _whole(first, stated.source, True, why), None
    return _several(first, last + timedelta(days=6), stated, why), None


def _by_publication(dated: date, source: WeekFrom) -> Week:
    likelier, other = _around(dated)
    return replace(_whole(likelier, source, False, dated.isoformat()), offers=(iso_of(likelier), iso_of(other)))


def _around(dated: date) -> tuple[date, date]:
    """Thursday to Sunday: the week it falls in, then the one before. Monday to Wednesday: the other way about."""
    before = dated - timedelta(days=7)
    return (dated, before) if dated.isoweekday() >= 4 else (before, dated)
