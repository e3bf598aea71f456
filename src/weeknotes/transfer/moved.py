"""Where notes that came in stood, and where each stands here: to be told to the old place, so that links to it go on working."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings

from weeknotes.publishing.addresses import note_addresses
from weeknotes.transfer.models import ImportRun, OldAddress, Source

SAFE = "/:=&?~+!$,;'@()*-._%"


@dataclass(frozen=True, slots=True)
class Move:
    """A page that moved: the path and query it had, its host, and its whole address here."""

    host: str
    path: str
    query: str
    here: str


def moves(run: ImportRun) -> list[Move]:
    """The pages that `run` brought in and that everybody can read here now, and those that led to them there. Three queries."""
    public = run.sources.filter(note__level=4)
    rows = list(public.exclude(address="").values_list("note", "lang", "note__lead_lang", "address"))
    rows += OldAddress.objects.filter(source__in=public).values_list("source__note", "source__lang", "source__note__lead_lang", "address")
    now = note_addresses([note for note, *_rest in rows])
    found: dict[tuple[str, str, str], Move] = {}
    for note, lang, lead, address in rows:  # where a note stood comes first: no other one's old address leads elsewhere from there
        at = now.get(note, {})
        here = at.get(lang or lead) or next(iter(at.values()), "")
        parts = urlsplit(address)
        if here and parts.netloc:
            one = Move(parts.netloc, quote(parts.path or "/", safe=SAFE), quote(parts.query, safe=SAFE), f"{settings.SITE_URL}{here}")
            found.setdefault((one.host, one.path, one.query), one)
    return [found[key] for key in sorted(found)]


def on_this_host(sources: Iterable[Source]) -> list[tuple[int, str, str]]:
    """Those that stood on this very host, each with its note, the language and the path: whoever follows an old link is led on.

    Three queries: the other language of a note, and addresses that led there, are among them."""
    ours = urlsplit(settings.SITE_URL).netloc.lower()
    every = Source.objects.filter(note__in=[source.note_id for source in sources])
    rows = [*every.values_list("note", "lang", "note__lead_lang", "address")]
    old = OldAddress.objects.filter(source__in=every).values_list("source__note", "source__lang", "source__note__lead_lang", "address")
    stood = set(Source.objects.filter(address__in=[row[3] for row in old]).values_list("address", flat=True))  # where a note stood, it is what is found
    rows += [row for row in old if row[3] not in stood]
    split = [(note, lang or lead, urlsplit(address)) for note, lang, lead, address in rows if address]
    return [(note, lang, parts.path) for note, lang, parts in split if parts.netloc.lower() == ours and not parts.query and parts.path not in {"", "/"}]


def as_nginx(found: Iterable[Move]) -> str:
    """A `map` for nginx, and how it is used."""
    rows = [f"    {_quoted(f'{one.path}?{one.query}' if one.query else one.path)} {_quoted(one.here)};" for one in found]
    use = "# In the http block; then, in the server block of the old site: if ($weeknotes_moved) { return 301 $weeknotes_moved; }"
    return "\n".join([use, "map $request_uri $weeknotes_moved {", *rows, "}", ""])


def as_apache(found: Iterable[Move]) -> str:
    """Lines for an .htaccess of Apache."""
    rows = ["RewriteEngine On"]
    for one in found:
        if one.query:
            rows += [f'RewriteCond "%{{QUERY_STRING}}" "^{_pattern(one.query)}$"']
        rows += [f'RewriteRule "^{_pattern(one.path.lstrip("/"))}$" "{one.here}" [R=301,L,QSD,NE]']
    return "\n".join([*rows, ""])


def as_netlify(found: Iterable[Move]) -> str:
    """A `_redirects` file, which Netlify and Cloudflare Pages read. A query is written as its parameters, before where it leads."""
    return "\n".join([*(" ".join([one.path, *one.query.replace("&", " ").split(), one.here, "301!"]) for one in found), ""])


def as_csv(found: Iterable[Move]) -> str:
    """Old and new addresses in two columns."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["from", "to"])
    rows.writerows([f"https://{one.host}{one.path}{'?' + one.query if one.query else ''}", one.here] for one in found)
    return out.getvalue()


# What a file is called, its media type, and what writes it.
FORMS: dict[str, tuple[str, str, Callable[[Iterable[Move]], str]]] = {
    "nginx": ("moved-nginx.conf", "text/plain", as_nginx),
    "apache": ("moved.htaccess", "text/plain", as_apache),
    "netlify": ("_redirects", "text/plain", as_netlify),
    "csv": ("moved.csv", "text/csv", as_csv),
}


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24") + '"'


def _pattern(text: str) -> str:
    """`text` as a pattern that only it fits; a stroke at its end may lack."""
    special = "".join(f"\\{one}" if one in r".\+*?[^]$(){}=!<>|:-#" else one for one in text)
    return f"{special.rstrip('/')}/?" if text.endswith("/") else special
