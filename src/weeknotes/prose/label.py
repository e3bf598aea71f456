"""The words that lead into an item and name it: "Out of hours – I had…", "**Design system:** …", "Label. Text"."""

import re
from typing import NamedTuple

from weeknotes.prose.shapes import Block

_LEAD = re.compile(r"^([^\s:–—][^:–—\n]{0,70}?)(?:(:)\s+|(\s+[–—]\s+|—|\s+-\s+))(?=\S)")
_STOP = re.compile(r"^([^\s.!?:–—][^.!?:–—]{0,40})\.\s+(?=[^\Wa-z_])")
_SIGN = re.compile(r"\s*(?:[:–—.-]|--)\s*")
_SENTENCE = re.compile(r"[.!?…](?:\s|$)")
_TELLING = re.compile(
    r"(?:i|we|it|this|that|there|they|he|she|you|my|our|these|those|here|so|and|but|if|when|because|as|after|before|had|was|were|went|got|note|nb|ps|edit|update)\b(?!\s*[:–—-])",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"[£$€~]?\d[\d,.]*\s*[%kKmM]?(?:[.,;]|$|\s+(?:up|down|from|of|to|so|minutes|hours|days|people)\b)")
_ADDRESSES = re.compile(r"(?:to|from|for|in|on|at|with|if|when|after|before)\b", re.IGNORECASE)
_WORDS = 6
_HYPHEN_WORDS = 4


class Label(NamedTuple):
    """The label, and the index in the block's words at which what it leads to starts."""

    text: str
    rest: int


def label_of(block: Block, *, alike: bool = False) -> Label | None:
    """Give the label a block opens with, or None. `alike`: its neighbours all open "Label. Text", so that this one may too."""
    text = block.text
    bold = _bold(block)
    if bold:
        return bold
    found = _LEAD.match(text)
    if found:
        label = found[1].strip()
        hyphen = found[3] is not None and found[3].strip() == "-"
        words = len(label.split())
        most = _HYPHEN_WORDS if hyphen or found[2] else _WORDS
        # Before a hyphen anything may stand; a label is a name, and what it leads to is a sentence of its own.
        named = label[0].isupper() or label[0].isdigit() or not label[0].isascii()
        fits = named and (not hyphen or text[found.end()].isupper() or text[found.end()] in "“‘'\"")
        # "Calls about uploads: 212" counts something; "To readers: …" speaks to somebody.
        fits = fits and not _COUNTS.match(text, found.end()) and not _ADDRESSES.match(label)
        if words <= most and fits and not _SENTENCE.search(label) and not _TELLING.match(label) and label.count("(") == label.count(")"):
            return Label(label, found.end())
    if alike and (found := full_stop(text)):
        return Label(found[1].strip(), found.end())
    return None


def full_stop(text: str) -> re.Match[str] | None:
    """A short opening with a full stop ("Recruitment. We met…"), which names something where its neighbours open so too."""
    found = _STOP.match(text)
    return found if found and len(found[1].split()) <= 4 and not _TELLING.match(found[1]) else None


def _bold(block: Block) -> Label | None:
    lead = block.lead.strip()
    if not lead or len(lead) >= len(block.text) or len(lead.split()) > 10:
        return None
    after = len(block.lead)
    sign = _SIGN.match(block.text, after)
    rest = sign.end() if sign else after
    if rest >= len(block.text):
        return None
    name = lead.rstrip(":–—-. ").strip()
    following = block.text[rest:].lstrip()
    signed = bool(sign) or lead[-1] in ":–—-.?!"
    if not name or not following or not (signed or (following[0].isupper() and len(lead.split()) <= 6)):
        return None
    return Label(lead if lead[-1] in "?!" else name, rest + len(block.text[rest:]) - len(following))
