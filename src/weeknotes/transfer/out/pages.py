"""The pages of an export for a browser that opens them from a folder: an index with a search, a page a note, threads, measures, jottings."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.template import engines
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.memory import words
from weeknotes.memory.kind_words import MANY, READINGS
from weeknotes.transfer.out.into import Into
from weeknotes.transfer.out.shape import Row
from weeknotes.web import dates

OFFLINE = Path(__file__).resolve().parent.parent / "offline"
ON_INDEX = 500


class Pages:
    """Writes pages into `html/` of an export, in the language in force."""

    def __init__(self, into: Into, *, lang: str, title: str, names: Mapping[str, str], jottings: bool) -> None:
        self.into, self.lang, self.title, self.names = into, lang, title, names
        self.parts = [("threads", _("What is remembered")), ("measures", _("Measures"))] + ([("jottings", _("Jottings"))] if jottings else [])

    def _put(self, path: str, template: str, *, up: str = "", here: str = "", **said: object) -> None:
        shown = {"page_lang": self.lang, "up": up, "here": here, "parts": self.parts, **said}
        self.into.put(f"html/{path}", engines["jinja2"].get_template(f"transfer/out/{template}.html").render(shown).encode())

    def note(self, name: str, *, lang: str, title: str, about: str, correction: str, html: str, others: Mapping[str, str], asked: Iterable[Row]) -> None:
        """A note in one language; `name` is its path without the ending, `others` the pages in other languages."""
        questions = [{"text": one["text"] or one["quote"], "answer": one["answer"], "by": self.names.get(one["asker"], ""), "to": self.names.get(one["to"], "")} for one in asked]
        self._put(
            f"{name}.html", "note", up="../", lang=lang, heading=title or _("A note without a title"), about=about, correction=correction,
            html=Markup(html), others=sorted(others.items()), asked=questions,  # noqa: S704 - clean on the way in and out of the gate  # nosec B704
        )  # fmt: skip

    def index(self, lines: list[dict[str, str]]) -> None:
        """Every note, the newest first: the newest of them on the first page, and where they are many a page a year."""
        by_year: dict[str, list[dict[str, str]]] = {}
        for one in lines:
            by_year.setdefault(one["day"][:4] or "undated", []).append(one)
        years = []
        if len(lines) > ON_INDEX:
            for year, some in sorted(by_year.items(), reverse=True):
                name = year if year != "undated" else _("No date")
                years.append({"href": f"year-{year}.html", "name": name, "count": len(some)})
                self._put(f"year-{year}.html", "index", heading=f"{self.title}, {name}", lines=some, years=[], finds=False)
        self._put("index.html", "index", here="notes", heading=self.title, lines=lines[:ON_INDEX], years=years, finds=True)
        for file in ("style.css", "find.js"):
            self.into.put(f"html/{file}", (OFFLINE / file).read_bytes())

    def threads(self, rows: Iterable[Row], href: Mapping[str, str]) -> None:
        """What is remembered, by kind; `href` is the page of each note."""
        by_kind: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(rows, key=lambda one: (one["last_week"], one["uid"]), reverse=True):
            said = row["appearances"]
            last = said[-1] if said else None
            by_kind.setdefault(row["kind"], []).append({
                "words": last["words"] if last else row.get("words", ""),
                "lang": last["lang"] if last else "",
                "owner": self.names.get(row["team"] or row["owner"], ""),
                "appearances": [{"href": href.get(a["note"], ""), "week": _week(a["week"]), "words": a["words"], "lang": a["lang"]} for a in said],
                "outcomes": [{"word": words.shown(o["word"], self.lang), "because": o["because"], "week": _week(o["week"])} for o in row["outcomes"]],
            })  # fmt: skip
        groups = [(name, by_kind[kind]) for kind, name in MANY.items() if kind in by_kind]
        self._put("threads.html", "threads", here="threads", heading=_("What is remembered"), groups=groups)

    def measures(self, rows: Iterable[Row]) -> None:
        """Numbers that teams keep, with their readings."""
        shown = []
        for row in rows:
            readings = [
                {"dated": _day(one["dated"], one["precision"]), "value": one["value"], "kind": READINGS[one["kind"]], "words": one.get("words", ""), "because": one["because"]}
                for one in sorted(row["readings"], key=lambda one: one["dated"])
            ]
            said = {name: self._either(row, name) for name in ("name", "why", "unit")}
            by = _day(row["target_date"], row["target_precision"]) if row["target_date"] else ""
            shown.append({**said, "team": self.names.get(row["team"], ""), "target": row["target"], "by": by, "readings": readings})
        self._put("measures.html", "measures", here="measures", heading=_("Measures"), measures=shown)

    def jottings(self, rows: Iterable[Row]) -> None:
        """Lines that were caught, the newest first."""
        lines = [{"text": one["text"] or (one["photo"] or {}).get("alt", ""), "link": one["link"], "day": dates.day(datetime.fromisoformat(one["at"]))} for one in rows]
        self._put("jottings.html", "jottings", here="jottings", heading=_("Jottings"), jottings=lines[::-1])

    def _either(self, row: Row, name: str) -> str:
        own, other = ("cy", "en") if self.lang == "cy" else ("en", "cy")
        return str(row[f"{name}_{own}"] or row[f"{name}_{other}"])


def _week(monday: str) -> str:
    said = date.fromisoformat(monday)
    return _("Week %(number)s, %(year)s") % {"number": dates.number(said), "year": said.isocalendar().year}


def _day(first: str, precision: str) -> str:
    said = date.fromisoformat(first)
    if precision == "day":
        return dates.day(said)
    if precision == "month":
        return f"{dates.month(said.month)} {said.year}"
    return str(said.year) if precision == "year" else f"{said.year} Q{(said.month + 2) // 3}"
