"""What the place that showed a text made a link of is one here."""

from pathlib import Path

import pytest

from weeknotes.prose.html import clean, plain
from weeknotes.transfer.bare_links import linked
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.tests.given import laid

AT = "https://weir.example/a_b"


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (f"See {AT}.", f'See <a href="{AT}">{AT}</a>.'),
        (f"({AT}) and ({AT}(2))", f'(<a href="{AT}">{AT}</a>) and (<a href="{AT}(2)">{AT}(2)</a>)'),
        (f"{AT}?a=1&amp;b=2, then", f'<a href="{AT}?a=1&amp;b=2">{AT}?a=1&amp;b=2</a>, then'),
        (f"&quot;{AT}&quot; said", f'&quot;<a href="{AT}">{AT}</a>&quot; said'),
        (f'<a href="{AT}">{AT}</a> <code>{AT}</code>', f'<a href="{AT}">{AT}</a> <code>{AT}</code>'),
        (f"<em>{AT}</em>", f'<em><a href="{AT}">{AT}</a></em>'),
        ("ssh+https://x.example http:// x", "ssh+https://x.example http:// x"),
        ("No address", "No address"),
    ],
)
def test_a_bare_address_is_a_link_without_the_marks_that_end_a_sentence(words: str, made: str):
    assert linked(f"<p>{words}</p>") == f"<p>{made}</p>"
    assert plain(made) == plain(words)


def test_many_addresses_take_no_more_time_than_they_are_long():
    linked("https://a.example/" + ")." * 1_000 + "<a>" * 50_000)
    linked("https://" * 50_000)


@pytest.mark.parametrize(
    ("files", "is_link"),
    [
        ({"hugo.toml": "", "content/rain.md": f"---\ntitle: Rain\n---\nSee {AT}\n"}, True),
        ({"_config.yml": "", "_posts/2021-03-19-rain.md": f"---\ntitle: Rain\n---\nSee {AT}\n"}, False),
        ({"a.json": f'[{{"id":"abcdefghi1","slug":"rain","appearance":"norm","title":"Rain","body":"See {AT}"}}]'}, True),
    ],
    ids=["Hugo", "Jekyll", "WriteFreely"],
)
def test_an_address_is_a_link_where_the_program_made_one_of_it(seen: Path, files: dict[str, str], is_link: bool):
    folder = laid(seen / "x", {**files})
    (post,) = [one for one in read(folder / "a.json" if "a.json" in files else folder) if isinstance(one, Post)]
    assert clean(post.html) == (f'<p>See <a href="{AT}">{AT}</a></p>' if is_link else f"<p>See {AT}</p>")
