import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from weeknotes.openness.former import folded, former_hash

KEY = b"a key of this site"


@pytest.mark.parametrize("other", ["siân  o’neill", "SIAN O'NEILL", "Sia\u0302n\u00a0O‘Neill", "Siân ONeill"])
def test_one_name_has_one_hash_however_it_is_written(other: str) -> None:
    assert former_hash(other, KEY) == former_hash("Siân O'Neill", KEY)


def test_another_name_and_another_key_have_another_hash() -> None:
    assert len({former_hash("Siân", KEY), former_hash("Siôn", KEY), former_hash("Siân", b"another")}) == 3
    assert "sian" not in former_hash("Siân", KEY)


@pytest.mark.parametrize("key", [b"", b"x" * 65])
def test_a_key_that_cannot_be_used_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        former_hash("Siân", key)


@given(some.text())
@example("ŉ")
def test_a_name_folded_twice_is_as_folded_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize("name", ["", " -'", "\u0301"])
def test_what_has_no_letters_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="has letters"):
        former_hash(name, KEY)
