"""The sample organisation: begin it on an empty site, go in as one of its people, remove it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from weeknotes.people import setup_code
from weeknotes.people.begin import AlreadyBegun
from weeknotes.people.models import Organisation, Person
from weeknotes.people.sign_in import SAMPLE, enter, go_out
from weeknotes.people.site import organisation
from weeknotes.transfer.example import make_sample, remove_sample

ROLES = ("writer", "leader", "reader")


def _sample() -> Organisation:
    """The organisation, if all of it is made up; 404 on a site that is somebody's own."""
    site = organisation()
    if site is None or not site.sample:
        raise Http404
    return site


@require_POST
def begin_sample(request: HttpRequest) -> HttpResponse:
    """Fill an empty site with the sample."""
    if not setup_code.right(request.POST.get("code", "")):
        return redirect("welcome")
    try:
        make_sample()
    except AlreadyBegun:
        return redirect("today")
    return redirect("sample")


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """Choose whom to be, or remove the sample."""
    _sample()
    people = {p.enters_as: p for p in Person.objects.filter(enters_as__in=ROLES)}
    return render(request, "transfer/sample.html", {"people": [people[role] for role in ROLES if role in people]})


@require_POST
def enter_sample(request: HttpRequest) -> HttpResponse:
    """Go in as writer, leader or reader."""
    _sample()
    person = get_object_or_404(Person, enters_as=request.POST.get("as", ""), enters_as__in=ROLES)
    enter(request, person, how=SAMPLE)
    return redirect("friday" if person.enters_as == "writer" else "today")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Remove the sample: the site is empty again, and starts with its first run."""
    _sample()
    go_out(request)
    remove_sample()
    return redirect("welcome")
