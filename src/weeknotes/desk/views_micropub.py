"""Where an editor on a phone or computer writes (W3C Micropub): entries, what it may know before it writes, and pictures."""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from weeknotes.desk.across import from_other_sites
from weeknotes.desk.api_door import Caller, Refused, ask_often, ask_scope, let_in, not_now, nothing_here
from weeknotes.desk.by_secret import closed
from weeknotes.desk.micropub_change import change, not_changed, only, source, source_of_jotting
from weeknotes.desk.micropub_do import create, found, give_back, give_picture, take_away
from weeknotes.desk.micropub_read import Asked, entry, from_form, from_json, invalid
from weeknotes.notes.models import Body, Jotting, Note
from weeknotes.notes.open import NoteDeleted
from weeknotes.notes.tags import by_name, seen_by
from weeknotes.people.site import organisation
from weeknotes.publishing.addresses import absolute
from weeknotes.publishing.refusal import NotPublished
from weeknotes.web.spoken import speaking, spoken
from weeknotes.web.views import trouble

Do = Callable[[HttpRequest, Caller], HttpResponseBase]
FILES = ("photo", "photo[]", "file")
LISTED = 20


def _door(methods: dict[str, Do]) -> Callable[..., HttpResponseBase]:
    """A view for editors, which refuses in the words of Micropub and in ours."""

    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponseBase:
        lang = spoken()
        try:
            caller = let_in(request, request.POST.get("access_token", ""))
        except Refused as why:
            return closed(_said(why), lang)
        here = organisation()
        with speaking(caller.person.lang), timezone.override(here.timezone if here else None):
            try:
                ask_often(request, caller)
                do = methods.get("GET" if request.method == "HEAD" else str(request.method))
                answer = (
                    do(request, caller)
                    if do
                    else _said(
                        Refused(
                            405, "invalid_request", _("This address does not take %(method)s.") % {"method": request.method}, "", headers={"Allow": ", ".join(methods)}
                        )
                    )
                )
            except Refused as why:
                answer = _said(why)
            except NoteDeleted:
                answer = _said(Refused(410, "invalid_request", _("This note is among the deleted."), _("Bring it back on the site first.")))
            except Http404:
                answer = _said(nothing_here())
            except NotPublished as why:
                answer = _said(Refused(400, "invalid_request", why.sentence, ""))
            except (OSError, OperationalError, InterfaceError) as error:
                if trouble(request, error) is None:
                    raise
                answer = _said(not_now())
            return closed(answer, caller.person.lang)

    view.ill_form = _ill_form  # type: ignore[attr-defined]
    return from_other_sites(*methods)(view)


def _ill_form(_request: HttpRequest, why: Exception) -> HttpResponseBase:
    """What an editor is told of a form that is too long or has too many parts, or cannot be read."""
    refused = too_long() if isinstance(why, SuspiciousOperation) else invalid(_("What came cannot be read as a form."))
    return closed(_said(refused), spoken())


def too_long() -> Refused:
    """More came than Django takes."""
    return Refused(413, "invalid_request", _("What came is longer than can be kept in one piece."), _("Make two notes of it."))


def _said(why: Refused) -> JsonResponse:
    error = "invalid_request" if why.error in {"not_found", "conflict", "too_far"} and why.status != 403 else "forbidden" if why.error == "too_far" else why.error
    value = {"error": error, "error_description": " ".join(part for part in (why.sentence, why.do) if part), "sentence": why.sentence, "what_to_do": why.do, **why.more}
    return JsonResponse(value, status=why.status, headers=why.headers, json_dumps_params={"ensure_ascii": False})


def _write(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """An entry made, changed, taken away or brought back."""
    asked = _asked(request)
    if asked.action == "create":
        files = [file for name in FILES for file in request.FILES.getlist(name)]
        made = create(caller, entry(asked.props), files)
        return _there(made.location, made.sentence, 202 if made.sentence else 201)
    ask_scope(caller, asked.action, *(["delete"] if asked.action == "undelete" else []))
    at = found(caller, asked.url, deleted=asked.action == "undelete")
    if asked.action == "delete":
        take_away(caller, at)
        return HttpResponse(status=204)
    if asked.action == "undelete":
        return _there(give_back(caller, at), "", 201)
    if isinstance(at, Jotting):
        raise not_changed()
    changed = change(caller, at, asked)
    return _there(changed.location, changed.sentence, 202 if not changed.done else 201 if changed.location != asked.url else 200)


def _there(location: str, sentence: str, status: int) -> HttpResponseBase:
    value = {"url": location, **({"sentence": sentence} if sentence else {})}
    return JsonResponse(value, status=status, headers={"Location": location}, json_dumps_params={"ensure_ascii": False})


def _asked(request: HttpRequest) -> Asked:
    if request.content_type != "application/json":
        return from_form(dict(request.POST.lists()))
    try:
        value: Any = json.loads(request.body)
    except SuspiciousOperation:
        raise too_long() from None
    except (ValueError, RecursionError):
        raise invalid(_("What came cannot be read as JSON.")) from None
    return from_json(value)


def _know(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """What an editor may know before it writes."""
    asked = request.GET.get("q", "")
    if asked == "config":
        return _json(_config())
    if asked == "syndicate-to":
        return _json({"syndicate-to": []})
    if asked == "category":
        ask_scope(caller, "create", "draft", "update")
        return _json({"categories": [one.name_in(caller.person.lang) for one in by_name(seen_by(caller.viewer), caller.person.lang)]})
    if asked != "source":
        raise invalid(_("“%(name)s” is none of those that there are.") % {"name": "q"})
    ask_scope(caller, "update")
    wanted = [*request.GET.getlist("properties"), *request.GET.getlist("properties[]")]
    if not request.GET.get("url"):
        mine = Body.objects.filter(note__in=Note.objects.writable_by(caller.person.pk)).select_related("note").order_by("-saved_at", "-pk")[:LISTED]
        return _json({"items": [{"type": ["h-entry"], "properties": only(source(one), [*wanted, "url"] if wanted else [])} for one in mine]})
    at = found(caller, request.GET["url"])
    return _json({"type": ["h-entry"], "properties": only(source_of_jotting(at) if isinstance(at, Jotting) else source(at), wanted)})


def _config() -> dict[str, object]:
    return {
        "media-endpoint": absolute(reverse("micropub-media")),
        "syndicate-to": [],
        "q": ["config", "source", "syndicate-to", "category"],
        "post-types": [
            {"type": "note", "name": _("Jotting"), "properties": ["content", "category", "photo"]},
            {"type": "article", "name": _("Note"), "properties": ["name", "content", "category", "published", "photo", "post-status", "visibility", "mp-slug"]},
            {"type": "bookmark", "name": _("Jotting with a link"), "properties": ["bookmark-of", "content", "category"]},
        ],
        "visibility": ["public", "private"],
        "post-status": ["published", "draft"],
    }


def _json(value: dict[str, Any]) -> HttpResponseBase:
    return JsonResponse(value, json_dumps_params={"ensure_ascii": False})


def _take_picture(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """A picture, kept for whoever gave it until it stands in a note."""
    ask_scope(caller, "media", "create", "draft")
    file = request.FILES.get("file")
    if file is None:
        raise invalid(_("No picture was chosen. Choose one, then put it in."))
    return _there(give_picture(caller, file, file.name or ""), "", 201)


micropub = _door({"GET": _know, "POST": _write})
micropub_media = _door({"POST": _take_picture})
