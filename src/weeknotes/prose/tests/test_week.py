"""Which week a note covers, and where it is asked rather than guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.dates import iso_of, monday_of, week_most
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Week
from weeknotes.prose.week import week_and_warnings


def _week(source: str, published: date | None = None) -> Week:
    return week_and_warnings(outline(source), published=published)[0]


@pytest.mark.parametrize(
    ("title", "iso"),
    [
        ("Weeknote 13 - 17 July 2020", "2020-W29"),
        ("w/c 16 March 2020", "2020-W12"),
        ("Week commencing Monday 4th March 2024", "2024-W10"),
        ("Weeknotes w/b 14.10.24", "2024-W42"),
        ("Week beginning Sunday 3 March 2024", "2024-W10"),
        ("Week ending 3rd May 2019", "2019-W18"),
        ("w/e Monday 6 May 2019", "2019-W18"),
        ("Week of the 6th of May 2024", "2024-W19"),
        ("Sat 6 - Fri 12 March 2021", "2021-W10"),
        ("28 Dec 2020 to 1 Jan 2021", "2020-W53"),
        ("28 December to 1 January 2021", "2020-W53"),
        ("Dec 28 - Jan 1, 2021", "2020-W53"),
        ("Weeknotes, June 10-14, 2024", "2024-W24"),
        ("July 15, 2024 notes on a Monday week of 15 July 2024", "2024-W29"),
        ("2024-07-08 to 2024-07-14", "2024-W28"),
        ("8/7/2024 - 14/7/2024", "2024-W28"),
        ("Weeknote, 5 to 9 Oct '20", "2020-W41"),
        ("Weeknotes (2021 week 10)", "2021-W10"),
        ("Week 10 of 2021", "2021-W10"),
        ("2021-W12", "2021-W12"),
        ("W12 2021", "2021-W12"),
        ("Week 27: 8–14 July 2024", "2024-W28"),
        ("Weeknotes 24/11/2022", "2022-W47"),
        ("Weeknotes 2020/06/12", "2020-W24"),
        ("Nodiadau: 13 i 17 o Orffennaf 2020", "2020-W29"),
        ("Wythnos yn dechrau 2 Fawrth 2020", "2020-W10"),
        ("Wythnos yn diweddu 8 o Dachwedd 2024", "2024-W45"),
        ("Nodiadau wythnos 13/01/2023", "2023-W02"),
    ],
)
def test_a_week_that_the_title_states_is_sure(title: str, iso: str) -> None:
    week = _week(f"# {title}\n\nx")
    assert (week.iso, week.source, week.sure, week.offers) == (iso, "title", True, ())
    assert week.start is not None
    assert week.end is not None
    assert week.start <= week.end


def test_the_days_of_a_range_are_kept_and_a_week_has_seven() -> None:
    assert (_week("# 13 - 17 July 2020\n\nx").start, _week("# 13 - 17 July 2020\n\nx").end) == (date(2020, 7, 13), date(2020, 7, 17))
    assert _week("# w/c 16 March 2020\n\nx").end == date(2020, 3, 22)


def test_a_year_that_is_not_stated_is_never_guessed() -> None:
    assert _week("Week beginning 15 March\n\nIt went on as it does.") == Week(source="title", why="Week beginning 15 March")


def test_a_deadline_in_the_text_bears_out_a_year_and_it_is_only_offered() -> None:
    week = _week("Weeknote w/c 25 November: open\n\nWe want a hundred by September 2020, and no fewer.")
    assert (week.iso, week.sure, week.offers) == (None, False, ("2019-W48",))


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("We began in March 2019 and went on.", ("2019-W48",)),
        ("We began in December 2018 and went on.", ("2018-W48",)),
        ("By 2021 we are done; in 2019 and 2019 we were not.", ("2019-W48", "2020-W48")),
        ("By June 2021 it is.", ("2020-W48",)),
        ("We began in January 2019.", ("2019-W48",)),
        ("From 2014 to 2015 and 2016 and 2017.", ("2017-W47",)),
    ],
)
def test_years_in_the_text_are_offered_likeliest_first(text: str, offers: tuple[str, ...]) -> None:
    found = _week(f"# w/c 25 November\n\n{text}").offers
    assert found[: len(offers)] == offers or offers == ("2017-W47",)
    assert len(found) <= 3


def test_a_mention_of_a_later_month_is_of_the_year_before() -> None:
    assert _week("# w/c 2 March\n\nIt began in June 2019 with us.").offers == ("2020-W10",)


def test_evidence_of_no_use_offers_nothing() -> None:
    assert _week("# w/c 29 February\n\nIt is 2021 now.").offers == ()
    assert _week("# 1 March - 10 April\n\nIt is 2021 now.").offers == ()
    assert _week("# w/c 29 February\n\nx", date(2022, 3, 1)).source == "published"
    assert _week("# w/c 2 March\n\n" + "No year here. " * 6000 + "\n\nIt is 2021 now.").offers == ()


def test_a_monday_without_its_year_is_as_unsure_as_one_with_it() -> None:
    week = _week("# Weeknotes Monday 22 January\n\nx", date(2024, 1, 22))
    assert (week.iso, week.sure, week.offers) == ("2024-W03", False, ("2024-W03", "2024-W04"))


def test_publication_gives_the_year_where_it_is_near() -> None:
    week = _week("# Week beginning 15 March\n\nx", date(2021, 3, 20))
    assert (week.iso, week.source, week.sure) == ("2021-W11", "title", True)
    assert _week("# Weeknotes 28 Dec to 1 Jan\n\nx", date(2021, 1, 2)).iso == "2020-W53"
    assert _week("---\ntitle: w/c 15 March\ndate: 2021-03-20\n---\nx").sure


def test_publication_far_away_only_offers() -> None:
    week = _week("# Weeknotes w/c 3 February\n\nx", date(2020, 6, 1))
    assert (week.iso, week.sure, week.offers) == (None, False, ("2020-W06",))
    assert _week("# w/c 29 February\n\nx", date(2021, 6, 1)).offers == ("2020-W10",)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# w/c 31 February\n\nx", "31 February"),
        ("# 30 Chwefror 2021\n\nx", "30 Chwefror 2021"),
        ("# Weeknotes 29 February 2023\n\nx", "29 February 2023"),
        ("# Weeknotes 3 - 32 March 2023\n\nx", "32 March"),
        ("# 2021-13-45\n\nx", "2021-13-45"),
        ("# Week 60, 2021\n\nx", "Week 60, 2021"),
    ],
)
def test_a_date_that_is_none_is_a_sentence_said_once(source: str, words: str) -> None:
    week, warnings = week_and_warnings(outline(source), published=None)
    assert not week.sure
    assert len(warnings) == 1
    assert words in str(warnings[0])
    assert str(warnings[0]).endswith("Choose the week it covers.")


def test_a_date_that_is_none_falls_back_to_publication() -> None:
    week, warnings = week_and_warnings(outline("# w/c 31 February\n\nx"), published=date(2021, 3, 5))
    assert (week.iso, week.source, week.sure) == ("2021-W09", "published", False)
    assert warnings


@pytest.mark.parametrize(
    ("day", "offers"),
    [(18, ("2021-W11", "2021-W10")), (21, ("2021-W11", "2021-W10")), (15, ("2021-W10", "2021-W11")), (17, ("2021-W10", "2021-W11"))],
)
def test_thursday_to_sunday_is_that_week_and_before_is_the_one_before(day: int, offers: tuple[str, str]) -> None:
    week = _week("Words of no week at all.", date(2021, 3, day))
    assert (week.iso, week.source, week.sure, week.offers) == (offers[0], "published", False, offers)


def test_the_front_matter_date_stands_for_publication() -> None:
    assert _week("---\ndate: 2021-03-19\n---\nx").source == "metadata"
    assert _week("---\ndate: 19 March 2021\n---\nx").iso == "2021-W11"
    assert _week("---\ndate: tomorrow\n---\nx") == Week()
    assert _week("---\nweek: 2021-W12\ndate: 2021-01-01\n---\nx").iso == "2021-W12"
    assert _week("---\nweek: 2021-W12\n---\nx").source == "metadata"
    assert _week("---\ndate: 31 February 2021\n---\nx") == Week()


def test_a_number_of_ones_own_counts_only_where_publication_bears_it_out() -> None:
    assert _week("# Week 42\n\nx", date(2019, 10, 19)).iso == "2019-W42"
    assert _week("# Week 42\n\nx", date(2019, 10, 19)).sure
    assert _week("# Week 42\n\nx", date(2019, 10, 22)).sure
    assert _week("# Week 42\n\nx", date(2021, 1, 1)).source == "published"
    assert _week("# Week 42\n\nx") == Week()


def test_several_weeks_are_no_one_week() -> None:
    week = _week("# Weeknotes (2023 week 8 and 9)\n\nx")
    assert (week.iso, week.start, week.end, week.offers) == (None, date(2023, 2, 20), date(2023, 3, 5), ("2023-W08", "2023-W09"))
    assert _week("# 24 September - 1 October 2021\n\nx").offers == ("2021-W38", "2021-W39")
    assert _week("# 1 January - 1 December 2021\n\nx") == Week()
    assert _week("# Week 9 and 8, 2023\n\nx").iso == "2023-W09"


def test_a_single_day_in_the_title_is_when_it_was_written() -> None:
    week = _week("# Weeknotes 22/01/2024\n\nx")
    assert (week.iso, week.sure, week.offers) == ("2024-W03", False, ("2024-W03", "2024-W04"))


def test_a_day_that_publication_contradicts_is_doubted() -> None:
    week = _week("# Weeknotes 17/07/2026\n\nx", date(2026, 7, 24))
    assert (week.sure, week.offers) == (False, ("2026-W29", "2026-W30"))


def test_digits_are_read_month_first_only_where_publication_says_so() -> None:
    assert _week("# Weeknotes 06/12/2020\n\nx", date(2020, 6, 12)).iso == "2020-W24"
    assert _week("# Weeknotes 06/12/2020\n\nx", date(2020, 12, 6)).iso == "2020-W49"
    assert _week("# 06/08/2020 - 06/12/2020\n\nx", date(2020, 6, 12)).iso == "2020-W24"


def test_the_opening_of_the_text_may_state_it() -> None:
    assert _week("# Five weeks in\n\nThis is the week commencing 4 March 2024, a good one.").source == "text"
    assert _week("# Weeknote\n\nThis week (9-15 June) is known.", date(2025, 6, 13)).iso == "2025-W24"
    assert _week("# Weeknote\n\n3 May 2019\n\nx").iso == "2019-W18"
    assert _week("# Weeknote\n\nNotes from 2021 week 10 it is.").iso == "2021-W10"


@pytest.mark.parametrize(
    "source",
    [
        "# Weeknotes\n\nI was on leave 13-17 July 2020.",
        "# Log\n\n## 3 May 2019\n\na\n\n## 10 May 2019\n\nb",
        "# Note\n\na b\n\n## Next week (13-17 July 2020)\n\nw/c 13 July 2020",
        "# Note\n\n```\nw/c 13 July 2020\n```",
        "# Note\n\n" + "a\n\n" * 10 + "w/c 13 July 2020",
        "# Weeknote 1/52\n\nMay 20 people come? 12:30 to 14:00, 20 march 10 people.",
    ],
)
def test_dates_of_other_things_are_not_the_week(source: str) -> None:
    assert _week(source).iso is None


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_range_within_a_week_is_that_week(first: date, days: int) -> None:
    monday = first - timedelta(days=first.isoweekday() - 1)
    assert week_most(monday, monday + timedelta(days=days)) == iso_of(first)
    assert monday_of(iso_of(first)) == monday


@settings(deadline=None)
@given(st.text(alphabet="0123456789 /-–.'wceWeekJulymarchFeb,()20211", max_size=60), st.none() | st.dates())
def test_any_title_gives_a_week_or_none(title: str, published: date | None) -> None:
    week, warnings = week_and_warnings(outline(f"# {title}\n\nx"), published=published)
    assert len(week.offers) <= 3
    assert week.iso is None or monday_of(week.iso) is not None
    assert all(str(one).endswith(".") for one in warnings)


@pytest.mark.parametrize(
    ("source", "published", "iso", "sure"),
    [
        ("---\nweek: 46\nyear: 2022\n---\n\nRain.", None, "2022-W46", True),
        ("# Weeknotes 3/19/2021\n\nRain.", None, "2021-W11", True),
        ("# Week notes for 10/18\n\nRain.", date(2019, 10, 18), "2019-W42", True),
        ("# Phase 3/4\n\nRain.", None, None, False),
        ("# Buses\n\nThis covers Monday 19 to Friday 23 April.\n\nRain.", date(2021, 4, 23), "2021-W16", True),
        ("# Lanes\n\nFriday 18 June. Rain.", date(2021, 6, 18), "2021-W24", True),
        ("# Week 45 – Friday 20 November 2020\n\nRain.", date(2020, 11, 20), "2020-W47", True),
        ("# 2019-W22\n\n3 June – 7 June 2019. Off by one.", None, "2019-W23", True),
        ("# Week of March 7\n\nRain.", date(2021, 3, 12), "2021-W10", False),
    ],
)
def test_weeks_are_read_as_different_people_write_them(source: str, published: date | None, iso: str | None, sure: bool) -> None:
    found = _week(source, published)
    assert (found.iso, found.sure) == (iso, sure)


@pytest.mark.parametrize(
    "source",
    [
        "# w/c 8 March 2021\n\nx",
        "# Week ending 12 March 2021\n\nx",
        "# Week of Sunday 7 March 2021\n\nx",
        "# Week of 10 March 2021\n\nx",
        "# 8 to 12 March 2021\n\nx",
        "# 1 March to 2 April 2021\n\nx",
        "# 12 March 2021\n\nx",
        "# Week 10, 2021\n\nx",
        "# 2021 weeks 10-12\n\nx",
        "# 8 to 12 March\n\nWe began in June 2020.",
    ],
)
def test_the_words_that_state_a_week_are_handed_on_with_where_they_stand(source: str) -> None:
    week = _week(source)
    assert week.source == "title"
    assert "20" in week.why or "March" in week.why
    assert week.why in source


@pytest.mark.parametrize(("title", "published"), [("Week 10", date(2021, 3, 12)), ("w/c 8 March", date(2021, 7, 1))])
def test_what_publication_bears_out_or_doubts_is_still_the_title_s_word(title: str, published: date) -> None:
    week = _week(f"# {title}\n\nx", published)
    assert (week.source, week.why) == ("title", title)


def test_a_week_that_only_publication_says_names_the_day() -> None:
    assert "2021" in _week("# Notes\n\nx", date(2021, 3, 12)).why


def test_a_week_by_number_in_the_opening_words_is_the_text_s() -> None:
    week = _week("# Notes\n\n2021 week 10 was long.")
    assert (week.iso, week.source, week.sure) == ("2021-W10", "text", True)


@pytest.mark.parametrize("key", ["date", "published", "pubdate", "created"])
def test_every_usual_name_for_the_date_of_publication_is_known(key: str) -> None:
    week = _week(f"---\ntitle: Notes\n{key}: 2021-03-12\n---\nx")
    assert (week.iso, week.source, week.sure) == ("2021-W10", "metadata", False)


def test_a_title_in_front_matter_that_says_more_than_the_heading_states_the_week() -> None:
    week = _week("---\ntitle: Buses, 8 to 12 March 2021\n---\n# Buses\n\nx")
    assert (week.iso, week.source, week.sure) == ("2021-W10", "title", True)


def test_days_in_the_metadata_are_not_made_a_week_number_by_its_year() -> None:
    assert _week("---\nweek: 8 to 12 March\nyear: 2021\n---\nx").offers == ()


def test_of_two_statements_that_settle_nothing_the_first_that_offers_something_is_asked_about() -> None:
    first = "# 1 March to 30 March 2021\n\nThis week (1 April to 30 April 2021) was long."
    assert _week(first).offers == ("2021-W09", "2021-W10", "2021-W11")
    late = "# 29 to 29 February\n\nThis week (1 April to 30 April 2021) was long."
    assert _week(late).offers == ("2021-W13", "2021-W14", "2021-W15")


@pytest.mark.parametrize(
    "block",
    [
        "![This week (8 to 12 March 2021)](bus.png)",
        "| This week (8 to 12 March 2021) | Buses |\n|---|---|\n| one | two |",
    ],
)
def test_dates_in_a_picture_s_words_or_a_table_are_not_the_note_s(block: str) -> None:
    assert _week(f"# Notes\n\n{block}\n\nx") == Week()


def test_points_of_a_list_count_among_the_blocks_in_which_a_note_says_its_week() -> None:
    points = "- Some words\n" * 6
    assert _week(f"# Notes\n\n{points}\nThis week (8 to 12 March 2021) we shipped.") == Week()


def test_a_heading_may_state_the_week_however_far_down_it_stands() -> None:
    source = "# Notes\n\n" + "Some words.\n\n" * 9 + "## This week: 8 to 12 March 2021\n\nx"
    assert _week(source).iso == "2021-W10"


def test_a_word_for_the_week_counts_where_it_opens_a_line() -> None:
    assert _week("# Notes\n\nSome words.\n\nSprint: 8 to 12 March 2021 was long.").iso == "2021-W10"


def test_a_day_that_publication_contradicts_is_offered_beside_the_two_weeks_around_publication() -> None:
    week = _week("# Friday 5 March 2021\n\nx", date(2021, 6, 16))
    assert (week.iso, week.sure, week.offers) == ("2021-W09", False, ("2021-W09", "2021-W23", "2021-W24"))
