"""What the organisation's tags are called.

A tag stands on the notes of many writers, and another name gives their public pages other words and other addresses. So the host changes
names and makes two tags one, as with the name of the site; anybody of the organisation gives a name where a language has none, which takes
nothing from anybody; and what tags stand on a note is its writer's alone.
"""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weeknotes.notes.models import Tag
from weeknotes.notes.tags import LONGEST, by_name, key_of, names_in, seen_by
from weeknotes.notes.viewing import viewer
from weeknotes.people.who import person_of
from weeknotes.publishing.refusal import DiskFull
from weeknotes.publishing.tag_names import merge_tags, rename_tag
from weeknotes.web.spoken import spoken

NAMES, MERGE = "names", "merge"


class NamesForm(forms.Form):
    """The names of a tag; only the empty one where `may` is not given. Another tag that `others` holds is not silently made one with it."""

    name_en = forms.CharField(required=False, max_length=LONGEST)
    name_cy = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, *args: object, tag: Tag, may: bool, others: list[Tag], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial = {"name_en": tag.name_en, "name_cy": tag.name_cy}
        self.others = others
        for lang in ("en", "cy"):
            if not may and (tag.name_en, tag.name_cy)[lang == "cy"]:
                self.fields[f"name_{lang}"].disabled = True

    def clean_name_en(self) -> str:
        return self._name("name_en")

    def clean_name_cy(self) -> str:
        return self._name("name_cy")

    def _name(self, field: str) -> str:
        names = names_in(str(self.cleaned_data[field]))
        if len(names) > 1:
            raise forms.ValidationError(_("A comma stands between tags. Write one name here."))
        name = names[0] if names else ""
        if name and any(key_of(name) in {one.key_en, one.key_cy} for one in self.others):
            raise forms.ValidationError(_("There is another tag called “%(name)s”. To make the two one, do so below."), params={"name": name})
        return name

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not self.errors and not data.get("name_en") and not data.get("name_cy"):
            self.add_error("name_en", _("Say what the tag is called, in one language at least."))
        return data


@login_required
@require_safe
def tags_settings(request: HttpRequest) -> HttpResponse:
    """The tags of notes that I may see, by the alphabet."""
    tags = by_name(seen_by(viewer(request)), spoken())
    return render(request, "desk/tags.html", {"here": "settings", "tags": tags, "host": person_of(request).is_host})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tag_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """The names of a tag, and making it one with another: seen on every page before this answers."""
    me, seen = person_of(request), seen_by(viewer(request))
    tag = get_object_or_404(seen, slug=slug)
    others = [one for one in by_name(seen, spoken()) if one.pk != tag.pk]
    may = me.is_host
    may_name = may or (me.in_organisation and not (tag.name_en and tag.name_cy))
    do = request.POST.get("do", "")
    form = NamesForm(request.POST if do == NAMES else None, tag=tag, may=may, others=others)
    wrong = ""
    if request.method == "POST" and not (may if do == MERGE else may_name):
        raise PermissionDenied("only the host changes what a tag is called")
    try:
        if do == NAMES and form.is_valid():
            kept = rename_tag(tag=tag, name_en=form.cleaned_data["name_en"], name_cy=form.cleaned_data["name_cy"])
            messages.info(request, _("Kept."))
            return redirect("tag-settings", kept.slug)
        if do == MERGE:
            into = next((one for one in others if one.slug == request.POST.get("into")), None)
            if into is not None:
                merge_tags(tag=tag, into=into)
                messages.info(request, _("“%(one)s” is part of “%(other)s” now.") % {"one": tag, "other": into})
                return redirect("tag-settings", into.slug)
            wrong = _("Choose the tag that it becomes part of.")
    except DiskFull as why:
        messages.warning(request, str(why))
        return redirect("tag-settings", slug)
    page = {"here": "settings", "tag": tag, "form": form, "others": others, "may": may, "may_name": may_name, "wrong": wrong}
    return render(request, "desk/tag.html", page, status=422 if request.method == "POST" else 200)
