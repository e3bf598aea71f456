"""What a database needs done now and then, whatever stands in it."""

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

HOUR = 3600


def tidy() -> int:
    """Remove sessions and counts that have run out and, on SQLite, let the planner look at its tables again; how many sessions went.

    PostgreSQL looks by itself. SQLite guesses where it has not looked, and takes an index that nearly all rows share for a good one.
    """
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    cache.forget_old()  # type: ignore[attr-defined]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            if cache.add("analysed", value=True, timeout=HOUR):
                cursor.execute("PRAGMA analysis_limit = 1000")
                cursor.execute("ANALYZE")
            cursor.execute("PRAGMA optimize")
    return gone
