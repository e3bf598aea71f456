"""First run, a link that signs in, signing out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.people import setup_code
from weeknotes.people.begin import AlreadyBegun, begin
from weeknotes.people.forms import BeginForm
from weeknotes.people.renamed import renamed
from weeknotes.people.sign_in import FIRST, enter, go_out, holder, use_link
from weeknotes.people.site import organisation


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """The first run of an empty site: look round a sample, or start one's own."""
    if organisation() is not None:
        return redirect("today")
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = begin(name=data["site"], langs=form.languages(), person=data["you"], email=data["email"])
        except AlreadyBegun:
            return redirect("today")
        renamed()
        enter(request, person, how=FIRST)
        return redirect("today")
    shown = {"form": form, "asks_code": setup_code.needed()}
    return render(request, "people/welcome.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A link that signs in once. It asks for a press first, so that a mail scanner that follows links does not use it up."""
    if request.method == "POST":
        if use_link(request, secret):
            return redirect("today")
        return render(request, "people/link_used.html", status=410)
    person = holder(secret)
    if person is None:
        return render(request, "people/link_used.html", status=410)
    return render(request, "people/link.html", {"person": person})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out on this browser."""
    go_out(request)
    return redirect("/")
