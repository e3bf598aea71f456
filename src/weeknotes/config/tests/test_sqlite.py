"""Waiting for one's turn to write on SQLite."""

import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from weeknotes.people.models import Person

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="how SQLite is waited for")


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_to_write_begins_soon_after_the_other_has_done() -> None:
    began = threading.Event()

    def other() -> None:
        with transaction.atomic():
            Person.objects.create(slug="ann", name="Ann")
            began.set()
            time.sleep(0.3)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    began.wait()
    with transaction.atomic():
        assert Person.objects.filter(slug="ann").exists()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_waiting_ends_with_an_error_and_the_connection_waits_again_as_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {**connection.settings_dict["OPTIONS"], "timeout": 0.05})
    held, let_go = threading.Event(), threading.Event()

    def other() -> None:
        with transaction.atomic():
            held.set()
            let_go.wait()
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    held.wait()
    try:
        with pytest.raises(OperationalError, match="locked"), transaction.atomic():
            Person.objects.create(slug="ann", name="Ann")
    finally:
        let_go.set()
        thread.join()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (50,)
    assert not Person.objects.exists()
