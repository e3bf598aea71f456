"""Going out: what an export holds for whom, that it is the same bytes each time, and that its pages are read and searched from a folder."""

from pathlib import Path

import pytest

from weeknotes.people.models import Person
from weeknotes.transfer.example import make_sample
from weeknotes.transfer.out.export import export
from weeknotes.transfer.out.into import opened
from weeknotes.transfer.out.wanted import Wanted

pytestmark = pytest.mark.django_db


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def taken(wanted: Wanted, to: Path) -> dict[str, bytes]:
    with opened(to) as into:
        export(wanted=wanted, into=into)
    return files(to)


def test_try(tmp_path: Path):
    make_sample()
    for person in Person.objects.all():
        first = taken(Wanted(by=person, person=person), tmp_path / f"{person.slug}-1")
        assert first == taken(Wanted(by=person, person=person), tmp_path / f"{person.slug}-2")
        print(person, len(first), sum(map(len, first.values())))
    taken(Wanted(by=None), tmp_path / "site")
    import shutil; shutil.rmtree("/tmp/exp8-out", ignore_errors=True); shutil.copytree(tmp_path, "/tmp/exp8-out")
