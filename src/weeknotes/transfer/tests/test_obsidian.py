"""What Obsidian means by what stands in the texts of its vaults: comments stay with whoever wrote them, and tags are tags."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.obsidian import MARK, without_comments
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.tests.exports import SECRET, zipped
from weeknotes.transfer.tests.given import given, laid

OUT = Asked(out=True)
VAULT: dict[str, bytes | str] = {".obsidian/app.json": "{}"}


def tarred(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data.encode() if isinstance(data, str) else data))
    return out.getvalue()


WAYS: dict[str, Callable[[Path, dict[str, bytes | str]], Path]] = {
    "a folder": lambda folder, files: laid(folder / "x", files),
    "a zip": lambda folder, files: given(folder, "x.zip", zipped({name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()})),
    "a tar": lambda folder, files: given(folder, "x.tgz", tarred(files)),
}


def of_vault(folder: Path, text: str, **more: str) -> tuple[Record, list[Left]]:
    found = list(read(laid(folder / "x", {**VAULT, "rain.md": text, **more}), asked=OUT))
    (one,) = [each for each in found if isinstance(each, Record) and each.place.endswith("rain.md")]
    return one, [each for each in found if isinstance(each, Left)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("root", ["", "mine/notes/"])
def test_a_comment_of_a_vault_stays_and_is_counted_however_the_vault_comes(seen: Path, way: str, root: str):
    files: dict[str, bytes | str] = {f"{root}.obsidian/app.json": "{}", f"{root}2024-03-01 rain.md": f"# Rain\n\nIt %%{SECRET}%% rained.\n\n%%\n{SECRET}\n\n- {SECRET}\n%%\n\nAnd blew.\n"}
    found = list(read(WAYS[way](seen, files), asked=OUT))
    (one,) = [each for each in found if isinstance(each, Record)]
    assert one.html == "<p>It rained.</p>\n<p>And blew.</p>"
    assert (one.status, one.reach) == ("published", "everyone")
    assert [str(each.why) for each in found if isinstance(each, Left)] == ["Comments that Obsidian shows to nobody but their writer: 2. They stay there."]
    assert not [each for each in found if isinstance(each, Trouble)]


def test_a_comment_of_a_vault_that_stands_further_in_hides_itself_alone(seen: Path):
    one, left = of_vault(seen, f"- It rained.\n\n    %% {SECRET} %%\n\n> And\n> %%{SECRET}\n> {SECRET}%% blew.\n\nAt last\n\t%%\n{SECRET}\n\t%%\nit shone.\n")
    assert SECRET not in one.text
    assert one.text.split() == ["It", "rained.", "And", "blew.", "At", "last", "it", "shone."]
    assert sum(each.count for each in left) == 3


def test_a_comment_of_a_vault_that_never_ends_hides_what_follows(seen: Path):
    one, left = of_vault(seen, f"# Rain\n\nIt rained.\n\n%%\n{SECRET}\n\n{SECRET}\n")
    assert one.html == "<p>It rained.</p>"
    assert [each.count for each in left] == [1]


@pytest.mark.parametrize("words", ["It is 100%% sure.", "Type `%%a%%` and ``%%`b`%%``.", "```\n%% a %%\n```", "> ~~~\n> %% a %%\n> ~~~", "---\n%%"])
def test_what_is_no_comment_stays(seen: Path, words: str):
    one, left = of_vault(seen, f"---\ntitle: 5%% of it\n---\nIt rained.\n\n{words}\n")
    assert "%%" in one.text or words.endswith("\n%%")
    assert len(left) == words.endswith("\n%%")
    assert one.title == "5%% of it"


def test_a_text_of_which_nothing_but_a_comment_is_there_is_said(seen: Path):
    found = list(read(laid(seen / "x", {**VAULT, "rain.md": f"%%{SECRET}%%\n"})))
    assert [type(each) for each in found] == [Left, Trouble]


@pytest.mark.parametrize(("text", "status", "said"), [("It %%Ann?%% rained.", "draft", 1), ("It `%%a%%` rained, 100%% of it.", "published", 0), ("```\n%%a%%\n```\nIt rained.", "published", 0)])
def test_what_may_be_a_comment_comes_for_its_writer_alone_where_nothing_says_that_it_is_obsidians(seen: Path, text: str, status: str, said: int):
    (one,) = [each for each in read(given(seen, "2024-03-01.md", f"---\ntitle: 5%% of %%\n---\n# Rain\n\n{text}\n"), asked=OUT) if isinstance(each, Record)]
    assert "%%" in one.text
    assert (one.status, one.reach == "me") == (status, bool(said))
    assert [str(why)[:39] for why in one.warnings] == ["What stands between %% in it is a comme"] * said


def test_a_comment_in_a_site_that_is_a_vault_stays(seen: Path):
    text = f"---\ntitle: Rain\ndate: 2024-03-01\n---\nIt %%{SECRET}%% rained.\n"
    found = list(read(laid(seen / "x", {"hugo.toml": "", "content/.obsidian/app.json": "{}", "content/posts/rain.md": text, "content/about.md": text})))
    assert [SECRET in each.html for each in found if isinstance(each, Post)] == [False, False]
    assert [str(each.why) for each in found if isinstance(each, Left) and "Obsidian" in str(each.why)] == ["Comments that Obsidian shows to nobody but their writer: 1. They stay there."] * 2


def test_tags_among_the_words_of_a_vault_are_tags(seen: Path):
    one, _left = of_vault(seen, "---\ntags: [Roof]\n---\n# Rain #wet\n\nIt rained on #roof and #housing/damp, #tai_cyngor. #glaw-mân\n\n#weeknotes #y2024\n")
    assert one.tags == ("Roof", "wet", "housing/damp", "tai_cyngor", "glaw-mân", "weeknotes", "y2024")
    assert "#housing/damp" in one.text


def test_what_only_looks_like_a_tag_is_none(seen: Path):
    text = "# Rain\n\n## Goals\n\nSee #12, C#, a#b, `#code`, [there](#goals), [[wind#Goals]], https://x.example/#top and [#words](https://x.example/).\n\n    #include\n\n```\n#define\n```\n"
    one, _left = of_vault(seen, f"---\ntitle: Rain no. #a\n---\n{text}", **{"wind.md": "# Wind\n\n## Goals\n\nIt blew.\n"})
    assert one.tags == ()


def test_words_with_a_sign_before_them_are_no_tags_where_nothing_says_that_they_are_obsidians(seen: Path):
    (one,) = [each for each in read(given(seen, "rain.md", "# Rain\n\nIt rained. #wet\n")) if isinstance(each, Record)]
    assert one.tags == ()


def test_tags_of_a_vault_of_which_a_note_has_no_room_are_named(seen: Path):
    one, _left = of_vault(seen, "# Rain\n\nIt rained. " + " ".join(f"#t{number}" for number in range(22)))
    assert len(one.tags) == 20
    assert ["Tags that did not come: t20, t21." in str(why) for why in one.warnings] == [True]


def test_a_vault_whose_texts_have_front_matter_is_no_site(seen: Path):
    files: dict[str, bytes | str] = {f"{name}.md": f"---\ntags: [roof]\ndate: 2024-03-01\n---\nSee [[{other}]].\n" for name, other in (("Rain", "Wind"), ("Wind", "Rain"))}
    found = [each for each in read(laid(seen / "x", {**VAULT, **files})) if isinstance(each, Post | Record)]
    assert {each.kind for each in found} == {"file"}
    assert ["<a href=" in each.html for each in found] == [True, True]


def test_a_word_whose_sign_is_escaped_is_no_tag_unless_it_is_one_elsewhere(seen: Path):
    one, _left = of_vault(seen, "# Rain\n\nRoom \\#twelve and \\#roof, of the #roof and `\\#code` #code.\n")
    assert one.tags == ("roof", "code")
    assert "Room #twelve and #roof, of the #roof" in one.text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Rain and the roof.md", "Rain and the roof"),
        ("2026-11-20 Rain and the roof.md", "Rain and the roof"),
        ("20261120 – Rain.md", "Rain"),
        ("Rain 2026-W47.md", "Rain"),
        ("Version 2.0 of the roof.md", "Version 2.0 of the roof"),
        ("Roof 20261.md", "Roof 20261"),
        ("2026-11-20.md", None),
        ("2026-W47.md", None),
    ],
)
def test_a_note_of_a_vault_that_is_not_called_otherwise_is_called_as_its_file_is(seen: Path, name: str, title: str | None):
    found = [each for each in read(laid(seen / "x", {**VAULT, f"work/{name}": "It rained. #roof"})) if isinstance(each, Record)]
    assert [(one.title, one.tags) for one in found] == [(title, ("roof",))]


def test_a_note_that_says_what_it_is_called_is_called_so(seen: Path):
    stated = "---\ntitle: Slates\n---\n\nIt rained."
    found = [each for each in read(laid(seen / "x", {**VAULT, "a.md": "# Rain\n\nIt rained.", "b.md": stated, "c.md": "It rained."})) if isinstance(each, Record)]
    assert [one.title for one in found] == ["Rain", "Slates", "c"]


def test_a_text_that_is_in_no_vault_is_not_called_as_its_file_is(seen: Path):
    (one,) = [each for each in read(laid(seen / "x", {"Rain.md": "It rained."})) if isinstance(each, Record)]
    assert one.title is None


@pytest.mark.parametrize("piece", ["`", "~", "~\n", "%%"])
def test_code_that_never_ends_takes_no_more_time_than_it_is_long(piece: str):
    without_comments(MARK + piece * (300_000 // len(piece)))
