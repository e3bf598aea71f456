"""A hundred thousand texts made to run a script, through every way in: how many come out with more than the allow-list has. And how fast."""

import json
from collections.abc import Iterator
from time import perf_counter

from bench.result import Result
from contracts.hostile import texts, wrong_in
from weeknotes.prose.html import clean, shelter
from weeknotes.prose.markdown import from_html, to_html

MANY, FEW = 100_000, 400


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Texts with anything wrong after cleaning, sheltering, Markdown, and Markdown and back; texts a second."""
    count = FEW if small else MANY
    began, wrong = perf_counter(), 0
    for text in texts(count, seed="bench"):
        html = clean(text)
        wrong += any(wrong_in(made) for made in (html, shelter(html), clean(to_html(text)), clean(to_html(from_html(html)))))
    yield Result("hostile", f"texts of {count:,} that came out with more than the allow-list has", float(wrong), "texts", "four ways in", None, "none", wrong == 0).line()
    yield Result("hostile", "texts read four ways", count / (perf_counter() - began), "texts/s").line()


if __name__ == "__main__":
    for line in run():
        print(json.dumps(line))
