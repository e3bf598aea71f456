"""The check on notes as `outline` reads them: planted ones in each syntax, and real ones where they are at hand."""

from pathlib import Path

import pytest

from weeknotes.openness.check import check
from weeknotes.prose.decode import decode
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Syntax

SYNTAX: dict[str, Syntax] = {".md": "markdown", ".html": "html", ".txt": "text"}
PERSONAL = {"card", "nhs", "nino", "email", "phone"}
MARKDOWN = """---
title: Week 12
---
## What happened

Rang her on **07700 900123**; NHS number 943 476 5919.

- AB 12 34 56 C
- [write](mailto:jo@glanderw.gov.uk)

| who | card |
|---|---|
| Al | 4111 1111 1111 1111 |

#### Skipped

![](board.png) and [here](https://example.org)

##

Version 1.2.3, 12/03/2024, £1,234,567.89, 2019-2024, 10:30-11:30, ISBN 0141036133, order 1605012345, 01.04.2021 10.30.
"""
HTML = (
    "<h2>Did</h2><p>Rang 07700&nbsp;900123; <a href='/x'>yma</a></p><h4>Deep</h4><h3></h3>"
    "<p><img src='a.png'>jo&#64;glanderw.gov.uk</p><ul><li>943 476 5919</li><li>AB123456C</li><li>4111111111111111</li></ul>"
)


def seen(source: str, syntax: Syntax) -> list[tuple[str, str]]:
    return [(finding.rule, finding.quote) for finding in check(outline(source, syntax=syntax))]


def test_what_is_planted_in_markdown_is_found_in_order_and_nothing_else() -> None:
    assert seen(MARKDOWN, "markdown") == [
        ("phone", "07700 900123"),
        ("nhs", "943 476 5919"),
        ("nino", "AB 12 34 56 C"),
        ("email", "jo@glanderw.gov.uk"),
        ("card", "4111 1111 1111 1111"),
        ("heading_order", "#### Skipped"),
        ("image_no_alt", "![](board.png)"),
        ("link_text", "[here](https://example.org)"),
        ("heading_order", "##"),
    ]


def test_what_is_planted_in_html_is_found_in_order_and_nothing_else() -> None:
    assert seen(HTML, "html") == [
        ("phone", "07700&nbsp;900123"),
        ("link_text", "<a href='/x'>yma</a>"),
        ("heading_order", "<h4>Deep</h4>"),
        ("heading_order", "<h3></h3>"),
        ("image_no_alt", "<img src='a.png'>"),
        ("email", "jo&#64;glanderw.gov.uk"),
        ("nhs", "943 476 5919"),
        ("nino", "AB123456C"),
        ("card", "4111111111111111"),
    ]


def test_plain_text_is_read_for_numbers_and_addresses() -> None:
    assert seen("Rang 07700 900123.\n\njo@glanderw.gov.uk wrote.\n", "text") == [
        ("phone", "07700 900123"),
        ("email", "jo@glanderw.gov.uk"),
    ]


@pytest.mark.parametrize("folder", ["corpus", "seeds"])
def test_published_notes_are_checked_and_each_finding_is_quoted_from_its_place(shared: Path, folder: str) -> None:
    files = [file for file in sorted((shared / folder).rglob("*")) if file.suffix in SYNTAX and file.name != "README.md"]
    assert files
    for file in files:
        source = decode(file.read_bytes())
        for finding in check(outline(source, syntax=SYNTAX[file.suffix])):
            assert source[finding.start : finding.end] == finding.quote != "", file.name
            # People who publish in the open give addresses at times; a number found in these notes would be a false one.
            assert finding.rule not in PERSONAL - {"email"}, file.name
