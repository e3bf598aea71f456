"""A program for the tests: it speaks JSON, holds a token, and looks whether each answer is as the document says it is."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from weeknotes.desk.api_document import ADDRESSES, document
from weeknotes.people.models import Person
from weeknotes.people.programs import OWN_SCOPES, allow
from weeknotes.web.tests.answer import Answer

DOCUMENT = "urn:document"


def allowed(person: Person, *scopes: str, level: int = 4) -> str:
    """A token of `person` for a program with these scopes, else all."""
    return allow(person=person, name="A program", scopes=scopes or OWN_SCOPES, level=level)[1]


@dataclass
class Program:
    """Asks at addresses below /api/1 with a token."""

    token: str = ""
    client: Client = field(default_factory=Client)

    def __call__(self, method: str, path: str, value: object = None, *, status: int = 200, **headers: str) -> Any:
        """What is answered, which must have that status and be of the shape that the document gives it."""
        answer = self.raw(method, path, value, **headers)
        assert answer.status_code == status, answer.content.decode()
        assert "Set-Cookie" not in answer and not answer.cookies
        said = json.loads(answer.content)
        fits(method, path, answer.status_code, said)
        return said

    def raw(self, method: str, path: str, value: object = None, **headers: str) -> Answer:
        given = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        sent = {} if value is None else {"data": json.dumps(value), "content_type": "application/json"}
        return self.client.generic(method, f"/api/1{path}", headers=given | headers, **sent)  # type: ignore[arg-type]


def fits(method: str, path: str, status: int, value: object) -> None:
    """AssertionError where `value` is not what the document says that this method of this address answers with this status."""
    parts = f"/api/1{path}".partition("?")[0].split("/")
    same = [one for one in ADDRESSES if len(one.split("/")) == len(parts) and all(a == b or a.startswith("{") for a, b in zip(one.split("/"), parts, strict=True))]
    at = next(iter(sorted(same, key=lambda one: one.count("{"))), None)
    assert at is not None, f"{path} does not stand in the document"
    whole = document()
    registry = Registry().with_resource(DOCUMENT, DRAFT202012.create_resource(whole))
    place = f"{DOCUMENT}#/paths/{at.replace('/', '~1')}/{method.lower()}/responses/{status}/content/application~1json/schema".replace("{", "%7B").replace("}", "%7D")
    Draft202012Validator({"$ref": place}, registry=registry, format_checker=FormatChecker()).validate(value)


def key() -> str:
    """What makes a request that is sent twice one."""
    return str(uuid.uuid4())
