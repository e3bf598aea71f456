"""How the search is: whether it finds all that is published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weeknotes.search.reindex import behind
from weeknotes.work.sign import SOON, Sign


def found(_far: bool) -> Iterator[Sign]:
    """How far the index is behind what is published."""
    about, looked_at = _("Search"), _("whether it finds all that is published")
    if several := behind():
        what = ngettext("%(num)d text is not found yet, or found though it is not there.", "%(num)d texts are not found yet, or found though they are not there.", several)
        yield Sign(about, looked_at, what % {"num": several}, SOON, _("The worker sees to it by and by. At once: weeknotes reindex."))
    else:
        yield Sign(about, looked_at, _("It does."))
