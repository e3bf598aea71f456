"""A day with its month in words as blogs of other languages write it into their feeds: Welsh, German, French, Spanish, Italian, Dutch and Portuguese beside English."""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo

from weeknotes.prose.vocabulary import MONTHS

# Those of English and Welsh are the vocabulary's.
_OTHERS = (
    "januar|jänner|janvier|janv|enero|ene|gennaio|gen|januari|janeiro",
    "februar|feber|février|févr|fév|fevrier|fevr|febrero|febbraio|febr|februari|fevereiro|fev",
    "märz|mär|mrz|maerz|mars|marzo|maart|mrt|março|marco",
    "avril|avr|abril|abr|aprile",
    "mayo|maggio|mag|mei|maio",
    "juni|juin|junio|giugno|giu|junho",
    "juli|juillet|juil|julio|luglio|lug|julho",
    "août|aout|agosto|ago|augustus",
    "septembre|septiembre|setiembre|settembre|set|setembro",
    "oktober|okt|octobre|octubre|ottobre|ott|outubro|out",
    "novembre|noviembre|novembro",
    "dezember|dez|décembre|déc|decembre|diciembre|dic|dicembre|dezembro",
)
_MONTHS = MONTHS | {"chwe": 2, "gor": 7} | {name: number for number, names in enumerate(_OTHERS, 1) for name in names.split("|")}
_MONTH = r"(?P<{}>[^\W\d_]{{3,12}})\.?"
_WEEKDAY = r"(?:[^\W\d_]{1,15}(?:-feira)?[.,]{0,2}\s+){0,3}"
_OF = r"(?:de|o|of|d[’'])\s*"
_ENDING = r"(?:\.|st|nd|rd|th|af|ail|ydd|fed|eg|ed|ain|er|º|°)?"
_DAY = re.compile(
    rf"{_WEEKDAY}(?:(?P<d1>\d{{1,2}}){_ENDING}[\s-]+(?:{_OF})?{_MONTH.format('m1')}|{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}}){_ENDING})"
    rf"(?:,?[\s-]+|\s+{_OF})(?P<y>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_DOTS = re.compile(r"(?P<d1>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d)(?!\d)")  # with dots, the day is first wherever it is written so
_HOUR = re.compile(
    r"[\s,–-]*(?:at|um|à|a las?|om|am|alle|ore|i|T)?\s*(\d{1,2})[:.hH](\d{2})(?::(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?(?:Uhr|h)?\s*(?:([+-])(\d{2}):?(\d{2})|(Z|GMT|UTC?))?(?![\d:])",
    re.IGNORECASE,
)


def stated(text: str, unstated: tzinfo) -> date | datetime | None:
    """The day that `text` begins with, and its hour where that follows, in the zone that it says, else in `unstated`; None for none. ValueError for a day that there is not."""
    found = _DAY.match(text) or _DOTS.match(text)
    if found is None:
        return None
    said = found.groupdict()
    name = said.get("m1") or said.get("m2")
    month = _MONTHS.get(name.lower(), 0) if name else int(said["m"])
    if not month:
        return None
    day = date(int(said["y"]), month, int(said.get("d1") or said["d2"]))
    hour = _HOUR.match(text, found.end())
    if hour is None:
        return day
    hours, minutes, seconds, half, sign, ahead, more, utc = hour.groups()
    past = int(hours) % 12 + 12 * half.lower().startswith("p") if half else int(hours)
    away = timedelta(hours=int(ahead or 0), minutes=int(more or 0))
    zone = timezone(-away if sign == "-" else away) if sign or utc else unstated
    return datetime(day.year, day.month, day.day, past, int(minutes), min(int(seconds or 0), 59), tzinfo=zone)
