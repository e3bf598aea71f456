"""What a team's public page says of the measures that it shows everybody: made as nobody sees them, the same for all."""

from django.template import engines
from markupsafe import Markup

from weeknotes.memory.measure_shown import figure, shown, when
from weeknotes.memory.measure_texts import Source
from weeknotes.memory.models import Measure, MeasureTeam
from weeknotes.notes.levels import Level
from weeknotes.notes.viewer import NOBODY
from weeknotes.publishing.addresses import note_addresses
from weeknotes.publishing.parts import Part


def part(team: str, lang: str) -> Part | None:
    """The public measures of the team with this slug, in the language in force; None where it has none."""
    measures = list(Measure.objects.visible_to(NOBODY).filter(team__slug=team).order_by("made_at", "pk"))
    if not measures:
        return None
    found = shown(measures, NOBODY)
    partners: dict[int, list[str]] = {}
    for one in MeasureTeam.objects.filter(measure__in=measures, team__page_level=Level.PUBLIC).select_related("team").order_by("team__slug"):
        partners.setdefault(one.measure_id, []).append(one.team.name_in(lang))
    notes = frozenset(pk for one in found for pk in one.notes)
    where = note_addresses(notes)

    def at(source: Source) -> str:
        known = where.get(source.note.pk, {})
        return known.get(source.lang) or next(iter(known.values()), "")

    said = {"measures": [(one, partners.get(one.measure.pk, [])) for one in found], "figure": figure, "when": when, "at": at}
    html = engines["jinja2"].get_template("memory/measures_public.html").render(said)
    return Part(Markup(html), notes)  # noqa: S704 - our own template, escaped  # nosec B704
