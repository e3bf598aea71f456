"""Taking an upload in: the drafts are made, the upload is gone."""

from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import now

from weeknotes.transfer.held import held
from weeknotes.transfer.models import Upload
from weeknotes.transfer.take import Taken, take

# As long as a request that takes in a great deal may need; after it, one that was killed is no longer waited for.
LEASE = timedelta(minutes=10)


def take_upload(*, upload: Upload) -> list[Taken] | None:
    """Make drafts of what `upload` holds, as its person cut it, and delete it; None while another request does so.

    One transaction a record: killed in between, the upload is still there, and taking it in again makes only what is missing.
    """
    free = Q(taking_since=None) | Q(taking_since__lt=now() - LEASE)
    if not Upload.objects.filter(free, pk=upload.pk).update(taking_since=now()):
        return None
    try:
        every = list(held(upload))
        alike = frozenset[str]().union(*(each.alike for each in every))
        taken = take((record for each in every for record in each.taken_in()), person=upload.person, alike=alike)
    except BaseException:
        Upload.objects.filter(pk=upload.pk).update(taking_since=None)
        raise
    Upload.objects.filter(pk=upload.pk).delete()
    return taken
