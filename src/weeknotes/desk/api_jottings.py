"""My jottings, for programs: those there are, one more, and what becomes of one. Nobody else ever sees them."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from weeknotes.desk.api_door import Answer, Caller, moment, nothing_here
from weeknotes.desk.api_sent import Sent, most, next_place, place_after, wrong
from weeknotes.notes.jot import LONGEST, jot, put_by, take_back, throw
from weeknotes.notes.models import Jotting

USUAL, LIMIT = 50, 200
OPEN = "open"
FATES = {OPEN: take_back, Jotting.THROWN: throw, Jotting.KEPT: put_by}


def list_jottings(request: HttpRequest, caller: Caller) -> Answer:
    """Mine, the newest first; with `fate` only those that are open, thrown away, put by (kept), or used in a note."""
    found = Jotting.objects.filter(person=caller.person).select_related("photo", "note").order_by("-at", "-pk")
    fate = request.GET.get("fate", "")
    if fate not in {"", OPEN, Jotting.THROWN, Jotting.KEPT, Jotting.USED}:
        raise wrong("fate", _("“%(name)s” has to be one of: open, kept, thrown, used."))
    if fate:
        found = found.filter(open=True) if fate == OPEN else found.filter(open=False, fate=fate)
    after = place_after(request)
    if after is not None:
        found = found.filter(Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1]))
    several = list(found[: (count := most(request, USUAL, LIMIT)) + 1])
    end = several[count - 1] if len(several) > count else None
    return Answer({"jottings": [_one(one) for one in several[:count]], "next": next_place(end.at, end.pk) if end else None})


def add_jotting(request: HttpRequest, caller: Caller) -> Answer:
    """Keep a line; sent twice with one `save_key` it is one."""
    sent = Sent(request, "text", "link", "at", "save_key")
    key = sent.uid("save_key")
    known = Jotting.objects.filter(uid=key, person=caller.person).exists()
    try:
        kept = jot(person=caller.person, text=sent.text("text"), link=sent.text("link"), source="api", uid=key, at=sent.moment("at"))
    except ValueError as why:
        raise {
            "empty": wrong("text", _("There is nothing to keep: “%(name)s” is empty.")),
            "long": wrong(
                "text",
                _("“%(name)s” is longer than a line that can be caught ({most} characters). Put it into a note instead.").replace("{most}", str(LONGEST)),
            ),
            "link": wrong("link", _("“%(name)s” is not a web address. One looks like https://example.org/page.")),
        }[str(why)] from None
    return Answer(_one(kept), 200 if known else 201)


def decide(request: HttpRequest, caller: Caller, uid: UUID) -> Answer:
    """Throw a jotting away, put it by for good, or open it again."""
    found = Jotting.objects.filter(uid=uid, person=caller.person).first()
    if found is None:
        raise nothing_here()
    fate = Sent(request, "fate").text("fate")
    if fate not in FATES:
        raise wrong("fate", _("“%(name)s” has to be one of: open, kept, thrown."))
    FATES[fate](jotting=found)
    return Answer(_one(found))


def _one(one: Jotting) -> dict[str, object]:
    return {
        "uid": str(one.uid),
        "at": moment(one.at),
        "text": one.text,
        "link": one.link or None,
        "kind": one.kind or None,
        "fate": OPEN if one.open else one.fate,
        "photo": one.snap is not None,
        "note": str(one.note.uid) if one.note is not None else None,
    }
