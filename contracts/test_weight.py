"""What a reader's device has to fetch for a public page: one page and one stylesheet, together no heavier than a connection's first answer."""

import re
from datetime import date
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.utils.timezone import now

from weeknotes.notes.levels import Level
from weeknotes.notes.start import start
from weeknotes.people import site
from weeknotes.people.models import Organisation, Person
from weeknotes.prose.markdown import to_html
from weeknotes.publishing.many import Coming, finish, publish_rows

pytestmark = pytest.mark.django_db

# Ten packets, which a server may send before it hears from the reader (RFC 6928).
MOST = 14_000
PARTS = re.compile(r'<(?:link[^>]*rel="(?:stylesheet|preload)"[^>]*href|script[^>]*src|img[^>]*src)="([^"]+)"')
NOTE = "## Focus for the week\n\n" + "\n\n".join(
    f"**Out of hours {n}** – We have read {n * 7} calls, and fewer than {n + 2} needed a van that night. Siân {n} asked why week {n} was so quiet." for n in range(24)
)


def packed(path: str) -> int:
    """Bytes of a file of the public folder, as `weeknotes serve` sends it."""
    return len(brotli.compress((Path(settings.PUBLIC) / path).read_bytes(), quality=5))


def test_a_public_page_and_its_style_weigh_less_than_14_kb_in_two_requests():
    Organisation.objects.create(id=1, name_en="Glanderw", name_cy="Cyngor Glanderw", languages="en,cy")
    site.forget()
    nerys = Person.objects.create(slug="nerys", name="Nerys", email="nerys@example.org")
    mondays = [date.fromisocalendar(2021, week + 10, 1) for week in range(30)]
    notes = [start(author=nerys, monday=m, title=f"Rain, and calls {n}", html=to_html(NOTE), level=Level.PUBLIC) for n, m in enumerate(mondays)]
    publish_rows(Coming(note, nerys, Level.PUBLIC, now()) for note in notes)
    finish()
    for path in ("index.html", "people/nerys/index.html", "people/nerys/rain-and-calls-3/index.html", "2021/index.html", "2021/w12/index.html"):
        parts = PARTS.findall((Path(settings.PUBLIC) / path).read_text())
        assert len(parts) == 1, path
        assert packed(path) + packed(parts[0].removeprefix("/")) <= MOST, path
