"""Somebody else's yes to a note: asked for by those who write it, given or not yet by whoever was asked."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from weeknotes.notes.ask import tell
from weeknotes.notes.look import Ended
from weeknotes.notes.models import Revision
from weeknotes.notes.models_shared import Look
from weeknotes.notes.open import open_body
from weeknotes.notes.share import NotShared
from weeknotes.notes.views_write import keep_all
from weeknotes.people.models import Person
from weeknotes.people.who import person_of
from weeknotes.publishing.approve import TextChanged, ask_for_yes, record, say
from weeknotes.publishing.models import Approval
from weeknotes.publishing.second import may_say, missing, name_of, out_now, rules_for, texts_now


class YesForm(forms.Form):
    """Whom to ask, and a question to them."""

    person = forms.ModelChoiceField(Person.objects.none(), error_messages={"required": gettext_lazy("Choose whom to ask.")})
    question = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: object, people: list[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person"].queryset = Person.objects.filter(pk__in=[one.pk for one in people]).order_by("name")  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_yes(request: HttpRequest, uid: uuid.UUID, lang: str) -> HttpResponse:
    """Whether a yes is wanted before the note is for everyone, who was asked and what they said; a POST asks one person.

    A POST that asks nobody comes from the write page: the text it carries is kept first.
    """
    me = person_of(request)
    body = open_body(person=me, uid=uid, lang=lang)
    asking = request.POST.get("do") == "yes"
    if request.method == "POST" and not asking:
        saved = keep_all(request, body, me)
        return redirect("write-note" if saved.state == Revision.ASIDE else "ask-yes", uid, lang)
    note = body.note
    people = may_say(note)
    form = YesForm(request.POST if asking else None, people=people, auto_id="yes_%s")
    trouble = ""
    if asking and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            looks = ask_for_yes(note=note, by=me, person=person, question=form.cleaned_data["question"])
        except NotShared as why:
            trouble = str(why)
        else:
            unsent = tell(looks[0])
            messages.info(request, unsent or _("%(name)s has been asked. The answer stands here, and beside your text.") % {"name": person.name})
            return redirect("ask-yes", uid, lang)
    texts = texts_now(note)
    asked = record(note)
    shown = {
        "here": "write",
        "note": note,
        "body": body,
        "rules": [name_of(rule) for rule in rules_for(note)],
        "missing": missing(note, texts, out=out_now(note)),
        "record": [(one, texts.get(one.lang) == one.fingerprint) for one in asked],
        "several": len(texts) > 1,
        "people": people,
        "form": form,
        "trouble": trouble,
    }
    return render(request, "desk/ask_yes.html", shown, status=422 if trouble or form.errors else 200)


@login_required
@require_POST
def give_yes(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Yes, or not yet with a reason, or neither any more, to a text that I was asked about. 404 for everybody else, and for who writes it."""
    one = get_object_or_404(Approval.objects.select_related("look", "asked_by"), uid=uid, asked=person_of(request), look__isnull=False)
    assert one.look is not None
    try:
        say(approval=one, word=request.POST.get("word", "?"), because=request.POST.get("because", ""))
    except Ended:
        messages.warning(request, _("This draft is no longer shown, so that was not sent."))
    except TextChanged:
        messages.warning(request, _("The text has changed since you were asked, so a yes to it is not kept. %(name)s can ask you again.") % {"name": one.asked_by.name})
    except ValueError:
        messages.warning(request, _("Nothing was sent: press yes, or say in a line why not yet."))
    else:
        messages.info(request, _("Kept. %(name)s sees what you said, and when.") % {"name": one.asked_by.name})
    return redirect("look", one.look.uid)


def on_a_look(request: HttpRequest, look: Look) -> str:
    """The two acts beside a draft of which a yes was asked, or what was said; "" for any other look. One query."""
    one = Approval.objects.filter(look=look).first()
    if one is None:
        return ""
    opens = look.preview is not None and look.preview.opens(timezone.now())
    return render_to_string("desk/give_yes.html", {"approval": one, "look": look, "opens": opens}, request=request)
