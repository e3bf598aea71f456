"""Asking every route, every public file and feed, as everybody; what each was shown, against the truth table."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

from contracts.gate.routes import PUBLIC, ROWS
from contracts.gate.rows_law import HANDED_OVER
from contracts.gate.rows_notes import NARROWER_LINKS
from contracts.gate.world import ASKED, AUDIENCES, WRITERS, World, marker, parts_behind, parts_private, parts_seen
from weeknotes.memory.team_document import MEDIA
from weeknotes.notes.levels import Level
from weeknotes.people.sign_in import BACKEND

PARTS = ("title", "lead", "goal", "watch", "mine", "team", "tag")


@dataclass(frozen=True)
class Cell:
    """One route, one viewer, one audience: the parts of the note that were shown, and those that may be."""

    route: str
    viewer: str
    audience: str
    shown: frozenset[str]
    may: frozenset[str]
    must: bool
    quotes: frozenset[str] = frozenset()

    @property
    def leaks(self) -> bool:
        """Whether something was shown that may not be."""
        return bool(self.shown - self.may)

    @property
    def hides(self) -> bool:
        """Whether something that has to be shown was not."""
        return (self.must and self.shown != self.may) or not (self.quotes & self.may) <= self.shown


def cells(world: World, viewers: Collection[str]) -> Iterator[Cell]:
    """The table: signed-in routes as each of `viewers`, and where nobody is among these every file on disk as everybody at once."""
    # What addresses a route has is the same for everybody, but for those of a private feed.
    rows = ROWS | NARROWER_LINKS | HANDED_OVER
    addresses = {route: [] if row.private or row.alone else row.addresses(world) for route, row in rows.items()}
    for viewer in viewers:
        person = world.people[viewer]
        client = Client()
        if person is not None:
            client.force_login(person, backend=BACKEND)
        for route, row in rows.items():
            world.asking = [world.feeds[viewer]] if viewer in world.feeds else []
            world.calendar = [world.calendars[viewer]] if viewer in world.calendars else []
            secret = row.private or row.alone
            asks = Client() if secret else Client(headers={"Authorization": f"Bearer {world.tokens.get(viewer, 'none')}"}) if row.bearer else client
            asked = row.addresses(world) if secret else addresses[route]
            text = "".join(text_of(asks.get(address)) for address in asked)
            for audience in AUDIENCES:
                published = audience not in {"draft", "withdrawn", "deleted"}
                may = parts_seen(viewer, audience) if person is not None else set()
                must = row.shows and published and person is not None and person.is_active
                if row.law is not None:
                    may = set(PARTS) - {"tag"} if viewer in row.law else set()
                    must = row.shows
                elif row.upload:
                    may = set(PARTS) if viewer == "author" else set()
                elif row.finds and published:
                    may = parts_seen(viewer, audience) - {"tag"}  # what was found shows no tags
                    must = row.shows
                elif row.alone:
                    may = set()
                elif row.alike:
                    may = parts_seen("nobody", audience)
                elif row.private:
                    may = parts_private(viewer, audience)
                    must = True
                elif row.behind is not None:
                    may = parts_behind(row.behind, audience)
                    must = True
                elif row.asked:
                    may = parts_behind(Level.PUBLIC, audience) if viewer == ASKED else set()
                    must = True
                elif audience == "deleted" and not row.deleted:
                    may = set()
                elif row.own:
                    may = may if viewer in WRITERS else set()
                elif not published and not (row.keeps and viewer in WRITERS):
                    may = set()
                quotes = row.quotes if published and (person is None or person.is_active) and (person is not None or row.finds) else ()
                yield Cell(route, viewer, audience, shown_in(text, audience), frozenset(may), must, frozenset(quotes))
    if "nobody" in viewers:
        yield from _for_everybody()


def _for_everybody() -> Iterator[Cell]:
    """Every file on disk, and what Django answers for it where there is none."""
    for file in sorted(p for p in settings.PUBLIC.rglob("*") if p.is_file() and settings.STATIC_ROOT not in p.parents):
        text = file.read_text(encoding="utf-8")
        for audience in AUDIENCES:
            may = parts_seen("nobody", audience)
            yield Cell(
                f"file {file.relative_to(settings.PUBLIC)}", "everybody", audience, shown_in(text, audience), frozenset(may), must=False
            )
    client = Client()
    for address in PUBLIC:
        text = client.get(address).content.decode()
        for audience in AUDIENCES:
            yield Cell(
                f"django {address}", "everybody", audience, shown_in(text, audience), frozenset(parts_seen("nobody", audience)), must=False
            )


def text_of(answer: HttpResponseBase) -> str:
    """The words of an answer; of a Word document those in it, and of files that were packed all of them."""
    if isinstance(answer, StreamingHttpResponse) and answer["Content-Type"].startswith("text/"):
        return answer.getvalue().decode()
    if isinstance(answer, StreamingHttpResponse):
        with ZipFile(BytesIO(answer.getvalue())) as packed:
            return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    if answer["Content-Type"] != MEDIA:
        return answer.getvalue().decode()
    with ZipFile(BytesIO(answer.getvalue())) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels")))


def shown_in(text: str, audience: str) -> frozenset[str]:
    """The parts of that note whose words stand in `text`."""
    return frozenset(part for part in PARTS if marker(audience, part) in text)


def printed(all_cells: list[Cell]) -> str:
    """The table as text: a row a route and viewer, a column an audience; what is shown, `–` for nothing, `LEAK` and `HIDDEN` where it is wrong."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for cell in all_cells:
        word = "LEAK" if cell.leaks else "HIDDEN" if cell.hides else _word(cell.shown)
        rows.setdefault((cell.route, cell.viewer), {})[cell.audience] = word
    width = max(len(route) for route, _ in rows) + 2
    lines = [f"{'route':<{width}}{'viewer':<21}" + "".join(f"{a:<14}" for a in AUDIENCES)]
    lines += [f"{route:<{width}}{viewer:<21}" + "".join(f"{said[a]:<14}" for a in AUDIENCES) for (route, viewer), said in rows.items()]
    return "\n".join(lines)


def _word(shown: frozenset[str]) -> str:
    if not shown:
        return "–"
    narrower = {"mine": "+own", "team": "+team"}
    return "seen" + "".join(narrower[part] for part in ("mine", "team") if part in shown)
