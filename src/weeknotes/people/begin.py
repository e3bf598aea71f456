"""The first run: an organisation, its languages, its first person; and people who come after."""

from django.conf import settings
from django.db import transaction

from weeknotes.people.address_words import free_slug
from weeknotes.people.models import Organisation, Person, Rhythm
from weeknotes.people.site import forget


class AlreadyBegun(Exception):
    """There is an organisation on this site."""


@transaction.atomic
def begin(*, name: str, langs: list[str], person: str, email: str = "") -> Person:
    """Make the organisation and its first person, who is its host. AlreadyBegun where there is one."""
    lead = langs[0]
    site, made = Organisation.objects.get_or_create(
        id=1,
        defaults={"name_en": name, "name_cy": name if lead == "cy" else "", "languages": ",".join(langs), "timezone": settings.TIME_ZONE},
    )
    if not made:
        raise AlreadyBegun(site.name)
    first = add_person(name=person, email=email, lang=lead, is_host=True)
    transaction.on_commit(forget)
    return first


@transaction.atomic
def add_person(*, name: str, email: str = "", lang: str = "en", is_host: bool = False) -> Person:
    """A person with an address word of their own and a rhythm: goals on Monday, the note on Friday."""
    person = Person.objects.create(slug=free_slug(name), name=name, email=email, lang=lang, writes=lang, is_host=is_host)
    Rhythm.objects.create(person=person)
    transaction.on_commit(forget)  # the check knows who is here
    return person
