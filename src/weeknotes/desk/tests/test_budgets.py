"""What the pages of a week ask of the database, with little and with everything on them: twelve questions beside the three of the session."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.full import Full, fill
from weeknotes.notes.models import Note
from weeknotes.people.begin import begin
from weeknotes.people.sign_in import BACKEND
from weeknotes.transfer.example import make_sample
from weeknotes.web.dates import iso, monday

pytestmark = pytest.mark.django_db(transaction=True)
SESSION = 3
AtMost = Callable[[int], AbstractContextManager[object]]
BUDGETS = {"/friday/": 12, "/monday/": 12, "/today/": 15, "/threads/": 7, "/year/": 9}


def open_all(client: Client, budgets: dict[str, int], at_most: AtMost) -> None:
    for path, most in budgets.items():
        client.get(path)  # what a process asks once is not counted
        with at_most(SESSION + most):
            assert client.get(path).status_code == 200, path


def test_a_sample_writers_pages_of_a_week_keep_to_their_queries(client: Client, django_assert_max_num_queries: AtMost) -> None:
    make_sample()
    client.post("/sample/enter/", {"as": "writer"})
    open_all(client, BUDGETS, django_assert_max_num_queries)


def test_the_pages_keep_to_them_with_everything_due_at_once(client: Client, django_assert_max_num_queries: AtMost) -> None:
    full = full_of(client)
    open_all(client, BUDGETS | {f"/threads/{full.thread.uid}/": 14}, django_assert_max_num_queries)
    page = client.get("/friday/").content.decode()
    for words in ("Who rang them", "Lend the van out with its keys", "This week last year", "You asked to have this back", "You say 5; 4 are here."):
        assert words in page, words


def test_an_answered_friday_costs_no_more(client: Client, django_assert_max_num_queries: AtMost) -> None:
    full = full_of(client)
    week = iso(full.monday)
    goals = full.writer.threads.filter(kind="goal", open=True)
    client.post(f"/friday/{week}/answer/", {"put": "all"} | {f"word-{one.uid}": "done" for one in goals if one.first_week < full.monday})
    assert Note.objects.filter(author=full.writer, week_from=full.monday).count() == 1
    open_all(client, {f"/friday/{week}/": 12}, django_assert_max_num_queries)


def full_of(client: Client) -> Full:
    writer = begin(name="Glanderw", langs=["en", "cy"], person="Nerys Pugh")
    client.force_login(writer, backend=BACKEND)
    return fill(writer, monday(timezone.localdate()))
