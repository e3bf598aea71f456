"""What a film says of where and with what it was taken goes on its way in; what is seen and heard stays to the byte."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.notes import media_files
from weeknotes.notes.models import Body, Copy
from weeknotes.notes.sound import kind_of
from weeknotes.notes.take_sound import take_sound
from weeknotes.notes.tests.recorded import MP3, OPUS, WEBM, box, mp4
from weeknotes.notes.unplaced import Blanked, told_in
from weeknotes.people.models import Person

PLACE = b"+52.4153-004.0829/"
GRAINS = [b"walk %d " % number + PLACE for number in range(5)]


def hdlr(kind: bytes) -> bytes:
    return box(b"hdlr", bytes(8) + kind)


def table(name: bytes, *numbers: int, begin: bytes = bytes(4)) -> bytes:
    return box(name, begin + b"".join(number.to_bytes(4) for number in numbers))


def film(*, wide: bool = False) -> tuple[bytes, bytes]:
    """A film whose places stand in boxes of its whole, of a track, and in the samples of a track of metadata; and its media, with those samples among it."""
    lead = box(b"ftyp", b"isom" + bytes(4)) + box(b"uuid", b"maker" + PLACE)
    chunks = [b"".join(GRAINS[:2]), b"".join(GRAINS[2:4]), GRAINS[4]]
    seen = [b"seen one", b"seen two", b"seen three"]
    mdat = b"".join(one for pair in zip(seen, chunks, strict=True) for one in pair)
    starts = [len(lead) + 8 + mdat.index(chunk) for chunk in chunks]
    places = table(b"stco", 3, *starts) if not wide else box(b"co64", bytes(4) + (3).to_bytes(4) + b"".join(start.to_bytes(8) for start in starts))
    samples = box(
        b"stbl", table(b"stsz", 0, 5, *map(len, GRAINS)) + table(b"stsc", 2, 1, 2, 1, 3, 1, 1) + places
    )
    walked = box(b"trak", box(b"mdia", hdlr(b"meta") + box(b"minf", samples)))
    shown = box(b"trak", box(b"udta", PLACE) + box(b"mdia", hdlr(b"vide") + box(b"minf", b"how it is shown")))
    moov = box(b"moov", box(b"mvhd", bytes(20)) + shown + walked + box(b"udta", box(b"\xa9xyz", PLACE)) + box(b"meta", PLACE))
    return lead + box(b"mdat", mdat) + moov, mdat


def blanked(data: bytes, piece: int = 7) -> bytes:
    reader = Blanked(io.BytesIO(data), told_in(io.BytesIO(data), len(data)))
    return b"".join(iter(lambda: reader.read(piece), b""))


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("piece", [1, 7, 64, 100_000])
def test_no_place_stays_in_a_film_and_nothing_that_is_seen_moves(piece: int, wide: bool):
    data, mdat = film(wide=wide)
    made = blanked(data, piece)
    assert data.count(PLACE) == 9
    assert PLACE not in made
    assert b"maker" not in made
    assert (len(made), made.count(b"free")) == (len(data), 5)
    for seen in (b"seen one", b"seen two", b"seen three", b"how it is shown", box(b"mvhd", bytes(20))):
        assert made.index(seen) == data.index(seen)
    for grain in GRAINS:
        assert mdat.index(grain) >= 0
        assert grain not in made
    assert kind_of(io.BytesIO(made), len(made)) == kind_of(io.BytesIO(data), len(data)) == "video/mp4"
    assert blanked(made) == made


def test_samples_of_one_size_are_blanked_by_it():
    lead = box(b"ftyp", b"isom" + bytes(4))
    chunk = b"".join(b"%02d" % number + PLACE for number in range(4))
    samples = box(b"stbl", table(b"stsz", 20, 4) + table(b"stsc", 1, 1, 4, 1) + table(b"stco", 1, len(lead) + 8))
    moov = box(b"moov", box(b"trak", box(b"mdia", hdlr(b"meta") + box(b"minf", samples))))
    made = blanked(lead + box(b"mdat", chunk + b"seen") + moov)
    assert made[len(lead) + 8 :][: len(chunk) + 4] == bytes(len(chunk)) + b"seen"


@pytest.mark.parametrize("data", [MP3, OPUS, WEBM, mp4(b"vide", b"soun"), mp4(b"soun", late=False), b"", b"ftyp"])
def test_what_says_nothing_of_itself_is_kept_to_the_byte(data: bytes):
    assert blanked(data) == data


@pytest.mark.django_db
def test_what_is_kept_of_a_film_is_without_its_place(body: Body, nerys: Person):
    data, _mdat = film()
    media = take_sound(note=body.note, by=nerys, name="walk.mp4", file=io.BytesIO(data), size=len(data))
    kept = media_files.read(Copy.objects.get(media=media).blob.key, shown=True)
    assert kept == blanked(data)
    assert kept is not None
    assert PLACE not in kept


NAMES = st.sampled_from([b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsz", b"stsc", b"stco", b"co64", b"hdlr", b"udta", b"meta", b"uuid", b"mdat", b"ftyp"])
BOXES = st.recursive(
    st.one_of(st.binary(max_size=40), st.lists(st.integers(0, 2**32 - 1), max_size=8).map(lambda numbers: b"".join(n.to_bytes(4) for n in numbers))),
    lambda inside: st.lists(st.tuples(NAMES, inside), max_size=5).map(lambda several: b"".join(box(name, words) for name, words in several)),
    max_leaves=25,
)


@given(BOXES, st.integers(0, 400), st.sampled_from([b"meta", b"vide"]))
def test_whatever_stands_in_its_boxes_a_film_keeps_its_length_and_only_zeros_and_free_boxes_are_new(inside: bytes, cut: int, kind: bytes):
    whole = box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", box(b"trak", box(b"mdia", hdlr(kind) + inside)) + inside) + inside
    for data in (whole, whole[: len(whole) - cut]):
        made = blanked(data)
        assert len(made) == len(data)
        assert all(new == old or new == 0 or new in b"free" for old, new in zip(data, made, strict=True))
