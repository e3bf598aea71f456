"""The writer's own notes as the Write page lists them: a page at a time, and never their text."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, Prefetch, prefetch_related_objects

from weeknotes.notes.models import Body, Note
from weeknotes.notes.queries import Notes
from weeknotes.people.models import Person
from weeknotes.web.typed import page

ON_A_PAGE = 50
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, newest first; `newer` and `older` are the addresses of its neighbours, "" where there is none."""

    notes: tuple[Note, ...]
    newer: str
    older: str


def listed(person: Person, asked: Mapping[str, str]) -> tuple[Listed, Listed]:
    """A page of the drafts and a page of the published notes of `person`, as `asked` by `drafts` and `published` (1 is the newest).

    What is no page of the list is its first. Three queries, however many notes there are.
    """
    mine = Note.objects.writable_by(person.pk).select_related("author").order_by(F("week_from").desc(nulls_last=True), "-created_at", "-id")
    drafts = _page(mine.filter(edition=None), asked, "drafts")
    published = _page(mine.filter(edition__isnull=False), asked, "published")
    prefetch_related_objects([*drafts.notes, *published.notes], Prefetch("bodies", Body.objects.defer("html").order_by("id")))
    return drafts, published


def _page(notes: Notes, asked: Mapping[str, str], name: str) -> Listed:
    number = page(asked.get(name), last=LAST_PAGE)
    found = _slice(notes, number)
    if number > 1 and not found:
        number, found = 1, _slice(notes, 1)

    def address(other: int) -> str:
        # The other list stays where it is.
        return f"?{urlencode({**{key: asked[key] for key in ('drafts', 'published') if key in asked}, name: other})}#{name}"

    newer = address(number - 1) if number > 1 else ""
    return Listed(tuple(found[:ON_A_PAGE]), newer, address(number + 1) if len(found) > ON_A_PAGE else "")


def _slice(notes: Notes, number: int) -> list[Note]:
    """The notes of page `number`, and one more where there is an older page."""
    first = (number - 1) * ON_A_PAGE
    return list(notes[first : first + ON_A_PAGE + 1])
