"""Full names of people who are not on the organisation's list."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, holds, search
from weeknotes.openness.people import FULL, TITLE, TITLED, is_first, is_other, known, listed, plain
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "named_person"
WORDS = Words(
    what=N_("Somebody is named here who is not on your organisation’s list."),
    why=N_("Anybody who looks for the name will find this page, and may learn more of the person than they told you it could be used for."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Ask them, say who it was without the name (“a tenant”), or say why it stays."),
)

# People a public service deals with, in the singular. Those who work there are named only where they are introduced ("a colleague called …").
SERVED = (
    r"resident|tenant|service user|customer|client|patient|claimant|applicant|complainant|constituent|participant|carer|parent|pensioner|villager|neighbour"
    r"|(?:b|p|ph)reswylydd|(?:d|t|th)enant|(?:g|ch|c)wsmer|(?:g|ch|c)lient|(?:g|ch|c)laf|(?:g|ch|c)leifion|gofalwr|rhiant|cymydog|ymgeisydd"
    r"|defnyddiwr gwasanaeth|ddefnyddiwr gwasanaeth"
)
OTHERS = (
    r"colleague|woman|man|lady|gentleman|person|member|user|volunteer|farmer|driver|student|learner|mother|father|mum|dad|daughter|son|friend|visitor"
    r"|nurse|teacher|officer"
    r"|residents|tenants|service users|customers|clients|patients|carers|colleagues|volunteers|people|participants"
    r"|(?:g|ch)?ydweithiwr|cydweithiwr|gydweithwraig|menyw|fenyw|dynes|ddynes|dyn|ddyn|person|berson|gwirfoddolwr|wirfoddolwr|myfyriwr|fyfyriwr|mam|fam"
    r"|tad|dad|ffrind|gwraig|wraig|gŵr|ŵr|aelod"
)
NAMED = re.compile(rf"{FULL}|\b{TITLE}")  # one of which stands in everything below
CALLED = re.compile(
    rf"\b(?i:{SERVED}|{OTHERS}),? (?:(?:who (?:is|was) )?(?:called|named)|by the name of|o['’]r enw|o enw|sydd o['’]r enw) (?:(?:Mr|Mrs|Ms|Miss"
    rf"|Dr)\.? )?(?P<name>{FULL})"
)
SERVED_BY_NAME = re.compile(rf"\b(?:[Oo]ur|[Tt]he|[Aa]n?|[Oo]ne|[Mm]y|[Ee]in|[Yy]r?)(?: [a-z]{{3,12}})? (?:{SERVED}),? (?P<name>{FULL})")
SAYS = (
    r"(?P<tells>(?:told|rang|phoned|wrote to|e-?mailed|asked|thanked|explained to|came to see|has (?:told|asked|written to)|had (?:told|asked"
    r"|written to)) (?:me|us)\b)"
    r"|told (?:him|her|them|the (?:team|council|panel|group|meeting)|staff|our)\b|said\b|rang (?:to|in)\b|phoned\b|explained (?:that|how)\b|complained\b"
)
SAID = re.compile(rf"(?<![\w'’@#/.&-])(?P<name>{FULL})(?:,? (?:a|an|our|who|from|y) [^.,;:!?]{{1,50}},)? (?:also |then |later |kindly )?(?:{SAYS})")
AFTER = re.compile(
    rf"(?:\b[Ss]aid|\b[Mm]eddai|\b[Ee]be|\b[Dd]ywedodd|\b[Dd]wedodd|\b[Ee]glurodd|\b[Gg]ofynnodd|\b[Ff]foniodd|\b[Cc]wynodd|\b[Yy]sgrifennodd"
    rf"|\b[Ee]sboniodd|\b[Dd]iolchodd|\b[Gg]alwodd)"
    rf" (?P<name>{FULL})(?P<tells> (?:wrthy[fm]|wrtha i|wrthon ni|i (?:mi|ni)|ata[fm]))?"
)
# "Glenys Harcombe, a tenant", "Glenys Harcombe, 78,".
INTRODUCED = re.compile(
    rf"(?<![\w'’@#/.&-])(?P<name>{FULL})(?:,? \(?(?:aged |oed )?[1-9][0-9](?: oed)?(?=[,)])|, (?:aged [1-9][0-9]\b|(?:(?:an?|our|the|one of (?:our"
    rf"|the)|un o['’]n|ein) )?(?:\w{{3,12}} )?"
    rf"(?:{SERVED}|tenants|residents|service users|customers|tenantiaid|preswylwyr|cwsmeriaid)\b))"
)
# One of these words, or an age in figures, stands in everything above.
CUES = (
    "mr mrs ms miss mx dr cllr councillor cyng cynghorydd gynghorydd nghynghorydd chynghorydd called named name enw said told rang phoned wrote "
    "emailed mailed mail asked thanked explained complained came meddai ebe dywedodd dwedodd eglurodd gofynnodd ffoniodd cwynodd ysgrifennodd "
    "esboniodd diolchodd galwodd aged oed resident residents tenant tenants user users customer customers client clients patient patients claimant "
    "applicant complainant constituent participant carer parent pensioner villager neighbour preswylydd breswylydd phreswylydd preswylwyr denant "
    "thenant tenantiaid cwsmer gwsmer chwsmer cwsmeriaid cleient gleient chleient claf glaf chlaf cleifion gleifion gofalwr rhiant cymydog "
    "ymgeisydd defnyddiwr ddefnyddiwr"
)
GUARD = frozenset(CUES.split()) | {str(age) for age in range(18, 100)}

# Who speaks in public is named in public: those in office, and those whose words were published.
OFFICE = re.compile(
    r"(?:\b(?:minister|secretary|president|mayor|king|queen|prince|princess|sir|dame|lord|lady|baroness|baron|chancellor|commissioner|ombudsman"
    r"|professor|prof|author|writer|journalist"
    r"|broadcaster|comedian|actor|singer|philosopher|economist|historian|novelist|poet|chief executive|ceo|founder|director of|gweinidog|weinidog"
    r"|ysgrifennydd|llywydd|arlywydd|comisiynydd"
    r"|awdur|bardd|athro)\.?,? (?:dr\.? |mr\.? |mrs\.? |ms\.? )?)$",
    re.IGNORECASE,
)
LETTERS = re.compile(r"(?:,? \(?)?(?:MP|MS|AS|AM|MSP|MBE|OBE|CBE|KC|FBA|PhD)\b")
PUBLISHED = re.compile(
    r"\b(?:books?|podcasts?|articles?|blogs?|blog ?posts?|keynote|novel|essay|tweet(?:ed)?|famously|once said|twitter|youtube|quotes?|llyfr|erthygl"
    r"|podlediad|darlith)\b",
    re.IGNORECASE,
)
TITLE_BEFORE = re.compile(rf"\b{TITLE} \Z")
QUOTES = frozenset("”\"’")
WELSH = re.compile(r"meddai|ebe|dywedodd|dwedodd|eglurodd|gofynnodd|ffoniodd|cwynodd|ysgrifennodd|esboniodd|diolchodd|galwodd", re.IGNORECASE)
BEFORE = 40  # characters looked at before a name
AROUND = 120  # and on either side, for what was published


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find full names, and names with a title, where a cue says that a person is meant; each name once in a note."""
    people = listed(context.people | context.members)
    seen: list[frozenset[str]] = []
    for finding in search(outline, NAME, WORDS, look, cues=GUARD):
        words = frozenset(finding.found.split())
        if not known(finding.found, people) and not any(words <= one for one in seen):
            seen.append(words)
            yield finding


def look(passage: Passage) -> Iterator[Hit]:
    """The names in a passage with a cue, headings and code apart."""
    text = passage.text
    if passage.code or (passage.block is not None and passage.block.kind == "heading"):
        return
    found = {}
    for match in matches(text):
        start, end = match.span("name")
        name = text[start:end]
        if end not in found and not is_other(name) and not _public(text, start, end):
            found[end] = Hit(_from_title(text, start), end, plain(name))
    yield from sorted(found.values())


def matches(text: str) -> Iterator[re.Match[str]]:
    """Where a cue and a name stand together."""
    if not NAMED.search(text):
        return
    for pattern in (TITLED, SERVED_BY_NAME):
        yield from pattern.finditer(text)
    if holds(text, ("called", "named", " enw", "by the name")):
        yield from CALLED.finditer(text)
    for pattern in (INTRODUCED, AFTER, SAID):
        yield from (match for match in pattern.finditer(text) if _speaks(text, match))


def _speaks(text: str, match: re.Match[str]) -> bool:
    """Whether somebody tells the writer, or a first name that is known says something; not in what was published."""
    start, end = match.span("name")
    around = text[max(0, start - AROUND) : end + AROUND]
    sure = match.groupdict().get("tells") or text[max(0, start - 2) : start].strip(" ") in QUOTES or WELSH.match(match.group())
    return bool(sure or is_first(match["name"].split(" ")[0])) and not PUBLISHED.search(around)


def _public(text: str, start: int, end: int) -> bool:
    return bool(OFFICE.search(text[max(0, start - BEFORE) : start]) or LETTERS.match(text, end) or LETTERS.fullmatch(text[start:end].rpartition(" ")[2]))


def _from_title(text: str, start: int) -> int:
    """Where the name begins, its title included."""
    before = TITLE_BEFORE.search(text, max(0, start - 14), start)
    return before.start() if before else start


rule = Rule(NAME, run, yields_to=("former_name",))
