"""The words that lead into an item and name it: "Out of hours – I had…", "**Design system:** …", "Label. Text"."""

import re
from typing import NamedTuple

from weeknotes.prose.shapes import Block

_LEAD = re.compile(r"^([^\s:–—][^:–—\n]{0,70}?)(?:(:)\s+|(\s+[–—]\s+|—|\s+-\s+))(?=\S)")
_STOP = re.compile(r"^([^\s.!?:–—][^.!?:–—]{0,40})\.\s+(?=[^\Wa-z_])")
_SIGN = re.compile(r"\s*(?:[:–—.-]|--)\s*")
_SENTENCE = re.compile(r"[.!?…](?:\s|$)")
_TELLING = re.compile(
    r"(?:i|we|it|this|that|there|they|he|she|you|my|our|these|those|here|so|and|but|if|when|because|whether|although|as|after|before|had|was|were"
    r"|went|got|note|nb|ps|edit|update|nobody|no one|everyone|everybody|someone|somebody|people|get|use|put|make)\b(?!\s*[:–—-])",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:is|are|was|were|\w+n't|\w+n’t|goes|does|has|have|had|can|could|will|would|should|must|not)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:on|by|until) (?:the \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)|\bddydd\b", re.IGNORECASE)
_DOES = re.compile(
    r"(?:tidy|write|build|make|get|find|ask|asked|emptied|finish|finished|start|started|launched|publish|published|shipped|send|sent|met|ran|wrote"
    r"|made|had|went|joined|attended|hosted|presented|tidied|fix|fixed|debrief|no|cael)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:and|but|or|so|with|in|on|at|for|which|who|where|not|even|though|because|as)\b")
_OWN = re.compile(r"(?:we|they|it|he|she|i|there|this|still|the|could|can|does|do|has|have|need|needs|will|had|got)(?:'\w+)?\b", re.IGNORECASE)
_OURS = re.compile(r"(?:my|our)\b", re.IGNORECASE)
_COUNTS = re.compile(r"[£$€~]?\d[\d,.]*\s*[%kKmM]?(?:[.,;]|$|\s+(?:up|down|from|of|to|so|minutes|hours|days|people)\b)")
_ADDRESSES = re.compile(r"(?:to|from|for|in|on|at|with|if|when|after|before)\b", re.IGNORECASE)
_WORDS = 6
_HYPHEN_WORDS = 4


class Label(NamedTuple):
    """The label, and the index in the block's words at which what it leads to starts."""

    text: str
    rest: int


def label_of(block: Block, *, alike: bool = False, beside: bool = False) -> Label | None:
    """Give the label a block opens with, or None.

    `alike`: its neighbours all open "Label. Text", so that this one may too. `beside`: most of them open with a short name and a sign, so
    that a hyphen is such a sign here whatever follows it, and "Our own process" a name.
    """
    text = block.text
    bold = _bold(block)
    if bold:
        return bold
    found = _LEAD.match(text)
    if found and _names(text, found, beside=beside):
        return Label(found[1].strip(), found.end())
    if alike and (found := full_stop(text)):
        return Label(found[1].strip(), found.end())
    return None


def _names(text: str, found: re.Match[str], *, beside: bool) -> bool:
    """Whether what stands before the sign is a name, and what stands after it is what the name leads to."""
    label, rest = found[1].strip(), text[found.end() :]
    colon, hyphen = found[2] is not None, found[3] is not None and found[3].strip() == "-"
    words = len(label.split())
    if words > (_HYPHEN_WORDS if hyphen or colon else _WORDS) or not (label[0].isupper() or label[0].isdigit() or not label[0].isascii()):
        return False
    # "Calls about uploads: 212" counts something; "To readers: …" speaks to somebody; 'One child: "…"' is heard saying it.
    if _COUNTS.match(rest) or _ADDRESSES.match(label) or (colon and rest[0] in "“\""):
        return False
    # Before a hyphen anything may stand: it is a sign where its neighbours have one, or where a sentence of its own begins after it.
    if hyphen and not (beside or rest[0].isupper() or rest[0] in "“‘'\"" or _OWN.match(rest)):
        return False
    # "Simple is better - and quicker." goes on; "Tidy the shared drive" is what to do, and "Day off on Friday" when.
    if _GOES_ON.search(label) or _DATED.search(label) or (words > 2 and (_DOES.match(label) or (not colon and _ON.match(rest)))):
        return False
    if _TELLING.match(label) and not (beside and _OURS.match(label)):
        return False
    return not _SENTENCE.search(label) and label.count("(") == label.count(")")


def opens(text: str) -> bool:
    """Whether a statement opens as one with a label does: a short name, a sign, and more."""
    found = _LEAD.match(text)
    return found is not None and len(found[1].split()) <= _HYPHEN_WORDS and not _TELLING.match(found[1]) and not _COUNTS.match(text, found.end())


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
