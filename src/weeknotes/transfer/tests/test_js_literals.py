import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.transfer.js_literals import literals

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True).filter(lambda name: name not in {"const", "let", "var", "exports", "default", "true", "false", "null"})
PLAIN = st.one_of(st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=20), st.booleans(), st.integers(-10_000, 10_000), st.none())
VALUES = st.one_of(PLAIN, st.lists(PLAIN, max_size=4))


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_an_object_says_what_it_holds(table: dict[str, Any]):
    assert literals(json.dumps(table, indent=2)) == table
    assert literals(f"module.exports = {json.dumps(table)};") == table
    assert literals(f"export default {json.dumps(table)}") == table


@given(st.dictionaries(NAMES, VALUES, max_size=5), st.sampled_from([";\n", "\n"]))
def test_constants_say_what_they_are(table: dict[str, Any], end: str):
    assert literals("".join(f"const {name} = {json.dumps(value)}{end}" for name, value in table.items())) == table


@given(st.text(max_size=300))
def test_whatever_stands_there_nothing_is_raised(source: str):
    literals(source)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("const title = 'It\\'s wet';", {"title": "It's wet"}),
        ("const title = `Wet`;", {"title": "Wet"}),
        ("const title = `Wet ${day}`;", {}),
        ('const title = "Wet " + day;', {}),
        ('// const title = "old"\n/* const tags = [] */ const title = "new"', {"title": "new"}),
        ('const a = "x"; let tags = [\n"p",\n"q",\n]\nexport const b = 3', {"a": "x", "tags": ["p", "q"], "b": 3}),
        ('{ author: { title: "hers" }, title: "its own" }', {"title": "its own"}),
        ('const author = { title: "hers" }; const title = "its own"', {"title": "its own"}),
        ("function eleventyComputed(data) { return { title: 'no' } }", {}),
        ("const draft = true", {"draft": True}),
        ("const draft = !process.env.SHOW", {"draft": True}),
        ("{ draft: () => false }", {"draft": True}),
        ("{ published: isOut(), }", {"published": False}),
        ("const draft = false", {"draft": False}),
        ('const title = "no end', {}),
        ("const tags = ['a', b]", {}),
    ],
)
def test_what_is_worked_out_is_not_guessed_and_what_guards_a_text_does(source: str, said: dict[str, Any]):
    assert literals(source) == said
