"""Number plates of cars."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "vehicle"
WORDS = Words(
    what=N_("This reads as the number plate of a car."),
    why=N_("It leads to its keeper, and neighbours know whose car it is."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out, or say only what kind of car it was."),
)

# DVLA, Vehicle registration numbers and number plates (INF104). Since 2001: two letters, two digits, three letters; no I or Q, and Z not in front.
PLATE = re.compile(r"(?<![\w/@.#_&=-])(?<!\d )(?P<area>[A-HJ-PR-Y][A-HJ-PR-Y])(?P<age>[0-9]{2}) ?(?P<last>[A-HJ-PR-Z]{3})(?![\w/@_&=]|[.-]\w| [0-9])", re.ASCII)
NO_AGE = frozenset({"00", "01", "50"})
CUE = re.compile(
    r"\b(?:reg(?:istration|\.)?|(?:number|licen[cs]e) ?plates?|cars?|vans?|vehicles?|lorry|taxi|minibus|parked|parking|driver|permit|rhif cofrestru|plât"
    r"|car|ceir|gar|char|fan|faniau|cerbyd|gerbyd|cherbyd|parcio\w*)\b",
    re.IGNORECASE,
)
# What is called by such a code and is no car.
CODE = re.compile(
    r"\b(?:ref(?:erence)?|code|model|part|order|serial|version|batch|asset|invoice|room|course|module|error|build|ticket|flight|desk|bay|locker|product"
    r"|sku|cod|ystafell|archeb|cyfeirnod)(?: (?:no|number|id))?[.:#]? ?$",
    re.IGNORECASE,
)
THREE = (
    "ALL AND ANY ARE BUT CAN DAY FOR GET GOT HAD HAS HER HIS HOW NEW NOT NOW OLD ONE OUR OUT SEE SHE THE TWO USE WAS WAY WHO YET YOU LTD LLP PLC "
    "PDF"
)
WORDS_OF_THREE = frozenset(THREE.split())
NEAR = 20


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find plates of the form in use since 2001, AB12 CDE, in capitals; not in addresses, file names and codes said to be such."""
    return search(outline, NAME, WORDS, look, figures=True)


def look(passage: Passage) -> Iterator[Hit]:
    """The plates in a passage; in code only where it says what they are."""
    text = passage.text
    if not PLATE.search(text):
        return
    inside, says = in_web_address(text), bool(CUE.search(text))
    for match in PLATE.finditer(text):
        start, end = match.span()
        doubtful = passage.code or match["last"] in WORDS_OF_THREE or match["age"] in NO_AGE
        if not (inside(start) or (doubtful and not says) or CODE.search(text[max(0, start - NEAR) : start])):
            yield Hit(start, end, match.group().replace(" ", ""))


rule = Rule(NAME, run)
