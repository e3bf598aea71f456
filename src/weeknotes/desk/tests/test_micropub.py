"""Editors on phones and computers: what they send becomes jottings and notes, seen by nobody whom the person did not choose; and each refusal."""

import json
import uuid
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.desk import micropub_do
from weeknotes.desk.api_door import Refused
from weeknotes.desk.micropub_read import entry, from_form, from_json
from weeknotes.desk.tests.conftest import words_on
from weeknotes.desk.tests.programs import allowed
from weeknotes.notes.delete import erase
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting, Known, Media, Note, Plan, Revision
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.tests.drawn import drawn
from weeknotes.people.models import Person, Trouble
from weeknotes.people.programs import MICROPUB_SCOPES
from weeknotes.people.site import forget
from weeknotes.publishing.publish import publish
from weeknotes.web.tests.answer import Answer

pytestmark = pytest.mark.django_db(transaction=True)


class Editor:
    """Speaks Micropub with a token."""

    def __init__(self, person: Person, *scopes: str, level: Level = Level.ME) -> None:
        self.token = allowed(person, *(scopes or MICROPUB_SCOPES), level=level)
        self.client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def form(self, **parts: object) -> Answer:
        return self.client.post("/micropub", {name.replace("__", "-").replace("_list", "[]"): value for name, value in parts.items()})

    def json(self, value: object) -> Answer:
        return self.client.post("/micropub", json.dumps(value), content_type="application/json")

    def entry(self, **props: object) -> Answer:
        return self.json({"type": ["h-entry"], "properties": {name.replace("_", "-"): value if isinstance(value, list) else [value] for name, value in props.items()}})

    def act(self, action: str, url: str, **more: object) -> Answer:
        return self.json({"action": action, "url": url, **more})

    def ask(self, query: str) -> Any:
        answer = self.client.get(f"/micropub?{query}")
        assert answer.status_code == 200, answer.content.decode()
        return json.loads(answer.content)


@pytest.fixture
def editor(nerys: Person) -> Editor:
    return Editor(nerys)


@pytest.fixture
def public(nerys: Person) -> Editor:
    return Editor(nerys, level=Level.PUBLIC)


def error(answer: Answer) -> str:
    said = json.loads(answer.content)
    assert said["error_description"]
    return str(said["error"])


def test_a_line_without_a_title_is_a_jotting_whatever_it_asks_for(public: Editor, nerys: Person):
    answer = public.form(h="entry", content="The van came early", category_list=["night calls"])
    assert answer.status_code == 201
    one = Jotting.objects.get()
    assert (one.text, one.person, one.source, one.open) == ("The van came early #night-calls", nerys, "micropub", True)
    assert answer["Location"] == f"{settings.SITE_URL}/jot/?kept={one.uid}"
    assert Note.objects.count() == 0
    assert public.ask(f"q=source&url={answer['Location']}")["properties"]["content"] == [one.text]
    assert public.act("delete", answer["Location"]).status_code == 204
    one.refresh_from_db()
    assert one.fate == Jotting.THROWN
    assert public.act("undelete", answer["Location"]).status_code == 201
    assert error(public.act("update", answer["Location"], replace={"content": ["x"]})) == "invalid_request"


def test_a_bookmark_is_a_jotting_with_its_link_and_a_photo_comes_with_one(editor: Editor):
    editor.form(h="entry", content="Read this", **{"bookmark-of": "https://glanderw.example/page"})
    assert Jotting.objects.get().link == "https://glanderw.example/page"
    editor.form(h="entry", content="The roof", photo=SimpleUploadedFile("roof.jpg", drawn()))
    kept = Jotting.objects.get(text="The roof")
    assert kept.snap is not None and kept.snap.media.owner == kept.person


def test_what_has_a_title_is_a_draft_until_more_was_chosen(editor: Editor, public: Editor, nerys: Person):
    sent = {"name": "Rain", "content": "It **rained**.\n\nA lot.", "category": ["Weather", "Rain"], "published": "2026-11-20T10:00:00Z", "mp_slug": "so-much-rain"}
    answer = editor.entry(**sent)
    assert answer.status_code == 201 and "/write/" in answer["Location"]
    note = Note.objects.get()
    assert (note.edition_id, note.level, note.wanted_level, note.kind, note.dated) == (None, 0, 0, "reflection", date(2026, 11, 20))
    assert "<strong>rained</strong>" in note.bodies.get().html
    assert editor.ask(f"q=source&url={answer['Location']}")["properties"]["category"] == ["Rain", "Weather"]
    assert editor.entry(**sent)["Location"] == answer["Location"] and Note.objects.count() == 1
    out = public.entry(**sent | {"mp_slug": "more-rain"}, post_status="published")
    assert out.status_code == 201
    assert out["Location"] == f"{settings.SITE_URL}/people/nerys-pugh/more-rain/"
    assert "<strong>rained</strong>" in (settings.PUBLIC / "people/nerys-pugh/more-rain/index.html").read_text(encoding="utf-8")
    for more in ({"post_status": "draft"}, {"visibility": "private"}):
        assert "/write/" in public.entry(name="Kept back", content=f"Because of {more}", **more)["Location"]
    only = Editor(nerys, "draft", level=Level.PUBLIC)
    assert "/write/" in only.entry(name="No more than a draft", content="x")["Location"]
    assert Note.objects.filter(level__gt=0).count() == 1


def test_several_paragraphs_html_and_pictures_are_a_note(editor: Editor):
    for number, content in enumerate(("One.\n\nTwo.", {"html": "<p>One</p><script>alert(1)</script>"}, "x" * 2001)):
        assert "/write/" in editor.entry(content=content)["Location"], content
        assert Note.objects.count() == number + 1
    assert not Body.objects.filter(html__contains="script").exists() and Jotting.objects.count() == 0


def test_a_picture_is_given_first_and_stands_in_the_note_with_what_it_shows(editor: Editor, tomos: Person):
    answer = editor.client.post("/micropub/media", {"file": SimpleUploadedFile("roof.jpg", drawn())})
    media = Media.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"{settings.SITE_URL}/media/{media.uid}")
    editor.entry(name="Roof", content="New tiles.", photo=[{"value": answer["Location"], "alt": "A roof with new tiles"}, "https://elsewhere.example/p.jpg"])
    body = Body.objects.get()
    assert f'<img src="/media/{media.uid}" alt="A roof with new tiles">' in body.html
    assert '<a href="https://elsewhere.example/p.jpg">' in body.html and "<img" in body.html and body.html.count("<img") == 1
    assert media.placings.filter(note=body.note).exists()
    editor.form(h="entry", name="Two", content="Here", photo_list=[SimpleUploadedFile("a.jpg", drawn()), SimpleUploadedFile("b.jpg", drawn())])
    assert Body.objects.get(title="Two").html.count("<figure>") == 2
    assert error(editor.client.post("/micropub/media", {"file": SimpleUploadedFile("x.jpg", b"no picture")})) == "invalid_request"
    assert error(editor.client.post("/micropub/media", {})) == "invalid_request"
    assert error(editor.form(h="entry", content="x", photo=SimpleUploadedFile("x.jpg", b"no picture"))) == "invalid_request"


def test_what_a_picture_elsewhere_shows_is_said_where_it_is_linked_to(editor: Editor):
    editor.entry(name="Roof", content="New tiles.", photo=[{"value": "https://elsewhere.example/p.jpg", "alt": "A roof & its <tiles>"}, {"value": "https://elsewhere.example/q.jpg", "alt": " "}])
    html = Body.objects.get().html
    assert '<a href="https://elsewhere.example/p.jpg">A roof &amp; its &lt;tiles&gt;</a>' in html
    assert '<a href="https://elsewhere.example/q.jpg">https://elsewhere.example/q.jpg</a>' in html


def test_a_note_is_changed_in_its_parts_and_what_readers_see_is_corrected(public: Editor, nerys: Person):
    at = public.entry(name="Rain", content="It rained.", category=["Rain"])["Location"]
    assert public.act("update", at, replace={"content": ["It rained *more*."]}, add={"category": ["Floods"]}).status_code == 200
    page = settings.PUBLIC / "people/nerys-pugh/rain/index.html"
    assert "<em>more</em>" in page.read_text(encoding="utf-8")
    note = Note.objects.get()
    assert note.edition is not None and note.edition.number == 2
    assert public.ask(f"q=source&url={at}&properties[]=category") == {"type": ["h-entry"], "properties": {"category": ["Floods", "Rain"]}}
    public.act("update", at, delete={"category": ["rain"]}, add={"content": ["And more."]}, replace={"published": ["2026-11-01"]})
    said = public.ask(f"q=source&url={at}")["properties"]
    assert (said["category"], said["published"], "And more." in said["content"][0]) == (["Floods"], ["2026-11-01"], True)
    assert public.act("update", at, delete=["category"], replace={"name": ["Rain again"]}).status_code == 200
    assert "category" not in public.ask(f"q=source&url={at}")["properties"]
    before = Revision.objects.count()
    assert public.act("update", at, replace={"content": public.ask(f"q=source&url={at}")["properties"]["content"]}).status_code == 200
    assert Revision.objects.count() == before  # what comes back as it went changes nothing
    back = public.act("update", at, replace={"post-status": ["draft"]})
    assert "/write/" in back["Location"] and not page.exists()
    now = public.act("update", back["Location"], replace={"post-status": ["published"]})["Location"]
    assert now == at.replace("/rain/", "/rain-again/")  # it comes out under the name that it has now
    assert now.endswith(Client().get(urlsplit(at).path).headers["Location"])


def test_what_one_language_is_kept_to_because_of_the_other_is_said_to_the_editor_and_to_the_person(public: Editor, browser: Client, nerys: Person):
    made = public.entry(name=["Rain"], content=[{"html": "<h2>Goals</h2><p>Ring the depot.</p><h2>Thanks</h2><p>To Aled.</p>"}])
    note = Note.objects.get()
    cy = Body.objects.create(note=note, lang="cy")
    save(body=cy, by=nerys, title="Glaw", html='<h2 data-audience="me">Nodau</h2><p>Ffonio.</p><h2>Diolch</h2><p>I Aled.</p>', version=0, save_key=uuid.uuid4())
    changed = public.act("update", made["Location"], replace={"name": ["Rain again"]})
    assert changed.status_code in {200, 201}
    assert "In the English, “Goals” is kept to those whom the Welsh names: Only me." in changed.json()["sentence"]
    assert "“Goals” is kept to those whom the Welsh names" in words_on(browser.get("/settings/programs/"))
    assert "depot" not in Client().get(f"/people/nerys/{note.bodies.get(lang='en').slug}/").content.decode()


def test_nothing_is_published_or_corrected_further_than_was_chosen(editor: Editor, nerys: Person):
    note = start(author=nerys, monday=None, kind=Note.REFLECTION, title="Out", html="<p>Words.</p>", level=Level.PUBLIC)
    publish(note=note, by=nerys)
    at = f"{settings.SITE_URL}/notes/{note.uid}/"
    refused = editor.act("update", at, replace={"content": ["Others."]})
    assert (refused.status_code, error(refused)) == (403, "forbidden")
    assert note.bodies.get().html == "<p>Words.</p>"
    draft = editor.entry(name="D", content="x")["Location"]
    assert editor.act("update", draft, replace={"post-status": ["published"]}).status_code == 200
    assert Note.objects.filter(edition__isnull=False).count() == 1


def test_what_may_not_be_published_stays_a_draft_and_its_writer_is_told(public: Editor, browser: Client):
    Known.objects.update_or_create(id=1, defaults={"stops": "nino"})
    forget()
    answer = public.entry(name="Case", content="Her number is AB123456C.")
    assert answer.status_code == 202 and "/write/" in answer["Location"]
    assert "publishes no note with this in it" in json.loads(answer.content)["sentence"]
    assert Note.objects.get().edition_id is None
    assert "A note stayed a draft." in words_on(browser.get("/settings/programs/"))
    assert 'href="/settings/programs/#told"' in browser.get("/today/").content.decode()
    assert "AB123456C" not in Trouble.objects.get().sentence
    browser.post("/settings/programs/", {"do": "seen"})
    assert "#told" not in browser.get("/today/").content.decode()
    assert "A note stayed a draft." not in words_on(browser.get("/settings/programs/"))


def test_what_is_of_a_day_to_come_is_published_by_itself_then(public: Editor):
    then = timezone.now() + timedelta(days=2)
    answer = public.entry(name="Later", content="x", published=then.isoformat())
    assert answer.status_code == 202 and "/write/" in answer["Location"]
    planned = Plan.objects.get()
    assert (planned.at, planned.level, Note.objects.get().edition_id) == (then, Level.PUBLIC, None)


def test_a_draft_that_is_to_be_published_on_a_day_to_come_waits_for_it(public: Editor):
    then = (timezone.now() + timedelta(days=2)).replace(microsecond=0)
    at = public.entry(name="Later", content="x", post_status="draft")["Location"]
    answer = public.act("update", at, replace={"post-status": ["published"], "published": [then.isoformat()]})
    assert (answer.status_code, Note.objects.get().edition_id, Plan.objects.get().at) == (202, None, then)
    out = public.entry(name="Out", content="y")["Location"]
    assert error(public.act("update", out, replace={"published": [then.isoformat()], "content": ["z"]})) == "invalid_request"
    assert Body.objects.get(title="Out").html == "<p>y</p>"


def test_only_the_values_that_are_there_are_deleted(public: Editor):
    at = public.entry(name="Rain", content="It rained.", published="2026-11-02")["Location"]
    public.act("update", at, delete={"content": ["Something else"], "name": ["Snow"], "published": ["2026-11-03"]})
    said = public.ask(f"q=source&url={at}")["properties"]
    assert (said["name"], said["content"], said["published"]) == (["Rain"], ["It rained."], ["2026-11-02"])
    public.act("update", at, delete={"name": ["Rain"]})
    assert "name" not in public.ask(f"q=source&url={at}")["properties"]
    draft = public.entry(name="D", content="It rained.", post_status="draft")["Location"]
    public.act("update", draft, delete={"content": ["It rained."]})
    assert Body.objects.get(title="D").html == ""


@pytest.mark.parametrize("how", [{"delete": ["photo"]}, {"delete": ["post-status"]}, {"replace": {"bookmark-of": ["https://a.example/"]}}, {"replace": {"photo": ["https://a.example/x.png"]}}])
def test_what_stands_in_the_text_is_not_changed_without_it_and_nothing_is_said_to_be_done(editor: Editor, how: dict[str, object]):
    at = editor.entry(name="N", content="x")["Location"]
    assert error(editor.act("update", at, **how)) == "invalid_request"
    assert editor.act("update", at, replace={"content": ["y"], "photo": ["https://a.example/x.png"]}).status_code == 200
    assert Body.objects.get().html == '<p>y</p>\n<p><a href="https://a.example/x.png">https://a.example/x.png</a></p>'


def test_a_title_is_one_line_no_longer_than_one_may_be_however_it_comes(editor: Editor):
    at = editor.entry(name="N", content="x")["Location"]
    assert editor.act("update", at, replace={"name": ["Rain\nagain"]}).status_code == 200
    assert Body.objects.get().title == "Rain again"
    assert "300" in editor.act("update", at, replace={"name": ["and more " * 100]}).json()["error_description"]
    assert Body.objects.get().title == "Rain again"


def test_a_new_entry_with_a_title_that_is_too_long_begins_with_the_whole_of_it(editor: Editor):
    editor.entry(name="Rain\n" + "and more " * 50, content="x")
    body = Body.objects.get()
    assert body.title == "Rain " + "and more " * 32 + "and…"
    assert body.html == f"<p>Rain {('and more ' * 50).strip()}</p>\n<p>x</p>"


def test_an_entry_that_comes_again_after_it_was_thrown_away_is_kept_again(editor: Editor, public: Editor):
    for parts in ({"content": "Caught"}, {"name": "Rain", "content": "It rained."}):
        first = public.entry(**parts)
        assert public.entry(**parts)["Location"] == first["Location"]
        public.act("delete", first["Location"])
        again = public.entry(**parts)
        assert again.status_code == 201 and again["Location"] != first["Location"]
    assert (Jotting.objects.filter(open=True).count(), Note.objects.kept().count()) == (1, 1)


def test_an_entry_that_comes_twice_is_answered_alike(public: Editor):
    parts = {"name": "Later", "content": "x", "published": (timezone.now() + timedelta(days=2)).isoformat()}
    first, again = public.entry(**parts), public.entry(**parts)
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (202, first.json())


def test_what_somebody_wrote_is_read_by_what_may_change_it_alone(nerys: Person):
    adds = Editor(nerys, "create", "draft", "media")
    at = adds.entry(name="Mine", content="Between me and me.")["Location"]
    for query in ("q=source", f"q=source&url={at}"):
        assert adds.client.get(f"/micropub?{query}").status_code == 403
    assert adds.ask("q=category") == {"categories": []}
    assert Editor(nerys, "profile").client.get("/micropub?q=category").status_code == 403
    assert [one["properties"] for one in Editor(nerys, "update").ask("q=source&properties[]=name")["items"]] == [{"url": [at], "name": ["Mine"]}]


def test_a_note_is_withdrawn_and_deleted_and_brought_back_as_a_draft(public: Editor, nerys: Person, tomos: Person):
    at = public.entry(name="Rain", content="It rained.")["Location"]
    assert public.act("delete", at).status_code == 204
    note = Note.objects.get()
    assert note.deleted_at is not None and note.edition_id is None
    assert not (settings.PUBLIC / "people/nerys-pugh/rain/index.html").exists()
    assert public.act("delete", at).status_code == 410
    back = public.act("undelete", at)
    assert back.status_code == 201 and "/write/" in back["Location"]
    other = start(author=tomos, monday=None, kind=Note.REFLECTION, title="Ours", html="<p>x</p>", writers=[nerys])
    assert error(public.act("delete", f"{settings.SITE_URL}/write/{other.uid}/en/")) == "forbidden"
    public.act("delete", back["Location"])
    note.refresh_from_db()
    erase(note=note, by=nerys)
    assert public.act("undelete", at).status_code == 404


def test_what_an_editor_may_know(editor: Editor):
    assert editor.ask("q=config")["media-endpoint"] == f"{settings.SITE_URL}/micropub/media"
    assert editor.ask("q=syndicate-to") == {"syndicate-to": []}
    editor.entry(name="One", content="x", category=["Rain"])
    assert [one["properties"]["name"] for one in editor.ask("q=source")["items"]] == [["One"]]
    assert editor.ask("q=category") == {"categories": []}  # it stands on no published note
    assert editor.client.get("/micropub?q=nothing").status_code == editor.client.get("/micropub").status_code == 400


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        ("create", {"type": ["h-entry"], "properties": {"content": ["x"]}}),
        ("update", {"action": "update", "url": "x", "replace": {"name": ["y"]}}),
        ("delete", {"action": "delete", "url": "x"}),
        ("undelete", {"action": "undelete", "url": "x"}),
    ],
)
def test_each_action_takes_its_own_scope(nerys: Person, scope: str, value: object):
    related = {"create": {"create", "draft"}, "undelete": {"undelete", "delete"}}.get(scope, {scope})
    others = [one for one in MICROPUB_SCOPES if one not in related]
    answer = Editor(nerys, *others).json(value)
    assert (answer.status_code, error(answer), json.loads(answer.content)["scope"]) == (403, "insufficient_scope", scope)


def test_a_token_may_stand_in_the_form_and_never_in_the_address(editor: Editor):
    assert Client().post("/micropub", {"h": "entry", "content": "By form", "access_token": editor.token}).status_code == 201
    assert Client().post("/micropub", {"h": "entry", "content": "By nobody"}).status_code == 401
    assert Client().get(f"/micropub?q=config&access_token={editor.token}").status_code == 400
    assert Jotting.objects.count() == 1


def test_a_token_that_comes_in_two_ways_at_once_is_refused(editor: Editor):
    """RFC 6750, 3.1."""
    answer = editor.client.post("/micropub", {"h": "entry", "content": "Twice", "access_token": editor.token})
    assert (answer.status_code, error(answer)) == (400, "invalid_request")
    assert Jotting.objects.count() == 0


def test_what_stands_elsewhere_or_is_not_theirs_is_not_there(editor: Editor, tomos: Person):
    theirs = start(author=tomos, monday=None, kind=Note.REFLECTION, title="T", html="<p>x</p>")
    for url in (
        f"{settings.SITE_URL}/write/{theirs.uid}/en/", f"{settings.SITE_URL}/notes/{theirs.uid}/", "https://elsewhere.example/x", f"{settings.SITE_URL}/", "x",
        f"{settings.SITE_URL}/jot/?kept=x", f"{settings.SITE_URL}/jot/", f"{settings.SITE_URL}.evil.example/notes/{theirs.uid}/",
    ):  # fmt: skip
        assert editor.act("update", url, replace={"name": ["Mine"]}).status_code == 404, url


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(editor: Editor):
    value: object
    for value in (
        [], {"type": ["h-event"]}, {"properties": []}, {"properties": {"name": "x"}}, {"properties": {"name": [4]}}, {"properties": {}}, {"action": "burn", "url": "x"},
        {"action": "update", "url": "x"}, {"action": "update", "url": 4}, {"properties": {"content": ["x"], "visibility": ["unlisted"]}},
        {"properties": {"content": ["x"], "post-status": ["scheduled"]}}, {"properties": {"content": ["x"], "published": ["soon"]}}, {"properties": {"name": ["x"], "published": ["0001-01-01T00:00:00+14:00"]}},
        {"properties": {"name": ["x"], "published": ["9999-12-31"]}}, {"properties": {"content": [4]}},
        {"properties": {"content": ["x"], "category": ["x" * 61]}}, {"properties": {"content": ["x"], "photo": ["javascript:alert(1)"]}},
    ):  # fmt: skip
        answer = editor.json(value)
        assert (answer.status_code, error(answer)) == (400, "invalid_request"), value
    for data in (b"{", b"\xff", b"[" * 100_000):
        assert editor.client.post("/micropub", data, content_type="application/json").status_code == 400
    assert editor.client.post("/micropub", b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), content_type="application/json").status_code == 413
    assert editor.form(h="event", name="x").status_code == 400
    assert editor.client.put("/micropub").status_code == 405
    at = editor.entry(name="N", content="x")["Location"]
    assert editor.act("update", at, replace={"location": ["here"]}).status_code == 400
    assert (Note.objects.count(), Jotting.objects.count()) == (1, 0)


def test_a_form_that_is_too_long_or_none_is_refused_as_everything_else_is(editor: Editor):
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    too_long = [
        {"h": "entry", "content": "x" * (most + 1)}, {"h": "entry", **{f"p{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}},
    ]  # fmt: skip
    for form in too_long:
        for kind in ("application/x-www-form-urlencoded", MULTIPART_CONTENT):
            data = urlencode(form) if kind != MULTIPART_CONTENT else form
            answer = editor.client.post("/micropub", data, content_type=kind)
            assert (answer.status_code, error(answer)) == (413, "invalid_request")
            assert answer.json()["error_description"] == "What came is longer than can be kept in one piece. Make two notes of it."
            for place in ("/indieauth/token", "/indieauth/revoke", "/indieauth/"):
                answer = editor.client.post(place, data, content_type=kind)
                assert (answer.status_code, error(answer)) == (413, "invalid_request")
    for place in ("/micropub", "/micropub/media", "/indieauth/token", "/indieauth/revoke"):
        answer = editor.client.generic("POST", place, b"x", content_type="multipart/form-data")
        assert (answer.status_code, error(answer)) == (400, "invalid_request")
    assert not Jotting.objects.exists()


def test_two_that_meet_are_both_kept(editor: Editor, nerys: Person, monkeypatch: pytest.MonkeyPatch):
    at = editor.entry(name="N", content="x")["Location"]
    def met(**given: Any) -> Any:
        other = Body.objects.get(pk=given["body"].pk)
        save(**{**given, "body": other, "html": "<p>Elsewhere.</p>", "save_key": Note.objects.get().uid})
        return save(**given)

    monkeypatch.setattr(micropub_do, "save", met)
    assert editor.act("update", at, replace={"content": ["Mine."]}).status_code == 409
    assert Revision.objects.filter(state=Revision.ASIDE).count() == 1


values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.sampled_from(["https://a.example/", "2026-11-20", "draft", "<p>x</p>"]), lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(["html", "value", "alt", "x"]), one, max_size=2), max_leaves=5)
names = st.sampled_from(["name", "content", "category", "published", "photo", "mp-slug", "post-status", "visibility", "bookmark-of", "in-reply-to", "action", "x"])


@given(st.dictionaries(st.sampled_from(["type", "properties", "action", "url", "replace", "add", "delete"]), values | st.dictionaries(names, st.lists(values, max_size=3) | values, max_size=4), max_size=4))
def test_whatever_json_comes_is_read_or_refused(value: object):
    try:
        asked = from_json(value)
        if asked.action == "create":
            read = entry(asked.props)
            assert "<script" not in read.html and "\x00" not in read.html
    except Refused as why:
        assert why.status == 400 and why.sentence


@given(st.dictionaries(names | st.sampled_from(["h", "access_token", "category[]", "content[html]"]), st.lists(st.text(max_size=30), max_size=3), max_size=6))
def test_whatever_form_comes_is_read_or_refused(value: dict[str, list[str]]):
    try:
        asked = from_form(value)
        if asked.action == "create":
            entry(asked.props)
    except Refused as why:
        assert why.status == 400 and why.sentence
