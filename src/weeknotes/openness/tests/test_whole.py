import pytest

from weeknotes.openness.check import check
from weeknotes.openness.whole import whole
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Syntax


@pytest.mark.parametrize(
    ("source", "syntax", "found"),
    [
        ("<p>One thing.</p><p>Follow us on 07700 900123</p><p>Two.</p>", "html", ["07700 900123"]),
        ("<p>One thing.</p><p>Find me on jo@glanderw.gov.uk</p>", "html", ["jo@glanderw.gov.uk"]),
        ("<p>Share: 07700 900123</p><p>One thing.</p>", "html", ["07700 900123"]),
        ("One thing.\n\nPublished by jo@glanderw.gov.uk\n\nTwo things.\n", "markdown", ["jo@glanderw.gov.uk"]),
        ("One thing.\n\n[Read more](https://example.org/)\n", "markdown", ["[Read more](https://example.org/)"]),
        ("One thing happened today.\n\nFind us on 07700 900123\n\nTwo things happened.\n", "text", ["07700 900123"]),
    ],
)
def test_a_line_that_reading_passes_over_is_checked(source: str, syntax: Syntax, found: list[str]) -> None:
    assert all("900123" not in block.text and "@" not in block.text for block in outline(source, syntax=syntax).blocks)
    assert [finding.quote for finding in check(outline(source, syntax=syntax))] == found


def test_front_matter_and_the_frame_of_a_saved_page_are_not_the_note() -> None:
    assert check(outline("---\nphone: 07700 900123\n---\nOne thing.\n", syntax="markdown")) == ()
    page = "<!doctype html><html><body><main><p>One thing.</p></main><footer>Ring 07700 900123</footer></body></html>"
    assert check(outline(page, syntax="html")) == ()


def test_every_block_stays_and_the_order_is_that_of_the_source() -> None:
    source = "<h2>Did</h2><p>Follow us on Mastodon</p><h3>Subscribe to our newsletter</h3><p>One.</p>"
    read = outline(source, syntax="html")
    blocks = whole(read).blocks
    assert set(read.blocks) < set(blocks)
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "Did"), ("paragraph", "Follow us on Mastodon"), ("heading", "Subscribe to our newsletter"), ("paragraph", "One."),
    ]  # fmt: skip
    assert whole(outline("<p>One.</p>", syntax="html")).blocks == outline("<p>One.</p>", syntax="html").blocks


def test_a_line_in_bold_put_back_is_no_heading() -> None:
    blocks = whole(outline("## Did\n\nOne thing.\n\n**Subscribe to our newsletter**\n\nTwo.\n", syntax="markdown")).blocks
    assert [(block.kind, block.level) for block in blocks] == [("heading", 2), ("paragraph", 0), ("paragraph", 0), ("paragraph", 0)]
