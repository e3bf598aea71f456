"""The Monday page: my focus as stated, my follow-ups, what others asked me, what my teams mean to do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.memory.add_focus import NotAdded, add_focus
from weeknotes.memory.focus import two_questions
from weeknotes.memory.monday import monday_page
from weeknotes.notes.viewing import viewer
from weeknotes.people.who import person_of
from weeknotes.web.dates import monday


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin_week(request: HttpRequest) -> HttpResponse:
    """The week ahead, and a line more for my focus. A POST adds the line to my note for this week."""
    me = person_of(request)
    this = monday(timezone.localdate())
    line, trouble = request.POST.get("line", ""), ""
    if request.method == "POST":
        try:
            add_focus(by=me, week=this, words=line)
        except NotAdded as why:
            trouble = str(why)
        else:
            messages.info(request, _("It stands in your note for this week. Nobody sees it until you publish it there."))
            return redirect("monday")
    shown = {"here": "today", "page": monday_page(me, this, viewer(request)), "two": two_questions, "typed": line if trouble else "", "trouble": trouble}
    return render(request, "desk/monday.html", shown, status=422 if trouble else 200)
