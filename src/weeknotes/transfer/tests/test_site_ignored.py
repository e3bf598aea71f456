"""What a static site's settings leave out was shown to nobody there: by lists of files, by patterns, and by settings that lie in a folder of their own."""

from pathlib import Path

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from weeknotes.transfer.importing import read
from weeknotes.transfer.js_literals import given_to
from weeknotes.transfer.site_ignored import PERHAPS, WITHOUT, pieces_of, rules_of
from weeknotes.transfer.tests.exports import tarred, zipped
from weeknotes.transfer.tests.given import given, laid, posts

TEXT = "---\ntitle: Rain\ndate: 2021-03-19\n---\nIt rained.\n"
OUT, GONE, UNKNOWN = ("everyone", ""), ("me", WITHOUT), ("me", PERHAPS)


def shown(folder: Path, files: dict[str, str]) -> tuple[str, str]:
    """How far the one post reaches, and what is said of that."""
    rain = posts(read(laid(folder / "site", dict(files))))["Rain"]
    return rain.reach, " ".join(one.sentence for one in rain.warnings)


@pytest.mark.parametrize(
    ("settings", "is_shown"),
    [
        ({".eleventyignore": ""}, OUT),
        ({".eleventyignore": "# posts\nREADME.md\n_drafts/\n"}, OUT),
        ({".eleventyignore": "posts/rain.md\n"}, GONE),
        ({".eleventyignore": "./posts/\n"}, GONE),
        ({".eleventyignore": "/posts\n"}, GONE),
        ({".eleventyignore": "POSTS/*.md\n"}, GONE),
        ({".eleventyignore": "**/rain.*\n"}, GONE),
        ({".eleventyignore": "posts/{sun,rain}.md\n"}, GONE),
        ({".eleventyignore": "*.md\n"}, OUT),
        ({".eleventyignore": "rain.md\n"}, OUT),
        ({".eleventyignore": "posts/**\n!posts/rain.md\n"}, GONE),
        ({".eleventyignore": "posts/!(sun).md\n"}, UNKNOWN),
        ({".eleventyignore": "notes/!(sun).md\n"}, OUT),
        ({".eleventyignore": "x\n" * 2000}, UNKNOWN),
        ({"posts/.eleventyignore": "rain.md\n"}, GONE),
        ({".gitignore": "_site\nnode_modules/\n*.log\n"}, OUT),
        ({".gitignore": "rain.md\n"}, GONE),
        ({".gitignore": "posts/\n"}, GONE),
        ({".gitignore": "rain.md\n", "eleventy.config.js": "export default function(c) { c.setUseGitIgnore(false); }"}, OUT),
        ({".gitignore": "rain.md\n", "eleventy.config.js": "export default function(c) { c.setUseGitIgnore(isOn); }"}, GONE),
        ({"eleventy.config.js": "export default (c) => { c.ignores.add('posts/*.md'); };"}, GONE),
        ({".eleventy.js": "module.exports = (c) => { c.ignores.add(\"./posts/rain.md\") };"}, GONE),
        ({".eleventy.js": "module.exports = (c) => { c\n  .ignores\n  .add(`posts/**/*`, 1) };"}, GONE),
        ({".eleventy.js": "module.exports = (c) => { // c.ignores.add('posts/rain.md')\n c.ignores.add('notes/**'); };"}, OUT),
        ({".eleventy.js": "module.exports = (c) => { for (const one of more) c.ignores.add(one); };"}, UNKNOWN),
        ({".eleventy.js": "module.exports = (c) => { c.ignores.add(`${folder}/rain.md`); };"}, UNKNOWN),
        ({".eleventy.js": "module.exports = (c) => { more.forEach(c.ignores.add); };"}, UNKNOWN),
        ({".eleventy.js": "module.exports = (c) => { c.ignores.delete('posts/rain.md'); };"}, OUT),
    ],
)
def test_what_eleventys_lists_and_settings_leave_out_is_its_writers(seen: Path, settings: dict[str, str], is_shown: tuple[str, str]):
    assert shown(seen, {"eleventy.config.cjs": "", "posts/rain.md": TEXT, "posts/sun.md": "---\ntitle: Sun\n---\nIt shone.\n", **settings}) == is_shown


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_list_that_is_hidden_is_read_in_an_archive_too_and_is_no_file_of_the_bundle(seen: Path, pack: object):
    files = {"blog-main/.eleventyignore": "posts/rain.md\n", "blog-main/package.json": '{"a": "@11ty/eleventy"}', "blog-main/posts/rain.md": TEXT}
    found = list(read(given(seen, "x.zip", pack(files))))  # type: ignore[operator]
    assert posts(found)["Rain"].reach == "me"
    assert not any("eleventyignore" in str(one) for one in found)


def test_a_folder_that_is_called_as_such_a_list_is_hidden_all_the_same(seen: Path):
    found = list(read(laid(seen / "x", {".gitignore/secret.md": TEXT, "sun.md": "# Sun\n\nIt shone.\n"})))
    assert set(posts(found)) == {"Sun"}


AT = "content/posts/rain.md"


@pytest.mark.parametrize(
    ("settings", "is_shown"),
    [
        ({"hugo.toml": "ignoreFiles = ['\\.Rmd$', '_cache$', '\\.knit\\.md$']"}, OUT),
        ({"hugo.toml": "ignoreFiles = ['rain\\.md$']"}, GONE),
        ({"hugo.toml": "ignoreFiles = ['posts/.*\\.md$']"}, GONE),
        ({"hugo.toml": "ignoreFiles = ['/posts/r..n']"}, GONE),
        ({"hugo.toml": "ignoreFiles = ['^content/posts']"}, GONE),
        ({"hugo.toml": "ignoreFiles = ['^osts/']"}, OUT),
        ({"hugo.toml": "ignoreFiles = ['posts/.+\\.txt$']"}, OUT),
        ({"hugo.toml": "ignoreFiles = ['\\.(Rmd|Rmarkdown)$']"}, OUT),
        ({"hugo.toml": "ignoreFiles = ['(sun|rain)\\.md$']"}, GONE),
        ({"hugo.toml": "ignoreFiles = 'rain\\.md'"}, GONE),
        ({"hugo.toml": "ignoreFiles = ['(a+)+b']"}, UNKNOWN),
        ({"hugo.toml": "ignoreFiles = ['r[a-z]+']"}, UNKNOWN),
        ({"hugo.toml": "ignoreFiles = 3"}, OUT),
        ({"hugo.yaml": "ignoreFiles:\n- rain\n"}, GONE),
        ({"hugo.toml": "[languages.en]\nignoreFiles = ['rain']"}, GONE),
        ({"hugo.toml": "", "config/_default/hugo.toml": "ignoreFiles = ['rain']"}, GONE),
        ({"hugo.toml": "ignoreFiles = ['rain']", "config/_default/hugo.toml": "ignoreFiles = ['sun']"}, GONE),
        ({"hugo.toml": "", "config/production/hugo.toml": "ignoreFiles = ['rain']"}, GONE),
        ({"hugo.toml": "", "config/_default/languages.toml": "[en]\n[cy]\n"}, OUT),
        ({"hugo.toml": "", "config/_default/languages.toml": "[en]\ndisabled = true\n[cy]\n"}, GONE),
        ({"hugo.toml": "", "config/_default/languages.yaml": "en: {disabled: true}\ncy: {weight: 1}\n"}, GONE),
        ({"hugo.toml": "", "config/_default/languages.json": '{"en": {"disabled": true}, "cy": {}}'}, GONE),
        ({"hugo.toml": "[languages.en]\nweight = 1\n[languages.cy]\n", "config/production/languages.toml": "[en]\ndisabled = true\n"}, GONE),
        ({"hugo.toml": "", "config/_default/languages.toml": "[en\n"}, OUT),
        ({"hugo.toml": "", "config/_default/cascade.toml": "draft = true\n"}, ("me", "")),
        ({"hugo.toml": "", "config/_default/module.toml": "[[mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = 'posts/*'\n"}, GONE),
        ({"hugo.toml": "", "config/_default/module.toml": "[[mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = ['notes/*']\n"}, OUT),
        ({"hugo.toml": "", "config/_default/module.toml": "[[mounts]]\nsource = 'content'\ntarget = 'content'\nfiles = ['! posts/**']\n"}, UNKNOWN),
    ],
)
def test_what_hugos_settings_leave_out_is_its_writers(seen: Path, settings: dict[str, str], is_shown: tuple[str, str]):
    assert shown(seen, {AT: TEXT, **settings}) == is_shown


def test_folders_that_settings_in_a_folder_mount_hold_the_sites_texts(seen: Path):
    settings = {"hugo.toml": "", "config/_default/module.toml": "[[mounts]]\nsource = 'texts'\ntarget = 'content/blog'\n"}
    assert shown(seen, {**settings, "texts/rain.md": TEXT}) == OUT


@given_any(st.text(alphabet=st.sampled_from(list("ab./\\*+?()[]{}|^$!,#@ \n'\"`")), max_size=80) | st.text(max_size=80))
def test_any_pattern_is_cut_into_pieces_or_is_not(pattern: str):
    for one in pieces_of(pattern):
        assert one is None or all(isinstance(piece, str) for piece in one)
    for rule in rules_of(pattern, "x/", git=True):
        rule.of("x/a/b.md")
    assert all(one is None or isinstance(one, str | int | float | bool | list) for one in given_to(pattern + "ignores.add(" + pattern, "ignores", "add"))


@pytest.mark.parametrize("piece", ["*a", "**/", "a*", "{a,b}", "?", "[a", "(a|b)", ".*", ".*a", "\\"])
def test_patterns_that_repeat_without_end_take_no_more_time_than_they_are_long(piece: str):
    for pattern in (piece * (290 // len(piece)), piece * 100_000):
        list(pieces_of(pattern))
        for rule in rules_of(pattern):
            for _ in range(20):
                rule.of("a" * 200 + "/a" * 20 + ".md")
