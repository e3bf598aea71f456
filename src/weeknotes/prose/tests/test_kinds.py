"""What heading opens what kind of section."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.kinds import inherits, kind_of

HEADINGS = {
    "goals": ["Goals for this week", "What I said I would do", "My focus this week", "Sprint goals", "What I'm focusing on", "Nodau ar gyfer yr wythnos"],
    "next": ["Next week I will…", "What’s coming up?", "Looking ahead to next week", "Things to look forward to", "Plans for the week ahead",
             "To do next week", "Beth nesaf?", "Yr wythnos nesaf", "This coming week", "Targets for next week", "The roadmap: what next", "Coming week: risk and food"],
    "watch": ["Ones to watch", "What I'm thinking about", "Things I'm worried about", "Risks and issues", "Rhai i'w gwylio"],
    "learned": ["What I’m learning", "What have I learnt this week?", "Lessons learned", "Three things I learned this week", "Reflections", "Beth ddysgais i"],
    "wins": ["What went well?", "Highlights of the week", "What I'm proud of", "Successes in different guises", "Beth aeth yn dda"],
    "challenges": ["What was hard", "What could have gone better", "Blockers", "Things I found difficult", "Beth oedd yn heriol"],
    "did": ["What I did this week", "What we've been up to", "Monday", "I also…", "What I said, and what happened", "Beth ddywedais i, a beth ddigwyddodd"],
    "ask": ["Where I need help", "How you can help", "Questions for you", "Help wanted"],
    "decisions": ["Decisions we made", "What we decided", "Penderfyniadau"],
    "thanks": ["Thank you to", "Shoutouts", "Kudos to", "Diolch"],
    "reading": ["Things I read this week", "Interesting links", "What I've been watching", "Podcast of the week", "Dolenni"],
    "metrics": ["By the numbers", "Our metrics this month", "The week in numbers"],
    "personal": ["Outside of work", "Life", "What I did outside work", "Personal: running on foundations"],
    "other": ["Accessibility", "Design system", "Until next week", "Thanks for reading", "Objectives for the new quarter", "Personal data",
              "Working in the open", "Making better decisions with data", "Friday fun fact", "Article 4 directions", "", "🏗️",
              "Next steps programme team", "Learning platform", "Goal-setting workshop", "Reading Borough Council"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "heading"), [(kind, one) for kind, row in HEADINGS.items() for one in row])
def test_a_heading_is_of_its_kind(kind: str, heading: str) -> None:
    assert kind_of(heading)[0] == kind


@pytest.mark.parametrize(
    "heading", ["2. Next week", "📅 Next week!", "NEXT WEEK:", "Next week – the plan", "Next week, 3-7 May", "Next week (week 12)"]
)
def test_numbers_signs_and_dates_around_a_heading_say_nothing(heading: str) -> None:
    assert kind_of(heading)[0] == "next"


def test_a_known_kind_says_why() -> None:
    assert kind_of("Ones to watch") == ("watch", "ones to watch")
    assert kind_of("The housing register") == ("other", "")


def test_headings_without_content_of_their_own_take_the_one_above() -> None:
    assert all(inherits(one) for one in ("One", "Work", "3", "Monday", "🎉", "Gwaith"))
    assert not any(inherits(one) for one in ("The big migration", "Hiring"))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_heading_has_a_kind(heading: str) -> None:
    assert kind_of(heading)[0] in HEADINGS


def test_headings_of_real_notes_are_read_as_people_read_them(shared: Path) -> None:
    rows = [line.split("\t") for line in (shared / "corpus" / "headings.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    right = sum(kind_of(row[0])[0] == row[3] for row in rows)
    assert right / len(rows) >= 0.95


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("📚", "reading"), ("🎉 Pilot", "wins"), ("Today I learned (a lot)", "learned"), ("Biggest achievement so far", "wins"), ("Be’ a’th yn dda", "wins"),
     ("What’s on the cards", "next"), ("Little victories", "wins"), ("Monday & Tuesday", "did"), ("Who can help us with postcode data?", "ask"),
     ("Slightly nervous about", "watch"), ("I couldn’t have done it without", "thanks"), ("Bumps in the road", "challenges"), ("Away from the desk", "personal")],
)  # fmt: skip
def test_a_heading_nobody_listed_is_understood_by_its_words(heading: str, kind: str) -> None:
    assert kind_of(heading)[0] == kind


@pytest.mark.parametrize("heading", ["5 March 2021", "5 Mawrth 2021", "20 January 2025 – A time to take care of your team!"])
def test_a_day_is_no_number(heading: str) -> None:
    assert kind_of(heading) == ("other", "")
    assert kind_of("12 things")[0] == "metrics"
