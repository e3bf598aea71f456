"""oEmbed (oembed.com) for links to public notes: what a site that quotes the link may show of it, by name and never by script."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weeknotes.notes.levels import Level
from weeknotes.people.site import organisation
from weeknotes.publishing import addresses
from weeknotes.publishing.document import Xml
from weeknotes.publishing.entries import Entry, entry
from weeknotes.publishing.kinds import speaking
from weeknotes.publishing.models import Address
from weeknotes.web.middleware import public

WIDTH, HEIGHT = 600, 240


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The note at `url` as `format` (json or xml): its title, who wrote it, its first words with a link.

    404 with a sentence where everyone may read no note there, 501 for another format, as oEmbed 2.3.4 has it.
    """
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return _sentence(501, _("That is no format of an answer here. Ask for json or xml."))
    shown = _note_at(request.GET.get("url", ""))
    if shown is None:
        return _sentence(404, _("There is no public note at that address. Look at the address, or quote the link by itself."))
    said = _said(shown, request.GET.get("maxwidth", ""), request.GET.get("maxheight", ""))
    if form == "json":
        return public(JsonResponse(said, json_dumps_params={"ensure_ascii": False}))
    xml = Xml()
    xml.open("oembed")
    for name, value in said.items():
        xml.leaf(name, str(value))
    xml.close("oembed")
    return public(HttpResponse(xml.done(), content_type="text/xml; charset=utf-8"))


def _note_at(url: str) -> Entry | None:
    """The public note that an address of this site leads to, a former one too, with the stroke at its end or without."""
    try:
        asked, here = urlsplit(url), urlsplit(addresses.absolute(""))
    except ValueError:
        return None
    if (asked.scheme, asked.netloc) not in {(here.scheme, here.netloc), ("https", here.netloc), ("http", here.netloc)}:
        return None
    known = Address.objects.select_related("note").filter(path__in=[asked.path, f"{asked.path}/"], note__level=Level.PUBLIC).first()
    if known is None:
        return None
    with speaking(known.lang):
        return entry(known.note, known.lang)


def _said(shown: Entry, width: str, height: str) -> dict[str, object]:
    here = organisation()
    at = addresses.absolute(shown.url)
    names = ", ".join(person.name for person in shown.by)
    html = format_html(
        '<blockquote lang="{}"><p>{}</p><footer>{} – <a href="{}">{}</a></footer></blockquote>', shown.lang, shown.excerpt, names, at, shown.title
    )
    said: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": shown.title,
        "author_name": names,
        "provider_name": here.name_in(shown.lang) if here else "",
        "provider_url": addresses.absolute(addresses.top(shown.lang)),
        "html": str(html),
        "width": _within(width, WIDTH),
        "height": _within(height, HEIGHT),
    }
    if shown.by and shown.by[0].url:
        said["author_url"] = addresses.absolute(shown.by[0].url)
    return said


def _within(asked: str, most: int) -> int:
    """`most`, or what was asked where that is less."""
    return min(int(asked), most) if asked.isdecimal() and 0 < len(asked) < 6 and int(asked) else most


def _sentence(status: int, sentence: str) -> HttpResponse:
    return public(HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8"))
