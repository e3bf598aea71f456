"""Things told apart by their colour alone."""

import re
from collections.abc import Iterator
from itertools import islice

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.near import bounds
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.sentences import straight
from weeknotes.prose.shapes import Outline

NAME = "colour_only"
WORDS = Words(
    what=N_("Colour alone says here which are meant."),
    why=N_("Somebody who does not see colours apart, or hears the page, cannot tell them."),
    source=N_("WCAG 2.2, 1.4.1 Use of Color"),
    do=N_("Say in words as well which they are."),
)

_COLOUR = r"(?:(?:light|dark|bright|pale) )?(?:red|green|amber|orange|yellow|blue|purple|pink|gr[ea]y)"
_LLIW = r"(?:coch|cochion|gwyrdd|gwyrddion|melyn|melynion|glas|gleision|oren|porffor|pinc|llwyd|llwydion)"
NAMED = re.compile(rf"\b(?:red|green|amber|orange|yellow|blue|purple|pink|gr[ea]y|{_LLIW}|goch|werdd|felen|las|lwyd|binc|borffor)\b")
COLOURS = (
    "red green amber orange yellow blue purple pink grey gray coch cochion gwyrdd gwyrddion melyn melynion glas gleision oren porffor pinc llwyd llwydion "
    "goch werdd felen las lwyd binc borffor"
)
CUES = frozenset(COLOURS.split())
_OF = r"(?! (?:pens?|pencils?|ink|tape|wine|paint|paper|hats?|tops?|shirts?|jackets?))"
ONLY = re.compile(
    rf"\b(?:{_COLOUR} (?:means|stands for)|{_LLIW} (?:yn golygu|sy'n golygu)|(?:if|when|where) (?:it is|it's|they are|they're) {_COLOUR}"
    rf"|colou?red (?:\w+ ){{1,4}}{_COLOUR}{_OF}"
    rf"|(?:a|an|the) {_COLOUR} (?:border|outline|background|buttons?|arrows?|tabs?|icons?|banners?|triangles?|ticks?|dots?|marks?|stars?|flags?|labels?|tags?"
    rf"|stickers?)|(?:marked|highlighted|shaded|coloured|colored|shown"
    rf"|flagged|circled|outlined|underlined)(?: in)? {_COLOUR}{_OF}"
    rf"|(?:ones|items|fields|things|cells|rows|lines|cards|bars|dots|boxes|columns|figures|numbers|entries|tasks|goals|areas|sections|changes|words|text|anything"
    rf"|everything|those"
    rf"|what|whatever)"
    rf"(?: (?:that|which))?(?: are| is|'s)? in {_COLOUR}{_OF}"
    rf"|(?:the|any|all|both) {_COLOUR} (?:ones?|items?|cells?|rows?|bars?|dots?|text|figures|squares?|circles?|columns?|segments?)"
    rf"|mewn (?:{_LLIW})(?! (?:a gwyn))|(?:y|yr|'r) rhai {_LLIW}|(?:botwm|fotwm|botymau|fotymau|saeth|darnau|ddarnau|testun|tasgau|dasgau|ffigurau|enwau|label"
    rf"|labeli|celloedd|gelloedd|bariau|fariau|rhesi|eitemau|smotiau|dotiau|colofnau|golofnau|blychau"
    rf"|flychau) {_LLIW}|(?:marcio|nodi|lliwio)(?:'n| yn| mewn) {_LLIW})\b"
)
# A line of a chart or an area of a map; "a red line" is also what one will not cross, and a blue one what one rides on.
LINE = re.compile(
    rf"\b(?:the {_COLOUR} (?:(?:dotted|dashed|solid) )?lines?|(?:the )?{_COLOUR} (?:areas|zones|parts|patches|sections|boxes|pins|shapes)"
    rf"|[yr]r? (?:llinell|linell) (?:goch|werdd|las|felen|oren|lwyd|binc|borffor)|(?:ardaloedd|rhannau|parthau) {_LLIW})\b"
)
DRAWN = re.compile(
    r"\b(?:charts?|graphs?|diagrams?|plots?|maps?|see|shows?|is the|are the|was the|yw|ydy|siart|graff|map|fap|gwel\w+|dangos\w*)\b"
)
NO_LINE = re.compile(r"red lines?$|goch$")
WORN = re.compile(r"\b(?:bins?|biniau|wheelie|bags?|bagiau|boxes|shirts?|hats?|paint(?:ed|ing)?|dressed|wearing)\b")
MOST = 3


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find words that tell things apart by colour alone (WCAG 2.2, 1.4.1; F13), the first three of a note."""
    yield from islice(search(outline, NAME, WORDS, look, cues=CUES), MOST)


def look(passage: Passage) -> Iterator[Hit]:
    """Where a passage tells things apart by colour, once a sentence; not bins and bags, which are of a colour."""
    text = straight(passage.text)
    if passage.code or not NAMED.search(text):
        return
    for first, last in bounds(passage.text):
        found = ONLY.search(text, first, last) or _line(text, first, last)
        if found and not WORN.search(text, first, last):
            yield Hit(found.start(), found.end(), found.group())


def _line(text: str, first: int, last: int) -> re.Match[str] | None:
    """A line of a colour, in a sentence that says that it is drawn."""
    found = LINE.search(text, first, last)
    return found if found and DRAWN.search(text, first, last) and not NO_LINE.search(found.group()) else None


rule = Rule(NAME, run)
