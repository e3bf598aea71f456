"""Texts made to run a script: none comes through cleaning, Markdown, sheltering or a second reading with more than the allow-list has; nor by a program or by mail."""

import json
import uuid
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.test import Client

from contracts.hostile import texts, wrong_in
from weeknotes.notes.models import Body
from weeknotes.people.begin import begin
from weeknotes.people.mail_tokens import make_mail_in
from weeknotes.people.programs import allow
from weeknotes.prose.html import clean, shelter
from weeknotes.prose.markdown import from_html, to_html
from weeknotes.transfer import mail_take

MANY, BY_WAYS = 3_000, 40


def test_nothing_but_the_allow_list_comes_out_however_a_text_came_in():
    wrong = []
    for text in texts(MANY):
        html = clean(text)
        for way, made in (("clean", html), ("shelter", shelter(html)), ("Markdown", clean(to_html(text))), ("and back", clean(to_html(from_html(html))))):
            wrong += [(way, text, one) for one in wrong_in(made)]
    assert wrong == []


def test_the_judge_finds_what_is_wrong_in_most_texts_as_they_came():
    assert sum(bool(wrong_in(text)) for text in texts(MANY)) > MANY * 0.7


@pytest.mark.django_db(transaction=True)
def test_nor_does_it_by_a_program_or_by_mail(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mail_take, "MOST_AN_HOUR", 10_000)
    person = begin(name="Glanderw", langs=["en"], person="Nerys")
    bearer = {"Authorization": f"Bearer {allow(person=person, name='P', scopes=['write', 'create'], level=0)[1]}"}
    secret, client = make_mail_in(person=person, sort="draft"), Client(headers=bearer)
    for text in texts(BY_WAYS):
        for way in ("html", "markdown"):
            sent = {"title": "T", way: text, "save_key": str(uuid.uuid4())}
            assert client.post("/api/1/drafts", json.dumps(sent), content_type="application/json").status_code == 201
        for content in (text, {"html": text}):
            entry = {"type": ["h-entry"], "properties": {"name": ["T"], "content": [content, "and more"]}}
            assert client.post("/micropub", json.dumps(entry), content_type="application/json").status_code == 201
        for subtype in ("plain", "html"):
            mail = EmailMessage(policy=SMTP)
            mail["Subject"] = "T"
            mail.set_content(text.encode("utf-8", "replace").decode(), subtype=subtype)
            assert client.post(f"/mail-in/{secret}", bytes(mail), content_type="message/rfc822").status_code == 200
    made = list(Body.objects.values_list("html", flat=True))
    assert len(made) > BY_WAYS * 4
    assert [(html, wrong_in(html)) for html in made if wrong_in(html)] == []
