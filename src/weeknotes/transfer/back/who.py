"""People, teams, tags and series of an export, found again or made; and what belongs to the person whose export it is."""

from typing import Any

from django.db.models import Model

from weeknotes.memory.models import TeamPage
from weeknotes.memory.models_joins import Refusal
from weeknotes.memory.models_review import Return, Template
from weeknotes.notes.models import Habit, Jotting, Media, Photo, Series, Tag
from weeknotes.notes.tags import key_of
from weeknotes.people.address_words import free_slug, is_taken
from weeknotes.people.models import Away, Follow, Membership, Person, Rhythm, Team
from weeknotes.transfer.back.coming import Coming, Row
from weeknotes.transfer.out import shapes

_PROFILE = ("name", "said", "lang", "writes", "about", "theme", "text_size")


def people(coming: Coming) -> None:
    """Everybody that the export names. On a place of somebody else's only those who are here already are known; the person is who they are."""
    rows = coming.bundle.rows("people")
    here = dict(Person.objects.filter(uid__in=[row["uid"] for row in rows]).values_list("uid", "pk"))
    for uid, pk in here.items():
        coming.keys.put("person", str(uid), pk)
    if coming.whose is not None:
        coming.keys.put("person", coming.whose, coming.person.pk)
    if not coming.whole:
        return
    for row in rows:
        if coming.keys.of("person", row["uid"]) is None:
            slug = free_slug(row["name"]) if is_taken(row["slug"]) else row["slug"]
            made = Person.objects.create(uid=row["uid"], slug=slug, name=row["name"][:120])
            coming.keys.put("person", row["uid"], made.pk)


def teams(coming: Coming) -> None:
    """The teams: made where there is nothing yet; otherwise those that the person is in here."""
    rows = coming.bundle.rows("teams")
    here = Team.objects.filter(uid__in=[row["uid"] for row in rows])
    if not coming.whole:
        here = here.filter(memberships__person=coming.person, memberships__left_at=None)
    for team in here:
        coming.keys.put("team", str(team.uid), team.pk)
    if not coming.whole:
        return
    for row in rows:
        if coming.keys.of("team", row["uid"]) is None:
            made = shapes.TEAM.read(row, coming.keys)
            made.save()
            coming.keys.put("team", row["uid"], made.pk)
        pk = coming.keys.of("team", row["uid"])
        if row["rhythm"] and not Rhythm.objects.filter(team=pk).exists():
            shapes.RHYTHM.read(row["rhythm"], coming.keys, team_id=pk).save()
        for stint in row["people"]:
            _join(coming, stint)
        for week in row["weeks"]:
            if not TeamPage.objects.filter(team=pk, week=week["week"]).exists():
                shapes.TEAM_PAGE.read(week, coming.keys, team_id=pk).save()


def _join(coming: Coming, stint: Row, **whose: Any) -> None:
    made = shapes.STINT.read(stint, coming.keys, **whose)
    assert isinstance(made, Membership)
    if made.team_id is None or made.person_id is None:
        return
    there = Membership.objects.filter(team=made.team_id, person=made.person_id)
    if not there.filter(joined_at=made.joined_at).exists() and not (made.left_at is None and there.now().exists()):
        made.save()


def tags_and_series(coming: Coming) -> None:
    """Tags and series of the notes. A tag is found by its names, a series of the person's by its address word."""
    for row in coming.bundle.rows("tags"):
        keys = {"key_en": key_of(row["name_en"]), "key_cy": key_of(row["name_cy"])}
        named = [Tag.objects.filter(slug=row["slug"]), *(Tag.objects.filter(**{name: key}) for name, key in keys.items() if key)]
        held: Model | None = next((one for rows in named if (one := rows.first())), None)
        if held is None:
            held = shapes.TAG.read(row, coming.keys, **keys)
            held.save()
        coming.keys.put("tag", row["slug"], held.pk)
    for row in coming.bundle.rows("series"):
        owner = coming.keys.of("person", row["owner"])
        if owner is None or (not coming.whole and owner != coming.person.pk):
            continue
        there = Series.objects.filter(slug=row["slug"]).first()
        if there is not None and there.owner_id != owner:
            continue
        series: Model = there or shapes.SERIES.read(row, coming.keys)
        if there is None:
            series.save()
        coming.keys.put("series", row["slug"], series.pk)


def profile(coming: Coming) -> None:
    """What the person is called and how their pages look, and their week. Where somebody is at home already, their own settings stay."""
    row = coming.bundle.person()
    if row is None or row["uid"] != coming.whose:
        return
    person = coming.person
    if coming.whole:
        for name in _PROFILE:
            setattr(person, name, Person._meta.get_field(name).to_python(row[name]))  # type: ignore[union-attr]
        if not is_taken(row["slug"], but=person):
            person.slug = row["slug"]
        if not Person.objects.exclude(pk=person.pk).filter(uid=row["uid"]).exists():
            person.uid = row["uid"]
        person.save()
        Rhythm.objects.filter(person=person).delete()
        for stint in row["teams"]:
            _join(coming, stint, person_id=person.pk)
        for follow in row["follows"]:
            made = shapes.FOLLOW.read(follow, coming.keys, person_id=person.pk)
            assert isinstance(made, Follow)
            if (made.team_id is None) != (made.whom_id is None):
                made.save()
        for away in row["away"]:
            if not Away.objects.filter(person=person, first=away["first"], last=away["last"]).exists():
                shapes.AWAY.read(away, coming.keys, person_id=person.pk).save()
    if row["rhythm"] and not Rhythm.objects.filter(person=person).exists():
        shapes.RHYTHM.read(row["rhythm"], coming.keys, person_id=person.pk).save()
    for habit in row["habits"]:
        if not Habit.objects.filter(person=person, key=habit["key"]).exists():
            shapes.HABIT.read(habit, coming.keys, person_id=person.pk).save()
    for heading in row["headings"]:
        if not Template.objects.filter(person=person, name=heading["name"], lang=heading["lang"]).exists():
            shapes.TEMPLATE.read(heading, coming.keys, person_id=person.pk).save()


def kept_beside(coming: Coming) -> None:
    """Jottings, what comes back on a day, and what is not one thread: once notes and threads are here."""
    row = coming.bundle.person()
    if row is None or row["uid"] != coming.whose:
        return
    for jotting in row["jottings"]:
        if Jotting.objects.filter(uid=jotting["uid"]).exists():
            continue
        made = shapes.JOTTING.read(jotting, coming.keys, person_id=coming.person.pk)
        made.save()
        photo = jotting["photo"]
        media = Media.objects.filter(pk=coming.keys.of("media", photo["media"]) or 0, photo=None).first() if photo else None
        if media is not None:
            Photo.objects.create(jotting_id=made.pk, media=media, alt=photo["alt"][:500])
    for one in row["returns"]:
        back = shapes.RETURN.read(one, coming.keys, person_id=coming.person.pk)
        assert isinstance(back, Return)
        if (back.note_id is None) != (back.thread_id is None) and not Return.objects.filter(uid=back.uid).exists():
            back.save()
    for one in row["refused"]:
        if not Refusal.objects.filter(low=one["low"], high=one["high"]).exists():
            shapes.REFUSAL.read(one, coming.keys, person_id=coming.person.pk).save()
