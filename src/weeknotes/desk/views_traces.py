"""What was done with my account, my notes and this place."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weeknotes.desk.traces import traces
from weeknotes.people.who import person_of
from weeknotes.web.typed import number


@login_required
@require_safe
def what_was_done(request: HttpRequest) -> HttpResponse:
    """A page of it, the newest first; `before` says where it begins."""
    before = number(request.GET.get("before"))
    lines, more = traces(person_of(request), before=before)
    return render(request, "desk/traces.html", {"here": "settings", "lines": lines, "more": more, "begins": before is None})
