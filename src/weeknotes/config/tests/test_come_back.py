"""The second half of `weeknotes restore`: what is said, and that nothing half stays, where it cannot be done."""

import errno
from pathlib import Path

import pytest

from weeknotes.config import brought_back, come_back, ready
from weeknotes.people import site
from weeknotes.people.models import Organisation
from weeknotes.publishing import bake
from weeknotes.transfer.keeping.about import About


@pytest.mark.django_db
@pytest.mark.parametrize("step", [(ready, "collect"), (bake, "bake")], ids=["styles", "pages"])
def test_where_the_disk_is_full_nothing_half_is_left_and_the_same_command_is_said(
    step: tuple[object, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def full(**_said: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Organisation.objects.create(id=1, name_en="Glanderw", languages="en")
    site.forget()
    about = About(made_at="2026-11-26T03:00:00+00:00", version="1", url="http://localhost", vendor="sqlite", migrations=(), counts={})
    (tmp_path / brought_back.TOLD).write_text(about.text(), encoding="utf-8")
    monkeypatch.setattr(come_back, "setup", lambda: None)
    monkeypatch.setattr(*step, full)
    assert come_back.main(tmp_path) == come_back.NOTHING
    assert "No space left on device. Make room, then run the same command again. Nothing was brought back." in capsys.readouterr().err
