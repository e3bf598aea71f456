"""What stands elsewhere, on a note's page and in its feed."""

import pytest

from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db

FILM = '<p>Rain.</p><p><a href="https://vimeo.com/12">Rain on roofs</a></p>'


def test_a_note_with_a_film_has_a_card_and_its_script_and_one_without_has_neither(write, nerys, page):
    publish(note=write(html=FILM), by=nerys)
    publish(note=write("No film"), by=nerys)
    there, without = page("people/nerys/two-in-the-morning/index.html"), page("people/nerys/no-film/index.html")
    assert 'data-frame="https://player.vimeo.com/video/12?dnt=1"' in there
    assert "built/embed." in there
    assert "<iframe" not in there
    assert without
    assert "<script src" not in without
    assert "data-frame" not in without


def test_a_card_speaks_the_language_of_its_text(write, nerys, page):
    publish(note=write(html=FILM, cy=("Dau y bore", FILM)), by=nerys)
    assert 'data-show="Dangos yma"' in page("cy/people/nerys/dau-y-bore/index.html")
    assert 'data-show="Show it here"' in page("people/nerys/two-in-the-morning/index.html")


def test_in_a_feed_it_is_a_link_with_its_title(write, nerys, page):
    publish(note=write(html=FILM), by=nerys)
    feed = page("people/nerys/feed.xml")
    assert '&lt;p&gt;&lt;a href="https://vimeo.com/12" rel="noopener"&gt;Rain on roofs&lt;/a&gt;&lt;/p&gt;' in feed.replace("&quot;", '"')
    assert "data-frame" not in feed
