"""Parts in another language than the note's, of which nothing says so."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.language import language
from weeknotes.prose.shapes import Block, Outline
from weeknotes.prose.tags_html import tags

NAME = "language_of_parts"
WHY = N_("A program that reads the page aloud would read it by the rules of the other language.")
SOURCE = N_("WCAG 2.2, 3.1.2 Language of Parts")
WELSH = Words(
    what=N_("This part is in Welsh, and nothing says so."),
    why=WHY,
    source=SOURCE,
    do=N_("Mark it with lang=“cy”, or say it in the language of the note."),
)
ENGLISH = Words(
    what=N_("This part is in English, and nothing says so."),
    why=WHY,
    source=SOURCE,
    do=N_("Mark it with lang=“en”, or say it in the language of the note."),
)
OTHER = Words(
    what=N_("This part is in another language than the note, and nothing says so."),
    why=WHY,
    source=SOURCE,
    do=N_("Mark it with its lang, or say it in the language of the note."),
)
NAMED = {"cy": WELSH, "en": ENGLISH}
READ = frozenset({"paragraph", "item", "quote", "caption"})
FEWEST, FEWEST_OTHER = 5, 12  # words, below which a language is not told
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find where a part begins that is in another language than the note's (`prose.language`) and stands in no element that says so (WCAG 2.2, 3.1.2)."""
    own = _primary(context.lang)
    if not own:
        return
    marked: dict[str, Callable[[int, int], bool]] = {}
    before = ""
    for block, told in _told(outline, own):
        if told and told not in marked:
            marked[told] = _marked(outline.source, told)
        if told and told != before and not marked[told](block.start, block.end):
            yield noticed(outline, NAME, NAMED.get(told, OTHER), block.start, block.end, block.text)
        before = told


def _told(outline: Outline, own: str) -> Iterator[tuple[Block, str]]:
    """The blocks of words in order, each with the language it is in where that is not the note's, else "". Items too short alone are told as one list."""
    for is_item, row in groupby((block for block in outline.blocks if block.kind in READ), key=lambda block: block.kind == "item"):
        blocks = list(row)
        as_one = _other(" ".join(block.text for block in blocks if _says(block)), own) if is_item else ""
        yield from ((block, as_one or (_other(block.text, own) if _says(block) else "")) for block in blocks)


def _says(block: Block) -> bool:
    """Whether a block is more than the names of what it links to."""
    return 2 * sum(len(link.text) for link in block.links) < len(block.text)


def _other(text: str, own: str) -> str:
    """The language of `text` where it can be told and is not `own`, else ""."""
    words = text.count(" ") + 1
    if words < FEWEST:
        return ""
    found = language(text) or own
    return found if found != own and (found in NAMED or words >= FEWEST_OTHER) else ""


def _marked(source: str, lang: str) -> Callable[[int, int], bool]:
    """Tells whether any of a stretch of the source stands in an element that says `lang`."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(_elements(source, lang)):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def within(first: int, last: int) -> bool:
        at = bisect_right(starts, last)
        return bool(at) and first < ends[at - 1]

    return within


def _elements(source: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where the elements that say `lang` begin and end; one that is never closed goes on to the end."""
    if "lang" not in source:
        return
    opened: dict[str, list[tuple[int, str]]] = {}
    for tag in tags(source, 0, len(source)):
        if tag.name and not tag.shut and tag.name not in VOID:
            opened.setdefault(tag.name, []).append((tag.start, _primary(tag.attributes.get("lang", ""))))
        elif tag.shut and opened.get(tag.name):
            start, said = opened[tag.name].pop()
            if said == lang:
                yield start, tag.end
    yield from ((start, len(source)) for row in opened.values() for start, said in row if said == lang)


def _primary(lang: str) -> str:
    return lang.strip().lower().partition("-")[0]


rule = Rule(NAME, run)
