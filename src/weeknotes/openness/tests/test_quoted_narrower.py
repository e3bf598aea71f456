import pytest

from weeknotes.openness.rules.quoted_narrower import rule
from weeknotes.openness.tests.written import quotes
from weeknotes.prose.shapes import Syntax

S = "The depot will lose two of its seven posts this summer."


@pytest.mark.parametrize(
    ("syntax", "source"),
    [
        ("html", f'<h2>Did</h2><p>Rain. {S}</p><h2 data-audience="team">For us</h2><p>{S} Hush.</p>'),
        ("html", f'<h2 data-audience="me">For me</h2><ul><li>{S}</li></ul><h2 data-audience="team">For us</h2><p>Rain. {S}</p>'),
        ("html", f'<h2 data-audience="team">For us</h2><h3>Posts</h3><blockquote><p>{S}</p></blockquote><h2>Did</h2><p>{S}</p>'),
        ("html", f'<h2 data-audience="nobody knows">For us</h2><p>{S.upper()}</p><h2>Did</h2><p>{S}</p>'),
        ("html", f'<h2>Did</h2><p>{S} Rain: wind; sun.</p><h2 data-audience="team">For us</h2><p>As I said to you: “{S}”</p>'),
        ("markdown", f"## Did\n\n{S}\n\n## For us {{audience=team}}\n\n- {S}\n"),
        ("markdown", f"## For us {{audience=}}\n\n{S}\n\n## Did\n\n{S}\n"),
        ("markdown", f"For us {{audience=team}}\n---\n\n{S}\n\nDid\n===\n\n{S}\n"),
        ("markdown", f'<h2 data-audience="team">For us</h2>\n\n{S}\n\n## Did\n\n{S}\n'),
    ],
)
def test_a_sentence_of_a_narrower_part_is_found_where_more_may_read_it(syntax: Syntax, source: str) -> None:
    assert quotes(rule, source, syntax) == [S]


@pytest.mark.parametrize(
    ("syntax", "source"),
    [
        ("html", f"<h2>Did</h2><p>{S}</p><h2>For us</h2><p>{S}</p>"),
        ("html", f'<h2 data-audience="team">For us</h2><p>{S}</p><h2 data-audience="team">Also us</h2><p>{S}</p>'),
        ("html", f'<h2 data-audience="team">For us</h2><p>{S}</p><p><strong>More of it</strong></p><p>{S}</p>'),
        ("html", '<h2 data-audience="team">For us</h2><p>The van is late again.</p><h2>Did</h2><p>The van is late again.</p>'),
        ("html", f'<h2 data-audience="team">{S}</h2><p>Rain.</p><h2>Did</h2><pre><code>{S}</code></pre><p>{S}</p>'),
        ("html", f'<h2 data-audience="public">Did</h2><p>{S}</p><h2>Next</h2><p>{S}</p>'),
        ("markdown", f"## For us {{audience=team}}\n\n{S}\n\n**More of it**\n\n{S}\n"),
        ("text", f"For us {{audience=team}}\n\n{S}\n\nDid\n\n{S}\n"),
    ],
)
def test_what_is_repeated_for_the_same_readers_or_is_short_is_fine(syntax: Syntax, source: str) -> None:
    assert quotes(rule, source, syntax) == []


def test_where_the_whole_note_goes_no_further_than_the_part_nothing_is_said() -> None:
    source = f'<h2>Did</h2><p>{S}</p><h2 data-audience="team">For us</h2><p>{S}</p>'
    assert quotes(rule, source, level=2) == []
    assert quotes(rule, source, level=3) == [S]
