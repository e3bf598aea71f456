import pytest

from weeknotes.openness.check import check
from weeknotes.openness.rules import email
from weeknotes.openness.tests.written import link, note, paragraph
from weeknotes.prose.shapes import Block, Image, Outline


def found(outline: Outline) -> list[str]:
    return [finding.found for finding in check(outline, rules=[email.rule])]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Write to jo.bloggs@glanderw.gov.uk.", "jo.bloggs@glanderw.gov.uk"),
        ("(Jo+rota@glanderw.gov.uk)", "jo+rota@glanderw.gov.uk"),
        ("'sam@glanderw.gov.uk'", "sam@glanderw.gov.uk"),
        ("Siân.o’neill@glanderw.gov.uk", "siân.o’neill@glanderw.gov.uk"),
        ("mailto:jo@glanderw.gov.uk", "jo@glanderw.gov.uk"),
        ("jo@example.com said so", "jo@example.com"),
        ("@Glanderw, write to jo@glanderw.gov.uk", "jo@glanderw.gov.uk"),
        ("see https://x.uk/?mail=jo@glanderw.gov.uk&a=1", "jo@glanderw.gov.uk"),
        ("jo@glanderw.gov.uk: she answers", "jo@glanderw.gov.uk"),
        ("_jo@glanderw.gov.uk_", "_jo@glanderw.gov.uk"),
        ("jo@xn--caf-dma.xn--p1ai", "jo@xn--caf-dma.xn--p1ai"),
        ("a" * 70 + "@glanderw.gov.uk", "a" * 64 + "@glanderw.gov.uk"),
    ],
)
def test_an_address_is_found_in_the_words(text: str, address: str) -> None:
    assert found(paragraph(text)) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "we met @ noon",
        "@jo",
        "@jo@social.example.org is a handle",
        "https://social.example.org/@jo@glanderw.gov.uk/112",
        "s3://key:secret@bucket.s3.amazonaws.com/media",
        "git@github.com:team/notes.git",
        "logo@2x.png and app@1.2.3 and kit@latest.js",
        "jo@localhost",
        "jo@glanderw@elsewhere.org",
        "jo@-glanderw.gov.uk",
        "..@glanderw.gov.uk",
        "jo@glanderw.1",
    ],
)
def test_a_handle_a_file_and_a_path_are_not_addresses(text: str) -> None:
    assert found(paragraph(text)) == []


def test_two_addresses_are_two_findings_at_their_places() -> None:
    text = "Ask jo@glanderw.gov.uk or sam@glanderw.gov.uk"
    assert [finding.quote for finding in check(paragraph(text))] == ["jo@glanderw.gov.uk", "sam@glanderw.gov.uk"]


def test_an_address_kept_for_examples_is_test_data_only_in_code() -> None:
    assert found(paragraph("pay('valid@email.test')", "code")) == []
    assert found(paragraph("pay('valid@email.test')")) == ["valid@email.test"]
    assert found(paragraph("pay('jo@glanderw.gov.uk')", "code")) == ["jo@glanderw.gov.uk"]


def test_an_address_behind_a_link_is_found_where_the_link_stands() -> None:
    outline = link("Alex", "mailto:alex%40glanderw.gov.uk?subject=Hello")
    (finding,) = check(outline)
    assert (finding.found, finding.quote) == ("alex@glanderw.gov.uk", outline.source)
    plain = link("Alex", "MAILTO:alex@glanderw.gov.uk")
    assert [finding.quote for finding in check(plain)] == ["alex@glanderw.gov.uk"]


def test_a_link_whose_words_are_its_address_is_one_finding() -> None:
    assert found(link("Alex@glanderw.gov.uk", "mailto:alex@glanderw.gov.uk")) == ["alex@glanderw.gov.uk"]


def test_an_address_in_the_words_of_a_picture_or_a_title_is_found() -> None:
    source = "![Poster: jo@glanderw.gov.uk](a.png)"
    block = Block("image", "", 0, len(source), images=(Image("Poster: jo@glanderw.gov.uk", "a.png", 0, len(source)),))
    assert [finding.quote for finding in check(note(block, source=source))] == ["jo@glanderw.gov.uk"]
    (finding,) = check(note(source="", title="From jo@glanderw.gov.uk"))
    assert (finding.start, finding.end, finding.quote, finding.found) == (0, 0, "", "jo@glanderw.gov.uk")
    (finding,) = check(note(source="---\ntitle: From jo@glanderw.gov.uk\n---\n", title="From jo@glanderw.gov.uk"))
    assert finding.quote == "jo@glanderw.gov.uk"
