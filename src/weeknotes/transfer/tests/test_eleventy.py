"""A folder of Eleventy's: it is told by what it is made with, posts in the languages of templates come, and no page comes twice."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.sources import input_at
from weeknotes.transfer.tests.exports import zipped
from weeknotes.transfer.tests.given import given, laid, posts

LIST = '{"devDependencies": {"@11ty/eleventy": "^2.0.0"}}'
POST = "---\ntitle: Rain\ndate: 2021-03-19\n---\n"
SITE: dict[str, bytes | str] = {
    ".eleventy.js": "module.exports = {}", "package.json": LIST, "posts/posts.json": '{"tags": ["week"]}', "posts/rain.md": f"{POST}It rained.\n",
    "posts/sun.md": "---\ntitle: Sun\ndate: 2021-03-26\npermalink: false\n---\nIt shone.\n", "_site/rain/index.html": "<p>It rained.</p>",
}  # fmt: skip


def lefts(found: Iterable[object]) -> dict[str, str]:
    return {one.place: str(one.why) for one in found if isinstance(one, Left)}


@pytest.mark.parametrize("packed", [False, True])
def test_a_folder_is_told_by_the_list_of_what_it_is_made_with(seen: Path, packed: bool):
    path = given(seen, "blog.zip", zipped({f"blog-main/{name}": data for name, data in SITE.items()})) if packed else laid(seen / "blog", SITE)
    assert input_at(path)["kind"] == "site"
    found = posts(read(path))
    assert {title: (one.status, one.reach) for title, one in found.items()} == {"Rain": ("published", "everyone"), "Sun": ("private", "me")}


@pytest.mark.parametrize("ending", ["njk", "liquid", "webc", "hbs"])
def test_a_post_in_a_language_of_templates_comes_with_its_words(seen: Path, ending: str):
    path = laid(seen / "blog", {**SITE, f"posts/wind.{ending}": "---\ntitle: Wind\ndate: 2021-04-02\ntags: [roof]\n---\n<h2>Goals</h2>\n<p>It blew. {{ title }}</p>\n"})
    wind = posts(read(path))["Wind"]
    assert (str(wind.dated)[:10], wind.tags) == ("2021-04-02", ("roof", "week"))
    assert "<h2>Goals</h2>" in wind.html
    assert any("{{" in wind.html and "puts something in the place" in str(one) for one in wind.warnings)


def test_lists_layouts_and_programs_are_named_and_do_not_come(seen: Path):
    more: dict[str, bytes | str] = {
        "posts/index.njk": "---\ntitle: All\n---\n{% for one in collections.week %}{{ one.url }}{% endfor %}", "about.njk": "---\ntitle: About\n---\nWe are.",
        "_includes/post.njk": POST, "posts/untitled.njk": "<p>x</p>", "posts/hail.11ty.js": "module.exports = class {}", "posts/snow.pug": "p It snowed",
    }  # fmt: skip
    found = list(read(laid(seen / "blog", {**SITE, **more})))
    assert set(posts(found)) == {"Rain", "Sun"}
    assert {name for name, why in lefts(found).items() if "makes of others" in why} == {*more, "_site/rain/index.html"}


def test_what_a_folders_file_says_of_its_posts_is_said_of_each(seen: Path):
    said = '{"lang": "cy", "author": "Nerys", "tags": ["posts", "Blog", "tai"]}'
    more: dict[str, bytes | str] = {"cy/cy.json": '{"lang": "cy", "tags": "wythnos"}', "cy/blog/blog.11tydata.json": said}
    more["cy/blog/glaw.md"] = "---\ntitle: Glaw\ndate: 2021-03-20\ntags: [to]\n---\nBwrw.\n"
    more["cy/blog/haul.md"] = "---\ntitle: Haul\ndate: 2021-03-27\nlang: en\nauthor: Tomos\n---\nSun.\n"
    found = posts(read(laid(seen / "blog", {**SITE, **more})))
    rain, glaw, haul = found["Rain"], found["Glaw"], found["Haul"]
    assert (rain.lang, rain.tags) == (None, ("week",))
    assert (glaw.lang, glaw.author, glaw.tags) == ("cy", "Nerys", ("to", "wythnos", "tai"))
    assert (haul.lang, haul.author, haul.tags) == ("en", "Tomos", ("wythnos", "tai"))


def test_a_folder_of_another_makers_has_no_posts_in_templates(seen: Path):
    found = list(read(laid(seen / "blog", {"_config.yml": "title: x\n", "_posts/2021-03-19-rain.md": f"{POST}It rained.\n", "_posts/wind.liquid": f"{POST}It blew.\n"})))
    assert set(posts(found)) == {"Rain"}
    assert "makes of others" in lefts(found)["_posts/wind.liquid"]
