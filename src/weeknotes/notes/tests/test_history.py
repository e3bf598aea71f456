import hashlib
import zlib

from hypothesis import given
from hypothesis import strategies as st

from weeknotes.notes.history import WINDOW, Words, leans, pack, squeezed, unpack

words = st.builds(Words, st.text(), st.text())


@given(words, st.none() | words)
def test_what_was_packed_comes_back_whole(saved: Words, base: Words | None):
    assert unpack(pack(saved, base), base) == saved


@given(st.binary(), st.integers(0, 9000))
def test_what_was_squeezed_in_a_window_of_its_size_is_read_as_any_other(data: bytes, times: int):
    long = (data * times)[:200_000]
    assert zlib.decompress(squeezed(long)) == long


def test_words_said_again_at_the_other_end_of_a_text_are_found_in_its_window():
    said = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(100))
    assert len(squeezed(said + said)) < len(said) * 1.1


def test_a_sitting_of_saves_leans_on_its_first_text_and_stays_small():
    base = Words("Rain", "".join(f"<p>{hashlib.sha256(bytes([n])).hexdigest()} of a note.</p>" for n in range(100)))
    more = Words("Rain", base.html + "<p>One more.</p>")
    assert leans(pack(more, base))
    assert len(pack(more, base)) * 5 < len(pack(more))


def test_a_text_longer_than_the_window_is_kept_whole_and_leans_on_nothing():
    long = Words("", "x" * WINDOW)
    packed = pack(Words("", "short"), long)
    assert not leans(packed)
    assert unpack(packed) == Words("", "short")


def test_a_save_that_leans_says_so_when_its_base_is_not_given():
    packed = pack(Words("a", "b"), Words("a", "c"))
    try:
        unpack(packed)
    except ValueError as error:
        assert "leans" in str(error)
    else:
        raise AssertionError("it came back without its base")
