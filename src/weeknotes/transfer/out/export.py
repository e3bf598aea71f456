"""`export`: one person's, one team's or the whole site's notes and what is remembered of them, as files, within what whoever takes them out may see.

The data (`data/`) is all there is of it, and comes back by `weeknotes import`; everything else is made from it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from django.utils.translation import gettext as _

from weeknotes.memory.models import TeamPage
from weeknotes.memory.team_reach import may_read, team_reach
from weeknotes.notes import media_files
from weeknotes.notes.models import Series, Tag
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Membership, Organisation, Person, Rhythm, Team
from weeknotes.people.site import organisation
from weeknotes.prose.pictures import asked
from weeknotes.prose.players import linked
from weeknotes.transfer.out import feeds, shapes
from weeknotes.transfer.out.asked import written_focuses, written_questions, written_reviews
from weeknotes.transfer.out.finding import Finding, Page
from weeknotes.transfer.out.into import Into, as_json
from weeknotes.transfer.out.media import Held, held
from weeknotes.transfer.out.note_page import Text, day_of, markdown, page_html, texts_of
from weeknotes.transfer.out.notes import written_notes
from weeknotes.transfer.out.own import written_person
from weeknotes.transfer.out.pages import Pages
from weeknotes.transfer.out.remembered import written_hearings, written_measures, written_threads
from weeknotes.transfer.out.schema import schema
from weeknotes.transfer.out.shape import Ids, Row, Shape, in_order
from weeknotes.transfer.out.turn import Turn, turned, turning
from weeknotes.transfer.out.wanted import Wanted
from weeknotes.web.spoken import speaking

TAG = re.compile(r"<[^>]*>")  # of clean HTML, in which no attribute has that sign
FORMAT, VERSION = "weeknotes-export", 1
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out: how many notes, and the people whose notes they are."""

    notes: int
    authors: frozenset[int]


@dataclass(slots=True)
class _Out:
    """An export under way."""

    wanted: Wanted
    viewer: Viewer
    into: Into
    here: Organisation
    lang: str
    ids: Ids
    names: dict[str, str]
    reached: dict[int, int]
    media: dict[str, Held] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    entries: list[feeds.Entry] = field(default_factory=list)
    made: list[tuple[str, bytes]] = field(default_factory=list)
    lines: list[dict[str, str]] = field(default_factory=list)
    href: dict[str, str] = field(default_factory=dict)
    finding: Finding = field(default_factory=Finding)


def export(*, wanted: Wanted, into: Into, progress: Progress | None = None, hands: int = 1) -> Exported:
    """Write it all into `into`. Twice, with nothing changed between, it is the same bytes. LookupError where no site has begun.

    With more than one of `hands`, that many forks turn texts into Markdown beside this process; no other thread may be at work then.
    """
    here = organisation()
    if here is None:
        raise LookupError("there is no site yet")
    viewer = wanted.viewer
    lang = wanted.by.lang if wanted.own and wanted.by else here.langs[0]
    notes = wanted.notes(viewer).only("pk", "uid", "dated", "author")
    rows = sorted(((n.pk, str(n.uid), n.dated, n.author_id, int(n.reached)) for n in notes.iterator()), key=lambda row: (row[2] or date.max, row[1]), reverse=True)  # type: ignore[attr-defined]
    ids = Ids(_tables({pk: uid for pk, uid, *_rest in rows}))
    out = _Out(wanted, viewer, into, here, lang, ids, _names(lang), {pk: reached for pk, *_rest, reached in rows})
    with speaking(lang), turning(hands) as turn:
        _write(out, [row[0] for row in rows], turn, progress)
    return Exported(len(rows), frozenset(row[3] for row in rows))


def _tables(notes: dict[int, str]) -> dict[str, dict[int, str]]:
    return {
        "person": {pk: str(uid) for pk, uid in Person.objects.values_list("pk", "uid")},
        "team": {pk: str(uid) for pk, uid in Team.objects.values_list("pk", "uid")},
        "tag": dict(Tag.objects.values_list("pk", "slug")),
        "series": dict(Series.objects.values_list("pk", "slug")),
        "note": notes,
        "any note": notes,
        "hearing": {},
        "thread": {},
        "focus": {},
    }


def _names(lang: str) -> dict[str, str]:
    """What everybody and everything is called, by lasting id."""
    found = {str(uid): name for uid, name in Person.objects.values_list("uid", "name")}
    found |= {str(team.uid): team.name_in(lang) for team in Team.objects.all()}
    found |= {f"tag {tag.slug}": tag.name_in(lang) for tag in Tag.objects.all()}
    return found | {f"series {one.slug}": one.name_in(lang) for one in Series.objects.all()}


def _write(out: _Out, pks: list[int], turn: Turn, progress: Progress | None) -> None:
    wanted, viewer, ids = out.wanted, out.viewer, out.ids
    for whom in (wanted.by, wanted.person):
        ids.of("person", whom.pk if whom else None)
    # The order is that of what points at what: a thread may be a hearing's, a question may have become a thread.
    hearings = written_hearings(wanted, viewer, ids)
    threads = written_threads(wanted, viewer, ids, out.reached)
    measures = written_measures(wanted, viewer, ids)
    focuses = written_focuses(wanted, ids)
    questions = written_questions(wanted, viewer, ids, out.reached)
    person = wanted.person if wanted.own else None
    own = written_person(person, ids) if person else None
    pages = Pages(out.into, lang=out.lang, title=_title(out), names=out.names, jottings=own is not None)
    about: dict[str, list[Row]] = {}
    for one in questions:
        if one["note"] and one["answered_at"]:
            about.setdefault(one["note"], []).append(one)
    with_texts = ((row, texts_of(row)) for row in written_notes(pks, viewer, ids))
    for done, (row, texts) in enumerate(turned(with_texts, turn), 1):
        _note(out, pages, row, texts, about.get(row["uid"], []))
        if progress is not None:
            progress(done, len(pks))
    if own is not None:
        _hold(out, {one["photo"]["media"] for one in own["jottings"] if one["photo"]})
    data: dict[str, Any] = {
        "threads": threads, "measures": measures, "hearings": hearings, "focuses": focuses, "questions": questions,
        "reviews": written_reviews(person, ids), "media": in_order((one.row for one in out.media.values()), "uid"),
        "tags": _named(shapes.TAG, "tag", ids, "slug"), "series": _named(shapes.SERIES, "series", ids, "slug"),
    }  # fmt: skip
    data["teams"] = _teams(out)
    data["people"] = in_order((shapes.PERSON.written(one, ids) for one in Person.objects.filter(pk__in=ids.named.get("person", ()))), "uid")
    for name, rows in data.items():
        out.into.put(f"data/{name}.json", as_json({name: rows}))
    if own is not None:
        out.into.put("data/person.json", as_json({"person": own}))
        pages.jottings(own["jottings"])
    pages.threads(threads, out.href)
    pages.measures(measures)
    _around(out, pages)


def _note(out: _Out, pages: Pages, row: Row, shown: list[tuple[Text, str]], questions: list[Row]) -> None:
    """All files of one note: its data, and each of its texts as Markdown and as a page."""
    texts = [text for text, _body in shown]
    every = [one["html"] for one in (*row["texts"], *(row["own"] or {}).get("writing", ()), *(row["own"] or {}).get("saves", ()))]
    uids = set().union(*(asked(html) | linked(html) for html in every)) if every else set()
    _hold(out, uids)
    there = {uid: out.media[uid] for uid in uids if uid in out.media}
    out.into.put(f"data/notes/{row['uid']}.json", as_json({"note": row}))
    writers = [out.names.get(one, "") for one in (row["author"], *row["writers"])]
    about = ", ".join(part for part in (", ".join(writers), day_of(row)) if part)
    for text, body in shown:
        others = {one.lang: one.name.rpartition("/")[2] for one in texts if one.lang != text.lang and one.draft == text.draft}
        out.into.put(f"{text.name}.md", markdown(row, text, body, {code: f"{name}.md" for code, name in others.items()}, out.names, there))
        html, line = page_html(text, there, "../../"), f"{about} · {_('Draft')}" if text.draft else about
        pages.note(
            text.name, lang=text.lang, title=text.title, about=line, html=html,
            correction=(row["edition"] or {}).get("correction", "") if not text.draft else "",
            others={code: f"{name}.html" for code, name in others.items()}, asked=() if text.draft else questions,
        )  # fmt: skip
        page = Page(f"{text.name}.html", text.title or _("A note without a title"), about, text.lang)
        out.finding.add(page, unescape(TAG.sub(" ", text.html)))
        day = row["dated"] or row["week_from"] or ""
        out.lines.append({"href": page.href, "title": page.title, "about": line, "lang": text.lang, "day": day})
        out.href.setdefault(row["uid"], page.href)
        if not text.draft and row["edition"]:
            out.entries.append(feeds.written(row, text, writers, html.replace("../../media/", "../media/"), f"../html/{page.href}"))
    if row["level"] == "public":
        out.made += feeds.created(row, texts, out.names)


def _hold(out: _Out, uids: Iterable[str]) -> None:
    """Take these media into the export, and each of their files once, though several show the same picture. One that is not on the disk is left out
    of it, and not of what is written of it."""
    for uid, one in held(set(uids) - out.media.keys(), out.viewer, out.ids, up="../../").items():
        out.media[uid] = one
        for path, blob in sorted(one.files.items()):
            if path in out.held:
                continue
            out.held.add(path)
            body = media_files.read(blob.key, shown=blob.shown)
            if body is not None:
                out.into.put(path, body)


def _named(shape: Shape, what: str, ids: Ids, by: str) -> list[Row]:
    return in_order((shape.written(one, ids) for one in shape.model._default_manager.filter(pk__in=ids.named.get(what, ()))), by)


def _teams(out: _Out) -> list[Row]:
    """The teams that are named, with their week and who is in them where that is known to whoever takes it out; of a team's own export also what it says of its weeks."""
    wanted, ids = out.wanted, out.ids
    if wanted.team is not None:
        ids.of("team", wanted.team.pk)
    rows = []
    for team in Team.objects.filter(pk__in=ids.named.get("team", ())):
        row = shapes.TEAM.written(team, ids)
        rhythm = Rhythm.objects.filter(team=team).first()
        row["rhythm"] = shapes.RHYTHM.written(rhythm, ids) if rhythm else None
        known = out.viewer.member and not wanted.own and out.viewer.person_id is not None
        stints = Membership.objects.now().filter(team=team) if known else Membership.objects.none()
        row["people"] = in_order((shapes.STINT.written(one, ids) for one in stints), "joined_at")
        said = TeamPage.objects.filter(team=team) if wanted.team == team and may_read(team, out.viewer) else TeamPage.objects.none()
        weeks = said if team_reach(team, out.viewer) < 4 else said.filter(publish=True)
        row["weeks"] = in_order((shapes.TEAM_PAGE.written(one, ids) for one in weeks), "week")
        rows.append(row)
    return in_order(rows, "uid")


def _title(out: _Out) -> str:
    place = out.here.name_in(out.lang)
    who = out.wanted.person.name if out.wanted.person else out.wanted.team.name_in(out.lang) if out.wanted.team else ""
    return f"{who} – {place}" if who else place


def _around(out: _Out, pages: Pages) -> None:
    """What lists the notes: the index, the search, the feed, the outbox, and what this all is."""
    pages.index(sorted(out.lines, key=lambda one: (one["day"], one["href"]), reverse=True))
    out.finding.write(out.into, "html/find")
    out.finding = Finding()  # a great deal, which is needed no more
    whose = out.wanted.person or out.wanted.team
    name = f"urn:uuid:{whose.uid}" if whose else "urn:weeknotes:site"
    out.into.put("feeds/notes.atom", feeds.atom_feed(out.entries, title=_title(out), owner=_title(out), lang=out.lang, name=name))
    out.entries.clear()
    out.into.put("outbox.json", feeds.outbox(out.made))
    if out.wanted.own and out.wanted.by:
        out.into.put("following.opml", feeds.opml(out.wanted.by, out.here))
    about = {
        "format": FORMAT, "version": VERSION, "of": out.wanted.scope, "whose": str(whose.uid) if whose else None,
        "by": str(out.wanted.by.uid) if out.wanted.by else None, "language": out.lang,
        "place": {"name_en": out.here.name_en, "name_cy": out.here.name_cy, "languages": out.here.languages, "timezone": out.here.timezone},
    }  # fmt: skip
    out.into.put("weeknotes.schema.json", as_json(schema()))
    out.into.put("weeknotes.json", as_json(about))
    read_me = _(
        "Open html/index.html in a browser to read and to find. The folder notes has the same texts as Markdown; data has all of it as JSON, "
        "which weeknotes.schema.json describes, and which Weeknotes takes in again."
    )
    out.into.put("README.txt", f"{read_me}\n".encode())
