"""What a page for asking sends: whom, about which sentence, and the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from weeknotes.people.models import Person
from weeknotes.web.typed import number

MOST = 999_999_999


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: people by their numbers, the sentence's number (None: the whole note), and the words."""

    people: tuple[int, ...] = ()
    sentence: int | None = None
    text: str = ""


def read_ask(post: QueryDict) -> Sent:
    """Read it; what is no number is left out."""
    people = tuple(dict.fromkeys(one for typed in post.getlist("to") if (one := number(typed, most=MOST)) is not None))
    return Sent(people, number(post.get("sentence"), most=MOST), post.get("text", ""))


def chosen(people: Sequence[int], among: Iterable[Person]) -> list[Person]:
    """The people that were chosen, of those there are."""
    found = {one.pk: one for one in among}
    return [found[pk] for pk in people if pk in found]
