"""What this place says about itself to everybody: the host's own words in place of the default ones, and back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weeknotes.people.site import organisation
from weeknotes.people.who import person_of
from weeknotes.prose.markdown import from_html, to_html
from weeknotes.publishing import addresses
from weeknotes.publishing.statements import KEYS, default_html, keep_statement, own_html, title_of
from weeknotes.web.spoken import speaking

LONGEST = 60_000


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site_words(request: HttpRequest, key: str, lang: str) -> HttpResponse:
    """One page in one language. 404 for whoever is not the host, and for a page or language that this place has not."""
    here = organisation()
    if here is None or not person_of(request).is_host or key not in KEYS or lang not in here.langs:
        raise Http404
    own = own_html(key, lang)
    text = request.POST.get("text", "").replace("\r\n", "\n") if request.method == "POST" else from_html(default_html(key, lang) if own is None else own)
    trouble = ""
    if request.method == "POST":
        back = request.POST.get("do") == "default"
        trouble = "" if back else _trouble(text)
        if not trouble:
            keep_statement(key=key, lang=lang, text=None if back else text)
            messages.info(request, _("Our words stand there again.") if back else _("Kept. Everybody reads it so now."))
            return redirect("site-words", key, lang)
    with speaking(lang):
        title = title_of(key)
    shown = {
        "here": "settings",
        "key": key,
        "in_lang": lang,
        "title": title,
        "text": text,
        "own": own is not None,
        "trouble": trouble,
        "public": f"{addresses.top(lang)}{key}/",
        "pages": [(one, title_of(one)) for one in KEYS],
        "langs": here.langs,
    }
    return render(request, "desk/site_words.html", shown, status=422 if trouble else 200)


def _trouble(text: str) -> str:
    if len(text) > LONGEST:
        return _("This has %(count)d characters; up to %(most)d are kept. Make it shorter.") % {"count": len(text), "most": LONGEST}
    if not to_html(text):
        return _("There are no words here. Write some, or go back to ours.")
    return ""
