"""My addresses for mail: made (shown in the answer and never again), made anew, ended; and what was cut off lines that came to them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from weeknotes.people.mail_tokens import DRAFT, JOT, SORTS, end_mail_in, mail_in_of, make_mail_in
from weeknotes.people.programs import forget_told, told
from weeknotes.people.who import person_of
from weeknotes.publishing.addresses import absolute
from weeknotes.transfer.models_mail import Mail
from weeknotes.web.typed import number

SORT_WORDS = {JOT: gettext_lazy("Jottings"), DRAFT: gettext_lazy("Drafts")}
MOST_CUT = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_in_settings(request: HttpRequest) -> HttpResponse:
    """What I can mail in, and where to."""
    me = person_of(request)
    do, sort, made = request.POST.get("do", ""), request.POST.get("sort", ""), ""
    if do == "seen":
        forget_told(me)
    elif do == "let-go":
        Mail.objects.filter(token__person=me, pk=number(request.POST.get("mail")) or 0).update(cut="")
    elif do == "end" and sort in SORTS:
        end_mail_in(person=me, sort=sort)
        messages.info(request, _("Ended. What is mailed there is not taken any more."))
    elif do == "make" and sort in SORTS:
        made = make_mail_in(person=me, sort=sort)
    if request.method == "POST" and not made:
        return redirect("mail-in-settings")
    mine = mail_in_of(me)
    shown = {
        "here": "settings",
        "sorts": [(one, SORT_WORDS[one], mine.get(one)) for one in SORTS],
        "made": made,
        "made_sort": sort,
        "has_mailbox": bool(settings.MAIL_IN_ADDRESS),
        "address": address(made),
        "hook": absolute(reverse("mail-in", args=[made])) if made else "",
        "told": told(me),
        "cut": Mail.objects.filter(token__person=me).exclude(cut="").order_by("-at", "-pk")[:MOST_CUT],
    }
    return render(request, "desk/mail_in.html", shown)


def address(secret: str) -> str:
    """The mail address with a secret in it; "" where this site has no mailbox."""
    name, at, host = settings.MAIL_IN_ADDRESS.rpartition("@")
    return f"{name}+{secret}@{host}" if secret and at else ""
