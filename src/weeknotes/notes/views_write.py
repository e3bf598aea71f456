"""The write page: write, save, say who and when."""

import json
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weeknotes.notes.age import draft_age
from weeknotes.notes.comments import heard
from weeknotes.notes.describe import describe
from weeknotes.notes.forms import LEVELS, AboutForm, initial
from weeknotes.notes.glossary import offered
from weeknotes.notes.known import known
from weeknotes.notes.listed import listed
from weeknotes.notes.margin import KIND_WORDS, margin
from weeknotes.notes.meeting import meetings
from weeknotes.notes.models import Body, Note, Revision
from weeknotes.notes.open import open_body
from weeknotes.notes.openings import last_headings
from weeknotes.notes.picture import KINDS, MOST_BYTES
from weeknotes.notes.placing import given_in
from weeknotes.notes.planned import planned
from weeknotes.notes.save import Saved, save
from weeknotes.notes.script import script_words
from weeknotes.notes.series import shown_place
from weeknotes.notes.sound import FILM, SOUND
from weeknotes.notes.tags_offered import tags_offered
from weeknotes.notes.two import two
from weeknotes.notes.weeks import week_choices, week_words
from weeknotes.people.comfort import comfort_form
from weeknotes.people.models import Person
from weeknotes.people.site import organisation
from weeknotes.people.teams import teams_of
from weeknotes.people.who import person_of
from weeknotes.prose.embed import forms as embeds
from weeknotes.prose.html import parse
from weeknotes.prose.markdown import from_html, to_html
from weeknotes.prose.tree import lines
from weeknotes.web.dates import clock, iso, monday
from weeknotes.web.typed import number

LONGEST_SAVE = 10_000_000
MOST_VERSIONS = 1_000_000_000  # what a column of whole numbers holds, and more than anybody saves
RECENT = 12  # notes whose headings are looked through for those to start with


@login_required
@require_safe
def write(request: HttpRequest) -> HttpResponse:
    """My notes: drafts, then published ones; and a start for this week."""
    me = person_of(request)
    this = monday(timezone.localdate())
    weeknotes = Note.objects.kept().filter(author=me, kind=Note.WEEKNOTE, byline_team=None)
    before = weeknotes.filter(week_from__lt=this).prefetch_related("bodies").order_by("-week_from", "-id")[:RECENT]
    drafts, published = listed(me, request.GET.dict())
    shown = {
        "here": "write",
        "drafts": drafts,
        "published": published,
        "age": draft_age,
        "plans": planned(drafts.notes),
        "this": this,
        "this_iso": iso(this),
        "may_start": not Body.objects.filter(note__in=weeknotes.covering(this)).exclude(html="").exists(),
        "last_headings": list(lines(parse(last_headings(before, me, this)))),
        "teams": [t for t in teams_of(me) if t.headings_in("en")],
        "deleted": Note.objects.deleted().filter(author=me).count(),
    }
    return render(request, "notes/write.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """The page a note is written on. A POST saves text and choices: the way without JavaScript, and the way of every button."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    form = AboutForm(request.POST or None, note=body.note, initial=initial(body.note))
    if request.method == "POST":
        saved = keep(request, body, me)
        if form.is_valid():
            if not body.note.is_published:
                describe(note=body.note, about=form.about())
            elif form.has_changed():
                messages.info(request, around_published())
            if saved.state == Revision.KEPT:
                return redirect("write-note", uid, lang)
        return render(request, "notes/write_note.html", page(body, form, me), status=409 if saved.state == Revision.ASIDE else 422)
    return render(request, "notes/write_note.html", page(body, form, me))


def keep(request: HttpRequest, body: Body, by: Person) -> Saved:
    """Save what the write page's form carries: `html` from the editor, or `markdown` from the plain box; nothing where neither came."""
    if "html" in request.POST:
        html = request.POST["html"]
    elif "markdown" in request.POST:
        # The box shows the text as Markdown; what was not touched there must not be changed by going through it.
        html = body.html if _same_text(request.POST["markdown"], from_html(body.html)) else to_html(request.POST["markdown"])
    else:
        html = body.html
    title = request.POST.get("title", body.title)
    version = number(request.POST.get("version"), most=MOST_VERSIONS - 1)
    version = body.version if version is None else version
    if version == body.version and (" ".join(title.split()), html) == (body.title, body.html):
        return Saved(Revision.KEPT, body.version, body.saved_at, 0)
    return save(
        body=body, by=by, title=title, html=html, version=version, save_key=_key(request.POST.get("save_key")), page=_named(request.POST.get("page"))
    )


def keep_all(request: HttpRequest, body: Body, by: Person) -> Saved:
    """Save what the write page's form carries on the way to another page: the text, and a draft's choices where nothing is wrong with them."""
    form = AboutForm(request.POST, note=body.note)
    if not body.note.is_published and form.is_valid():
        describe(note=body.note, about=form.about())
    return keep(request, body, by)


def page(body: Body, form: AboutForm, me: Person) -> dict[str, object]:
    """Everything that the write page shows."""
    note = body.note
    site = organisation()
    bodies = list(note.bodies.order_by("lang"))
    languages = site.langs if site else ["en"]
    now = two(body)
    today = timezone.localdate()
    return {
        "here": "write",
        "note": note,
        "body": body,
        "form": form,
        "chosen": form.data if form.is_bound else form.initial,
        "levels": LEVELS,
        "weeks": week_choices(note, today),
        "margin": margin(body, by=me),
        "heard": heard(body, me),
        "kinds": KIND_WORDS,
        "markdown": from_html(body.html),
        "meetings": meetings(body),
        "page_key": uuid.uuid4(),
        "others": [b for b in bodies if b.lang != body.lang],
        "missing": [code for code in languages if all(b.lang != code for b in bodies)],
        "several": len(languages) > 1,
        "two": now,
        "glossary": offered(now=now, body=body, writer=me),
        "beside": next((b for b in now.bodies if b.lang != body.lang and b.html.strip()), None) if now else None,
        "words": script_words(),
        "embeds": embeds(),
        "kept_versions": body.revisions.count(),
        "mine": note.author_id == me.pk,
        "pictures": given_in(body.html, me),
        "picture_kinds": ",".join(sorted({*KINDS.values()})),
        "sound_kinds": ",".join([*SOUND, *FILM]),
        "sound_most": settings.MOST_MEDIA // 1_000_000,
        "picture_most": MOST_BYTES // 1_000_000,
        "comfort": comfort_form(me),
        "series": form.fields["series"].queryset,  # type: ignore[attr-defined]
        "planned": planned([note]).get(note.pk),
        "tags": tags_offered(body, me),
        "rules_stop": bool(known().stops),
        "age": None if note.is_published else draft_age(note.created_at),
    }


@login_required
@require_POST
def save_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Autosave. JSON {save_key, version, title, html, page} in; {state, version, saved} out, 409 with both texts where two met."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    if len(request.body) > LONGEST_SAVE:
        return JsonResponse(
            {"state": "refused", "message": _("This note is longer than this site can keep in one piece. Make two notes of it.")},
            status=413,
        )
    try:
        sent = json.loads(request.body)
        title, html, version, save_key = str(sent["title"]), str(sent["html"]), _version(sent["version"]), uuid.UUID(str(sent["save_key"]))
    except (ValueError, OverflowError, KeyError, TypeError):
        return JsonResponse({"state": "refused", "message": _("This was not a save that the write page sends.")}, status=400)
    saved = save(body=body, by=me, title=title, html=html, version=version, save_key=save_key, page=_named(str(sent.get("page", ""))))
    if saved.state == Revision.ASIDE:
        panel = render(request, "notes/meeting.html", {"body": body, "meetings": meetings(body)}).content.decode()
        message = _("This note was changed elsewhere at %(time)s. Both texts are kept.") % {"time": clock(body.saved_at)}
        return JsonResponse({"state": "aside", "version": saved.version, "message": message, "conflict_html": panel}, status=409)
    return JsonResponse({"state": "kept", "version": saved.version, "saved": _("Saved %(time)s") % {"time": clock(saved.at)}})


@login_required
@require_POST
def about_note(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Choices around the text of a draft, saved as they are made. JSON {saved, week: [ISO week, words], series: [id, name, number]}, or {message} with what is wrong."""
    body = open_body(person=person_of(request), uid=uid, lang=lang)
    if body.note.is_published:
        return JsonResponse({"message": around_published()}, status=409)
    form = AboutForm(request.POST, note=body.note)
    if not form.is_valid():
        return JsonResponse({"message": " ".join(str(e) for errors in form.errors.values() for e in errors)}, status=422)
    describe(note=body.note, about=form.about())
    first = body.note.week_from
    week = [iso(first), week_words(first)] if first else ["", _("No week")]
    return JsonResponse({"saved": _("Saved %(time)s") % {"time": clock(timezone.now())}, "week": week, "series": shown_place(body.note)})


def around_published() -> str:
    """Why a choice around the words of a published note was not kept by itself."""
    return _("Week, date, readers and teams of a published note change when you publish it again.")


@login_required
@require_safe
def note_margin(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """What I read, as a fragment for the margin."""
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    return render(request, "notes/margin.html", {"body": body, "margin": margin(body, by=me), "kinds": KIND_WORDS, "heard": heard(body, me)})


def _same_text(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n").strip() == other.strip()


def _version(given: object) -> int:
    version = int(given)  # type: ignore[call-overload]
    if not 0 <= version < MOST_VERSIONS:
        raise ValueError(version)
    return int(version)


def _key(text: str | None) -> uuid.UUID:
    return _named(text) or uuid.uuid4()


def _named(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
