from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django.fixtures import Settings

from contracts.browser.walk_given import wxr
from weeknotes.net import fetch as fetching
from weeknotes.net.tests.elsewhere import LOOPBACK, Elsewhere, elsewhere
from weeknotes.notes.models import Body, Media, Note
from weeknotes.notes.tests.drawn import drawn
from weeknotes.people.models import Person
from weeknotes.transfer.command import run
from weeknotes.transfer.models import ImportRun

FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Glanderw</title><link>https://old.glanderw.example/</link>
<item><title>Rain</title><link>https://old.glanderw.example/rain/</link><guid>rain</guid><pubDate>Fri, 12 Mar 2021 16:00:00 +0000</pubDate>
<content:encoded><![CDATA[<p>It rained, and the depot stood dry all the same.</p>]]></content:encoded></item></channel></rss>"""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Elsewhere]:
    """Another site, which this one may ask."""
    with elsewhere(tmp_path) as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(running.authority))
        settings.FETCH_ALSO = (LOOPBACK,)
        fetching._context.cache_clear()
        yield running
    fetching._context.cache_clear()


def test_a_feed_is_brought_in_by_its_address(nerys: Person, there: Elsewhere, capsys: pytest.CaptureFixture[str]):
    there.pages["/feed.xml"] = FEED.encode(), "application/rss+xml"
    assert run(paths=[there.url("/feed.xml")], person="nerys") == 0
    assert Body.objects.get().title == "Rain"
    assert ImportRun.objects.get().kind == "feed"
    assert run(paths=[there.url("/feed.xml")], person="nerys") == 0
    assert "1 already here" in capsys.readouterr().err
    assert not any((Path(django_settings.DATA) / "incoming" / str(one.uid)).exists() for one in ImportRun.objects.all())


@pytest.mark.parametrize("path", ["/gone", "/inside", "/round"])
def test_a_feed_that_cannot_be_had_is_a_sentence(nerys: Person, there: Elsewhere, path: str, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[there.url(path)], person="nerys") == 1
    assert f"{there.url(path)} was not fetched" in capsys.readouterr().err
    assert not ImportRun.objects.exists()


def shown(there: Elsewhere, folder: Path) -> Path:
    """A blog's archive, one post of which shows two pictures that stand at another site."""
    blog = folder / "blog.xml"
    pictures = "".join(f'<p><img src="{there.url(path)}" alt="The depot"></p>' for path in ("/depot.jpg", "/gone"))
    blog.write_text(wxr().replace("<p>It blew.", f"{pictures}<p>It blew."))
    there.pages["/depot.jpg"] = drawn(), "image/jpeg"
    return blog


def test_pictures_are_fetched_only_when_that_was_asked_for(nerys: Person, there: Elsewhere, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    blog = shown(there, tmp_path)
    assert run(paths=[str(blog)], person="nerys") == 0
    assert "2 pictures are not among what you gave" in capsys.readouterr().err
    assert (there.asked, Media.objects.count()) == ([], 0)
    assert there.url("/depot.jpg") in Body.objects.get(title="Wind").html


def test_a_picture_that_is_fetched_is_made_anew_and_one_that_is_not_there_stays_a_link(nerys: Person, there: Elsewhere, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(shown(there, tmp_path))], person="nerys", fetch_images=True) == 0
    said = capsys.readouterr().err
    assert "1 pictures came with them." in said
    assert "1 pictures could not be had or shown" in said
    html = Body.objects.get(title="Wind").html
    assert f'<img src="/media/{Media.objects.get().uid}" alt="The depot">' in html
    assert f'<img src="{there.url("/gone")}" alt="The depot">' in html
    assert run(undo=str(ImportRun.objects.get().uid)) == 0
    assert not Note.objects.kept().exists()
