import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from weeknotes.notes import thin as thinning
from weeknotes.notes.history import pack
from weeknotes.notes.levels import Level
from weeknotes.notes.meeting import meetings
from weeknotes.notes.models import Body, Revision, Thinned
from weeknotes.notes.save import save, words_of
from weeknotes.notes.share import share
from weeknotes.notes.tests.conftest import key
from weeknotes.notes.thin import thin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.publish import publish

LONG_AGO = timedelta(days=40)


@pytest.fixture
def began(body: Body) -> datetime:
    """When the first sitting began; the save that made the note was a day before it."""
    moment = timezone.now() - LONG_AGO
    body.revisions.update(at=moment - timedelta(days=1))
    return moment


def keep(body: Body, by: Person, at: datetime, *, version: int | None = None) -> Revision:
    """A save of a text that says when it was made, as if it had been made then; on an older `version` it is kept aside."""
    html = f"<p>Rain, {at.isoformat()}, {version}.</p>" + "<p>The depot.</p>" * 20
    saved = save(body=body, by=by, title="Rain", html=html, version=body.version if version is None else version, save_key=key())
    Revision.objects.filter(pk=saved.revision).update(at=at)
    made = Revision.objects.select_related("base").get(pk=saved.revision)
    assert words_of(made).html.replace("\n", "") == html
    return made


def sitting(body: Body, by: Person, at: datetime, saves: int = 6) -> list[Revision]:
    """A sitting of saves, ten minutes apart, that lean as they do: on the first, and from half an hour on upon the next that leans on none."""
    made = []
    for number in range(saves):
        moment = at + timedelta(minutes=10 * number)
        row = keep(body, by, moment)
        made.append(row)
        head = made[number // 3 * 3]
        Revision.objects.filter(pk=row.pk).update(base=None if head == row else head, data=packed(row, head))
    return list(Revision.objects.filter(pk__in=[row.pk for row in made]).select_related("base").order_by("pk"))


def packed(row: Revision, head: Revision) -> bytes:
    return pack(words_of(row), None if head == row else words_of(head))


def left(body: Body) -> list[int]:
    return list(body.revisions.order_by("pk").values_list("pk", flat=True))


def test_of_an_old_sitting_the_last_save_stays_and_what_it_leans_on(body: Body, nerys: Person, began: datetime):
    first = body.revisions.get()
    made = sitting(body, nerys, began)
    later = sitting(body, nerys, began + timedelta(hours=5), saves=2)
    said = words_of(made[5]).html
    assert thin() == 4
    assert left(body) == [first.pk, made[3].pk, made[5].pk, later[0].pk, later[1].pk]
    assert words_of(Revision.objects.get(pk=made[5].pk)).html == said
    assert thin() == 0


def test_saves_of_the_last_thirty_days_all_stay_and_end_no_older_sitting(body: Body, nerys: Person, began: datetime):
    sitting(body, nerys, timezone.now() - timedelta(days=29))
    assert thin() == 0
    assert body.revisions.count() == 7


def test_a_sitting_across_the_thirtieth_day_is_one_sitting(body: Body, nerys: Person, began: datetime):
    now = timezone.now()
    old = keep(body, nerys, now - timedelta(days=30, minutes=5))
    Revision.objects.filter(pk=old.pk).update(base=None, data=packed(old, old))
    new = keep(body, nerys, now - timedelta(days=30) + timedelta(minutes=5))
    Revision.objects.filter(pk=new.pk).update(base=None, data=packed(new, new))
    assert thin(now) == 1
    assert old.pk not in left(body)
    assert new.pk in left(body)


def test_each_persons_sitting_has_its_last_save(body: Body, nerys: Person, tomos: Person, began: datetime):
    first = body.revisions.get()
    rows = [keep(body, by, began + timedelta(minutes=n)) for n, by in enumerate((nerys, tomos, nerys, tomos))]
    for row in rows:
        Revision.objects.filter(pk=row.pk).update(base=None, data=packed(row, row))
    assert thin() == 2
    assert left(body) == [first.pk, rows[2].pk, rows[3].pk]


@pytest.mark.parametrize("state", [Revision.PUBLISHED, Revision.RESTORED])
def test_what_was_published_or_brought_back_stays(body: Body, nerys: Person, began: datetime, state: str):
    made = sitting(body, nerys, began, saves=3)
    Revision.objects.filter(pk=made[1].pk).update(state=state)
    assert thin() == 0  # the first is what both others lean on
    assert words_of(Revision.objects.get(pk=made[1].pk)) == words_of(made[1])


def test_what_is_published_now_is_not_thinned_whatever_comes_after(body: Body, nerys: Person, began: datetime):
    made = sitting(body, nerys, began, saves=2)
    publish(note=body.note, by=nerys)
    keep(body, nerys, began + timedelta(minutes=11))
    thin()
    assert Revision.objects.get(pk=made[1].pk).state == Revision.PUBLISHED


def test_a_text_kept_aside_and_the_one_it_grew_from_stay_so_that_both_can_be_put_together(body: Body, nerys: Person, began: datetime):
    made = sitting(body, nerys, began, saves=2)
    made += sitting(body, nerys, began + timedelta(minutes=20), saves=3)
    aside = keep(body, nerys, began + timedelta(minutes=45), version=made[2].version)
    assert aside.state == Revision.ASIDE
    (before,) = meetings(body)
    assert before.both is not None
    assert thin() > 0
    assert {aside.pk, made[2].pk} <= set(left(body))
    assert meetings(body) == (before,)


def test_the_version_that_a_draft_is_shown_by_stays_while_it_is_shown(body: Body, nerys: Person, began: datetime):
    made = sitting(body, nerys, began, saves=2)
    shown, _address = share(body=body, by=nerys, level=Level.PUBLIC, days=7)
    keep(body, nerys, began + timedelta(minutes=15))
    thin()
    shown.refresh_from_db()
    assert shown.revision_id == made[1].pk


def test_what_is_left_is_compared_and_brought_back(client: Client, body: Body, nerys: Person, began: datetime):
    client.force_login(nerys, backend=BACKEND)
    made = sitting(body, nerys, began)
    later = sitting(body, nerys, began + timedelta(hours=5))
    said = words_of(made[5])
    thin()
    for row in body.revisions.all():
        for against in ("", "before/", "now/"):
            assert client.get(f"/write/{body.note.uid}/en/versions/{row.pk}/{against}").status_code == 200
    assert client.get(f"/write/{body.note.uid}/en/versions/{made[1].pk}/").status_code == 404
    client.post(f"/write/{body.note.uid}/en/versions/{made[5].pk}/")
    body.refresh_from_db()
    assert (body.title, body.html) == (said.title, said.html)
    assert later[5].pk in left(body)


def test_a_round_is_bounded_and_the_next_goes_on_where_it_stopped(body: Body, nerys: Person, began: datetime, monkeypatch: pytest.MonkeyPatch):
    made = sitting(body, nerys, began, saves=9)
    whole = len(left(body))
    monkeypatch.setattr(thinning, "MOST", 3)
    rounds = [thin() for _ in range(5)]
    assert max(rounds) <= 4  # three, and one that they leant on
    assert whole - sum(rounds) == len(left(body))
    assert left(body)[1:] == [made[6].pk, made[8].pk]
    assert Thinned.objects.get().upto == made[8].pk


@pytest.mark.django_db(transaction=True)
def test_thinning_while_somebody_writes_loses_neither_the_text_in_force_nor_a_new_save(body: Body, nerys: Person):
    began = timezone.now() - LONG_AGO
    body.revisions.update(at=began - timedelta(days=1))
    sitting(body, nerys, began, saves=12)
    failures: list[BaseException] = []

    def write() -> None:
        try:
            mine = Body.objects.get(pk=body.pk)
            for number in range(10):
                save(body=mine, by=nerys, title="", html=f"<p>new {number}</p>", version=mine.version, save_key=key())
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        thin()
    writer.join()
    thin()
    assert failures == []
    texts = {words_of(r).html for r in body.revisions.select_related("base")}
    assert {f"<p>new {number}</p>" for number in range(10)} <= texts
    assert body.revisions.filter(at__lt=began + timedelta(days=1)).count() < 12
