"""The page for jottings that can be installed on a phone: its shell without anybody's words, its worker, its manifest."""

import hashlib
import json

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weeknotes.notes.jot import LONGEST
from weeknotes.notes.picture import KINDS, MOST_BYTES
from weeknotes.notes.script import jot_words
from weeknotes.people.models import Person
from weeknotes.people.site import organisation
from weeknotes.prose.jotting import shared
from weeknotes.web.spoken import speaking, spoken

LANGS = ("en", "cy")
ICONS = (192, 512)
PICTURES: dict[str, object] = {"picture_kinds": ",".join(sorted({*KINDS.values()})), "picture_most": MOST_BYTES // 1_000_000}
PAPER = "#fbfbf8"


def jot_page(request: HttpRequest, me: Person) -> HttpResponse:
    """The page for jottings, filled in with what another program or a bookmark hands over (`title`, `text`, `url`)."""
    line, link = shared(*(request.GET.get(name, "") for name in ("title", "text", "url")))
    shown = PICTURES | {"here": "", "is_shell": False, "words": jot_words(), "line": line[:LONGEST], "link": link[:LONGEST], "person": me, "worker": _worker()}
    return render(request, "notes/jot.html", shown)


@require_safe
def jot_shell(request: HttpRequest) -> HttpResponse:
    """The same page with nobody in it: the one a device keeps for when it has no connection."""
    return HttpResponse(_shell())


@require_safe
def jot_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the shell on the device. Its bytes change when what it keeps changes, so that browsers fetch that anew."""
    files = [static(name) for name in ("weeknotes.css", "icon.svg", "built/jot.js")]
    shell = f"{reverse('jot-shell')}?lang={_lang()}"
    sum_ = hashlib.sha256("\n".join([*files, _shell()]).encode()).hexdigest()[:16]
    kept = {"name": f"jot-{sum_}", "page": reverse("jot"), "shell": shell, "files": files}
    with staticfiles_storage.open("built/worker.js") as script:
        words = script.read().decode()
    response = HttpResponse(f"self.WEEKNOTES={json.dumps(kept)};\n{words}", content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def jot_manifest(request: HttpRequest, lang: str) -> HttpResponse:
    """What a phone shows when the page is installed, in `lang`, and that it takes what other programs share (W3C Web Application Manifest)."""
    site = organisation()
    if lang not in LANGS or site is None:
        raise Http404
    with speaking(lang):
        page = reverse("jot")
        manifest = {
            "id": page,
            "name": _("Jot – %(place)s") % {"place": site.name},
            "short_name": _("Jot"),
            "description": _("A line for this week’s note."),
            "lang": lang,
            "start_url": page,
            "scope": page,
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {"src": static(f"built/icon-{side}.png"), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
                for side in ICONS
                for purpose in ("any", "maskable")
            ],
            "share_target": {
                "action": page,
                "method": "GET",
                "enctype": "application/x-www-form-urlencoded",
                "params": {"title": "title", "text": "text", "url": "url"},
            },
        }
    response = HttpResponse(json.dumps(manifest, ensure_ascii=False), content_type="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _shell() -> str:
    nobody = PICTURES | {"is_shell": True, "words": jot_words(), "line": "", "link": "", "person": None, "worker": "", "organisation": organisation(), "messages": ()}
    return str(render_to_string("notes/jot.html", nobody))


def _worker() -> str:
    return f"{reverse('jot-worker')}?lang={_lang()}"


def _lang() -> str:
    return spoken()[:2]
