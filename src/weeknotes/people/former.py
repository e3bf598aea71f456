"""A name is its person's: their address follows it, and a former one can be forgotten. Of that only a keyed hash is kept, by which the check points at it."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from weeknotes.openness.former import folded, former_hash
from weeknotes.people.address_words import give_word
from weeknotes.people.models import FormerName, Person
from weeknotes.people.site import forget

MOST = 10  # names of one person
LONGEST_WORDS = 5


class NotForgotten(Exception):
    """Why a name is not forgotten, and what to do; `sentence` is for the screen."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def former_key() -> bytes:
    """The key of the hashes of former names."""
    return hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"former").digest()


def follow_name(person: Person) -> bool:
    """Give `person` an address word of the name they have now, where the one they have says a name that they have no more; whether it changed.

    Their pages under the other word end with the next `renamed`: nothing leads from a former name to the present one.
    """
    had = {word for word in person.slug.split("-") if not word.isdecimal()}
    if had <= set(slugify(person.name).split("-")):
        return False
    give_word(person)
    person.save(update_fields=["slug"])
    return True


def forget_name(*, person: Person, name: str) -> None:
    """Have the check point at `name`, which `person` had, in anybody's note. NotForgotten with a sentence where it would point at too much."""
    words = [word for word in folded(name).split() if any(sign.isalnum() for sign in word)]
    if len(words) < 2:
        raise NotForgotten(_("Write the whole name, first and last. One word alone would point at everybody who is called so."))
    if len(words) > LONGEST_WORDS or len(name) > 120:
        raise NotForgotten(_("That is longer than a name. Write up to five words."))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if any(folded(one) == " ".join(words) for one in Person.objects.filter(is_active=True).values_list("name", flat=True)):
            raise NotForgotten(_("Somebody here has that name now. If it is yours, change it above first; then have it forgotten."))
        if person.former_names.count() >= MOST:
            raise NotForgotten(_("Ten names are forgotten already. Take them back first, then have those forgotten that matter."))
        FormerName.objects.get_or_create(person=person, hash=former_hash(name, former_key()))
    forget()


def take_back_names(*, person: Person) -> int:
    """Have the check point at no former name of `person` any more; how many there were."""
    gone = FormerName.objects.filter(person=person).delete()[0]
    forget()
    return gone
