"""The site's own pictures in a note's HTML."""

import re

from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.html import clean
from weeknotes.prose.pictures import SIZES, Shown, Source, asked, described, dress, with_host

ONE, TWO = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"
SHOWN = Shown(
    "/media/b.webp",
    960,
    640,
    (Source("image/avif", ((480, "/media/a.avif"), (960, "/media/b.avif"))), Source("image/webp", ((480, "/media/a.webp"), (960, "/media/b.webp")))),
)


def test_own_pictures_are_asked_for_and_no_others():
    html = clean(
        f'<figure><img src="/media/{ONE}" alt="A depot"><figcaption>The depot</figcaption></figure><p><img src="/media/{TWO}">'
        '<img src="https://example.org/media/x.jpg" alt="x"><img src="/media/secret" alt="y"><img src="/static/icon.png"></p>'
    )
    assert asked(html) == {ONE, TWO}
    assert asked("<p>&lt;img src=\"/media/" + ONE + '"&gt;</p>') == frozenset()


def test_a_picture_is_dressed_with_its_sizes_and_keeps_its_words():
    html = clean(f'<figure lang="cy"><img src="/media/{ONE}" alt="Y “depo” &amp; ni" width="5" height="4" lang="cy"><figcaption>Depo</figcaption></figure>')
    assert dress(html, {ONE: SHOWN}) == (
        '<figure lang="cy"><picture>'
        f'<source type="image/avif" srcset="/media/a.avif 480w, /media/b.avif 960w" sizes="{SIZES}">'
        f'<source type="image/webp" srcset="/media/a.webp 480w, /media/b.webp 960w" sizes="{SIZES}">'
        '<img src="/media/b.webp" alt="Y “depo” &amp; ni" lang="cy" width="960" height="640" loading="lazy" decoding="async"></picture>\n'
        "<figcaption>Depo</figcaption>\n</figure>"
    )


def test_decoration_and_words_not_yet_written_stay_different():
    assert ' alt=""' in dress(f'<p><img src="/media/{ONE}" alt=""></p>', {ONE: SHOWN})
    assert " alt" not in dress(f'<p><img src="/media/{ONE}"></p>', {ONE: SHOWN})


def test_a_picture_that_may_not_be_shown_leaves_its_description():
    assert dress(f'<p>Here: <img src="/media/{ONE}" alt="The &quot;depot&quot;"></p>', {}) == "<p>Here: The &quot;depot&quot;</p>"
    assert dress(f'<p>Here: <img src="/media/{ONE}"></p>', {TWO: SHOWN}) == "<p>Here: </p>"


def test_elsewhere_a_picture_has_its_whole_address_and_words_stay_as_they_are():
    html = dress(f'<p>"/media/x" <a href="/media/">a</a> <img src="/media/{ONE}" alt=" src=&quot;/media/x"></p>', {ONE: SHOWN})
    whole = with_host(html, "https://notes.example.org")
    assert 'srcset="https://notes.example.org/media/a.avif 480w, https://notes.example.org/media/b.avif 960w"' in whole
    assert '<img src="https://notes.example.org/media/b.webp" alt=" src=&quot;/media/x"' in whole
    assert '<p>"/media/x" <a href="/media/">a</a>' in whole
    assert with_host("<p>No picture</p>", "https://notes.example.org") == "<p>No picture</p>"


WORDS = st.text(alphabet=st.sampled_from(list("ab<>&\"'= /")), max_size=20)


@given(WORDS, WORDS, st.sampled_from([f"/media/{ONE}", f"/media/{TWO}", "/media/x", "https://example.org/a.png", ""]), st.booleans())
def test_whatever_stands_around_it_nothing_but_pictures_changes(before, alt, src, decorative):
    alt = "" if decorative else alt.replace('"', "&quot;")
    html = clean(f'<p>{before}</p><figure><img src="{src}" alt="{alt}"></figure><p>{before}</p>')
    dressed = dress(html, {ONE: SHOWN})
    undressed = re.sub(r"<picture>.*?</picture>", "", dressed)
    if not asked(html):
        assert dressed == html
    assert f"/media/{TWO}" not in dressed
    assert dressed.count("<picture>") == html.count(f'<img src="/media/{ONE}"')
    assert f"/media/{ONE}" not in undressed


def test_what_is_said_of_each_picture_is_told_wherever_it_stands() -> None:
    uid = "00000000-0000-4000-8000-000000000001"
    html = f'<p><img src="/media/{uid}" alt="Rain &amp; roofs"><img src="/media/{uid}"><img src="/media/{uid}" alt=""></p>'
    assert described(html) == {uid: ["Rain & roofs", None, ""]}
