"""What a Friday page sends: its fields by name, and what is wrong with them in words."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from weeknotes.memory.answer import LONGEST_BECAUSE
from weeknotes.memory.into_note import Said
from weeknotes.memory.models import Question
from weeknotes.memory.put import DRAW, PUT_BY, THROW, Given

LONGEST_TEXT = 10_000
CLICKS = (Question.RIGHT, Question.FOLLOWUP)  # the answers to a question that need no words
WORD, BECAUSE, LINE, JOTTING, KIND, ALT = "word-", "because-", "line-", "jotting-", "kind-", "alt-"
QUESTION, HOW = "question-", "how-"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was typed, for showing again, and what it asks for. `errors` are sentences by field name."""

    typed: Mapping[str, str]
    given: Given
    errors: Mapping[str, str] = field(default_factory=dict)


def read_form(post: Mapping[str, str]) -> Sent:
    """Read the fields of a Friday page; one whose name is not known, or names no thread, is nobody's and is left alone."""
    typed = {name: str(value).replace("\r\n", "\n") for name, value in post.items()}
    errors: dict[str, str] = {}
    answers: dict[uuid.UUID, Said] = {}
    for uid, because in _fields(typed, BECAUSE).items():
        word = typed.get(f"{WORD}{uid}", "")
        if because.strip() and not word:
            errors[f"{BECAUSE}{uid}"] = _("Choose what became of it, so that this reason has something to belong to.")
        if len(because.strip()) > LONGEST_BECAUSE:
            errors[f"{BECAUSE}{uid}"] = _(
                "This reason has %(count)d characters; up to %(most)d are kept. Make it shorter, or put the rest into your note."
            ) % {"count": len(because.strip()), "most": LONGEST_BECAUSE}
    for uid, word in _fields(typed, WORD).items():
        if word:
            answers[uid] = Said(word, typed.get(f"{BECAUSE}{uid}", "").strip())
    texts = {name: typed.get(name, "").strip() for name in ("thought", "think", "focus")}
    lines = {uid: line.strip() for uid, line in _fields(typed, LINE).items() if line.strip()}
    asked = {uid: words.strip() for uid, words in _fields(typed, QUESTION).items() if words.strip()}
    hows = {uid: how for uid, how in _fields(typed, HOW).items() if how in CLICKS}
    for uid in hows.keys() & asked.keys():
        errors[f"{QUESTION}{uid}"] = _("You wrote an answer and chose one as well. Take the words out to answer by the choice, or choose “in words”.")
    several = [*texts.items(), *((f"{LINE}{uid}", line) for uid, line in lines.items()), *((f"{QUESTION}{uid}", words) for uid, words in asked.items())]
    for name, text in several:
        if len(text) > LONGEST_TEXT:
            errors[name] = _("This is longer than %(most)d characters. Put it into your note itself.") % {"most": LONGEST_TEXT}
    given = Given(
        answers=answers,
        lines=lines,
        jottings={uid: fate for uid, fate in _fields(typed, JOTTING).items() if fate in {DRAW, PUT_BY, THROW}},
        kinds=_fields(typed, KIND),
        alts=_fields(typed, ALT),
        thought=texts["thought"],
        think=texts["think"],
        asked=asked,
        hows=hows,
        focus=tuple(line.strip() for line in texts["focus"].split("\n") if line.strip()),
    )
    return Sent(typed, given, errors)


def _fields(typed: Mapping[str, str], opening: str) -> dict[uuid.UUID, str]:
    """The fields whose names are `opening` and an id."""
    found: dict[uuid.UUID, str] = {}
    for name, value in typed.items():
        if name.startswith(opening):
            try:
                found[uuid.UUID(name.removeprefix(opening))] = value
            except ValueError:
                continue
    return found


def named(text: str) -> uuid.UUID | None:
    """The id that `text` is, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
