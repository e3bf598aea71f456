"""What generators of sites write between the words: what they hide stays hidden, what they only talk about stays, and no text goes without a line."""

from pathlib import Path

import pytest

from weeknotes.prose.html import plain
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Thing
from weeknotes.transfer.site_marks import shown
from weeknotes.transfer.tests.given import laid, posts

Said = list[Thing]


def of_site(folder: Path, files: dict[str, str]) -> Said:
    """What is read of a folder of these files."""
    return list(read(laid(folder / "site", files)))


@pytest.mark.parametrize(
    ("maker", "source", "made", "names"),
    [
        ("jekyll", "a {% comment %}hidden {{ x }}{% endcomment %} b", "a  b", ()),
        ("jekyll", "a\n{%- comment -%}\nhidden\n\nhidden\n{%- endcomment -%}\nb", "a\n\nb", ()),
        ("jekyll", "a {% raw %}{% comment %}said{% endcomment %}{% endraw %} b", "a {% comment %}said{% endcomment %} b", ()),
        ("jekyll", "a {% comment %}hidden{% raw %}{% endcomment %} b", "a  b", ()),
        ("jekyll", "a {% comment %} never ended", "a {% comment %} never ended", ("comment",)),
        ("jekyll", "a {% raw %}{{ x }} never ended", "a {{ x }} never ended", ()),
        ("jekyll", "a {% endraw %}{% endcomment %} b", "a  b", ()),
        ("jekyll", "a {::comment}hidden{:/comment} b", "a  b", ()),
        ("jekyll", "a\n\n{::comment}\nhidden\n{:/}\n\nb", "a\n\n\n\nb", ()),
        ("jekyll", "a {::nomarkdown}b{:/} c", "a b c", ()),
        ("jekyll", "{% assign x = 'y' %}a {{ x }}", "a {{ x }}", ("x",)),
        ("jekyll", "## Plan {#plan}\n\n### So {: #so}\n\na {#b} c", "## Plan\n\n### So \n\na {#b} c", ()),
        ("hugo", "a {% comment %}said{% endcomment %} {{ range }} b", "a {% comment %}said{% endcomment %} {{ range }} b", ()),
        ("hugo", "a {% raw %} {::comment}b{:/comment}", "a {% raw %} {::comment}b{:/comment}", ()),
        ("hugo", "a {{% comment %}}hidden{{% /comment %}} b", "a  b", ()),
        ("hugo", "a {{< comment >}}hidden{{< /comment >}} b", "a  b", ()),
        ("hugo", "a {{< comment >}} never ended", "a {{< comment >}} never ended", ("comment",)),
        ("hugo", "a {{</* x */>}} b {{%/* y */%}}", "a {{< x >}} b {{% y %}}", ()),
        ("hugo", "## Plan {#plan .big}", "## Plan", ()),
        ("eleventy", "a {# hidden\nhidden #} b {#c}", "a  b {#c}", ()),
        ("", "a {% comment %}hidden{% endcomment %} b", "a  b", ()),
    ],
)
def test_what_a_generator_hides_does_not_come_and_what_it_shows_stays(maker: str, source: str, made: str, names: tuple[str, ...]):
    assert shown(source, maker) == (made, names)


@pytest.mark.parametrize("piece", ["{% comment %}", "{% raw %}", "{::comment}", "{#", "{{< comment >}}", "{% assign ", "{{</*", "# {#"])
def test_marks_that_never_end_take_no_more_time_than_they_are_long(piece: str):
    for maker in ("jekyll", "hugo", "eleventy"):
        shown(piece * (300_000 // len(piece)), maker)


RULES = "---\ntitle: {}\ndate: 2021-03-19\n---\n\n"
JEKYLL, HUGO = {"_config.yml": "url: https://x.example\n"}, {"hugo.toml": "baseURL = 'https://x.example/'"}


def test_a_note_that_shows_or_uses_what_templates_are_written_in_is_a_note(seen: Path):
    found = posts(of_site(seen, {
        **JEKYLL,
        "_posts/2021-03-19-a.md": RULES.format("Shown") + "Words.\n\n```\n{% raw %}{% for post in site.posts %}{{ post.title }}{% endfor %}{% endraw %}\n```\n",
        "_posts/2021-03-20-b.md": RULES.format("Used") + "{% assign x = 'y' %}\nA note. {% for one in site.posts %}{{ one.title }}{% endfor %}\n",
    }))  # fmt: skip
    assert "{% for post in site.posts %}{{ post.title }}{% endfor %}" in plain(found["Shown"].html)
    assert found["Shown"].warnings == ()
    assert "only there: for, one.title" in str(found["Used"].warnings[0])
    assert "assign" not in found["Used"].html


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (HUGO, "content/posts/range.md"), (HUGO, "content/posts/assets/x.md"), (HUGO, "content/posts/security.md"), (HUGO, "content/posts/static/layouts/x.md"),
        (HUGO, "content/notes/readme/index.md"), (JEKYLL, "_posts/assets/2021-03-19-x.md"), (JEKYLL, "blog/_posts/2021-03-19-readme.md"),
        (HUGO, "content/loose.md"), ({"eleventy.config.js": ""}, "src/posts/changelog.md"),
    ],
)  # fmt: skip
def test_a_post_is_one_whatever_it_or_its_folder_is_called(seen: Path, files: dict[str, str], name: str):
    text = "Words and code:\n\n    {{ range .Pages }}\n" if name == "content/loose.md" else RULES.format("Rain") + "Words and code:\n\n    {{ range .Pages }}\n"
    said = of_site(seen, {**files, name: text})
    assert [one.source_id for one in said if isinstance(one, Post)] == [name]


def test_what_a_site_makes_of_others_is_named(seen: Path):
    said = of_site(seen, {
        **JEKYLL, "_posts/2021-03-19-a.md": RULES.format("Rain") + "Words.", "index.html": "---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}",
        "_layouts/home.html": "{{ content }}", "assets/x.md": "x", "feed.njk": "x", "README.md": "About.",
    })  # fmt: skip
    left = {one.place: str(one.why) for one in said if isinstance(one, Left)}
    assert {name for name, why in left.items() if "makes of others" in why} == {"index.html", "_layouts/home.html", "assets/x.md", "feed.njk"}
    assert left["README.md"] == "It is about the site’s own folder, and no post."


@pytest.mark.parametrize(("settings", "folder"), [("", "public"), ("publishDir = './docs/out'", "docs/out"), ("publishDir = '.'", "x")])
def test_what_hugo_made_of_a_post_is_not_the_post_once_more(seen: Path, settings: str, folder: str):
    files: dict[str, bytes | str] = {"hugo.toml": settings, "content/posts/rain.md": "---\ntitle: Rain\n---\nWords.\n", f"{folder}/posts/rain/index.html": "<h1>Rain</h1><p>Words.</p>"}
    found = list(read(laid(seen / "x", files)))
    assert [one.source_id for one in found if isinstance(one, Post) and one.title] == ["content/posts/rain.md"]
    made = [one.place for one in found if isinstance(one, Left) and one.why.sentence.startswith("Pages that the site makes")]
    assert made == ([f"{folder}/posts/rain/index.html"] if folder != "x" else [])


def test_a_mark_of_hugos_that_ends_another_is_called_by_its_name():
    assert shown("{{< sum.inline >}}\nx\n{{< / sum.inline >}}\n{{</ box >}}", "hugo")[1] == ("sum.inline", "box")
