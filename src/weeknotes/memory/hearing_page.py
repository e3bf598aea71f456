"""The page of a hearing for everyone: what people said, and what happened. Only for a team that wants it, and of words it typed there itself."""

from collections.abc import Iterable

from django.template import engines
from markupsafe import Markup

from weeknotes.memory.hearing import improvements
from weeknotes.memory.models import Hearing
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Team
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.making import made
from weeknotes.publishing.parts import Part
from weeknotes.web.dates import day

NAME = "heard"


def public() -> list[Hearing]:
    """The hearings that are for everyone, the last held first; none of a team whose page is not."""
    found = Hearing.objects.filter(page_level=Level.PUBLIC, team__page_level=Level.PUBLIC)
    return list(found.select_related("team").order_by("-dated", "-id"))


def address(hearing: Hearing, lang: str) -> str:
    """Where everybody reads it: `/teams/repairs/heard/3f2b9c1a/`. It stays when the team is called otherwise."""
    return f"{addresses.address(shelf.TEAM, hearing.team.slug, lang)}{NAME}/{hearing.slug}/"


def spots(hearing: Hearing) -> set[Spot]:
    """The pages that say something of the hearing: its own, and its team's, which lead to it."""
    return {Spot(NAME, hearing.slug, lang) for lang in addresses.langs()} | shelf.spots(shelf.TEAM, [hearing.team.slug])


def part(team: str, lang: str) -> Part | None:
    """What the public page of the team with this slug leads to: its hearings for everyone, in words of the language in force; None without any."""
    hearings = [(address(one, lang), title(one)) for one in public() if one.team.slug == team]
    if not hearings:
        return None
    html = engines["jinja2"].get_template("memory/hearings_public.html").render({"hearings": hearings})
    return Part(Markup(html), frozenset())  # noqa: S704 - our own template, escaped  # nosec B704


def title(hearing: Hearing) -> str:
    """How a hearing is called in a list: in what form, whom, when."""
    return ", ".join(part for part in (hearing.form, hearing.group, day(hearing.dated)) if part)


def _touched(note: Note) -> Iterable[Spot]:  # noqa: ARG001 - every kind is asked
    """No note is on it."""
    return ()


def _every() -> list[Spot]:
    return sorted(Spot(NAME, one.slug, lang) for one in public() for lang in addresses.langs())


def _render(key: str, lang: str) -> Rendered | None:
    hearing = next((one for one in public() if one.slug == key), None)
    if hearing is None or lang not in addresses.langs():
        return None
    at = address(hearing, lang)
    body = made(
        "memory/baked/heard.html",
        lang=lang,
        here="teams",
        canonical=at,
        others={other: address(hearing, other) for other in addresses.langs()},
        tree=lang,
        hearing=hearing,
        improvements=improvements(hearing),
    )
    return Rendered(addresses.file_of(at), body, frozenset())


def _named(team: Team) -> set[Spot]:
    return {spot for one in public() if one.team_id == team.pk for spot in spots(one)}


kind = Kind(NAME, _touched, _every, _render, named=_named)
