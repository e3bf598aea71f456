"""Where each rule of the reading begins and ends: the last case that it takes and the first that it leaves."""

from datetime import date

import pytest

from weeknotes.prose.outline import outline, sniff
from weeknotes.prose.read import read
from weeknotes.prose.shapes import Week
from weeknotes.prose.week import week_and_warnings


def _week(source: str, published: date | None = None) -> Week:
    return week_and_warnings(outline(source), published=published)[0]


def _items(source: str) -> list[tuple[str, str | None, str]]:
    return [(one.kind, one.label, one.text) for one in read(source).items]


@pytest.mark.parametrize(
    ("title", "start"),
    [
        ("Week beginning Friday 1 March 2024", date(2024, 2, 26)),
        ("Week beginning Saturday 2 March 2024", date(2024, 3, 4)),
        ("Week beginning Sunday 3 March 2024", date(2024, 3, 4)),
        ("Week beginning Monday 4 March 2024", date(2024, 3, 4)),
        ("Week ending Monday 4 March 2024", date(2024, 2, 26)),
        ("Week ending Tuesday 5 March 2024", date(2024, 2, 26)),
        ("Week ending Wednesday 6 March 2024", date(2024, 3, 4)),
        ("Week of Sunday 3 March 2024", date(2024, 3, 4)),
        ("Week of Saturday 2 March 2024", date(2024, 2, 26)),
    ],
)
def test_the_day_that_a_week_is_named_by_says_which_monday_it_begins_on(title: str, start: date) -> None:
    assert _week(f"# {title}\n\nx").start == start


def test_a_week_named_by_its_sunday_is_asked_about_the_next_one_first() -> None:
    week = _week("# Week of Sunday 3 March 2024\n\nx")
    assert (week.iso, week.sure, week.offers) == ("2024-W10", False, ("2024-W10", "2024-W09"))


def test_a_title_with_one_day_is_sure_from_thursday_on() -> None:
    assert _week("# Thursday 7 March 2024\n\nx").sure
    week = _week("# Wednesday 6 March 2024\n\nx")
    assert (week.iso, week.sure, week.offers) == ("2024-W09", False, ("2024-W09", "2024-W10"))
    assert (week.start, week.end) == (date(2024, 2, 26), date(2024, 3, 3))


def test_a_range_of_seven_days_is_a_week_and_of_eight_is_several() -> None:
    assert _week("# 4 to 10 March 2024\n\nx").iso == "2024-W10"
    week = _week("# 4 to 11 March 2024\n\nx")
    assert (week.iso, week.sure, week.offers) == (None, False, ("2024-W10", "2024-W11"))
    assert (week.start, week.end) == (date(2024, 3, 4), date(2024, 3, 11))


def test_a_range_of_nine_weeks_is_no_note_and_publication_says() -> None:
    assert _week("# 1 January to 2 March 2024\n\nx").offers == ("2024-W01", "2024-W02", "2024-W03")
    assert _week("# 1 January to 3 March 2024\n\nx") == Week()


def test_several_weeks_by_number_are_offered_with_their_days() -> None:
    week = _week("# 2021 weeks 10-12\n\nx")
    assert (week.iso, week.sure, week.offers) == (None, False, ("2021-W10", "2021-W11", "2021-W12"))
    assert (week.start, week.end) == (date(2021, 3, 8), date(2021, 3, 28))


@pytest.mark.parametrize(
    ("published", "sure"),
    [
        (date(2021, 3, 12), True),
        (date(2021, 3, 22), True),
        (date(2021, 3, 23), False),
        (date(2021, 2, 26), True),
        (date(2021, 2, 25), False),
    ],
)
def test_a_range_without_a_year_is_sure_within_ten_days_of_publication(published: date, *, sure: bool) -> None:
    week = _week("# 8 to 12 March\n\nx", published)
    assert week.sure is sure
    assert (week.iso or week.offers[0]) == "2021-W10"


def test_over_the_turn_of_the_year_the_nearest_year_is_meant() -> None:
    assert _week("# 28 December to 1 January\n\nx", date(2021, 1, 4)).iso == "2020-W53"
    assert _week("# 28 December to 1 January\n\nx", date(2020, 12, 31)).iso == "2020-W53"
    assert _week("# 4 to 8 January\n\nx", date(2020, 12, 30)).iso == "2021-W01"


@pytest.mark.parametrize(
    ("published", "iso"),
    [
        (date(2021, 3, 12), "2021-W10"),
        (date(2021, 3, 19), "2021-W10"),
        (date(2021, 3, 5), "2021-W10"),
    ],
)
def test_a_number_alone_is_a_week_where_publication_is_in_it_or_next_to_it(published: date, iso: str) -> None:
    assert (_week("# Week 10\n\nx", published).iso, _week("# Week 10\n\nx", published).sure) == (iso, True)


@pytest.mark.parametrize("published", [date(2021, 3, 26), date(2021, 2, 26)])
def test_a_number_alone_two_weeks_away_is_a_counter(published: date) -> None:
    assert not _week("# Week 10\n\nx", published).sure


@pytest.mark.parametrize(
    ("digits", "published", "iso"),
    [
        ("3/4/2024", date(2024, 4, 5), "2024-W13"),
        ("3/4/2024", date(2024, 3, 7), "2024-W09"),
        ("4/1/2025", date(2025, 1, 5), "2025-W01"),
    ],
)
def test_a_date_in_digits_is_read_the_way_that_publication_is_near_to(digits: str, published: date, iso: str) -> None:
    assert iso in (_week(f"# {digits}\n\nx", published).iso, *_week(f"# {digits}\n\nx", published).offers)


def test_digits_without_a_year_are_a_date_only_near_publication_even_in_the_year_before() -> None:
    assert _week("# 31/12\n\nx", date(2021, 1, 4)).iso == "2020-W53"
    assert _week("# 31/12\n\nx", date(2021, 3, 4)).source == "published"


def test_metadata_in_two_fields_states_a_week() -> None:
    week = _week("---\nweek: 10\nyear: 2021\n---\nx")
    assert (week.iso, week.source, week.sure) == ("2021-W10", "metadata", True)
    assert not _week("---\nweek: 10\n---\nx").sure
    assert not _week("---\nweek: ten\nyear: 2021\n---\nx").sure


@pytest.mark.parametrize(("paragraphs", "found"), [(5, True), (6, False)])
def test_a_note_says_which_week_it_is_about_in_its_first_six_paragraphs(paragraphs: int, *, found: bool) -> None:
    source = "# Notes\n\n" + "Some words.\n\n" * paragraphs + "This week (8 to 12 March 2021) we shipped.\n"
    assert (_week(source).iso == "2021-W10") is found


@pytest.mark.parametrize(("paragraphs", "found"), [(1, True), (2, False)])
def test_a_line_that_is_only_a_date_counts_at_the_top(paragraphs: int, *, found: bool) -> None:
    source = "# Notes\n\n" + "Some words.\n\n" * paragraphs + "12 March 2021\n\nMore.\n"
    assert (_week(source).iso == "2021-W10") is found


def test_dates_in_a_quotation_or_a_section_about_next_week_are_not_the_note_s() -> None:
    assert _week("# Notes\n\n> This week (8 to 12 March 2021)\n\nWords.") == Week()
    assert _week("# Notes\n\nWords.\n\n## Next week (8 to 12 March 2021)\n\nWords.") == Week()
    after = "# Notes\n\n## Next week\n\nThis week (1 to 5 March 2021)\n\n## This week (8 to 12 March 2021)\n\nWords."
    assert _week(after).iso == "2021-W10"


def test_headings_with_different_days_are_a_log_and_state_no_week() -> None:
    assert _week("# Notes\n\n## 8 to 12 March 2021\n\nx\n\n## 15 to 19 March 2021\n\nx") == Week()
    assert _week("# Notes\n\n## 8 to 12 March 2021\n\nx").iso == "2021-W10"


def test_what_covers_days_comes_before_a_day_of_writing() -> None:
    assert _week("# Friday 19 March 2021\n\nThis week (8 to 12 March 2021) we shipped.").iso == "2021-W10"
    assert _week("# 2021 week 10\n\nFriday 19 March 2021").iso == "2021-W10"


def test_a_publication_of_no_year_we_know_is_none() -> None:
    assert _week("# Notes\n\nx", date(1900, 1, 4)).offers
    assert not _week("# Notes\n\nx", date(1899, 12, 31)).offers
    assert not _week("# Notes\n\nx", date(9001, 1, 4)).offers


def test_one_end_of_a_range_that_is_no_day_is_said() -> None:
    _, warnings = week_and_warnings(outline("# 28 to 31 February 2021\n\nx"))
    assert [one.words for one in warnings] == ["28 to 31 February 2021"]


def test_what_offers_nothing_gives_way_to_what_offers_something() -> None:
    assert _week("# 8 to 12 March\n\n5 to 9 April 2021.\n\nx", date(2021, 7, 1)).iso == "2021-W14"


def test_an_introduction_of_eight_words_announces_a_list_and_one_of_nine_does_not() -> None:
    assert _items("## Notes\n\nOur goals for the next two weeks are:\n\n- Ship it\n") == [("goal", None, "Ship it")]
    assert _items("## Notes\n\nWell then, our goals for the next week are:\n\n- Ship it\n") == []


def test_of_an_announced_list_only_the_outer_points_are_items_and_it_ends_with_the_next_paragraph() -> None:
    source = "## Notes\n\nOur goals are:\n\n- Ship it\n  - with a test\n- Rest well\n\nWords in between.\n\n- Something else again\n"
    assert _items(source) == [("goal", None, "Ship it"), ("goal", None, "Rest well")]
    nested = "## Notes\n\n- Our goals are:\n  - Ship it\n    - with a test\n  - Rest well\n- Lunch was good\n"
    assert _items(nested) == [("goal", None, "Ship it"), ("goal", None, "Rest well")]


def test_points_at_the_level_of_their_introduction_are_not_introduced_by_it() -> None:
    assert _items("## Notes\n\n- Our goals are:\n- Lunch was good\n") == []
    assert _items("## Next week\n\n- Work:\n- Home\n") == [("next", None, "Work:"), ("next", None, "Home")]


def test_a_first_sentence_is_a_label_only_where_every_point_of_several_has_one() -> None:
    one = "## Next week\n\n- Hiring. We start interviews\n"
    assert _items(one) == [("next", None, "Hiring. We start interviews")]
    assert _items(one + "- Money. We ask for more\n") == [("next", "Hiring", "We start interviews"), ("next", "Money", "We ask for more")]
    assert _items(one + "- Ask for more\n") == [("next", None, "Hiring. We start interviews"), ("next", None, "Ask for more")]


def test_a_follow_up_within_a_learning_leaves_the_learning_whole() -> None:
    assert _items("## What I learned\n\nRest helps. I've made a note to follow that up.\n") == [
        ("learned", None, "Rest helps. I've made a note to follow that up."),
        ("followup", None, "I've made a note to follow that up."),
    ]


@pytest.mark.parametrize("lead", ["**Next week:**", "Next week:"])
def test_what_its_lead_in_announces_is_read_once(lead: str) -> None:
    assert _items(f"## Notes\n\n{lead} I'm hoping to ship it.\n") == [("next", "Next week", "I'm hoping to ship it.")]


def test_a_quotation_is_an_item_only_where_nothing_else_stands() -> None:
    assert _items("## What I learned\n\n> Rest is good\n\nSleep helps too.\n") == [("learned", None, "Sleep helps too.")]
    assert _items("## What I learned\n\n> Rest is good\n\n- Sleep helps too\n") == [("learned", None, "Sleep helps too")]


def test_a_point_after_a_labelled_list_is_without_its_label() -> None:
    source = "## Next week\n\n- Work:\n  - plan it\n  - do it\n- Home\n  - rest\n- Garden\n"
    assert _items(source) == [("next", "Work", "plan it"), ("next", "Work", "do it"), ("next", None, "Home"), ("next", None, "Garden")]


def test_a_section_with_nothing_in_it_does_not_end_the_reading() -> None:
    assert _items("## Goals\n\n## Ones to watch\n\n- Hiring\n") == [("watch", None, "Hiring")]


def test_taking_leave_is_no_item_but_a_long_farewell_is_a_statement() -> None:
    assert _items("## Next week\n\n- Ship it\n\nUntil next week!\n") == [("next", None, "Ship it")]


def test_a_very_short_line_says_nothing_in_passing_and_does_not_end_the_reading() -> None:
    found = _items("## Thoughts\n\nWell.\n\nI've made a note to follow that up.\n")
    assert found == [("followup", None, "I've made a note to follow that up.")]


def test_the_language_of_the_front_matter_is_taken_by_its_first_two_letters() -> None:
    assert outline("---\nlang: cy-GB\n---\n# Nodiadau\n\nHello there.\n").language == "cy"
    assert outline("---\nlanguage: EN\n---\n# Notes\n\nx\n").language == "en"


@pytest.mark.parametrize("published", [date(2021, 3, 15), date(2021, 3, 7)])
def test_the_monday_after_and_the_sunday_before_bear_out_a_number_alone(published: date) -> None:
    assert (_week("# Week 10\n\nx", published).iso, _week("# Week 10\n\nx", published).sure) == ("2021-W10", True)


def test_a_range_of_one_day_covers_its_week() -> None:
    week = _week("# 6 to 6 March 2024\n\nx")
    assert (week.iso, week.sure, week.start, week.end) == ("2024-W10", True, date(2024, 3, 6), date(2024, 3, 6))


def test_a_range_that_states_its_first_year_ends_in_the_next() -> None:
    week = _week("# 28 December to 1 January\n\nx", date(2021, 1, 4))
    assert (week.iso, week.sure, week.end) == ("2020-W53", True, date(2021, 1, 1))
    assert _week("# 28 December 2020 to 1 January\n\nx").end == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("digits", "published", "source"),
    [
        ("31/12", date(2021, 1, 4), "title"),
        ("2/1", date(2020, 12, 30), "title"),
        ("12/3", date(2021, 3, 22), "title"),
        ("12/3", date(2021, 3, 23), "published"),
    ],
)
def test_digits_without_a_year_are_a_date_within_ten_days_of_publication(digits: str, published: date, source: str) -> None:
    assert _week(f"# {digits}\n\nx", published).source == source


def test_a_note_without_a_heading_states_its_week_in_its_first_paragraph() -> None:
    assert _week("This week (8 to 12 March 2021) we shipped.").iso == "2021-W10"
    assert _week("# Notes\n\n2021 week 10 was long.").iso == "2021-W10"
    assert _week("# Notes\n\nWords.\n\n2021 week 10 was long.") == Week()


def test_a_heading_that_is_only_a_day_counts_among_the_first_three_blocks() -> None:
    assert _week("# Notes\n\na\n\n## 12 March 2021\n\nx").iso == "2021-W10"
    assert _week("# Notes\n\na\n\nb\n\n## 12 March 2021\n\nx") == Week()


def test_weeks_by_number_of_which_one_is_none_are_said() -> None:
    week, warnings = week_and_warnings(outline("# 2021 weeks 51-53\n\nx"))
    assert week == Week()
    assert [one.words for one in warnings] == ["2021 weeks 51-53"]


def test_a_whole_week_in_metadata_stands_whatever_its_year_field_says() -> None:
    assert _week("---\nweek: 2021-W10\nyear: 2020\n---\nx").iso == "2021-W10"


def test_publication_in_the_last_year_we_know_is_kept() -> None:
    assert _week("# Notes\n\nx", date(9000, 1, 4)).iso == "9000-W01"


def test_lines_of_keys_do_not_make_plain_text_markdown_and_a_fence_does() -> None:
    assert sniff("Title: x\nDate: 2021-03-12\n\nplain words") == "text"
    assert sniff("---\ntitle: x\n---\nplain words") == "markdown"


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("# Weeknote 12: what I learned\n\nRest.\n\n## Goals\n\n- a", [("other", ""), ("goals", "goals")]),
        ("# Weeknote 12: what I learned\n\nRest.", [("learned", "what i learned")]),
        ("# Goals\n\n- a\n\n## Notes\n\nb", [("goals", "goals"), ("other", "notes")]),
        ("# Goals\n\n- a\n\n# Weeknote 12: what I learned\n\nRest.", [("goals", "goals"), ("learned", "what i learned")]),
    ],
)
def test_a_first_heading_over_others_is_a_title_unless_it_is_a_section_s_whole_name(source: str, kinds: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.why) for one in outline(source).sections] == kinds


def test_the_line_that_says_when_a_note_was_published_is_its_date_unless_it_states_one() -> None:
    assert outline("# Notes\n\nPublished on 17 July 2020\n\nx y z").meta["date"] == "17 July 2020"
    assert outline("---\ndate: 2021-01-02\n---\n# Notes\n\nPublished on 17 July 2020\n\nx y z").meta["date"] == "2021-01-02"


@pytest.mark.parametrize(
    ("page_title", "title"),
    [
        ("What happened in the week of the twelfth of March | Some Site", "What happened in the week of the twelfth of March"),
        ("Notes | Some Site", "Notes | Some Site"),
        ("Another | Some Site", "Another"),
    ],
)
def test_a_long_title_of_a_page_loses_the_name_of_its_site(page_title: str, title: str) -> None:
    body = "<body><main><h1>Another</h1><p>Words here.</p></main></body></html>"
    assert outline(f'<!doctype html><html lang="en"><head><title>{page_title}</title></head>{body}').title == title


def test_every_item_knows_its_section_and_what_it_was_read_from() -> None:
    source = (
        "# Notes\n\nIt rained.\n\n## Goals\n\n- Ship it\n\n## What I said, and what happened\n\n- Rest – done\n\n"
        "## Thoughts\n\nOur goals are:\n\n- Walk more\n\n**Next week:** rest.\n\nI've made a note to follow that up.\n\n"
        "## What I learned\n\nRest helps. I've made a note to follow this up.\n"
    )
    found = read(source).items
    assert [(one.kind, one.section, one.rule) for one in found] == [
        ("goal", 1, "heading"), ("outcome", 2, "said"), ("goal", 3, "list"), ("next", 3, "lead"), ("followup", 3, "sentence"),
        ("learned", 4, "heading"), ("followup", 4, "sentence"),
    ]  # fmt: skip
    assert all(one.why for one in found)
    assert all(one.why.lower() in source.lower() for one in found)


def test_the_place_of_a_statement_begins_with_its_words_and_not_with_the_sign_of_a_quotation() -> None:
    for source in ("## Goals\n\n> Ship it\n", "## Goals\n\nShip it\n"):
        goal = read(source).items[0]
        assert source[goal.start : goal.end] == "Ship it"


def test_what_an_ask_leads_up_to_is_the_ask_even_where_it_is_one_point_alone() -> None:
    for heading, kind in (("Asks", "ask"), ("Ones to watch", "watch")):
        assert _items(f"## {heading}\n\nA word first.\n\nOne thing:\n\n- people\n") == [(kind, None, "people")]


def test_only_a_colon_makes_words_an_introduction_and_only_before_the_first_list() -> None:
    assert _items("## Ones to watch\n\nHiring matters.\n\n- money\n- time\n") == [
        ("watch", None, "Hiring matters."), ("watch", None, "money"), ("watch", None, "time"),
    ]  # fmt: skip
    assert _items("## Ones to watch\n\n- hiring\n\nAlso:\n\n- money\n") == [("watch", None, "hiring"), ("watch", None, "money")]


@pytest.mark.parametrize("sign", [":", "…", "...", " -", " –"])
def test_a_line_that_ends_with_a_sign_only_introduces_the_list_under_it(sign: str) -> None:
    assert _items(f"## What I learned\n\nThree small things{sign}\n\n- rest\n") == [("learned", None, "rest")]


def test_a_goal_may_be_announced_with_such_as() -> None:
    assert _items("## Goals\n\nSmall things such as:\n\n- Ship it\n") == [("goal", None, "Ship it")]


def test_only_a_colon_is_taken_off_the_words_that_become_a_label() -> None:
    assert _items("## Next week\n\n- Project X:\n  - plan it\n") == [("next", "Project X", "plan it")]


def test_a_decision_told_among_learnings_is_part_of_the_learning() -> None:
    assert _items("## What I learned\n\nRest is good. We decided to stop.\n") == [("learned", None, "Rest is good. We decided to stop.")]


def test_a_long_statement_does_not_take_leave_and_a_curly_apostrophe_in_a_farewell_is_one() -> None:
    long = "See you next week at the depot, where all of us go through the list of buses again"
    assert _items(f"## Next week\n\n- {long}\n- Nodiadau’r wythnos\n") == [("next", None, long)]


def test_thanks_and_quotations_say_nothing_in_passing() -> None:
    assert _items("## Thanks\n\nNext week, I hope to rest.\n") == []
    assert _items("## Notes\n\n> Next week, I hope to rest.\n") == []
    assert _items("## Notes\n\nNext week, I hope to rest.\n") == [("next", None, "Next week, I hope to rest.")]


def test_an_announced_list_has_labels_and_ends_with_the_point_beside_its_introduction() -> None:
    assert _items("## Notes\n\nOur goals are:\n\n- Buses: ship it\n") == [("goal", "Buses", "ship it")]
    assert _items("## Notes\n\n- Our goals are:\n    1. ship\n    2. rest\n- I've made a note to follow that up.\n") == [
        ("goal", None, "ship"), ("goal", None, "rest"), ("followup", None, "I've made a note to follow that up."),
    ]  # fmt: skip


def test_a_list_is_announced_only_by_a_colon_and_only_by_words_that_name_a_kind() -> None:
    assert ("next", None, "It rained on us") not in _items("## Notes\n\nNext week is the last one.\n\n- It rained on us\n")
    source = "## Notes\n\nIt rained. I've made a note to follow that up. These are the people whom I met:\n\n- Ifan\n"
    assert _items(source) == [("followup", None, "I've made a note to follow that up.")]


def test_reading_goes_on_after_a_line_that_opens_with_its_kind() -> None:
    assert _items("## Notes\n\n**Next week:** ship it.\n\nI've made a note to follow that up.\n") == [
        ("next", "Next week", "ship it."), ("followup", None, "I've made a note to follow that up."),
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "found"), [("Next: go", True), ("Next: a", False)])
def test_a_line_says_something_in_passing_from_eight_signs_on(line: str, *, found: bool) -> None:
    assert bool(_items(f"## Notes\n\n{line}\n")) is found
