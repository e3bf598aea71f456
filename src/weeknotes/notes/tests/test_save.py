import threading

import pytest
from django.db import connection

from weeknotes.notes.meeting import meetings
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.save import append, joined, save, settle, words_of
from weeknotes.notes.tests.conftest import TEXT, key
from weeknotes.people.models import Person


def test_every_save_is_a_revision_and_moves_the_version_on(body: Body, nerys: Person):
    before = body.version
    saved = save(body=body, by=nerys, title="Rain", html="<p>More rain.</p>", version=before, save_key=key())
    assert (saved.state, saved.version, body.version) == ("kept", before + 1, before + 1)
    assert words_of(Revision.objects.get(pk=saved.revision)).html == "<p>More rain.</p>"


def test_the_same_save_sent_twice_is_one_save(body: Body, nerys: Person):
    once, version = key(), body.version
    first = save(body=body, by=nerys, title="A", html="<p>a</p>", version=version, save_key=once)
    again = save(body=body, by=nerys, title="A", html="<p>a</p>", version=version, save_key=once)
    assert (again.state, again.revision) == ("kept", first.revision)
    assert Revision.objects.filter(body=body, save_key=once).count() == 1


def test_a_save_on_an_older_version_is_kept_aside_and_overwrites_nothing(body: Body, nerys: Person):
    version = body.version
    save(body=body, by=nerys, title="Tab one", html="<p>one</p>", version=version, save_key=key())
    stale = Body.objects.get(pk=body.pk)
    other = save(body=stale, by=nerys, title="Tab two", html="<p>two</p>", version=version, save_key=key())
    assert other.state == "aside"
    body.refresh_from_db()
    assert body.html == "<p>one</p>"
    (met,) = meetings(body)
    assert (met.now.html, met.aside.html) == ("<p>one</p>", "<p>two</p>")


def test_the_text_in_force_sent_once_more_from_an_older_page_is_no_second_text(body: Body, nerys: Person):
    version = body.version
    save(body=body, by=nerys, title="A", html="<p>a</p>", version=version, save_key=key())
    again = save(body=Body.objects.get(pk=body.pk), by=nerys, title=" A ", html="<p>a</p>", version=version, save_key=key())
    assert (again.state, again.version) == ("kept", version + 1)
    assert meetings(body) == ()


@pytest.mark.parametrize(("use", "html"), [(True, "<p>two</p>"), (False, "<p>one</p>")])
def test_choosing_ends_the_meeting_and_both_texts_stay_in_the_history(body: Body, nerys: Person, use: bool, html: str):
    version = body.version
    save(body=body, by=nerys, title="", html="<p>one</p>", version=version, save_key=key())
    other = save(body=body, by=nerys, title="", html="<p>two</p>", version=version, save_key=key())
    revision = Revision.objects.get(pk=other.revision)
    settle(body=body, by=nerys, revision=revision, use=words_of(revision) if use else None)
    body.refresh_from_db()
    assert body.html == html
    assert meetings(body) == ()
    assert {words_of(r).html for r in body.revisions.all()} >= {"<p>one</p>", "<p>two</p>"}


def test_what_is_saved_is_cleaned(body: Body, nerys: Person):
    save(
        body=body,
        by=nerys,
        title=" A \n title ",
        html="<p onclick=x>Hello<script>alert(1)</script></p>",
        version=body.version,
        save_key=key(),
    )
    body.refresh_from_db()
    assert (body.title, body.html) == ("A title", "<p>Hello</p>")


@pytest.mark.django_db(transaction=True)
def test_two_people_saving_at_once_lose_no_text(body: Body, nerys: Person):
    texts = {f"<p>device {device}, save {n}</p>" for device in "ab" for n in range(15)}
    failures: list[BaseException] = []

    def device(name: str) -> None:
        try:
            mine = Body.objects.get(pk=body.pk)
            version = mine.version
            for n in range(15):
                saved = save(body=mine, by=nerys, title="", html=f"<p>device {name}, save {n}</p>", version=version, save_key=key())
                version = saved.version
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=device, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {words_of(r).html for r in Revision.objects.filter(body=body).select_related("base")} >= texts


def test_saving_asks_the_database_three_things(body: Body, nerys: Person, django_assert_num_queries):
    body.has_corrections = body.has_places = False  # type: ignore[attr-defined]
    save(body=body, by=nerys, title="", html="<p>one</p>", version=body.version, save_key=key())
    with django_assert_num_queries(5) as asked:  # three, and the two that mark the transaction out inside the test's own
        save(body=body, by=nerys, title="", html="<p>two</p>", version=body.version, save_key=key())
    assert sum("SAVEPOINT" not in q["sql"] for q in asked.captured_queries) == 3


def test_text_is_added_at_the_end_or_under_its_heading(body: Body, nerys: Person):
    append(body=body, by=nerys, html="<p>The end.</p>")
    body.refresh_from_db()
    assert body.html.endswith("<p>The end.</p>")
    assert (
        joined("<h2>A</h2><ul><li>x</li></ul><h2>B</h2>", "<ul><li>y</li></ul>", "A") == "<h2>A</h2><ul><li>x</li><li>y</li></ul><h2>B</h2>"
    )
    assert joined("<h2>A</h2><p>x</p>", "<p>y</p>", "A") == "<h2>A</h2><p>x</p><p>y</p>"
    assert joined("<p>x</p>", "<p>y</p>", "C") == "<p>x</p><h2>C</h2><p>y</p>"


def test_the_first_text_of_a_note_is_as_it_was_written(body: Body):
    assert "The depot can see the whole rota" in body.html
    assert body.html.replace("\n", "") == TEXT
