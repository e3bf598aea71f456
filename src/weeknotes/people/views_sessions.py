"""Where I am signed in, from the settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from weeknotes.people import sessions
from weeknotes.people.models import SignedIn
from weeknotes.people.trace import trace
from weeknotes.people.who import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signed_in(request: HttpRequest) -> HttpResponse:
    """Each browser in which I am signed in; end one, or all but this."""
    me, here = person_of(request), str(request.session.session_key)
    if request.method == "POST":
        if request.POST.get("end") == "others":
            ended = sessions.end_all(me, but=here)
        else:
            one = request.POST.get("end", "")
            rows = SignedIn.objects.filter(person=me, pk=int(one) if one.isdecimal() and len(one) < 19 else 0).exclude(key=here)
            ended = sessions.end(person=me, keys=list(rows.values_list("key", flat=True)))
        if ended:
            trace(kind="signed-out-elsewhere", by=me, concerns=[me.pk], detail={"count": ended})
            messages.info(request, ngettext("Signed out in %(count)d other browser.", "Signed out in %(count)d other browsers.", ended) % {"count": ended})
        else:
            messages.info(request, _("There was nothing to end: that browser is signed out already."))
        return redirect("signed-in")
    sessions.used(request, me)
    return render(request, "people/signed_in.html", {"here": "settings", "browsers": sessions.listed(me), "key": here})
