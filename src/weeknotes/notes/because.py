"""Why something was read as it was, in a sentence for the writer."""

from django.utils.translation import gettext as _

from weeknotes.notes.reading import Remembered
from weeknotes.prose.shapes import Week
from weeknotes.prose.wording import fold


def why_item(item: Remembered) -> str:
    """What gave the kind of `item`: the writer's own word for it, its section's heading, its opening, or words in its sentence."""
    values = {"words": item.why, "heading": item.section}
    if item.said:
        return _("You said what this is.") if item.kind else _("You said “not that”.")
    if item.corrected:
        return _("You said what stands under “%(heading)s” in an earlier note.") % values
    if item.rule == "above" and item.why:
        return _("It stands under “%(heading)s”, a part of “%(words)s”.") % values
    if item.by_heading and item.why and fold(item.why) != fold(item.section):
        return _("It stands under “%(heading)s”, and “%(words)s” told me what that is.") % values
    if item.by_heading:
        return _("It stands under “%(heading)s”.") % values
    if item.rule == "lead":
        return _("It opens with “%(words)s”.") % values
    if item.rule == "list":
        return _("The line before its list says “%(words)s”.") % values
    return _("It says “%(words)s”.") % values


def why_week(week: Week) -> str:
    """Where the words stand that speak of a week, with those words; empty where none do."""
    if not week.why:
        return ""
    return (_("The title says “%(words)s”.") if week.source == "title" else _("The text says “%(words)s”.")) % {"words": week.why}
