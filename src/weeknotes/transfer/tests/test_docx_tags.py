"""The keywords of a Word document are the tags of its note; nothing else that its properties say is looked at."""

import io
from pathlib import Path

import pytest
from docx import Document

from weeknotes.transfer.importing import read
from weeknotes.transfer.tests.exports import SECRET
from weeknotes.transfer.tests.given import given, posts


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("roof; the team", ("roof", "the team")), ("roof, rain,roof", ("roof", "rain")), ("Q&A; <b>", ("Q&A", "<b>")), ("", ()), (" ; ,", ()), ("glaw", ("glaw",)),
    ],
)  # fmt: skip
def test_keywords_of_a_document_are_its_tags(seen: Path, keywords: str, tags: tuple[str, ...]):
    made = Document()
    made.add_heading("Rain", 0)
    made.add_paragraph("It rained.")
    made.core_properties.keywords, made.core_properties.author, made.core_properties.comments = keywords, SECRET, SECRET
    out = io.BytesIO()
    made.save(out)
    (post,) = posts(read(given(seen, "rain.docx", out.getvalue()))).values()
    assert post.tags == tags
    assert SECRET not in repr(post)
