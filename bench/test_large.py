"""A large site is one that the product itself could have made."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import now

from bench.large import main
from bench.large_rows import fill
from weeknotes.notes.freeze import freeze
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Item, Note, Sight
from weeknotes.people import site
from weeknotes.people.models import Membership, Person, Team
from weeknotes.publishing.kinds import Spot, render

NOTES = 60
AS_FROZEN = ("lang", "level", "floor", "words", "fingerprint", "title", "slug", "excerpt", "outline", "html")
AS_READ = ("lang", "place", "section", "kind", "level", "start", "end", "label", "key", "text")


@pytest.mark.django_db(transaction=True)
def test_publishing_such_a_note_again_freezes_and_reads_what_was_made():
    fill(NOTES)
    site.forget()
    assert (Person.objects.count(), Team.objects.count(), Note.objects.count()) == (1000, 120, NOTES)
    assert Membership.objects.now().count() >= 1000
    for note in Note.objects.all()[:40]:
        sights = list(Sight.objects.filter(note=note).order_by("lang", "level").values(*AS_FROZEN))
        items = list(Item.objects.filter(note=note).order_by("place").values(*AS_READ))
        freeze(note=note, by=note.author, level=Level(note.level), at=now())
        assert list(Sight.objects.filter(note=note).order_by("lang", "level").values(*AS_FROZEN)) == sights
        assert list(Item.objects.filter(note=note).order_by("place").values(*AS_READ)) == items


@pytest.mark.django_db(transaction=True)
def test_its_pages_can_be_made():
    fill(NOTES)
    site.forget()
    public = Note.objects.filter(level=Level.PUBLIC).order_by("-dated", "-published_at").select_related("author")
    assert NOTES // 3 <= public.count() < NOTES
    newest = public[0]
    title = newest.bodies.get(lang=newest.lead_lang).title
    for spot in (Spot("home", "", newest.lead_lang), Spot("person", newest.author.slug, "en"), Spot("note", str(newest.uid), newest.lead_lang)):
        page = render(spot)
        assert page is not None
        assert title in unescape(page.body.decode())
    weeks = [week for week in Note.objects.values_list("week_from", flat=True) if week is not None]
    assert len(weeks) == NOTES
    assert max(weeks) - min(weeks) > timedelta(weeks=250)


def test_other_words_than_a_number_and_a_folder_are_a_sentence(capsys: pytest.CaptureFixture[str]):
    assert main(["many", "/tmp/nowhere"]) == 2
    assert "python -m bench.large 1000 /tmp/data" in capsys.readouterr().err
