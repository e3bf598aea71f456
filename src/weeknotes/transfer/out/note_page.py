"""A note of an export as a file that people read: Markdown with what is said about it before it, and a page for a browser."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from weeknotes.prose.pictures import dress
from weeknotes.prose.players import Played, Spoken, moved
from weeknotes.transfer.out.media import Held
from weeknotes.transfer.out.shape import Row
from weeknotes.web import dates
from weeknotes.web.cards import with_players

ON_SITE = re.compile(r'(<a (?:[a-z-]+="[^"]*" )*?href=")/(?!/)')
MARKS = re.compile(r' data-audience="[a-z]+"')


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a note: as it is published, or (`draft`) as its writer has it; `name` is the name of its files without the ending."""

    name: str
    lang: str
    title: str
    html: str
    draft: bool


def texts_of(note: Row) -> list[Text]:
    """What is read of a note: what is published in each language, and beside it what its writers have that is not so."""
    stem = _stem(note)
    out = {one["lang"]: one for one in note["texts"]}
    found = [Text(f"notes/{stem}.{lang}", lang, one["title"], one["html"], draft=False) for lang, one in sorted(out.items())]
    for one in (note["own"] or {}).get("writing", ()):
        lang = one["lang"]
        there = out.get(lang)
        if not (one["title"] or one["html"]) or (there and (there["title"], there["html"]) == (one["title"], one["html"])):
            continue
        found.append(Text(f"drafts/{stem}.{lang}", lang, one["title"], one["html"], draft=True))
    return sorted(found, key=lambda one: (one.draft, one.lang != note["lead_lang"], one.lang))


def _stem(note: Row) -> str:
    """A name for its files that tells a person what it is and no two notes have."""
    every = [*note["texts"], *(note["own"] or {}).get("writing", ())]
    lead = sorted(every, key=lambda one: (one["lang"] != note["lead_lang"], one["lang"]))
    words = next((one["slug"] or slugify(one["title"]) for one in lead if one["slug"] or one["title"]), "")
    day = note["dated"] or note["week_from"] or ""
    return "-".join(part for part in (day, words[:60].strip("-"), note["uid"][:8]) if part)


def day_of(note: Row) -> str:
    """When it is of, in words of the language in force; "" where nothing says so."""
    if note["week_from"]:
        monday = date.fromisoformat(note["week_from"])
        return _("Week %(number)s, %(year)s") % {"number": dates.number(monday), "year": monday.isocalendar().year}
    return dates.day(date.fromisoformat(note["dated"])) if note["dated"] else ""


def markdown(note: Row, text: Text, body: str, others: Mapping[str, str], names: Mapping[str, str], held: Mapping[str, Held]) -> bytes:
    """The text as a file of Markdown; `body` is its words, as `prose.markdown.from_html` makes them.

    `names`: what people, teams, tags and series are called, by lasting id; `others`: the file in another language, by that.
    """
    said: list[tuple[str, object]] = [("title", text.title), ("lang", text.lang), ("uid", note["uid"]), ("kind", note["kind"])]
    said.append(("authors", [names.get(one, one) for one in (note["author"], *note["writers"])]))
    if note["dated"]:
        said.append(("date", note["dated"] if note["dated_precision"] == "day" else f"{note['dated']} ({note['dated_precision']})"))
    if note["week_from"]:
        weeks = [dates.iso(date.fromisoformat(note[name])) for name in ("week_from", "week_to")]
        said.append(("weeks", list(dict.fromkeys(weeks))))
    said += [("teams", [names.get(one, one) for one in note["teams"]]), ("tags", [names.get(f"tag {one}", one) for one in note["tags"]])]
    if note["series"]:
        said.append(("series", names.get(f"series {note['series']['series']}", "")))
        said.append(("number", note["series"]["number"]))
    said.append(("audience", "draft" if text.draft else note["level"]))
    if not text.draft and note["edition"]:
        said += [("published", note["published_at"]), ("edition", note["edition"]["number"])]
        if note["edition"]["correction"]:
            said.append(("correction", note["edition"]["correction"]))
    said += [(f"translation_{lang}", name) for lang, name in sorted(others.items())]
    # JSON is YAML: what somebody typed cannot end the block or become something else.
    head = "".join(f"{name}: {_yaml(value)}\n" for name, value in said if value not in ("", []))
    for uid, one in held.items():
        body = body.replace(f"/media/{uid}", f"../{one.file}")
    return f"---\n{head}---\n\n{body.strip()}\n".encode()


def _yaml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    plain = isinstance(value, str) and re.fullmatch(r"[a-z]+|\d{4}-\d\d-\d\d|\d{4}-W\d\d|[0-9a-f]{8}-[0-9a-f-]{27}", value)
    return str(value) if plain or isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def page_html(text: Text, held: Mapping[str, Held], up: str) -> str:
    """The text for a browser: its pictures and sounds lead to the files of the export, and what leads to a page of the site leads there."""
    html = dress(MARKS.sub("", text.html), {uid: one.shown for uid, one in held.items() if one.shown})
    played = {uid: _played(one, up) for uid, one in held.items() if one.shown is None and one.file}
    html = moved(with_players(html, text.lang, played), {uid: one.src for uid, one in played.items()})
    return ON_SITE.sub(lambda found: f"{found[1]}{settings.SITE_URL}/", html)


def _played(one: Held, up: str) -> Played:
    original = next(file for file in one.row["files"] if file["file"] == one.file)
    spoken = tuple(
        Spoken(said["lang"], said["text"], said["state"], f"{up}{said['captions']['file']}" if said.get("captions") else "")
        for said in one.row["transcripts"]
    )
    return Played("video" if one.tag == "video" else "audio", original["kind"], f"{up}{one.file}", spoken)
