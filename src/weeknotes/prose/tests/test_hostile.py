"""Texts made to break the reading: nothing raises, and time grows with length alone."""

import time
from collections.abc import Callable

import pytest

from weeknotes.openness.check import check
from weeknotes.prose.html import clean
from weeknotes.prose.markdown import from_html, to_html
from weeknotes.prose.outline import outline
from weeknotes.prose.read import read
from weeknotes.prose.split import split

RAISED = {
    "a month with a dotless i": "# 3 Aprıl 2020\n\nhello",
    "a month with a long s": "# 3 ſep 2020\n\nhello",
    "a dated heading with a long s": "## 3 ſep 2020\n\nOne.\n\n## 10 ſep 2020\n\nTwo.",
    "a capital dotted i": "# 3 Aprİl 2020\n\nhello",
    "brackets in a YAML header": "---\nk: " + "[" * 1500 + "]" * 1500 + "\n---\nabc",
    "brackets in a TOML header": "+++\nk = " + "[" * 12000 + "]" * 12000 + "\n+++\nabc",
    "a number of thousands of digits": "+++\nk = " + "1" * 4301 + "\n+++\nabc",
    "a number of thousands of hexadecimal digits": "+++\nk = 0x" + "f" * 4301 + "\n+++\nabc",
}


@pytest.mark.parametrize("text", RAISED.values(), ids=RAISED)
def test_nothing_raises(text: str) -> None:
    check(read(text).outline)
    split(text)


def _both(text: str) -> None:
    check(outline(text))


# Each text of about `n` characters; what is done with it. Found by people and programs that looked for them.
GROWING: dict[str, tuple[Callable[[int], str], Callable[[str], object]]] = {
    "dated headings without a year": (lambda n: "in 2020 we\n\n" + "## Notes w/c 3 May\n\n" * (n // 20), read),
    "dates in a title, years in the text": (lambda n: f"---\ntitle: {'3 May ' * (n // 12)}\n---\n\n{'in May 2020 we ' * (n // 30)}", read),
    "digits and commas": (lambda n: "1," * (n // 2), read),
    "digits and stops": (lambda n: "1." * (n // 2), read),
    "spaces after bold": (lambda n: "**a**" + " " * n + "x", read),
    "spaces in a link": (lambda n: "# a\n\n[a](" + " " * n + "x", read),
    "bold tags closed in comments": (lambda n: "<p>" + "".join(f"<b title={i}><!--</b>-->" for i in range(n // 40)) + "<p>x" * (n // 40), clean),
    "bold tags closed in styles": (lambda n: "<p>" + "".join(f"<b title={i}><style></b></style>" for i in range(n // 50)) + "<p>x" * (n // 50), clean),
    "bold tags closed in what is no comment": (lambda n: "<p>" + "".join(f"<b title={i}><?</b>" for i in range(n // 40)) + "<p>x" * (n // 40), clean),
    "boxes closed in comments": (lambda n: "<div><!--</div>-->" * (n // 18), clean),
    "dotted keys": (lambda n: "+++\n" + "a." * (n // 2) + "b = 1\n+++\nabc", read),
    "spaces in a header's title": (lambda n: "---\nlang: en\ntitle: a" + " " * n + "b\n---\n\n# head\n\ntext", read),
    "a heading that says and says": (lambda n: "# What we did " + "said " * (n // 5) + "\n\n- a\n", read),
    "days that are none": (lambda n: "---\ntitle: " + "31 Feb 2020, w/c 31 Feb 2020, " * (n // 30) + "\n---\n\nx", read),
    "a log of headings": (lambda n: "".join(f"## xx {1 + i % 28} July {2000 + i % 50}\n\nword word.\n\n" for i in range(n // 32)), split),
    "links in links": (lambda n: "<p>" + "<a href=x>" * (n // 30) + "<img alt=''>" * (n // 30) + "</a>" * (n // 30), _both),
    "addresses in a picture's words": (lambda n: "![" + "".join(f"a{i}@b.com " for i in range(n // 12)) + "](b)", _both),
    "stars": (lambda n: "*a" * (n // 2), read),
    "brackets": (lambda n: "[" * n, read),
    "open tags": (lambda n: "<p" * (n // 2), read),
    "headings of what and next": (lambda n: "# what " + "we " * (n // 3) + "next", read),
}


@pytest.mark.parametrize(("make", "use"), GROWING.values(), ids=GROWING)
def test_time_grows_with_length(make: Callable[[int], str], use: Callable[[str], object]) -> None:
    """Four times the text takes about four times the processor time, not sixteen times; the quickest of three, on one core."""

    def spent(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            use(text)
            best = min(best, time.process_time() - began)
        return best

    use(make(500))
    short, long = spent(make(6_000)), spent(make(24_000))
    assert long < 8 * short + 0.05


def test_words_in_any_depth_of_quotations_and_lists_are_kept() -> None:
    for mark in ("- ", "> ", "1. ", ">"):
        for depth in (30, 49, 120, 400):
            assert "word" in to_html(mark * depth + "word"), (mark, depth)


@pytest.mark.parametrize("where", ["//", "//a b", "//a<b", "\\\\a^b", "//[", "//a:b:c", "//a:99999", "//a%", "//1.2.3.4.5", "//256.1.1.1", "//xn--", "//@", "//\u00ad"])
def test_an_address_that_leads_nowhere_is_none_the_first_time(where: str) -> None:
    for html in (f'<a href="{where}">x</a>', f'<img src="{where}" alt="A">'):
        once = clean(html)
        assert clean(once) == once
        assert to_html(from_html(once)) == once


def test_an_address_without_a_scheme_goes_to_the_same_host() -> None:
    assert 'href="https://example.org/a?b#c"' in clean('<a href="//example.org/a?b#c">x</a>')
    assert 'href="https://example.org:8080/"' in clean('<a href="//example.org:8080/">x</a>')


def test_tags_in_comments_and_styles_are_no_tags() -> None:
    many = "<i>x</i>" * 30
    assert clean(f"<p>{many}<!--<b>-->y<style><b></style>z<?<b>>w</p>") == clean(f"<p>{many}yz&gt;w</p>")
    assert "after" in clean(f"<p>{many}<!-->after<!--->too</p>")


def test_an_empty_bullet_is_no_statement() -> None:
    assert [one.text for one in read("Next week:\n* n\n*", syntax="markdown").items] == ["n"]
    assert [one.text for one in read("Our plans\n\nNext week:\n\n- a\n- \n- b\n", syntax="text").items] == ["a", "b"]
