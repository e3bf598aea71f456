"""What a static site says of its texts and pictures beside their words: for whom a folder is, what a picture shows, what stands under it, where it leads."""

from pathlib import Path

import pytest

from weeknotes.prose.html import clean
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.tests.given import laid, posts

TEXT = "---\ntitle: Rain\ndate: 2021-03-19\n---\nIt rained.\n"


@pytest.mark.parametrize(
    ("settings", "place", "reach"),
    [
        ("", "_weeknotes/rain.md", "me"),
        ("collections: [weeknotes]\n", "_weeknotes/rain.md", "me"),
        ("collections:\n  weeknotes:\n    output: false\n", "_weeknotes/rain.md", "me"),
        ("collections:\n  weeknotes:\n    output: true\n", "_weeknotes/rain.md", "everyone"),
        ("include: [_weeknotes]\n", "_weeknotes/deep/rain.md", "everyone"),
        ("collections:\n  weeknotes:\n    output: true\n", "_other/rain.md", "me"),
        ("", "work/_posts/2021-03-19-rain.md", "everyone"),
        ("", "_archive/_posts/2021-03-19-rain.md", "me"),
    ],
)
def test_a_folder_of_which_jekyll_makes_no_pages_was_shown_to_nobody(seen: Path, settings: str, place: str, reach: str):
    (post,) = [one for one in read(laid(seen / "x", {"_config.yml": f"title: x\n{settings}", place: TEXT})) if isinstance(one, Post)]
    assert post.reach == reach


@pytest.mark.parametrize(
    "front",
    [
        "image:\n  path: /a.png\n  alt: A roof\n  caption: The <roof>\n",
        "cover:\n  image: /a.png\n  alt: A roof\n  caption: The <roof>\n",
        "image: /a.png\nimage_alt: A roof\nimage_caption: The <roof>\n",
    ],
)
def test_a_picture_that_a_text_is_shown_with_keeps_what_it_shows_and_what_stands_under_it(seen: Path, front: str):
    (post,) = [one for one in read(laid(seen / "x", {"hugo.toml": "", "content/posts/rain.md": f"---\ntitle: Rain\ndate: 2021-03-19\n{front}---\nIt rained.\n"})) if isinstance(one, Post)]
    assert clean(post.html).startswith('<figure><img src="/a.png" alt="A roof">\n<figcaption>The &lt;roof&gt;</figcaption>')
    assert [one.alt for one in post.media] == ["A roof"]


def test_a_figure_of_hugos_keeps_its_title_its_maker_and_where_it_leads(seen: Path):
    text = TEXT + '\n{{< figure src="/a.png" alt="A roof" title="Rain" caption="The **roof**" attr="by Nerys" link="https://x.example/" >}}\n'
    (post,) = [one for one in read(laid(seen / "x", {"hugo.toml": "", "content/posts/rain.md": text})) if isinstance(one, Post)]
    assert '<a href="https://x.example/"><img src="/a.png" alt="A roof"></a>\n<figcaption>Rain – The <strong>roof</strong> – by Nerys</figcaption>' in clean(post.html)


def test_the_front_of_a_section_has_the_address_of_its_folder(seen: Path):
    found = posts(read(laid(seen / "x", {"hugo.toml": 'baseURL = "https://x.example/"', "content/posts/_index.md": TEXT})))
    assert found["Rain"].address == "https://x.example/posts/"


def test_a_summary_and_series_that_stand_beside_a_text_are_said_unless_the_text_says_the_same(seen: Path):
    front = "title: Rain\ndate: 2021-03-19\nsubtitle: On a roof\ndescription: It rained.\nsummary: In short\nseries: [Weather]\n"
    (post,) = [one for one in read(laid(seen / "x", {"hugo.toml": "", "content/posts/rain.md": f"---\n{front}---\nIt *rained*.\n"})) if isinstance(one, Post)]
    assert [str(why) for why in post.warnings] == [
        "It has a summary beside its text, which did not come: “On a roof”",
        "It has a summary beside its text, which did not come: “In short”",
        "It stood in other groups there, which did not come: series: Weather.",
    ]
