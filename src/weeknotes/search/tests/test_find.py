import pytest
from django.db import connection
from django.test import Client

from weeknotes.notes.delete import delete, erase
from weeknotes.notes.levels import Level
from weeknotes.notes.models import NotePerson, Tag
from weeknotes.notes.save import save
from weeknotes.notes.tags import put
from weeknotes.people.models import Person, Team
from weeknotes.people.renamed import renamed
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.tag_names import rename_tag
from weeknotes.publishing.withdraw import withdraw
from weeknotes.search.audit import differences
from weeknotes.search.models import Doc, Words
from weeknotes.search.tests.conftest import W11, Publish, Titles
from weeknotes.transfer.example import ROOMS

pytestmark = pytest.mark.django_db
SECTIONS = (
    "<p>The lift is old.</p><h2>Goals</h2><ul><li>Mend the lift</li></ul><h2>What I’m learning</h2><p>Letters are read late, and lifts are slow.</p>"
)


def test_all_the_words_must_stand_there_in_any_order_and_accents_make_no_difference(note: Publish, titles: Titles):
    note("Rain", "<p>The tŷ is cold and the letter was late.</p>")
    note("Snow", "<p>The letter came.</p>")
    assert titles("late letter") == ["Rain"]
    assert titles("LETTER") == ["Snow", "Rain"]
    assert titles("ty") == titles("tŷ") == ["Rain"]
    assert titles("letter parcel") == []


def test_words_in_quotation_marks_follow_each_other_and_run_over_no_heading(note: Publish, titles: Titles):
    note("One", "<p>Out of hours we wait</p><h2>Goals</h2><p>for the depot.</p>")
    note("Two", "<p>Hours out of the office.</p>")
    assert titles('"out of hours"') == titles("“Out of hours”") == ["One"]
    assert titles('"we wait goals"') == []
    assert sorted(titles("out hours")) == ["One", "Two"]
    assert titles("don't") == []


def test_what_begins_with_a_minus_must_not_stand_there(note: Publish, titles: Titles):
    note("One", "<p>The lift and the stairs.</p>")
    note("Two", "<p>The lift.</p>")
    assert titles("lift -stairs") == ["Two"]
    assert titles('lift -"the stairs"') == ["Two"]
    assert titles("-lift") == []


def test_a_word_is_found_by_its_beginning_while_it_is_typed_or_with_a_star(note: Publish, titles: Titles):
    note("One", "<p>Repairing the boilers.</p>")
    assert titles("boil") == []
    assert titles("repairing boil", typing=True) == titles("boil*") == ["One"]
    assert titles("bo", typing=True) == []
    assert titles('"the boil"*') == ["One"]


def test_welsh_words_are_found_in_their_other_forms_in_welsh_alone(note: Publish, titles: Titles):
    note("Un", "<p>Roedd hi yng Nghaerdydd.</p>", lang="cy")
    note("Dau", "<p>Aeth i Gaerdydd gyda’r tîm.</p>", lang="cy")
    note("Tri", "<p>Caerdydd a Chaerdydd.</p>", lang="cy")
    note("Four", "<p>The sign said Gaerdydd.</p>")
    assert set(titles("Caerdydd")) == {"Un", "Dau", "Tri"}
    assert set(titles("gaerdydd")) == {"Un", "Dau", "Tri", "Four"}
    assert titles("Caerdydd", exactly=True) == ["Tri"]
    assert titles('"Nghaerdydd"', exactly=True) == ["Un"]


def test_english_words_are_found_with_their_endings_in_english_alone(note: Publish, titles: Titles):
    note("One", "<p>Two boilers were repaired.</p>")
    note("Two", "<h2>Goals</h2><p>Repair the boiler.</p>")
    note("Tri", "<p>Mae’r boilers yn oer.</p>", lang="cy")
    assert set(titles("boiler")) == {"One", "Two"}
    assert set(titles("boilers repairs")) == {"One", "Two"}
    assert set(titles("boilers")) == {"One", "Two", "Tri"}
    assert titles("boilers", exactly=True) == ["Tri", "One"]
    assert titles('"the boilers"') == []
    assert titles("repairing", kind="goals") == ["Two"]
    assert titles("boiler -repair") == ["One"]


def test_a_word_that_is_being_typed_is_found_in_its_other_forms_as_it_is_when_it_is_whole(note: Publish, titles: Titles):
    note("One", "<p>The boiler.</p>")
    note("Two", "<p>All boilers.</p>")
    note("Tri", "<p>Aeth i Gaerdydd.</p>", lang="cy")
    assert titles("boilers", typing=True) == titles("boilers") == ["Two", "One"]
    assert titles("caerdydd", typing=True) == ["Tri"]
    assert titles("boilers", typing=True, exactly=True) == ["Two"]
    assert titles("boiler", typing=True) == ["One", "Two"]


def test_the_form_that_was_typed_comes_before_others(note: Publish, titles: Titles):
    note("Typed", "<p>The boilers, once.</p>")
    note("Other", "<p>The boiler, once.</p>", monday=W11.replace(day=29))
    assert titles("boilers") == ["Typed", "Other"]
    assert titles("boiler") == ["Other", "Typed"]


def test_sections_of_one_kind_can_be_searched_alone(note: Publish, titles: Titles):
    note("One", SECTIONS)
    assert titles("letters late", kind="learned") == ["One"]
    assert titles("lift", kind="learned") == ["One"]
    assert titles("lift", kind="learned", exactly=True) == []
    assert titles("lift*", kind="learned") == ["One"]
    assert titles("lift", kind="goals") == ["One"]
    assert titles('"mend the lift"', kind="goals") == ["One"]
    assert titles('"the mend"', kind="goals") == []
    assert titles("one", kind="goals") == []
    assert titles("lift -letters", kind="goals") == ["One"]


def test_person_team_year_and_language_narrow_it_down(note: Publish, titles: Titles, nerys: Person, tomos: Person, repairs: Team):
    note("Hers", monday=W11)
    note("His", by=tomos, lang="en", monday=W11.replace(year=2022, day=14), teams=[repairs])
    both = note("Theirs", cy=("Eu un nhw", "<p>Rain yn y dref.</p>"), writers=[tomos], monday=W11.replace(year=2022, day=21))
    assert titles("rain") == ["Theirs", "His", "Hers"] or titles("rain") == ["Eu un nhw", "His", "Hers"]
    assert titles("rain", person=tomos.pk, lang="en") == ["Theirs", "His"]
    assert titles("rain", team=repairs.pk) == ["His"]
    assert titles("rain", year=2021) == ["Hers"]
    assert titles("rain", year=2022, lang="cy") == ["Eu un nhw"]
    assert NotePerson.objects.filter(note=both, part=NotePerson.WRITES).count() == 1


def test_a_tag_narrows_it_down_by_either_name_and_one_that_nothing_has_finds_nothing(note: Publish, titles: Titles, client: Client):
    tagged = note("Tagged", "<p>Rain on the roof.</p>")
    note("Plain", "<p>Rain on the road.</p>")
    put(note=tagged, names=["Damp homes"])
    tag = Tag.objects.get()
    Tag.objects.update(name_cy="Cartrefi llaith", key_cy="cartrefi llaith")
    assert titles("rain", tag=tag.pk) == ["Tagged"]
    assert titles("rain", tag=0) == []
    for name, found in (("damp homes", True), ("CARTREFI  LLAITH", True), ("lifts", False)):
        text = client.get("/search/", {"q": "rain", "tag": name}).text
        assert ("Tagged" in text, "Plain" in text) == (found, False)
        assert f'value="{" ".join(name.split())}"' in text


def test_a_tag_is_found_by_its_address_and_by_the_name_and_the_address_it_had_before(note: Publish, client: Client):
    put(note=note("Tagged", "<p>Rain on the roof.</p>"), names=["Damp homes"])
    note("Plain", "<p>Rain on the road.</p>")
    rename_tag(tag=Tag.objects.get(), name_en="Mould", name_cy="Llwydni du")
    for name, found in (("mould", True), ("llwydni du", True), ("damp-homes", True), ("Damp homes", True), ("lifts", False)):
        text = client.get("/search/", {"q": "rain", "tag": name}).text
        assert ("Tagged" in text, "Plain" in text) == (found, False), name
    rename_tag(tag=Tag.objects.get(), name_en="Dry rot", name_cy="")
    assert "Tagged" in client.get("/search/", {"q": "rain", "tag": "dry-rot"}).text


def test_what_a_tag_was_called_before_leads_on_for_those_who_may_see_what_it_is_called_now(note: Publish, tomos: Person, client: Client):
    put(note=note("Tagged", "<p>Rain on the roof.</p>", level=Level.ORGANISATION), names=["Damp homes"])
    rename_tag(tag=Tag.objects.get(), name_en="Mould", name_cy="")
    asked_for = {"q": "rain", "tag": "damp-homes"}
    assert "Tagged" not in client.get("/search/", asked_for).text
    client.force_login(tomos, backend=BACKEND)
    assert "Tagged" in client.get("/search/", asked_for).text


def test_a_note_in_two_languages_is_found_once(note: Publish, titles: Titles):
    note("Rain", "<p>Rota.</p>", cy=("Glaw", "<p>Rota.</p>"))
    assert len(titles("rota")) == 1


def test_a_word_in_the_title_says_more_than_one_in_the_text_and_of_equals_the_newer_comes_first(note: Publish, titles: Titles):
    note("Boilers", "<p>They are cold.</p>")
    note("Later", "<p>The boilers, once.</p>", monday=W11.replace(day=22))
    note("Same again", "<p>The boilers, once.</p>", monday=W11.replace(day=29))
    assert titles("boilers") == ["Boilers", "Same again", "Later"]


def test_what_readers_of_a_level_do_not_see_is_not_found_by_them(note: Publish, titles: Titles, nerys: Person, tomos: Person, repairs: Team):
    other, guest = Person.objects.create(slug="aled", name="Aled"), Person.objects.create(slug="gwen", name="Gwen", in_organisation=False)
    html = '<p>Plain words.</p><h2 data-audience="team">Between us</h2><p>Hidden words.</p><h2 data-audience="me">Mine</h2><p>Private words.</p>'
    note("Open", html, teams=[repairs])
    seen = {
        who: (titles("plain", p), titles("hidden", p), titles("private", p))
        for who, p in {"nobody": None, "member": other, "guest": guest, "team": tomos, "author": nerys}.items()
    }
    assert seen == {
        "nobody": (["Open"], [], []),
        "member": (["Open"], [], []),
        "guest": (["Open"], [], []),
        "team": (["Open"], ["Open"], []),
        "author": (["Open"], ["Open"], ["Open"]),
    }


@pytest.mark.parametrize(
    ("level", "who"),
    [
        (Level.ME, {"author"}),
        (Level.NAMED, {"author", "guest"}),
        (Level.TEAM, {"author", "guest", "team"}),
        (Level.ORGANISATION, {"author", "guest", "team", "member"}),
        (Level.PUBLIC, {"author", "guest", "team", "member", "nobody"}),
    ],
)
def test_a_note_is_found_by_whom_it_is_for(
    level: Level, who: set[str], note: Publish, titles: Titles, nerys: Person, tomos: Person, repairs: Team
):
    guest = Person.objects.create(slug="gwen", name="Gwen", in_organisation=False)
    everybody = {"nobody": None, "member": Person.objects.create(slug="aled", name="Aled"), "guest": guest, "team": tomos, "author": nerys}
    note("Damp", level=level, teams=[repairs], named=[guest])
    assert {part for part, person in everybody.items() if titles("damp", person)} == who


def test_what_is_corrected_narrowed_withdrawn_or_erased_is_found_so_at_once(note: Publish, titles: Titles, nerys: Person):
    made = note("Rain", "<p>The boiler.</p>")
    body = made.bodies.get()
    save(body=body, by=nerys, title="Rain", html="<p>The lift.</p>", version=body.version, save_key=made.uid)
    assert titles("boiler") == ["Rain"]
    publish(note=made, by=nerys)
    assert titles("boiler") == []
    assert titles("lift") == ["Rain"]
    narrow(note=made, by=nerys, level=Level.ME)
    assert titles("lift") == []
    assert titles("lift", nerys) == ["Rain"]
    withdraw(note=made, by=nerys)
    assert titles("lift", nerys) == []
    assert not Doc.objects.exists()
    delete(note=made, by=nerys)
    erase(note=made, by=nerys)
    assert list(differences()) == []


def test_notes_are_found_under_the_name_of_their_writer_and_under_no_former_one(note: Publish, titles: Titles, nerys: Person, tomos: Person):
    note("Rain", writers=[tomos])
    assert titles("rees") == titles("pugh rain") == ["Rain"]
    tomos.name = "Tomos Morgan"
    tomos.save()
    renamed(person=tomos)
    assert titles("rees") == []
    assert titles("morgan") == ["Rain"]
    assert list(differences()) == []


def test_nothing_stays_behind_of_rows_that_go_by_another_way(note: Publish):
    note("Rain", "<p>Remarkable.</p>")
    Doc.objects.all().delete()
    assert not Words.objects.exists()
    assert "search" in ROOMS
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_fts WHERE search_fts MATCH 'remarkable'")
            assert cursor.fetchone() == (0,)
