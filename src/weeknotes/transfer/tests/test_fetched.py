from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django.fixtures import Settings

from contracts.browser.walk_given import wxr
from weeknotes.net import fetch as fetching
from weeknotes.net.tests.elsewhere import LOOPBACK, Elsewhere, elsewhere
from weeknotes.notes.models import Body, Media, Note
from weeknotes.notes.tests.drawn import drawn
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.transfer.command import run
from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.work_on import work_on_runs

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


def test_a_feed_is_brought_in_from_the_page_by_its_address_or_that_of_the_page_it_belongs_to(nerys: Person, there: Elsewhere, client: Client):
    client.force_login(nerys, backend=BACKEND)
    there.pages["/feed.xml"] = FEED.encode(), "application/rss+xml"
    there.pages["/blog/"] = b'<!doctype html><html><head><title>x</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>x</body></html>', "text/html"
    for path in ("/feed.xml", "/blog/"):
        answer = client.post("/import/", {"address": there.url(path).removeprefix("https://") if path == "/blog/" else there.url(path)})
        assert answer.status_code == 302, answer.content.decode()
        work_on_runs(seconds=60)
        shown = client.get(answer.headers["Location"]).content.decode()
        assert "1 post would be a new draft" in shown
        assert "A feed holds only the last posts of a site: 1 here." in shown
    assert client.post(f"{answer.headers['Location']}take/").status_code == 302
    work_on_runs(seconds=60)
    assert Body.objects.get().title == "Rain"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/gone", "answered that it has nothing there"), ("/page", "There is no feed at"), ("http://127.0.0.1/feed", "is no address that this site asks"),
        ("https://nowhere.invalid/feed", "could not be reached"), ("not an address", "Look whether it is written as it should be"),
    ],
)  # fmt: skip
def test_an_address_without_a_feed_is_said_on_the_page_and_stays_in_its_field(nerys: Person, there: Elsewhere, client: Client, address: str, said: str):
    client.force_login(nerys, backend=BACKEND)
    there.pages["/page"] = b"<!doctype html><html><head><title>x</title></head><body>Rain.</body></html>", "text/html"
    waiting = Path(django_settings.DATA) / "incoming"
    before = set(waiting.glob("*"))
    typed = there.url(address) if address.startswith("/") else address
    answer = client.post("/import/", {"address": typed})
    assert (answer.status_code, said in answer.content.decode(), f'value="{typed}"' in answer.content.decode()) == (422, True, True)
    assert not ImportRun.objects.exists()
    assert set(waiting.glob("*")) == before


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
    assert "Pictures that are not among what you gave, each a link to where it stands: 2." in capsys.readouterr().err
    assert (there.asked, Media.objects.count()) == ([], 0)
    assert there.url("/depot.jpg") in Body.objects.get(title="Wind").html


def test_a_picture_that_is_fetched_is_made_anew_and_one_that_is_not_there_stays_a_link(nerys: Person, there: Elsewhere, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(shown(there, tmp_path))], person="nerys", fetch_images=True) == 0
    said = capsys.readouterr().err
    assert "Pictures that came with them: 1." in said
    assert "Pictures that could not be had or shown, each now a link: 1." in said
    html = Body.objects.get(title="Wind").html
    assert f'<img src="/media/{Media.objects.get().uid}" alt="The depot">' in html
    assert f'<img src="{there.url("/gone")}" alt="The depot">' in html
    assert run(undo=str(ImportRun.objects.get().uid)) == 0
    assert not Note.objects.kept().exists()
