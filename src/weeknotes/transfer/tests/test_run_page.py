import csv
import io
import os
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from contracts.browser.walk_given import wxr
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Known, Media, Note
from weeknotes.notes.save import save
from weeknotes.notes.tags import line_of
from weeknotes.notes.tests.drawn import drawn
from weeknotes.people import site
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.audit import audit
from weeknotes.transfer.incoming import folder_of, let_strays_go, put_in
from weeknotes.transfer.let_go import let_go_old
from weeknotes.transfer.models import Found, ImportRun, Source
from weeknotes.transfer.runs import hold, work
from weeknotes.transfer.work_on import work_on_runs
from weeknotes.web.tests.answer import Answer


@pytest.fixture
def browser(nerys: Person) -> Client:
    return signed_in(nerys)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def send(client: Client, text: str = "", name: str = "blog.xml") -> str:
    """Upload an archive; the address of its page, looked through."""
    answer = client.post("/import/", {"files": [SimpleUploadedFile(name, (text or wxr()).encode())]})
    assert answer.status_code == 302, words(answer)
    work_on_runs(seconds=60)
    return str(answer.headers["Location"])


def words(answer: Answer) -> str:
    """The words of a page, tags left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#39;", "'").split())


def press(client: Client, at: str, what: str, **fields: str) -> Answer:
    """Press a button of a run's page, have the worker do it, and come back to the page."""
    answer = client.post(f"{at}{what}/", fields)
    assert answer.status_code == 302
    work_on_runs(seconds=60)
    return client.get(answer.headers["Location"])


def nearly(count: int) -> str:
    """A blog of two posts, of which each stands many times more with another last word: `count` in all."""
    text = wxr()
    item = text[text.index("<item>") : text.index("</item>") + len("</item>")]
    said = [" ".join(f"word{which}x{n}" for n in range(400)) for which in range(2)]
    html = [f"<content:encoded><![CDATA[<p>{said[n % 2]} end{n}</p>]]></content:encoded>" for n in range(count)]
    made = [re.sub(r"<content:encoded>.*?</content:encoded>", one, item, flags=re.DOTALL) for one in html]
    several = "".join(re.sub(r"<wp:post_id>\d+", f"<wp:post_id>{900 + n}", one).replace("<title>", f"<title>{n} ") for n, one in enumerate(made))
    return text[: text.index("<item>")] + several + text[text.rindex("</item>") + len("</item>") :]


@pytest.mark.django_db(transaction=True)
def test_what_is_nearly_the_same_comes_in_where_its_box_is_ticked_on_whatever_page_and_is_here_from_then_on(browser: Client):
    at = send(browser, nearly(60))
    shown = browser.get(at)
    assert "nearly the same as another: 99 % of both" in words(shown)
    assert "Take in what is new, and what is ticked" in words(shown)
    keys = re.findall(r'name="alike" value="(\w+)"', shown.content.decode())
    assert len(keys) == 48
    kept = browser.post(f"{at}alike/?only=&page=1", {"shown": keys, "alike": keys[:2]}, follow=True)
    assert re.findall(r'value="(\w+)" form="taking" checked', kept.content.decode()) == keys[:2]
    assert "4 posts would be new drafts" in words(kept)
    assert browser.post(f"{at}alike/", {"shown": keys[:1] + ["nothing"], "alike": ["nothing"]}).status_code == 302
    assert ImportRun.objects.get().alike == keys[1:2]
    other = re.findall(r'name="alike" value="(\w+)"', browser.get(f"{at}?page=2").content.decode())
    done = words(press(browser, at, "take", shown=other, alike=other[:1]))  # type: ignore[arg-type]
    assert "4 new drafts, for only you." in done
    assert Note.objects.count() == 4
    again = send(browser, nearly(60))
    here = [one.key for one in Found.objects.order_by("number")[:2]]
    assert set(Found.objects.filter(fate="already here").values_list("key", flat=True)) == {keys[1], other[0], *here}
    late = Found.objects.get(key=keys[5])
    assert late.fate == "nearly the same"
    press(browser, again, "take", shown=[late.key], alike=[late.key])  # type: ignore[arg-type]
    assert Note.objects.count() == 5
    assert "Nothing in it is new." not in words(browser.get(send(browser, nearly(60))))
    assert Found.objects.filter(fate="already here").count() == 5
    press(browser, again, "undo")
    assert Note.objects.kept().count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_post_in_two_languages_is_shown_once_with_both_and_taken_back_whole(browser: Client):
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("hugo.toml", 'defaultContentLanguage = "en"\n')
            made.writestr("content/posts/rain.md", "---\ntitle: Rain\ndate: 2021-03-19\n---\nIt rained on the depot.\n")
            made.writestr("content/posts/rain.cy.md", "---\ntitle: Glaw\ndate: 2021-03-19\n---\nBu'n bwrw glaw ar y depo.\n")
        answer = browser.post("/import/", {"files": [SimpleUploadedFile("site.zip", file.getvalue())]})
    work_on_runs(seconds=60)
    at = answer.headers["Location"]
    shown = words(browser.get(at))
    assert "1 post would be a new draft" in shown
    assert "In the same note, in Welsh: Glaw" in shown
    assert "content/posts/rain.md · content/posts/rain.cy.md" in shown
    done = words(press(browser, at, "take"))
    assert "1 new draft, for only you." in done
    assert "Rain 19 March 2021" in done
    assert sorted(Body.objects.values_list("lang", "title")) == [("cy", "Glaw"), ("en", "Rain")]
    assert "Taking it back puts 1 draft among your deleted notes" in done
    press(browser, at, "undo")
    assert not Note.objects.kept().exists()
    assert not Source.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_archive_is_looked_through_taken_in_as_drafts_and_taken_back(browser: Client, nerys: Person):
    at = send(browser)
    shown = words(browser.get(at))
    assert "3 posts would be new drafts, for only you." in shown
    assert "Rain 12 March 2021" in shown
    assert "a draft there" in shown
    assert "Everybody could read 2 of them there." in shown
    assert not Note.objects.exists()
    done = press(browser, at, "take")
    assert "3 new drafts, for only you." in words(done)
    assert set(Note.objects.values_list("level", "wanted_level", "author")) == {(0, 0, nerys.pk)}
    assert line_of(Note.objects.get(bodies__title="Rain")) == "depot"
    assert not folder_of(ImportRun.objects.get().uid).exists()
    assert not Found.objects.exists()
    back = words(press(browser, at, "undo"))
    assert "Taken back" in back
    assert not Note.objects.kept().exists()
    assert not Source.objects.exists()
    again = send(browser)
    assert "3 posts would be new drafts" in words(browser.get(again))
    press(browser, again, "take")
    assert Note.objects.kept().count() == 3


@pytest.mark.django_db(transaction=True)
def test_links_between_them_lead_to_the_notes_here_whichever_came_first_and_to_nowhere_else(browser: Client):
    text = wxr().replace("the next one</a>", "the next one</a> and <a href='https://elsewhere.example/2021/03/wind/'>another</a>")
    press(browser, send(browser, text), "take")
    rain, wind = Note.objects.get(bodies__title="Rain"), Note.objects.get(bodies__title="Wind")
    html = {b.title: b.html for b in Body.objects.all()}
    assert f'href="/notes/{wind.uid}/"' in html["Rain"]
    assert f'href="/notes/{rain.uid}/"' in html["Wind"]
    assert 'href="https://elsewhere.example/2021/03/wind/"' in html["Rain"]
    assert ImportRun.objects.get().counts["links"] == 2


@pytest.mark.django_db(transaction=True)
def test_what_everybody_could_read_there_is_published_only_when_confirmed_as_of_its_own_day_and_drafts_stay_drafts(browser: Client):
    at = send(browser)
    done = words(press(browser, at, "take", audience="4"))
    assert "2 of them are published now, each as of its own day." in done
    assert {(str(n.published_at)[:10], int(n.level)) for n in Note.objects.filter(level=Level.PUBLIC)} == {("2021-03-12", 4), ("2021-03-19", 4)}
    assert Note.objects.get(bodies__title="Sun").edition is None
    assert audit() == ()
    table = browser.get(f"{at}moved/csv/")
    rows = dict(list(csv.reader(io.StringIO(table.content.decode())))[1:])
    assert rows["https://old.glanderw.example/2021/03/rain/"] == f"{settings.SITE_URL}/people/nerys/rain/"
    for form, said in (("nginx", "map $request_uri"), ("apache", "RewriteRule"), ("netlify", "/2021/03/rain/ http")):
        assert said in browser.get(f"{at}moved/{form}/").content.decode()
    assert browser.get(f"{at}moved/word/").status_code == 404
    kept = words(press(browser, at, "undo"))
    assert "2 stay: they are published." in kept
    assert Note.objects.filter(level=Level.PUBLIC).count() == 2


@pytest.mark.django_db(transaction=True)
def test_taking_back_withdraws_what_is_published_where_that_was_ticked_and_leaves_what_was_edited(browser: Client, nerys: Person):
    at = send(browser)
    press(browser, at, "take", audience="3")
    body = Body.objects.get(title="Wind")
    save(body=body, by=nerys, title="Wind", html="<p>Mended here.</p>", version=body.version, save_key=body.note.uid)
    kept = words(press(browser, at, "undo", withdraw="on"))
    assert "1 stays: it is published." in kept
    assert set(Note.objects.kept().values_list("bodies__title", flat=True)) == {"Wind"}
    assert Note.objects.get(bodies__title="Wind").level == Level.ORGANISATION


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("audience", ["0", "1", "2", "9", "everyone"])
def test_an_audience_that_is_not_offered_publishes_nothing(browser: Client, audience: str):
    press(browser, send(browser), "take", audience=audience)
    assert (Note.objects.count(), Note.objects.exclude(edition=None).count()) == (3, 0)


@pytest.mark.django_db(transaction=True)
def test_what_was_edited_here_or_changed_there_is_said_and_stays(browser: Client, nerys: Person):
    press(browser, send(browser), "take")
    body = Body.objects.get(title="Rain")
    save(body=body, by=nerys, title="Rain", html="<p>Mended here.</p>", version=body.version, save_key=body.note.uid)
    shown = words(browser.get(send(browser, wxr().replace("It blew.", "It blew a good deal, all week."))))
    assert "already here · edited here since" in shown
    assert "changed there since; the note here stays as it is" in shown
    assert "Nothing in it is new." in shown
    body.refresh_from_db()
    assert body.html == "<p>Mended here.</p>"


@pytest.mark.django_db(transaction=True)
def test_nobody_else_comes_to_a_run_and_nothing_says_whether_it_is_there(browser: Client):
    at = send(browser)
    other = signed_in(add_person(name="Tomos"))
    for address in (at, f"{at}moved/csv/"):
        assert other.get(address).status_code == 404
    for what in ("take", "nothing", "stop", "on", "undo"):
        assert other.post(f"{at}{what}/").status_code == 404
    assert str(ImportRun.objects.get().uid) not in other.get("/import/").content.decode()
    assert Client().get(at).status_code == 302
    assert ImportRun.objects.get().state == ImportRun.PREVIEWED


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_stopped_keeps_what_came_and_goes_on_from_there(browser: Client, nerys: Person):
    at = send(browser)
    run = ImportRun.objects.get()
    browser.post(f"{at}take/")
    shown = browser.get(at)
    assert (shown.headers["Refresh"], "Stop" in words(shown)) == ("2", True)
    assert "Refresh" not in browser.get(f"{at}?still").headers
    assert "Stopped half-way" in words(browser.post(f"{at}stop/", follow=True))
    assert work_on_runs(seconds=60) == 0
    assert not Note.objects.exists()
    assert "3 new drafts" in words(press(browser, at, "on"))
    run.refresh_from_db()
    assert (run.state, Note.objects.count()) == (ImportRun.DONE, 3)


@pytest.mark.django_db(transaction=True)
def test_taking_nothing_deletes_what_was_given_and_a_day_does_so_too(browser: Client):
    at = send(browser)
    uid = ImportRun.objects.get().uid
    assert folder_of(uid).is_dir()
    assert "Nothing was taken in" in words(browser.post(f"{at}nothing/", follow=True))
    assert not folder_of(uid).exists()
    send(browser)
    ImportRun.objects.update(at=now() - timedelta(days=1, seconds=1))
    uid = ImportRun.objects.get().uid
    assert let_go_old() == 1
    assert (folder_of(uid).exists(), ImportRun.objects.exists(), Found.objects.exists()) == (False, False, False)


def test_files_without_a_run_go_once_they_must_be_strays_and_not_while_a_run_is_being_made_of_them(browser: Client):
    send(browser)
    fresh, old = uuid4(), uuid4()
    for uid in (fresh, old):
        put_in(uid, "blog.xml", [b"<rss/>"])
    for uid in (old, ImportRun.objects.get().uid):
        os.utime(folder_of(uid), (0, 0))
    assert let_strays_go() == 1
    assert (folder_of(fresh).is_dir(), folder_of(old).exists(), folder_of(ImportRun.objects.get().uid).is_dir()) == (True, False, True)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_damaged_is_said_and_takes_nothing_with_it(browser: Client):
    at = send(browser, wxr()[:1900])
    shown = words(browser.get(at))
    assert "What is left out, and why" in shown
    assert "blog.xml" in shown


@pytest.mark.django_db(transaction=True)
def test_an_address_at_which_a_button_does_something_says_so_when_it_is_opened(browser: Client):
    at = send(browser)
    opened = browser.get(f"{at}undo/")
    assert (opened.status_code, opened.headers["Allow"]) == (405, "POST")
    assert "something is done when a button is pressed" in words(opened) and "Go to Today" in words(opened)
    assert browser.put(f"{at}undo/").content == b""


@pytest.mark.django_db(transaction=True)
def test_what_was_given_beside_an_archive_and_is_none_is_said_on_its_page_to_the_end(browser: Client):
    given = [SimpleUploadedFile("blog.xml", wxr().encode()), SimpleUploadedFile("song.mp3", b"ID3\x04\x00\x00" + bytes(range(256))), SimpleUploadedFile("rain.md", b"# Rain\n\nIt rained.\n")]
    at = str(browser.post("/import/", {"files": given}).headers["Location"])
    work_on_runs(seconds=60)
    for shown in (words(browser.get(at)), words(press(browser, at, "take"))):
        assert "song.mp3: This file holds something other than text" in shown
        assert "wait for you on the page “Bring in what you wrote elsewhere”" in shown and "rain.md" in shown
    assert "rain.md" in words(browser.get("/import/"))


@pytest.mark.django_db(transaction=True)
def test_a_rule_of_the_organisation_keeps_what_it_stops_a_draft(browser: Client):
    Known.objects.create(id=1, stops="email")
    site.forget()
    at = send(browser, wxr().replace("It blew.", "Write to sam@glanderw.gov.uk, who knows."))
    done = words(press(browser, at, "take", audience="3"))
    assert "1 stays a draft, because a rule of the organisation stops what is in it" in done
    assert Note.objects.exclude(edition=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_all_the_years_say_is_shown_of_drafts_and_published_to_their_writer_alone(browser: Client):
    assert "There is nothing here yet." in words(browser.get("/import/years/"))
    press(browser, send(browser), "take", audience="4")
    shown = words(browser.get("/import/years/"))
    assert "3 notes. The first is of 12 March 2021: Rain" in shown
    assert "Dry out the depot" in shown
    assert "Year by year" in shown
    other = signed_in(add_person(name="Tomos"))
    assert "Dry out" not in words(other.get("/import/years/"))


@pytest.mark.django_db(transaction=True)
def test_two_who_would_work_on_one_run_do_not_and_one_who_was_killed_is_followed(browser: Client):
    send(browser)
    ImportRun.objects.update(state=ImportRun.RUNNING, phase=ImportRun.TAKE, place=0)
    run = ImportRun.objects.get()
    assert hold(run)
    steps = work(run)
    next(steps)  # killed after its first step
    assert Note.objects.count() == 3
    assert not hold(ImportRun.objects.get())
    assert work_on_runs(seconds=60) == 0
    ImportRun.objects.update(lease_until=now() - timedelta(seconds=1))
    work_on_runs(seconds=60)
    assert (Note.objects.count(), ImportRun.objects.get().state) == (3, ImportRun.DONE)


@pytest.mark.django_db(transaction=True)
def test_the_pages_speak_welsh(browser: Client, nerys: Person):
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    at = send(browser)
    for page in (at, "/import/years/"):
        assert "What was found" not in words(browser.get(page))
    assert "Taken in" not in words(press(browser, at, "take"))


def test_what_waits_is_readable_by_its_owner_alone(browser: Client, tmp_path: Path):
    answer = browser.post("/import/", {"files": [SimpleUploadedFile("../../etc/blog.xml", wxr().encode())]})
    assert answer.status_code == 302
    run = ImportRun.objects.get()
    path = Path(run.inputs[0]["path"])
    assert path.parent.parent == folder_of(run.uid)
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_address_that_a_post_had_on_this_very_host_leads_to_the_note(browser: Client):
    at = send(browser, wxr().replace("https://old.glanderw.example", settings.SITE_URL))
    press(browser, at, "take", audience="4")
    for old in ("/2021/03/rain/", "/2021/03/rain"):
        answer = Client().get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, "/people/nerys/rain/")
    assert Client().get("/2021/03/sun/").status_code == 404  # a draft there, and here
    assert audit() == ()
    assert Client().get("/2021/03/rain/").status_code == 301


@pytest.mark.django_db(transaction=True)
def test_pictures_of_an_archive_come_with_their_notes_made_anew_and_what_was_said_of_them_stays(browser: Client, nerys: Person):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("blog/_config.yml", "title: Glanderw\n")
        made.writestr("blog/_posts/2021-03-12-rain.md", "---\ntitle: Rain\n---\n\nIt rained.\n\n![The depot in the rain](/assets/depot.jpg)\n\n![Gone](/assets/gone.jpg)\n")
        made.writestr("blog/assets/depot.jpg", drawn())
    answer = browser.post("/import/", {"files": [SimpleUploadedFile("blog.zip", packed.getvalue())]})
    work_on_runs(seconds=60)
    press(browser, answer.headers["Location"], "take")
    html = Body.objects.get().html
    media = Media.objects.get(owner=nerys)
    assert f'<img src="/media/{media.uid}" alt="The depot in the rain">' in html
    assert "gone.jpg" in html
    assert Source.objects.get().version == Body.objects.get().version
    assert ImportRun.objects.get().counts["pictures"] == 1
