import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from weeknotes.notes.freeze import freeze, thaw
from weeknotes.notes.levels import Level, level_named
from weeknotes.notes.models import Body, Item, Note, NoteTeam, Sight
from weeknotes.notes.rendition import rendition
from weeknotes.notes.save import save
from weeknotes.notes.start import draft_for, start, teams_of_last
from weeknotes.notes.tests.conftest import WEEK, key
from weeknotes.notes.viewer import NOBODY
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person, Team


def published(body: Body, by: Person, level: Level = Level.PUBLIC) -> Note:
    freeze(note=body.note, by=by, level=level, at=timezone.now())
    return Note.objects.get(pk=body.note_id)


def test_what_is_frozen_does_not_move_with_the_draft(body: Body, nerys: Person):
    note = published(body, nerys)
    save(body=body, by=nerys, title="Changed", html="<p>Changed.</p>", version=body.version, save_key=key())
    shown = rendition(note, NOBODY)
    assert shown is not None
    assert shown.title == "Rain"
    assert "Rain all week" in shown.html


def test_a_narrower_section_is_cut_out_for_those_further_away(body: Body, nerys: Person, tomos: Person):
    html = '<p>For all.</p><h2 data-audience="organisation">Inside</h2><p>Secret of the house.</p><h2>After</h2><p>For all again.</p>'
    save(body=body, by=nerys, title="Two", html=html, version=body.version, save_key=key())
    note = published(body, nerys)
    outside, inside = rendition(note, NOBODY), rendition(note, viewer_of(tomos))
    assert outside is not None
    assert inside is not None
    assert "Secret" not in outside.html
    assert "Inside" not in outside.html + str(outside.outline) + outside.excerpt
    assert "For all again" in outside.html
    assert "Secret" in inside.html
    assert [(s.level, s.floor) for s in Sight.objects.order_by("-level")] == [(4, 4), (3, 0)]


def test_items_take_the_level_of_the_place_they_stand_in(body: Body, nerys: Person):
    html = (
        '<h2 data-audience="team">Goals for the week</h2><ul><li>Ring the tenants</li></ul><h2>Ones to watch</h2><p>Damp – still here.</p>'
    )
    save(body=body, by=nerys, title="", html=html, version=body.version, save_key=key())
    published(body, nerys)
    assert [(i.kind, i.level) for i in Item.objects.order_by("place")] == [("goal", Level.TEAM), ("watch", Level.PUBLIC)]


def test_withdrawing_leaves_nobody_any_sight(body: Body, nerys: Person):
    note = published(body, nerys)
    thaw(note=note, at=timezone.now())
    assert rendition(note, viewer_of(nerys)) is None
    assert not Sight.objects.exists()
    assert not Item.objects.exclude(level=0).exists()
    assert note.editions.get().withdrawn_at is not None


def test_each_edition_has_the_next_number_and_only_the_last_has_text(body: Body, nerys: Person):
    published(body, nerys)
    save(body=body, by=nerys, title="Rain", html="<p>Corrected.</p>", version=body.version, save_key=key())
    edition = freeze(note=body.note, by=nerys, level=Level.PUBLIC, at=timezone.now(), correction="One figure was wrong.")
    assert edition.number == 2
    assert set(Sight.objects.values_list("edition__number", flat=True)) == {2}
    shown = rendition(Note.objects.get(pk=body.note_id), NOBODY)
    assert shown is not None
    assert shown.correction == "One figure was wrong."


def test_a_note_without_words_is_not_frozen(nerys: Person):
    note = start(author=nerys, monday=WEEK)
    with pytest.raises(ValueError, match="without words"):
        freeze(note=note, by=nerys, level=Level.PUBLIC, at=timezone.now())


def test_two_notes_of_one_title_have_addresses_of_their_own(nerys: Person):
    slugs = []
    for _n in range(3):
        note = start(author=nerys, monday=WEEK, title="Rain", html="<p>Rain.</p>")
        freeze(note=note, by=nerys, level=Level.PUBLIC, at=timezone.now())
        slugs.append(note.bodies.get().slug)
    assert len(set(slugs)) == 3
    assert slugs[0] == "rain"


def test_an_address_that_is_cut_ends_with_a_word(nerys: Person):
    for title in (f"{'a' * 89} long title", f"{'a' * 79} long title"):
        for _n in range(2):
            note = start(author=nerys, monday=WEEK, title=title, html="<p>Rain.</p>")
            freeze(note=note, by=nerys, level=Level.PUBLIC, at=timezone.now())
            slug = note.bodies.get().slug
            assert not slug.endswith("-")
            assert "--" not in slug


def test_the_database_refuses_an_audience_without_an_edition(note: Note):
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(level=Level.PUBLIC)


def test_a_week_that_does_not_begin_on_a_monday_is_refused(nerys: Person):
    with pytest.raises(ValueError, match="Monday"):
        start(author=nerys, monday=WEEK.replace(day=17))


def test_the_note_of_a_week_is_found_and_the_next_starts_with_the_last_ones_teams_alone(body: Body, nerys: Person, tomos: Person):
    found = draft_for(nerys, WEEK)
    assert found is not None
    assert found.pk == body.note_id
    assert draft_for(tomos, WEEK) is None
    team = Team.objects.create(slug="repairs", name_en="Repairs")
    NoteTeam.objects.create(note=found, team=team)
    assert found.wanted_level == Level.PUBLIC
    assert teams_of_last(nerys) == [team]
    assert teams_of_last(tomos) == []
    assert start(author=nerys, monday=None).wanted_level == Level.ME


def test_audience_words_name_their_levels():
    assert [level_named(w) for w in ("me", "named", "team", "organisation", "public", "everyone", "all")] == [0, 1, 2, 3, 4, 4, None]
