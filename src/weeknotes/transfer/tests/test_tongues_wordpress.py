"""A post of WordPress's whose text is kept in several languages in one comes as what it is: one note with both texts, and no mark of the plugin among its words."""

from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record
from weeknotes.transfer.tests.exports import wxr, wxr_item
from weeknotes.transfer.tests.given import given, posts


def of(folder: Path, title: str, text: str, **more: str) -> list[Post]:
    return [one for one in read(given(folder, "blog.xml", wxr(wxr_item(1, title, text, **more)))) if isinstance(one, Post)]


@pytest.mark.parametrize(("begin", "end"), [("[:%s]", "[:]"), ("<!--:%s-->", "<!--:-->"), ("{:%s}", "{:}")])
def test_the_languages_of_one_text_come_as_one_note_with_both(seen: Path, begin: str, end: str):
    (post,) = of(seen, f"{begin % 'en'}Rain{begin % 'cy'}Glaw{end}", f"{begin % 'en'}<p>It rained.</p>{end}<p>2021</p>{begin % 'cy'}<p>Roedd hi'n bwrw.</p>{end}")
    assert post.twin is not None
    assert [(one.lang, one.title) for one in (post, post.twin)] == [("en", "Rain"), ("cy", "Glaw")]
    assert "".join(post.html.split()) == "<p>Itrained.</p><p>2021</p>"
    assert "".join(post.twin.html.split()) == "<p>2021</p><p>Roeddhi'nbwrw.</p>"
    assert (post.address, post.twin.address) == ("https://glanderw.example/1/", "")
    assert post.source_id != post.twin.source_id


def test_a_draft_in_two_languages_is_a_draft_in_both(seen: Path):
    (post,) = of(seen, "[:en]Rain[:cy]Glaw[:]", "[:en]It rained.[:cy]Bwrw.[:]", status="draft")
    assert post.twin is not None
    assert {(one.status, one.reach) for one in (post, post.twin)} == {("draft", "me")}


def test_a_third_language_comes_as_a_note_of_its_own(seen: Path):
    found = of(seen, "[:en]Rain[:cy]Glaw[:fr]Pluie[:]", "[:en]It rained.[:cy]Bwrw.[:fr]Il pleuvait.[:]")
    assert [(one.lang, one.title, one.twin.title if one.twin else "") for one in found] == [("en", "Rain", "Glaw"), ("fr", "Pluie", "")]


def test_a_language_without_words_makes_no_note(seen: Path):
    (post,) = of(seen, "[:en]Rain[:cy]Glaw[:]", "[:en]It rained.[:cy] [:]")
    assert (post.title, post.twin) == ("Rain", None)


def test_brackets_of_a_program_are_no_languages(seen: Path):
    text = "<p>Copy it with <code>a[:]</code>, and write <code>[:li]</code>.</p>"
    (post,) = of(seen, "Slices [:]", text)
    assert (post.title, "".join(post.html.split())) == ("Slices [:]", "".join(text.split()))


def test_the_same_export_gives_the_same_posts_by_the_same_names(seen: Path):
    texts = ("[:en]Rain[:cy]Glaw[:]", "[:en]It rained.[:cy]Bwrw.[:]")
    names = [{one.source_id for one in posts(read(given(seen, "blog.xml", wxr(wxr_item(1, *texts))))).values()} for _ in range(2)]
    assert names[0] == names[1]
    assert not [one for one in read(given(seen, "blog.xml", wxr(wxr_item(1, *texts)))) if isinstance(one, Left)]


def test_a_language_that_shows_nothing_is_said_of_the_other(seen: Path):
    (post,) = of(seen, "Rain", "[:en]It rained.[:cy]<p></p>[:]")
    record = read_post(post, otherwise="en")
    assert isinstance(record, Record)
    assert (record.twin, [str(one) for one in record.warnings]) == (None, ["In the other language it has no words of its own there, so that did not come."])
