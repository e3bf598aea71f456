"""Opening a note and saving it loses nothing of the text format's allow-list, and adds nothing."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weeknotes.prose.html import clean
from weeknotes.prose.markdown import to_html

PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

EVERYTHING = f"""<h2>Focus</h2>
<h3 data-audience="team">Smaller</h3>
<p>Plain, <strong>strong</strong>, <em>emphasis</em>, <s>struck</s>, <code>code</code>, H<sub>2</sub>O, a note<sup><a href="#fn1">1</a></sup>,
<a href="https://example.org/?a=1&amp;b=2" title="A title">a <strong>strong</strong> link</a>,<br>a new line, <a href="/x"><code>linked code</code></a>.</p>
<ul><li>one</li><li>two<ul><li>nested</li></ul></li><li>three <strong>strong</strong></li></ul>
<ol start="3"><li><p>loose</p><p>of two paragraphs</p></li><li><p>item</p></li></ol>
<blockquote><p>Said.</p><p>Said again.</p></blockquote>
<blockquote>Said without a paragraph.</blockquote>
<pre><code>if x:
    y  = 1
</code></pre>
<pre>plain <strong>pre</strong>
 text</pre>
<hr>
<figure><img src="{PICTURE}" alt="What it shows" width="4" height="3"><figcaption>A <em>caption</em></figcaption></figure>
<figure><table><caption>Calls</caption><thead><tr><th scope="col">Week</th><th scope="col">Calls</th></tr></thead>
<tbody><tr><th scope="row">47</th><td>161</td></tr><tr><td colspan="2">one<br>two</td></tr></tbody>
<tfoot><tr><td>All</td><td><ul><li>a</li></ul></td></tr></tfoot></table><figcaption>From the log</figcaption></figure>
<p lang="cy">Yr wythnos <img src="{PICTURE}" alt=""> <em lang="en">here</em></p>
<ul><li id="fn1">A footnote</li></ul>
<p>End.</p>"""


def without_breaks(html: str) -> str:
    """The same HTML without the line ends that stand between elements for the reader of this file."""
    return html.replace(">\n<", "><").replace(",\n<a", ", <a")


def test_every_allowed_element_survives_as_it_was(write):
    write.open(EVERYTHING)
    assert write.html() == without_breaks(EVERYTHING)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>one<img src=\"{PICTURE}\">two</p>",  # no alt is not an empty alt
        f'<p><a href="/big"><img src="{PICTURE}" alt="x"></a></p>',
        f'<figure><a href="/big"><img src="{PICTURE}" alt="x"></a><img src="{PICTURE}" alt="y"></figure>',
        f'<figure><figcaption>above</figcaption><p><img src="{PICTURE}" alt="x"></p></figure>',
        "<figure><blockquote><p>Said</p></blockquote><figcaption><p>Who</p></figcaption></figure>",
        "<figure><pre><code>x</code></pre></figure>",
        "<table><tbody><tr><td>1</td><td></td></tr><tr></tr></tbody></table>",
        "<table><tbody><tr><td><p>1</p></td></tr></tbody></table>",
        "<ul><li></li><li>text<ul><li>in</li></ul>after</li></ul>",
        "<ul><li><ol><li>only nested</li></ol></li></ul>",
        "<ul><li><h3>Heading</h3><p>text</p></li></ul>",
        "<ul><li><blockquote><p>q</p></blockquote></li></ul>",
        '<ol reversed="" type="a"><li value="4">x</li></ol>',
        "<blockquote><h3>H</h3><ul><li>x</li></ul></blockquote>",
        "<blockquote><blockquote><p>x</p></blockquote></blockquote>",
        "<p>a<br><br>b</p><p></p><p>c</p>",
        "<p>fixed&nbsp;space and   more</p>".replace("   ", " "),
        '<h2>Heading <em>with</em> <a href="mailto:a@example.org">all</a><br>of it</h2>',
        '<p><a rel="license" href="#part" hreflang="cy">x</a></p>',
        "<p>x<sup>2</sup><sub>1</sub><sup><strong>b</strong></sup></p>",
        "<p><strong>a <em>b</em></strong> <em>c</em></p>",
        "<p>Ŵy a ŷd 🙂 &lt;b&gt; &amp;amp;</p>",
        "<pre>no code</pre>",
        '<pre><code class="language-python">x = 1</code></pre>',
        "<pre>a<br>b</pre>",
        "<hr><hr>",
        "",
    ],
)
def test_the_corners_of_the_format_survive(write, html):
    write.open(html)
    assert write.html() == html


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("just words", "<p>just words</p>"),
        ("<p>a <u>b</u> <span>c</span></p>", "<p>a b c</p>"),
        ("<h1>a</h1><h5>b</h5>", "<h2>a</h2><h3>b</h3>"),
        ("<p><b>a</b><i>b</i><del>c</del></p>", "<p><strong>a</strong><em>b</em><s>c</s></p>"),
        ("<p>a</p><p></p><p></p>", "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p>x</p>"),
    ],
)
def test_what_is_near_the_format_comes_to_it_without_losing_a_word(write, given_html, kept):
    write.open(given_html)
    assert write.html() == kept


WORD = st.text("abcŵŷ’&<é", min_size=1, max_size=5).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
MARKS = ["strong", "em", "s", "code", "sub", "sup", 'a href="/x"']


@st.composite
def inlines(draw: st.DrawFn) -> str:
    """Words, some of them marked, each marked run between plain words, as cleaned HTML has it."""
    parts = [draw(WORD)]
    for mark in draw(st.lists(st.sampled_from([*MARKS, "br", "img"]), max_size=3)):
        if mark == "br":
            parts.append("<br>")
        elif mark == "img":
            parts.append(f'<img src="{PICTURE}" alt="{draw(st.sampled_from(["", "x"]))}">')
        else:
            parts.append(f"<{mark}>{draw(WORD)}</{mark.split(' ')[0]}>")
        parts.append(draw(WORD))
    return " ".join(parts) if draw(st.booleans()) else "".join(parts)


def paragraphs(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inner.map(lambda text: f"<p>{text.replace(' <br> ', '<br>')}</p>")


TIGHT = inlines().map(lambda text: text.replace(" <br> ", "<br>"))


def containers(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(blocks, min_size=1, max_size=3).map("".join)
    loose = st.builds(lambda first, rest: f"<li>{first}{rest}</li>", paragraphs(TIGHT), many)
    items = st.lists(TIGHT.map(lambda text: f"<li>{text}</li>") | loose, min_size=1, max_size=3).map("".join)
    cells = st.lists(TIGHT.map(lambda text: f"<td>{text}</td>"), min_size=1, max_size=3).map(lambda each: f"<tr>{''.join(each)}</tr>")
    return st.one_of(
        items.map(lambda text: f"<ul>{text}</ul>"),
        items.map(lambda text: f"<ol>{text}</ol>"),
        st.builds(lambda first, rest: f"<blockquote>{first}{rest}</blockquote>", paragraphs(TIGHT), many),
        st.builds(lambda rest, words: f"<figure>{rest}<figcaption>{words}</figcaption></figure>", many, TIGHT),
        st.lists(cells, min_size=1, max_size=2).map(lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>"),
    )


LEAVES = st.one_of(
    paragraphs(TIGHT),
    TIGHT.map(lambda text: f"<h2>{text}</h2>"),
    TIGHT.map(lambda text: f'<h3 data-audience="named">{text}</h3>'),
    st.just("<hr>"),
    WORD.map(lambda text: f"<pre><code>{text}\n  {text}</code></pre>"),
)
NOTES = st.lists(st.recursive(LEAVES, containers, max_leaves=6), min_size=1, max_size=5).map("".join)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(html=NOTES)
def test_any_note_of_the_format_survives(write, html):
    write.open(html)
    assert write.html() == html


def test_real_notes_come_back_as_the_site_keeps_them(write, shared):
    files = [file for file in sorted((shared / "corpus").rglob("*")) if file.suffix in {".md", ".markdown", ".html"} and file.name != "README.md"]
    assert files
    changed = []
    for file in files[:: max(1, len(files) // 40)]:
        text = file.read_text(errors="replace")
        # Pictures from elsewhere are what the page's policy refuses; here they stand on the site itself.
        before = re.sub(r'src="https?://[^"]*"', 'src="/media/p.png"', clean(text) if file.suffix == ".html" else to_html(text))
        write.open(before)
        if clean(write.html()) != before:
            changed.append(file.name)
    assert changed == []
