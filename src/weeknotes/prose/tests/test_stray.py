"""Names that somebody wrote in angle brackets leave the words around them; what is no text of a page stays out with its contents."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.html import DROPPED, KEPT, TURNED, clean, plain
from weeknotes.prose.stray import HOLDS, SAID, STRAY, worded
from weeknotes.prose.tests.test_html import STRICT, unordered

# Elements of SVG, MathML and HTML, and names that people write of what they work with.
NAMES = sorted(
    STRAY | SAID | HOLDS | {"clipPath", "linearGradient", "feBlend", "foreignObject", "textPath", "animateMotion", "image", "font-face", "mprescripts", "PATH", "View"}
    | {"foo", "file", "user", "id", "name", "key", "value", "host", "port", "url", "your-name", "type", "string", "object", "number", "date", "week", "team", "select", "row", "tag"}
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_angle_brackets_takes_no_words_with_it(name: str) -> None:
    assert plain(clean(f"<p>Run <{name}> and <b>more</b>.</p><p>Then on.</p>")) == "Run and more.\nThen on."
    assert plain(clean(f'<p>Run <{name} a="b > c"> and more.</p><ul><li>one <{name}></li><li>two</li></ul>')) == "Run and more.\none\ntwo"


@pytest.mark.parametrize("name", sorted(STRAY))
def test_a_name_that_is_closed_leaves_the_words_in_it_outside_of_a_drawing(name: str) -> None:
    assert plain(clean(f"<p>Run <{name}>this</{name}> and more</p>")) == "Run this and more"


@pytest.mark.parametrize("name", sorted(SAID | HOLDS))
def test_what_is_closed_goes_with_all_that_is_in_it(name: str) -> None:
    assert plain(clean(f"<p>Run <{name}>hidden</{name}> and more <{name}></p><p>on</p>")) == "Run and more\non"


@pytest.mark.parametrize("name", ["script", "style"])
def test_a_program_that_never_ends_stays_out_with_all_that_follows(name: str) -> None:
    assert plain(clean(f"<p>Run <path> <{name}>hidden <path> hidden</p>")) == "Run"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<svg><text>hidden</text><path d='x'/></svg> and <path> more", "and more"),
        ("<svg><desc>hidden</desc><svg>hidden</svg><text>hidden</text></svg> more", "more"),
        ("<svg><svg/><text>hidden</text></svg> more <text>", "more"),
        ("<svg/> more <text> on", "more on"),
        ("<math><mi>hidden</mi><mtext>hidden</mtext></math> more <mi> on", "more on"),
        ("<path><svg><text>hidden</text>", ""),
        ("</svg> more <path> on", "more on"),
        ("<!-- <path> --> more <!-- <title> -->", "more"),
        ('<p title="<path>">more</p>', "more"),
        ("<title>hidden <path></title> more <title>", "more"),
        ("<title <path> more", "more"),
        ("more <title", "more"),
        ("<scr<path>ipt>alert(1)</script> more", "ipt>alert(1) more"),
        ("<script>'</scr<path>ipt>hidden'</script> more <path> on", "more on"),
        ("<object <path>data=x>hidden</object> more", "more"),
        ("no name", "no name"),
        ("1 < 2 and <3> <path> on", "1 < 2 and <3> on"),
    ],
)
def test_what_is_drawn_or_said_in_no_tag_stays_as_it_was(html: str, words: str) -> None:
    assert plain(clean(f"<p>{html}</p>")) == words


def test_a_text_without_such_names_is_given_back_as_it_is() -> None:
    text = "<p>It <b>rained</b><!-- a --> on <svg>this</svg><foo>.</p>"
    assert worded(text) is text


PIECES = sorted({f"<{name}>" for name in ("path", "text", "title", "object", "g", "mi", "desc", "foreignObject", "annotation-xml", "mglyph", "template", "noscript", "iframe", "style")}
                | {"<svg>", "</svg>", "<math>", "</math>", "<svg/>", "<script>", "</script>", "</style>", "</title>", "<p>", "</p>", "<table>", "<td>", "<select>", "<form>"}
                | {"<mtext>", "<img src=x onerror=hit()>", "<!--", "-->", "<a href='", "'>", '"', "<scr", "ipt>", "hit()", " ", "a", "<plaintext>", "<a id='</style><img src=x onerror=hit()>'>"})  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=1500, deadline=None)
def test_nothing_that_is_put_together_of_names_gets_through(html: str) -> None:
    once = clean(html)
    assert clean(once) == once
    assert unordered(STRICT.clean(once)) == unordered(once)


@pytest.mark.parametrize("piece", ["<path>", "<title>", "<title ", "<object>", "<svg>", "<svg/>", "</svg>", "<object></object>", "<title></title>", "<plaintext>"])
def test_the_time_it_takes_grows_with_the_text_alone(piece: str) -> None:
    began = time.perf_counter()
    worded("<path>" + piece * (400_000 // len(piece)))
    assert time.perf_counter() - began < 5


def test_each_name_that_is_taken_out_is_none_that_is_kept() -> None:
    assert not STRAY & (KEPT | TURNED)
    assert (SAID | HOLDS) <= DROPPED
