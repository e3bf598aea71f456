"""Remembering a note as it is published, corrected, narrowed or withdrawn: threads follow what it says now, and no decision is dropped."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from weeknotes.memory.happened import happened, retell
from weeknotes.memory.keep import Pair, keep, let_go, recount
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.shelf import LABELLED, Shelf, group, shelf_for
from weeknotes.memory.statements import Statement, statements
from weeknotes.notes.models import Body, Edition, Item, Note, Revision
from weeknotes.notes.save import words_of
from weeknotes.people.models import Person
from weeknotes.prose.anchor import Anchor, re_anchor
from weeknotes.prose.html import plain
from weeknotes.web.prepared import prepared


def echo(*, note: Note, edition: Edition | None, by: Person, at: datetime) -> None:  # noqa: ARG001 - the shape every echo has
    """Bring memory in line with `note` as it now stands (`edition` None: withdrawn), inside the transaction that changed it.

    Threads are matched by the place and words they had in this note, then by label, then by a goal's very words; what is new becomes a
    thread. Words taken out are forgotten, unless something was decided about them: then their appearance stays with the writer alone.
    """
    if edition is None:
        note.appearances.update(level=0)
        note.outcomes.update(level=0)
        return
    items = _items(note.pk)
    body = next(iter(_body(note.pk, items[0].lang if items else note.lead_lang)), None)
    text = plain(body.html) if body else ""
    said = statements(note, items, text)
    shelf = shelf_for(note, said)
    touched, new_goals = say(note, said, body, text, shelf)
    shelf.write()
    touched |= happened(note, items, group(note))
    touched |= set(_threads_in(note.pk))
    touched |= retell(note, new_goals, group(note))
    recount(touched)


@prepared(int)
def _items(note: int) -> QuerySet[Item]:
    return Item.objects.filter(note=note).order_by("place")


@prepared(int, str)
def _body(note: int, lang: str) -> QuerySet[Body]:
    return Body.objects.filter(note=note, lang=lang)


@prepared(int)
def _threads_in(note: int) -> QuerySet[Appearance, int]:
    return Appearance.objects.filter(note=note).values_list("thread_id", flat=True)


def say(note: Note, said: Sequence[Statement], body: Body | None, text: str, shelf: Shelf) -> tuple[set[int], list[Statement]]:
    """Bring threads and appearances in line with what is `said`, new appearances by way of the shelf; the threads touched, and the goals that are new or
    earlier than was known."""
    every = shelf.held.get(note.pk, [])
    held = [a for a in every if a.part != Appearance.HAPPENED]
    # A line that told what happened, and is now said itself: it cannot be both.
    words = {(one.lang, one.key) for one in said}
    both = [a for a in every if a.part == Appearance.HAPPENED and (a.lang, a.key) in words]
    if both:
        Appearance.objects.filter(pk__in=[a.pk for a in both]).delete()
    pairs, gone = _matched(note, said, held, body, text, shelf)
    new_goals, touched = keep(note, pairs, shelf)
    return touched | {a.thread_id for a in (*held, *both)} | let_go(gone), new_goals


def _matched(
    note: Note, said: Sequence[Statement], held: list[Appearance], body: Body | None, text: str, shelf: Shelf
) -> tuple[list[Pair], list[Appearance]]:
    """Each statement with the thread it belongs to and the appearance it had here, and the appearances whose words are gone."""
    free = [a for a in held if a.thread.team_id == note.byline_team_id and (a.thread.team_id or a.thread.owner_id == note.author_id)]
    rest = list(said)
    found = _unchanged(rest, free, with_label=True)
    found += _unchanged(rest, free, with_label=False)
    if rest and free and body:
        found += _edited(rest, free, _text_before(body), text)
    pairs: list[Pair] = [(one, there.own, there) for one, there in found]
    rest = [one for one in rest if all(one is not known for known, _ in found)]
    pairs += [(one, shelf.fitting(one), None) for one in rest]
    kept = {a.pk for _, _, a in pairs if a}
    return pairs, [a for a in held if a.pk not in kept]


def _unchanged(rest: list[Statement], free: list[Appearance], *, with_label: bool) -> list[tuple[Statement, Appearance]]:
    """Statements whose words stood here before, under the same label or else, if it was renamed, under any; both lists lose them."""
    places = {(a.lang, a.key, a.own.kind, a.own.label_key if with_label else ""): a for a in reversed(free)}
    found = []
    for one in list(rest):
        there = places.pop((one.lang, one.key, one.kind, one.label_key if with_label else ""), None)
        if there:
            found.append((one, there))
            rest.remove(one)
            free.remove(there)
    return found


def _text_before(body: Body) -> str:
    """The plain words of the edition before this one, in which the places of its appearances count; "" where there was none."""
    before = body.revisions.filter(state=Revision.PUBLISHED, version__lt=body.version).select_related("base").order_by("-version").first()
    return plain(words_of(before).html) if before else ""


def _edited(said: Sequence[Statement], free: Sequence[Appearance], old: str, new: str) -> list[tuple[Statement, Appearance]]:
    """Statements that are an earlier one reworded, found by following each earlier one from the `old` text to the `new`."""
    anchors = [Anchor(a.key, a.words, a.before, a.after, a.start) for a in free]
    found: list[tuple[Statement, Appearance]] = []
    left = list(said)
    for there, moved in zip(free, re_anchor(anchors, old, new), strict=True):
        if moved is None:
            continue
        end = moved.start + len(moved.quote)
        for one in left:
            same_place = one.start < end and moved.start < one.end
            if same_place and one.lang == there.lang and one.kind == there.own.kind and _label_agrees(one, there.own):
                found.append((one, there))
                left.remove(one)
                break
    return found


def _label_agrees(one: Statement, thread: Thread) -> bool:
    return one.kind not in LABELLED or not one.label_key or not thread.label_key or one.label_key == thread.label_key
