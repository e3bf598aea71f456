"""References of people's cases: in the organisation's own forms, and by the words for them."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context, Reference
from weeknotes.openness.finding import Finding
from weeknotes.openness.own_pattern import PIECE
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "case_reference"
WORDS = Words(
    what=N_("The reference of a person’s case stands here."),
    why=N_("Whoever has the case at hand, or the letter it stands on, knows who is meant."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out, and say what kind of case it was if that matters."),
)

# A sign of letters, digits and separators with at least three digits, or two and a letter or stroke.
CODE = r"(?P<code>(?<![\w/])(?=[A-Z0-9/_.-]{0,24}[0-9])[A-Z0-9]{1,16}(?:[/_.-][A-Z0-9]{1,16}){0,5}(?: [0-9]{3,12})?(?![\w/-]))"
# The words for it are the same in capitals; the code is not ("case ref tomorrow").
ENGLISH = (
    r"(?i:\b(?:case|complaint|grievance|safeguarding|referral|crime|incident|client|claim|benefit claim|tenancy|tenant|patient|hospital|service user"
    r"|customer|homelessness|social care|social services"
    r"|appeal|tribunal|court|enquiry|mash|care|pupil|upn|swift|mosaic|liquidlogic|wccis|paris)"
    r"(?: (?:case|referral|record|file|account))?s? ?(?:references?|refs?|numbers?|nos?|ids?|file))\b"
)
WELSH = (
    r"(?i:\b(?:cyf\.?|cyfeirnod(?:au)?|gyfeirnod(?:au)?|chyfeirnod|rhif(?:au)?)(?: (?:yr?|eich|ei|eu|fy))? ?"
    r"(?:achos(?:ion)?|hachos|cwyn|g[wŵ]yn|ch[wŵ]yn|atgyfeiriad|atgyfeirio|trosedd|drosedd|cleient|tenantiaeth|denantiaeth|hawliad|claf|cwsmer|diogelu"
    r"|digwyddiad"
    r"|apêl|plant|plentyn|defnyddiwr)"
    r"|\b(?:achos|(?:c|g|ch)wyn|(?:c|g|ch)leient|atgyfeiriad|hawliad) (?:rhif|cyfeirnod))\b"
)
LINK = r"\.?(?: (?:number|no|nr|rhif))?\.?[ :#]{1,3}(?:(?:is|was|being|of|yw|oedd|sef)\b[ :]{1,2})?[(“\"]?"
CUED = re.compile(rf"(?:{ENGLISH}|{WELSH}){LINK}{CODE}")
# "case GLA/318/24": the word alone, before letters and digits with strokes.
BARE = re.compile(
    r"\b(?:[Cc]ase|[Rr]eferral|[Cc]omplaint|[Aa]chos|[Cc]wyn"
    r"|[Cc]yfeirnod) (?:no\.? )?(?P<code>(?<![\w/])[A-Z]{2,6}[/-]?[0-9]{2,10}(?:[/-][A-Z0-9]{1,10}){1,4}(?![\w/]))"
)
# "ref. MASH-7781", in a sentence that says whose it is.
REF = re.compile(r"\b(?:[Rr]ef(?:erence)?|[Cc]yf(?:eirnod)?)\b\.?:? (?P<code>(?<![\w/])[A-Z]{1,6}[/-]?[0-9]{2,10}(?:[/-][A-Z0-9]{1,10}){0,4}(?![\w/]))")
WHOSE = re.compile(
    r"\b(?:safeguarding|social worker|family|families|tenant|tenancy|client|patient|referral|foster|carer|child|homeless|complaint|complainant"
    r"|claimant|service user|case|panel|mash"
    r"|diogelu|gweithiwr cymdeithasol|teulu|denant|tenant|cleient|claf|plentyn|maeth|cwyn|gŵyn|achos)\b",
    re.IGNORECASE,
)
CUES = (
    "ref refs reference references number numbers no nos nr id ids file case referral complaint cyf cyfeirnod cyfeirnodau gyfeirnod gyfeirnodau "
    "chyfeirnod rhif rhifau achos hachos cwyn gwyn gŵyn"
)
GUARD = frozenset(CUES.split())
FIGURES = re.compile(r"[0-9]{2}")
# What everybody may look up is no person's case: plans, orders, consultations; and what builders of software call a case.
PUBLIC = re.compile(r"\b(?:planning|use|test|edge|business|cais cynllunio|achos busnes|achos prawf|foi|freedom of information)\b[^.!?]{0,24}$", re.IGNORECASE)
NEAR, AROUND = 30, 100
OVERLAP = 60  # characters of one piece of a text that the next has, too


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find what has one of the forms in `context.references`, and codes after words such as “case ref” or “cyfeirnod achos”."""

    def look(passage: Passage) -> Iterator[Hit]:
        spans = sorted({*_own(passage.text, context.references), *_cued(passage.text)}, key=lambda one: (one[0], -one[1]))
        past = 0
        for start, end in spans:
            if start >= past:
                past = end
                yield Hit(start, end, "".join(passage.text[start:end].upper().split()))

    # The organisation's own forms have no cue that could be known here.
    return search(outline, NAME, WORDS, look, cues=frozenset() if context.references else GUARD)


def _own(text: str, references: tuple[Reference, ...]) -> Iterator[tuple[int, int]]:
    """The places of the organisation's own forms. An expression sees a piece of the text at a time, so that a slow one costs no more than the text is long."""
    for reference in references:
        for at in range(0, len(text), PIECE - OVERLAP):
            # The expression looks at what stands before and after the piece, at most `OVERLAP` of it.
            for match in reference.pattern.finditer(text, at, at + PIECE):
                if match.end() > match.start():
                    yield match.span()


def _cued(text: str) -> Iterator[tuple[int, int]]:
    if not FIGURES.search(text):
        return
    inside = in_web_address(text)
    for pattern in (CUED, BARE, REF):
        for match in pattern.finditer(text):
            if pattern is REF and not WHOSE.search(text[max(0, match.start() - AROUND) : match.end() + AROUND]):
                continue
            code, start = match["code"], match.start("code")
            figures, others = sum(map(str.isdigit, code)), any(not sign.isdigit() and sign != "." for sign in code)
            public = PUBLIC.search(text[max(0, match.start() - NEAR) : match.start()])
            if figures >= (2 if others else 4) and len(code) >= 4 and not (public or inside(start)):
                yield match.span("code")


rule = Rule(NAME, run, yields_to=("nhs", "nino", "card", "driving_licence", "passport", "vehicle"))
