"""A child beside a place: two pieces of a jigsaw that name somebody without a name."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, holds, search
from weeknotes.openness.people import UPPER, WORD, is_first, is_other
from weeknotes.openness.rule import Rule
from weeknotes.openness.rules.postcode_address import STREET_WORD
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline
from weeknotes.prose.span import sentences

NAME = "child_place"
WORDS = Words(
    what=N_("A child and a place stand together here."),
    why=N_("An age and a school, or a first name and a street, are enough for neighbours to know which child it is."),
    source=N_("ICO, Anonymisation guidance: the motivated intruder test"),
    do=N_("Leave out one of the two: say “a child in the county”, or “a young person”."),
)

NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
AGE = rf"(?:1[0-7]|[1-9]|{NUMBERS.replace(' ', '|')})"
CHILD = (
    r"(?:child|pupil|boy|girl|teenager|teen|young person|youngster|toddler|baby|infant|schoolboy|schoolgirl|son|daughter|young lad|young carer"
    r"|care leaver|young man|young woman"
    r"|(?:p|b|ph|mh)lentyn|(?:d|dd|n)isgybl|(?:b|f|m)achgen|(?:m|f)erch|(?:p|b|ph|mh)erson ifanc|(?:b|f|m)abi|(?:m|f)ab|gofalwr ifanc|hogyn|hogan|(?:b"
    r"|f)achgen bach|(?:m|f)erch fach)"
)
FIRST = rf"(?P<%s>{WORD})"
AGED = rf"(?:{AGE}[- ](?:years?|months?)[- ]old|aged? {AGE}\b(?! ?[-–] ?\d| to\b| and\b)|{AGE} (?:mis |(?:m|b|f)?lwydd )?oed\b|{AGE} years? of age)"
FOUND = re.compile(
    rf"\b(?:"
    # An age and the word: “a 9-year-old boy”, “the Year 8 pupil”, “girl aged 6”, “bachgen 7 oed”, “toddler, 2,”
    rf"(?:{AGED}|[Yy]ear {AGE}|[Bb]lwyddyn {AGE}|[Rr]eception) (?:{CHILD}|student|learner|myfyriwr)\b"
    rf"|{CHILD},? (?:in |ym |yn |o )?(?:[Yy]ear|(?:[Bb]|[Ff]|[Mm])lwyddyn) {AGE}\b"
    rf"|{CHILD},? (?:(?:of|who is|sy['’]n|in [Yy]ear|ym [Mm]lwyddyn|o [Ff]lwyddyn) )?(?:{AGED}|{AGE}(?=[,)]| who| oed))"
    rf"|{CHILD},? (?:\({AGE}\)|of {AGE}\b)|{CHILD}\b[^.!?]{{0,60}}?\b(?:aged {AGE}\b(?! ?[-–] ?\d| to\b| and\b)|{AGE} (?:years old|(?:(?:m|b|f)?lwydd )?oed)\b)"
    # A first name after the word: “pupil Dylan”, “a girl called Cerys”
    rf"|{CHILD},? (?:(?:called|named|o['’]r enw|whose name is|is called|yw) )?{FIRST % 'named'}"
    rf"|{CHILD}['’]s (?:first )?name,? (?:is |was )?{FIRST % 'whose'}"
    # A first name and an age: “Cerys, 14,”, “Osian (16)”, “Elin, aged 9”
    rf"|(?<![\w'’-]){FIRST % 'aged'}(?:, | \(| )(?:who is |who['’]s |sy['’]n )?(?:{AGED}|{AGE}(?=[,)])|(?:in |ym )?(?:[Yy]ear|[Bb]lwyddyn|[Mm]lwyddyn) {AGE}\b)"
    rf"|{FIRST % 'son'},? (?:a|my|our|her|his|their|the) (?:{AGED}|{CHILD})"
    # An age alone: “a 9-year-old at …”
    rf"|{AGE}[- ]years?[- ]old(?=[,.;:]| (?:who|at|from|in|with|and|was|is|has|had|told|said|says|lives?|living|goes|attends?|asked)\b)"
    rf"|(?:{AGED}),? (?:who|and) (?:lives?|goes|attends?)"
    rf")"
)
# One of these words, or an age in figures, stands in everything above.
CUES = (
    "child pupil boy girl teenager teen person youngster toddler baby infant schoolboy schoolgirl son daughter lad carer leaver man woman student "
    "learner year years month months old aged age reception plentyn blentyn phlentyn mhlentyn disgybl ddisgybl nisgybl bachgen fachgen machgen "
    "merch ferch ifanc babi fabi mabi mab fab hogyn hogan myfyriwr oed"
)
GUARD = frozenset(CUES.split()) | {str(age) for age in range(1, 18)} | set(NUMBERS.split()[2:])
# A figure alone is an age only behind a name.
PARTS = tuple(word for word in CUES.split() if word not in {"old", "man", "woman", "years", "months", "age"}) + ("who is", " name")
AGE_BARE = re.compile(rf"\b[{UPPER}][\w'’-]{{1,30}}(?:, | \(){AGE}[,)]")

CAPS = rf"[{UPPER}][\w'’-]{{1,30}}"
SCHOOL = (
    rf"(?:{CAPS} ){{1,4}}(?:(?:Primary|Secondary|High|Infants?|Junior|Comprehensive|Community|Nursery|Grammar|Special|Church|Welsh"
    rf"|Middle) ?){{0,3}}(?:School|Academy|College|Nursery|Playgroup|Primary|Comprehensive|High|Infants|Juniors)\b"
)
WELSH_SCHOOL = (
    rf"(?:[Yy]sgol|[Cc]ylch [Mm]eithrin|[Cc]oleg|[Mm]eithrinfa)(?: (?:[Uu]wchradd|[Gg]ynradd|[Gg]yfun|[Bb]abanod|[Gg]ymraeg|[Gg]ymunedol|y|yr"
    rf"|[Ff]eithrin)){{0,3}} {CAPS}"
)
STREET = rf"(?:{CAPS} ){{1,3}}{STREET_WORD}\b|(?:[Hh]eol|[Ss]tryd|[Ff]fordd|[Ll]ôn|[Rr]hodfa|[Cc]ilgant|[Tt]eras|[Cc]los)(?: (?:y|yr|ap))? {CAPS}"
VILLAGE = rf"(?:village|hamlet|town|estate|neighbourhood|(?:p|mh|b|ph)entref|(?:d|t|nh|th)ref|(?:y?st[âa]d))(?: (?:of|o))? {CAPS}"
PLACE = re.compile(rf"\b(?:{SCHOOL}|{WELSH_SCHOOL}|{STREET}|{VILLAGE})")
# After a word for where, a capital word is a place unless it is a month, an organisation or a person.
WHERE = re.compile(rf"\b(?:lives?|living|lived|from|in|at|near|outside|to|yn|ym|yng|o|ger|i) (?P<place>{CAPS})")
ELSEWHERE = (
    "english welsh cymraeg saesneg french maths science python excel teams zoom word facebook instagram whatsapp wales cymru england lloegr "
    "scotland ireland britain prydain uk gb europe ewrop covid lockdown christmas easter nadolig year god friday"
)
NO_PLACE = frozenset(ELSEWHERE.split())


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find a child with an age under 18 or a first name, and a school, street, village or other place in the same sentence or a neighbouring one."""
    return search(outline, NAME, WORDS, look, cues=GUARD)


def look(passage: Passage) -> Iterator[Hit]:
    """The children with a place in a passage, each with its nearest place."""
    text = passage.text
    if passage.code or not (holds(text.lower(), PARTS) or AGE_BARE.search(text)):
        return
    children = list(_children(text))
    if not children:
        return
    sure = [match.span() for match in PLACE.finditer(text)]
    said = [match.span("place") for match in WHERE.finditer(text) if _is_place(match["place"])]
    starts, past = sentences(text), 0
    for start, end in children:
        number = bisect_right(starts, start)
        places = [one for one in sure if abs(bisect_right(starts, one[0]) - number) <= 1]
        places += [one for one in said if bisect_right(starts, one[0]) - number in {0, 1} and not start <= one[0] < end]
        if places and start >= past:
            place = min(places, key=lambda one: (abs(bisect_right(starts, one[0]) - number), max(one[0] - end, start - one[1])))
            first, past = min(start, place[0]), max(end, place[1])
            yield Hit(first, past, " ".join(f"{text[start:end]} {text[slice(*place)]}".lower().split()))


def _children(text: str) -> Iterator[tuple[int, int]]:
    """The places of children in a text, in order."""
    match = FOUND.search(text)
    while match:
        # What is no child may hold one: "A 9-year-old" is nobody called A.
        child = _is_child(match)
        if child:
            yield match.span()
        match = FOUND.search(text, match.end() if child else match.start() + 1)


def _is_child(match: re.Match[str]) -> bool:
    """Whether a capital word that stands for a child is a first name."""
    name = match["named"] or match["aged"] or match["son"] or match["whose"]
    return name is None or is_first(name)


def _is_place(word: str) -> bool:
    return not (is_first(word) or is_other(word) or word.lower() in NO_PLACE)


rule = Rule(NAME, run)
