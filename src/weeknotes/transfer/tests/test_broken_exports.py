"""Exports that were cut, mixed up and changed at random: whatever happens to the bytes, each ends in posts, in what was left, and in sentences."""

import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weeknotes.prose.html import clean
from weeknotes.transfer.autop import autop
from weeknotes.transfer.blocks_wordpress import told
from weeknotes.transfer.front_matter import Broken, parted
from weeknotes.transfer.ghost_cards import from_lexical, from_mobiledoc
from weeknotes.transfer.importing import BROKE, read
from weeknotes.transfer.instants import instant
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Record, Thing, Trouble
from weeknotes.transfer.shortcodes import opened
from weeknotes.transfer.site_marks import shown
from weeknotes.transfer.tests.exports import SAMPLES, SECRET, zipped

MANY = 100
FEWER = 15  # of those that hold a document of Word's, whose library takes a quarter of a second for each
STATES = {"published", "draft", "private", "scheduled"}


def broken(data: bytes, dice: random.Random) -> bytes:
    """`data` with something done to it that happens to files: cut, changed bytes, pieces in another order, twice, gone, or of another file."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5))):
        size = len(made) or 1
        start, other = sorted((dice.randrange(size), dice.randrange(size)))
        piece = dice.choice((4, 60, 600))
        match dice.randrange(8):
            case 0:
                del made[start:]
            case 1:
                for _each in range(dice.choice((1, 8, 64))):
                    if made:
                        made[dice.randrange(len(made))] = dice.randrange(256)
            case 2:
                made[start : start + piece], made[other : other + piece] = made[other : other + piece], made[start : start + piece]
            case 3:
                made[start:start] = made[other : other + piece]
            case 4:
                del made[start : start + piece]
            case 5:
                made[start : start + 4] = dice.randbytes(4)
            case 6:
                made[start:start] = dice.choice(STRANGE)
            case _:
                swap = dice.choice(((b'"', b"["), (b"<", b"{"), (b":", b"null"), (b"0", b"-1e400"), (b"\n", b""), (b"post", b"\xff")))
                made = bytearray(bytes(made).replace(*swap, dice.randint(1, 30)))
    return bytes(made)


def broken_inside(data: bytes, dice: random.Random) -> bytes:
    """The same done to one of the files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice([each for each in files if not each.endswith((".png", ".jpg"))])
    files[name] = broken(bytes(files[name]), dice)  # type: ignore[arg-type]
    return zipped(files)


STRANGE = (
    b"\x00\xff\xfe", b"]]>", b"<!--", b"<![CDATA[", b"&a;", b"{" * 200, b"[" * 200, b'"\\ud800"', b"null,", b"{}", b"true", b"99999999999999999999", b"9999-99-99",
    "\u202e\u0000\ufffd".encode(), b"</item>", b"<item>", b"---\n", b"+++\n", b"{{< x >}}", b"[caption]", b"\r", b"{%", b"<!-- wp:block {\"ref\":77} /-->",
)  # fmt: skip


def fuzz(folder: Path, label: str, count: int, *, seed: str = "broken") -> dict[str, int]:
    """Read `count` broken exports of a kind: how many gave posts, how many Trouble, and how many were stopped by something no importer expected.

    `python -m weeknotes.transfer.tests.fuzz` does a thousand of each.
    """
    kind, name, make = SAMPLES[label]
    data = make()
    counts = {"read": 0, "with posts": 0, "with trouble": 0, "broke": 0}
    for number in range(count):
        dice = random.Random(f"{seed} {label} {number}")
        path = folder / name
        path.write_bytes(broken_inside(data, dice) if number % 3 and data.startswith(b"PK") else broken(data, dice))
        for one in (None, kind) if number % 2 else (None,):
            found = list(read(path, one))
            assert all(isinstance(each, Post | Record | Left | Trouble) for each in found)
            for each in found:
                wellformed(each)
            counts["read"] += 1
            counts["with posts"] += any(isinstance(each, Post | Record) for each in found)
            counts["with trouble"] += any(isinstance(each, Trouble) for each in found)
            counts["broke"] += any(isinstance(each, Trouble) and BROKE.partition("”")[2] in each.sentence for each in found)
        assert [each.name for each in folder.iterdir()] == [name]
    return counts


def wellformed(one: Thing) -> None:
    """What everything that is given promises."""
    if isinstance(one, Post | Record):
        assert one.source_id
        assert one.place
        assert one.status in STATES
        assert one.reach in {"everyone", "members", "me"}
        assert one.reach == "me" or one.status == "published"
        assert one.dated is None or isinstance(one, Record) or one.dated.tzinfo is not None
        assert (one.dated is None) == (one.how_dated == "unknown")
        assert all(isinstance(tag, str) and tag for tag in one.tags)
        assert one.address == "" or one.address.startswith(("http://", "https://"))
        assert isinstance(one.title, str | None)
        assert isinstance(one.html, str)
        assert all(str(why) for why in one.warnings)
    elif isinstance(one, Left):
        assert str(one.why)
        assert one.count > 0
    else:
        assert one.sentence


@pytest.mark.parametrize("label", SAMPLES)
def test_a_broken_export_ends_in_posts_and_sentences(tmp_path: Path, label: str):
    count = FEWER if label in {"word", "texts"} else MANY
    counts = fuzz(tmp_path, label, count)
    assert counts["broke"] == 0
    assert counts["read"] >= count
    # Some stay whole enough to give what they hold, and some are seen to be damaged.
    assert counts["with posts"]


TEXT = st.text(max_size=300)
PIECES = st.lists(
    st.sampled_from(["<", ">", "</", "<p>", "<li>", "<pre>", "</pre>", "\n\n", "\n", "[caption]", "[/caption]", '<img src="a.png" alt="x">', "[gallery ids=\"1\"]", "{{<", ">}}", "{%",
                     "%}", '<a href="#x" id="y">', '<a id="x" href="#y">', "<iframe src='https://a.example'>", "<audio src=a.mp3>", "words ", "http://x.example", '"', "'", "="]),
    max_size=40,
).map("".join)  # fmt: skip


@given(PIECES | TEXT)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_text_stops_what_makes_it_ready(text: str):
    html = kept(autop(opened(text, lambda _numbers: [])[0]))
    assert isinstance(media(html), tuple)
    clean(html)
    shown(text)


@given(st.lists(st.text("abc <&\n", min_size=1, max_size=30), max_size=12))
def test_paragraphs_lose_no_word(parts: list[str]):
    text = "\n\n".join(part.replace("<", "‹") for part in parts)
    made = autop(text).replace("<p>", " ").replace("</p>", " ").replace("<br>", " ")
    assert made.split() == text.split()


@given(st.sampled_from(["---\n", "+++\n", "{", ""]), TEXT, st.sampled_from(["\n---\n", "\n+++\n", "}", ""]), TEXT)
def test_front_matter_is_read_or_said_to_be_broken(opens: str, inner: str, closes: str, rest: str):
    try:
        table, body = parted(opens + inner + closes + rest)
    except Broken:
        return
    assert all(isinstance(key, str) for key in table)
    assert (opens + inner + closes + rest).endswith(body)


NAMES = st.sampled_from(["type", "children", "text", "format", "tag", "url", "src", "images", "metadata", "sections", "cards", "markups", "atoms", "html", "caption"])


@given(st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=30))
def test_cards_of_any_shape_are_html(value: object):
    for made in (from_lexical(json.dumps({"root": value})), from_mobiledoc(json.dumps(value)), from_lexical(json.dumps(value))):
        clean(made)


@given(TEXT | st.integers() | st.floats() | st.datetimes() | st.dates() | st.none())
def test_a_moment_has_a_zone_or_is_none(said: object):
    made = instant(said)
    assert made is None or (made.tzinfo is not None and 1989 < made.year < 2102)


def hours() -> Iterator[tuple[str, str]]:
    yield "2021-03-19 00:30:00", "2021-03-19T00:30:00+00:00"
    yield "2021-03-19T00:30:00+13:00", "2021-03-19T00:30:00+13:00"
    yield "2021-03-19T10:00:00.123Z", "2021-03-19T10:00:00+00:00"
    yield "2021-03-19 10:00:00 -0500", "2021-03-19T10:00:00-05:00"
    yield "Fri, 19 Mar 2021 10:00:00 +0000", "2021-03-19T10:00:00+00:00"
    yield "2021-03-19", "2021-03-19T12:00:00+00:00"
    yield "19 March 2021", "2021-03-19T12:00:00+00:00"
    yield "March 19, 2021", "2021-03-19T12:00:00+00:00"


@pytest.mark.parametrize(("said", "made"), list(hours()))
def test_a_moment_keeps_the_day_that_was_stated(said: str, made: str):
    found = instant(said)
    assert found is not None
    assert found.isoformat() == made


@pytest.mark.parametrize("said", ["0000-00-00 00:00:00", "2021-02-30", "soon", "", True, None, 10**30, {}, "1066-10-14"])
def test_what_is_no_moment_is_none(said: object):
    assert instant(said) is None


@pytest.mark.parametrize("label", SAMPLES)
def test_an_export_whose_first_bytes_are_damaged_is_not_read_as_a_text(tmp_path: Path, label: str):
    _kind, name, make = SAMPLES[label]
    data = make()
    for damaged in (data[1:], b"x" + data, b"\xff" + data[9:], data.decode("latin-1").encode("utf-16")):
        path = tmp_path / name
        path.write_bytes(damaged)
        assert SECRET not in repr(list(read(path)))


@pytest.mark.parametrize(
    "piece",
    ["[caption", "[caption]", '[gallery a="', "[audio]", "[x a=", "http://x ", "\n", "<!-- wp:x ", "<!-- wp:x {", "<!-- wp:x {} ", "{{<", '{{< x "', "{% highlight x %}", "{:", "<pre>",
     "<style>", '<iframe src="x', "<li>\n", '<a href="#x">', "<!--", " \t\n", "<div>", "<b>"],
)  # fmt: skip
def test_what_repeats_without_end_takes_no_more_time_than_it_is_long(piece: str):
    # Where a pattern looks at everything after each piece, this takes minutes.
    text = piece * (300_000 // len(piece))
    html = told(text, pictures=lambda _numbers: [], shared=lambda _number: "").html
    assert len(kept(html)) < 10_000_000
    shown(text)
    media(html)
