from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from weeknotes.people.begin import begin
from weeknotes.people.models import Person


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys")


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Path]:
    """A folder for what is given, whose report is read in English."""
    with override("en"):
        yield tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "posts" / ".hidden").mkdir(parents=True)
    posts = tmp_path / "posts"
    (posts / "2021-03-19-rain.md").write_text("---\ntitle: Rain\ndate: 2021-03-19\n---\n\n## Goals for the week\n\n- Dry out\n- Ring Aled\n")
    (posts / "toml.md").write_text('+++\ntitle = "Wind"\ndate = 2021-03-26\n+++\nIt blew. **Hard**.\n')
    (posts / "page.html").write_text(
        "<!doctype html><html lang=en><head><title>Sun – A blog</title></head><body><nav><a href=/>Home</a></nav>"
        "<article><h1>Sun</h1><p>It shone.</p><script>alert(1)</script></article><footer>Follow me on x</footer></body></html>"
    )
    (posts / "plain.txt").write_text("A title of a note\n\nSome words that stand in a paragraph of their own, long enough to be prose.\n")
    (posts / "welsh.md").write_text("# Wythnos hir\n\nRoedd hi'n wythnos hir iawn ac rydyn ni wedi dysgu llawer am y gwaith gyda'n gilydd.\n")
    (posts / ".hidden" / "secret.md").write_text("# Not this\n\nNever.\n")
    (posts / "picture.png").write_bytes(b"\x89PNG")
    return posts
