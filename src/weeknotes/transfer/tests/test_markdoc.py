"""Markdown with tags in it: the words come, what the page makes of its own stands as it was written, and a part for some makes the whole its writer's."""

from pathlib import Path

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.markdoc import as_markdown, has_condition
from weeknotes.transfer.tests.given import given, laid, posts

HEAD = "---\ntitle: Rain\ndate: 2021-03-19\n---\n"
SITE = {"hugo.toml": "baseURL = 'https://x.example/'\n"}


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{% callout %}\nIt rained.\n{% /callout %}", "\nIt rained.\n"),
        ('{% callout type="note" %}\nIt rained.\n{% /callout %}', '`{% callout type="note" %}`\nIt rained.\n'),
        ("# Rain {% #rain .big %}", "# Rain "),
        ("Hello {% $name %}", "Hello `{% $name %}`"),
        ("{% chart /%}", "`{% chart / %}`"),
        ("a {% comment %}\nhidden\n{% /comment %} b", "a  b"),
        ("a {% comment %} never ended", "a {% comment %} never ended"),
        ("```\n{% callout %}\n```\n`{% x %}`", "```\n{% callout %}\n```\n`{% x %}`"),
        ("50{% and 100%", "50{% and 100%"),
    ],
)
def test_tags_that_only_set_out_the_page_go_and_the_others_stand_as_code(source: str, made: str):
    assert as_markdown(source) == made


@pytest.mark.parametrize("in_site", [False, True])
@pytest.mark.parametrize(("part", "reach"), [("", "everyone"), ("{% callout %}x{% /callout %}\n", "everyone"), ("{% if $paid %}For some.{% /if %}\n", "me")])
def test_a_text_with_a_part_that_is_shown_on_a_condition_is_its_writers(seen: Path, part: str, reach: str, in_site: bool):
    text = f"{HEAD}It rained.\n\n{part}"
    path = laid(seen / "x", {**SITE, "content/posts/rain.mdoc": text}) if in_site else given(seen, "rain.mdoc", text)
    rain = posts(read(path, asked=Asked(out=True)))["Rain"]
    assert rain.reach == reach
    assert any("only where a condition held" in str(one) for one in rain.warnings) is (reach == "me")


@pytest.mark.parametrize("in_site", [False, True])
def test_what_the_page_makes_of_its_own_is_named(seen: Path, in_site: bool):
    text = f"{HEAD}It rained. {{% chart of=1 /%}}\n"
    path = laid(seen / "x", {**SITE, "content/posts/rain.mdoc": text}) if in_site else given(seen, "rain.mdoc", text)
    (why,) = posts(read(path))["Rain"].warnings
    assert "only there: chart." in str(why)


@given_any(st.text(max_size=200) | st.lists(st.sampled_from(["{%", "%}", "comment", "/comment", " ", "`", "```\n", "if", "%", "x"]), max_size=40).map("".join))
def test_any_text_is_read(source: str):
    assert isinstance(as_markdown(source), str)
    has_condition(source)


@pytest.mark.parametrize("piece", ["{%", "{% ", "{% comment %}", "%}", "{% x ", "%", "`"])
def test_tags_that_never_end_take_no_more_time_than_they_are_long(piece: str):
    as_markdown(piece * (300_000 // len(piece)))
