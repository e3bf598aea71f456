"""The link in a mail by which somebody says that an address is theirs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.people.address import change_address, proved
from weeknotes.people.models import Person
from weeknotes.people.who import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prove_address(request: HttpRequest) -> HttpResponse:
    """Shown to whoever opens the link, who presses once: what opens links of mails by itself changes nothing."""
    me = Person.objects.get(pk=person_of(request).pk)
    proof = request.POST.get("proof") or request.GET.get("proof", "")
    address = proved(me, proof)
    if address is not None and request.method == "POST":
        change_address(person=me, to=address)
        messages.info(request, _("Your mail address is %(address)s now.") % {"address": address})
        return redirect("settings")
    shown = {"here": "settings", "address": address, "proof": proof}
    return render(request, "people/prove_address.html", shown, status=200 if address is not None else 410)
