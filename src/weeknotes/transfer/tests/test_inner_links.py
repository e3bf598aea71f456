"""Links and pictures of what came in lead somewhere: to the notes that came with them, or to the site that they stood on, and never to a page of our own that is none."""

import json
import shutil
from pathlib import Path

import pytest

from weeknotes.notes.models import Body, Note
from weeknotes.people.models import Person
from weeknotes.transfer.importing import read
from weeknotes.transfer.inner_links import Texts, inner, joined, seen_from, unlinked
from weeknotes.transfer.neutral import Medium, Post
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record
from weeknotes.transfer.take import counted, take
from weeknotes.transfer.tests.exports import PIXEL, wxr, wxr_item
from weeknotes.transfer.tests.given import given, laid
from weeknotes.transfer.tests.test_for_whom import ghost
from weeknotes.transfer.tests.typed import main


def records(path: Path) -> dict[str, Record]:
    """What is read of each post, by its title."""
    made = [read_post(one, otherwise="en") for one in read(path) if isinstance(one, Post)]
    return {one.title or one.place: one for one in made if isinstance(one, Record)}


HTML = '<p><a href="/about">a</a> <a href="#fn-1" id="fnref-1">1</a> <a href="https://x.example/">x</a> <a href="next/">n</a> <img src="/a.png" alt="A"></p><p><a href="#fnref-1" id="fn-1">1</a></p>'


@pytest.mark.parametrize(
    ("name", "data", "at"),
    [
        ("w.xml", wxr(wxr_item(1, "Rain", HTML)), "https://glanderw.example/1/"),
        ("d.xml", wxr(wxr_item(1, "Rain", HTML, status="draft")), "https://glanderw.example/"),
        ("r.xml", f"<rss version='2.0'><channel><link>https://x.example/</link><item><title>Rain</title><guid>b</guid><description><![CDATA[{HTML}]]></description></item></channel></rss>", "https://x.example/"),
        ("s.xml", f"<rss version='2.0'><channel><item><title>Rain</title><link>https://x.example/r/</link><description><![CDATA[{HTML}]]></description></item></channel></rss>", "https://x.example/r/"),
        ("a.xml", f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://x.example/blog/'><entry><id>b</id><title>Rain</title><content type='html'><![CDATA[{HTML}]]></content></entry></feed>", "https://x.example/blog/"),
        ("j.json", json.dumps({"version": "https://jsonfeed.org/version/1", "home_page_url": "https://x.example/", "items": [{"id": "1", "title": "Rain", "content_html": HTML}]}), "https://x.example/"),
        ("k.json", json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "https://x.example/1/", "title": "Rain", "content_html": HTML}]}), "https://x.example/1/"),
    ],
)  # fmt: skip
def test_what_has_no_host_is_seen_from_where_the_post_stood(seen: Path, name: str, data: bytes | str, at: str):
    rain = records(given(seen, name, data))["Rain"]
    host = "/".join(at.split("/")[:3])
    assert f'<a href="{host}/about">a</a>' in rain.html
    assert f'<a href="{at}next/">n</a>' in rain.html
    assert '<a href="https://x.example/">x</a>' in rain.html
    assert 'href="#fn-1"' in rain.html
    assert f'<img src="{host}/a.png" alt="A">' in rain.html
    assert [one.src for one in rain.media] == [f"{host}/a.png"]


def test_an_address_that_is_none_stays_as_it_is():
    assert joined("//[", "https://x.example/") == "//["
    assert joined("/a", "nowhere") == "/a"
    assert seen_from('<p><a href="a?b=1&amp;c=&quot;">x</a></p>', "https://x.example/") == '<p><a href="https://x.example/a?b=1&amp;c=&quot;">x</a></p>'


def test_a_link_to_a_post_that_did_not_come_leaves_its_words():
    html = f'<p><strong>a</strong><a href="{inner("site", "posts/b.md")}"><strong>b</strong></a> <a href="https://x.example/">c</a></p>'
    assert unlinked(html) == '<p><strong>ab</strong> <a href="https://x.example/">c</a></p>'


@pytest.mark.parametrize(
    ("named", "beside", "found"),
    [
        ("2024-05-04-b", "_posts/2024-05-03-a.md", "_posts/2024-05-04-b.md"), ("_posts/2024-05-04-b.md", "_posts/2024-05-03-a.md", "_posts/2024-05-04-b.md"),
        ("b.md", "content/posts/a.md", "content/posts/b.md"), ("/posts/b.md", "content/a.md", "content/posts/b.md"), ("posts/b", "content/x/a.md", "content/posts/b.md"),
        ("../x/c.md", "content/posts/a.md", "content/x/c.md"), ("c", "content/posts/a.md", "content/x/c.md"), ("posts/d/", "a.md", "content/posts/d/index.md"),
        ("d/index.md", "content/posts/a.md", "content/posts/d/index.md"), ("twice", "content/a.md", ""), ("twice.md", "content/y/a.md", "content/y/twice.md"), ("no.md", "a.md", ""),
        ("", "a.md", ""), ("/", "a.md", ""), ("../../c.md", "content/posts/a.md", ""), ("with%20space.md", "content/posts/a.md", "content/posts/with space.md"),
    ],
)  # fmt: skip
def test_a_text_is_found_by_what_another_calls_it(named: str, beside: str, found: str):
    names = ["_posts/2024-05-04-b.md", "content/posts/b.md", "content/posts/d/index.md", "content/x/c.md", "content/x/twice.md", "content/y/twice.md", "content/posts/with space.md"]
    assert Texts(names, ("content/", "_posts/")).find(named, beside) == found


FRONT = "---\ntitle: {}\ndate: 2021-03-{}\n---\n\n"
SITES = [
    {"_config.yml": "title: x\n", "_posts/2021-03-19-a.md": FRONT.format("A", 19) + "[p]({% post_url 2021-03-20-b %}) [l]({% link _posts/2021-03-20-b.md %}) [f](2021-03-20-b.md#x) [n](no.md)", "_posts/2021-03-20-b.md": FRONT.format("B", 20) + "Words of b."},
    {"hugo.toml": "baseURL = 'https://x.example/'", "content/posts/a.md": FRONT.format("A", 19) + '[r]({{< ref "b.md" >}}) [s]({{< relref "/posts/b#x" >}}) [f](b.md) [n](no.md)', "content/posts/b.md": FRONT.format("B", 20) + "Words of b."},
]  # fmt: skip


@pytest.mark.parametrize("files", SITES)
def test_texts_of_a_site_that_link_to_each_other_are_notes_that_do(nerys: Person, seen: Path, files: dict[str, str]):
    assert main(["import", str(laid(seen / "site", files)), "--person", "Nerys"]) == 0
    one, other = (Body.objects.get(title=title) for title in ("A", "B"))
    assert one.html.count(f'href="/notes/{other.note.uid}/') == 3
    assert ".invalid" not in one.html
    assert one.html.count("#x") == 1


def test_a_post_of_ghosts_links_to_the_note_of_the_post_that_it_linked_to(nerys: Person, seen: Path):
    first = {"uuid": "u1", "slug": "one", "title": "One", "html": '<p><a href="__GHOST_URL__/two/#x">two</a> <a href="/2021/two/">b</a> <a href="__GHOST_URL__/gone/">g</a> <a href="__GHOST_URL__/blank/">z</a></p>'}
    rows = [first, {"uuid": "u2", "slug": "two", "title": "Two", "html": "<p>Words of two.</p>"}, {"uuid": "u3", "slug": "blank", "title": "", "html": ""}]
    assert main(["import", str(given(seen, "g.json", ghost(*rows))), "--person", "Nerys"]) == 0
    one, two = (Body.objects.get(title=title) for title in ("One", "Two"))
    at = f"/notes/{two.note.uid}/"
    assert f'<a href="{at}#x">two</a> <a href="{at}">b</a> <a href="/gone/">g</a> z' in one.html


def test_a_picture_of_no_known_site_is_not_said_to_stand_anywhere(nerys: Person, seen: Path, capsys: pytest.CaptureFixture[str]):
    row = {"uuid": "u1", "title": "One", "html": '<p>Words. <img src="__GHOST_URL__/content/images/x.png" alt="x"> <img src="https://x.example/y.png" alt="y"></p>'}
    path = given(seen, "g.json", ghost(row))
    sums = counted({}, take(records(path).values(), person=nerys, dry=True))
    assert (sums["pictures elsewhere"], sums["pictures nowhere"]) == (1, 1)
    assert main(["import", str(path), "--person", "Nerys"]) == 0
    assert "and nothing says which site they stood on: 1." in "".join(capsys.readouterr())
    assert Note.objects.count() == 1
    assert not Medium("/x.png").is_whole


@pytest.mark.parametrize("zipped", [False, True])
def test_texts_of_a_plain_folder_that_link_to_each_other_are_notes_that_do(nerys: Person, seen: Path, *, zipped: bool):
    folder = laid(seen / "site", {"a.md": "# A\n\n[f](b.md#x) and [g](sub/c.md), [n](no.md).", "b.md": "# B\n\nBack to [a](./a.md).", "sub/c.md": "# C\n\nUp to [a](../a.md)."})
    path = Path(shutil.make_archive(str(seen / "texts"), "zip", folder)) if zipped else folder
    assert main(["import", str(path), "--person", "Nerys"]) == 0
    a, b, c = (Body.objects.get(title=title) for title in ("A", "B", "C"))
    assert f'<a href="/notes/{b.note.uid}/#x">f</a> and <a href="/notes/{c.note.uid}/">g</a>, <a href="no.md">n</a>' in a.html
    assert f'<a href="/notes/{a.note.uid}/">a</a>' in b.html
    assert f'<a href="/notes/{a.note.uid}/">a</a>' in c.html


def test_what_a_vault_links_and_shows_by_name_is_linked_and_shown(nerys: Person, seen: Path):
    lines = ("See [[Week 2|the week]], [[Week 2#Goals & more]] and [[nowhere|else]].", "`[[Week 2]]`", "![[roof.png|A wet roof|300]] ![[wall.png|200x100]]", "![[talk.mp3]]")
    files: dict[str, str | bytes] = {"daily/a.md": "# A\n\n" + "\n\n".join(lines), "Week 2.md": "# B\n\nIt rained.", "files/roof.png": PIXEL, "files/wall.png": PIXEL, "files/talk.mp3": b"ID3"}
    folder = laid(seen / "vault", files)
    (one,) = [one for one in read(folder) if isinstance(one, Record) and one.title == "A"]
    assert [(each.inside, each.alt) for each in one.media] == [("files/roof.png", "A wet roof"), ("files/wall.png", None), ("files/talk.mp3", None)]
    assert main(["import", str(folder), "--person", "Nerys"]) == 0
    one_body, other = (Body.objects.get(title=title) for title in ("A", "B"))
    at = f"/notes/{other.note.uid}/"
    assert f'<p>See <a href="{at}">the week</a>, <a href="{at}">Week 2 › Goals &amp; more</a> and [[nowhere|else]].</p>\n<p><code>[[Week 2]]</code></p>' in one_body.html
