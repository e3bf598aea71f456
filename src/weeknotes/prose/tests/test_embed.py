"""Addresses of films, maps and posts: which are known, what a frame would load, and that no text can bend either."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose import embed
from weeknotes.prose.embed import FORMS, Says, add_forms, cards, forms, has_cards, hosts, read_forms, recognise
from weeknotes.prose.html import clean, shelter
from weeknotes.prose.markdown import from_html, to_html
from weeknotes.prose.skeleton import skeleton

SAYS = Says("Show it here", "Asks {host} of {name}.")


@pytest.mark.parametrize(
    ("address", "provider", "frame"),
    [
        ("https://www.youtube.com/watch?v=a-b_c", "YouTube", "https://www.youtube-nocookie.com/embed/a-b_c"),
        ("https://m.youtube.com/watch?list=x&v=abc&t=3", "YouTube", "https://www.youtube-nocookie.com/embed/abc"),
        ("http://youtu.be/abc?si=d", "YouTube", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://vimeo.com/123", "Vimeo", "https://player.vimeo.com/video/123?dnt=1"),
        ("https://vimeo.com/123/ab4#t=2", "Vimeo", "https://player.vimeo.com/video/123?h=ab4&dnt=1"),
        ("https://www.ted.com/talks/rain_and_roofs/", "TED", "https://embed.ted.com/talks/rain_and_roofs"),
        ("https://archive.org/details/rain.1950", "Internet Archive", "https://archive.org/embed/rain.1950"),
        ("https://soundcloud.com/glanderw/rain", "SoundCloud", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fglanderw%2Frain"),
        ("https://www.slideshare.net/slideshow/rain/12", "SlideShare", "https://www.slideshare.net/slideshow/embed_code/12"),
        ("https://speakerdeck.com/player/0af1", "Speaker Deck", "https://speakerdeck.com/player/0af1"),
        ("https://www.google.com/maps/place/Glanderw+Hall/@51.4,-3.1,12z", "Google Maps", "https://www.google.com/maps?q=Glanderw+Hall&output=embed"),
        ("https://mastodon.social/@glanderw/12", "Mastodon", "https://mastodon.social/@glanderw/12/embed"),
        ("https://www.openstreetmap.org/#map=10/50/0&layers=N", "OpenStreetMap", "https://www.openstreetmap.org/export/embed.html?bbox=-0.351562,49.8242,0.351562,50.1758&layer=mapnik"),
        ("https://www.openstreetmap.org/#map=1/80/170", "OpenStreetMap", "https://www.openstreetmap.org/export/embed.html?bbox=-10,-10,180,85&layer=mapnik"),
        ("https://www.openstreetmap.org/#map=1/-80/-170", "OpenStreetMap", "https://www.openstreetmap.org/export/embed.html?bbox=-180,-85,10,10&layer=mapnik"),
        ("https://www.openstreetmap.org/#map=10/50/0", "OpenStreetMap", "https://www.openstreetmap.org/export/embed.html?bbox=-0.351562,49.8242,0.351562,50.1758&layer=mapnik"),
    ],
)
def test_an_address_is_known_by_its_form_and_says_what_a_frame_loads(address: str, provider: str, frame: str) -> None:
    there = recognise(address)
    assert there is not None
    assert (there.provider, there.frame, there.page) == (provider, frame, address)
    assert f"https://{there.host}" in hosts()


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/", "https://www.youtube.com/watch?list=x", "https://vimeo.com/about", "https://example.org/watch?v=a",
        "https://youtube.com.example.org/watch?v=a", "https://example.org/https://youtu.be/a", "javascript:https://youtu.be/a",
        'https://youtu.be/a"b', "https://youtu.be/a b", "see https://youtu.be/a", "https://youtu.be/", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_a_link_like_any_other(address: str) -> None:
    assert recognise(address) is None


def test_an_address_alone_in_its_paragraph_is_a_link_in_html_and_in_markdown() -> None:
    stands = '<p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p>'
    assert clean("<p>https://youtu.be/abc</p>") == stands
    assert to_html("https://youtu.be/abc") == stands
    assert to_html(from_html(stands)) == stands
    assert clean("<blockquote><p>https://youtu.be/abc</p></blockquote>") == f"<blockquote>\n{stands}\n</blockquote>"
    assert clean("<p>https://example.org/abc</p>") == "<p>https://example.org/abc</p>"
    assert clean("<p>See https://youtu.be/abc</p>") == "<p>See https://youtu.be/abc</p>"


def test_a_card_with_its_title_is_a_plain_link_in_markdown() -> None:
    assert from_html('<p><a href="https://vimeo.com/12">Rain on roofs</a></p>') == "[Rain on roofs](https://vimeo.com/12)"


@pytest.mark.parametrize(
    ("frame", "page"),
    [
        ('<iframe width="560" src="https://www.youtube.com/embed/abc?si=x" title="Film" allowfullscreen></iframe>', "https://youtube.com/watch?v=abc"),
        ("<iframe src='//player.vimeo.com/video/12'></iframe>", "https://vimeo.com/12"),
        ("<IFRAME SRC=https://archive.org/embed/rain></IFRAME>", "https://archive.org/details/rain"),
    ],
)
def test_a_frame_of_a_blog_that_is_brought_in_leaves_the_address_of_its_page(frame: str, page: str) -> None:
    assert clean(f"<p>Before</p><div>{frame}</div><p>After</p>") == f'<p>Before</p>\n<p><a href="{page}">{page}</a></p>\n<p>After</p>'


def test_a_frame_of_nobody_known_goes() -> None:
    assert clean('<p>Before</p><iframe src="https://example.org/x">words</iframe><p>After</p>') == "<p>Before</p>\n<p>After</p>"


def test_a_card_is_a_link_with_what_a_script_needs_beside_it() -> None:
    html = clean('<p lang="cy"><a href="https://vimeo.com/12">Glaw &amp; toeon</a></p><p>Words.</p>')
    assert cards(shelter(html), SAYS) == (
        '<figure class="embed" lang="cy" data-frame="https://player.vimeo.com/video/12?dnt=1" data-show="Show it here" '
        'data-asks="Asks player.vimeo.com of Vimeo."><p><a href="https://vimeo.com/12" rel="noopener">Glaw &amp; toeon</a></p>'
        "<figcaption>Vimeo · vimeo.com/12</figcaption></figure>\n<p>Words.</p>"
    )
    assert has_cards(html)


def test_a_long_address_is_shown_cut() -> None:
    card = cards(clean(f"<p>https://vimeo.com/12?x={'y' * 80}</p>"), SAYS)
    assert f"vimeo.com/12?x={'y' * 44}…</figcaption>" in card


@pytest.mark.parametrize(
    "html",
    [
        '<p>Words and <a href="https://vimeo.com/12">a film</a></p>', '<ul><li><a href="https://vimeo.com/12">a film</a></li></ul>',
        '<p><a href="https://example.org/">elsewhere</a></p>', "<pre><code>&lt;p&gt;https://vimeo.com/12&lt;/p&gt;</code></pre>",
        '<p><a href="https://vimeo.com/12">one</a><a href="https://vimeo.com/13">two</a></p>', "<p>None</p>",
    ],
)  # fmt: skip
def test_what_is_no_address_alone_is_no_card(html: str) -> None:
    assert cards(clean(html), SAYS) == clean(html)
    assert not has_cards(clean(html))


def test_the_second_language_of_a_note_begins_with_the_same_card() -> None:
    assert has_cards(skeleton('<p>Words.</p><p><a href="https://vimeo.com/12">Rain on roofs</a></p>', written="en", to="cy"))


MINE = {"films": {"name": "Glanderw Films", "forms": {"films.glanderw.example/w/{id}": "https://films.glanderw.example/embed/{id}"}}}


def test_a_host_adds_places_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "FORMS", list(FORMS))
    assert recognise("https://films.glanderw.example/w/rain") is None
    add_forms(MINE)
    there = recognise("https://films.glanderw.example/w/rain")
    assert there is not None
    assert there.provider == "Glanderw Films"
    assert "https://films.glanderw.example" in hosts()
    assert forms()[0][0] == "Glanderw Films"
    assert re.search(forms()[0][1], "https://films.glanderw.example/w/rain")


def test_a_form_with_more_behind_it_writes_the_address_without() -> None:
    forms = {"films.glanderw.example/w/{id}/*": "https://films.glanderw.example/embed/{id}"}
    (form,) = read_forms({"films": {"name": "Glanderw  Films", "forms": forms}})
    assert (form.provider, form.page, form.frame) == ("Glanderw Films", "films.glanderw.example/w/{id}", "https://films.glanderw.example/embed/{id}")
    assert form.pattern.match("https://films.glanderw.example/w/rain/on/roofs")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"films": "https://films.example"}, "[films] needs a name"),
        ({"films": {"name": " ", "forms": {}}}, "[films] needs a name"),
        ({"films": {"name": "Films", "forms": []}}, "[films] needs a name"),
        ({"films": {"name": "Films", "forms": {"https://films.example/{id}": "https://films.example/{id}"}}}, "without https:// and www."),
        ({"films": {"name": "Films", "forms": {"films/{id}": "https://films.example/{id}"}}}, "without https:// and www."),
        ({"films": {"name": "Films", "forms": {"films.example/{id}": "http://films.example/{id}"}}}, "begins with https://"),
        ({"films": {"name": "Films", "forms": {"films.example/{id}": 3}}}, "begins with https://"),
        ({"films": {"name": "Films", "forms": {"films.example/{id}": "https://{id}.example/"}}}, "begins with https://"),
        ({"films": {"name": "Films", "forms": {"films.example/{id}": "https://films.example/{other}"}}}, "a name in braces"),
        ({"films": {"name": "Films", "forms": {"films.example/{id}": "https://films.example/?b={box}"}}}, "a name in braces"),
        ({"films": {"name": "Films", "forms": {"films.example/{id}/{id}": "https://films.example/{id}"}}}, "a name in braces"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(table: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        read_forms(table)


ODD = st.text("abcz019?&=#/@:.,-_%\"'<> \u00e9\n;{}*", max_size=40)
PLACES = st.sampled_from([form.page.replace("{", "").replace("}", "") for form in FORMS])


@settings(deadline=None)
@given(place=PLACES, more=ODD, scheme=st.sampled_from(["https://", "http://www.", "//", ""]))
def test_whatever_follows_an_address_its_frame_is_of_a_known_host_and_breaks_out_of_nothing(place: str, more: str, scheme: str) -> None:
    address = scheme + place + more
    there = recognise(address)
    if there is not None:
        assert f"https://{there.host}" in hosts()
        assert there.frame.startswith(f"https://{there.host}/")
        assert not re.search(r"[\s\"'<>]", there.frame)
    html = clean(f"<p>{address.replace('<', '&lt;')}</p><iframe src='{address}'></iframe>")
    assert clean(html) == html
    assert to_html(from_html(html)) == html
    for card in re.findall(r"<figure[^>]*>", cards(shelter(html), SAYS)):
        framed = re.search(r'data-frame="([^"]*)"', card)
        assert framed is not None
        assert unescape(framed[1]).split("/")[2] in {one.removeprefix("https://") for one in hosts()}
