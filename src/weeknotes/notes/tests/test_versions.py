import re

import pytest
from django.test import Client

from weeknotes.notes.comparing import compared
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.save import save, words_of
from weeknotes.notes.tests.conftest import key
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def keep(body: Body, by: Person, html: str, title: str = "Rain") -> Revision:
    return Revision.objects.get(pk=save(body=body, by=by, title=title, html=html, version=body.version, save_key=key()).revision)


def page(client: Client, body: Body, revision: Revision, against: str) -> str:
    answer = client.get(f"/write/{body.note.uid}/{body.lang}/versions/{revision.pk}/{against}/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_version_is_compared_with_the_one_before_in_words_and_for_ears(signed_in: Client, nerys: Person, body: Body):
    keep(body, nerys, "<p>Rain all week and nobody came.</p>")
    second = keep(body, nerys, "<p>Rain all week and three tenants came.</p>")
    said = page(signed_in, body, second, "before")
    assert '<ins><span class="vh" lang="en">added: </span>three tenants' in said
    assert '<del><span class="vh" lang="en">taken out: </span>nobody' in said
    assert "2 words added, 1 word taken out." in said
    assert "&lt;p&gt;" not in said


def test_a_version_is_compared_with_the_text_as_it_is_now(signed_in: Client, nerys: Person, body: Body):
    first = keep(body, nerys, "<p>Rain.</p><h2>Goals for us</h2><ul><li>Ring them all</li></ul>")
    keep(body, nerys, "<p>Rain.</p>")
    keep(body, nerys, '<p>Rain.</p><h3 data-audience="team">Goals for us</h3><p>Ring them all</p><hr>')
    said = page(signed_in, body, first, "now")
    assert "Was: heading. Is now: smaller heading." in said
    assert "Was: point of a list. Is now: paragraph." in said
    assert "Its part was for: whoever reads the note. Is now for: team only." in said
    assert "A new line across." in said
    assert "The line across is gone." in page(signed_in, body, keep(body, nerys, "<p>Rain.</p>"), "before")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("<p>See <a href='https://a.example/'>it</a></p>", "<p>See <a href='https://b.example/'>it</a></p>", "A link was changed."),
        ("<p>See it</p>", "<p>See <em>it</em></p>", "The same words, strong or emphasised otherwise."),
        ("<p>See it</p>", "<p lang='cy'>See it</p>", "Marked as another language."),
    ],
)
def test_what_is_no_word_is_said_in_a_sentence(signed_in: Client, nerys: Person, body: Body, old: str, new: str, sentence: str):
    keep(body, nerys, old)
    assert sentence in page(signed_in, body, keep(body, nerys, new), "before")


def test_the_first_version_is_compared_with_an_empty_page(signed_in: Client, body: Body):
    first = body.revisions.get()
    said = page(signed_in, body, first, "before")
    assert "From an empty page" in said
    assert "taken out:" not in said
    assert "Nothing: the two are the same." in page(signed_in, body, first, "now")


def test_a_text_kept_aside_is_compared_with_the_one_its_page_was_opened_at(nerys: Person, body: Body):
    opened = keep(body, nerys, "<p>Rain all day long.</p>")
    keep(body, nerys, "<p>Something else.</p>")
    saved = save(body=body, by=nerys, title="Rain", html="<p>Rain all night long.</p>", version=opened.version, save_key=key())
    found = compared(body, Revision.objects.get(pk=saved.revision), "before")
    assert (found.added, found.taken, found.old_at) == (1, 1, opened.at)


def test_long_stretches_that_stayed_the_same_are_folded(signed_in: Client, nerys: Person, body: Body):
    lines = "".join(f"<p>Line number {n} of it.</p>" for n in range(20))
    keep(body, nerys, lines)
    said = page(signed_in, body, keep(body, nerys, lines + "<p>And one more.</p>"), "before")
    assert "20 lines that stayed the same" in said  # the title and all but the last of the lines


def test_no_such_comparison_is_no_page(signed_in: Client, nerys: Person, tomos: Person, body: Body):
    at = f"/write/{body.note.uid}/en/versions/{body.revisions.get().pk}/"
    assert signed_in.get(f"{at}else/").status_code == 404
    assert signed_in.get(f"/write/{body.note.uid}/en/versions/0/now/").status_code == 404
    signed_in.force_login(tomos, backend=BACKEND)
    assert signed_in.get(f"{at}now/").status_code == 404


def test_bringing_a_version_back_loses_nothing_and_is_taken_back_by_the_one_before(signed_in: Client, nerys: Person, body: Body):
    first = keep(body, nerys, "<p>First.</p>", title="One")
    second = keep(body, nerys, "<p>Second.</p>", title="Two")
    before = body.revisions.count()
    signed_in.post(f"/write/{body.note.uid}/en/versions/{first.pk}/")
    body.refresh_from_db()
    assert (body.title, body.html) == ("One", "<p>First.</p>")
    assert body.revisions.count() == before + 1
    signed_in.post(f"/write/{body.note.uid}/en/versions/{second.pk}/")
    body.refresh_from_db()
    assert (body.title, body.html) == ("Two", "<p>Second.</p>")
    assert {words_of(r).html for r in body.revisions.all()} >= {"<p>First.</p>", "<p>Second.</p>"}
    assert "brought back" in signed_in.get(f"/write/{body.note.uid}/en/versions/").content.decode()
