"""A text that stood somewhere in two languages: one note here, with both, however often and in whatever order it comes."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NoteTag, Revision
from weeknotes.notes.save import save
from weeknotes.people.models import Person
from weeknotes.publishing.audit import audit
from weeknotes.transfer.command import run
from weeknotes.transfer.models import ImportRun, PictureWanted, Source
from weeknotes.transfer.moved import as_csv, moves
from weeknotes.transfer.tests.exports import PIXEL
from weeknotes.transfer.undo import undo

WEEKS = {
    "rain": ("Rain", "It rained on the depot, and the roof let it in.", "Glaw", "Bu'n bwrw glaw ar y depo, a daeth i mewn trwy'r to."),
    "wind": ("Wind", "It blew all week on the quay.", "Gwynt", "Chwythodd trwy'r wythnos ar y cei."),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of Hugo's with two posts, each in both languages, which link to each other."""
    folder = tmp_path / "site"
    posts = folder / "content" / "posts"
    for number, (name, (en, words, cy, geiriau)) in enumerate(WEEKS.items()):
        (posts / name).mkdir(parents=True)
        day = f"2021-03-{12 + 7 * number}"
        (posts / name / "index.md").write_text(f"---\ntitle: {en}\ndate: {day}\ntags: [depot]\n---\n{words}\n\n![A roof](roof.png)\n\n[Next](/posts/wind/)\n")
        (posts / name / "index.cy.md").write_text(
            f"---\ntitle: {cy}\ndate: {day}\ntags: [depo]\naliases: [/cy/hen/{name}/]\n---\n{geiriau}\n\n![To](roof.png)\n\n[Nesaf](/cy/posts/wind/)\n"
        )
        (posts / name / "roof.png").write_bytes(PIXEL)
    (folder / "hugo.toml").write_text(f'baseURL = "{settings.SITE_URL}/"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.cy]\n')
    return folder


@pytest.mark.django_db(transaction=True)
def test_it_comes_as_one_note_with_both_texts_their_pictures_links_and_tags(nerys: Person, site: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(site)], person="nerys", dry_run=True) == 0
    assert not Note.objects.exists()
    assert "2 posts: 2 new." in capsys.readouterr().err
    assert run(paths=[str(site)], person="nerys") == 0
    assert {(n.lead_lang, *sorted(n.bodies.values_list("lang", "title"))) for n in Note.objects.all()} == {
        ("en", ("cy", "Glaw"), ("en", "Rain")), ("en", ("cy", "Gwynt"), ("en", "Wind")),
    }  # fmt: skip
    wind = Note.objects.get(bodies__title="Wind")
    for body in Body.objects.all():
        assert f'href="/notes/{wind.uid}/"' in body.html
        assert 'src="/media/' in body.html
        assert body.revisions.filter(state=Revision.KEPT, version=body.version).exists()
    assert not PictureWanted.objects.exists()
    assert {(one.tag.name_en, one.tag.name_cy) for one in NoteTag.objects.filter(note=wind)} == {("depot", ""), ("", "depo")}


@pytest.mark.django_db(transaction=True)
def test_twice_is_once_and_what_was_written_in_since_in_either_language_is_said_and_stays(nerys: Person, site: Path, capsys: pytest.CaptureFixture[str]):
    assert run(paths=[str(site)], person="nerys") == 0
    body = Body.objects.get(title="Glaw")
    save(body=body, by=nerys, title="Glaw", html="<p>Fel arall.</p>", version=body.version, save_key=body.note.uid)
    (site / "content" / "posts" / "wind" / "index.cy.md").write_text("---\ntitle: Gwynt\ndate: 2021-03-19\n---\nChwythodd yn waeth o lawer.\n")
    capsys.readouterr()
    assert run(paths=[str(site)], person="nerys") == 0
    said = capsys.readouterr().err
    assert "2 posts: 1 changed there, 1 already here." in said or "2 posts: 1 already here, 1 changed there." in said
    assert "Of those here, edited here since they came in, and left as they are: 1." in said
    assert (Note.objects.count(), Body.objects.count(), Source.objects.count()) == (2, 4, 4)
    first = ImportRun.objects.order_by("pk")[0]
    assert undo(run=first).gone == 1
    assert set(Note.objects.kept().values_list("bodies__title", flat=True)) == {"Rain", "Glaw"}
    assert run(paths=[str(site)], person="nerys") == 0
    assert Note.objects.kept().count() == 2


@pytest.mark.django_db(transaction=True)
def test_both_are_published_as_of_their_day_and_every_old_address_leads_to_its_own_language(nerys: Person, site: Path, client: Client):
    assert run(paths=[str(site)], person="nerys", publish="public") == 0
    assert set(Note.objects.values_list("level", flat=True)) == {Level.PUBLIC}
    assert audit() == ()
    assert client.get("/posts/rain/").headers["location"] == "/people/nerys/rain/"
    for old in ("/cy/posts/rain/", "/cy/hen/rain/"):
        assert client.get(old).headers["location"] == "/cy/people/nerys/glaw/"
    assert f"/cy/hen/wind/,{settings.SITE_URL}/cy/people/nerys/gwynt/" in as_csv(moves(ImportRun.objects.get()))


def test_where_one_of_them_came_before_by_itself_the_other_comes_as_a_note_of_its_own(nerys: Person, site: Path):
    later = {path: path.read_text() for path in site.rglob("index.cy.md")}
    for path in later:
        path.unlink()
    assert run(paths=[str(site)], person="nerys") == 0
    for path, words in later.items():
        path.write_text(words)
    assert run(paths=[str(site)], person="nerys", dry_run=True) == 0
    for _twice in range(2):
        assert run(paths=[str(site)], person="nerys") == 0
    assert sorted(Body.objects.values_list("title", flat=True)) == ["Glaw", "Gwynt", "Rain", "Wind"]
    assert Note.objects.count() == 4


def test_the_same_words_in_both_come_once_and_one_without_words_is_none(nerys: Person, site: Path):
    rain, wind = (site / "content" / "posts" / name for name in ("rain", "wind"))
    (rain / "index.cy.md").write_text((rain / "index.md").read_text())
    (wind / "index.cy.md").write_text("---\ntitle: Gwynt\ndate: 2021-03-19\n---\n\n")
    assert run(paths=[str(site)], person="nerys") == 0
    assert sorted(Body.objects.values_list("title", flat=True)) == ["Rain", "Wind"]
