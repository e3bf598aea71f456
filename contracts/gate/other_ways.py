"""What leaves by other ways than a route: mails as they are handed to the mail server, what the `weeknotes` commands print, preview pictures, and what is kept
beside the public folder. A kind of mail or a command without a row fails the contract."""

import logging
import pickle
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from contracts.gate.rows_law import OFFICER, SECOND
from contracts.gate.table import PARTS, Cell, shown_in, text_of
from contracts.gate.world import ASKED, AUDIENCES, WRITERS, World, marker, parts_private, parts_seen
from weeknotes import cli
from weeknotes.memory.ask_question import ask as ask_question
from weeknotes.memory.models import Question
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Plan
from weeknotes.people.follow import digest_of, follow
from weeknotes.people.models import Digest, Person
from weeknotes.people.post import deliver, post
from weeknotes.people.sign_in import BACKEND
from weeknotes.transfer.law.answering import ask_to_open, decide
from weeknotes.transfer.models_law import LawCarried, LawConcerned, LawFound, LawRequest, Officer
from weeknotes.verbs import VERBS
from weeknotes.work.tick import jobs, tick

Mailed = Iterator[tuple[str, Person, str]]  # part of a viewer, who gets it, and all that the mail says


def _sent(person: Person, kind: str, about: object) -> str:
    """All that one mail of the site's own says, its headers and files too, as it was handed to the mail server; "" where none went."""
    before = len(mail.outbox)
    deliver(post(person=person, kind=kind, about=about))  # type: ignore[arg-type]
    return "".join(_all_of(one) for one in mail.outbox[before:])


def _all_of(message: EmailMessage) -> str:
    files = [part[1] for part in message.attachments]
    return "\n".join((str(message.subject), str(message.extra_headers), str(message.body), *(one.decode() if isinstance(one, bytes) else str(one) for one in files)))


def _digests(world: World) -> Mailed:
    """To everybody, who follows the author and the team: what came out yesterday and today."""
    author, team = world.people["author"], world.team
    assert author is not None
    for viewer, person in world.people.items():
        if person is None:
            continue
        follow(person=person, team=team)
        if person.pk != author.pk:
            follow(person=person, whom=author)
        digest = digest_of(person)
        Digest.objects.filter(pk=digest.pk).update(since=timezone.now() - timedelta(days=1), until=timezone.now() + timedelta(hours=1))
        yield viewer, person, _sent(person, "digest", digest.uid)


def _looks(world: World) -> Mailed:
    asked = world.people[ASKED]
    assert asked is not None
    yield ASKED, asked, "".join(_sent(asked, "look", look.uid) for look in world.looks.values())


def _plans(world: World) -> Mailed:
    """To the author: that a draft was not published at its time."""
    author, note = world.people["author"], world.notes["draft"]
    assert author is not None
    Plan.objects.create(note=note, by=author, level=Level.PUBLIC, at=timezone.now(), failed_at=timezone.now(), trouble="It has no week yet.")
    yield "author", author, _sent(author, "plan", note.uid)


def _questions(world: World) -> Mailed:
    """About the first sentence of a note, to somebody who may read it."""
    asker = world.people["co-writer"]
    assert asker is not None
    for audience, viewer in (("named", "named colleague"), ("team", "team member"), ("public", "organisation member")):
        person = world.people[viewer]
        assert person is not None
        one = ask_question(note=world.notes[audience], lang="en", by=asker, people=[person], text="What of it?", sentence=0)[0]
        Question.objects.update(asked_at=timezone.now() - timedelta(days=2))
        yield viewer, person, _sent(person, "question", one.uid)


def _laws(world: World) -> Mailed:
    """To everybody whose notes a search under the law found."""
    for row in LawConcerned.objects.select_related("person"):
        yield next(part for part, person in world.people.items() if person == row.person), row.person, _sent(row.person, "law", row.uid)


def _to_agree(world: World) -> Mailed:
    """To the host: that somebody wants to open what was not handed over."""
    host, shut = world.people["host"], world.laws["shut"]
    assert host is not None
    LawRequest.objects.filter(pk=shut.pk).update(answer_until=timezone.localdate() - timedelta(days=1))
    ask_to_open(request=shut, by=shut.officer, because="The answer is due")
    yield "host", host, _sent(host, "law-agree", shut.uid)


def _carried(world: World) -> Mailed:
    """To everybody whose notes it found, and to the two: that another officer took a request over."""
    shut, host = world.laws["shut"], world.people["host"]
    assert host is not None
    row = LawCarried.objects.create(request=shut, before=host, after=shut.officer)
    for one in LawConcerned.objects.filter(request=shut).select_related("person"):
        yield next(part for part, person in world.people.items() if person == one.person), one.person, _sent(one.person, "law-carried", row.uid)


def _alone(world: World) -> Mailed:
    """To the host: that the officer of a request is none any more."""
    shut, host = world.laws["shut"], world.people["host"]
    assert host is not None
    Officer.objects.filter(person=shut.officer).update(ended_at=timezone.now())
    said = _sent(host, "law-alone", shut.uid)
    Officer.objects.filter(person=shut.officer).update(ended_at=None)
    yield "host", host, said


MAILS: Mapping[str, Callable[[World], Mailed]] = {
    "digest": _digests, "look": _looks, "plan": _plans, "question": _questions, "law": _laws, "law-agree": _to_agree, "law-carried": _carried,
    "law-alone": _alone,
}  # fmt: skip


def mailed(world: World) -> Iterator[Cell]:
    """What each kind of mail says to whoever gets it. The weekly one quotes titles of what its reader may have by mail; the others say nothing of a note's words."""
    for person in world.people.values():
        if person is not None:
            person.email = f"{person.slug}@glanderw.example"
            person.save(update_fields=["email"])
    for kind, send in MAILS.items():
        sent = list(send(world))
        assert any(text for _viewer, _person, text in sent), f"no mail of the kind {kind} went out"
        for viewer, person, text in sent:
            for audience in AUDIENCES:
                may, quotes = set(), set()
                if kind == "digest":
                    may = parts_private(viewer, audience) - {"tag"}
                    quotes = {"title"} & may if viewer != "author" and person.is_active else set()
                if kind == "digest" and viewer in WRITERS:
                    may |= {"goal"}  # their own lessons and follow-ups, which nobody else is mailed
                yield Cell(f"mail {kind}", viewer, audience, shown_in(text, audience), frozenset(may), must=False, quotes=frozenset(quotes))


def _one_round() -> None:
    """One round of the worker, with all that it logs printed as `serve` and `work` print it."""
    log, handler = logging.getLogger("weeknotes"), logging.StreamHandler(sys.stdout)
    was_off, was_level = logging.root.manager.disable, log.level
    logging.disable(logging.NOTSET)
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        for job in jobs([(path.rpartition(".")[0], import_string(path)) for path in settings.WORK], first=1, most=1):
            tick(job, now=time.monotonic())
            assert not job.failing, job.name
    finally:
        log.removeHandler(handler)
        log.setLevel(was_level)
        logging.disable(was_off)


# What is typed, by the command: all that works on a site. `serve` and `work` run until they are stopped; one round of the worker is tried in their place.
COMMANDS: Mapping[str, dict[str, object]] = {
    "serve": {}, "work": {},
    "bake": {"everything": True}, "audit": {}, "reindex": {"everything": True}, "remember": {"anew": True},
    "jot": {"text": "The van came early", "person": "host"}, "new": {"text": "The van came late", "person": "host"},
    "export": {"person": None, "team": None, "site": True, "to": f"{settings.DATA}/exports/gate.zip", "acting": None},
    "archive": {"to": f"{settings.DATA}/exports/archive.zip"},
    "leave": {"person": "guest not named", "keep_as": "name"},
    "login": {"person": "author"}, "version": {}, "doctor": {}, "backup": {"to": str(settings.DATA)}, "disposal": {}, "law": {},
}  # fmt: skip
# These show what stands in files that whoever types them names, and open no note of a site.
OF_FILES = {"read", "check", "happened", "import", "restore"}


def printed_by_commands(world: World) -> Iterator[Cell]:
    """What whoever looks after the site is shown in a terminal: nothing that nobody signed in may not read."""
    verbs = {verb.name: verb.function for verb in VERBS}
    for name, words in COMMANDS.items():
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            _one_round() if name in {"serve", "work"} else cli.function(verbs[name])(**words)
        for audience in AUDIENCES:
            yield Cell(f"weeknotes {name}", "host", audience, shown_in(out.getvalue(), audience), frozenset(parts_seen("nobody", audience)), must=False)


def preview_pictures(world: World) -> Iterator[Cell]:
    """The preview picture of every note, at every address that it could be had from: there for whoever may read the title without signing in."""
    for viewer in ("nobody", "host", "organisation member", "team member"):
        client = Client()
        person = world.people[viewer]
        if person is not None:
            client.force_login(person, backend=BACKEND)
        for audience, note in world.notes.items():
            slug = note.bodies.get().slug or marker(audience, "title")
            given = {client.get(f"{path}preview.png").status_code for path in (f"/people/author/{slug}/", f"/cy/people/author/{slug}/", f"/notes/{note.uid}/")}
            may = {"title"} if audience == "public" else set()
            yield Cell("preview.png", viewer, audience, frozenset({"title"} if 200 in given else ()), frozenset(may), must=True)


def taken_under_law(world: World) -> Iterator[Cell]:
    """What goes out under the law, to each who asks for its file: to the two of the request, of the notes that were handed over those that were decided to go out."""
    for name, request in world.laws.items():
        if name == "handed over":
            for thing in LawFound.objects.filter(request=request, kind="note"):
                out = thing.note_id in {world.notes[one].pk for one in ("draft", "me", "deleted")}
                decide(request=request, by=request.officer, number=thing.number, word="out" if out else "back", exemption="" if out else "personal")
        for viewer, person in world.people.items():
            client = Client()
            if person is not None:
                client.force_login(person, backend=BACKEND)
            text = text_of(client.post(f"/law/{request.uid}/take/"))
            for audience in AUDIENCES:
                given = name == "handed over" and viewer in {OFFICER, SECOND} and audience in {"draft", "me", "deleted"}
                may = set(PARTS) - {"tag"} if given else set()
                yield Cell(f"taken under the law, {name}", viewer, audience, shown_in(text, audience), frozenset(may), must=True)


def kept_beside() -> Iterator[Cell]:
    """What stands in the cache and in the folder where pages are made ready, unpacked."""
    for file in sorted(p for folder in (settings.DATA / "cache", settings.STAGING) for p in Path(folder).rglob("*") if p.is_file()):
        text = _unpacked(file)
        for audience in AUDIENCES:
            may = parts_seen("nobody", audience)
            yield Cell(f"kept {file.parent.name}/{file.suffix}", "everybody", audience, shown_in(text, audience), frozenset(may), must=False)


def _unpacked(file: Path) -> str:
    if file.suffix != ".djcache":
        return file.read_text(encoding="utf-8", errors="replace")
    with file.open("rb") as packed:
        pickle.load(packed)
        return repr(pickle.loads(zlib.decompress(packed.read())))


def other_ways(world: World) -> list[Cell]:
    """Every way out that is no route."""
    return [*mailed(world), *printed_by_commands(world), *preview_pictures(world), *taken_under_law(world), *kept_beside()]
