"""Links between notes that came in: from where each stood to where it stands here. Done twice, it changes nothing the second time."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db.models import Case, Q, When

from weeknotes.notes.models import Body
from weeknotes.notes.own_address import own_address
from weeknotes.notes.rewrite_many import rewrite_many
from weeknotes.people.models import Person
from weeknotes.prose.tree import escape
from weeknotes.transfer.inner_links import KINDS, inner, unlinked
from weeknotes.transfer.models import ImportRun, OldAddress, Source
from weeknotes.web.rows import update

AT_ONCE = 500
HREF = re.compile(r'(<a (?:[a-z-]+="[^"]*" )*?href=")([^"]*)(")')


def bare(address: str) -> str:
    """What two ways of writing the address of one page have in common: no scheme, no www, no stroke at its end, no place within it.

    A query stays where it names the page, as `?p=12` does; what only counts visitors (`utm_…`) goes.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    query = "&".join(one for one in parts.query.split("&") if one and not one.startswith("utm_"))
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/') or '/'}{'?' + query if query else ''}"


def relinked(html: str, moved: Mapping[str, str], base: str = "") -> tuple[str, int]:
    """Canonical `html` in which each link to an address in `moved` (by `bare`) leads to where that is now, and how many there were.

    A link without a host is to the host of `base`, the address that the text stood at. A place within the page (`#…`) stays.
    """
    count = 0

    def changed(found: re.Match[str]) -> str:
        nonlocal count
        href = unescape(found[2])
        whole = _whole(href, base)
        now = moved.get(bare(whole)) if whole else None
        if now is None:
            return found.group()
        count += 1
        place = f"#{whole.partition('#')[2]}" if "#" in whole else ""
        return f"{found[1]}{escape(now + place).replace(chr(34), '&quot;')}{found[3]}"

    return HREF.sub(changed, html), count


class _Place(NamedTuple):
    """What is asked of a `Source` here: as a row, as few of thousands have a link that is to be led anywhere yet."""

    pk: int
    note: int
    lang: str
    version: int
    address: str


def relink(run: ImportRun) -> Iterator[tuple[int, int]]:
    """Bring links in line in the notes that `run` made, a few hundred at a time: how many were looked at, how many links lead here now."""
    moved = addresses(run.person)
    made = run.sources.filter(made=True, note__deleted_at=None).order_by("pk")
    said = made.annotate(of=Case(When(lang="", then="note__lead_lang"), default="lang")).values_list("pk", "note", "of", "version", "address")
    last = 0
    while some := [_Place(*row) for row in said.filter(pk__gt=last)[:AT_ONCE]]:
        last = some[-1].pk
        yield len(some), _relink(run.person, some, moved) if moved else 0


def addresses(person: Person) -> dict[str, str]:
    """Where notes of `person` that came from elsewhere stood (as `bare` has it), or what their posts call each other, and where each stands here.

    Where a note stands, no other one's old address leads. Two queries.
    """
    mine = Source.objects.filter(note__author=person, note__deleted_at=None)
    old = OldAddress.objects.filter(source__in=mine).order_by("-pk").values_list("address", "source__note__uid")
    named = [*old]
    for kind, number, address, uid in mine.filter(Q(kind__in=KINDS) | ~Q(address="")).order_by("-pk").values_list("kind", "source_id", "address", "note__uid"):
        named += [(inner(kind, number.removeprefix(f"{person.uid}:")), uid)] if kind in KINDS else []
        named += [(address, uid)] if address else []
    return {bare(address): own_address(uid) for address, uid in named if bare(address)}


def _relink(person: Person, places: list[_Place], moved: Mapping[str, str]) -> int:
    of = {(place.note, place.lang): place for place in places}
    led: dict[int, tuple[_Place, str, int]] = {}
    texts = Body.objects.filter(note__in=[place.note for place in places], html__contains="<a ")
    for pk, note, lang, version, said in texts.values_list("pk", "note", "lang", "version", "html"):
        place = of.get((note, lang))
        if place is None or version != place.version:
            continue  # written in since, or of somebody's own: it is its writer's
        html, count = relinked(said, moved, place.address)
        html = unlinked(html)
        if html != said:
            led[pk] = place, html, count
    if not led:
        return 0
    bodies = [body for body in Body.objects.filter(pk__in=led).select_related("note") if body.version == led[body.pk][0].version]
    kept = rewrite_many(by=person, changed=[(body, led[body.pk][1]) for body in bodies], is_clean=True)
    update([Source(pk=led[body.pk][0].pk, version=body.version) for body in bodies if body.pk in kept], ["version"])
    return sum(led[pk][2] for pk in kept)


def _whole(href: str, base: str) -> str:
    """The whole address that `href` names in a text that stood at `base`; "" for what is none."""
    if href.startswith(("http://", "https://")):
        return href
    if href.startswith("/") and not href.startswith("//") and base:
        parts = urlsplit(base)
        return f"{parts.scheme}://{parts.netloc}{href}" if parts.netloc else ""
    return ""
