"""The mark at the end of a heading that says for whom its part is: read from Markdown and from plain text, and never left as words of a wider part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.reach import reach
from weeknotes.prose.compose import blocks_to_html
from weeknotes.prose.cut import cut
from weeknotes.prose.html import plain
from weeknotes.prose.markdown import from_html, to_html
from weeknotes.prose.marked import marked
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Syntax
from weeknotes.prose.tree import AUDIENCES

PUBLIC = len(AUDIENCES) - 1
SYNTAXES: tuple[Syntax, ...] = ("markdown", "text")
FORMS = [
    "## {} {{audience={}}}", "## {} {{audience={}}} ##", "{} {{audience={}}}\n====", "{} {{audience={}}}\n---", "**{}** {{audience={}}}",
    "{} {{audience={}}}", "{}: {{audience={}}}", "_{}_ {{audience={}}}  ", "### {} {{audience= {} }}", "Some words before it\n{} {{audience={}}}",
]  # fmt: skip


def html_of(source: str, syntax: Syntax) -> str:
    """What is brought in of a text."""
    return to_html(source) if syntax == "markdown" else blocks_to_html(outline(source, syntax="text").blocks)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Goals {audience=team}", ("Goals", "team")), ("Goals{audience=Team }", ("Goals", "team")), ("{audience=me}", ("", "me")), ("Goals {audience=}", ("Goals", "me")),
        ("Goals \\{audience=team}", None), ("Goals {audience=team} and more", None), ("Goals {audience={team}}", None), ("Goals", None), ("", None),
    ],
)  # fmt: skip
def test_what_the_mark_says(line: str, said: tuple[str, str] | None) -> None:
    assert marked(line) == said


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("under", ["\n", ""])
def test_a_part_that_is_marked_is_for_no_more_in_whatever_form_its_heading_stands(form: str, syntax: Syntax, under: str) -> None:
    if syntax == "text" and form.endswith("##"):
        form = form.removesuffix(" ##")
    head = form.format("Goals", "team")
    source = f"It rained all week, and the van was late again.\n\n{head}\n{under}We asked the depot for keys to the boiler room.\n"
    found = outline(source, syntax=syntax)
    there = reach(found, PUBLIC)
    assert there(source.index("We asked")) == AUDIENCES.index("team"), found.blocks
    assert there(source.index("It rained")) == PUBLIC
    made = html_of(source, syntax)
    assert "audience" not in plain(made)
    assert "depot" not in cut(made, PUBLIC) and "It rained" in cut(made, PUBLIC)
    assert "depot" in cut(made, AUDIENCES.index("team"))


def test_the_kind_of_a_part_is_read_from_its_words_without_the_mark() -> None:
    for syntax in SYNTAXES:
        (one,) = outline("Goals {audience=team}\n\n- Ring the depot\n", syntax=syntax).sections
        assert (one.heading, one.kind, one.audience) == ("Goals", "goals", "team")


def test_an_audience_that_is_none_is_me() -> None:
    for syntax in SYNTAXES:
        assert 'data-audience="me"' in html_of("Goals {audience=teem}\n\nWe asked.\n", syntax)


def test_a_heading_that_is_marked_is_no_title_that_everybody_reads() -> None:
    for syntax in SYNTAXES:
        assert outline("Boilers in Maes y Dre {audience=team}\n\nWe asked the depot.\n", syntax=syntax).title is None
    assert outline("# Boilers {audience=team}\n\nWe asked.\n").title is None


def test_in_plain_text_a_line_that_may_be_a_heading_does_not_end_what_is_marked_and_a_sure_one_does() -> None:
    source = "A week of rain\n\nGoals {audience=team}\n\nRing the depot.\n\nThe boiler room\n\nIt is cold.\n\nNext week\nAsk again\nAsk once more\n\nWins\n----\n\nThe keys came.\n"
    made = cut(html_of(source, "text"), PUBLIC)
    assert [word in made for word in ("A week of rain", "depot", "boiler room", "cold", "Ask again", "The keys came")] == [True, False, False, False, False, True]
    again = cut(html_of(source.replace("The boiler room", "The boiler room {audience=public}"), "text"), PUBLIC)
    assert [word in again for word in ("depot", "boiler room", "cold", "Ask again")] == [False, True, True, True]


def test_a_mark_on_a_line_of_its_own_is_words() -> None:
    for syntax in SYNTAXES:
        assert "{audience=team}" in plain(html_of("We asked.\n\n{audience=team}\n\nTwice.\n", syntax))


def test_what_stands_in_code_stays_as_it_is() -> None:
    for fence in ("```", "~~~~"):
        made = to_html(f"Write it so:\n\n{fence}\nfirst\nGoals {{audience=team}}\n{fence}\n\nOr\nnot {{audience=team}}\n")
        assert "<pre>first\nGoals {audience=team}</pre>" in made or "first\nGoals {audience=team}" in plain(made)
        assert made.count("data-audience") == 1


def test_what_stands_in_a_list_a_quotation_or_code_is_words() -> None:
    for source in ("- Ring {audience=team}\n", "> Ring {audience=team}\n"):
        for syntax in SYNTAXES:
            assert "data-audience" not in html_of(source, syntax)
    assert "data-audience" not in to_html("    Ring {audience=team}\n")
    assert reach(outline("- Ring {audience=team}\n  more\n\nWe asked.\n", syntax="markdown"), PUBLIC)(30) == PUBLIC


def test_a_line_in_bold_is_for_no_more_than_the_part_it_stands_in() -> None:
    made = to_html("## Mine {audience=me}\n\nx\n\n**Ours** {audience=team}\n\ny\n\n**Again** {audience=me}\n\nz\n\n## Next\n\nw\n")
    assert made.count('<h3 data-audience="me">') == 2
    assert plain(cut(made, PUBLIC)).split() == ["Next", "w"]


@given(st.lists(st.sampled_from(["Goals", "We asked.", "{audience=team}", "\\{audience=team}", "\n", "**", "# ", "a{audience=me}", "> ", "- ", "<br>"]), max_size=8))
def test_whatever_is_written_goes_to_markdown_and_back_as_it_was(parts: list[str]) -> None:
    html = to_html(" ".join(parts))
    assert to_html(from_html(html)) == html


WORDS = st.sampled_from(["Ring the depot about the keys.", "It rained.", "We asked twice, and nobody came.", "- Ask again", "Keys", "Next week"])
HEADS = st.tuples(st.sampled_from(FORMS), st.sampled_from(["Goals", "Boilers", "What we learned"]), st.sampled_from([*AUDIENCES, "everybody"]))


@given(st.lists(st.one_of(WORDS, HEADS), max_size=9), st.sampled_from(SYNTAXES), st.sampled_from(["\n", "\n\n"]))
def test_what_stands_right_under_a_mark_reaches_no_further_than_it_says(parts: list[str | tuple[str, str, str]], syntax: Syntax, between: str) -> None:
    rows, least = [], []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            rows.append(part)
            continue
        form, head, audience = part
        rows += [form.removesuffix(" ##").format(head, audience), f"Secret{number}x is what stands here."]
        least.append((f"Secret{number}x", AUDIENCES.index(audience) if audience in AUDIENCES else 0))
    source = between.join(rows)
    made = html_of(source, syntax)
    there = reach(outline(source, syntax=syntax), PUBLIC)
    for secret, level in least:
        assert there(source.index(secret)) <= level
        for wider in range(level + 1, PUBLIC + 1):
            assert secret not in cut(made, wider)
