"""A corpus of clipboards in the shapes other programs write, each with what a careful writer would want of it beside it."""

import re
from pathlib import Path

import pytest

from weeknotes.prose.html import clean

CLIPBOARDS = Path(__file__).parent / "clipboards"
GIVEN = sorted(file for file in CLIPBOARDS.iterdir() if not file.name.endswith(".expected.html"))
PASTE = """([type, content]) => {
    const data = new DataTransfer()
    data.setData(type, content)
    if (type === 'text/html') data.setData('text/plain', 'plain')
    const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
    document.getElementById('body').dispatchEvent(event)
}"""


def named(html: str) -> str:
    """The same with the names of footnotes, which are made up anew each time, as a, b, c."""
    names: dict[str, str] = {}
    return re.sub(r"([#\"]fn(?:ref)?-)([a-z0-9]+)", lambda found: found[1] + names.setdefault(found[2], chr(ord("a") + len(names))), html)


def on_one_line(html: str) -> str:
    """Canonical HTML, one block a line, as the editor writes it: line ends only in preformatted text."""
    # The site writes a footnote's link around its raised number, the editor inside it.
    html = re.sub(r'<a (href="[^"]*") (id="[^"]*")><sup>(\d+)</sup></a>', r"<sup><a \2 \1>\3</a></sup>", html)
    parts = re.split(r"(<pre>.*?</pre>)", html.strip(), flags=re.DOTALL)
    return "".join(part if part.startswith("<pre>") else part.replace("\n", "") for part in parts)


def test_the_corpus_is_whole():
    assert len(GIVEN) >= 30
    assert all(file.with_suffix(".expected.html").is_file() for file in GIVEN)
    assert len(list(CLIPBOARDS.iterdir())) == 2 * len(GIVEN)


@pytest.mark.parametrize("file", GIVEN, ids=lambda file: file.stem)
def test_what_is_pasted_comes_out_as_a_careful_writer_would_want_it(write, file: Path):
    write.open("")
    write.page.locator("#body").focus()
    write.page.evaluate(PASTE, ["text/html" if file.suffix == ".html" else "text/plain", file.read_text()])
    expected = file.with_suffix(".expected.html").read_text()
    seen = named(write.html())
    assert seen == on_one_line(expected)
    assert clean(seen) == expected.strip()
