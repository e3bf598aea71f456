"""What I write, for programs: begun, saved as from the write page, published after what will be remembered was in sight, withdrawn."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.desk.api_door import Answer, Caller, Json, Refused, ask_level, moment
from weeknotes.desk.api_notes import NAMES
from weeknotes.desk.api_sent import Sent, most, next_place, place_after, wrong
from weeknotes.notes.evened import Evened, evened_of
from weeknotes.notes.levels import Level
from weeknotes.notes.margin import Margin, margin
from weeknotes.notes.meeting import meetings
from weeknotes.notes.models import Body, Note, Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.save import save, words_of
from weeknotes.notes.start import start
from weeknotes.notes.tags import LONGEST, MOST, names_in, put
from weeknotes.notes.two import BOTH, Two, two
from weeknotes.people.models import Person
from weeknotes.prose.markdown import from_html
from weeknotes.publishing.addresses import absolute
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.web.dates import iso

USUAL, LIMIT = 20, 50
LONGEST_LINE = 500


def list_drafts(request: HttpRequest, caller: Caller) -> Answer:
    """The texts of the notes that I write, published or not, the one saved last first; without their words."""
    found = Body.objects.filter(note__in=Note.objects.writable_by(caller.person.pk)).select_related("note").order_by("-saved_at", "-pk")
    after = place_after(request)
    if after is not None:
        found = found.filter(Q(saved_at__lt=after[0]) | Q(saved_at=after[0], pk__lt=after[1]))
    several = list(found.defer("html")[: (count := most(request, USUAL, LIMIT)) + 1])
    end = several[count - 1] if len(several) > count else None
    return Answer({"drafts": [_about(one) for one in several[:count]], "next": next_place(end.saved_at, end.pk) if end else None})


def one_draft(request: HttpRequest, caller: Caller, uid: UUID, lang: str) -> Answer:
    """The text of a note that I write as it was saved last, with what would be remembered of it and what the check notices."""
    return Answer(_whole(open_body(person=caller.person, uid=uid, lang=lang)))


def begin(request: HttpRequest, caller: Caller) -> Answer:
    """A note of mine, for me alone until it is published; sent twice with one `save_key` it is one."""
    me = caller.person
    sent = Sent(request, "title", "html", "markdown", "lang", "week", "last_week", "dated", "audience", "teams", "named", "tags", "save_key")
    key, title, html, tags = sent.uid("save_key"), sent.text("title", most=300), sent.html(""), _tags(sent)
    first, last, teams, lang = sent.week("week"), sent.week("last_week"), sent.teams("teams"), sent.lang("lang", me.writes)
    level, dated, named = sent.level("audience") or Level.ME, sent.day("dated"), _named(sent)
    if last is not None and (first is None or last < first):
        raise wrong("last_week", _("“%(name)s” stands before the first week, or without one."))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=me.pk)
        known = Revision.objects.filter(save_key=key, body__note__author=me).select_related("body__note").first()
        if known is None:
            kind = Note.WEEKNOTE if first else Note.REFLECTION
            note = start(author=me, monday=first, last_monday=last, kind=kind, lang=lang, teams=teams or (), named=named, level=level, dated=dated)
            save(body=note.bodies.get(), by=me, title=title, html=html, version=0, save_key=key)
            put(note=note, names=tags or ())
        else:
            note, lang = known.body.note, known.body.lang
    whole = _whole(open_body(person=me, uid=note.uid, lang=lang))
    return Answer(whole, 200 if known else 201, {"Location": reverse("api-draft", args=[note.uid, lang])})


def save_text(request: HttpRequest, caller: Caller, uid: UUID, lang: str) -> Answer:
    """Save title and text as the next version, if `version` is still the one in force; else 409 with both texts, and neither is lost."""
    body = open_body(person=caller.person, uid=uid, lang=lang)
    sent = Sent(request, "title", "html", "markdown", "version", "save_key")
    title = sent.text("title", most=300) if "title" in sent else body.title
    saved = save(body=body, by=caller.person, title=title, html=sent.html(body.html), version=sent.whole("version"), save_key=sent.uid("save_key"))
    if saved.state == Revision.ASIDE:
        yours = words_of(Revision.objects.get(pk=saved.revision))
        raise Refused(
            409,
            "conflict",
            _("This note was changed elsewhere since the version that was sent. Both texts are kept."),
            _("Choose between them on the write page, or put them together and save that with the version that is in force now."),
            more={
                "version": saved.version,
                "yours": {"title": yours.title, "html": yours.html},
                "theirs": {"title": body.title, "html": body.html},
                "write_url": absolute(reverse("write-note", args=[uid, lang])),
            },
        )
    return Answer({"state": "kept", **_whole(body)})


def publish_text(request: HttpRequest, caller: Caller, uid: UUID, lang: str) -> Answer:
    """Publish a note for an audience, once what will be remembered of this version was in sight: `seen` says so, as on the write page."""
    body = open_body(person=caller.person, uid=uid, lang=lang)
    sent = Sent(request, "audience", "version", "seen", "seen_two", "languages", "correction")
    level = sent.level("audience")
    if level is None:
        raise wrong("audience", _("“%(name)s” has to be there: a note is never shown to anybody who was not chosen."))
    ask_level(caller, level)
    if sent.whole("version") != body.version:
        raise Refused(
            409, "changed", _("This note was changed since the version that you saw."), _("Read it again, then publish that."), more={"version": body.version}
        )
    read, now = margin(body), two(body)
    hold = _held_back(sent, now, body)
    unseen = sent.text("seen") != read.digest
    unseen_two = now is not None and hold == () and not now.empty and sent.text("seen_two") != now.digest
    if unseen or unseen_two:
        do = _("Show them to the person, then send “seen” (and “seen_two”, where there is one) as it stands here.")
        raise Refused(409, "look_first", _("Before a note is published, its writer looks at what will be remembered of it."), do, more=_seen(read, now))
    edition = publish(note=body.note, by=caller.person, level=level, correction=sent.text("correction", most=LONGEST_LINE), hold=hold)
    note = Note.objects.get(pk=body.note_id)
    said = {"uid": str(uid), "edition": edition.number, "audience": NAMES[Level(note.level)], "url": absolute(reverse("note", args=[uid]))}
    return Answer({**said, "kept_to_fewer": _fewer(evened_of(note))})


def withdraw_note(request: HttpRequest, caller: Caller, uid: UUID) -> Answer:
    """Take a published note back, at once and everywhere; the text stays with those who write it."""
    Sent(request)
    note = Note.objects.writable_by(caller.person.pk).filter(uid=uid).first()
    lang = note.lead_lang if note is not None else "en"
    body = open_body(person=caller.person, uid=uid, lang=lang)
    withdraw(note=body.note, by=caller.person)
    return Answer({"uid": str(uid), "state": "withdrawn"})


def _held_back(sent: Sent, now: Two | None, body: Body) -> tuple[str, ...] | None:
    """The languages that stay back, as chosen; () for none; None where nothing was chosen and one waits already, which leaves it so."""
    when = sent.choice("languages", (BOTH, "en", "cy"))
    if now is None or when == BOTH:
        return ()
    if when:
        return tuple(lang for lang in now.langs if lang != when)
    return () if not any(one.held for one in now.bodies) else None


def _tags(sent: Sent) -> tuple[str, ...] | None:
    if "tags" not in sent:
        return None
    names = names_in("\n".join(sent.texts("tags")))
    if len(names) > MOST or any(len(one) > LONGEST for one in names):
        raise wrong("tags", _("“%(name)s” are too many, or one is too long: a note has up to 20, of up to 60 characters."))
    return names


def _named(sent: Sent) -> list[Person]:
    slugs = sent.texts("named")
    found = list(Person.objects.writing().filter(slug__in=slugs))
    if len(found) != len(set(slugs)):
        raise wrong("named", _("“%(name)s” has somebody who is not here. It takes what people are called in addresses, such as nerys."))
    return found


def _about(body: Body) -> dict[str, object]:
    """What a list says of a text."""
    note = body.note
    return {
        "uid": str(note.uid),
        "lang": body.lang,
        "title": body.title,
        "version": body.version,
        "saved_at": moment(body.saved_at),
        "kind": note.kind,
        "week": iso(note.week_from) if note.week_from else None,
        "published": note.is_published,
        "audience": NAMES[Level(note.level)] if note.is_published else None,
        "wanted_audience": NAMES[Level(note.wanted_level)],
        "write_url": absolute(reverse("write-note", args=[note.uid, body.lang])),
    }


def _whole(body: Body) -> Mapping[str, object]:
    """A text with its words, what would be remembered of it, and what was noticed."""
    return {**_about(body), "html": body.html, "markdown": from_html(body.html), "waiting": len(meetings(body)), **_seen(margin(body), two(body))}


def _fewer(parts: Iterable[Evened]) -> list[Json]:
    """Parts that one language keeps to fewer people because the other does."""
    return [{"lang": one.lang, "heading": one.words, "audience": NAMES[one.level], "sentence": one.sentence} for one in parts]


def _seen(read: Margin, now: Two | None) -> Json:
    """What is to be in sight before a note is published, and the words by which it is said that it was."""
    return {
        "remembered": [
            {"kind": one.kind, "says": one.head, "label": one.label, "quote": one.quote, "because": one.why}
            for one in read.entries
            if not one.find and one.kind
        ],
        "noticed": [
            {"rule": one.rule, "what": one.head, "quote": one.quote, "why": one.why, "what_to_do": one.do, "considered": one.because, "stops": one.stops}
            for one in read.entries
            if one.find
        ],
        "seen": read.digest,
        "kept_to_fewer": _fewer(now.evened if now is not None else ()),
        "differences": [line.words for line in now.lines] if now is not None else [],
        "seen_two": now.digest if now is not None and not now.empty else None,
    }
