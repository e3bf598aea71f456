"""How often somebody signed in, or a program of theirs, may ask for what costs much or reaches others: far more often than anybody writes or reads.

The table is all there is to it. It is counted by all processes together (`web/cache.py`), for each person and kind, in stretches of the clock, so that
what is asked too often can say when it goes on. What only takes back, ends or closes something is never counted, and reading is not, but for what is dear.
Signing in (`config/settings.py`, allauth), addresses with a secret (`by_secret`), a program's requests as such (`api_door`), mails that come in and
questions to one person have bounds of their own beside.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

from weeknotes.notes.open import open_body
from weeknotes.notes.views_write import keep
from weeknotes.people.models import Person
from weeknotes.prose.html import clean
from weeknotes.prose.markdown import from_html

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Most:
    """So many times within a stretch of so many seconds."""

    times: int
    seconds: int = HOUR


MOST = {
    "save": Most(12_000),  # an editor saves once a second at the most (editor/src/save.js): three of them, written in without a pause
    "beside": Most(12_000),  # what stands beside the text is asked for after each save
    "change": Most(6_000),  # any other form
    "begin": Most(1_200),  # notes, languages and jottings, those that waited on a phone among them
    "program": Most(1_200),  # what all programs of one person write
    "upload": Most(600),
    "elsewhere": Most(600),  # a page of another site is asked for its title
    "links": Most(120),  # all pages that a text links to are
    "publish": Most(600),
    "people": Most(600),  # people added, and links made for them
    "ask": Most(120),  # what comes to somebody else as a mail, or asks them something
    "way": Most(120),  # links to drafts, feeds, programs and other ways in
    "import": Most(120),
    "part": Most(1_200),  # of a large file that is brought in: nine gigabytes
    "export": Most(60),
    "mail": Most(60),  # what sends a mail to an address that was typed
    "search": Most(600, 600),  # the page asks as one types, five times a second at the most
    "visitor": Most(6_000, 600),  # the same by all who are at one address without signing in: a whole office may be
}

# What a form of each route is, by the route's name. All that is neither here nor in FREE is a "change".
FORMS = {
    "save-note": "save", "jot": "begin", "start-note": "begin", "quiet-week": "begin", "write-for-team": "begin", "add-language": "begin",
    "add-picture": "upload", "add-sound": "upload", "media": "upload", "media-words": "upload", "site-look": "upload",
    "link-title": "elsewhere", "look-at-links": "links",
    "publish-note": "publish", "plan-note": "publish", "pin-note": "publish", "give-yes": "publish",
    "people-settings": "people", "link-for": "people", "teams-settings": "people", "team-settings": "people",
    "ask-note": "ask", "ask-team": "ask", "question": "ask", "ask-focus": "ask", "focus": "ask", "ask-look": "ask", "look": "ask", "ask-yes": "ask",
    "asks": "ask", "ask": "ask", "review-with": "ask",
    "share-draft": "way", "feeds-settings": "way", "programs": "way", "mail-in-settings": "way", "chats-settings": "way", "indieauth-answer": "way",
    "bring-in": "import", "send-parts": "import", "send-part": "part",
    "take-upload": "import", "take-run": "import", "resume-run": "import", "undo-run": "import", "moved-run": "import",
    "yours": "export", "leave": "export",
    "settings": "mail", "send-test-mail": "mail",
    # by the tokens of programs
    "api-drafts": "program", "api-draft": "program", "api-jottings": "program", "api-jotting": "program", "api-publish": "publish",
    "micropub": "program", "micropub-media": "upload",
}  # fmt: skip
# Pages that are dear to make, and files.
PAGES = {"search": "search", "note-margin": "beside", "team-week-document": "export", "takeout": "export"}
# What ends, closes or takes back is done however often it was asked before.
FREE = frozenset({
    "sign-out", "account_logout", "signed-in", "sign-out-of", "leave-site", "withdraw-note", "unplan-note", "delete-note", "stop-run", "let-go-run",
    "let-go-upload", "throw-takeout", "end-digest", "api-withdraw", "indieauth-revoke",
})  # fmt: skip


def kind_of(request: HttpRequest) -> str:
    """What is asked for, as a kind of MOST; "" for what is not counted."""
    match = request.resolver_match
    name = (match.url_name if match else None) or ""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return PAGES.get(name, "search" if match is not None and match.route.endswith("search/") else "")
    return "" if name in FREE else FORMS.get(name, "change")


def wait(kind: str, whose: object) -> int:
    """Count this request; how many seconds to wait where it is one too many, else 0."""
    most = MOST[kind]
    stretch, passed = divmod(int(timezone.now().timestamp()), most.seconds)
    times = int(cache.count(f"often-{kind}-{whose}-{stretch}", most.seconds))  # type: ignore[attr-defined]
    return most.seconds - passed if times > most.times else 0


def sentence(seconds: int) -> str:
    """What is said of it, in the reader's language."""
    minutes = -(-seconds // 60)
    return ngettext(
        "This was asked for far more often than somebody does by hand, so it was not done this time. It can be again in %(minutes)d minute.",
        "This was asked for far more often than somebody does by hand, so it was not done this time. It can be again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


class Often:
    """Answers a page or form that is asked for too often: 429, when to ask again, and all that was typed, to be sent again as it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]) -> HttpResponse | None:
        """The answer in place of the view's. Whoever is not signed in is only counted where they search; who brings a token is, at that door."""
        kind, person = kind_of(request), request.user
        if isinstance(person, Person):
            seconds = wait(kind, person.pk) if kind else 0
        else:
            seconds = wait("visitor", request.META.get("REMOTE_ADDR", "")) if kind == "search" else 0
        return _later(request, kwargs, seconds) if seconds else None


def _later(request: HttpRequest, kwargs: dict[str, object], seconds: int) -> HttpResponse:
    headers = {"Retry-After": str(seconds)}
    said = sentence(seconds)
    if request.headers.get("X-Requested-With") == "fetch" or request.content_type == "application/json":
        return JsonResponse({"state": "refused", "message": said}, status=429, headers=headers)
    sent = [(name, value) for name, several in request.POST.lists() if name != "csrfmiddlewaretoken" for value in several]
    shown = {"said": said, "kept": _kept(request, kwargs), "sent": sent, "words": _words(request), "files": bool(request.FILES), "again": request.get_full_path()}
    answer = render(request, "desk/too_often.html", shown, status=429)
    answer.headers["Retry-After"] = headers["Retry-After"]
    return answer


def _kept(request: HttpRequest, kwargs: dict[str, object]) -> bool:
    """Save the text of the write page, whose form many buttons send: only what they would do is put off. Whether there was one."""
    if not {"html", "markdown"} & request.POST.keys() or not {"uid", "lang"} <= kwargs.keys() or not isinstance(request.user, Person):
        return False
    try:
        body = open_body(person=request.user, uid=kwargs["uid"], lang=str(kwargs["lang"]))  # type: ignore[arg-type]
    except Http404:
        return False
    return keep(request, body, request.user).version > 0


def _words(request: HttpRequest) -> str:
    """What somebody typed into the form, as they would copy it: what has a space in it, which no choice, key or number has."""
    plain = [from_html(clean(value)) if name == "html" else value for name, value in request.POST.items() if isinstance(value, str) and name != "csrfmiddlewaretoken"]
    return "\n\n".join(one.strip() for one in plain if " " in one.strip())
