"""Who signs a review: its writer asks one person, and each of the two signs the text as it stands. Shown to those who may read the review."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.desk.views_review import my_review, show
from weeknotes.memory.models_review import Review
from weeknotes.memory.sign import NotSigned, ask_to_sign, sign, signed, take_back
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.web.typed import number


@login_required
@require_POST
def ask_signer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask one person to sign my review with me, or nobody; 422 with a sentence where that cannot be."""
    held = my_review(request, uid)
    slug = request.POST.get("person", "")
    person = Person.objects.writing().filter(slug=slug).first() if slug else None
    if slug and person is None:
        return show(request, held, trouble=_("Choose one other person who signs in here."), at="sign", status=422)
    try:
        ask_to_sign(review=held, by=person_of(request), person=person)
    except NotSigned as why:
        return show(request, held, trouble=str(why), at="sign", status=422)
    if person is None:
        messages.info(request, _("Nobody is asked to sign any more. Who may read your review is as it was."))
    else:
        messages.info(request, _("%(name)s is named on your review, and can read and sign it once it is published for the people named.") % {"name": person.name})
    return redirect("review", uid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_review(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who has signed this review; and the two sign it here, or take their own signature back. A page that is not there for who may not read it."""
    looks = viewer(request)
    note = Note.objects.filter(uid=uid, kind=Note.REVIEW).visible_to(looks).with_reach(looks).select_related("author", "edition").first()
    held = Review.objects.select_related("note", "note__edition", "person", "signer").filter(note=note).first() if note else None
    shown = rendition(note, looks, get_language()) if note else None
    if note is None or held is None or shown is None:
        raise Http404
    me = person_of(request)
    trouble = ""
    if request.method == "POST":
        try:
            if request.POST.get("take_back"):
                take_back(review=held, by=me)
                messages.info(request, _("Your signature is taken back."))
            else:
                sign(review=held, by=me, edition=number(request.POST.get("edition")) or 0, at=timezone.now())
                messages.info(request, _("You have signed it as it stands now. If its text changes, you are asked again."))
            return redirect("review-sign", uid)
        except NotSigned as why:
            trouble = str(why)
    page = {
        "here": "year" if me.pk == held.person_id else "read",
        "note": note,
        "shown": shown,
        "signed": signed(held),
        "mine": next((one for one in signed(held) if one.person.pk == me.pk), None),
        "trouble": trouble,
    }
    return render(request, "desk/sign_review.html", page, status=422 if trouble else 200)
