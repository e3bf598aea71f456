"""The gate: every route and feed, for every audience, as everybody."""

import logging
import os
from contextlib import closing
from itertools import chain, combinations

import pytest
from django.conf import settings
from django.test import Client

from contracts.gate.other_ways import COMMANDS, MAILS, OF_FILES, other_ways
from contracts.gate.routes import PICTURES, ROWS, TAKES, patterns
from contracts.gate.table import cells, printed
from contracts.gate.world import AUDIENCES, TRUTH, WRITERS, make_world
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import audience_of, renditions
from weeknotes.notes.viewer import NOBODY, Viewer, reach
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.sign_in import BACKEND
from weeknotes.verbs import VERBS


def test_every_route_has_a_row():
    public = {view for pattern, view in patterns() if pattern == "people/<slug:person>/<slug:note>/"}
    routes = {pattern for pattern, view in patterns() if view not in public}
    assert routes - set(ROWS) - TAKES - PICTURES == set()
    assert (set(ROWS) | TAKES | (PICTURES - {"media/<picture:file>"})) - routes == set()


# In two halves, for two workers: each asks every route.
@pytest.mark.parametrize("viewers", [tuple(TRUTH)[::2], tuple(TRUTH)[1::2]], ids=["half of them", "the other half"])
@pytest.mark.django_db(transaction=True)
def test_nothing_is_shown_to_anybody_who_may_not_see_it_and_what_is_theirs_is_shown(viewers: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    world = make_world()
    # Most that is asked for is refused, and each refusal would be logged.
    logging.disable(logging.WARNING)
    try:
        table = list(cells(world, viewers))
    finally:
        logging.disable(logging.NOTSET)
    assert [c for c in table if c.leaks] == []
    assert [c for c in table if c.hides] == []
    # The table is not empty of sights: each half has a writer who sees their own notes on it, and the review.
    assert any(c.shown and c.viewer in WRITERS for c in table)
    assert any(c.shown and c.route == "reviews/<uuid:uid>/" for c in table) == ("author" in viewers)
    assert any(c.shown and c.route == "file index.html" for c in table) == ("nobody" in viewers)
    with capsys.disabled():
        if os.environ.get("WEEKNOTES_PRINT_GATE"):
            print("\n" + printed(table))


@pytest.mark.django_db(transaction=True)
def test_every_page_is_asked_for_its_head_as_for_itself():
    world = make_world(asked=False)
    client = Client()
    author = world.people["author"]
    assert author is not None
    client.force_login(author, backend=BACKEND)
    other = []
    logging.disable(logging.WARNING)
    try:
        for row in ROWS.values():
            for address in row.addresses(world)[:1] if not (row.private or row.alone or row.bearer) else ():
                if address.startswith("/sign-in/with/"):  # leads on to another site
                    continue
                with closing(client.get(address)) as whole, closing(client.head(address)) as head:
                    pass
                if (head.status_code, head.headers.get("Content-Type")) != (whole.status_code, whole.headers.get("Content-Type")):
                    other.append((address, whole.status_code, head.status_code))
    finally:
        logging.disable(logging.NOTSET)
    assert other == []


def test_every_kind_of_mail_and_every_command_has_a_row():
    assert set(MAILS) == set(settings.LETTERS)
    assert set(COMMANDS) | OF_FILES == {verb.name for verb in VERBS}


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_by_mail_command_picture_or_cache_that_its_reader_may_not_see(capsys: pytest.CaptureFixture[str]):
    world = make_world(asked=False)
    logging.disable(logging.WARNING)
    try:
        table = other_ways(world)
    finally:
        logging.disable(logging.NOTSET)
    assert [c for c in table if c.leaks] == []
    assert [c for c in table if c.hides] == []
    # The weekly mail has titles in it for those who may read them, and the host's no others than anybody's.
    assert {c.audience for c in table if c.route == "mail digest" and c.viewer == "team member" and c.shown} == {"team", "organisation", "public"}
    assert {c.audience for c in table if c.route == "mail digest" and c.viewer == "host" and c.shown} == {"organisation", "public"}
    with capsys.disabled():
        if os.environ.get("WEEKNOTES_PRINT_GATE"):
            print("\n" + printed(table))


@pytest.mark.django_db(transaction=True)
def test_the_rule_in_sql_and_the_pure_rule_agree_for_every_viewer():
    world = make_world(asked=False)
    notes = {n.pk: n for n in Note.objects.prefetch_related("note_people", "note_teams")}
    people = [viewer_of(p) for p in world.people.values() if p is not None]
    assert world.team is not None
    made_up = [
        Viewer(person_id=p.person_id, member=member, teams=frozenset(teams), least=least)
        for p in people
        for member in (True, False)
        for teams in chain.from_iterable(combinations([world.team.pk, 0], n) for n in range(3))
        for least in Level
    ]
    for looks in [NOBODY, *people, *made_up]:
        pure = {pk for pk, n in notes.items() if n.edition_id is not None and n.level >= reach(audience_of(n), looks)}
        assert set(Note.objects.visible_to(looks).values_list("pk", flat=True)) == pure
        reached = {n.pk: n.reached for n in Note.objects.with_reach(looks)}  # type: ignore[attr-defined]  # which with_reach gives it
        assert reached == {pk: reach(audience_of(n), looks) for pk, n in notes.items()}
        assert set(renditions(notes.values(), looks)) == pure


def test_the_world_has_a_note_for_every_audience_and_both_ends_of_a_notes_life():
    assert {a.upper() for a in AUDIENCES} >= {level.name for level in Level}
