"""Passwords, keys and tokens."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, holds, search, seen
from weeknotes.openness.rule import Rule
from weeknotes.openness.tokens import FORMS
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "secret"
WORDS = Words(
    what=N_("This reads as a password, a key or a token."),
    why=N_("Whoever reads it can get in. Programs look for these on public pages, and find them within minutes."),
    source=N_("OWASP Secrets Management Cheat Sheet"),
    do=N_("Take it out and have it changed: it has been written down, so it is no secret any more."),
)

LINK = (
    r"(?:(?:\s(?:is|was|has been|has|wedi(?: (?:ei|cael ei)|’i|'i)?))?(?: (?:now|just|since))?\s(?:changed|reset|set|newid|ailosod|gosod) (?:to|i|yn)\s?:?\s"
    r"|\s(?:is|was|remains|yw|oedd|ydy)(?: (?:now|still|currently|nawr|bellach|o hyd))?\s?:?\s|\s?[:=]{1,2}>?\s?|\s(?:to|i|(?:(?:bellach|nawr|dal) )?yn)\s)"
)
SAID = re.compile(
    r"(?:(?<![^\W_])(?:pass(?:word|code|phrase|wd)|pwd|(?:api|access|account|shared|wi-?fi|client|secret|auth|encryption)[ _-]?(?:key|secret|token)|(?:c"
    r"|g|ngh|ch)yfrinair|(?:a|â)llwedd api)"
    r"[\"']?(?:\s(?:for|to|of|on|at|ar gyfer|ar|i|y|newydd|new)\s[^.:=!?;]{1,40}?)?(?:\s(?:newydd|dros dro))?"
    rf"{LINK})(?P<quote>[\"'“‘`]?)(?P<value>[^\s\"'“”‘’`<>]{{6,200}})(?P<end>[\"'”’`]?)",
    re.IGNORECASE,
)
CUES = (
    "password passwords passcode passphrase passwd pwd pw pass cyfrinair gyfrinair chyfrinair nghyfrinair key token secret apikey accesskey accesstoken authtoken "
    "clientsecret secretkey allwedd login logins log credentials creds mewngofnodi"
)
SAID_CUES = frozenset(CUES.split())
FIRST_CUES = ("pass", "pw", "yfrinair", "key", "token", "secret", "login", "log-in", "cred", "mewngof", "allwedd")
PIN_CUES = frozenset({"pin", "code", "cod"})
LEAST = 20  # characters without a space in nearly every token
LONG = re.compile(rf"\S{{{LEAST}}}")
SPACED = ("PRIVATE KEY", "uthorization", "PuTTY-")  # and what stands in the others
PIN = re.compile(
    r"\b(?:PIN|door code|key ?safe code|alarm code|cod y drws|cod y larwm)(?: (?:number|code))?(?: (?:for|to|of|ar gyfer) [^.:=!?;]{1,30}?)?(?: is"
    r"| was| yw| oedd|:|=)(?: now)? (?P<value>[0-9]{4,8})(?![\w/-]|[.,][0-9])"
)
ADDRESS = re.compile(r"(?<![\w+.-])[a-z][a-z0-9+]{1,20}://(?P<user>[^\s/:@\"'<>]{0,64}):(?P<value>[^\s/@\"'<>]{3,128})@[\w.-]{1,100}", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"(?:x{3,}|\*{2,}|•{2,}|\.{3,}|…|#{3,}|[<\[{(%$].*|your\b.*|your[-_].*|my[-_]?(?:password|secret|key|token).*|(?:the[-_]?)?(?:password|passwd|pass"
    r"|pwd|secret|token|key|value)\d{0,3}"
    r"|change[-_ ]?me|redacted|hidden|placeholder|none|null|todo|tbc|dummy|foobar|example.*|eich[-_].*)[.,;:!?)]*",
    re.IGNORECASE,
)
TERMS = re.compile(r"(?:[23]fa|mfa|sha-?\d|aes-?\d|md5|base-?64|oauth|utf-?8|https?:|www\.|\d+[-–]?(?:char|digit|day|letter|nod\b)|\d[\d.,:/%-]*$)", re.IGNORECASE)
# With nothing between the word and it, only what no sentence would hold.
FIRM = re.compile(
    r"(?<![^\W_])(?:pass(?:word|code|phrase|wd)?|pwd|pw|(?:c|g|ngh|ch)yfrinair),?\s\(?(?P<value>(?=[^\s<>()]{0,64}[0-9])[^\s<>()\"'“”]{6,64})",
    re.IGNORECASE,
)
# "Login: admin / …", "token=…": after these, too, only what no sentence would hold.
LOGIN = re.compile(
    r"(?:\b(?:log-?ins?|credentials|creds|manylion mewngofnodi)\b[^.!?\n]{0,40}?(?:[/:]|\band\b|\ba\b)\s?"
    r"|(?<![^\s?&\"';{,])(?:x-)?(?:api-?key|token|secret|(?<![?&])key)\"?[=:]\s?\"?)"
    r"(?P<value>(?=[^\s<>()]{0,64}[0-9])[^\s<>()\"'“”&]{6,200})",
    re.IGNORECASE,
)
QUOTED = re.compile(r"(?<![^\W_])(?:password|passcode|passphrase|(?:c|g|ngh|ch)yfrinair)\s[\"'“‘](?P<value>[^\s\"'“”‘’]{6,64})[\"'”’]", re.IGNORECASE)
SIGNS = re.compile(r"[!#$%&*@^+=?~|\\](?=.)|\w[!#$%&*@^~|]$")


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find tokens by their forms, private keys, passwords in addresses, and what follows “the password is”; in words, code, and the addresses of links."""
    words = seen(outline).words
    says, pins = not words.isdisjoint(SAID_CUES), not words.isdisjoint(PIN_CUES)

    def look(passage: Passage) -> Iterator[Hit]:
        past = 0
        for start, end in sorted(_spans(passage.text, says=says, pins=pins), key=lambda one: (one[0], -one[1])):
            if start >= past:
                past = end
                yield Hit(start, end, passage.text[start:end])

    return search(outline, NAME, WORDS, look, addresses=True)


def _spans(text: str, *, says: bool, pins: bool) -> Iterator[tuple[int, int]]:
    """The places of secrets in a text; those that are only said where the note has a word for one."""
    if LONG.search(text) or holds(text, SPACED):
        yield from _formed(text)
    if "://" in text and "@" in text:
        yield from (match.span() for match in ADDRESS.finditer(text) if not PLACEHOLDER.fullmatch(match["value"]))
    if says and holds(text.lower(), FIRST_CUES):
        yield from _said(text)
    if pins:
        yield from (match.span("value") for match in PIN.finditer(text))


def _formed(text: str) -> Iterator[tuple[int, int]]:
    for form in FORMS:
        if holds(text, form.literals):
            for match in form.pattern.finditer(text):
                # The sample in a manual repeats one sign: ghp_xxxxxxxx.
                if len(set(match.group()[len(match.group()) // 2 :])) > 3:
                    yield match.span()


def _said(text: str) -> Iterator[tuple[int, int]]:
    """The places of passwords that are said to be such."""
    for match in SAID.finditer(text):
        value = match["value"].rstrip(".,;:)]}")
        quoted = bool(match["quote"] and match["end"])
        if len(value) >= 6 and not PLACEHOLDER.fullmatch(value.partition("@")[0]) and not TERMS.match(value) and (quoted or _odd(value)):
            start = match.start("value")
            yield start, start + len(value)
    for pattern in (FIRM, LOGIN):
        for match in pattern.finditer(text):
            value = match["value"].rstrip(".,;:)]}")
            mixed = not (value.islower() or value.isupper()) or len(value) >= LEAST
            if not TERMS.match(value) and len(value) >= 6 and mixed and _odd(value) and not PLACEHOLDER.fullmatch(value):
                yield match.start("value"), match.start("value") + len(value)
    for match in QUOTED.finditer(text):
        if not PLACEHOLDER.fullmatch(match["value"]):
            yield match.span("value")


def _odd(value: str) -> bool:
    """Whether it is no word of a sentence: figures among letters, a sign within, or words joined by hyphens."""
    letters = any(map(str.isalpha, value))
    figures = any(map(str.isdigit, value))
    return letters and (figures or bool(SIGNS.search(value)) or value.count("-") + value.count("_") > 1)


rule = Rule(NAME, run)
