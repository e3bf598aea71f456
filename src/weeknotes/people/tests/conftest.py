import pytest

from weeknotes.people.begin import begin
from weeknotes.people.models import Person


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys", email="nerys@glanderw.example")
