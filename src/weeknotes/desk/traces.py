"""What was done with my account, my notes and this place, as sentences."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.people.models import Person, Team, Trace, TraceConcern
from weeknotes.transfer.models_law import LawRequest

A_PAGE = 100
PEOPLE = ("whom", "second")  # in the detail of a trace: the uid of somebody whom its sentence names


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the page: when, the sentence, where what it is about stands ("" for nowhere that `me` may go), and in which browser it was done."""

    at: datetime
    words: str
    link: str = ""
    name: str = ""
    browser: str = ""


def level_words(level: object) -> str:
    """Whom an audience has in it, after "for"."""
    named = {
        Level.ME: _("yourself alone"),
        Level.NAMED: _("those named on it"),
        Level.TEAM: _("its teams"),
        Level.ORGANISATION: _("the organisation"),
        Level.PUBLIC: _("everyone"),
    }
    return named[Level(level)] if level in set(Level) else ""  # type: ignore[arg-type]


def traces(me: Person, *, before: int | None = None) -> tuple[list[Said], int | None]:
    """What concerns `me`, the newest first, a page of it that begins before the trace `before`; and where the next page begins, None where there is none."""
    mine = TraceConcern.objects.filter(person=me).values("trace")
    rows = Trace.objects.filter(Q(everybody=True) | Q(pk__in=mine)).select_related("actor").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: A_PAGE + 1])
    shown = found[:A_PAGE]
    links = _links(me, [one.subject for one in shown if one.subject])
    names = _names(shown)
    return [_said(one, me, links, names) for one in shown], shown[-1].pk if len(found) > A_PAGE else None


def _links(me: Person, subjects: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """For notes that `me` writes, teams and searches that concern them: where they stand and what they are called now. A note's title stands in no trace."""
    found: dict[UUID, tuple[str, str]] = {}
    mine = Note.objects.kept().filter(uid__in=subjects).writable_by(me.pk)
    for uid, lang, title in Body.objects.filter(note__in=mine).order_by("-pk").values_list("note__uid", "lang", "title"):
        found[uid] = (reverse("write-note", args=[uid, lang]), title or _("A note without a title"))
    law = LawRequest.objects.filter(Q(officer=me) | Q(second=me) | Q(concerned__person=me), uid__in=subjects).distinct()
    found.update({one.uid: (reverse("law-request", args=[one.uid]), one.reference) for one in law})
    for team in Team.objects.filter(uid__in=subjects):
        found[team.uid] = (reverse("team-settings", args=[team.slug]), team.name)
    return found


def _names(rows: list[Trace]) -> dict[str, str]:
    """What those are called now whom the sentences of `rows` are about, by their uid: a trace has nobody's name, which may be another since."""
    uids = set()
    for one in rows:
        for key in PEOPLE:
            with suppress(ValueError):  # a name that a process of an earlier version kept is nobody's uid
                uids.add(UUID(str(one.detail.get(key, ""))))
    return {str(one.uid): one.name for one in Person.objects.filter(uid__in=uids).only("uid", "name")} if uids else {}


def _said(one: Trace, me: Person, links: Mapping[UUID, tuple[str, str]], names: Mapping[str, str]) -> Said:
    by_me = one.actor_id == me.pk
    who = one.actor.name if one.actor is not None else _("This site by itself")
    detail = {**one.detail, **{key: names.get(str(one.detail[key]), "…") for key in PEOPLE if key in one.detail}}
    words = SENTENCES[one.kind](by_me, who, detail, str(me.uid) == str(one.subject))
    link, name = links.get(one.subject, ("", "")) if one.subject else ("", "")
    return Said(one.at, words, link, name, str(one.detail.get("browser") or ""))


Detail = Mapping[str, object]
Sentence = Callable[[bool, str, Detail, bool], str]


def _signed_in(_mine: bool, _who: str, detail: Detail, _me: bool) -> str:
    ways = {
        "code": _("You signed in with a code."),
        "passkey": _("You signed in with a passkey."),
        "organisation": _("You signed in with the organisation’s sign-in."),
        "link": _("You signed in with a link."),
        "sample": _("You went into the sample."),
    }
    return ways.get(str(detail.get("how")), _("You signed in."))


def _ended(_mine: bool, _who: str, detail: Detail, _me: bool) -> str:
    count = int(str(detail.get("count") or 1))
    return ngettext("You signed out in %(count)d other browser.", "You signed out in %(count)d other browsers.", count) % {"count": count}


def _plain(mine: str, other: str) -> Sentence:
    """A sentence in two persons; its variables are `who`, what the trace has, and an audience as `level` and `was`."""

    def sentence(by_me: bool, who: str, detail: Detail, _me: bool) -> str:
        given = {**detail, "who": who, "level": level_words(detail.get("level")), "was": level_words(detail.get("was"))}
        return _(mine if by_me else other) % given

    return sentence


def _about_person(mine: str, other: str, myself: str) -> Sentence:
    """As `_plain`, and in a third way for the one whom it was done to."""

    def sentence(by_me: bool, who: str, detail: Detail, to_me: bool) -> str:
        return _(mine if by_me else myself if to_me else other) % {**detail, "who": who}

    return sentence


def N_(message: str) -> str:  # noqa: N802 - the name that the gathering of words goes by
    """Mark words that are translated where they are shown."""
    return message


SENTENCES: dict[str, Sentence] = {
    "signed-in": _signed_in,
    "signed-out-elsewhere": _ended,
    "signed-out-by-host": _about_person(
        N_("You signed %(whom)s out everywhere."), N_("%(who)s signed %(whom)s out everywhere."), N_("%(who)s signed you out everywhere.")
    ),
    "passkey-added": lambda _mine, _who, _detail, _me: _("You added a passkey."),
    "passkey-removed": lambda _mine, _who, _detail, _me: _("You removed a passkey."),
    "address-changed": lambda _mine, _who, _detail, _me: _("You changed your mail address."),
    "person-added": _about_person(N_("You added %(whom)s."), N_("%(who)s added %(whom)s."), N_("%(who)s added you here.")),
    "person-left": _about_person(N_("You marked %(whom)s as having left."), N_("%(who)s marked %(whom)s as having left."), N_("%(who)s marked you as having left.")),
    "link-made": _about_person(
        N_("You made a link that signs in %(whom)s, once."), N_("%(who)s made a link that signs in %(whom)s, once."), N_("%(who)s made a link that signs you in, once.")
    ),
    "team-joined": _plain(N_("You added %(whom)s to a team: they can read what is for it."), N_("%(who)s added %(whom)s to a team: they can read what is for it.")),
    "team-left": _plain(N_("You took %(whom)s out of a team."), N_("%(who)s took %(whom)s out of a team.")),
    "group-joined": _plain(*[N_("A group of the organisation brought %(whom)s into a team: they can read what is for it.")] * 2),
    "group-left": _plain(*[N_("%(whom)s is in a team no more, as the group that brought them has gone.")] * 2),
    "team-changed": _plain(N_("You changed what a team is called or how its week runs."), N_("%(who)s changed what a team is called or how its week runs.")),
    "team-closed": _plain(N_("You closed a team: nobody writes for it any more."), N_("%(who)s closed a team: nobody writes for it any more.")),
    "team-opened": _plain(N_("You opened a team again that was closed."), N_("%(who)s opened a team again that was closed.")),
    "site-changed": _plain(N_("You changed the settings of this place."), N_("%(who)s changed the settings of this place.")),
    "published": _plain(N_("You published a note for %(level)s."), N_("%(who)s published a note for %(level)s.")),
    "audience": _plain(N_("You changed whom a note is for: %(level)s, before: %(was)s."), N_("%(who)s changed whom a note is for: %(level)s, before: %(was)s.")),
    "withdrawn": _plain(N_("You withdrew a note that was for %(was)s."), N_("%(who)s withdrew a note that was for %(was)s.")),
    "approval-asked": _plain(N_("You asked for a note to be approved."), N_("%(who)s asked for a note to be approved.")),
    "approved": _plain(N_("You approved a note."), N_("%(who)s approved a note.")),
    "not-approved": _plain(N_("You did not approve a note, and said why."), N_("%(who)s did not approve a note, and said why.")),
    "program-allowed": _plain(*[N_("You allowed a program to use your account: %(program)s.")] * 2),
    "program-ended": _plain(*[N_("A program may no longer use your account: %(program)s.")] * 2),
    "mail-in-made": _plain(*[N_("You made an address to which you can mail what you write.")] * 2),
    "mail-in-ended": _plain(*[N_("You ended an address to which you could mail what you write.")] * 2),
    "held": _plain(
        N_("You put notes on hold: until the hold ends, nobody deletes them for good."),
        N_("%(who)s put notes of yours on hold: until the hold ends, nobody deletes them for good.")
    ),
    "hold-ended": _plain(N_("You ended a hold of notes."), N_("%(who)s ended a hold of notes of yours.")),
    "listed": _plain(
        N_("You made a disposal list."), N_("%(who)s made a disposal list with notes of yours on it. How long your notes are kept says which.")
    ),
    "disposed": _plain(
        N_("You had a note of yours deleted for good, from a disposal list."), N_("%(who)s had a note of yours deleted for good, from a disposal list.")
    ),
    "law-officer": _about_person(
        N_("You made %(whom)s information officer: they may ask for searches under the law."),
        N_("%(who)s made %(whom)s information officer: they may ask for searches under the law."),
        N_("%(who)s made you information officer: you may ask for searches under the law."),
    ),
    "law-officer-ended": _about_person(
        N_("You ended that %(whom)s is information officer."), N_("%(who)s ended that %(whom)s is information officer."), N_("%(who)s ended that you are information officer.")
    ),
    "law-asked": _plain(N_("You asked for a search under the law, reference %(reference)s."), N_("%(who)s asked for a search under the law, reference %(reference)s.")),
    "law-agreed": _plain(N_("You agreed to a search under the law, reference %(reference)s."), N_("%(who)s agreed to a search under the law, reference %(reference)s.")),
    "law-declined": _plain(
        N_("You did not agree to a search under the law, reference %(reference)s."), N_("%(who)s did not agree to a search under the law, reference %(reference)s.")
    ),
    "law-carried": _plain(
        N_("You took the request %(reference)s over from %(whom)s."), N_("%(who)s took the request %(reference)s over from %(whom)s.")
    ),
    "law-found": _plain(
        N_("You searched under the law with %(second)s, reference %(reference)s. It found something of yours."),
        N_("%(who)s searched under the law with %(second)s, reference %(reference)s. It found something of yours."),
    ),
    "law-opened": _plain(
        N_("You and %(second)s opened what was found and not handed over, reference %(reference)s."),
        N_("%(who)s and %(second)s opened what was found and not handed over, reference %(reference)s."),
    ),
    "law-taken": _plain(
        N_("You took away what goes out under the law, reference %(reference)s: %(count)s things."),
        N_("%(who)s took away what goes out under the law, reference %(reference)s: %(count)s things."),
    ),
    "law-closed": _plain(
        N_("You closed the request %(reference)s. Things that went out: %(count)s."), N_("%(who)s closed the request %(reference)s. Things that went out: %(count)s.")
    ),
    "exported": _plain(N_("You took your notes away as files."), N_("%(who)s took notes away as files.")),
}
