"""Freezing an edition: for each level whose text differs, the words as those readers see them. Rows only; pages are the publisher's."""

import hashlib
from datetime import datetime

from django.db.models import Max, Q
from django.utils.text import slugify

from weeknotes.notes.checking import look_at
from weeknotes.notes.known import with_surroundings
from weeknotes.notes.languages import hush, tell
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition, Item, Note, Revision, Sight
from weeknotes.notes.placing import place_sights
from weeknotes.notes.read_once import outline_of
from weeknotes.notes.reading import read_body
from weeknotes.notes.sections_by import freeze_bylines
from weeknotes.notes.share import end_all
from weeknotes.people.models import Person
from weeknotes.prose.anchor import key
from weeknotes.prose.cut import cut, level_at, levels
from weeknotes.prose.even import even
from weeknotes.prose.excerpt import excerpt, words
from weeknotes.prose.html import clean


def freeze(*, note: Note, by: Person, level: Level, at: datetime, correction: str = "") -> Edition:
    """Make the next edition of `note` at `level`, with its Sights and Items; the one before keeps its number and nothing else.

    Inside the caller's transaction. ValueError where no body has words, Stopped where a rule of the organisation stops it.
    """
    every = list(with_surroundings(note.bodies.order_by("lang")))
    bodies = [b for b in every if b.html.strip() and not b.held]
    if not bodies:
        raise ValueError("a note without words cannot be frozen")
    number = (note.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    noticed = look_at(bodies, level=level, moment=at)
    checked = [{"rule": n.finding.rule, "because": n.because, "lang": b.lang, "version": b.version} for b, n in noticed if n.because]
    edition = Edition.objects.create(
        note=note, number=number, made_at=at, by=by, level=level, correction=correction.strip()[:500], checked=checked
    )
    if len(bodies) == 2:
        # What one language keeps to fewer readers, the other does not tell; the writer's own texts stay as they are.
        bodies[0].html, bodies[1].html = even(bodies[0].html, bodies[1].html)
    before = set(Sight.objects.filter(note=note).values_list("lang", flat=True))
    tell(note=note, out=[b.lang for b in bodies], before=before, follow=[b.lang for b in every if b.held], at=at)
    Sight.objects.filter(note=note).delete()
    Item.objects.filter(note=note).delete()
    for body in bodies:
        _slug(note, body)
        _sights(note, edition, body, level)
        body.revisions.filter(version=body.version, state=Revision.KEPT).update(state=Revision.PUBLISHED)
    lead = next((b for b in bodies if b.lang == note.lead_lang), bodies[0])
    _items(note, lead, level)
    note.level = level
    note.edition = edition
    note.wanted_level = level
    note.published_at = note.published_at or at
    note.withdrawn_at = None
    if note.dated is None:
        note.dated, note.dated_precision = at.date(), "day"
    note.save(update_fields=["level", "edition", "wanted_level", "published_at", "withdrawn_at", "dated", "dated_precision"])
    return edition


def heard_by(edition: Edition) -> frozenset[Level]:
    """How near one may stand to its note for `edition` to say something: words, or a picture. One query."""
    saying = Sight.objects.filter(Q(words__gt=0) | Q(html__contains="<img"), edition=edition)
    return frozenset(Level(near) for floor, level in saying.values_list("floor", "level") for near in range(floor, level + 1))


def reread(*, note: Note) -> None:
    """Read the edition in force again, where what kind of note it is has changed; one whose text was written on since is read when that is published."""
    lead = note.bodies.filter(lang=note.lead_lang).first()
    if lead is None or not lead.revisions.filter(version=lead.version, state=Revision.PUBLISHED).exists():
        return
    Item.objects.filter(note=note).delete()
    _items(note, lead, Level(note.level))


def thaw(*, note: Note, at: datetime) -> None:
    """Withdraw `note`: nobody sees it, nothing of it stays frozen but the empty shell of its editions, and no link
    to a draft of it opens. Inside the caller's transaction."""
    end_all(note=note, at=at)
    Sight.objects.filter(note=note).delete()
    Item.objects.filter(note=note).update(level=Level.ME)
    hush(note=note)
    note.editions.filter(withdrawn_at=None).update(withdrawn_at=at, correction="", checked=[])
    note.level, note.edition, note.withdrawn_at = Level.ME, None, at
    note.save(update_fields=["level", "edition", "withdrawn_at"])


def _slug(note: Note, body: Body) -> None:
    """Give a body its lasting address word at its first publication, other than those of its author's other notes."""
    if body.slug:
        return
    week = f"{note.week_from.isocalendar().year}-w{note.week_from.isocalendar().week:02d}" if note.week_from else ""
    wanted = (slugify(body.title) or week or str(note.uid)[:8])[:90]
    taken = set(Body.objects.filter(note__author_id=note.author_id, lang=body.lang, slug__startswith=wanted).values_list("slug", flat=True))
    slug = wanted
    if slug in taken and week:
        slug = f"{wanted[:80]}-{week}" if week not in wanted else wanted
    count = 2
    while slug in taken:
        slug = f"{wanted[:80]}-{count}"
        count += 1
    body.slug = slug
    body.save(update_fields=["slug"])


def fingerprint_of(title: str, text: str) -> str:
    """What tells one frozen text from another: its title and its words as they are shown."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()


def _sights(note: Note, edition: Edition, body: Body, level: Level) -> None:
    at = levels(body.html, level)
    rows = []
    for place, top in enumerate(at):
        floor = at[place + 1] + 1 if place + 1 < len(at) else 0
        text = clean(cut(body.html, top, keep_marks=True))
        headings = [
            {"level": b.level, "text": b.text, "audience": b.audience} for b in outline_of(text).blocks if b.kind == "heading"
        ]
        rows.append(
            Sight(
                note=note,
                edition=edition,
                lang=body.lang,
                level=top,
                floor=floor,
                words=words(text),
                fingerprint=fingerprint_of(body.title, text),
                title=body.title,
                slug=body.slug,
                excerpt=excerpt(text),
                outline=headings,
                html=text,
            )
        )
    sights = Sight.objects.bulk_create(rows)
    place_sights(sights)
    freeze_bylines(body, sights)


def _items(note: Note, lead: Body, level: Level) -> None:
    kept = read_body(lead).kept
    Item.objects.bulk_create(
        Item(
            note=note,
            lang=lead.lang,
            place=place,
            section=item.section,
            kind=item.kind,
            level=level_at(lead.html, item.source_start, level),
            start=item.start,
            end=item.end,
            label=item.label[:200],
            label_key=key(item.label) if item.label else "",
            key=item.key,
            text=item.text,
            why=item.why[:300],
        )
        for place, item in enumerate(kept)
    )
