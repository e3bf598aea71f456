"""What the cleaning would lose of a post's HTML, and how what it shows is named."""

import re
from html import unescape

import pytest

from weeknotes.prose.html import clean
from weeknotes.transfer.autop import autop
from weeknotes.transfer.blocks_wordpress import told
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.shortcodes import Attached, opened
from weeknotes.transfer.site_marks import shown

PICTURE = re.compile(r'<img src="([^"]*)"')


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ('<audio controls src="https://x.example/a.mp3"></audio>', '<p><a href="https://x.example/a.mp3">a.mp3</a></p>'),
        ('<video title="The roof"><source src="/b.mp4"></video>', '<p><a href="/b.mp4">The roof</a></p>'),
        ('<iframe src="//forms.example/f?a=1&amp;b=2"></iframe>', '<p><a href="https://forms.example/f?a=1&amp;b=2">https://forms.example/f?a=1&amp;b=2</a></p>'),
        ('<p>x</p><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>', '<p>x</p>\n<p><a href="https://youtube.com/watch?v=abcdefghijk">https://youtube.com/watch?v=abcdefghijk</a></p>'),
        ('<object data="https://x.example/a.pdf"></object>', '<p><a href="https://x.example/a.pdf">https://x.example/a.pdf</a></p>'),
        ('<img src="data:image/gif;base64,AAAA" data-src="https://x.example/a.png" alt="A">', '<p><img src="https://x.example/a.png" alt="A"></p>'),
        ('<p>x</p><iframe src="javascript:alert(1)"></iframe><iframe></iframe><noscript><img src="https://count.example/1.gif"></noscript>', "<p>x</p>"),
        ('<p>x<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><ol><li id="fn:1"><p>n <a href="#fnref:1">back</a></p></li></ol>',
         '<p>x<a href="#fn-1" id="fnref-1"><sup>1</sup></a></p>\n<ol>\n<li>n <a href="#fnref-1" id="fn-1">back</a></li>\n</ol>'),
        ('<p>x<a href="#_ftn1" name="_ftnref1">[1]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> n</p>',
         '<p>x<a href="#fn-1" id="fnref-1">[1]</a></p>\n<p><a href="#fnref-1" id="fn-1">[1]</a> n</p>'),
    ],
)  # fmt: skip
def test_what_has_an_address_or_a_place_of_its_own_stays(given: str, stands: str):
    assert clean(kept(given)) == stands


def test_a_link_to_a_heading_is_no_footnote():
    html = '<p><a href="#goals">Goals</a></p><h2 id="goals">Goals</h2>'
    assert "fn-1" not in kept(html)


@pytest.mark.parametrize("src", ["a b.png", "//cdn.example/a.png", "https://x.example/a.png?b=1&amp;c=2", " ../up.png\n", "å.png", "A:b.png"])
def test_a_picture_is_named_as_clean_html_names_it(src: str):
    html = f'<figure><img src="{src}" alt="A roof"><figcaption>The <b>roof</b></figcaption></figure><p><img src="{src}"></p>'
    assert [one.src for one in media(html)] == list(dict.fromkeys(unescape(found) for found in PICTURE.findall(clean(html))))
    assert all((one.alt, one.caption) == ("A roof", "The roof") for one in media(html))


def test_sounds_and_films_that_are_linked_to_are_media_and_pages_are_not():
    html = '<p><a href="https://x.example/a.mp3?x=1">a</a> <a href="https://x.example/mp3.html">b</a> <a href="/c.WEBM">c</a></p>'
    assert [one.src for one in media(html)] == ["https://x.example/a.mp3?x=1", "/c.WEBM"]


@pytest.mark.parametrize("html", ["<div>" * 100_000 + "<audio src=a.mp3>", "<b><i>" * 50_000 + "<img src=x>", f"<img {'a b ' * 100_000}src=x>"])
def test_what_no_page_has_is_handed_on_as_it_is(html: str):
    assert kept(html) == html
    assert media(html) == ()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\r\n\r\nThree", "<p>One<br>two</p>\n<p>Three</p>"),
        ("<h2>Goals</h2>\nDry out", "<h2>Goals</h2>\n<p>Dry out</p>"),
        ("<ul>\n<li>a\nb</li>\n</ul>\nAfter", "<ul>\n<li>a<br>b</li>\n</ul>\n<p>After</p>"),
        ("<pre>a\n\nb</pre>", "<pre><code>a\n\nb</code></pre>"),
        ("<blockquote>Said\n\nTwice</blockquote>", "<blockquote>\n<p>Said</p>\n<p>Twice</p>\n</blockquote>"),
        ("<p>Whole</p>\n\nLoose", "<p>Whole</p>\n<p>Loose</p>"),
    ],
)
def test_paragraphs_of_the_older_editor(text: str, html: str):
    assert clean(autop(text)) == html


@pytest.mark.parametrize(
    ("text", "piece", "names"),
    [
        ('[caption width="300" caption="The roof"]<a href="/big.jpg"><img src="/a.jpg"></a>[/caption]', "<figcaption>The roof</figcaption>", ()),
        ("[embed width=1]https://vimeo.com/1[/embed]", '<a href="https://vimeo.com/1">', ()),
        ('[audio mp3="https://x.example/a.mp3"][/audio]', '<a href="https://x.example/a.mp3">a.mp3</a>', ()),
        ("[youtube https://youtu.be/abcdefghijk]", '<a href="https://youtu.be/abcdefghijk">', ()),
        ("[audio https://x.example/a.mp3|width=180]", '<a href="https://x.example/a.mp3">a.mp3</a>', ()),
        ("<pre>\nhttps://x.example/a\n</pre>", "<pre>\nhttps://x.example/a\n</pre>", ()),
        ("A\nhttps://x.example/a?b=1&amp;c=2\nB", '<a href="https://x.example/a?b=1&amp;c=2">', ()),
        ("[gallery]", "[gallery]", ()),
        ('[form id="1"]Words[/form] [1] [sic]', '[form id="1"]Words[/form] [1] [sic]', ("form",)),
        ("[caption]No picture[/caption]", "No picture", ()),
    ],
)
def test_shortcodes_show_what_they_show_or_stay_as_words(text: str, piece: str, names: tuple[str, ...]):
    made, others = opened(text, lambda _numbers: [])
    assert piece in made
    assert others == names


def test_a_shared_block_that_shares_itself_ends():
    made = told('<!-- wp:block {"ref":1} /-->', pictures=lambda _numbers: [], shared=lambda number: f'<p>x</p><!-- wp:block {{"ref":{number}}} /-->')
    assert clean(made.html) == "<p>x</p>\n<p>x</p>\n<p>x</p>"


def test_blocks_and_galleries_do_not_grow_without_end():
    many = told('<!-- wp:block {"ref":1} /-->', pictures=lambda _numbers: [], shared=lambda _number: '<!-- wp:block {"ref":1} /-->' * 1000 + "<p>x</p>")
    assert len(many.html) < 10_000
    picture = Attached("https://glanderw.example/a.png", "A", "", "1")
    shown_there = told("[gallery] " * 1000, pictures=lambda _numbers: [picture], shared=lambda _number: "")
    assert shown_there.html.count("<img") == 50
    assert "[gallery]" in shown_there.html


@pytest.mark.parametrize(
    ("source", "piece", "names"),
    [
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}", ()),
        ("![a]({{ site.baseurl }}/a.png)", "![a](/a.png)", ()),
        ("[b]({{ '/about' | relative_url }})", "[b](/about)", ()),
        ('{{< figure src="a.png" alt="A" >}}', '<img src="a.png" alt="A">', ()),
        ('{{< ref "posts/rain.md" >}}', "/posts/rain/", ()),
        ("{{< chart 1 >}}", "{{< chart 1 >}}", ("chart",)),
        ("Words{: .big}", "Words", ()),
        ("A {curly} text", "A {curly} text", ()),
    ],
)
def test_marks_of_site_generators_show_what_they_show_or_stay_as_words(source: str, piece: str, names: tuple[str, ...]):
    made, others = shown(source)
    assert piece in made
    assert others == names
