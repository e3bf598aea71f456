"""How this place looks to everybody: the host chooses a colour, a logo and a face for the text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.notes import picture
from weeknotes.notes.picture import NotTaken
from weeknotes.people.who import person_of
from weeknotes.publishing.bake import bake
from weeknotes.publishing.look import MOST_FONT, checked_font, checked_pen, keep_look, looks, measured
from weeknotes.publishing.models import Look

BUILT_IN = "#1c3bb2"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site_look(request: HttpRequest) -> HttpResponse:
    """The look of every page. 404 for whoever is not the host. What one field cannot use leaves the whole as it was."""
    if not person_of(request).is_host:
        raise Http404
    now = Look.objects.first() or Look()
    pen = now.pen or BUILT_IN
    trouble: dict[str, str] = {}
    if request.method == "POST":
        pen = request.POST.get("pen", "").strip()
        logo, font = _sent(request, "logo", picture.MOST_BYTES), _sent(request, "font", MOST_FONT)
        for name, look_at in (("pen", lambda: checked_pen(pen or BUILT_IN)), ("font", lambda: checked_font(font) if font is not None else None)):
            try:
                look_at()
            except NotTaken as error:
                trouble[name] = error.sentence
        if not trouble:
            try:
                drops = {"drop_logo": "drop_logo" in request.POST, "drop_font": "drop_font" in request.POST}
                keep_look(pen="" if pen.lower() in {"", BUILT_IN} else pen, logo=logo, font=font, **drops)
                bake()
                messages.info(request, _("Kept. Every page looks so now."))
                return redirect("site-look")
            except picture.NotTaken as error:
                trouble["logo"] = error.sentence
    dark, light_least, dark_least = measured(now.pen or BUILT_IN)
    shown = {
        "here": "settings",
        "pen": pen,
        "in_force": now.pen or BUILT_IN,
        "dark": dark,
        "light_least": f"{light_least:.1f}",
        "dark_least": f"{dark_least:.1f}",
        "logo": looks().logo,
        "has_font": bool(now.font),
        "most_font": MOST_FONT // 1000,
        "trouble": trouble,
    }
    return render(request, "desk/site_look.html", shown, status=422 if trouble else 200)


def _sent(request: HttpRequest, name: str, most: int) -> bytes | None:
    """The file sent as `name`, no more of it than tells that it is too large; None where none was chosen."""
    sent = request.FILES.get(name)
    return sent.read(most + 1) if isinstance(sent, UploadedFile) else None
