"""The lasting word of a text in its note's address, given at its first publication; anew where its title changed while no address of it stood for everyone."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice

from django.db.models import QuerySet
from django.utils.text import slugify

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import update

LONGEST, SHORTENED = 90, 80
AT_ONCE = 8  # words that are looked at first, of which one is most likely free


def have_slugs(bodies: Sequence[Body]) -> None:
    """Give each body that has none its word, other than those of its author's other notes in its language: its title, else its week; told apart by the
    week, then by a number. Inside the caller's transaction, before the note is said to be out.

    What was withdrawn, or read by fewer than everyone, has its word of the title that it comes out with: the one before may be why. Where its pages stood
    leads to it.
    """
    waiting = [body for body in bodies if not body.slug or _outgrown(body)]
    if not waiting:
        return
    likely = {body.pk: list(islice(_words(body), AT_ONCE)) for body in waiting}
    taken = _taken(waiting, {word for several in likely.values() for word in several})
    for body in waiting:
        whose = body.note.author_id, body.lang
        free = next((word for word in likely[body.pk] if (*whose, word) not in taken), None) or _further(body, taken)
        body.slug = free
        taken.add((*whose, free))
    update(waiting, ["slug"])


def _outgrown(body: Body) -> bool:
    """Whether a word was given for another title than a note has now, which was out before and is not for everyone at this moment. What comes back from
    files was out before elsewhere: here its edition, which is made already, is the first. A query at most, where the word is another."""
    note = body.note
    other = note.published_at is not None and note.level < Level.PUBLIC and body.slug not in islice(_words(body), AT_ONCE)
    return other and Edition.objects.filter(note=note).count() > 1


def _words(body: Body) -> Iterator[str]:
    """The words it may have, the one that is wanted most first."""
    note = body.note
    week = f"{note.week_from.isocalendar().year}-w{note.week_from.isocalendar().week:02d}" if note.week_from else ""
    wanted = (slugify(body.title) or week or str(note.uid)[:8])[:LONGEST].rstrip("-_")
    shortened = wanted[:SHORTENED].rstrip("-_")
    yield wanted
    if week and week not in wanted:
        yield f"{shortened}-{week}"
    yield from (f"{shortened}-{number}" for number in count(2))


def _further(body: Body, given: set[tuple[int, str, str]]) -> str:
    """The first that is free, and not among those just `given`; twice as many are looked at each time."""
    words = _words(body)
    size = AT_ONCE
    while True:
        some = list(islice(words, size))
        taken = given | _taken([body], some)
        for word in some:
            if (body.note.author_id, body.lang, word) not in taken:
                return word
        size *= 2


def _taken(bodies: Iterable[Body], words: Iterable[str]) -> set[tuple[int, str, str]]:
    """Which of these words the authors of these texts have given to others: the author, the language, the word."""
    authors = {body.note.author_id for body in bodies}
    return set(_given(words, authors))


@prepared(list[str], list[int])
def _given(words: list[str], authors: list[int]) -> QuerySet[Body, tuple[int, str, str]]:
    return Body.objects.filter(slug__in=words, note__author__in=authors).values_list("note__author_id", "lang", "slug")
