"""Every tag and category that a post had comes with it, or is named as what did not come."""

from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record
from weeknotes.transfer.tests.exports import wxr, wxr_item
from weeknotes.transfer.tests.given import given, laid

MOST = "A note has 20 tags at most, none of more than 60 letters."
RAIN = "---\ntitle: Rain\ndate: 2021-03-19\n{}---\nIt rained.\n"


def only(path: Path) -> Record:
    (one,) = [one for one in read(path) if isinstance(one, Post | Record)]
    made = read_post(one, otherwise="en") if isinstance(one, Post) else one
    assert isinstance(made, Record)
    return made


def test_tags_of_which_a_note_has_no_room_are_named(seen: Path):
    names = [f"Topic {number}" for number in range(1, 23)]
    item = wxr_item(1, "Rain", "Words.").replace("</item>", "".join(f'<category domain="category" nicename="x"><![CDATA[{name}]]></category>' for name in names) + "</item>")
    made = only(given(seen, "x.xml", wxr(item)))
    lost = [name for name in names if name not in made.tags]
    assert len(made.tags) == 20
    assert lost
    assert [str(why) for why in made.warnings] == [f"Tags that did not come: {', '.join(lost)}. {MOST}"]


@pytest.mark.parametrize("files", [{"_config.yml": "", "_posts/2021-03-19-rain.md": RAIN}, {"rain.md": RAIN}], ids=["a site", "texts"])
def test_a_name_that_is_too_long_to_be_a_tag_is_named_as_what_did_not_come(seen: Path, files: dict[str, str]):
    made = only(laid(seen / "x", {name: text.format(f"tags: [damp, {'x' * 61}]\n") for name, text in files.items()}))
    assert made.tags == ("damp",)
    assert [str(why) for why in made.warnings] == [f"Tags that did not come: {'x' * 60}…. {MOST}"]


def test_tags_of_the_other_language_of_which_a_note_has_no_room_are_named(seen: Path):
    settings = "defaultContentLanguage = 'en'\nbaseURL = 'https://x.example'\n[languages.en]\nweight = 1\n[languages.cy]\nweight = 2\n"
    many = [f"pwnc {number}" for number in range(19)]
    glaw = RAIN.replace("It rained.", "Bu hi'n bwrw glaw drwy'r wythnos.").format(f"tags: [{', '.join(many)}]\n")
    folder = laid(seen / "x", {"hugo.toml": settings, "content/rain.en.md": RAIN.format("tags: [damp, mould]\n"), "content/rain.cy.md": glaw})
    made = only(folder)
    assert made.twin is not None
    assert (made.tags, made.twin.tags) == (("damp", "mould"), tuple(many[:18]))
    assert [str(why) for why in made.warnings] == [f"Tags that did not come: pwnc 18. {MOST}"]


def test_groups_of_wordpress_that_are_neither_categories_nor_tags_are_named(seen: Path):
    marks = (("series", "Bins"), ("post_format", "Aside"), ("post_tag", "damp"), ("series", "Bins"), ("project", "Roofs &amp; rain"))
    item = wxr_item(1, "Rain", "Words.").replace("</item>", "".join(f'<category domain="{kind}" nicename="x">{name}</category>' for kind, name in marks) + "</item>")
    made = only(given(seen, "x.xml", wxr(item)))
    assert "damp" in made.tags
    assert [str(why) for why in made.warnings] == ["It stood in other groups there, which did not come: series: Bins, project: Roofs & rain."]


@pytest.mark.parametrize("files", [{"config.toml": "base_url = 'https://x.example'\n", "content/rain.md": "{}"}, {"rain.md": "{}"}], ids=["a site", "texts"])
def test_tags_that_stand_in_a_table_of_groups_come(seen: Path, files: dict[str, str]):
    text = "+++\ntitle = 'Rain'\ndate = 2021-03-19\n\n[taxonomies]\ntags = ['damp', 'roofs']\ncategories = ['Weather']\n\n[extra]\ntags = ['none']\n+++\n\nIt rained.\n"
    made = only(laid(seen / "x", {name: text if each == "{}" else each for name, each in files.items()}))
    assert (made.title, str(made.dated), made.tags) == ("Rain", "2021-03-19", ("damp", "roofs", "Weather"))


@pytest.mark.parametrize(
    ("files", "tags"),
    [
        ({"rain.md": "categories: [Weather, Roofs]\ncategory: Damp\n"}, ("Weather", "Roofs", "Damp")),
        ({"_posts/2021-03-19-rain.md": "categories: weather roofs\ntags: damp\n"}, ("damp", "weather", "roofs")),
        ({"_config.yml": "", "_posts/2021-03-19-rain.md": "category: 2021\ntags: [2022, true]\n"}, ("2022", "2021")),
        ({"_config.yml": "", "weather/wet/_posts/2021-03-19-rain.md": "tags: damp\n"}, ("damp", "weather", "wet")),
        ({"_config.yml": "source_dir: source\n", "source/_posts/rain.md": "tags: [damp]\n"}, ("damp",)),
        ({"source/wet/_posts/2021-03-19-rain.md": "tags: damp\n"}, ("damp", "wet")),
        ({"hugo.toml": "", "content/rain.md": "categories: Out of hours\n"}, ("Out of hours",)),
    ],
    ids=["texts", "a folder of Jekyll's without its settings", "numbers", "the folders of a post of Jekyll's", "Hexo's", "Octopress's", "Hugo's"],
)
def test_categories_come_as_tags(seen: Path, files: dict[str, str], tags: tuple[str, ...]):
    made = only(laid(seen / "x", {name: RAIN.format(text) if name.endswith(".md") else text for name, text in files.items()}))
    assert made.tags == tags
    assert not made.warnings


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ('<meta name="keywords" content="Rain, roof">', ("Rain", "roof")),
        ('<meta name="tags" content="rain"><meta name="keywords" content="roof, rain">', ("rain", "roof")),
        ('<meta name="keywords">', ()),
        ('<meta name="keywords" content=" , ">', ()),
    ],
)
def test_the_keywords_of_a_page_are_its_tags(seen: Path, head: str, tags: tuple[str, ...]):
    (made,) = read(given(seen, "rain.html", f"<html><head><title>Rain</title>{head}</head><body><article><h1>Rain</h1><p>It rained.</p></article></body></html>"))
    assert isinstance(made, Record)
    assert made.tags == tags


def test_more_keywords_than_a_note_has_tags_are_named(seen: Path):
    words = ", ".join(f"word {number}" for number in range(500))
    (made,) = read(given(seen, "rain.html", f'<html><head><meta name="keywords" content="{words}"></head><body><h1>Rain</h1><p>It rained.</p></body></html>'))
    assert isinstance(made, Record)
    assert 0 < len(made.tags) < 500
    assert any("Tags that did not come" in str(one) for one in made.warnings)


@pytest.mark.parametrize(("status", "reach"), [("draft", "me"), ("hidden", "me"), ("published", "everyone")])
def test_the_status_of_a_page_in_its_head_is_said_of_it(seen: Path, status: str, reach: str):
    page = f'<html><head><title>Rain</title><meta name="date" content="2021-03-19"><meta name="status" content="{status}"></head><body><p>It rained.</p></body></html>'
    (made,) = read(given(seen, "rain.html", page), asked=Asked(out=True))
    assert isinstance(made, Record)
    assert made.reach == reach


def test_keywords_before_a_text_that_is_no_page_are_no_tags(seen: Path):
    (made,) = read(given(seen, "rain.md", "---\ntitle: Rain\nkeywords: roof\n---\nIt rained.\n"))
    assert isinstance(made, Record)
    assert made.tags == ()
