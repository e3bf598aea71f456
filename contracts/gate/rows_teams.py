"""Teams: their weeks and their measures."""

from contracts.gate.row import Addresses, Row, one


def _measure(then: str) -> Addresses:
    """A page of the one measure there is."""
    return lambda world: [f"/teams/repairs/measures/{world.measure.uid}/{then}"] if world.measure else []


TEAMS: dict[str, Row] = {
    "teams/<slug:slug>/measures/": Row(one("/teams/repairs/measures/"), keeps=True),
    "teams/<slug:slug>/measures/<uuid:uid>/": Row(_measure(""), keeps=True),
    "teams/<slug:slug>/measures/new/": Row(one("/teams/repairs/measures/new/")),
    "teams/<slug:slug>/measures/<uuid:uid>/change/": Row(_measure("change/")),
    "teams/<slug:slug>/measures/<uuid:uid>/readings/<int:pk>/": Row(
        lambda world: [f"/teams/repairs/measures/{one.measure.uid}/readings/{one.pk}/" for one in (world.measure.readings.all()[:3] if world.measure else [])]
    ),
    "my-teams/": Row(one("/my-teams/?week=2026-W47")),
    "teams/<slug:slug>/<year:year>/<week:week>/": Row(lambda world: ["/teams/repairs/2026/w47/", "/teams/repairs/2026/w48/"], quotes=("goal", "watch")),
    "<tree:lang>/teams/<slug:slug>/<year:year>/<week:week>/": Row(one("/cy/teams/repairs/2026/w47/")),
    "teams/<slug:slug>/<year:year>/<week:week>/signed-in/": Row(lambda world: [f"/teams/repairs/2026/{week}/signed-in/" for week in ("w46", "w47", "w48")], keeps=True, quotes=("goal", "watch")),
    "teams/<slug:slug>/<year:year>/<week:week>/document.docx": Row(one("/teams/repairs/2026/w47/document.docx"), finds=True, quotes=("goal", "watch")),
    "teams/<slug:slug>/<year:year>/<week:week>/words/": Row(one("/teams/repairs/2026/w47/words/")),
}
