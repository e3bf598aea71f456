"""What links here: by any address, for as long as both notes are for everyone."""

import pytest
from django.conf import settings

from weeknotes.notes.levels import Level
from weeknotes.publishing.audit import audit
from weeknotes.publishing.links import paths_in
from weeknotes.publishing.models import Address, Link
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

AT = "people/nerys/the-van/index.html"
TO = '<p>See <a href="/people/nerys/the-van/">the van</a>.</p>'


def test_only_addresses_of_notes_here_are_links_to_notes():
    html = f'<a href="{settings.SITE_URL}/cy/people/a/b?x=1#y"></a><a href="https://example.org/people/a/b/"></a><a href="//people/a/b/"></a><a href="/2021/"></a>'
    assert paths_in(html + '<a href="/people/a/b/"></a><a href="/people/a/"></a>') == {"/cy/people/a/b/", "/people/a/b/"}
    assert paths_in(f'<a href="/people/{"a" * 400}/b/"></a>') == set()


def test_a_note_says_which_others_link_to_it_until_they_do_not(write, rewrite, nerys, tomos, page):
    publish(note=write("The van"), by=nerys)
    assert "links-here" not in page(AT)
    linking = write("Wedyn", TO, author=tomos)
    publish(note=linking, by=tomos)
    assert '<a class="said" href="/cy/people/tomos/wedyn/" hreflang="cy" lang="cy">Wedyn</a> <span class="s">Tomos' in page(AT)
    rewrite(linking, TO, title="Wedyn eto")
    publish(note=linking, by=tomos)
    assert ">Wedyn eto</a>" in page(AT)
    rewrite(linking, "<p>Dim dolen.</p>")
    publish(note=linking, by=tomos)
    assert "links-here" not in page(AT)
    assert Link.objects.count() == 0
    assert audit() == ()


@pytest.mark.parametrize("away", [lambda note, by: withdraw(note=note, by=by), lambda note, by: narrow(note=note, by=by, level=Level.ORGANISATION)])
def test_a_note_that_is_no_longer_for_everyone_is_named_nowhere(write, nerys, page, holding, away):
    publish(note=write("The van"), by=nerys)
    linking = write("Walrus", TO)
    publish(note=linking, by=nerys)
    assert "Walrus" in page(AT)
    away(linking, nerys)
    assert holding("Walrus") == []
    assert audit() == ()


def test_a_link_in_a_part_for_fewer_people_is_told_to_nobody(write, nerys, housing, page):
    publish(note=write("The van"), by=nerys)
    publish(note=write("Later", f'<p>Open.</p><h2 data-audience="team">Ours</h2>{TO}', teams=[housing]), by=nerys)
    assert "links-here" not in page(AT)


def test_a_link_written_before_its_note_is_there_or_to_a_former_address_counts(write, rewrite, nerys, page):
    publish(note=write("Later", TO), by=nerys)
    van = write("The van")
    publish(note=van, by=nerys)
    assert ">Later</a>" in page(AT)
    van.bodies.update(slug="the-lorry")
    rewrite(van, "<p>Rain.</p>", title="The lorry")
    publish(note=van, by=nerys)
    assert Address.objects.get(path="/people/nerys/the-van/").current is False
    assert ">Later</a>" in page("people/nerys/the-lorry/index.html")
    publish(note=write("By its own name", f'<p><a href="/notes/{van.uid}/">the van</a></p>'), by=nerys)
    assert ">By its own name</a>" in page("people/nerys/the-lorry/index.html")
    assert audit() == ()


def test_a_note_that_links_to_itself_is_not_named(write, nerys, page):
    publish(note=write("The van", TO), by=nerys)
    assert "links-here" not in page(AT)
