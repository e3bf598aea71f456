"""Sections that members add to their team's note: each keeps its author, and a reader sees who wrote it."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.translation import gettext as _

from weeknotes.notes.follow import anchor_of, put_at
from weeknotes.notes.models import Body, Sight
from weeknotes.notes.models_team import Byline, SectionBy
from weeknotes.notes.save import save
from weeknotes.people.models import Person
from weeknotes.prose.anchor import anchor, re_anchor
from weeknotes.prose.cut import HEADING, levels_at
from weeknotes.prose.html import clean, parse, plain
from weeknotes.prose.settle import PUBLIC
from weeknotes.prose.tree import HEADINGS, Node, Run, write, write_node
from weeknotes.web.prepared import prepared
from weeknotes.web.spoken import speaking

_CLOSED = re.compile(r"</h[23]>")


def headings_of(html: str) -> list[tuple[int, str]]:
    """Where each heading of clean `html` starts in its plain words, and its words, in order."""
    found = []
    at = 0
    for node in parse(html):
        words = plain(write_node(node))
        if node.tag in HEADINGS:
            found.append((at, words))
        at += len(words) + 1 if words else 0
    return found


@transaction.atomic
def add_section(*, body: Body, by: Person, heading: str, html: str) -> None:
    """Put `html` under `heading` into the text, as a section of `by`: where that heading stands with nothing under it yet, else at the end.

    ValueError where either says nothing.
    """
    title, text = " ".join(heading.split())[:200], parse(html)
    if not title or not plain(write(text)).strip():
        raise ValueError("a section has a heading and words")
    body.refresh_from_db()
    nodes = list(parse(body.html))
    # A heading inside would end the section under the next name: it becomes a smaller one.
    under = [Node("h3", node.runs, node.children, "", node.lang) if node.tag == "h2" else node for node in text]
    at = next((i for i, node in enumerate(nodes) if _waits(nodes, i, title)), None)
    if at is None:
        nodes.append(Node("h2", (Run(title),)))
        at = len(nodes) - 1
    nodes[at + 1 : at + 1] = under
    number = sum(1 for node in nodes[:at] if node.tag in HEADINGS)
    save(body=body, by=by, title=body.title, html=clean(write(nodes)), version=body.version, save_key=uuid.uuid4())
    start, words = headings_of(body.html)[number]
    row = SectionBy(note_id=body.note_id, lang=body.lang, person=by)
    put_at(row, anchor(plain(body.html), start, start + len(words)))
    row.save()


def _waits(nodes: Sequence[Node], at: int, title: str) -> bool:
    """Whether a heading with these words stands at `at`, with nothing under it yet."""
    node = nodes[at]
    if node.tag != "h2" or plain(write_node(node)).casefold() != title.casefold():
        return False
    return at + 1 == len(nodes) or nodes[at + 1].tag == "h2"


@prepared(list[int])
def _in_notes(notes: list[int]) -> QuerySet[SectionBy]:
    return SectionBy.objects.filter(note__in=notes).order_by("pk")


def freeze_bylines(texts: Sequence[tuple[Body, Sequence[Sight]]]) -> None:
    """Keep, for each frozen text of each body, which of its headings open a section of whom. Inside the caller's transaction; a query where there are none."""
    rows: dict[tuple[int, str], list[SectionBy]] = {}
    for row in _in_notes({body.note_id for body, _sights in texts}):
        rows.setdefault((row.note_id, row.lang), []).append(row)
    made = [byline for body, sights in texts for byline in _bylines(body, sights, rows.get((body.note_id, body.lang), []))]
    if made:
        Byline.objects.bulk_create(made)


def _bylines(body: Body, sights: Sequence[Sight], rows: Sequence[SectionBy]) -> Iterator[Byline]:
    if not rows:
        return
    words = plain(body.html)
    number_at = {start: number for number, (start, _words) in enumerate(headings_of(body.html))}
    places = [number_at.get(found.start) if found else None for found in re_anchor([anchor_of(row) for row in rows], words, words)]
    author = {place: row.person_id for row, place in zip(rows, places, strict=True) if place is not None}
    reaches = levels_at(body.html, [one.start() for one in HEADING.finditer(body.html)], PUBLIC)
    for sight in sights:
        seen = [number for number, reach in enumerate(reaches) if reach >= sight.level]
        yield from (Byline(sight=sight, place=place, person_id=author[number]) for place, number in enumerate(seen) if number in author)


def signed(html: str, names: Mapping[int, str], lang: str) -> str:
    """`html` with "by" and a name under the headings of these numbers, in the language of the text."""
    number = -1

    def sign(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f'{found[0]}<p class="by">{by(names[number])}</p>' if number in names else found[0]

    def by(name: str) -> str:
        with speaking(lang):
            return escape(_("by %(name)s") % {"name": name})

    return _CLOSED.sub(sign, html)
