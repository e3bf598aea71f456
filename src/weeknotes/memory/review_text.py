"""Putting chosen sentences into the text of a review, and the headings it begins with: pure, on the canonical tree of a note.

What was chosen stands under one heading at the top, the aim first and each sentence under it as a quotation with a link to where it was
written. A sentence that fewer may read stands under the same heading for those few, so that nothing is shown to more by being quoted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from weeknotes.notes.levels import Level
from weeknotes.prose.aims import asks_for_aims
from weeknotes.prose.html import parse
from weeknotes.prose.kinds import kind_of
from weeknotes.prose.tree import HEADINGS, Mark, Node, Run, text_of, write

WANTED = {"en": "What I wanted to be saying", "cy": "Beth roeddwn i am ei ddweud"}
PERSONAL = "personal"
ME = "me"
# Whom a quotation is for: who may read one note by name or team is not who may read another.
_AUDIENCE = {Level.PUBLIC: "", Level.ORGANISATION: "organisation"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the writer's own, the title and address of the note they stand in, how far they may be shown, and their language."""

    words: str
    title: str
    href: str
    level: Level
    lang: str


def wanted(lang: str) -> str:
    """The heading under which chosen sentences stand."""
    return WANTED.get(lang, WANTED["en"])


def put_in(html: str, aim: Quoted | None, quote: Quoted, *, lang: str) -> str:
    """`html` with `quote` as a quotation under its `aim`; the same again changes nothing."""
    nodes = list(parse(html))
    level = min(quote.level, aim.level) if aim else quote.level
    at = _section(nodes, wanted(lang), _AUDIENCE.get(level, ME))
    end = _end(nodes, at)
    block = _quotation(quote, lang)
    place = at
    if aim:
        place = next((n for n in range(at + 1, end) if _states(nodes[n], aim)), end)
        if place == end:
            nodes.insert(end, _statement(aim, lang))
            end += 1
    stop = next((n for n in range(place + 1, end) if nodes[n].tag != "blockquote"), end)
    if not any(_quotes(one, quote) for one in nodes[place + 1 : stop]):
        nodes.insert(stop, block)
    return write(nodes)


def take_out(html: str, aim: Quoted | None, quote: Quoted) -> str:
    """`html` without that quotation, where its words still stand as they were put, with one link; and without its aim and heading where nothing
    is left under them. What a note is called, and where everybody reads it, may have changed since.
    """
    nodes = list(parse(html))
    for at in [n for n, one in enumerate(nodes) if one.tag in HEADINGS and text_of(one.runs) in WANTED.values()]:
        end = _end(nodes, at)
        place = next((n for n in range(at + 1, end) if _quotes(nodes[n], quote) and (aim is None or _states(_over(nodes, n), aim))), None)
        if place is None:
            continue
        del nodes[place]
        if aim and _states(nodes[place - 1], aim) and (place == len(nodes) or nodes[place].tag != "blockquote"):
            del nodes[place - 1]
        if _end(nodes, at) == at + 1:
            del nodes[at]
        break
    return write(nodes)


def own_words(html: str) -> str:
    """`html` without what was chosen and what is wanted next: what its writer says there of the year gone by."""
    nodes, left_out = [], False
    for node in parse(html):
        if node.tag in HEADINGS:
            heading = text_of(node.runs)
            left_out = heading in WANTED.values() or asks_for_aims(heading)
        if not left_out:
            nodes.append(node)
    return write(nodes)


def keep_personal(html: str) -> str:
    """`html` with each personal section kept to its writers, where its heading says nothing of an audience.

    A question about aims that follows at the same rank belongs to it.
    """
    nodes = []
    private = ""  # the rank of the personal heading above
    for node in parse(html):
        made = node
        if node.tag in HEADINGS and (not private or node.tag <= private):
            heading = text_of(node.runs)
            follows = node.tag == private and asks_for_aims(heading)
            own = kind_of(heading)[0] == PERSONAL
            if not node.audience and (own or follows):
                made = replace(node, audience=ME)
            if not follows:
                private = node.tag if own and made.audience == ME else ""
        nodes.append(made)
    return write(nodes)


def from_lines(lines: Iterable[str]) -> str:
    """Headings from a template: one a line, under the one before it where the line begins with a dash; personal ones for the writer alone."""
    nodes: list[Node] = []
    for line in lines:
        words = line.strip()
        under = words.startswith(("-", "–", "—"))
        words = words.lstrip("-–— ")
        if words:
            nodes.append(Node("h3" if under and nodes else "h2", (Run(words),)))
    return keep_personal(write(nodes))


def _section(nodes: list[Node], heading: str, audience: str) -> int:
    """Where the heading for that audience stands; it is put before the first heading where there is none, the widest first."""
    same = [n for n, one in enumerate(nodes) if one.tag == "h2" and text_of(one.runs) == heading]
    found = next((n for n in same if nodes[n].audience == audience), None)
    if found is not None:
        return found
    at = _end(nodes, same[-1]) if same else next((n for n, one in enumerate(nodes) if one.tag in HEADINGS), len(nodes))
    nodes.insert(at, Node("h2", (Run(heading),), audience=audience))
    return at


def _end(nodes: Sequence[Node], at: int) -> int:
    return next((n for n in range(at + 1, len(nodes)) if nodes[n].tag in HEADINGS), len(nodes))


def _over(nodes: Sequence[Node], place: int) -> Node:
    """What a run of quotations stands under: a heading stands above all of them."""
    return next(nodes[n] for n in range(place - 1, -1, -1) if nodes[n].tag != "blockquote")


def _quotes(node: Node, quote: Quoted) -> bool:
    return node.tag == "blockquote" and len(node.children) == 1 and _says(node.children[0], f"“{quote.words}”")


def _states(node: Node, aim: Quoted) -> bool:
    return node.tag == "p" and _says(node, aim.words)


def _says(node: Node, words: str) -> bool:
    """Whether a block is those words and one link, whatever it leads to by now and is called."""
    links = [run for run in node.runs if any(mark.tag == "a" for mark in run.marks)]
    return len(links) == 1 and text_of(run for run in node.runs if run not in links).strip() == words


def _statement(aim: Quoted, lang: str) -> Node:
    return _grown(Node("p", (Run(aim.words, (Mark("em"),)), Run(" "), _source(aim)), lang="" if aim.lang == lang else aim.lang))


def _quotation(quote: Quoted, lang: str) -> Node:
    said = Node("p", (Run(f"“{quote.words}” "), _source(quote)))
    return _grown(Node("blockquote", (), (said,), lang="" if quote.lang == lang else quote.lang))


def _source(one: Quoted) -> Run:
    return Run(one.title, (Mark("a", one.href),))


def _grown(node: Node) -> Node:
    """The node as it stands once it is saved, so that it is known again."""
    return parse(write([node]))[0]
