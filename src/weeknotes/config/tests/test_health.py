"""What programs ask that look after the site."""

import pytest
from django.conf import LazySettings
from django.db import DatabaseError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from weeknotes.people.begin import begin
from weeknotes.web import health

WORD = "four-dry-slates-of-rain"


@pytest.mark.parametrize("path", ["/healthz/", "/healthz/ready/", "/healthz", "/healthz/ready"])
@pytest.mark.django_db
def test_whether_it_answers_is_said_to_anybody_without_a_cookie_and_by_any_name(client: Client, path: str):
    # No organisation yet, and a name that is not the site's: a balancer asks by number.
    answer = client.get(path, headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert client.post(path).status_code == 405


def test_that_it_lives_costs_no_question_to_the_database(client: Client):
    # Without the mark django_db, any would be an error.
    assert client.get("/healthz/").status_code == 200


@pytest.mark.django_db
def test_a_site_whose_database_does_not_answer_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch):
    class Gone:
        def cursor(self) -> None:
            raise DatabaseError("server closed the connection")

    monkeypatch.setattr(health, "connection", Gone())
    answer = client.get("/healthz/ready/")
    assert (answer.status_code, answer.content) == (503, b"the database does not answer\n")


@pytest.mark.django_db
def test_figures_are_for_whoever_brings_the_word_and_say_nothing_about_anybody(client: Client, settings: LazySettings):
    begin(name="Glanderw", langs=["en"], person="Nerys Pugh", email="nerys@glanderw.test")
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404
    settings.METRICS = WORD
    for wrong in ("", "Bearer", f"Bearer {WORD}s", f"Basic {WORD}", "Bearer ŵ"):
        assert client.get("/metrics", headers={"authorization": wrong}).status_code == 404
    assert client.get("/metrics", headers={"authorization": f"bearer {WORD}"}).status_code == 200
    answer = client.get("/metrics", headers={"authorization": f"Bearer {WORD}", "host": "10.0.0.7"})
    assert answer.status_code == 200
    text = answer.content.decode()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert families["weeknotes_people"].samples[0].value == 1
    assert {sample.labels["audience"] for sample in families["weeknotes_notes"].samples} == {"me", "named", "team", "organisation", "public"}
    assert "erys" not in text
    assert "landerw" not in text
