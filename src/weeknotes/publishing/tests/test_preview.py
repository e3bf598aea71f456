"""The picture beside a link to a note: drawn when asked for, kept as a file, gone with the note."""

import io

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as fewer
from hypothesis import strategies as st
from PIL import Image

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.models import Page
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.preview import HEIGHT, WIDTH, Said, can_be_drawn, preview, shown
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

AT = "/people/nerys/two-in-the-morning/preview.png"
FILE = settings.PUBLIC / AT[1:]
needs_rows = pytest.mark.django_db


@pytest.fixture
def note(write, nerys):
    made = write(cy=("Dau o’r gloch y bore", "<p>Glaw.</p>"))
    publish(note=made, by=nerys)
    return made


def retitle(note, title):
    Body.objects.filter(note=note, lang="en").update(title=title)


@needs_rows
def test_it_is_drawn_when_it_is_first_asked_for_and_is_a_file_from_then_on(note, client, django_assert_num_queries):
    assert not FILE.exists()
    answer = client.get(AT)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert FILE.read_bytes() == answer.content
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (WIDTH, HEIGHT)
    assert len(answer.content) < 100_000
    assert client.get("/cy/people/nerys/dau-o-r-gloch-y-bore/preview.png").content != answer.content
    assert audit() == ()


@needs_rows
def test_it_goes_with_the_note(note, nerys, client):
    client.get(AT)
    withdraw(note=note, by=nerys)
    assert not FILE.exists()
    # As the page beside it says.
    assert client.get(AT).status_code == client.get(AT.removesuffix("preview.png")).status_code == 410
    assert not FILE.exists()
    assert audit() == ()


@needs_rows
@pytest.mark.parametrize("level", [level for level in Level if level < Level.PUBLIC])
def test_a_note_for_fewer_people_has_none_not_even_for_those_who_may_read_it(note, nerys, client, level):
    narrow(note=note, by=nerys, level=level)
    client.force_login(nerys, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(AT).status_code == 410
    assert not FILE.exists()


@needs_rows
def test_another_title_is_on_it_before_the_answer(note, nerys, client):
    before = client.get(AT).content
    retitle(note, "Three in the morning")
    publish(note=note, by=nerys)
    assert FILE.read_bytes() != before
    assert client.get(AT).content == FILE.read_bytes()
    assert audit() == ()


@needs_rows
def test_what_is_baked_again_has_the_pictures_that_were_asked_for_and_no_others(note, client):
    client.get(AT)
    bake(everything=True)
    assert list(Page.objects.filter(kind="preview").values_list("path", flat=True)) == [AT[1:]]
    FILE.write_bytes(b"damaged")
    bake()
    assert FILE.read_bytes() == client.get(AT).content
    assert FILE.read_bytes().startswith(b"\x89PNG")


@needs_rows
def test_a_title_that_cannot_be_drawn_has_no_picture(write, nerys, client):
    note = write("日本語の題")
    publish(note=note, by=nerys)
    folder = note.addresses.get(current=True).path
    assert client.get(f"{folder}preview.png").status_code == 404


@needs_rows
def test_an_address_that_no_note_has_draws_nothing(note, client):
    for at in ("/people/nerys/nothing/preview.png", "/cy/people/nerys/two-in-the-morning/preview.png"):
        assert client.get(at).status_code == 404


def test_the_same_words_give_the_same_bytes_and_a_cut_is_at_a_word():
    said = Said("Lifts", "Nerys", "Glanderw", "Week", "47", (True, False))
    assert preview(said) == preview(said) != preview(Said("Damp", "Nerys", "Glanderw", "Week", "47", (True, False)))
    assert can_be_drawn("Tŷ’r cŵn")
    assert shown("Tŷ  cŵn \U0001f600\n!") == "Tŷ cŵn !"


def ink(title: str) -> int:
    """How dark the picture of a title is, all in all."""
    with Image.open(io.BytesIO(preview(Said(title, "Nerys", "Glanderw")) or b"")) as image:
        return sum(255 - grey for grey in image.convert("L").tobytes())


def test_no_sign_is_drawn_over_its_neighbour():
    bare = 2 * ink(".") - ink("..")
    for pair in ("“H", "?”", "”H", "%H", "`H", "‘H", "½H", "…H", "ŵH"):
        assert ink(pair) - bare == sum(ink(sign) - bare for sign in pair), pair
    # A space after a sign is seen.
    assert preview(Said("“it?” and", "Nerys", "Glanderw")) != preview(Said("“it?”and", "Nerys", "Glanderw"))


@fewer(max_examples=60)
@given(st.text(max_size=600), st.text(max_size=200), st.text(max_size=200), st.lists(st.booleans(), max_size=12))
def test_any_words_make_a_picture_of_the_right_size_or_none(title, by, site, days):
    body = preview(Said(title, by, site, "Week" if days else "", "1–53" if days else "", tuple(days)))
    assert (body is not None) == can_be_drawn(title)
    if body is not None:
        with Image.open(io.BytesIO(body)) as image:
            assert image.size == (WIDTH, HEIGHT)
        assert len(body) < 100_000
