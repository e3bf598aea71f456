"""Bringing notes in from the browser: what is held, what is shown, what moving cuts does, what is taken in."""

import re
from datetime import timedelta
from itertools import islice
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from weeknotes.notes.models import Body, Note
from weeknotes.notes.save import save
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.prose.tests.blogs import blog, body
from weeknotes.transfer.command import run
from weeknotes.transfer.files import LARGEST
from weeknotes.transfer.held import held
from weeknotes.transfer.hold import hold
from weeknotes.transfer.let_go import let_go_old
from weeknotes.transfer.models import ImportRun, Upload, UploadText
from weeknotes.transfer.take import take
from weeknotes.transfer.take_upload import LEASE, take_upload
from weeknotes.web.tests.answer import Answer

SURE = blog("Follow me on the site", tail="\n\nEnter your email to subscribe to updates.\n")
UNSURE = blog("Onwards and upwards")
RAIN = "---\ntitle: Rain\ndate: 2021-03-19\n---\n\n## Goals for the week\n\nI have three goals:\n\n- Dry out\n- Ring Aled\n"


@pytest.fixture
def browser(nerys: Person) -> Client:
    return signed_in(nerys)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def send(client: Client, **files: str | bytes) -> Answer:
    """Upload texts by the name of their file, `_` for its dot."""
    sent = [SimpleUploadedFile(name.replace("_", "."), text if isinstance(text, bytes) else text.encode()) for name, text in files.items()]
    return client.post("/import/", {"files": sent})


def page(client: Client, **files: str | bytes) -> str:
    """Upload, and where the preview is."""
    answer = send(client, **files)
    assert answer.status_code == 302
    return answer.headers["Location"]


def text(answer: Answer) -> str:
    """The words of a page, tags left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#39;", "'").split())


def ticked(answer: Answer) -> dict[str, list[str]]:
    """What the form on a page would send: every box that is ticked."""
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="((?:cut|out|alike)-\d+)" value="(\d+)" checked', answer.content.decode()):
        sent.setdefault(name, []).append(value)
    return sent


def posts(answer: Answer) -> int:
    return len(re.findall(r'name="out-\d+"', answer.content.decode()))


def test_what_was_found_is_shown_and_nothing_is_taken_in_yet(browser: Client, nerys: Person):
    at = page(browser, rain_md=RAIN, blog_txt=SURE)
    shown = text(browser.get(at))
    assert "5 posts. 5 of them would be new drafts, for only you." in shown
    assert "Rain 19 March 2021 · week unknown" in shown or "Rain 19 March 2021 · perhaps Week 11" in shown
    assert "You say 3; 2 are here." in shown
    assert "“Follow me on the site” ends each of 4 posts." in shown
    assert "In no post: “Follow me on the site” (3 times)" in shown
    assert "Untitled date unknown · week unknown" in shown
    assert "This week the parking team" in shown
    assert not Note.objects.exists()
    assert not ImportRun.objects.exists()


def test_files_that_cannot_be_read_are_answered_with_sentences_and_the_others_go_on(browser: Client):
    at = page(browser, rain_md=RAIN, empty_txt="", picture_png=b"\x89PNG", big_txt=b"a" * (LARGEST + 1), wind_md="# Wind\n\nIt blew.\n")
    shown = text(browser.get(at))
    for sentence in ("empty.txt: This file is empty.", "picture.png: This is a picture, not text.", "big.txt is larger than 20 MB."):
        assert sentence in shown
    assert "Rain" in shown
    assert list(UploadText.objects.values_list("name", flat=True)) == ["rain.md", "wind.md"]
    again = send(browser, empty_txt="", binary_md=bytes(range(256)))
    assert (again.status_code, Upload.objects.count()) == (422, 1)
    assert "binary.md: This file holds something other than text." in text(again)
    assert "No file was chosen, and no address given." in text(browser.post("/import/"))


def test_the_page_says_what_to_do_with_a_file_that_is_too_large_for_it(browser: Client, nerys: Person):
    said = text(browser.get("/import/"))
    assert "A file of more than 59 MB" in said
    assert f"weeknotes import FILE --person {nerys.slug}" in said


def test_what_is_more_than_can_be_looked_at_at_once_is_left_for_afterwards(nerys: Person):
    files = [SimpleUploadedFile(f"{n}.txt", b"a" * LARGEST) for n in range(2)] + [SimpleUploadedFile("more.txt", b"More.")]
    upload, troubles = hold(person=nerys, files=files)
    assert troubles == ["more.txt was left: more than 40 MB came at once. Bring it in afterwards."]
    assert list(UploadText.objects.filter(upload=upload).values_list("name", flat=True)) == ["0.txt", "1.txt"]


def test_two_files_of_one_name_are_told_apart_and_a_file_without_words_gives_nothing(browser: Client):
    files = [SimpleUploadedFile("index.md", words.encode()) for words in ("# One\n\nFirst.\n", "# Two\n\nSecond.\n", "---\ntitle: Only this\n---\n")]
    at = browser.post("/import/", {"files": files}).headers["Location"]
    shown = browser.get(at)
    assert list(UploadText.objects.values_list("name", flat=True)) == ["index.md", "index (2).md", "index (3).md"]
    assert "index (3).md has no words of its own (post 1). Nothing was taken from it." in text(shown)
    assert "Take in 2 drafts" in text(browser.post(f"{at}", ticked(shown), follow=True))
    assert "2 new drafts, for only you." in text(browser.post(f"{at}take/", ticked(shown)))


def test_only_the_person_who_uploaded_it_comes_to_an_upload(browser: Client, nerys: Person):
    at = page(browser, rain_md=RAIN)
    other = add_person(name="Tomos")
    Person.objects.filter(pk=other.pk).update(is_host=True)
    for client in (signed_in(other), Client()):
        for address, send_it in ((at, client.get), (at, client.post), (f"{at}take/", client.post), (f"{at}nothing/", client.post)):
            answer = send_it(address)
            assert answer.status_code == (302 if "_auth_user_id" not in client.session else 404), address
            assert "Rain" not in answer.content.decode()
    assert Upload.objects.count() == 1
    assert "rain.md" not in signed_in(other).get("/import/").content.decode()
    assert "rain.md" in browser.get("/import/").content.decode()
    assert browser.get(f"/import/{uuid4()}/").status_code == 404


def test_an_unsure_file_asks_its_question_and_a_yes_shows_it_cut(browser: Client):
    at = page(browser, blog_txt=UNSURE)
    shown = browser.get(at)
    assert "“Onwards and upwards” stands 4 times and ends the file. Does it end a post?" in text(shown)
    assert posts(shown) == 1
    yes = browser.post(at, {**ticked(shown), "do": "offered-0"}, follow=True)
    assert (posts(yes), "Does it end a post?" in text(yes)) == (5, False)
    back = browser.post(at, {**ticked(yes), "do": "found-0"}, follow=True)
    assert (posts(back), "Does it end a post?" in text(back)) == (1, True)


def test_unticking_joins_and_ticking_cuts_and_what_is_shown_is_what_is_taken_in(browser: Client):
    at = page(browser, blog_txt=SURE)
    shown = browser.get(at)
    cuts = ticked(shown)["cut-0"]
    inside = str(SURE.index(body(3)) + len(body(3).split("\n\n", 1)[0]) + 2)
    assert f'value="{inside}"' in shown.content.decode()
    moved = browser.post(at, {"cut-0": [cuts[0], *cuts[2:], inside], "do": "show"}, follow=True)
    assert ticked(moved)["cut-0"] == [cuts[0], *cuts[2:], inside]
    taken = browser.post(f"{at}take/", ticked(moved))
    assert "4 new drafts, for only you." in text(taken)
    notes = [html.count("the parking team") + 10 * html.count("the libraries team") for html in Body.objects.order_by("pk").values_list("html", flat=True)]
    assert notes[0] == body(0).count("parking") + 10 * body(1).count("libraries")
    assert notes[1:] == [0, 0, 0]
    assert not Upload.objects.exists()
    assert not UploadText.objects.exists()
    assert set(Note.objects.values_list("level", "wanted_level")) == {(0, 0)}
    for note in Note.objects.all():
        assert f"/write/{note.uid}/en/" in taken.content.decode()


def test_a_cut_that_was_moved_and_not_looked_at_is_shown_before_anything_is_taken_in(browser: Client):
    at = page(browser, blog_txt=SURE)
    cuts = ticked(browser.get(at))["cut-0"]
    answer = browser.post(f"{at}take/", {"cut-0": cuts[:2]}, follow=True)
    assert "You moved a cut. This is what it gives; nothing has been taken in yet." in text(answer)
    assert (posts(answer), Note.objects.count()) == (2, 0)


def test_a_post_that_is_left_out_stays_out_and_keeps_that_when_cuts_elsewhere_move(browser: Client):
    at = page(browser, blog_txt=SURE)
    cuts = ticked(browser.get(at))["cut-0"]
    moved = browser.post(at, {"cut-0": cuts[:3], "out-0": [cuts[1]]}, follow=True)
    assert ticked(moved)["out-0"] == [cuts[1]]
    assert "Take in 2 drafts" in text(moved)
    browser.post(f"{at}take/", ticked(moved))
    assert Note.objects.count() == 2
    assert not Body.objects.filter(html__contains="libraries team").exists()


@pytest.mark.parametrize("cut", ["1", "-4", "99999", "x", "9" * 30, "²"])
def test_a_place_that_is_none_changes_nothing_and_says_so(browser: Client, cut: str):
    at = page(browser, blog_txt=SURE)
    for address in (at, f"{at}take/"):
        answer = browser.post(address, {"cut-0": [cut]})
        assert answer.status_code == 422
        assert "One of the cuts stands at a place where no line begins" in text(answer)
    assert UploadText.objects.get().cuts is None
    assert not Note.objects.exists()


def test_twice_is_once_from_the_page_and_from_the_command_and_an_edited_note_stays(browser: Client, nerys: Person, tmp_path: Path):
    at = page(browser, blog_txt=SURE, rain_md=RAIN)
    browser.post(f"{at}take/", ticked(browser.get(at)))
    rain = Body.objects.get(title="Rain")
    save(body=rain, by=nerys, title="Rain", html="<p>Mended here.</p>", version=rain.version, save_key=uuid4())
    again = page(browser, blog_txt=SURE, rain_md=RAIN.replace("Dry out", "Dry out at last"))
    shown = text(browser.get(again))
    assert shown.count("· already here ·") == 4
    assert "changed there since; the note here stays as it is" in shown
    assert "Nothing in it is new." in shown
    assert "5 posts. 0 of them would be new drafts" in shown
    answer = browser.post(f"{again}take/", ticked(browser.get(again)))
    assert text(answer).count("was here already") == 4
    (tmp_path / "blog.txt").write_text(SURE)
    assert run(paths=[str(tmp_path / "blog.txt")], person="nerys") == 0
    assert Note.objects.count() == 5
    rain.refresh_from_db()
    assert rain.html == "<p>Mended here.</p>"


def test_the_button_pressed_twice_takes_in_once(browser: Client):
    at = page(browser, rain_md=RAIN)
    sent = ticked(browser.get(at))
    assert browser.post(f"{at}take/", sent).status_code == 200
    second = browser.post(f"{at}take/", sent)
    assert second.status_code == 404
    assert "What was taken in stands among your drafts." in text(second)
    assert Note.objects.count() == 1


def test_an_upload_that_is_being_taken_in_is_taken_in_by_nobody_else_until_that_must_have_ended(browser: Client):
    at = page(browser, rain_md=RAIN)
    Upload.objects.update(taking_since=now())
    busy = browser.post(f"{at}take/", ticked(browser.get(at)), follow=True)
    assert "This is being taken in at the moment." in text(busy)
    assert not Note.objects.exists()
    Upload.objects.update(taking_since=now() - LEASE - timedelta(seconds=1))
    assert browser.post(f"{at}take/", ticked(browser.get(at))).status_code == 200
    assert Note.objects.count() == 1


def test_what_was_stopped_half_way_is_still_there_and_completed_by_another_try(browser: Client, nerys: Person):
    at = page(browser, blog_txt=SURE)
    take(islice((record for each in held(Upload.objects.get()) for record in each.taken_in()), 2), person=nerys)
    UploadText.objects.update(left_out=7)  # nothing that can be read
    with pytest.raises(TypeError):
        take_upload(upload=Upload.objects.get())
    assert Upload.objects.get().taking_since is None
    UploadText.objects.update(left_out=[])
    browser.post(f"{at}take/", ticked(browser.get(at)))
    assert (Note.objects.count(), Upload.objects.count()) == (4, 0)


def test_taking_nothing_deletes_the_upload(browser: Client):
    at = page(browser, rain_md=RAIN)
    answer = browser.post(f"{at}nothing/", follow=True)
    assert "Nothing was taken in, and what you uploaded is deleted." in text(answer)
    assert not UploadText.objects.exists()
    assert not Note.objects.exists()


def test_an_upload_left_alone_for_a_day_goes_with_the_workers_round_and_a_newer_one_stays(browser: Client):
    page(browser, rain_md=RAIN)
    Upload.objects.update(at=now() - timedelta(days=1, seconds=1))
    newer = page(browser, blog_txt=SURE)
    assert let_go_old() == 1
    assert [f"/import/{each.uid}/" for each in Upload.objects.all()] == [newer]
    assert list(UploadText.objects.values_list("name", flat=True)) == ["blog.txt"]
    assert let_go_old() == 0


def test_a_text_that_is_nearly_the_same_as_another_is_said_to_be_and_comes_in_where_that_is_ticked(browser: Client):
    words = " ".join(f"word{n}" for n in range(400))
    files = [SimpleUploadedFile(f"{name}.md", f"# A week\n\n{words} {name}\n".encode()) for name in ("one", "two")]
    at = browser.post("/import/", {"files": files}).headers["Location"]
    shown = browser.get(at)
    assert "nearly the same as another: 99 % of both" in text(shown)
    assert "1 of them would be a new draft" in text(shown)
    kept = browser.post(at, {"alike-1": ["0"], "do": "show"}, follow=True)
    assert ticked(kept)["alike-1"] == ["0"]
    assert "2 of them would be new drafts" in text(kept)
    browser.post(f"{at}take/", ticked(kept))
    assert Note.objects.count() == 2


def test_a_web_page_is_one_post_whose_cuts_cannot_be_moved(browser: Client):
    at = page(browser, page_html="<!doctype html><title>Sun</title><h1>Sun</h1>\n\n<p>It shone.</p>\n\n<p>And shone.</p>")
    shown = browser.get(at)
    assert "Where posts begin" not in text(shown)
    assert "A web page is one post." in text(shown)
    browser.post(f"{at}take/", ticked(shown))
    assert Body.objects.get().title == "Sun"


def test_cuts_of_an_earlier_version_of_the_site_that_are_none_now_are_shown_as_found(browser: Client):
    at = page(browser, blog_txt=SURE)
    UploadText.objects.update(cuts=[1, 7])
    assert posts(browser.get(at)) == 4


def test_the_page_speaks_welsh(browser: Client, nerys: Person):
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    at = page(browser, blog_txt=UNSURE, empty_txt="")
    shown = text(browser.get(at))
    assert "Onwards and upwards" in shown
    assert "Does it end a post?" not in shown
    assert "This file is empty" not in shown


def test_the_write_page_leads_to_it(browser: Client):
    assert 'href="/import/"' in browser.get("/write/").content.decode()
