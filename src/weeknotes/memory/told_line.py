"""What a line of a note says became of a goal, beside the goal's own words: pure."""

import re

from weeknotes.memory.folded import folded
from weeknotes.memory.kinds import ASK, GOAL, LIFECYCLES
from weeknotes.memory.words import forms

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LOOSE = " \t–—-:;,."
_FORMS = sorted({form for kind in (GOAL, ASK) for word in LIFECYCLES[kind].words for form in forms(word)}, key=lambda form: (-len(form), form))


def after(line: str, goal: str) -> str:
    """What `line` says after the words of `goal`; all of it where it does not begin with them."""
    wanted = folded(goal)
    count = len(wanted.split())
    ends = [one.end() for one in _WORD.finditer(line)]
    # Folding may part or join a word that is written oddly: the words beside are tried too.
    for place in sorted(range(len(ends)), key=lambda one: abs(one + 1 - count))[:3]:
        if folded(line[: ends[place]]) == wanted:
            return line[ends[place] :].lstrip(_LOOSE).strip()
    return line.strip()


def word_and_rest(said: str) -> tuple[str, str]:
    """The outcome word that `said` opens with, as it stands there, and what follows it; "" and all of it where it opens with none."""
    low = said.lower().replace("'", "’")
    for form in _FORMS:
        if low.startswith(form) and not said[len(form) : len(form) + 1].isalnum():
            return said[: len(form)], said[len(form) :]
    return "", said
