"""What the years say: by the days that are known, and without inventing one."""

from datetime import date
from pathlib import Path

import pytest
from django.utils.timezone import now

from weeknotes.notes.start import start
from weeknotes.people.models import Person
from weeknotes.transfer.command import run
from weeknotes.transfer.years import look_back

pytestmark = pytest.mark.django_db


def test_what_was_brought_in_without_a_day_has_none_and_what_was_begun_here_has_its_own(nerys: Person, tmp_path: Path):
    (tmp_path / "rain.txt").write_text("The depot\n\nNext week\n\n- Dry out the depot\n", encoding="utf-8")
    assert run(paths=[str(tmp_path / "rain.txt")], person="nerys") == 0
    start(author=nerys, monday=date(2021, 3, 15), html="<h2>Next week</h2><ul><li>Hang the key board</li></ul>")
    start(author=nerys, monday=None, html="<p>A reflection.</p>")
    back = look_back(nerys)
    assert [(one.year, one.notes) for one in back.years] == [(now().year, 1), (2021, 1), (None, 1)]
    assert (back.several, back.notes) == (2, 3)
    assert back.first is not None
    assert back.first.day == date(2021, 3, 15)
    assert [(line.words, line.place.year) for kind, lines in back.lines if kind == "goal" for line in lines][-1] == ("Dry out the depot", None)
