"""What a note states: its goals, ones to watch, learnings, and what it says in passing."""

import pytest

from weeknotes.prose.read import as_json, read
from weeknotes.prose.shapes import Item


def _items(source: str) -> list[tuple[str, str | None, str]]:
    return [(one.kind, one.label, one.text) for one in read(source).items]


def test_in_a_goals_section_with_a_list_the_list_is_the_goals() -> None:
    source = "## Focus for the week\n\nI said these:\n\n1. Ship it\n2. Rest\n\nNobody said a word about them.\n"
    assert _items(source) == [("goal", None, "Ship it"), ("goal", None, "Rest")]


def test_without_a_list_each_paragraph_is_an_item() -> None:
    assert _items("## Goals\n\nShip it.\n\nRest.\n") == [("goal", None, "Ship it."), ("goal", None, "Rest.")]


def test_a_goal_set_apart_as_a_quotation_is_the_goal() -> None:
    assert _items("## My priority\n\n> Ship it\n\nOther things went on.") == [("goal", None, "Ship it")]
    assert _items("## Goals\n\n> Ship it") == [("goal", None, "Ship it")]
    assert _items("## What I learned\n\n> Rest is good") == [("learned", None, "Rest is good")]


def test_an_item_with_children_is_one_item_and_one_that_only_introduces_them_is_their_label() -> None:
    source = "## Next week\n\n- Ship\n  - soon\n- Work:\n  - plan\n  - **Do:** it\n    - deep\n- Home\n"
    assert _items(source) == [("next", None, "Ship"), ("next", "Work", "plan"), ("next", "Do", "it"), ("next", None, "Home")]


def test_a_list_that_a_colon_introduces_is_read_without_the_words_before_it() -> None:
    source = "## Ones to watch\n\nA word first.\n\nTwo things:\n\n- hiring\n- money\n"
    assert _items(source) == [("watch", None, "hiring"), ("watch", None, "money")]
    assert _items("## Ones to watch\n\n- hiring\n\nMoney too.") == [("watch", None, "hiring"), ("watch", None, "Money too.")]
    assert _items("## Ones to watch\n\nHiring.\n\nMoney.") == [("watch", None, "Hiring."), ("watch", None, "Money.")]
    assert _items("## What I learned\n\nRest helps.\n\nAlso:\n\n- sleep") == [("learned", None, "Rest helps."), ("learned", None, "sleep")]


def test_examples_belong_to_the_statement_they_illustrate() -> None:
    assert _items("## What I learned\n\nThere are many answers, such as:\n\n- more people\n- fewer\n\nRest.") == [
        ("learned", None, "There are many answers, such as:"), ("learned", None, "Rest."),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["None", "n/a", "Nothing this week.", "TBC", "–", "Until next week!", "Thanks for reading"])
def test_words_that_say_nothing_are_no_item(text: str) -> None:
    assert _items(f"## Next week\n\n- {text}\n- Ship\n") == [("next", None, "Ship")]


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("Out of hours – I had a talk", "Out of hours", "I had a talk"),
        ("Design system – the team launched", "Design system", "the team launched"),
        ("Hiring—we start", "Hiring", "we start"),
        ("Research: find ten people", "Research", "find ten people"),
        ("Hiring - We start", "Hiring", "We start"),
        ("**Design system:** it works", "Design system", "it works"),
        ("**Design system** – it works", "Design system", "it works"),
        ("**Design system** It works", "Design system", "It works"),
        ("**What next?** We wait", "What next?", "We wait"),
        ("Together with them - doing interviews", None, "Together with them - doing interviews"),
        ("I think: we should", None, "I think: we should"),
        ("We did it. Then: rest", None, "We did it. Then: rest"),
        ("one two: three", None, "one two: three"),
        ("**Ran** a workshop", None, "Ran a workshop"),
        ("**All of it is bold**", None, "All of it is bold"),
        ("**Bold:**", None, "Bold:"),
        ("**:** x", None, ": x"),
        ("**Bold** :", None, "Bold :"),
        ("At 10:30 we met", None, "At 10:30 we met"),
        ("A (b: c) d", None, "A (b: c) d"),
        ("**one two three four five six seven eight nine ten eleven** x", None, "one two three four five six seven eight nine ten eleven x"),
    ],
)  # fmt: skip
def test_the_words_that_lead_in_are_the_label_and_are_not_said_twice(text: str, label: str | None, rest: str) -> None:
    assert _items(f"## What I learned\n\n- {text}\n") == [("learned", label, rest)]


def test_a_full_stop_makes_a_label_only_where_all_do_so() -> None:
    alike = "## What I learned\n\n- Hiring. It takes long.\n- Money. It goes fast.\n"
    assert [one[1] for one in _items(alike)] == ["Hiring", "Money"]
    assert [one[1] for one in _items(alike + "- Rest is good\n")] == [None, None, None]
    assert _items("## Ones to watch\n\n- We rest. It helps.\n- Hiring. It goes.")[0][1] is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I’ve made a note to follow that up.", "followup"),
        ("I should really write about it.", "followup"),
        ("We intend to investigate the impact.", "followup"),
        ("Next week, I hope to rest.", "next"),
        ("Our next step with this will be to see.", "next"),
        ("My goal this week is to rest.", "goal"),
        ("Ein nod yw creu cynnwys.", "goal"),
        ("We are proud of this team.", "win"),
        ("In June we set a goal of having 100 apprentices by September 2020.", "metric"),
        ("We decided to stop.", "decision"),
        ("Helpfully we identified six potential improvements.", "hearing"),
    ],
)
def test_a_sentence_anywhere_may_state_something(text: str, kind: str) -> None:
    assert _items(f"It rained. {text} It stopped.") == [(kind, None, text)]


@pytest.mark.parametrize(
    "text",
    ["We ran a follow up session.", "Last week my goal was to rest.", "I have used it from 2017 to 2019.", "It was fine.",
     "We decided to " + "stop and " * 100 + "go."],
)  # fmt: skip
def test_a_sentence_that_only_sounds_so_states_nothing(text: str) -> None:
    assert _items(text) == []


def test_a_line_that_opens_with_a_kind_is_of_that_kind() -> None:
    assert _items("It rained.\n\n**Next week:** ship it.") == [("next", "Next week", "ship it.")]
    assert _items("Our sprint goals are:\n\n- ship\n- rest\n  - well\n\nIt rained.") == [("goal", None, "ship"), ("goal", None, "rest")]
    assert _items("- Our goals are:\n    1. ship\n    2. rest\n- It rained on us") == [("goal", None, "ship"), ("goal", None, "rest")]
    assert _items("Things we saw in the town on the way back home:\n\n- a cat on it\n") == []
    assert _items("- Our goals are:\n- something else") == []
    assert _items("- Our goals are:\n    1. ship\n        - deep down\n") == [("goal", None, "ship")]


def test_what_was_said_and_what_happened_are_outcomes_and_never_goals() -> None:
    source = (
        "<h2>What I said, and what happened</h2><p>All of it.</p><ul><li>Ship it – <strong>done</strong>, because we could</li><li>Rest – "
        "<strong>not done</strong></li></ul><h2>Beth ddywedais i, a beth ddigwyddodd</h2><ul><li>Cysgu – <strong>wedi'i wneud</strong></li></ul>"
    )
    assert [one[0] for one in _items(source)] == ["outcome", "outcome", "outcome"]
    assert _items(source)[0][2] == "Ship it – done, because we could"
    assert [one[0] for one in _items("## What I said I would do\n\n- Ship it – done\n- Rest\n")] == ["outcome", "goal"]


def test_sentences_in_other_sections_still_count_and_reading_lists_do_not() -> None:
    assert ("followup", None, "I’ll follow it up.") in _items("## What I learned\n\nRest is good. I’ll follow it up.\n")
    assert ("hearing", None, "We heard five concerns about it.") in _items(
        "## Ones to watch\n\nIt rained. We heard five concerns about it.\n"
    )
    assert _items("## What I've been reading\n\nA book. Next week I will read more.\n") == []
    assert _items("## Next week\n\n## Thanks\n\nTo all.") == []


def test_an_item_is_found_again_at_its_place_markup_and_all() -> None:
    source = (
        "## Goals\n\n- **Ship** the _R&amp;D_ [page](http://a.example)\n\nWords.\n\n## Work\n\nIt rained. We decided to **stop**&hellip;\n"
    )
    goal, decision = read(source).items
    assert source[goal.start : goal.end] == "**Ship** the _R&amp;D_ [page](http://a.example)"
    assert source[decision.start : decision.end] == "We decided to **stop**&hellip;"
    assert decision.text == "We decided to stop…"


def test_the_json_form_adds_the_place_of_the_post() -> None:
    source = "# Week beginning 3 May 2021\n\n## Goals\n\nI set three goals:\n\n- a\n- b\n"
    row = as_json(read(source), file="a.md", post=2, at=100)
    assert row["week"] == {"iso": "2021-W18", "start": "2021-05-03", "end": "2021-05-09", "from": "title", "sure": True, "offers": []}
    assert row["items"] == [
        {
            "kind": "goal",
            "text": "a",
            "label": None,
            "section": 1,
            "start": 100 + source.index("a\n- b"),
            "end": 101 + source.index("a\n- b"),
        },
        {"kind": "goal", "text": "b", "label": None, "section": 1, "start": 100 + source.rindex("b"), "end": 101 + source.rindex("b")},
    ]
    assert row["says"] == [
        {"what": "goals", "said": 3, "found": 2, "start": 100 + source.index("three"), "end": 111 + source.index("three")}
    ]
    assert (row["file"], row["post"], row["title"], row["warnings"]) == ("a.md", 2, "Week beginning 3 May 2021", [])
    assert as_json(read("x"), file="a", post=0)["week"] == {
        "iso": None,
        "start": None,
        "end": None,
        "from": None,
        "sure": False,
        "offers": [],
    }


def test_an_item_knows_its_section() -> None:
    items: tuple[Item, ...] = read("I decided to go.\n\n## Goals\n\n- a").items
    assert [one.section for one in items] == [None, 0]


def test_a_sentence_that_is_a_follow_up_alone_is_not_also_what_its_section_holds() -> None:
    source = "## What I'm learning\n\nPatience pays.\n\nI've made a note to follow that up with Ifan.\n"
    assert _items(source) == [("learned", None, "Patience pays."), ("followup", None, "I've made a note to follow that up with Ifan.")]


def test_in_plain_text_a_line_with_a_lead_in_is_a_statement_and_no_heading() -> None:
    source = "Ones to watch\n\nOut of hours – I had a call\n\nWhat I learned\n\nPatience pays."
    assert _items(source) == [("watch", "Out of hours", "I had a call"), ("learned", None, "Patience pays.")]
    source = "Ones to watch:\nOut of hours – I had a call\n\nWhat I learned:\nPatience pays."
    assert _items(source) == [("watch", "Out of hours", "I had a call"), ("learned", None, "Patience pays.")]


def test_in_plain_text_short_lines_right_under_a_heading_are_its_statements() -> None:
    source = "Ones to watch\nThe van\nThe rota\n\nGoals\nDo one thing\nDo another\n\nThat is all for now."
    assert _items(source) == [("watch", None, "The van"), ("watch", None, "The rota"), ("goal", None, "Do one thing"), ("goal", None, "Do another")]
    wrapped = "Goals\nThis is a paragraph that somebody's editor has wrapped at seventy-two signs and\nthat goes on here.\n"
    assert [one.kind for one in read(wrapped).outline.blocks] == ["paragraph"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A turn of phrase that runs on over a full stop belongs to the sentence it is whole in, or to none.
        ("It would not go ahead. It'll begin next week instead.", [("next", "It'll begin next week instead.")]),
        ("Dw i'n hapus iawn. Yr wythnos nesaf byddwn yn symud.", [("next", "Yr wythnos nesaf byddwn yn symud.")]),
        ("We go live. On Friday, I'm ringing the depot on Monday about it.", [("next", "On Friday, I'm ringing the depot on Monday about it.")]),
    ],
)
def test_words_on_both_sides_of_a_full_stop_are_never_read_as_one_statement(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(one.kind, one.text) for one in read(f"## Notes\n\n{text}").items if one.kind in {"next", "followup", "goal"}]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By the end of the year I'd like every project here to have a date.", "goal"),
        ("I'd like us to have talked to fifty people by the end of March.", "goal"),
        ("I'm sitting in on the first one on Tuesday night.", "next"),
        ("I've promised him a day with our photographer.", "followup"),
        ("We've agreed that I'd write the first version.", "followup"),
    ],
)
def test_an_aim_is_a_goal_a_day_ahead_is_next_and_a_promise_is_to_be_followed_up(text: str, kind: str) -> None:
    assert [one.kind for one in read(f"## Notes\n\n{text}").items] == [kind]


@pytest.mark.parametrize("text", ["I'm writing this on Wednesday night.", "I said last week that I'd visit three of the groups.", "What I said I'd do."])
def test_what_is_told_of_now_or_was_said_before_is_no_plan(text: str) -> None:
    assert read(f"## Notes\n\n{text}").items == ()


@pytest.mark.parametrize(
    "text",
    [
        "One of them said “I'm going to fork it”, and I was proud.",
        'Their director said "we will publish our mistakes", and the room clapped.',
        "Emma said that one day I'll do it without noticing.",
        "There's a queue most days and I have to go out and tell people.",
        "If they come to the forum I'll bake.",
        "We will not support the old format after 31 January.",
        "Roeddwn i wedi gobeithio gwneud hyn cyn y Pasg.",
    ],
)
def test_what_others_say_what_is_always_so_and_what_waits_on_others_is_no_plan(text: str) -> None:
    assert [one.kind for one in read(f"## Notes\n\n{text}").items if one.kind in {"goal", "next", "followup"}] == []


@pytest.mark.parametrize(
    "text",
    [
        "She said yes, so I'll book the room.",
        "We heard “we need more time” twice. I'll ask the trustees.",
        "If I've heard nothing by Wednesday I'm going to ring him.",
        "Took photos and need to send them to the case officer.",
        "Dw i wedi trefnu treulio bore gyda nhw.",
        "Hoffwn i gael un prynhawn heb gyfarfodydd.",
    ],
)
def test_a_plan_beside_another_s_words_or_in_haste_is_one(text: str) -> None:
    assert [one.kind for one in read(f"## Notes\n\n{text}").items] in (["followup"], ["next"])


def test_a_hyphen_leads_in_where_its_neighbours_have_one_too() -> None:
    source = "## Wins\n\n- Grass - all mapped, at last.\n- Litter bins - sensors live in twenty.\n- Our own process - seven people look at it.\n"
    assert [(one.label, one.text) for one in read(source).items] == [
        ("Grass", "all mapped, at last."), ("Litter bins", "sensors live in twenty."), ("Our own process", "seven people look at it."),
    ]  # fmt: skip
    assert [one.label for one in read("## Wins\n\n- Emptied my inbox - once\n- Rain stopped\n- The bus came\n").items] == [None] * 3


@pytest.mark.parametrize(
    "text",
    ["Simple is better - and quicker.", "Nobody reads the hint: they read the error.", "One child: “I only speak when asked”", "Get the lift sorted – or at least a date"],
)
def test_a_sentence_with_a_sign_in_it_has_no_label(text: str) -> None:
    assert [one.label for one in read(f"## What I learned\n\n- {text}\n- Data: it is late.\n- Depot: they wait.\n").items] == [None, "Data", "Depot"]


def test_words_after_a_list_go_on_about_it_and_may_still_hold_a_plan() -> None:
    source = "## Next week\n\n- Ring Ann\n- Ring Bob\n\nAll of this is subject to the weather. I'll ask Cai about the boat.\n"
    assert [(one.kind, one.text) for one in read(source).items] == [("next", "Ring Ann"), ("next", "Ring Bob"), ("followup", "I'll ask Cai about the boat.")]


@pytest.mark.parametrize("source", ["*Decisions*\n\n- We stay\n- We go\n", "_Decisions_:\n\n- We stay\n- We go\n", "<p><em>Decisions</em></p><ul><li>We stay</li><li>We go</li></ul>", "<p><i>Decisions</i></p><ul><li>We stay</li><li>We go</li></ul>"])
def test_a_line_in_italics_that_says_a_kind_is_a_heading(source: str) -> None:
    assert [one.kind for one in read(source).items] == ["decision", "decision"]


@pytest.mark.parametrize("source", ["*Photo of the depot*\n\n- We stay\n", "<p><em>Written on a train.</em></p><ul><li>We stay</li></ul>", "*Decisions were made, and then unmade again by Friday*\n\n- We stay\n"])
def test_a_line_in_italics_that_says_none_is_words(source: str) -> None:
    assert read(source).outline.sections == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I want to leave on time two days a week, and say so here.", "goal"),
        ("I'm determined to have the duplicates under a thousand by Christmas.", "goal"),
        ("Hoffwn i gael un prynhawn yr wythnos heb gyfarfodydd.", "goal"),
        ("I'm going to leave it alone for a month and then look.", "followup"),
        ("I owe them a list every month.", "followup"),
    ],
)
def test_what_is_meant_for_every_week_or_for_a_season_ahead_is_an_aim(text: str, kind: str) -> None:
    assert [one.kind for one in read(f"## Notes\n\n{text}").items] == [kind]
