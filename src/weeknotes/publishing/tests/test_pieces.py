"""A long list in pieces: nothing is lost, and one line more alters its own piece alone."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from weeknotes.publishing.pieces import SOME, pieces


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A line with a name."""

    name: str


lines = st.lists(st.text(max_size=4).map(Line), max_size=80)


@given(lines)
def test_the_pieces_together_are_the_list(several: list[Line]) -> None:
    assert [line for piece in pieces(several) for line in piece] == several


@given(lines, st.text(max_size=4).map(Line))
def test_one_line_more_leaves_all_pieces_but_its_own_as_they_were(several: list[Line], more: Line) -> None:
    before, after = pieces(sorted(several)), pieces(sorted([*several, more]))
    assert len([piece for piece in after if piece not in before]) <= 2  # its own, which it may cut in two
    assert len([piece for piece in before if piece not in after]) <= 1


def test_a_thousand_names_are_some_sixty_pieces() -> None:
    assert 1000 / SOME / 2 < len(pieces(Line(f"Person {number}") for number in range(1000))) < 1000 / SOME * 2
