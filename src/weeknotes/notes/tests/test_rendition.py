"""The gate itself: which text of a note each viewer is given, all that is said of it, and whose pictures are handed out."""

import uuid
from dataclasses import fields
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from markupsafe import Markup

from weeknotes.notes.freeze import freeze
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Media, Note, NotePerson, Placing, Sight
from weeknotes.notes.models_team import Byline
from weeknotes.notes.rendition import Brief, Heading, audience_of, briefs, picture, plain_renditions, rendition, renditions
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_own, take_picture
from weeknotes.notes.take_sound import take_sound
from weeknotes.notes.tests.conftest import WEEK, key
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.tests.recorded import MP3
from weeknotes.notes.viewer import NOBODY, Audience, Viewer
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person, Team
from weeknotes.people.teams import make_team

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = (
    '<p>For all.</p><h2 data-audience="organisation">Inside</h2><p>Of the house.</p>'
    '<h2 data-audience="me">Ours</h2><p>Of the writers.</p><h3>Deeper</h3><p>More of it.</p>'
)


@pytest.fixture
def team(nerys: Person) -> Team:
    return make_team(name_en="Repairs", by=nerys)


@pytest.fixture
def mared(nerys: Person) -> Person:
    return add_person(name="Mared")


@pytest.fixture
def note(nerys: Person, tomos: Person, mared: Person, team: Team) -> Note:
    made = start(author=nerys, monday=WEEK, title="Rain", html=TEXT, teams=[team], writers=[tomos], named=[mared], lang="en")
    return out(made, nerys, correction="One figure was wrong.")


def out(note: Note, by: Person, level: Level = Level.PUBLIC, correction: str = "") -> Note:
    freeze(note=note, by=by, level=level, at=NOON, correction=correction)
    return Note.objects.get(pk=note.pk)


def write(note: Note, by: Person, html: str, lang: str = "en", title: str = "Rain") -> None:
    body, _new = Body.objects.get_or_create(note=note, lang=lang)
    save(body=body, by=by, title=title, html=html, version=body.version, save_key=key())


def person(who: Person | None, *, member: bool = True, teams: frozenset[int] = frozenset(), least: Level = Level.ME) -> Viewer:
    return Viewer(person_id=who.pk if who else None, member=member, teams=teams, least=least)


def text(note: Note, viewer: Viewer) -> str:
    shown = rendition(note, viewer)
    return str(shown.html).replace("\n", "") if shown else ""


def asked(note: Note, viewer: Viewer, **more: bool) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        renditions([note], viewer, **more)
    return [query["sql"] for query in queries]


def test_those_a_note_names_are_told_by_their_part(note: Note, nerys: Person, tomos: Person, mared: Person, team: Team):
    assert audience_of(note) == Audience(nerys.pk, frozenset({tomos.pk}), frozenset({mared.pk}), frozenset({team.pk}))


def test_each_viewer_is_given_the_text_for_where_they_stand(note: Note, nerys: Person, tomos: Person, mared: Person, team: Team):
    stranger = add_person(name="Gwen")
    every, inside, outside = "Of the writers.", "Of the house.", "For all."
    for viewer, (near, seen, unseen) in {
        person(nerys): (Level.ME, every, "nothing"),
        person(tomos): (Level.ME, every, "nothing"),
        person(mared): (Level.NAMED, inside, every),
        person(stranger, teams=frozenset({team.pk})): (Level.TEAM, inside, every),
        person(stranger): (Level.ORGANISATION, inside, every),
        person(stranger, member=False): (Level.PUBLIC, outside, inside),
        person(nerys, least=Level.ORGANISATION): (Level.ORGANISATION, inside, every),
        person(nerys, least=Level.PUBLIC): (Level.PUBLIC, outside, inside),
        NOBODY: (Level.PUBLIC, outside, inside),
    }.items():
        shown = rendition(note, viewer)
        assert shown is not None
        assert (shown.reach, seen in shown.html, unseen in shown.html) == (near, True, False), viewer


def test_all_that_is_said_of_a_note_is_as_it_was_frozen(note: Note, tomos: Person):
    for viewer, level, floor, near in ((NOBODY, Level.PUBLIC, Level.PUBLIC, Level.PUBLIC), (person(tomos), Level.ME, Level.ME, Level.ME)):
        sight = Sight.objects.get(note=note, level=level)
        assert note.edition is not None
        said = {
            "note_id": note.pk, "note_uid": note.uid, "edition": 1, "edition_made_at": NOON, "correction": "One figure was wrong.", "lang": "en",
            "reach": near, "level": level, "floor": floor, "title": "Rain", "slug": "rain", "excerpt": sight.excerpt, "words": sight.words,
            "fingerprint": sight.fingerprint,
        }  # fmt: skip
        shown = rendition(note, viewer)
        (brief,) = briefs([note], viewer)[note.pk]
        assert {f.name: getattr(shown, f.name) for f in fields(Brief)} == said
        assert {f.name: getattr(brief, f.name) for f in fields(Brief)} == said
        assert type(brief) is Brief
        assert all(type(getattr(brief, name)) is Level for name in ("level", "floor", "reach"))
        assert "For all." in sight.excerpt
        assert sight.words > 0
        assert len(sight.fingerprint) == 64


def test_a_heading_says_its_audience_only_where_it_is_narrower_and_only_to_those_inside(note: Note, nerys: Person):
    outside, inside = rendition(note, NOBODY), rendition(note, person(nerys))
    assert outside is not None
    assert inside is not None
    assert outside.outline == ()
    assert inside.outline == (Heading(2, "Inside", "organisation"), Heading(2, "Ours", "me"), Heading(3, "Deeper", None))


def test_a_heading_frozen_without_an_audience_has_none(note: Note):
    Sight.objects.filter(level=Level.PUBLIC).update(outline=[{"level": 3, "text": "Later"}])
    shown = rendition(note, NOBODY)
    assert shown is not None
    assert shown.outline == (Heading(3, "Later", None),)


def test_the_words_for_a_search_are_those_of_where_the_viewer_stands(note: Note, nerys: Person):
    outside, inside = (plain_renditions([note], viewer)[note.pk]["en"] for viewer in (NOBODY, person(nerys)))
    assert (outside.note_id, outside.note_uid, outside.lang, outside.title) == (note.pk, note.uid, "en", "Rain")
    assert (outside.level, inside.level) == (Level.PUBLIC, Level.ME)
    assert type(outside.level) is Level
    assert outside.excerpt == Sight.objects.get(level=Level.PUBLIC).excerpt
    assert [(p.heading, p.text) for p in outside.passages] == [("", "For all.")]
    assert [p.heading for p in inside.passages] == ["", "Inside", "Ours", "Deeper"]


def test_a_note_of_two_languages_has_both_and_the_lead_language_first(nerys: Person):
    for lead, other in (("en", "cy"), ("cy", "en")):
        made = start(author=nerys, monday=WEEK, title="Rain", html=f"<p>In {lead}.</p>", lang=lead)
        write(made, nerys, f"<p>In {other}.</p>", lang=other)
        note = out(made, nerys)
        assert [one.lang for one in renditions([note], NOBODY)[note.pk]] == [lead, other]
        assert [one.lang for one in briefs([note], NOBODY)[note.pk]] == [lead, other]
        assert {lang: one.passages[0].text for lang, one in plain_renditions([note], NOBODY)[note.pk].items()} == {lead: f"In {lead}.", other: f"In {other}."}
        for wanted, given in (("en", "en"), ("cy", "cy"), (None, lead), ("fr", lead)):
            shown = rendition(note, NOBODY, wanted)
            assert shown is not None
            assert (shown.lang, f"In {given}." in shown.html) == (given, True)


def test_of_several_notes_each_is_given_to_those_who_may_see_it(nerys: Person, tomos: Person):
    notes = []
    for level in (Level.ME, Level.ORGANISATION, Level.PUBLIC):
        made = start(author=nerys, monday=WEEK, title=level.name, html=f"<p>{level.name} it is.</p>")
        notes.append(out(made, nerys, level))
    draft = start(author=nerys, monday=WEEK, title="Draft", html="<p>Not yet.</p>", level=Level.PUBLIC)
    for viewer, titles in ((person(nerys), ["ME", "ORGANISATION", "PUBLIC"]), (person(tomos), ["ORGANISATION", "PUBLIC"]), (NOBODY, ["PUBLIC"])):
        for give in (renditions, briefs):
            given = give(iter([*notes, draft]), viewer)
            assert [one.title for several in given.values() for one in several] == titles
            assert all(one.note_id == pk for pk, several in given.items() for one in several)
        assert [one.title for several in plain_renditions([*notes, draft], viewer).values() for one in several.values()] == titles


def test_what_is_not_published_is_nobodys_to_read_not_its_authors_either(nerys: Person):
    note = start(author=nerys, monday=WEEK, title="Rain", html="<p>Rain.</p>", level=Level.PUBLIC)
    assert rendition(note, person(nerys)) is None
    assert renditions([note], person(nerys)) == {}
    assert briefs([note], person(nerys)) == {}
    assert plain_renditions([note], person(nerys)) == {}


def test_a_text_of_an_edition_before_is_given_to_nobody(note: Note, nerys: Person):
    old = Sight.objects.get(level=Level.PUBLIC)
    write(note, nerys, "<p>Corrected.</p>")
    again = out(note, nerys)
    old.pk = None
    old.edition = again.editions.get(number=1)
    old.save()
    assert [one.edition for one in renditions([again], NOBODY)[again.pk]] == [2]


def test_a_text_wider_than_its_note_is_given_to_nobody(note: Note, nerys: Person):
    Note.objects.filter(pk=note.pk).update(level=Level.ORGANISATION)
    narrowed = Note.objects.get(pk=note.pk)
    assert rendition(narrowed, NOBODY) is None
    assert {one.level for one in renditions([narrowed], person(nerys))[note.pk]} == {Level.ME}
    # The public text is not what colleagues are shown in its place.
    Sight.objects.filter(note=note, level=Level.ORGANISATION).delete()
    Sight.objects.filter(note=note, level=Level.PUBLIC).update(floor=Level.ME)
    assert rendition(narrowed, person(add_person(name="Gwen"))) is None


def test_what_is_asked_of_the_database_does_not_grow_with_what_is_not_needed(note: Note, nerys: Person, tomos: Person):
    assert len(asked(note, NOBODY)) == 1
    assert len(asked(note, person(tomos))) == 3
    reached = Note.objects.with_reach(person(tomos)).get(pk=note.pk)
    assert len(asked(reached, person(tomos))) == 1
    with_names = Note.objects.prefetch_related("note_people", "note_teams").get(pk=note.pk)
    assert len(asked(with_names, person(tomos))) == 1


def test_a_list_reads_no_text(note: Note):
    with CaptureQueriesContext(connection) as queries:
        (brief,) = briefs([note], NOBODY)[note.pk]
        assert brief.edition_made_at == NOON
    (query,) = (one["sql"] for one in queries)
    assert '"html"' not in query
    assert '"outline"' not in query
    assert '"excerpt"' in query


def test_how_near_somebody_stands_is_believed_where_the_database_said_it(note: Note):
    note.reached = Level.ORGANISATION  # type: ignore[attr-defined]
    assert "Of the house." in text(note, NOBODY)
    note.reached = Level.PUBLIC  # type: ignore[attr-defined]
    assert "Of the house." not in text(note, NOBODY)


def test_what_was_stored_is_cleaned_once_more_before_it_is_shown(note: Note, nerys: Person):
    Sight.objects.filter(level=Level.PUBLIC).update(html='<p onclick="a()">Rain<script>b()</script></p><img src="https://x.example/a.png" alt="A cloud">')
    for dressed in (True, False):
        (shown,) = renditions([note], NOBODY, dressed=dressed)[note.pk]
        assert isinstance(shown.html, Markup)
        assert str(shown.html).replace("\n", "") == '<p>Rain</p><p><a href="https://x.example/a.png" rel="noopener">A cloud</a></p>'


def test_a_section_of_a_team_s_note_says_whose_it_is_and_no_other_note_does(note: Note, nerys: Person, tomos: Person, team: Team):
    sight = Sight.objects.get(note=note, level=Level.ME)
    Byline.objects.create(sight=sight, place=0, person=tomos)
    Byline.objects.create(sight=sight, place=1, person=nerys)
    assert 'class="by"' not in text(note, person(nerys))
    Note.objects.filter(pk=note.pk).update(byline_team=team)
    of_team = Note.objects.with_reach(person(nerys)).get(pk=note.pk)
    html = text(of_team, person(nerys))
    assert 'Inside</h2><p class="by">by Tomos</p>' in html
    assert 'Ours</h2><p class="by">by Nerys</p>' in html
    assert len(asked(of_team, person(nerys))) == 2
    (bare,) = renditions([of_team], person(nerys), dressed=False)[note.pk]
    assert 'class="by"' not in bare.html
    sight.lang = "cy"
    sight.save()
    assert '<p class="by">gan Tomos</p>' in text(of_team, person(nerys))
    assert len(asked(of_team, person(nerys), dressed=False)) == 1


@pytest.fixture
def pictured(nerys: Person, tomos: Person) -> tuple[Note, Media]:
    """A note for everybody with a picture in the section for colleagues; the draft has it no longer."""
    note = start(author=nerys, monday=WEEK, title="Rain", html="<p>Rain.</p>", writers=[tomos])
    media = take_picture(note=note, by=nerys, name="depot.jpg", data=drawn()).media
    write(note, nerys, f'<p>Rain.</p><h2 data-audience="organisation">Inside</h2><p>Look.</p><figure><img src="/media/{media.uid}" alt="The depot"></figure>')
    return out(note, nerys), media


def test_a_picture_is_written_for_those_whose_text_has_it(pictured: tuple[Note, Media], mared: Person):
    note, media = pictured
    assert f"<picture><source type=\"image/avif\" srcset=\"/media/{media.uid}" in text(note, person(mared))
    assert "<img" not in text(note, NOBODY)
    (bare,) = renditions([note], person(mared), dressed=False)[note.pk]
    assert f'<img src="/media/{media.uid}" alt="The depot">' in bare.html
    assert bare.played == {}
    assert len(asked(Note.objects.with_reach(person(mared)).get(pk=note.pk), person(mared), dressed=False)) == 1


def test_a_picture_that_is_gone_leaves_its_description(pictured: tuple[Note, Media], mared: Person):
    note, _media = pictured
    Placing.objects.exclude(sight=None).delete()
    assert "<img" not in text(note, person(mared))
    assert "The depot" in text(note, person(mared))


def test_a_picture_is_had_by_those_whose_text_has_it_and_by_its_writers(pictured: tuple[Note, Media], nerys: Person, tomos: Person, mared: Person):
    _note, media = pictured
    for viewer, has in {
        person(nerys): True,
        person(tomos): True,
        person(mared): True,
        person(mared, member=False): False,
        person(nerys, least=Level.PUBLIC): False,
        person(nerys, least=Level.ORGANISATION): True,
        NOBODY: False,
    }.items():
        assert picture(media.uid, viewer) == (media if has else None), viewer
    assert picture(uuid.uuid4(), person(nerys)) is None


def test_a_picture_costs_the_same_few_questions_however_many_texts_have_it(pictured: tuple[Note, Media], nerys: Person, mared: Person):
    _note, media = pictured
    for viewer, most in ((NOBODY, 3), (person(mared), 4), (person(nerys), 2)):
        with CaptureQueriesContext(connection) as queries:
            picture(media.uid, viewer)
        assert len(queries) <= most, viewer


def test_a_picture_of_a_draft_is_had_by_its_writers_and_by_nobody_else(nerys: Person, tomos: Person, mared: Person):
    note = start(author=nerys, monday=WEEK, title="Rain", html="<p>Rain.</p>", writers=[tomos], named=[mared], level=Level.PUBLIC)
    media = take_picture(note=note, by=nerys, name="depot.jpg", data=drawn()).media
    assert picture(media.uid, person(nerys)) == picture(media.uid, person(tomos)) == media
    assert picture(media.uid, person(mared)) is None
    assert picture(media.uid, NOBODY) is None
    # What carries nothing narrower than the house carries no draft's picture.
    for who in (nerys, tomos):
        assert picture(media.uid, person(who, least=Level.NAMED)) is None


def test_a_picture_kept_for_oneself_is_had_by_nobody_else(nerys: Person, tomos: Person):
    media = take_own(by=nerys, name="own.jpg", data=drawn()).media
    assert picture(media.uid, person(nerys)) == media
    assert picture(media.uid, person(tomos)) is None
    assert picture(media.uid, person(nerys, least=Level.PUBLIC)) is None


def test_a_picture_is_not_had_by_way_of_another_note_or_text(pictured: tuple[Note, Media], nerys: Person, tomos: Person, mared: Person):
    """Whoever writes another note, or is shown another text, has nothing from this one."""
    note, media = pictured
    start(author=mared, monday=WEEK, title="Mine", html="<p>Mine.</p>")
    out(start(author=nerys, monday=WEEK, title="Public", html="<p>For all.</p>"), nerys)
    assert picture(media.uid, person(mared, member=False)) is None
    # Where the note is narrowed, those who were shown it before have it no more.
    Note.objects.filter(pk=note.pk).update(level=Level.TEAM)
    assert picture(media.uid, person(mared)) is None
    Note.objects.filter(pk=note.pk).update(level=Level.PUBLIC)
    assert picture(media.uid, person(mared)) == media


def test_a_picture_in_a_text_that_is_no_longer_in_force_is_not_had_through_it(pictured: tuple[Note, Media], nerys: Person, tomos: Person, mared: Person):
    note, media = pictured
    old = Sight.objects.get(note=note, level=Level.ORGANISATION)
    write(note, nerys, "<p>Without it.</p>")
    again = out(note, nerys)
    old.pk = None
    old.edition = again.editions.get(number=1)
    old.save()
    Placing.objects.create(note=note, media=media, sight=old)
    assert picture(media.uid, person(mared)) is None
    assert picture(media.uid, person(nerys)) == media
    # Nor do those who write the note have it by way of that text.
    assert picture(media.uid, person(tomos)) == media
    Placing.objects.filter(note=note, sight=None).delete()
    assert picture(media.uid, person(tomos)) is None


def test_a_picture_somebody_else_wrote_into_a_note_stays_with_those_who_write_it(nerys: Person, tomos: Person, mared: Person):
    note = start(author=nerys, monday=WEEK, title="Rain", html="<p>Rain.</p>", writers=[tomos])
    media = take_picture(note=note, by=tomos, name="depot.jpg", data=drawn()).media
    assert picture(media.uid, person(nerys)) == media
    NotePerson.objects.filter(note=note, person=tomos).delete()
    assert picture(media.uid, person(tomos)) == media  # they gave it
    assert picture(media.uid, person(nerys)) == media
    Placing.objects.filter(note=note, media=media).delete()
    assert picture(media.uid, person(nerys)) is None


def test_a_sound_stands_in_the_rendition_of_the_text_that_has_it(nerys: Person, tomos: Person):
    note = start(author=nerys, monday=WEEK, title="Rain", html="<p>Rain.</p>")
    media = take_sound(note=note, by=nerys, name="rain.mp3", file=BytesIO(MP3), size=len(MP3))
    write(note, nerys, f'<p>Rain.</p><h2 data-audience="organisation">Inside</h2><p><a href="/media/{media.uid}">The rain</a></p>')
    out(note, nerys)
    note = Note.objects.get(pk=note.pk)
    inside, outside = rendition(note, person(tomos)), rendition(note, NOBODY)
    assert inside is not None
    assert outside is not None
    assert [played.kind for played in inside.played.values()] == ["audio/mpeg"]
    assert list(inside.played) == [str(media.uid)]
    assert outside.played == {}
