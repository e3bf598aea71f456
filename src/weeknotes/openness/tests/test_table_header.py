import pytest

from weeknotes.openness.rules.table_header import rule
from weeknotes.openness.tests.written import quotes, seen
from weeknotes.prose.shapes import Syntax


@pytest.mark.parametrize(
    ("syntax", "source", "found"),
    [
        ("html", "<table><tr><td>a</td></tr></table>", ["<table>"]),
        ("html", '<TABLE class="x"><tr><td>a</td></tr></TABLE><table><tr><th>a</th></tr></table>', ['<TABLE class="x">']),
        ("html", "<table><tr><th>a</th><td><table><tr><td>b</td></tr></table></td></tr></table>", ["<table>"]),
        ("markdown", "Rain.\n\n<table><tr><td>a</td></tr></table>\n", ["<table>"]),
        ("markdown", "|  |  |\n|--|--|\n| a | b |\n", ["|  |  |\n|--|--|"]),
        ("markdown", "| | |\n|:-:|---|\n| a | b |\n", ["| | |\n|:-:|---|"]),
    ],
)
def test_a_table_without_headings_is_found(syntax: Syntax, source: str, found: list[str]) -> None:
    assert quotes(rule, source, syntax) == found
    assert {one.found for one in seen(rule, source, syntax)} == {"table"}


@pytest.mark.parametrize(
    ("syntax", "source"),
    [
        ("html", "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"),
        ("html", "<table><tr><th scope=row>a</th><td>b</td></tr></table>"),
        ("html", '<table role="presentation"><tr><td>a</td></tr></table>'),
        ("html", "<p>A <th>stray</th> cell and an end</p></table><table><tr><td>never closed"),
        ("html", "<pre><code>|  |\n|--|</code></pre><table><tr><th>a</th></tr></table>"),
        ("html", "<p>No table.</p>"),
        ("markdown", "```\na\n```\n\n```\n<table><tr><td>a</td></tr></table>\n```\n\n```\nb\n```\n"),
        ("markdown", "| a | b |\n|---|---|\n| c | d |\n"),
        ("markdown", "```\n<table><tr><td>a</td></tr></table>\n|  |\n|--|\n```\n\nRain | wind.\n"),
        ("text", "<table><tr><td>a</td></tr></table>"),
    ],
)
def test_a_table_with_headings_code_and_what_is_no_table_are_fine(syntax: Syntax, source: str) -> None:
    assert quotes(rule, source, syntax) == []
