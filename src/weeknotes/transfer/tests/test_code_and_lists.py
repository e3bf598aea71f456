"""Code keeps its lines and its place, lists their numbers and their depth."""

import json
from pathlib import Path

import pytest

from weeknotes.prose.html import clean
from weeknotes.transfer.blocks_wordpress import told
from weeknotes.transfer.ghost_cards import from_lexical
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post


def shown(text: str) -> str:
    return clean(told(text, pictures=lambda _numbers: [], shared=lambda _number: "").html)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('[sourcecode language="python"]\ndef x():\n    return 1 &lt; 2\n\n    y[0]\n[/sourcecode]', "<pre><code>def x():\n    return 1 &lt; 2\n\n    y[0]</code></pre>"),
        ("a\n\n[code]\n<b>x</b>\n  [gallery]\nhttps://x.example\n[/code]\n\nb", "<p>a</p>\n<pre><code>&lt;b&gt;x&lt;/b&gt;\n  [gallery]\nhttps://x.example</code></pre>\n<p>b</p>"),
        ("[PHP]\n  x\n[/php]", "<pre><code>  x</code></pre>"),
        ("[code] that never ends", "<p>[code] that never ends</p>"),
        ("[code]\n[/code]", ""),
        ("<!-- wp:shortcode -->\n[code]\n  x\n[/code]\n<!-- /wp:shortcode -->", "<pre><code>  x</code></pre>"),
    ],
)
def test_code_in_brackets_of_wordpress_keeps_its_lines(source: str, html: str):
    assert shown(source) == html


def test_code_in_brackets_that_never_ends_takes_no_more_time_than_it_is_long():
    shown("[code]" * 50_000)
    shown("[code]" * 50_000 + "[/php]")
    shown("[code][/php]" * 30_000)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('The <a\n  href="https://x.example/"\n  title="a roof">roof</a>\nleaks.', '<p>The <a href="https://x.example/">roof</a><br>leaks.</p>'),
        ('<div>\n<img\n\n  src="https://x.example/a.png"\n  alt="A roof">\n</div>', '<p><img src="https://x.example/a.png" alt="A roof"></p>'),
        ("It is <!-- not\n\nseen --> wet, 1 <\n2.", "<p>It is wet, 1 &lt;<br>2.</p>"),
        ("<pre>a <b\n>c</b>\n\nd</pre>", "<pre><code>a c\n\nd</code></pre>"),
    ],
)
def test_a_mark_that_wordpress_keeps_on_several_lines_is_one(source: str, html: str):
    assert shown(source) == html


def test_marks_that_never_end_take_no_more_time_than_they_are_long():
    shown("<a\n" * 100_000)
    shown("<" + "a\n" * 100_000)


def test_a_file_that_wordpress_offers_is_named_once():
    link = '<a id="f" href="https://x.example/r.pdf">A report</a>'
    button = '<a href="https://x.example/r.pdf" class="wp-block-file__button wp-element-button" download aria-describedby="f">Download</a>'
    assert shown(f'<!-- wp:file --><div class="wp-block-file">{link}{button}</div><!-- /wp:file -->') == '<p><a href="https://x.example/r.pdf">A report</a></p>'
    assert shown(f'<!-- wp:file --><div class="wp-block-file">{button}</div><!-- /wp:file -->') == '<p><a href="https://x.example/r.pdf">Download</a></p>'


def item(*children: object) -> dict[str, object]:
    return {"type": "listitem", "children": list(children)}


def words(text: str) -> dict[str, object]:
    return {"type": "extended-text", "text": text}


def test_a_list_of_ghosts_keeps_its_first_number_and_its_depth():
    inner = {"type": "list", "tag": "ul", "start": 1, "children": [item(words("nested"))]}
    outer = {"type": "list", "tag": "ol", "start": 4, "children": [item(words("four")), item(inner), item(words("five"))]}
    html = clean(from_lexical(json.dumps({"root": {"children": [outer]}})))
    assert html == '<ol start="4">\n<li>four\n<ul>\n<li>nested</li>\n</ul>\n</li>\n<li>five</li>\n</ol>'
    alone = {"type": "list", "tag": "ul", "start": "x", "children": [item(inner)]}
    assert "nested" in clean(from_lexical(json.dumps({"root": {"children": [alone]}})))


@pytest.mark.parametrize(("appearance", "html"), [("code", "<pre><code># not a heading\n  *x* &lt;b&gt;</code></pre>"), ("norm", "<h2>not a heading</h2>\n<p><em>x</em> </p>"), (None, "<h2>not a heading</h2>")])
def test_code_of_writefreelys_is_code(seen: Path, appearance: str | None, html: str):
    post = {"id": "abcdefghil", "created": "2021-05-04T09:30:00Z", "title": "T", "body": "# not a heading\n  *x* <b>", "appearance": appearance}
    (seen / "w.json").write_text(json.dumps({"username": "me", "collections": [{"alias": "p", "public": True, "posts": [post]}], "posts": []}))
    (made,) = [one for one in read(seen / "w.json") if isinstance(one, Post)]
    assert clean(made.html).startswith(html.removesuffix(" </p>"))
