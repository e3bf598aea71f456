"""`/metrics`, in the text format of Prometheus, for whoever brings the word that is set: counts, sizes and seconds, and nothing about any person or note.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import hmac
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Letter, Person, Team
from weeknotes.publishing.models import Page
from weeknotes.search.reindex import behind
from weeknotes.transfer.keeping import database
from weeknotes.transfer.models import Backup
from weeknotes.work.moments import MAILED, NOT_MAILED, ROUND, last


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of this moment. 404 where none are set up, and for whoever does not bring the word (`Authorization: Bearer …`)."""
    scheme, _space, word = request.headers.get("Authorization", "").partition(" ")
    # How the scheme is written is all the same (RFC 9110, 11.1).
    if not settings.METRICS or scheme.lower() != "bearer" or not hmac.compare_digest(word.encode(), settings.METRICS.encode()):
        return HttpResponse("There is nothing here.\n", content_type="text/plain; charset=utf-8", status=404)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures())
    try:
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    except (DatabaseError, InterfaceError):
        return HttpResponse("The database does not answer.\n", content_type="text/plain; charset=utf-8", status=503)


class _Figures(Collector):
    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing is asked of the database before somebody asks for figures."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """All of them."""
        yield from _machine()
        yield from _people_and_notes()
        yield from _waiting()
        yield from _worker()


def _machine() -> Iterator[GaugeMetricFamily]:
    yield _one("weeknotes_info", "Which version runs.", 1, version=version("weeknotes"), database=connection.vendor)
    yield _one("weeknotes_disk_free_bytes", "Room on the disk of the data folder.", shutil.disk_usage(settings.DATA).free)
    yield _one("weeknotes_database_bytes", "Size of the database.", database.size())
    wal = Path(f"{connection.settings_dict['NAME']}-wal")
    if connection.vendor == "sqlite":
        yield _one("weeknotes_database_log_bytes", "Size of the log beside an SQLite database.", wal.stat().st_size if wal.exists() else 0)


def _people_and_notes() -> Iterator[GaugeMetricFamily]:
    yield _one("weeknotes_people", "People who can sign in.", Person.objects.filter(is_active=True).count())
    yield _one("weeknotes_teams", "Teams that are not closed.", Team.objects.filter(closed_at=None).count())
    family = GaugeMetricFamily("weeknotes_notes", "Notes, by how far each goes.", labels=["audience"])
    counts = dict(Note.objects.order_by().values_list("level").annotate(many=Count("pk")))
    for level in Level:
        family.add_metric([level.name.lower()], counts.get(level.value, 0))
    yield family


def _waiting() -> Iterator[GaugeMetricFamily]:
    yield _one("weeknotes_pages", "Public pages.", Page.objects.count())
    yield _one("weeknotes_pages_waiting", "Public pages that are to be written or removed.", Page.objects.filter(Q(stale_at__isnull=False) | Q(gone_at__isnull=False)).count())
    yield _one("weeknotes_search_behind", "Texts that the search does not find yet.", behind())
    yield _one("weeknotes_mails_waiting", "Mails that are due.", Letter.objects.filter(due_at__lte=timezone.now()).count())
    for name, what in ((MAILED, "taken by the mail server"), (NOT_MAILED, "not taken by the mail server")):
        if moment := last(name):
            yield _one(f"weeknotes_{name.replace('-', '_')}_timestamp_seconds", f"When a mail was last {what}.", moment.at.timestamp())
    newest = Backup.objects.filter(made_at__lte=timezone.now()).order_by("-made_at").first()
    if newest is not None and newest.made_at is not None:
        yield _one("weeknotes_backup_timestamp_seconds", "When the newest backup was made.", newest.made_at.timestamp())
        yield _one("weeknotes_backup_bytes", "Its size.", newest.bytes)
        yield _one("weeknotes_backup_seconds", "How long it took.", newest.seconds)


def _worker() -> Iterator[GaugeMetricFamily]:
    found = last(ROUND)
    if found is None:
        return
    yield _one("weeknotes_worker_round_timestamp_seconds", "When the worker last went its round.", found.at.timestamp())
    yield _one("weeknotes_worker_failing", "Parts of the worker's work that fail.", len(found.detail.get("failing", [])))
    family = GaugeMetricFamily("weeknotes_worker_seconds", "How long each part of its work took the last time.", labels=["part"])
    for name, seconds in found.detail.get("took", {}).items():
        family.add_metric([str(name)], float(seconds))
    yield family


def _one(name: str, what: str, value: float, **labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, what, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family
