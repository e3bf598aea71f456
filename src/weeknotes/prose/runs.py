"""The normal form of inline text: white space folded, marks pulled in to the words they mark, neighbours with equal marks joined."""

import re
from collections.abc import Iterable, Sequence

from weeknotes.prose.tree import Mark, Run

FOLD = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")  # what is no single space
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
BREAK = "\n"


def fold(text: str) -> str:
    """`text` with each white space of HTML, and each group of it, as one space."""
    # What is printable has no white space but spaces, told in a tenth of the time.
    return text if "  " not in text and text.isprintable() else FOLD.sub(" ", text)


def blank(text: str) -> bool:
    """Whether nothing of `text` would be seen."""
    return not text.strip().strip(UNSEEN).strip()


def shows(runs: Iterable[Run]) -> bool:
    """Whether anything of `runs` would be seen: words or a picture."""
    return any(run.picture is not None or not blank(run.text) for run in runs)


def _fold(raw: Iterable[Run]) -> list[Run]:
    """Fold white space across runs, and part each run into white space and words."""
    out: list[Run] = []
    spaced = True
    for run in raw:
        if run.picture is not None:
            out.append(run)
            spaced = False
            continue
        if run.text == BREAK:
            while out and not _solid(out[-1]) and out[-1].text != BREAK:
                out.pop()
            out.append(run)
            continue
        text = fold(run.text)
        if not out or out[-1].text == BREAK:
            text = text.lstrip()
        elif spaced:
            text = text.removeprefix(" ")
        if not text:
            continue
        spaced = text.endswith(" ")
        core = text.strip()
        if not core or core == run.text:
            out.append(run if text == run.text else Run(text, run.marks))
            continue
        at = text.index(core)
        pieces = (text[:at], core, text[at + len(core) :])
        out += [Run(piece, run.marks) for piece in pieces if piece]
    return out


def _solid(run: Run) -> bool:
    return run.picture is not None or not run.text.isspace()


def normalise(raw: Sequence[Run]) -> tuple[Run, ...]:
    """The normal form of `raw`: trimmed, marks on white space only between words of the same marks, equal neighbours joined. That of it is itself."""
    if len(raw) == 1 and raw[0].picture is None:  # most paragraphs: the rest would come to the same
        text = fold(raw[0].text).strip()
        return (Run(text, raw[0].marks),) if text else ()
    folded = _fold(raw)
    solid = [i for i, run in enumerate(folded) if _solid(run)]
    if not solid:
        return ()
    kept: list[Run] = []
    before: tuple[Mark, ...] = ()
    after = 0
    for i in range(solid[0], solid[-1] + 1):
        run = folded[i]
        if _solid(run):
            before = run.marks
            after += 1
        else:
            beyond = folded[solid[after]].marks
            run = Run(run.text, tuple(mark for mark in run.marks if mark in before and mark in beyond))
        last = kept[-1] if kept else None
        if last is not None and last.marks == run.marks and _joins(last) and _joins(run):
            kept[-1] = Run(last.text + run.text, run.marks)
        else:
            kept.append(run)
    return tuple(kept)


def _joins(run: Run) -> bool:
    return run.picture is None and run.text != BREAK


def paragraphs(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """Normal `runs` cut where two or more line breaks follow each other: people write paragraphs so."""
    if not any(run.text == BREAK for run in runs):
        return [tuple(runs)] if runs else []
    found: list[list[Run]] = [[]]
    for i, run in enumerate(runs):
        if run.text == BREAK and (runs[i - 1].text == BREAK or runs[i + 1].text == BREAK):
            if found[-1]:
                found.append([])
        else:
            found[-1].append(run)
    return [normal for piece in found if (normal := normalise(piece))]


def one_line(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Normal `runs` with each group of line breaks as one."""
    return normalise([run for i, run in enumerate(runs) if run.text != BREAK or runs[i - 1].text != BREAK])
