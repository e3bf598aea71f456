"""The writer's own notes as the Write page lists them: a page at a time, and never their text."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, Prefetch

from weeknotes.notes.models import Body, Note
from weeknotes.notes.queries import Notes
from weeknotes.people.models import Person

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, newest first; `newer` and `older` are the addresses of its neighbours, "" where there is none."""

    notes: tuple[Note, ...]
    newer: str
    older: str


def listed(person: Person, asked: Mapping[str, str]) -> tuple[Listed, Listed]:
    """A page of the drafts and a page of the published notes of `person`, as `asked` by `drafts` and `published` (1 is the newest).

    What is no number is the first page, and what is past the end the last. Six queries, however many notes there are.
    """
    mine = Note.objects.writable_by(person.pk).order_by(F("week_from").desc(nulls_last=True), "-created_at", "-id")
    return _page(mine.filter(edition=None), asked, "drafts"), _page(mine.filter(edition__isnull=False), asked, "published")


def _page(notes: Notes, asked: Mapping[str, str], name: str) -> Listed:
    titles = Body.objects.defer("html").order_by("id")
    pages = Paginator(notes.select_related("author").prefetch_related(Prefetch("bodies", titles)), ON_A_PAGE)
    page = pages.get_page(asked.get(name, "1"))
    found = tuple(page.object_list)

    def address(number: int) -> str:
        # The other list stays where it is.
        return f"?{urlencode({**{key: asked[key] for key in ('drafts', 'published') if key in asked}, name: number})}#{name}"

    newer = address(page.previous_page_number()) if page.has_previous() else ""
    return Listed(found, newer, address(page.next_page_number()) if page.has_next() else "")
