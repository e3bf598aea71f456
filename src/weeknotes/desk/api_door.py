"""The door of the interface for programs: whose token this is, what it may do, how often it may ask; and how every answer looks, refusals too.

A token comes in `Authorization: Bearer` and nowhere else (RFC 6750, 2.1). No cookie is looked at, so that no page elsewhere can ask in somebody's name
without a token of theirs (`across`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from weeknotes.desk import often
from weeknotes.desk.across import from_other_sites
from weeknotes.desk.by_secret import HOUR, closed
from weeknotes.notes.levels import Level
from weeknotes.notes.open import NoteDeleted
from weeknotes.notes.viewer import Viewer
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.feed_tokens import asked_for, opens
from weeknotes.people.models import Person, Token
from weeknotes.people.programs import program_behind
from weeknotes.people.site import organisation
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.views_feeds import asked_again
from weeknotes.web.spoken import speaking, spoken
from weeknotes.web.views import trouble

MOST_AN_HOUR = 1_200  # of one program
MOST_WRONG = 60  # tokens that are none, from one place in an hour

Json = Mapping[str, object]


class Refused(Exception):
    """What a program asked is not done: the status, a word for the program, what happened and what to do for whoever reads it, and what else it is told."""

    def __init__(self, status: int, error: str, sentence: str, do: str, *, more: Json | None = None, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status, self.error, self.sentence, self.do = status, error, sentence, do
        self.more, self.headers = dict(more or {}), dict(headers or {})


@dataclass(frozen=True, slots=True)
class Caller:
    """In whose stead a program asks, by which token, and as whom the gate knows them."""

    person: Person
    token: Token
    viewer: Viewer

    @property
    def scopes(self) -> frozenset[str]:
        """What the program may do."""
        return frozenset(self.token.scopes.split())

    @property
    def level(self) -> Level:
        """How far what it publishes may reach."""
        return Level(self.token.program.level)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: an object, its status, and headers beside those of every answer."""

    value: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Do = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Way:
    """What a method of an address does, and the scope that it takes ("" for any token)."""

    scope: str
    do: Do


def endpoint(**methods: Way) -> Callable[..., HttpResponseBase]:
    """A view that answers programs in JSON, in the language of whoever they ask for: each method by its way, all else with a refusal."""

    @csrf_exempt
    def view(request: HttpRequest, **places: object) -> HttpResponseBase:
        lang = spoken()
        try:
            caller = let_in(request)
        except Refused as why:
            return closed(said(why), lang)
        here = organisation()
        with speaking(caller.person.lang), timezone.override(here.timezone if here else None):
            return closed(_answered(request, caller, methods, places), caller.person.lang)

    view.methods = methods  # type: ignore[attr-defined]
    view.ill_form = _ill_form  # type: ignore[attr-defined]
    return from_other_sites(*methods)(view)


def _ill_form(_request: HttpRequest, why: Exception) -> HttpResponseBase:
    """What a program is told that sent a form, which no address here takes, and one that is too long or none besides."""
    if isinstance(why, SuspiciousOperation):
        refused = Refused(413, "too_large", _("What came is longer than can be kept in one piece."), _("Make two notes of it."))
    else:
        refused = Refused(415, "unsupported", _("What came is not marked as JSON."), _("Send a JSON object, with the header Content-Type: application/json."))
    return closed(said(refused), spoken())


def _answered(request: HttpRequest, caller: Caller, methods: Mapping[str, Way], places: Mapping[str, object]) -> HttpResponseBase:
    try:
        way = methods.get("GET" if request.method == "HEAD" else str(request.method))
        if way is None:
            return said(_no_way(request, methods))
        ask_scope(caller, way.scope)
        ask_often(request, caller)
        answer = way.do(request, caller, **places)
    except Refused as why:
        return said(why)
    except NoteDeleted:
        return said(Refused(410, "deleted", _("This note is among the deleted."), _("Bring it back on the site first.")))
    except (Http404, PermissionDenied):
        return said(nothing_here())
    except NotPublished as why:
        return said(Refused(422, "not_published", why.sentence, _("Put that right, and publish it again. Nothing has changed.")))
    except (OSError, OperationalError, InterfaceError) as error:
        if trouble(request, error) is None:
            raise
        return said(not_now())
    response = JsonResponse(dict(answer.value), status=answer.status, headers=dict(answer.headers), json_dumps_params={"ensure_ascii": False})
    patch_vary_headers(response, ["Authorization"])
    return asked_again(request, response) if request.method in {"GET", "HEAD"} and answer.status == 200 else response


def _no_way(request: HttpRequest, methods: Mapping[str, Way]) -> Refused:
    allowed = ", ".join(sorted(methods))
    sentence = _("This address does not take %(method)s.") % {"method": request.method}
    return Refused(405, "method_not_allowed", sentence, _("Use one of these: %(methods)s.") % {"methods": allowed}, headers={"Allow": allowed})


def let_in(request: HttpRequest, given: str = "") -> Caller:
    """Who asks, by the token of the request, or by one that was `given` in another way. Refused where that opens nothing, or is asked with too often."""
    words = request.headers.get("Authorization", "").split()
    if "access_token" in request.GET:
        raise Refused(
            400,
            "invalid_request",
            _("A token stood in the address of this request, where others can come to see it."),
            _("Send it in the header Authorization, and end this one under “Programs that may use your account”."),
        )
    if given and words:
        raise Refused(400, "invalid_request", _("A token came in two ways at once."), _("Send it in the header Authorization, and nowhere else."))  # RFC 6750, 2 and 3.1
    secret = given or (words[1] if len(words) == 2 and words[0].lower() == "bearer" else "")
    if not secret:
        raise Refused(
            401,
            "unauthorized",
            _("This request came without a token."),
            _("Send one in the header Authorization, as “Bearer” and the token. One is made under “Programs that may use your account”."),
            headers={"WWW-Authenticate": "Bearer"},
        )
    token = program_behind(secret)
    if token is None or not opens(token):
        _count_wrong(request)
        ended = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise Refused(
            401,
            "invalid_token",
            _("This token opens nothing: it has ended, or was never one."),
            _("Allow the program once more under “Programs that may use your account”."),
            headers=ended,
        )
    key = f"program-{token.pk}-{timezone.now():%Y%m%d%H}"
    if int(cache.count(key, HOUR)) > MOST_AN_HOUR:  # type: ignore[attr-defined]
        with speaking(token.person.lang):
            raise Refused(
                429,
                "too_often",
                _("This program asked more than %(most)d times within an hour.") % {"most": MOST_AN_HOUR},
                _("Ask again within the hour, and less often."),
                headers={"Retry-After": str(HOUR)},
            )
    asked_for(token)
    return Caller(token.person, token, viewer_of(token.person))


def _count_wrong(request: HttpRequest) -> None:
    """Refused where so many wrong tokens came from one place that somebody is trying them out."""
    key = f"wrong-token-{request.META.get('REMOTE_ADDR', '')}-{timezone.now():%Y%m%d%H}"
    if int(cache.count(key, HOUR)) > MOST_WRONG:  # type: ignore[attr-defined]
        raise Refused(
            429, "too_often", _("Too many tokens that open nothing came from there."), _("Ask again within the hour."), headers={"Retry-After": str(HOUR)}
        )


def ask_scope(caller: Caller, *scopes: str) -> None:
    """Refused where the program was allowed none of these; "" is anything."""
    if "" in scopes or caller.scopes & set(scopes):
        return
    header = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{" ".join(scopes)}"'}
    sentence = _("This program was not allowed to do that: it takes “%(scope)s”.") % {"scope": scopes[0]}
    raise Refused(403, "insufficient_scope", sentence, _("Allow it under “Programs that may use your account”."), more={"scope": scopes[0]}, headers=header)


def ask_often(request: HttpRequest, caller: Caller) -> None:
    """Refused where the programs of this person together ask for this far more often than anybody writes. Each call counts."""
    kind = often.kind_of(request)
    seconds = often.wait(kind, caller.person.pk) if kind else 0
    if seconds:
        raise Refused(429, "too_often", often.sentence(seconds), _("Send it again then: nothing was changed."), headers={"Retry-After": str(seconds)})


def ask_level(caller: Caller, level: Level) -> None:
    """Refused where that is further than the person said that this program may publish."""
    if level > caller.level:
        raise Refused(
            403,
            "too_far",
            _("This program may not show anything to so many people."),
            _("Publish it on the site, or allow the program to go further under “Programs that may use your account”."),
        )


def nothing_here() -> Refused:
    """There is nothing, or nothing that the person may see: nobody is told which."""
    return Refused(404, "not_found", _("There is nothing here that you may see."), _("Look whether the address is right."))


def not_now() -> Refused:
    """The disk is full, or the database does not answer: it may be sent again."""
    return Refused(503, "unavailable", _("This could not be done just now. What had been saved is safe."), _("Send it again in a while."), headers={"Retry-After": "60"})


def said(why: Refused) -> JsonResponse:
    """A refusal as it is answered."""
    value = {"error": why.error, "sentence": why.sentence, "what_to_do": why.do, **why.more}
    return JsonResponse(value, status=why.status, headers=why.headers, json_dumps_params={"ensure_ascii": False})


def moment(at: datetime | None) -> str | None:
    """A moment as it stands in an answer (RFC 3339), in universal time."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
