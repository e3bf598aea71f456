"""Where notes that are public already lead: their texts were frozen before this was kept."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations

HREF = re.compile(r'<a href="([^"]*)"')
NOTES = re.compile(r"(?:/(?:en|cy))?/people/[\w-]+/[\w-]+/|/notes/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/")


def write(apps, schema_editor):
    found = set()
    public = apps.get_model("notes", "Sight").objects.filter(level=4, note__level=4)
    for note, html in public.values_list("note_id", "html").iterator(chunk_size=200):
        for href in HREF.findall(html):
            whole = unescape(href)
            inside = whole.removeprefix(settings.SITE_URL) if whole.startswith(f"{settings.SITE_URL}/") else whole
            if inside.startswith("/") and not inside.startswith("//"):
                path = urlsplit(inside).path.rstrip("/") + "/"
                if NOTES.fullmatch(path) and len(path) <= 400:
                    found.add((note, path))
    Link = apps.get_model("publishing", "Link")
    Link.objects.bulk_create([Link(note_id=note, path=path) for note, path in sorted(found)], batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0003_statement'),
    ]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
