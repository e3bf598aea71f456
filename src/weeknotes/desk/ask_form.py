"""What a page for asking sends: whom, about which sentence, and the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from weeknotes.people.models import Person


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: people by their numbers, the sentence's number (None: the whole note), and the words."""

    people: tuple[int, ...] = ()
    sentence: int | None = None
    text: str = ""


def read_ask(post: QueryDict) -> Sent:
    """Read it; what is no number is left out."""
    people = tuple(dict.fromkeys(int(one) for one in post.getlist("to") if one.isdecimal() and len(one) < 10))
    place = post.get("sentence", "")
    return Sent(people, int(place) if place.isdecimal() and len(place) < 7 else None, post.get("text", ""))


def chosen(people: Sequence[int], among: Iterable[Person]) -> list[Person]:
    """The people that were chosen, of those there are."""
    found = {one.pk: one for one in among}
    return [found[pk] for pk in people if pk in found]
