"""My private feeds: the page where I make and end them, and what a feed reader is answered at their addresses."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.desk.by_secret import closed, said, too_often
from weeknotes.desk.own_names import NOT_THERE, own_name
from weeknotes.desk.private_feed import looks, private_channel, title_of
from weeknotes.notes.picture import ENDINGS
from weeknotes.notes.rendition import picture
from weeknotes.notes.views_picture import picture_answer
from weeknotes.people.feed_tokens import MOST, Of, TooMany, asked_for, end_feed, feed_behind, feeds_of, make_feed, of, opens
from weeknotes.people.models import Person, Team, Token
from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.publishing.addresses import FEEDS, absolute
from weeknotes.publishing.feeds import WRITTEN
from weeknotes.publishing.views_feeds import asked_again
from weeknotes.web.baked import type_of
from weeknotes.web.spoken import speaking


class FeedForm(forms.Form):
    """What a private feed is called, and what it is of."""

    name = own_name()
    of = forms.ChoiceField(required=False, error_messages=NOT_THERE)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        teams = [(Of(team=one).scope, one.name) for one in Team.objects.filter(closed_at=None).order_by("slug")]
        people = [(Of(person=one).scope, one.name) for one in Person.objects.writing()]
        self.fields["of"].choices = [("", _("All that I may read")), *teams, *people]  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feeds_settings(request: HttpRequest) -> HttpResponse:
    """My private feeds: one made (its address is shown in the answer and never again), one ended."""
    me = person_of(request)
    if request.POST.get("do") == "end":
        end_feed(person=me, pk=request.POST.get("feed", ""))
        messages.info(request, _("Ended. Its address gives nothing any more; what a reader has fetched already stays there."))
        return redirect("feeds-settings")
    form = FeedForm(request.POST or None)
    link, trouble = "", ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = make_feed(person=me, name=form.cleaned_data["name"], of=of(form.cleaned_data["of"]) or Of())
            link = absolute(reverse("private-feed", args=[secret, FEEDS["feed"]]))
            form = FeedForm()
        except TooMany:
            trouble = _("You have %(most)d private feeds. End one that you no longer use, then make this one.") % {"most": MOST}
    shown = {"here": "settings", "form": form, "link": link, "trouble": trouble, "feeds": [(one, _called(one)) for one in feeds_of(me)]}
    return render(request, "desk/feeds.html", shown, status=422 if trouble or form.errors else 200)


def _called(token: Token) -> str:
    here = organisation()
    what = of(token.scopes)
    if what is None:
        return _("What it was of is no longer here")
    if what.team is None and what.person is None:
        return _("All that I may read")
    return title_of(what, here.name if here else "")


@require_safe
def private_feed(request: HttpRequest, secret: str, file: str) -> HttpResponseBase:
    """What a feed reader has from a private address; no longer here (410) once it was ended, nothing here (404) for one that never was."""
    form = next((form for form, name in FEEDS.items() if name == file), None)
    token = feed_behind(secret)
    if form is None or token is None:
        raise Http404
    with speaking(token.person.lang):
        here = organisation()
        with timezone.override(here.timezone if here else None):
            return closed(_answered(request, token, secret, form), token.person.lang)


def _answered(request: HttpRequest, token: Token, secret: str, form: str) -> HttpResponseBase:
    if not opens(token):
        return said(410, _("This private feed was ended, or its owner is no longer here. Take it out of the reader."))
    if too_often(token):
        return said(429, _("This private feed was asked for too often. It can be asked for again within the hour."))
    channel = private_channel(token, secret, token.person.lang)
    if channel is None:
        return said(410, _("What this private feed was of is no longer here. Take it out of the reader."))
    asked_for(token)
    return asked_again(request, HttpResponse(WRITTEN[form](channel), content_type=type_of(FEEDS[form])))


@require_safe
def private_feed_picture(request: HttpRequest, secret: str, uid: uuid.UUID, width: int, ending: str) -> HttpResponseBase:
    """A picture in what a private feed shows, in one of its sizes, for as long as the feed is in force."""
    token = feed_behind(secret)
    media = picture(uid, looks(token.person)) if token is not None and opens(token) else None
    for copy in media.copies.select_related("blob") if media is not None else ():
        if (copy.blob.width, ENDINGS[copy.blob.kind]) == (width, ending):
            return closed(picture_answer(request, copy.blob))
    raise Http404
