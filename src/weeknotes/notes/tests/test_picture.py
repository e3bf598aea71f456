"""Pictures read and made anew: what is taken, what is left out of them, and what is refused with which words."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fewer
from hypothesis import strategies as st
from PIL import Image

from weeknotes.notes import picture
from weeknotes.notes.picture import NotTaken, prepare
from weeknotes.notes.tests import drawn as draw


def opened(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body))


def grey(image: Image.Image, at: tuple[int, int]) -> int:
    """How light a picture without colours is at a point."""
    found = image.convert("L").getpixel(at)
    assert isinstance(found, int)
    return found


def colour(image: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    """How red, green and blue a picture is at a point."""
    found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return found


def test_a_picture_is_made_in_a_few_widths_none_wider_than_it_was():
    made = prepare(draw.drawn(size=(2000, 1000)))
    assert (made.kind, made.width, made.height, made.moved) == ("image/jpeg", 2000, 1000, False)
    assert [(c.kind, c.width, c.height) for c in made.copies if c.kind == "image/webp"] == [
        ("image/webp", 480, 240),
        ("image/webp", 960, 480),
        ("image/webp", 1600, 800),
    ]
    assert [c.width for c in made.copies if c.kind == "image/avif"] == [480, 960, 1600]
    for copy in made.copies:
        seen = opened(copy.body)
        assert (seen.size, f"image/{str(seen.format).lower()}") == ((copy.width, copy.height), copy.kind)


@pytest.mark.parametrize(("width", "widths"), [(300, [300]), (480, [480]), (500, [500]), (700, [480, 700]), (1000, [480, 1000]), (1, [1])])
def test_a_small_picture_stays_as_wide_as_it_is(width, widths):
    assert [c.width for c in prepare(draw.drawn(size=(width, 30))).copies if c.kind == "image/webp"] == widths


def test_a_very_tall_picture_is_made_lower_and_keeps_its_shape():
    (copy,) = [c for c in prepare(draw.drawn("PNG", (400, 12_000))).copies if c.kind == "image/webp"]
    assert (copy.width, copy.height) == (200, 6000)


def test_nothing_that_the_camera_wrote_is_in_what_is_shown_and_the_picture_stands_upright():
    data = draw.with_exif(6)
    assert b"Glanderw Cameras" in data
    for copy in prepare(data).copies:
        seen = opened(copy.body)
        assert seen.size[0] < seen.size[1]
        assert dict(seen.getexif()) == {}
        assert {"exif", "xmp", "icc_profile", "comment"} & {k for k, v in seen.info.items() if v} == set()
        assert all(words not in copy.body for words in (b"Glanderw", b"Mared", b"Exif", b"GPS", b"phone"))
        # The dark quarter was at the upper left; a quarter turn to the right puts it at the upper right.
        width, height = seen.size
        assert grey(seen, (width * 3 // 4, height // 4)) < 30 < grey(seen, (width // 4, height // 4))


def test_a_profile_of_colours_is_used_and_left_out():
    made = prepare(draw.profiled())
    for copy in made.copies:
        seen = opened(copy.body)
        assert not seen.info.get("icc_profile")
        red, green, blue = colour(seen, (seen.width - 5, seen.height - 5))
        assert abs(red) < 12 and abs(green - 128) < 12 and abs(blue - 128) < 12


def test_a_profile_that_cannot_be_used_is_passed_over():
    assert prepare(draw.drawn(icc_profile=b"no profile at all")).copies


def test_of_a_moving_picture_the_first_moment_is_shown():
    made = prepare(draw.moving())
    assert made.moved
    for copy in made.copies:
        seen = opened(copy.body)
        assert getattr(seen, "n_frames", 1) == 1
        red, _green, blue = colour(seen, (5, 5))
        assert red > 200 > 50 > blue


def test_what_is_transparent_becomes_white():
    for copy in prepare(draw.see_through()).copies:
        seen = opened(copy.body)
        assert grey(seen, (seen.width - 5, seen.height - 5)) > 250
        assert grey(seen, (5, 5)) < 10


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "LA"), ("JPEG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGBA"), ("AVIF", "RGB"), ("GIF", "P")]
)
def test_every_usual_sort_of_picture_is_taken(form, mode):
    if mode == "I;16":
        image, out = Image.new("I;16", (600, 400), 40_000), BytesIO()
        image.save(out, "PNG")
        data, light = out.getvalue(), (150, 165)
    else:
        data, light = draw.drawn(form, (600, 400), colour="white", mode=mode), (240, 255)
    (copy,) = [c for c in prepare(data).copies if c.kind == "image/webp" and c.width == 600]
    assert light[0] <= grey(opened(copy.body), (590, 390)) <= light[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Dear all, here are the minutes.", "no picture"),
        (b"%PDF-1.7 and so on", "no picture"),
        (b"BM" + b"\0" * 60, "no picture"),
        (draw.SVG, "SVG"),
        (b"\n <svg onload=alert(1)>", "SVG"),
        (draw.HEIC, "HEIC"),
        (draw.drawn()[:2000], "damaged"),
        (draw.drawn("PNG")[:300], "damaged"),
        (draw.drawn("WEBP")[:60], "damaged"),
        (draw.drawn("AVIF")[:200], "damaged"),
        (b"\xff\xd8\xff\xe0nothing more", "damaged"),
        (draw.png_bomb(10_000, 10_000), "100 million dots"),
        (draw.webp_bomb(16_000, 16_000), "256 million dots"),
        (draw.png_bomb(60_000, 60_000), "3600 million dots"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(data, words):
    with pytest.raises(NotTaken) as refused:
        prepare(data)
    assert words in refused.value.sentence
    assert refused.value.sentence.endswith(".")


def test_a_picture_too_large_to_send_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(picture, "MOST_BYTES", 1_000_000)
    with pytest.raises(NotTaken) as refused:
        prepare(b"\xff\xd8\xff" + b"\0" * 1_000_000)
    assert "larger than 1 MB" in refused.value.sentence


def test_a_photo_of_fifty_million_dots_is_taken():
    made = prepare(draw.drawn("JPEG", (8160, 6120)))
    assert (made.width, made.copies[-1].width) == (8160, 1600)


SEEDS = [draw.drawn(form, (40, 30)) for form in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")]


@fewer(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6), st.integers(0, 4000))
def test_whatever_was_done_to_a_file_it_is_a_picture_or_a_sentence(seed, changes, cut):
    data = bytearray(seed)
    for at, value in changes:
        data[at % len(data)] = value
    try:
        made = prepare(bytes(data[: cut or None]))
    except NotTaken as refused:
        assert refused.sentence
    else:
        assert made.copies
