from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.context import Context
from weeknotes.openness.context_json import READING_KEY, UnusableError, read_context
from weeknotes.openness.former import former_hash

KEY = b"k" * 32
FULL = {
    "people": ["Huw Prytherch", {"name": "Ann Lee"}, " "],
    "members": ["Dorian Pugh"],
    "suppliers": ["Acme"],
    "acronyms": ["NRW"],
    "internal": ["intranet.glanderw.example"],
    "references": [{"name": "case", "pattern": r"ASC-\d{6}"}, r"LAC\d{4}"],
    "patterns": [{"pattern": "P[0-9]"}],
    "case_references": ["C[0-9]"],
    "windows": [
        {"kind": "pre-election", "first": "2025-03-20", "last": "2025-05-01", "name": "Senedd"},
        {"kind": "holiday", "from": "2025-12-25T00:00", "to": "2025-12-26"},
        {"kind": "Public holiday", "start": "2025-01-01", "end": "2025-01-01", "name": None},
        {"kind": "holiday", "date": "2025-04-18"},
    ],
    "profile": "strict",
    "langs": ["en", "cy"],
    "lang": "cy",
    "moment": "2025-03-14T09:30:00",
    "level": "Team",
    "former": [former_hash("Zoë Pugh", KEY).upper()],
    "former_names": ["Siôn Lee"],
    "former_key": KEY.hex(),
    "untold": ["/media/1"],
    "placed": ["/media/2"],
    "unasked": ["/media/3"],
    "ungiven": ["/media/4"],
    "dead": ["https://x.example"],
    "stops": ["secret"],
    "something else": 1,
    "unknown": None,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(["2025-03-14", "holiday", "(a+)+", "6b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "first", "last", "name", "pattern", "x"]), inner, max_size=3),
    max_leaves=8,
)


def test_all_that_is_known_is_read() -> None:
    context = read_context(FULL, lang="en")
    assert context.people == {"Huw Prytherch", "Ann Lee"}
    assert context.members == {"Dorian Pugh"} and context.suppliers == {"Acme"} and context.acronyms == {"NRW"} and context.internal == {"intranet.glanderw.example"}
    assert [(one.name, one.pattern.pattern) for one in context.references] == [("case", r"ASC-\d{6}"), ("", r"LAC\d{4}"), ("", "P[0-9]"), ("", "C[0-9]")]
    assert [(one.kind, one.first, one.last, one.name) for one in context.windows] == [
        ("pre_election", date(2025, 3, 20), date(2025, 5, 1), "Senedd"),
        ("holiday", date(2025, 12, 25), date(2025, 12, 26), ""),
        ("holiday", date(2025, 1, 1), date(2025, 1, 1), ""),
        ("holiday", date(2025, 4, 18), date(2025, 4, 18), ""),
    ]
    assert (context.profile, context.lang, context.level) == ("strict", "cy", 2) and context.langs == {"en", "cy"}
    assert context.moment == datetime(2025, 3, 14, 9, 30)
    assert context.former == {former_hash("Zoë Pugh", KEY), former_hash("Siôn Lee", KEY)}
    assert context.former_key == KEY
    assert context.untold == {"/media/1"} and context.placed == {"/media/2"} and context.unasked == {"/media/3"}
    assert context.ungiven == {"/media/4"}
    assert context.dead == {"https://x.example"} and context.stops == {"secret"}


def test_nothing_said_is_nothing_known() -> None:
    assert read_context(None, lang="cy") == read_context({}, lang="cy") == read_context({"level": None}, lang="cy") == Context(lang="cy")


@pytest.mark.parametrize(("word", "level"), [("me", 0), ("people", 1), ("organisation", 3), ("everyone", 4), (0, 0), (4, 4)])
def test_a_level_is_a_word_or_a_number(word: object, level: int) -> None:
    assert read_context({"level": word}).level == level


def test_names_given_in_plain_are_hashed_on_reading_and_are_nowhere_in_the_context() -> None:
    context = read_context({"former_names": ["Siôn Lee"]})
    assert context.former == {former_hash("Sion Lee", READING_KEY)}
    assert "Lee" not in repr(context)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "“context” is no JSON object"),
        ({"people": "Ann"}, "“people” is no list"),
        ({"people": [1]}, "“people[0]” is no text"),
        ({"stops": ["a"] * 100_001}, "“stops” has 100001 entries"),
        ({"lang": 1}, "“lang” is no text"),
        ({"moment": "noon"}, "“moment” is no time"),
        ({"moment": 1}, "“moment” is no time"),
        ({"level": 5}, "“level” is no level"),
        ({"level": True}, "“level” is no level"),
        ({"level": "all"}, "“level” is no level"),
        ({"profile": "mild"}, "“profile” is not known"),
        ({"profile": []}, "“profile” is not known"),
        ({"references": [1]}, "“references[0]” is no pattern"),
        ({"references": "a"}, "“references” is no list"),
        ({"patterns": ["a"] * 101}, "“patterns” has 101 entries; the most is 100."),
        ({"references": [{"name": 1, "pattern": "a"}]}, "“references[0]” is no pattern"),
        ({"patterns": ["(a+)+b"]}, "“patterns[0]” cannot be used. A repetition stands inside"),
        ({"windows": "a"}, "“windows” is no list"),
        ({"windows": [1]}, "“windows[0]” is no JSON object"),
        ({"windows": [{"kind": "fair"}]}, "“windows[0].kind” is not known"),
        ({"windows": [{"kind": "holiday", "last": "2025-01-01"}]}, "“windows[0].first” is no day"),
        ({"windows": [{"kind": "holiday", "first": "2025-01-02", "last": "2025-01-01"}]}, "“windows[0].last” comes before"),
        ({"windows": [{"kind": "holiday", "date": "2025-01-02", "name": 1}]}, "“windows[0].name” is no text"),
        ({"former": ["0" * 32]}, "“former” has hashes without their key"),
        ({"former": ["x"], "former_key": "6b"}, "“former” has an entry that is no hash"),
        ({"former_key": "xyz"}, "“former_key” is no key"),
        ({"former_key": 1}, "“former_key” is no key"),
        ({"former_key": "6b" * 65}, "“former_key” is no key"),
        ({"former_names": ["!"]}, "“former_names” has an entry without letters"),
    ],
)
def test_what_cannot_be_used_is_a_sentence_that_names_the_key(given: object, says: str) -> None:
    with pytest.raises(UnusableError) as why:
        read_context(given)
    assert str(why.value).startswith(says)
    assert str(why.value).endswith(".")


@given(JSON | st.dictionaries(st.sampled_from(sorted(FULL)), JSON, max_size=4))
def test_any_json_is_a_context_or_a_sentence(value: object) -> None:
    try:
        assert isinstance(read_context(value), Context)
    except UnusableError as why:
        assert str(why).endswith(".")
