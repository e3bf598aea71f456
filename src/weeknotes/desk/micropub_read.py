"""What an editor sends, as forms, JSON or files (W3C Micropub), read into one shape. Reads only: nothing here knows of notes.

A plain text is taken as Markdown, as the plain box of the write page takes it; it is given back as Markdown, so that nothing is lost on the way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _

from weeknotes.desk.api_door import Refused
from weeknotes.desk.api_sent import legible
from weeknotes.notes.save import LONGEST_TITLE, fitted, one_line
from weeknotes.notes.tags import LONGEST, MOST
from weeknotes.prose.html import clean
from weeknotes.prose.markdown import to_html
from weeknotes.prose.tree import attribute, escape
from weeknotes.web.dates import is_told

# What an entry may be about, as an address: it stands as a link before the text.
ABOUT = ("bookmark-of", "in-reply-to", "like-of", "repost-of")
DEEPEST = 20
Values = list[object]
Props = Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an entry: where it is, and what it shows; `alt` None where nothing is said."""

    url: str
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: to create, or to do something with what stands at `url`; what it has, and what is replaced, added and deleted of that."""

    action: str
    url: str = ""
    props: Props = field(default_factory=dict)
    replace: Props = field(default_factory=dict)
    add: Props = field(default_factory=dict)
    delete: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its title, its clean text and the same as it was typed where it was plain, where it leads to, tags, day, pictures, and what becomes of it."""

    name: str
    html: str
    plain: str | None
    about: tuple[str, ...]
    categories: tuple[str, ...]
    published: datetime | None
    photos: tuple[Picture, ...]
    status: str
    visibility: str
    slug: str


def invalid(sentence: str) -> Refused:
    """What came is not as it has to be."""
    return Refused(400, "invalid_request", sentence, _("Nothing was kept of it. Whoever makes the editor can put that right."))


def from_form(form: Mapping[str, list[str]]) -> Asked:
    """A request as a form has it: each name with all of its values."""
    first = {name: values[0] for name, values in form.items() if values}
    if "action" in first:
        return _look(Asked(first["action"], legible(first.get("url", ""))))
    if first.get("h", "entry") != "entry":
        raise invalid(_("Only entries (h-entry) are taken here."))
    props: dict[str, Values] = {}
    for name, values in form.items():
        if name not in {"h", "access_token"}:
            props.setdefault(name.removesuffix("[]"), []).extend(legible(one) for one in values)
    return Asked("create", props=props)


def from_json(value: object) -> Asked:
    """A request as JSON has it."""
    if not isinstance(value, dict):
        raise invalid(_("What came is JSON, and no object."))
    if "action" in value:
        action, url = value["action"], value.get("url")
        if not isinstance(action, str) or not isinstance(url, str):
            raise invalid(_("It does not say what is to be done with what."))
        gone = value.get("delete", {})
        if isinstance(gone, list):
            gone = {one: [] for one in gone if isinstance(one, str)}
        return _look(Asked(action, legible(url), replace=_props(value.get("replace", {})), add=_props(value.get("add", {})), delete=_props(gone)))
    if value.get("type", ["h-entry"]) != ["h-entry"]:
        raise invalid(_("Only entries (h-entry) are taken here."))
    return Asked("create", props=_props(value.get("properties", {})))


def _look(asked: Asked) -> Asked:
    if asked.action not in {"update", "delete", "undelete"} or not asked.url:
        raise invalid(_("It does not say what is to be done with what."))
    if asked.action == "update" and not (asked.replace or asked.add or asked.delete):
        raise invalid(_("It does not say what is to be changed."))
    return asked


def _props(value: object) -> Props:
    if not isinstance(value, dict) or not all(isinstance(name, str) and isinstance(several, list) for name, several in value.items()):
        raise invalid(_("Each part has to be a list of values."))
    return {name: [_legible(one) for one in several] for name, several in value.items()}


def _legible(value: object, deep: int = 0) -> object:
    if isinstance(value, str):
        return legible(value)
    if deep > DEEPEST:
        raise invalid(_("Parts stand too deep in each other."))
    if isinstance(value, dict):
        return {legible(str(name)): _legible(one, deep + 1) for name, one in value.items()}
    return [_legible(one, deep + 1) for one in value] if isinstance(value, list) else value


def entry(props: Props) -> Entry:
    """What an entry says."""
    html, plain = content(props.get("content", []))
    name, begins = fitted(text(props, "name"))
    status, visibility = one_of(props, "post-status", ("published", "draft")), one_of(props, "visibility", ("public", "private"))
    return Entry(
        name=name,
        html=begins + html,
        plain=plain,
        about=tuple(url for name in ABOUT for url in (_address(one) for one in props.get(name, [])) if url),
        categories=categories(props.get("category", [])),
        published=moment(text(props, "published")),
        photos=pictures(props.get("photo", [])),
        status=status,
        visibility=visibility,
        slug=text(props, "mp-slug")[:90],
    )


def title(props: Props) -> str:
    """The title that takes the place of another, in one line; "" where there is none. Refused where it is too long."""
    words = one_line(text(props, "name"))
    if len(words) > LONGEST_TITLE:
        raise invalid(_("A title has %(most)s letters at most.") % {"most": LONGEST_TITLE})
    return words


def text(props: Props, name: str) -> str:
    """The first value of a part, "" where there is none. Refused where it is no text."""
    values = props.get(name, [])
    if not values:
        return ""
    if not isinstance(values[0], str):
        raise invalid(_("“%(name)s” has to be a text.") % {"name": name})
    return values[0]


def one_of(props: Props, name: str, choices: tuple[str, ...]) -> str:
    """One of `choices`, "" where there is none. Refused for another: it may ask for fewer readers than are known here."""
    found = text(props, name)
    if found and found not in choices:
        raise invalid(_("“%(name)s” is none of those that there are.") % {"name": name})
    return found


def content(values: Iterable[object]) -> tuple[str, str | None]:
    """Clean HTML of what was sent, and what it was where all of it was plain text."""
    made, plain = [], []
    for one in values:
        if isinstance(one, str):
            made.append(to_html(one))
            plain.append(one)
        elif isinstance(one, dict) and isinstance(one.get("html"), str):
            made.append(clean(one["html"]))
        elif isinstance(one, dict) and isinstance(one.get("value"), str):
            made.append(to_html(one["value"]))
            plain.append(one["value"])
        else:
            raise invalid(_("“%(name)s” has to be a text.") % {"name": "content"})
    return "".join(made), "\n\n".join(plain) if len(plain) == len(made) else None


def categories(values: Iterable[object]) -> tuple[str, ...]:
    """Tags as their names; those that are empty or addresses of people are none."""
    found: dict[str, str] = {}
    for one in values:
        name = " ".join(one.replace(",", " ").split()).lstrip("#").strip() if isinstance(one, str) else ""
        if len(name) > LONGEST:
            raise invalid(_("A tag is longer than %(most)d characters.") % {"most": LONGEST})
        if name:
            found.setdefault(name.casefold(), name)
    if len(found) > MOST:
        raise invalid(_("These are %(count)d tags; a note has up to %(most)d.") % {"count": len(found), "most": MOST})
    return tuple(found.values())


def moment(typed: str) -> datetime | None:
    """A day or moment, None for "". Refused for what is neither."""
    if not typed:
        return None
    try:
        found = parse_datetime(typed)
        day = parse_date(typed) if found is None else None
        found = datetime(day.year, day.month, day.day, 12) if day is not None else found
        if found is not None and is_told(found):
            return make_aware(found) if is_naive(found) else found
    except (ValueError, OverflowError):
        pass
    raise invalid(_("“%(name)s” has to be a day, such as 2026-11-27.") % {"name": "published"})


def pictures(values: Iterable[object]) -> tuple[Picture, ...]:
    """Pictures by their addresses, with what they show where that is said."""
    found = []
    for one in values:
        url, alt = (one.get("value"), one.get("alt")) if isinstance(one, dict) else (one, None)
        if not isinstance(url, str) or not _address(url) or not (alt is None or isinstance(alt, str)):
            raise invalid(_("“%(name)s” has to be a web address, or a file.") % {"name": "photo"})
        found.append(Picture(url, alt))
    return tuple(found)


def links(addresses: Iterable[str]) -> str:
    """Lines that lead there, as they stand before a text."""
    return "".join(link(one) for one in addresses)


def link(address: str, words: str = "") -> str:
    """A line that leads there, in these words, else in its address."""
    return f"<p><a{attribute('href', address)}>{escape(words or address)}</a></p>"


def _address(value: object) -> str:
    """A web address; "" for what is none."""
    if not isinstance(value, str) or any(sign.isspace() for sign in value):
        return ""
    try:
        place = urlsplit(value)
    except ValueError:
        return ""
    return value if place.scheme in {"http", "https"} and place.hostname else ""
