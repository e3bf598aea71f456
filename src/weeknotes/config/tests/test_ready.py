from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from weeknotes.config import ready
from weeknotes.people import site
from weeknotes.people.models import Organisation
from weeknotes.publishing import renew
from weeknotes.publishing.audit import audit
from weeknotes.publishing.models import Page


@pytest.fixture
def organisation(db: None) -> None:
    Organisation.objects.create(id=1, name_en="Glanderw", name_cy="Cyngor Glanderw", languages="en,cy")
    site.forget()


@pytest.mark.django_db
def test_a_site_that_nobody_has_begun_has_no_pages_to_write():
    assert ready.pages() is False
    assert not (settings.PUBLIC / "index.html").exists()


@pytest.mark.django_db
def test_the_code_that_the_first_run_asks_for_is_said_where_the_site_was_started(client: Client, settings, capsys: pytest.CaptureFixture[str]):
    settings.LOCAL = False
    ready.say_how_to_begin()
    code = capsys.readouterr().out.strip().rpartition(" ")[2]
    assert len(code) == 32
    assert (settings.DATA / "setup-code").stat().st_mode & 0o777 == 0o600
    assert client.post("/welcome/", {"site": "Glanderw", "langs": ["en"], "you": "Nerys", "code": code}).status_code == 302
    ready.say_how_to_begin()
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_on_this_machine_alone_no_code_is_asked_for_and_none_is_said(capsys: pytest.CaptureFixture[str]):
    ready.say_how_to_begin()
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("organisation")
def test_pages_that_are_missing_are_written_once(capsys: pytest.CaptureFixture[str]):
    assert ready.pages() is True
    assert capsys.readouterr().out == "Bringing the public pages up to date.\n"
    assert (settings.PUBLIC / "index.html").is_file()
    assert ready.pages() is False
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("organisation")
def test_pages_that_an_earlier_version_made_are_written_again():
    ready.pages()
    Page.objects.filter(path="index.html").update(made_from="earlier")
    assert ready.pages() is True
    assert not Page.objects.filter(made_from="earlier").exists()


@pytest.mark.usefixtures("organisation")
def test_where_an_earlier_version_made_many_pages_the_site_answers_and_the_worker_makes_them_anew(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    ready.pages()
    capsys.readouterr()
    Page.objects.update(made_from="earlier")
    (settings.PUBLIC / "index.html").write_text("as it was")
    missing = Page.objects.get(path="404.html")
    (settings.PUBLIC / missing.path).unlink()
    missing.delete()
    monkeypatch.setattr(ready, "AT_START", Page.objects.count() - 1)
    monkeypatch.setattr(renew, "_all_made_from", set())
    assert ready.pages() is True
    assert capsys.readouterr().out.endswith("brought up to date while the site answers; until then readers have them as they were.\n")
    assert (settings.PUBLIC / "index.html").read_text() == "as it was"
    assert renew.renew() == Page.objects.exclude(path="404.html").count()
    assert not Page.objects.filter(made_from="earlier").exists()
    assert (settings.PUBLIC / "404.html").is_file()
    assert audit() == ()
    with CaptureQueriesContext(connection) as asked:
        assert renew.renew() == 0
    assert len(asked) == 0


@pytest.mark.django_db
def test_styles_are_collected_again_when_one_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    styles = tmp_path / "static"
    styles.mkdir()
    (styles / "a.css").write_text("a { color: red }")
    monkeypatch.setattr(settings, "STATICFILES_DIRS", [styles])
    before = ready.sources()
    assert ready.sources() == before
    (styles / "a.css").write_text("a { color: green }")
    changed = ready.sources()
    assert changed != before
    (styles / "b.css").write_text("")
    assert ready.sources() not in {before, changed}


@pytest.mark.django_db
def test_tables_that_are_up_to_date_are_left_alone(capsys: pytest.CaptureFixture[str]):
    assert ready.migrate() == 0
    assert capsys.readouterr().out == ""
