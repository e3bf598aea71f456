"""What a database needs done now and then, whatever stands in it."""

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone


def tidy() -> int:
    """Remove sessions that have run out and, on SQLite, let the planner look at its tables again; how many sessions went."""
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
    return gone
