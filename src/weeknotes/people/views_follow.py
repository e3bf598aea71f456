"""Whom I follow, and the weekly mail of it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.people.calendar_tokens import calendar_of, end_calendar, make_calendar
from weeknotes.people.follow import digest_behind, digest_of, follow, followed, unfollow, want_digest
from weeknotes.people.models import Person, Team
from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.web.spoken import speaking


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest) -> HttpResponse:
    """Whom I follow, the weekly mail, and the address of my calendar (shown in the answer that makes it, and never again)."""
    me, secret = Person.objects.get(pk=person_of(request).pk), ""
    do = request.POST.get("do", "")
    if do in {"mail", "no-mail"}:
        want_digest(person=me, wanted=do == "mail")
    elif do == "end-calendar":
        end_calendar(person=me)
    elif do == "calendar":
        secret = make_calendar(person=me)
    if request.method == "POST" and not secret:
        return redirect("following")
    people = Person.objects.writing().exclude(pk=me.pk)
    page = {"here": "settings", "followed": followed(me), "digest": digest_of(me), "secret": secret, "calendar": calendar_of(me)}
    page |= {"teams": Team.objects.filter(closed_at=None).order_by("slug"), "people": people}
    return render(request, "people/following.html", page)


@login_required
@require_POST
def change_follow(request: HttpRequest) -> HttpResponse:
    """Follow a team or a person (`whom` is `team:` or `person:` and a slug), or no more; then back to where the button stood."""
    me = person_of(request)
    what, _colon, slug = request.POST.get("whom", "").replace("\x00", "").partition(":")
    act = unfollow if request.POST.get("do") == "unfollow" else follow
    if what == "team":
        act(person=me, team=get_object_or_404(Team, slug=slug))
    elif what == "person":
        whom = get_object_or_404(Person.objects.exclude(pk=me.pk), slug=slug)
        act(person=me, whom=whom)
    else:
        raise Http404
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) and back.startswith("/") else "following")


@csrf_exempt  # the signature in the address is what allows it; a mail program that ends a mail in one step (RFC 8058) has no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def end_digest(request: HttpRequest, signed: str) -> HttpResponse:
    """The way out in each weekly mail. It asks for a press, so that a scanner that follows links ends nothing; a mail program posts at once."""
    digest = digest_behind(signed)
    if digest is None:
        raise Http404
    with speaking(digest.person.lang):
        if request.method == "POST":
            want_digest(person=digest.person, wanted=False)
            digest.wanted = False
        return render(request, "people/digest_end.html", {"ended": not digest.wanted, "site": organisation()})
