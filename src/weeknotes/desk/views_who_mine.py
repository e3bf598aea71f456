"""What of mine can be seen by whom: my own page, and nobody else's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.desk.who_mine import DRAFTS, mine, sign_ins, ways_in
from weeknotes.notes.forms import LEVELS
from weeknotes.notes.share import end
from weeknotes.notes.share_form import AS
from weeknotes.people.feed_tokens import feeds_of
from weeknotes.people.who import person_of
from weeknotes.publishing.approve import given_by


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def who_sees_mine(request: HttpRequest) -> HttpResponse:
    """My notes by audience, who is named where, and every link and feed that is open; a POST ends one way to a draft."""
    me = person_of(request)
    if request.method == "POST":
        named = next((one for one in ways_in(me) if str(one.uid) == request.POST.get("preview")), None)
        if named is not None:
            end(preview=named)
        messages.info(request, _("Ended. Nobody sees anything through it any more; what somebody has copied cannot be called back."))
        return redirect("who-sees-mine")
    shown = {
        "here": "write",
        "mine": mine(me, request.GET.dict()),
        "drafts": DRAFTS,
        "levels": {int(one): words for one, words in LEVELS},
        "previews": ways_in(me),
        "as_words": AS,
        "feeds": feeds_of(me),
        "sign_ins": sign_ins(me),
        "given": given_by(me),
    }
    return render(request, "desk/who_mine.html", shown)
