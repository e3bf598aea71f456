"""What the host keeps for the check before publishing, in the settings of this place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.notes.forms_known import KnownForm
from weeknotes.notes.models import Known
from weeknotes.people.site import forget
from weeknotes.people.who import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site_check(request: HttpRequest) -> HttpResponse:
    """The organisation's lists, and which rules stop a note. 404 for whoever is not the host. What one box cannot use leaves the whole as it was."""
    if not person_of(request).is_host:
        raise Http404
    form = KnownForm(request.POST or None, instance=Known.objects.first() or Known(id=1))
    if request.method == "POST" and form.is_valid():
        form.save()
        forget()
        messages.info(request, _("Kept. The check knows it from now on."))
        return redirect("site-check")
    return render(request, "notes/site_check.html", {"here": "settings", "form": form}, status=422 if form.is_bound else 200)
