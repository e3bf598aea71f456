"""Changing an entry by an editor, and saying what it is, so that an editor can show it before it changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.desk.api_door import Caller, Refused, ask_level, moment
from weeknotes.desk.micropub_do import bring_out, keep_text, ours, shown, where
from weeknotes.desk.micropub_read import ABOUT, Asked, Props, categories, content, invalid, links, one_of, pictures, text, title
from weeknotes.desk.micropub_read import moment as day_of
from weeknotes.notes.describe import About, describe
from weeknotes.notes.evened import evened_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting, Note, NotePerson
from weeknotes.notes.tags import names_in, tags_of
from weeknotes.people.programs import tell
from weeknotes.prose.markdown import from_html
from weeknotes.publishing.publish import publish
from weeknotes.publishing.refusal import NotPublished, outside
from weeknotes.publishing.withdraw import withdraw

CHANGED = {"name", "content", "category", "published", "photo", "post-status", "visibility", *ABOUT}
# What is put into the text, and is a part of its words from then on.
IN_TEXT = {"photo", *ABOUT}
DELETED = {"name", "content", "category", "published"}


@dataclass(frozen=True, slots=True)
class Changed:
    """Where a note stands that was changed, what is to be said of it, and whether it is as far as it was meant to go."""

    location: str
    sentence: str = ""
    done: bool = True


def change(caller: Caller, body: Body, asked: Asked) -> Changed:
    """Change a note as asked, and say what became of it. A published one is corrected for those who see it now, where
    the program may go so far; else refused, with nothing changed."""
    _look(body.note, asked)
    note = body.note
    status = one_of(asked.replace, "post-status", ("published", "draft"))
    visibility = one_of(asked.replace, "visibility", ("public", "private"))
    taking_back = note.is_published and (status == "draft" or visibility == "private")
    reach = None if taking_back else Level(note.level) if note.is_published else caller.level if status == "published" and visibility != "private" else None
    if note.is_published and reach is not None:
        ask_level(caller, reach)
    called, html, day, coming = _title(body, asked), _html(body, asked), _day(note, asked), _to_come(asked)
    tags = _tags(note, asked)
    if (called, html) != (body.title, body.html):
        keep_text(caller, body, called, html)
    if taking_back:
        withdraw(note=note, by=caller.person)
    about = _about(note, reach if reach is not None else Level(note.wanted_level), tags, day)
    if not note.is_published:
        describe(note=note, about=about)
    if coming is not None and reach is not None and reach > Level.ME:
        return Changed(where(note, body.lang), bring_out(caller, note, reach, coming), done=False)
    if reach is not None and (note.is_published or reach > Level.ME):
        try:
            # What stands around the words of a published note changes with it, as from the write page.
            publish(note=note, by=caller.person, level=reach, about=about)
        except NotPublished as why:
            tell(person=caller.person, source=caller.token.name, sentence=_("What a program changed is saved and not published. %(why)s") % {"why": outside(why)})
            return Changed(where(note, body.lang), why.sentence, done=False)
        kept = " ".join(one.sentence for one in evened_of(Note.objects.get(pk=note.pk)))
        if kept:
            tell(person=caller.person, source=caller.token.name, sentence=kept)
        return Changed(where(note, body.lang), kept)
    return Changed(where(note, body.lang))


def _look(note: Note, asked: Asked) -> None:
    """Refused where a part cannot be changed so: what stands in the text goes with the text alone, and what is out has its day already."""
    kept = set() if "content" in asked.replace else set(asked.replace) & IN_TEXT
    wrong = [*sorted({*asked.replace, *asked.add, *asked.delete} - CHANGED), *sorted({*kept, *(set(asked.delete) - DELETED)})]
    if not wrong and note.is_published and _to_come(asked) is not None:
        wrong = ["published"]
    if wrong:
        raise invalid(_("“%(name)s” cannot be changed here.") % {"name": wrong[0][:60]})


def _goes(asked: Asked, name: str, *now: str) -> bool:
    """Whether a part is to be deleted: all of it, or values of which what stands there now is one."""
    if name not in asked.delete:
        return False
    values = [one.strip() for one in asked.delete[name] if isinstance(one, str)]
    return not asked.delete[name] or any(one in values for one in now)


def _title(body: Body, asked: Asked) -> str:
    if _goes(asked, "name", body.title):
        return ""
    return title(asked.replace) if "name" in asked.replace else body.title or title(asked.add)


def _html(body: Body, asked: Asked) -> str:
    html = body.html
    if "content" in asked.replace:
        made, plain = content(asked.replace["content"])
        # What was not touched is not changed by going through another way of writing.
        html = body.html if plain is not None and plain.strip() == from_html(body.html).strip() else ours(made)
    elif _goes(asked, "content", body.html, from_html(body.html).strip()):
        html = ""
    more = ours(content(asked.add.get("content", []))[0])
    about = [one for name in ABOUT for props in (asked.add, asked.replace) for one in props.get(name, []) if isinstance(one, str)]
    return html + more + links(about) + shown(pictures([*asked.add.get("photo", []), *asked.replace.get("photo", [])]))


def _tags(note: Note, asked: Asked) -> tuple[str, ...] | None:
    if not any("category" in props for props in (asked.replace, asked.add, asked.delete)):
        return None
    now = [one.name_in(note.lead_lang) for one in tags_of(note, note.lead_lang)]
    if "category" in asked.replace:
        now = list(categories(asked.replace["category"]))
    if "category" in asked.delete:
        gone = {one.casefold() for one in categories(asked.delete["category"])}
        now = [one for one in now if one.casefold() not in gone] if gone else []
    return names_in("\n".join(categories([*now, *asked.add.get("category", [])])))


def _about(note: Note, level: Level, tags: tuple[str, ...] | None, day: date | None) -> About:
    """What stands around the words, with the tags and the day that were asked for; all else as it is."""
    people = list(note.note_people.select_related("person"))
    writers, named = (tuple(one.person for one in people if one.part == part) for part in (NotePerson.WRITES, NotePerson.NAMED))
    return About(note.kind, note.week_from, note.week_to, level, tuple(note.teams.all()), writers, named, day, tags=tags)


def _day(note: Note, asked: Asked) -> date | None:
    if "published" in asked.replace and _to_come(asked) is None:
        found = day_of(text(asked.replace, "published"))
        return timezone.localtime(found).date() if found else None
    return None if note.dated and _goes(asked, "published", note.dated.isoformat()) else note.dated


def _to_come(asked: Asked) -> datetime | None:
    """The moment that is asked for, where it is still to come."""
    found = day_of(text(asked.replace, "published"))
    return found if found is not None and found > timezone.now() else None


def not_changed() -> Refused:
    """A jotting is not changed: it is a line as it was caught."""
    return Refused(400, "invalid_request", _("A jotting is a line as it was caught, and is not changed."), _("Throw it away and catch another."))


def source(body: Body) -> dict[str, list[object]]:
    """What a note is, as an editor shows it before it changes it: its text as Markdown, which comes back as it went."""
    note = body.note
    when: object = note.dated.isoformat() if note.dated else moment(note.published_at)
    said: dict[str, list[object]] = {
        "url": [where(note, body.lang)],
        "name": [body.title],
        "content": [from_html(body.html)],
        "category": [one.name_in(note.lead_lang) for one in tags_of(note, note.lead_lang)],
        "published": [when],
        "post-status": ["published" if note.is_published else "draft"],
        "visibility": ["public" if note.level == Level.PUBLIC else "private"],
    }
    return {name: values for name, values in said.items() if values not in ([""], [None], [])}


def source_of_jotting(jotting: Jotting) -> dict[str, list[object]]:
    """What a jotting is."""
    said: dict[str, list[object]] = {"content": [jotting.text], "published": [moment(jotting.at)], "post-status": ["draft"], "visibility": ["private"]}
    return said | ({"bookmark-of": [jotting.link]} if jotting.link and jotting.link not in jotting.text else {})


def only(props: Mapping[str, list[object]], wanted: list[str]) -> Props:
    """Those that were asked for, all where none was."""
    return {name: values for name, values in props.items() if not wanted or name in wanted}
