"""Letters that stand for words nobody here has said."""

import re
from collections.abc import Iterator
from itertools import islice

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Block, Outline
from weeknotes.prose.span import span

NAME = "acronym"
UNTOLD = Words(
    what=N_("“%(words)s” is not spelt out in this note."),
    why=N_("Readers from elsewhere may not know what it stands for, or know another thing by it."),
    source=N_("GOV.UK content design: Abbreviations and acronyms; WCAG 2.2, 3.1.4 Abbreviations"),
    do=N_("Say it in full the first time, with the letters in brackets."),
)

# Known to whoever reads: countries, broadcasters, money, hours, files, what is said of the web and of work every day.
_ORDINARY = """
    UK GB EU US USA UN UAE NI EEA NATO NHS GIG MP MPS MEP MS AS MSP PM BBC ITV STV RTE BT TV FM DJ CD DVD VHS PC ID IT ICT HR PR AI ML UX UI QA QR AV IQ
    OK FAQ FYI ASAP TBC TBD TBA RSVP DIY PS PPS NB AKA ETA EG IE VS CC BCC AM PM BST GMT UTC BC AD CE AGM CV PHD MA BA BSC MSC MBA GCSE GCSES VAT GDP GDPR
    FOI DNA HIV AIDS COVID GP GPS SMS PIN ATM PDF PDFS HTML CSS CSV JSON XML YAML SQL RSS URL URLS URI API APIS HTTP HTTPS SSL TLS DNS IP VPN WWW USB RAM CPU
    GPU LED LCD HD PNG JPG JPEG GIF SVG ZIP MP ISO IOS SDK CLI CMS CRM ERP GIS SEO KPI KPIS OKR OKRS ROI MVP CEO CTO CIO CFO COO NGO NGOS SME SMES
    LGBT LGBTQ BAME STEM ASMR SOS UFO FBI CIA NASA RAF RNLI RSPCA IKEA LEGO BMW ABBA NYC LA DC WIP TODO README PHP AWS IBM SAP BSL HGV EV MOT DVLA HMRC ONS
    WCAG ARIA IE SD HDMI AC DC NFC RFID LTS OS JS TS UTF ASCII EOF CEOS GPS TVS PCS IDS CVS UFOS XL XXL XS VIP VIPS SW NW NE SE MD RIP LOL OMG WTF IRL DM DMS
    LLM LLMS GPT RPG FPS PDA ISBN DOI ORCID CCTV SIM SCRUM AGILE RAG SWOT PESTLE TL DR TLDR BYO LTD PLC LLP CYF CIC EMEA APAC DWP DEFRA
    ISP ISPS BMI BIOS NFL NBA UEFA FIFA TLC TOML CI OSM UAV PE RE NQT SEND PHD WIFI MIT UCL LSE TFL GOVUK
"""
ORDINARY = frozenset(_ORDINARY.split())
# Words that people write in capitals to raise their voice.
_RAISED = """
    ALL ALWAYS AND ANY ARE BACK BAD BEST BIG BONUS BOTH BUT CAN CANNOT COOL DATE DAY DEEP DID DO DONE DONT EVER EVERY FAST FIND FIRST FOR FREE FROM FULL FUN GET
    GO GOOD GREAT HAD HAPPY HAS HAVE HELP HERE HOT HOW HUGE IN INSERT IS IT JOB JUST KEY LAST LESS LIKE LONG LOT LOTS LOVE LOVED LOVELY MADE MAKE MANY MONTH MONTHS MORE MOST
    MUCH MUST MY NEED NEVER NEW NEXT NICE NO NONE NOT NOTE NOTES NOW OF OFF OH OLD ON ONE ONLY OPEN OUR OUT OVER PART PLEASE REAL REALLY SAME SEE SHOULD SLOW SO SOME
    SOON START STOP STILL SUPER TEAM TECH TEN THANK THANKS THAT THE THEIR THEM THEN THERE THESE THEY THIS THREE TIME TINY TO TODAY TOO TRUE TRY TWO UP US USE
    VERY WANT WAS WAY WE WEEK WELL WERE WHAT WHEN WHERE WHO WHOLE WHY WILL WITH WORK WOW WRONG YAY YEAH YEAR YEP YES YET YOU YOUR ZERO NAH ADD CORE DEBUG PATH IMPACT ALMOST
    TEST BETA ALPHA LIVE WIKI BUDGET HECTIC DEEPER TWICE PHEW EEK HMM UGH ARGH HOME HOURS LEFT RIGHT OTHER TRUE FALSE NULL UPDATE EDIT DRAFT FINAL TITLE LINK LINKS HELLO
    A AC AR BETH BOB BYTH DIM DIOLCH DIWEDD DYMA EIN FAWR HEB HWN IAWN MAE MAWR NAWR NEWYDD NI NID OND PAM PAWB PEIDIWCH POB PWYSIG RHAID RWAN WEDI YN Y YR
"""
RAISED = frozenset(_RAISED.split())
ROMAN = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))")
# In Welsh dd, ll, th and their like are one letter: CLlLC.
LETTERS = re.compile(r"(?<![\w./@#&_’'+-])(?:[A-Z](?:[lhdfa](?=[A-Z]))?){2,6}(?:(?<=[CDFLPRT])h(?!\w))?(?=s?(?![\w@/_&+]|[.-]\w*\d|\.\w))")
SMALL = re.compile(r"[^\W\d_]*[a-z]")
BRACKETED = re.compile(r"\([“\"'‘]?(?:(?:or|neu|the|y|yr|aka|also|called|known|as|hereafter) ){0,3}([A-Z][A-Za-z]{1,10}?)s?(?![A-Za-z])")
SPELT_AFTER = re.compile(r"(?<!\w)([A-Z][A-Za-z]{1,10}?)s? (?:\(|[–—-] |stands for |yw |is short for )(?=[^\W\d_][^()\n]{5})")
DEFINED = re.compile(r"<abbr\b[^<>]{0,300}\btitle\b[^<>]{0,300}>([^<>]{2,12})</abbr|^\*\[([^\]\n]{2,12})\]:", re.IGNORECASE | re.MULTILINE)
FULL = re.compile(
    r"(?<!\w)[^\W\d_a-z][\w’'-]*(?:[ -](?:(?:of|and|the|for|to|in|on|at|a|ac|ar|y|yr|i|o|am|er|dros|with|&) )*[^\W\d_a-z][\w’'-]*)+"
)
CAPITAL = re.compile(r"(?:^|[ -])([^\W\d_a-z])")
FIRST = re.compile(r"(?<!\w)[^\W\d_]")
ARTICLE = re.compile(r"(?:\b(?:the|our|an?|your|their|y|yr|ein|eich)|['’][rn]) $", re.IGNORECASE)
BESIDE = re.compile(r"[A-Z]{2}\W{1,2}$")
AFTER = re.compile(r"s?\W{1,2}[A-Z]{2}")
SHORT = 2  # letters, which are as often somebody's name
LONG = 4  # letters: words in small letters with these initials are no chance
LONGEST = 6
MOST = 3


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find the first three sets of two to six capitals that the note does not spell out, each where it first stands.

    Not those that everybody knows or that are on the organisation's list, nor those in links, code, or words that are all in capitals.
    """
    known: set[str] = {*ORDINARY, *RAISED, *(one.upper() for one in context.acronyms)}
    found: dict[str, tuple[Block, int, int]] = {}
    for block in outline.blocks:
        if block.kind != "code":
            for start, end in _letters(block):
                found.setdefault(block.text[start:end], (block, start, end))
    unknown = [one for one in found.items() if one[0].upper() not in known and not ROMAN.fullmatch(one[0])]
    told = _told(outline) if unknown else frozenset()
    for letters, (block, first, last) in islice((one for one in unknown if one[0].upper() not in told), MOST):
        start, end = span(block, outline.source, first, last)
        yield noticed(outline, NAME, UNTOLD, start, end, letters, words=letters)


def _letters(block: Block) -> Iterator[tuple[int, int]]:
    """Where sets of capitals stand in a block that could be short for something."""
    text = block.text
    row = list(LETTERS.finditer(text))
    if not row or not SMALL.search(text):
        return
    for match in row:
        start, end = match.span()
        before = text[max(0, start - 8) : start]
        if end - start <= SHORT and not ARTICLE.search(before):
            continue
        # Two words in capitals side by side are said loudly, or are one name.
        if not BESIDE.search(before) and not AFTER.match(text, end):
            yield start, end


def _told(outline: Outline) -> frozenset[str]:
    """What the note tells the meaning of, in capitals: in brackets, by its title, by words with these initials, or by a link on it."""
    told: set[str] = set()
    for block in outline.blocks:
        for pattern in (BRACKETED, SPELT_AFTER):
            told.update(match[1].upper() for match in pattern.finditer(block.text))
        for name in FULL.finditer(block.text):
            told.update(_within("".join(CAPITAL.findall(name.group())), SHORT))
        told.update(_within("".join(FIRST.findall(block.text)).upper(), LONG))
        for link in block.links:
            told.update(match.group().upper() for match in LETTERS.finditer(link.text))
    if "<abbr" in outline.source or "*[" in outline.source:
        told.update((match[1] or match[2]).strip().upper() for match in DEFINED.finditer(outline.source))
    return frozenset(told)


def _within(initials: str, fewest: int) -> Iterator[str]:
    """Every run of `fewest` to LONGEST of these letters."""
    return (initials[at : at + length] for length in range(fewest, LONGEST + 1) for at in range(len(initials) - length + 1))


rule = Rule(NAME, run)
