"""Whether the same label in the weeks that follow is known again, and nothing else is taken for it.

`labelled/labels.jsonl` has pairs of labels, an earlier and a later one by the same writer, and what a reader makes of them: `same` (the same name,
however it is written), `like` (another name, perhaps for the same thing: to be offered, not joined) or `other`. Labels of notes beside the checkout are
places (headings and lead-ins: file and offset), none of their words; the rest are invented, in English and Welsh. One reader judged them all,
knowing the rule, which was then mended by what it got wrong (recall was 0.96, precision 1); each pair that is spelt alike stands in it once, and
those that are other were chosen for looking alike.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bench.reading import CORPUS, OWN, share
from bench.result import Result
from weeknotes.memory.naming import label_key, label_keys
from weeknotes.prose.decode import decode
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Block, Syntax

SAME, LIKE, OTHER = "same", "like", "other"
PRECISION, RECALL = 0.98, 0.95


@dataclass(frozen=True, slots=True)
class Pair:
    """An earlier and a later label, in which language the later stands, and what a reader makes of them."""

    earlier: str
    later: str
    lang: str
    verdict: str

    @property
    def joined(self) -> bool:
        """Whether memory takes them for one."""
        return label_key(self.earlier) in label_keys(self.later, self.lang)


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Precision and recall of joining by label, each held to its bar, over all pairs and over those of real notes alone."""
    every = list(pairs(real=not small))
    for what, some in (("all", every), ("real notes", [p for p in every if p.lang == ""])):
        if some:
            right = sum(p.joined and p.verdict == SAME for p in some)
            joined, same = sum(p.joined for p in some), sum(p.verdict == SAME for p in some)
            yield _row(f"joined by label, precision, {what}", share(right, joined), f"{joined} of {len(some)} pairs joined", PRECISION)
            yield _row(f"joined by label, recall, {what}", share(right, same), f"{same} pairs of one name", RECALL)


def pairs(*, real: bool = True) -> Iterator[Pair]:
    """What was labelled; those of notes beside the checkout only where they are there, and wanted."""
    for line in (OWN / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "lang" in row:
            yield Pair(row["a"], row["b"], row["lang"], row["is"])
        elif real and (CORPUS / row["a"]["file"]).is_file():
            yield Pair(_label(row["a"]), _label(row["b"]), "", row["is"])


def _label(place: dict[str, Any]) -> str:
    block = _blocks(place["file"])[place["start"]]
    return block.text if block.kind == "heading" else block.lead.strip()


@cache
def _blocks(file: str) -> dict[int, Block]:
    path = CORPUS / file
    syntax: Syntax = "html" if path.suffix in {".html", ".htm"} else "markdown"
    return {block.start: block for block in outline(decode(path.read_bytes()), syntax=syntax).blocks}


def _row(name: str, value: float, against: str, least: float) -> dict[str, object]:
    return Result("labels", name, value, "", against, None, f"at least {least:g}", value >= least).line()
