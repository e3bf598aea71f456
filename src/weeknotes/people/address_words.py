"""Address words of people: made from a name, one person's alone, and never given to anybody else after them."""

import hashlib

from django.conf import settings
from django.utils.text import slugify

from weeknotes.people.models import FormerWord, Person

LONGEST = 70


def free_slug(name: str, *, of: Person | None = None) -> str:
    """An address word made from `name` that nobody has or had, but for `of` themselves, who may have their own again."""
    wanted = slugify(name)[:LONGEST] or "somebody"
    slug, count = wanted, 2
    while is_taken(slug, but=of):
        slug = f"{wanted}-{count}"
        count += 1
    return slug


def is_taken(slug: str, *, but: Person | None = None) -> bool:
    """Whether somebody has this address word or had it. Whoever follows the pages of somebody who left would follow the next of that word."""
    people, words = Person.objects.filter(slug=slug), FormerWord.objects.filter(hash=_hash(slug))
    if but is not None:
        people, words = people.exclude(pk=but.pk), words.exclude(person=but)
    return people.exists() or words.exists()


def give_word(person: Person) -> None:
    """Have `person` called in addresses by the name that they have now, and keep that the word before it was theirs. They are not saved."""
    before, person.slug = person.slug, free_slug(person.name, of=person)
    if person.slug != before:
        FormerWord.objects.get_or_create(person=person, hash=_hash(before))


def _hash(slug: str) -> str:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"address word").digest()
    return hashlib.blake2b(slug.encode(), key=key, digest_size=16).hexdigest()
