"""Pictures of notes that came in: out of the archive, or fetched from where they stood, made anew from their pixels, and put into the text in their place."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape

from django.urls import reverse

from weeknotes.net.fetch import NotFetched, fetch
from weeknotes.notes.models import Body
from weeknotes.notes.picture import MOST_BYTES, NotTaken
from weeknotes.notes.rewrite_many import rewrite_many
from weeknotes.notes.take_picture import take_picture
from weeknotes.prose.tree import attribute
from weeknotes.transfer.bundle import Bundle, Refused
from weeknotes.transfer.models import ImportRun, PictureWanted
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.sources import path_of

SECONDS = 20
IMG = re.compile(r'<img src="([^"]*)"((?: [a-z]+="[^"]*")*)>')


def see_to_pictures(run: ImportRun) -> Iterator[tuple[str, int]]:
    """Put each picture that a draft of `run` waits for into it, one after the other: "pictures" or "pictures left", and 1.

    One that cannot be had or shown stays as it stood, a link; a draft that was written in since is left as its writer has it.
    """
    with ExitStack() as stack:
        bundles: dict[int, Bundle | None] = {}
        wanted = PictureWanted.objects.filter(source__run=run).select_related("source__note").order_by("pk")
        last = 0
        while (one := wanted.filter(pk__gt=last).first()) is not None:
            last = one.pk
            done = _put(run, one, _bytes(run, one, bundles, stack))
            one.delete()
            yield ("pictures" if done else "pictures left"), 1


def _bytes(run: ImportRun, one: PictureWanted, bundles: dict[int, Bundle | None], stack: ExitStack) -> bytes | None:
    """The picture's bytes; None where it is not to be had."""
    if one.inside:
        if one.input not in bundles:
            bundles[one.input] = _opened(run, one.input, stack)
        bundle = bundles[one.input]
        try:
            return bundle.read(one.inside, MOST_BYTES) if bundle is not None else None
        except Refused:
            return None
    if not run.fetch_images:
        return None
    try:
        return fetch(one.src, most=MOST_BYTES + 1, seconds=SECONDS).data
    except NotFetched:
        return None


def _opened(run: ImportRun, number: int, stack: ExitStack) -> Bundle | None:
    try:
        return stack.enter_context(open_bundle(path_of(run.inputs[number])))
    except (Refused, IndexError):
        return None


def _put(run: ImportRun, one: PictureWanted, data: bytes | None) -> bool:
    source = one.source
    body = Body.objects.select_related("note").filter(note=source.note, lang=source.lang or source.note.lead_lang, version=source.version).first()
    if body is None or not data or len(data) > MOST_BYTES or not _stands(body.html, one.src):
        return False
    try:
        taken = take_picture(note=source.note, by=run.person, name=(one.inside or one.src).rpartition("/")[2], data=data)
    except NotTaken:
        return False
    html = with_picture(body.html, one.src, reverse("picture", kwargs={"uid": taken.media.uid}), alt=one.alt)
    if not rewrite_many(by=run.person, changed=[(body, html)]):
        return False
    source.version = body.version
    source.save(update_fields=["version"])
    return True


def with_picture(html: str, src: str, here: str, *, alt: str | None) -> str:
    """Canonical `html` in which the picture at `src` is the one at `here`; what was said of it stays, and `alt` is said where nothing was."""

    def changed(found: re.Match[str]) -> str:
        if unescape(found[1]) != src:
            return found.group()
        said = found[2] if " alt=" in found[2] or alt is None else f"{attribute('alt', alt)}{found[2]}"
        return f"<img{attribute('src', here)}{said}>"

    return IMG.sub(changed, html)


def _stands(html: str, src: str) -> bool:
    return any(unescape(found[1]) == src for found in IMG.finditer(html))
