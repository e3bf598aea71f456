"""What the host keeps for the check: kept one a line, known to the rules, and asked of the database once."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from weeknotes.notes import known_lists
from weeknotes.notes.checking import notice
from weeknotes.notes.forms_known import LISTS
from weeknotes.notes.known import context_of, known
from weeknotes.notes.known_lists import NotALine
from weeknotes.notes.models import Body, Known, Plan
from weeknotes.notes.rule_words import GROUPS, RULE_WORDS, grouped, rule_words
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tell_media import tell_about
from weeknotes.notes.tests.drawn import drawn
from weeknotes.openness.check import RULES
from weeknotes.openness.former import former_hash
from weeknotes.people import site
from weeknotes.people.former import forget_name
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND

PATH = "/settings/site/check/"
KEPT = {
    "people": "Sian Ellis\n  Sian   Ellis \n\nGwyn Rees", "members": "Cllr Mair Hughes", "suppliers": "Damp & Sons", "acronyms": "HMRC\nNHS",
    "internal": "https://Intranet.Glanderw.example/pages\n*.inside.glanderw.example\nfilestore", "cases": r"Housing case; HC-\d{6}; HC-123456",
    "elections": "2027-03-22 to 2027-05-06 Senedd election", "holidays": "2026-12-25 Christmas Day\n2026-12-28", "misheard": "Glanderw: Glan Derwen, clan deru",
    "profile": "strict", "stops": ["email", "phone"],
}  # fmt: skip


@pytest.fixture
def host(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def test_what_the_host_keeps_is_known_to_the_rules(host: Client, nerys: Person, body: Body):
    assert "has an account counts by itself" in host.get(PATH).content.decode()
    assert host.post(PATH, KEPT).status_code == 302
    page = host.get(PATH).content.decode()
    assert "Sian   Ellis" in page
    assert '<option value="strict" selected>' in page
    assert 'value="email" checked' in page
    context = context_of(body)
    assert context.people == {"Nerys", "Sian Ellis", "Gwyn Rees"}
    assert context.internal == {"intranet.glanderw.example", "inside.glanderw.example", "filestore"}
    assert context.references[0].pattern.search("see hc-204817 please")
    assert [(w.kind, w.first, w.last, w.name) for w in context.windows] == [
        ("pre_election", date(2027, 3, 22), date(2027, 5, 6), "Senedd election"),
        ("holiday", date(2026, 12, 25), date(2026, 12, 25), "Christmas Day"), ("holiday", date(2026, 12, 28), date(2026, 12, 28), ""),
    ]  # fmt: skip
    assert context.members == {"Cllr Mair Hughes"} and context.suppliers == {"Damp & Sons"} and context.acronyms == {"HMRC", "NHS"}
    assert (context.profile, context.lang, context.level) == ("strict", "en", 4) and context.stops == {"email", "phone"} and context.langs == {"en"}
    assert ("clan deru", "Glanderw") in context.misheard
    assert context.moment is not None
    assert context.moment.utcoffset() is not None


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("people", "x" * 121, "Line 1: this is longer than 120 characters"),
        ("internal", "fine.example\nnot a host", "Line 2: that is no name of a host"),
        ("cases", "Housing; HC", "parted by semicolons"),
        ("cases", r"\nHousing; HC-\d{6}; HC-1", "does not find its example “HC-1”"),
        ("cases", r"Housing; (\d+)+; 123", "A repetition stands inside a repetition"),
        ("cases", r"Housing; (?:a?){20}b; b", "A repetition stands inside a repetition"),
        ("cases", r"Housing; (a)\1; aa", "it could take very long"),
        ("cases", "Housing; HC-(; HC-", "It is no regular expression"),
        ("cases", f"Housing; {'a' * 201}; a", "longer than 200 characters"),
        ("cases", "Housing; a?; a", "fits where nothing stands"),
        ("elections", "next spring", "begin with a day"),
        ("elections", "2027-02-30 Senedd", "begin with a day"),
        ("holidays", "2027-03-02 to 2027-03-01 Ffair", "Turn them round"),
        ("misheard", "Glanderw Glan Derwen", "a colon"),
        ("misheard", "Glanderw: Glanderw", "the name itself"),
        ("misheard", "Glanderw: –", "no word"),
        ("profile", "loud", "Choose one of the three."),
        ("stops", ["nothing"], "not there any more"),
    ],
)
def test_a_line_that_cannot_be_used_is_answered_at_its_box_and_nothing_changes(host: Client, box: str, typed: str, sentence: str):
    answer = host.post(PATH, KEPT | {box: typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Known.objects.exists()


def test_every_rule_is_called_by_words_where_the_host_chooses():
    assert {rule.name for rule in RULES} <= set(RULE_WORDS)
    assert rule_words("of_this_site") == "of this site"


def test_every_rule_stands_once_in_a_group_and_those_of_this_place_alone_in_the_last(host: Client, settings):
    grouped_names = [name for _words, names in GROUPS for name in names]
    assert sorted(grouped_names) == sorted(RULE_WORDS)
    shown = grouped([*RULE_WORDS, "of_this_site"])
    assert shown[-1] == ("Of this place alone", [("of_this_site", "of this site")])
    assert [words for words, _rows in grouped(["phone", "said_found"])] == ["People", "Honesty"]
    page = host.get(PATH).content.decode()
    places = [page.index(f'<legend class="label">{words}</legend>') for words in ("People", "The organisation", "Place and time", "Access and plain language", "Honesty")]
    assert places == sorted(places)
    assert places[1] < page.index('value="procurement"') < places[2]
    assert page.count('name="stops"') == len(RULES)


def test_nobody_but_the_host_sees_or_changes_it(tomos: Person):
    other = Client()
    other.force_login(tomos, backend=BACKEND)
    assert (other.get(PATH).status_code, other.post(PATH, KEPT).status_code) == (404, 404)
    assert not Known.objects.exists()


def test_a_list_that_an_earlier_release_took_and_this_one_does_not_leaves_the_others_in_force(nerys: Person):
    Known.objects.create(id=1, cases=r"Old; (\d+)+; 1", acronyms="NHS")
    site.forget()
    assert known().references == () and known().acronyms == {"NHS"}


def test_what_is_known_is_asked_for_once(body: Body, django_assert_num_queries):
    notice(body)
    with django_assert_num_queries(1):  # the languages of the note and its time
        notice(body)


def test_pictures_and_sounds_are_known_until_somebody_said_what_there_is_to_say(body: Body, nerys: Person):
    picture = take_picture(note=body.note, by=nerys, name="rain.png", data=drawn(size=(30, 30))).media
    body.html = f'<p><img src="/media/{picture.uid}" alt="Rain"></p>'
    body.save()
    assert context_of(body).unasked == {f"/media/{picture.uid}"}
    tell_about(media=picture, credit="Nerys", consent="")
    assert context_of(body).unasked == {f"/media/{picture.uid}"}
    tell_about(media=picture, credit="Nerys", consent="given")
    assert context_of(body).unasked == frozenset()


def test_a_picture_that_stands_in_a_note_by_its_address_alone_is_said_before_publishing(body: Body, nerys: Person, tomos: Person):
    elsewhere = start(author=tomos, monday=None, title="Of ours")
    theirs = take_picture(note=elsewhere, by=tomos, name="depot.png", data=drawn(size=(30, 30))).media
    mine = take_picture(note=body.note, by=nerys, name="rain.png", data=drawn(size=(31, 30))).media
    html = "".join(f'<p><img src="/media/{one.uid}" alt="Wet"></p>' for one in (theirs, mine))
    save(body=body, by=nerys, title=body.title, html=html, version=body.version, save_key=uuid4())
    body.refresh_from_db()
    assert context_of(body).ungiven == {f"/media/{theirs.uid}"}
    assert [one.finding.quote for one in notice(body, level=2) if one.finding.rule == "media_not_given"] == [f'<img src="/media/{theirs.uid}" alt="Wet">']
    assert not [one for one in notice(body, level=0) if one.finding.rule == "media_not_given"]


def test_the_moment_is_that_of_the_plan_and_the_other_language_counts_once_it_has_words(body: Body, nerys: Person):
    at = timezone.now() + timedelta(days=9)
    Plan.objects.create(note=body.note, by=nerys, level=4, at=at)
    other = Body.objects.create(note=body.note, lang="cy")
    assert context_of(body).moment == at and context_of(body).langs == {"en"}
    other.html = "<p>Glaw.</p>"
    other.save()
    assert context_of(body).langs == context_of(other).langs == {"en", "cy"}
    assert context_of(body, level=2, moment=at - timedelta(days=1)).moment == at - timedelta(days=1)


def test_a_former_name_is_known_by_its_hash_alone(nerys: Person):
    forget_name(person=nerys, name="Sian Ellis")
    assert known().former == {former_hash("SIÂN  ELLIS", known().former_key)}
    assert "Ellis" not in repr(known())


def test_the_title_is_looked_at_too(body: Body):
    body.title = "Write to sam@glanderw.gov.uk"
    assert [one.finding.rule for one in notice(body)] == ["email"]


@given(some.text(), some.sampled_from(sorted(LISTS)))
def test_no_text_in_a_box_makes_it_raise_anything_but_a_sentence(text: str, box: str):
    try:
        LISTS[box](text)
    except NotALine as why:
        assert why.sentence.startswith("Line ")


@given(some.lists(some.text(alphabet="abc ,:", max_size=20)).map("\n".join))
def test_a_line_of_names_heard_wrongly_never_gives_an_empty_one(text: str):
    with suppress(NotALine):
        assert all(heard and name and heard != name for heard, name in known_lists.misheard(text))
