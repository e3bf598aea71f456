"""Whom a trace is about is kept by their uid: the name that stood there did not change with the person's."""

from django.db import migrations

OF_A_PERSON = {"person-added", "person-left", "link-made", "signed-out-by-host", "law-officer", "law-officer-ended"}


def keep_uids(apps, schema_editor):
    """Put the uid in place of each name. Of a name that nobody has any more, or several have, nobody can say whose it was: it goes."""
    uids = {}
    for name, uid in apps.get_model("people", "Person").objects.values_list("name", "uid"):
        uids[name] = "" if name in uids else str(uid)
    rows = apps.get_model("people", "Trace").objects.exclude(detail={})
    for trace in rows.only("pk", "kind", "subject", "detail").iterator(chunk_size=2000):
        known = {key: uids.get(trace.detail[key], "") for key in ("whom", "second") if key in trace.detail}
        if not known:
            continue
        if trace.kind in OF_A_PERSON:
            known["whom"] = str(trace.subject or "")
        trace.detail = {**trace.detail, **known}
        trace.save(update_fields=["detail"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0013_renewals'),
    ]

    operations = [
        migrations.RunPython(keep_uids, migrations.RunPython.noop),
    ]
