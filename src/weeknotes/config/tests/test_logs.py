"""No word of what people write, look for, or are called stands in the log, in either form of it."""

import json
import logging
import sys
import uuid
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError, IntegrityError, OperationalError
from django.test import Client

from weeknotes.config import environment
from weeknotes.config.logs import JSON, Discreet, Line, logging_of, told
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.begin import begin
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.publish import publish

WORDS = ("zeppelin", "Maddocks", "eirlys@glanderw.test", "eirlys")


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """All that is logged, debugging and the framework's own lines included, as it would be printed."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JSON() if request.param == "json" else Line())
    handler.addFilter(Discreet())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def breaks(*_: object) -> str:
    """What stands under a note, and fails on words that somebody wrote."""
    raise ValueError(" ".join(WORDS))  # a traceback shows this line, which is code


@pytest.mark.django_db(transaction=True)
def test_a_save_a_publication_a_search_and_a_sign_in_leave_none_of_their_words(log: StringIO, client: Client, settings: LazySettings):
    eirlys = begin(name="Glanderw", langs=["en"], person="Eirlys Maddocks", email="eirlys@glanderw.test")
    client.post("/sign-in/", {"login": "eirlys@glanderw.test"})
    client.force_login(eirlys, backend=BACKEND)
    client.raise_request_exception = False
    client.post("/write/start/", {"week": "2021-W12"})
    note = Note.objects.get()
    place = f"/write/{note.uid}/en/"
    text = {"save_key": str(uuid.uuid4()), "version": 0, "title": "A zeppelin", "html": "<p>Mrs Maddocks saw a zeppelin over the depot.</p>"}
    assert client.post(f"{place}save/", json.dumps(text), content_type="application/json").status_code == 200
    assert client.post(f"{place}publish/", {"level": "4", "version": "1", "audience": "4"}).status_code < 500
    publish(note=note, by=eirlys, level=Level.PUBLIC)
    assert client.get("/search/?q=zeppelin").status_code == 200
    client.get("/people/eirlys-maddocks/zeppelin/")
    client.get("/shared/zeppelin/")
    client.get("/people/eirlys-maddocks/zeppelin", headers={"host": "zeppelin.example"})
    client.post("/write/start/", {"week": "zeppelin"})
    client.get("/sign-in/link/zeppelin/")
    settings.UNDER_A_NOTE = [f"{__name__}.breaks"]
    assert client.get(f"/notes/{note.uid}/").status_code == 500
    logging.getLogger("weeknotes.test").warning("a mail could not be sent: %s", {"eirlys@glanderw.test": (550, b"no such user")})
    said = log.getvalue()
    assert "/notes/<uuid:uid>/ 500" in said
    assert [word for word in WORDS if word in said] == []


@pytest.mark.parametrize("form", [Line(), JSON()])
@pytest.mark.parametrize(
    "error",
    [
        ValueError("Mrs Maddocks rang about the zeppelin"),
        IntegrityError('duplicate key\nDETAIL:  Key (email)=(eirlys@glanderw.test) already exists.'),
        DataError('invalid input syntax for type integer: "zeppelin"'),
        ExceptionGroup("several", [ValueError("zeppelin"), KeyError("Maddocks")]),
    ],
)
def test_what_an_error_says_stays_out_and_where_it_came_from_stands_there(form: logging.Formatter, error: Exception):
    try:
        try:
            dict[str, str]()[WORDS[0]]
        except KeyError:
            raise error  # noqa: B904
    except Exception:
        record = logging.LogRecord("weeknotes.x", logging.ERROR, __file__, 1, "it failed", (), sys.exc_info())
    assert Discreet().filter(record)
    said = form.format(record)
    assert [word for word in WORDS if word in said] == []
    assert type(error).__name__ in said
    assert "test_logs.py" in said


def test_what_a_host_has_to_know_stands_there():
    record = logging.LogRecord("weeknotes.x", logging.ERROR, __file__, 1, "%s failed", ("weeknotes.publishing.sweep",), None)
    record.exc_info = (OperationalError, OperationalError("connection refused\nIs the server running?"), None)
    assert Discreet().filter(record)
    held = json.loads(JSON().format(record))
    assert held["message"] == "weeknotes.publishing.sweep failed"
    assert held["traceback"].endswith("OperationalError: connection refused")
    assert held["level"] == "error"
    assert told("to eirlys@glanderw.test: no") == "to (address): no"


def test_another_form_of_log_is_a_sentence(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ImproperlyConfigured, match="WEEKNOTES_LOG is of no use: 'xml' is no form of a log"):
        environment.parsed("WEEKNOTES_LOG", "xml", logging_of)
    with pytest.raises(ImproperlyConfigured, match="WEEKNOTES_METRICS could be guessed"):
        environment.word("WEEKNOTES_METRICS", "metrics")
