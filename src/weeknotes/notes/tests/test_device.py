"""What the installed page for jottings is made of."""

import json

import pytest
from django.test import Client

from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def test_the_page_is_for_those_signed_in_and_is_filled_in_with_what_is_shared(signed_in: Client, nerys: Person):
    page = signed_in.get("/jot/", {"title": "Damp", "text": "", "url": "https://glanderw.example/damp"}).content.decode()
    assert ">Damp</textarea>" in page
    assert 'value="https://glanderw.example/damp"' in page
    assert f'data-person="{nerys.uid}"' in page
    assert 'value="javascript' not in signed_in.get("/jot/", {"url": "javascript:alert(1)"}).content.decode()
    away = Client().get("/jot/", {"title": "Damp"})
    assert away.headers["Location"] == "/sign-in/?next=/jot/%3Ftitle%3DDamp"
    assert '<input type="hidden" name="next" value="/jot/?title=Damp">' in Client().get(away.headers["Location"]).content.decode()


def test_the_shell_is_the_same_for_everybody_and_names_nobody(signed_in: Client, nerys: Person):
    mine, nobodys = (browser.get("/jot/shell/").content.decode() for browser in (signed_in, Client()))
    assert mine == nobodys
    assert nerys.name not in mine
    assert str(nerys.uid) not in mine
    assert 'lang="cy"' in Client().get("/jot/shell/?lang=cy").content.decode()


def test_the_worker_keeps_the_shell_in_its_readers_language_under_a_name_that_changes_with_it(signed_in: Client, nerys: Person):
    answer = signed_in.get("/jot/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    kept = json.loads(answer.content.decode().split("=", 1)[1].split(";\n", 1)[0])
    assert (kept["page"], kept["shell"]) == ("/jot/", "/jot/shell/?lang=en")
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    assert json.loads(signed_in.get("/jot/worker.js").content.decode().split("=", 1)[1].split(";\n", 1)[0])["name"] != kept["name"]


@pytest.mark.parametrize(("lang", "short"), [("en", "Jot"), ("cy", "Cofnodi")])
def test_there_is_a_manifest_for_each_language(signed_in: Client, lang: str, short: str):
    answer = Client().get(f"/jot/{lang}.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    manifest = json.loads(answer.content)
    assert (manifest["lang"], manifest["short_name"], manifest["scope"]) == (lang, short, "/jot/")
    assert Client().get("/jot/de.webmanifest").status_code == 404
