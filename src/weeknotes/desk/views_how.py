"""How this place is, for the host: what was looked at, what was found, what to do. Nothing of what people write, and nothing about any of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weeknotes.people.try_mail import try_mail
from weeknotes.people.who import person_of
from weeknotes.work.sign import NOW, SOON, WELL, signs


@login_required
@require_safe
def how_it_is(request: HttpRequest) -> HttpResponse:
    """The page; with `?far=1` the mail server and the site's own address are asked, too. 404 for whoever is not the host."""
    if not person_of(request).is_host:
        raise Http404
    far = "far" in request.GET
    found = signs(far=far)
    groups = [(how, [one for one in found if one.how == how]) for how in (NOW, SOON, WELL)]
    return render(request, "desk/how.html", {"here": "settings", "groups": [(how, some) for how, some in groups if some], "far": far})


@login_required
@require_POST
def send_test_mail(request: HttpRequest) -> HttpResponse:
    """Mail the host a line, at their own address, and say what became of it."""
    person = person_of(request)
    if not person.is_host:
        raise Http404
    if not person.email:
        messages.error(request, _("You have no mail address here. Put one in under Settings."))
    elif error := try_mail(person):
        messages.error(request, _("It was not sent (%(error)s). “Look further” asks the mail server.") % {"error": error})
    else:
        messages.info(request, _("The mail server took it. See whether it comes, and that it is not among the unwanted ones."))
    return redirect("how-it-is")
