"""Each bench runs once, small, and says what it measured; no time is asserted."""

import pytest

from bench.__main__ import lines, main, names
from conftest import missing
from contracts.servers import NotHereError

FIELDS = ["bench", "name", "value", "unit", "against", "ratio", "bar", "holds"]


# None of them uses the tests' own database (each that needs one has it beside), so that they are the same whichever that is.
@pytest.mark.parametrize("name", names())
def test_each_bench_runs_small_and_says_what_it_measured(name: str, request: pytest.FixtureRequest) -> None:
    if name in {"reading", "check", "happened"}:
        request.getfixturevalue("shared")
    try:
        rows = list(lines(name, small=True))
    except NotHereError as what:
        missing(str(what))
    assert rows
    for row in rows:
        assert list(row) == FIELDS
        assert isinstance(row["value"], int | float)
        assert row["holds"] in {True, False, None}
        assert (row["bar"] is None) == (row["holds"] is None)


def test_a_name_that_is_no_bench_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reading,swimming"]) == 2
    assert capsys.readouterr().err.startswith("There is no bench 'swimming'. There are: ")
