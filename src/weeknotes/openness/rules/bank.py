"""Bank accounts: a UK sort code and account number, and IBANs."""

import re
from collections.abc import Iterator

from stdnum import iban

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "bank"
WORDS = Words(
    what=N_("This reads as a bank account."),
    why=N_("Somebody could set up payments from it, or pretend to be its owner."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out. If it is an account that everybody may pay into, say why it stays."),
)

SORT = r"(?<![\w/.,£$€-])[0-9]{2}(?P<%s>[- –]?)[0-9]{2}(?P=%s)[0-9]{2}(?![\w/]|[-.,][0-9])"
ACCOUNT = r"(?<![\w/.,£$€-])[0-9]{8}(?![\w/]|[-.,][0-9])"
LINK = r"[^0-9.!?]{0,30}?"
SORT_CUE = re.compile(rf"(?:\bsort[- ]?codes?|\bs/c\b|\b(?:c|g|ngh|ch)od(?:au)? didoli)(?!\w){LINK}(?P<number>{SORT % ('a', 'a')})", re.IGNORECASE)
ACCOUNT_CUE = re.compile(
    rf"(?:\b(?:bank )?(?:account|acc|acct|a/c)\.?(?: details?)?(?: (?:number|num|no|nr)(?!\w)\.?{LINK}|[ :#(]{{1,3}}(?:is |was |of )?)"
    rf"|\brhif(?:au)? (?:y |eu |ei |fy )?(?:cyfrif|gyfrif|chyfrif)(?!\w){LINK})(?P<number>{ACCOUNT})",
    re.IGNORECASE,
)
BOTH = re.compile(rf"(?P<sort>{SORT % ('b', 'b')})[^0-9.!?]{{1,30}}?(?P<account>{ACCOUNT})")
SAYS_BANK = re.compile(r"\bsort|\bbank|\baccount|\ba/c\b|didoli|\bcyfrif|\bgyfrif|\bbanc|\bfanc", re.IGNORECASE)
DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}")
PART = re.compile(r"[0-9]{8}|[0-9]{2}[- –]?[0-9]{2}[- –]?[0-9]{2}(?![0-9])")
GUARD = re.compile(r"[0-9]{2}[- –]?[0-9]{2}[- –]?[0-9]{2}")
IBAN = re.compile(r"(?<![\w/-])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![\w/])")
IBAN_LEAST, IBAN_MOST = 15, 34
TOGETHER = 60  # characters from the end of one part to the end of the other


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find sort codes and account numbers by their cues or side by side, and IBANs with the right check digits (ISO 13616)."""
    return search(outline, NAME, WORDS, look, figures=True)


def look(passage: Passage) -> Iterator[Hit]:
    """The accounts in a passage; a sort code and the account number beside it are one."""
    text = passage.text
    if not GUARD.search(text):
        return
    inside = in_web_address(text)
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_parts(text)):
        if inside(start):
            continue
        if spans and start <= spans[-1][1] + TOGETHER:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    for start, end in spans:
        yield Hit(start, end, " ".join(re.sub(r"\D", "", part) for part in PART.findall(text[start:end])))
    for match in IBAN.finditer(text):
        end = _valid(text, match)
        if end:
            yield Hit(match.start(), end, iban.compact(text[match.start() : end]))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span("number") for match in SORT_CUE.finditer(text))
    yield from (match.span("number") for match in ACCOUNT_CUE.finditer(text))
    says = bool(SAYS_BANK.search(text))
    for match in BOTH.finditer(text):
        # Without a word for it, two dates side by side look the same.
        if says or (match["b"] and not DATE.fullmatch(match["account"])):
            yield match.span("sort")
            yield match.span("account")


def _valid(text: str, match: re.Match[str]) -> int:
    """Where the longest valid IBAN in a match ends, 0 where there is none: capital words may follow it."""
    ends = [end for end in range(match.end(), match.start() + IBAN_LEAST - 1, -1) if not text[end : end + 1].isalnum()]
    for end in ends:
        compact = iban.compact(text[match.start() : end])
        if IBAN_LEAST <= len(compact) <= IBAN_MOST and iban.is_valid(compact, check_country=False):
            return end
    return 0


rule = Rule(NAME, run, yields_to=("card",))
