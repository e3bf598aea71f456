"""Searches under the law, for tests: who there is, what is asked, and a search that was made."""

import re
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.transfer.law.asking import Asked, agree, ask
from weeknotes.transfer.law.officers import name_officer
from weeknotes.transfer.law.search import search_due
from weeknotes.transfer.models_law import LawRequest

ASKED = Asked(
    reference="FOI 2026/114", law="foi", asked="All that is held about the depot’s closing.", words="depot clos*\nzeppelin", reason="A request by a reader of the paper.",
    came_on=date(2026, 11, 20), wanted_by=date(2026, 12, 18),
)  # fmt: skip
SECRET = "<p>The depot closes, and Mair knows it.</p>"


def cast() -> dict[str, Person]:
    """A host, an information officer, two who write, and one who does not."""
    host = begin(name="Glanderw", langs=["en", "cy"], person="Hefin")
    found = {"host": host} | {key: add_person(name=name, email=f"{key}@glanderw.example") for key, name in (("officer", "Olwen"), ("nerys", "Nerys"), ("tomos", "Tomos"), ("aled", "Aled"))}
    name_officer(person=found["officer"], by=host)
    return found


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def words_on(answer: object) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<body")[2])  # type: ignore[attr-defined]
    return " ".join(text.replace("&#39;", "’").replace("&amp;", "&").split())


def searched(people: dict[str, Person], asked: Asked = ASKED) -> LawRequest:
    request = ask(by=people["officer"], asked=asked)
    agree(request=request, by=people["host"])
    assert search_due() == 1
    request.refresh_from_db()
    return request


def draft(person: Person, html: str = SECRET, **more: object) -> Note:
    return start(author=person, monday=date(2026, 11, 16), title="Depot", html=html, level=Level.ME, **more)  # type: ignore[arg-type]


def time_over(request: LawRequest) -> None:
    LawRequest.objects.filter(pk=request.pk).update(answer_until=timezone.localdate() - timedelta(days=1))
    request.refresh_from_db()
