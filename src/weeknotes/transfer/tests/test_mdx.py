"""Markdown with components in it (MDX): the words come, the lines of programs go, and what only a page of its own shows is named."""

from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.mdx import as_markdown
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.record import Record
from weeknotes.transfer.tests.exports import SECRET
from weeknotes.transfer.tests.given import given, laid, posts

TEXT = f"""import {{ Chart }} from '../chart'
import Note from "x"

Import duties rose. {{/* {SECRET} */}}
export of goods, too.

<Note>

Words **bold** in it.

</Note>

<>And</> so on. <Film id="abc" />

```jsx
import x from "y"
<Note />
```

export const rows = [
  {{ secret: "{SECRET}" }},

  {{ secret: "{SECRET}" }},
]

The `<Film />` ends.
"""
HTML = (
    "<p>Import duties rose. export of goods, too.</p>\n<p>Words <strong>bold</strong> in it.</p>\n<p>And so on. <code>&lt;Film id=\"abc\" /&gt;</code></p>\n"
    "<pre><code>import x from \"y\"\n&lt;Note /&gt;</code></pre>\n<p>The <code>&lt;Film /&gt;</code> ends.</p>"
)
SAID = "The page shows something of its own in the place of these, and only there: Film. They stand in the text as they were written."


@pytest.mark.parametrize("name", ["rain.mdx", "RAIN.MDX"])
def test_the_words_of_a_text_with_components_come_and_no_line_of_a_program(seen: Path, name: str):
    for path in (given(seen, name, TEXT), laid(seen / "x", {name: TEXT})):
        (one,) = [each for each in read(path) if isinstance(each, Record)]
        assert one.html == HTML
        assert [str(why) for why in one.warnings] == [SAID]


def test_texts_of_a_site_may_have_components_and_link_to_each_other(seen: Path):
    files: dict[str, bytes | str] = {"hugo.toml": "", "content/posts/a.mdx": f"---\ntitle: A\ndate: 2021-03-19\n---\n{TEXT}", "content/posts/b.mdx": "---\ntitle: B\n---\n[a](a.mdx)"}
    found = posts(read(laid(seen / "x", files)))
    one = found["A"]
    assert isinstance(one, Post)
    assert (one.status, str(one.dated)[:10], [str(why) for why in one.warnings]) == ("published", "2021-03-19", [SAID])
    assert SECRET not in one.html
    assert 'href="https://site.invalid/content/posts/a.mdx"' in found["B"].html


@pytest.mark.parametrize(
    ("said", "title", "day", "tags", "status"),
    [
        ("export const meta = {title: 'Rain', date: '2021-03-19', tags: ['a', 'b']}", "Rain", "2021-03-19", ("a", "b"), "published"),
        ("import x from 'y'\nexport const metadata: Meta = {\n  title: 'Rain',\n\n  date: '2021-03-19',\n  draft: isDraft(),\n}", "Rain", "2021-03-19", (), "draft"),
        ("export const rows = {title: 'Rain'}", None, "None", (), "draft"),
    ],
)
def test_what_a_program_plainly_says_of_its_page_is_read(seen: Path, said: str, title: str | None, day: str, tags: tuple[str, ...], status: str):
    (one,) = [each for each in read(given(seen, "rain.mdx", f"{said}\n\nIt rained.\n"), asked=Asked(out=True)) if isinstance(each, Record)]
    assert (one.title, str(one.dated), one.tags, one.status, one.html) == (title, day, tags, status, "<p>It rained.</p>")


@pytest.mark.parametrize("text", ["", "import {", "export const a = {\n\n", "<A", "<A b={", "{/*", "```\n<A />", "`" * 500, "<A " * 5000, "import x from 'y'\n" * 2000, "{/*" * 200_000, "<A b={" * 50_000, "import {\n\n" * 2_000, "<A" + " b" * 100_000])
def test_what_is_half_written_is_read_as_it_stands(text: str):
    assert isinstance(as_markdown(text), str)


def test_what_a_component_is_told_may_be_long_and_a_note_that_never_ends_is_words():
    told = "".join(f' a{number}="{number}"' for number in range(500))
    assert as_markdown(f"<Film{told} />\n\nIt rained. {{/* and") == f"`<Film{told} />`\n\nIt rained. {{/* and"
