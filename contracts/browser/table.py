"""Every page of the site, one line a page. What looks at all pages (the accessibility check, the pictures) reads this table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from contracts.browser import pressing as way
from contracts.browser import stage
from contracts.browser.tour import Tour

Sort = Literal["empty", "sample", "own"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its name, its route in the site's map, an address whose {name}s are looked up (the route, where none is given), and what is pressed there
    to come to it."""

    name: str
    route: str
    address: str = ""
    signed_in: bool = False
    on: Sort = "sample"
    status: int = 200
    then: Callable[[Tour], None] | None = None

    def go(self, tour: Tour) -> None:
        """Come to this page in the tour's window. AssertionError where it answers otherwise than the table says."""
        page = tour.at.page
        statuses = [0]
        page.on("response", lambda one: statuses.append(one.status) if one.request.is_navigation_request() else None)
        address = tour.at.site.url + tour.address(self.address or f"/{self.route}")
        page.goto(address)
        if self.signed_in and page.locator("html").get_attribute("lang") != tour.lang:
            stage.speak(tour.at, tour.lang)  # the other language's tour of this site is the same person's
            page.goto(address)
        if self.then is not None:
            with page.expect_navigation():
                self.then(tour)
        page.wait_for_load_state("load")
        assert statuses[-1] == self.status, f"{self.name}: {statuses[-1]} at {page.url}"


# A page of one's own, or of others for somebody who is signed in.
Mine = partial(Shown, signed_in=True)
PEOPLE, TEAMS = "people/<slug:person>/", "teams/<slug:team>/"
NOTE, FRIDAY = "write/<uuid:uid>/<slug:lang>/", "friday/<str:week>/"

PAGES = (
    # what everybody may read
    Shown("home", "", "{tree}/"),
    Shown("person", PEOPLE, "{tree}/people/{person}/"),
    Shown("note", f"{PEOPLE}<slug:note>/", "{public_note}"),
    Shown("team", TEAMS, "{tree}/teams/repairs/"),
    Shown("a team’s week", f"{TEAMS}<year:year>/<week:week>/", "{team_week}"),
    Shown("heard", f"{TEAMS}heard/<slug:heard>/", "{heard}"),
    Shown("series", "series/<slug:series>/", "{tree}/series/out-of-hours/"),
    Shown("person, one year", f"{PEOPLE}years/<year:year>/", "{tree}/people/{person}/years/{a_year}/"),
    Shown("team, one year", f"{TEAMS}years/<year:year>/", "{tree}/teams/repairs/years/{a_year}/"),
    Shown("series, one year", "series/<slug:series>/years/<year:year>/", "{tree}/series/out-of-hours/years/{a_year}/"),
    Shown("tag", "tags/<slug:tag>/", "{tree}/tags/night-calls/"),
    Shown("tags", "tags/", "{tree}/tags/"),
    Shown("everybody", "people/", "{tree}/people/"),
    Shown("every team", "teams/", "{tree}/teams/"),
    Shown("about a label", "people/<slug:person>/about/<slug:label>/", "{tree}/people/nerys/about/out-of-hours/"),
    Shown("year", "<year:year>/", "{year}"),
    Shown("week", "<year:year>/<week:week>/", "{week}"),
    Shown("tag, one year", "tags/<slug:tag>/years/<year:year>/", "{tree}/tags/night-calls/years/{a_year}/"),
    Shown("about", "about/", "{tree}/about/"),
    Shown("accessibility", "accessibility/", "{tree}/accessibility/"),
    Shown("privacy", "privacy/", "{tree}/privacy/"),
    Shown("search", "search/", "{tree}/search/"),
    Shown("search, found", "search/", "{tree}/search/?q=rota"),
    Shown("search, nothing found", "search/", "{tree}/search/?q=zeppelin&in=learned"),
    Shown("follow", "feeds/", "{tree}/feeds/"),
    Shown("nothing here, as a file", "404.html", "{tree}/404.html"),
    # an empty site, and coming in
    Shown("first run", "welcome/", on="empty"),
    Shown("first run, nothing filled in", "welcome/", on="empty", status=422, then=way.press("form:has(#id_site) button")),
    Shown("sample", "sample/"),
    Shown("sign in", "sign-in/", on="own"),
    Shown("sign in, page open too long", "sign-in/", on="own", status=403, then=way.without_cookies),
    Shown("code", "sign-in/code/", "/sign-in/", on="own", then=way.ask_for_code),
    Shown("code, a wrong one", "sign-in/code/", "/sign-in/", on="own", then=way.wrong_code),
    Shown("link", "sign-in/link/<str:secret>/", "{link}"),
    Shown("link used", "sign-in/link/<str:secret>/", "/sign-in/link/used/", status=410),
    Shown("nothing here", "404", "/nothing/here/", status=404),
    # one's own pages
    Mine("today", "today/"),
    Mine("jot", "jot/", "/jot/?title=Damp&url=https://glanderw.example/damp"),
    Shown("jot, without a connection", "jot/shell/", "/jot/shell/?lang={lang}"),
    Mine("jottings put by", "jot/kept/"),
    Mine("friday", "friday/"),
    Mine("friday of another week", FRIDAY, "/friday/2026-W02/"),
    Mine("friday, something to mend", FRIDAY, "/friday/", status=422, then=way.reason_without_a_word),
    Mine("friday, no such week", FRIDAY, "/friday/2026-W99/", status=404),
    Mine("monday", "monday/"),
    Mine("monday, nothing written", "monday/", status=422, then=way.press("main form button")),
    Mine("threads", "threads/"),
    Mine("thread", "threads/<uuid:uid>/", "{thread}"),
    Mine("lessons", "lessons/"),
    Mine("lesson", "lessons/<uuid:uid>/", "{lesson}"),
    Mine("lesson, other words", "lessons/<uuid:uid>/change/", "{lesson}change/"),
    Mine("lesson, drawing", "lessons/new/"),
    Mine("lesson, nothing said", "lessons/new/", status=422, then=way.press("main form .acts button")),
    Mine("lesson, from a sentence", "lessons/from/<uuid:uid>/<slug:lang>/", "{sentences}"),
    Mine("asks", "asks/"),
    Mine("ask", "asks/<uuid:uid>/", "{ask}"),
    Mine("hearings", "hearings/"),
    Mine("hearing, begin", "hearings/new/"),
    Mine("hearing, no team", "hearings/new/", status=422, then=way.press("main form button")),
    Mine("hearing", "hearings/<uuid:uid>/", "{hearing}"),
    Mine("hearing, nothing written", "hearings/<uuid:uid>/", "{hearing}", status=422, then=way.press("button[value=add]")),
    Mine("my year", "year/"),
    Mine("my year, another one", "year/<int:year>/", "/year/{a_year}/"),
    Mine("my year, nothing yet", "year/", on="own"),
    Mine("begin a review", "year/<int:year>/review/", "/year/{a_year}/review/?from=retrospective"),
    Mine("begin a review, no headings", "year/<int:year>/review/", "/year/{a_year}/review/", status=422, then=way.no_headings),
    Mine("review", "reviews/<uuid:uid>/", "{review}?find=rota"),
    Mine("review, signed", "reviews/<uuid:uid>/sign/", "{signed}sign/"),
    Mine("returns, none yet", "returns/", on="own"),
    Mine("returns", "returns/", "{returns}"),
    Mine("bring back", "returns/add/", "/returns/add/?thread={thread_uid}"),
    Mine("bring back, no day", "returns/add/", "/returns/add/?thread={thread_uid}", status=422, then=way.press("main form button")),
    Mine("my questions", "questions/", "{my_questions}"),
    Mine("my questions, none yet", "questions/", on="own"),
    Mine("a question put to me", "questions/<uuid:uid>/", "{question}"),
    Mine("a question, nothing said", "questions/<uuid:uid>/", "{question}", status=422, then=way.press("button[value=words]")),
    Mine("ask about a note", "notes/<uuid:uid>/ask/", "{note}ask/"),
    Mine("ask about a note, nothing asked", "notes/<uuid:uid>/ask/", "{note}ask/", status=422, then=way.press("main form:has(#text) button")),
    Mine("ask a team", "questions/team/<slug:slug>/", "/questions/team/repairs/"),
    Mine("ask about a focus", f"{NOTE}focus/", "{meant}focus/"),
    Mine("ask about a focus, nobody chosen", f"{NOTE}focus/", "{meant}focus/", status=422, then=way.press("button[value=ask]")),
    Mine("a focus", "focus/<uuid:uid>/", "{focus}"),
    Mine("chats, one added", "settings/chats/", "{chats}"),
    Mine("chats, nothing filled in", "settings/chats/", status=422, then=way.press("section:has(#add) form button")),
    Mine("write", "write/"),
    Mine("questions", "write/questions/"),
    Mine("questions, a difficult week", "write/questions/", "/write/questions/?difficult=1"),
    Mine("write, a new note", NOTE, "{draft}"),
    Mine("write, a published note", NOTE, "{published}"),
    Mine("write, the second language", NOTE, "{second}"),
    Mine("both languages", f"{NOTE}both/", "{second}both/"),
    Mine("write, two texts", NOTE, "{two_texts}"),
    Mine("media", "media/", "{register}"),
    Mine("media, none yet", "media/", on="own"),
    Mine("media, its words", "media/<uuid:uid>/words/", "{sound}"),
    Mine("media, a credit too long", "media/<uuid:uid>/words/", "{sound}", status=422, then=way.too_long_a_credit),
    Mine("bring in", "import/"),
    Mine("bring in, no file chosen", "import/", status=422, then=way.press("main form button")),
    Mine("bring in, what was found", "import/<uuid:uid>/", "{upload}"),
    Mine("bring in, one is waiting", "import/", "{waiting}"),
    Mine("bring in, taken in", "import/<uuid:uid>/", "{upload_to_take}", then=way.press("button[formaction$='/take/']")),
    Mine("bring in, an archive, what was found", "import/run/<uuid:uid>/", "{archive}"),
    Mine("bring in, an archive, taken in", "import/run/<uuid:uid>/", "{archive_taken}"),
    Mine("what your years say", "import/years/"),
    Mine("what your years say, nothing yet", "import/years/", on="own"),
    Mine("bring in, gone", "import/<uuid:uid>/", "/import/0b3e2c1a-0000-4000-8000-000000000000/", status=404),
    Mine("published", NOTE, "{draft}", then=way.publish_as_it_is),
    Mine("versions", f"{NOTE}versions/", "{published}versions/"),
    Mine("version", f"{NOTE}versions/<int:version>/", "{version}"),
    Mine("what changed in a version", f"{NOTE}versions/<int:version>/<slug:against>/", "{version}before/"),
    Mine("what changed since a version", f"{NOTE}versions/<int:version>/<slug:against>/", "{old_version}now/"),
    Mine("deleted, none yet", "write/deleted/", on="own"),
    Mine("deleted", "write/deleted/", "{deleted_page}"),
    Mine("deleted, asked for at its address", NOTE, "{deleted_note}", status=410),
    Mine("delete for good", "write/deleted/<uuid:uid>/for-good/", "{for_good}"),
    Mine("what of mine is seen by whom", "write/who/"),
    Mine("what of mine is seen by whom, nothing yet", "write/who/", on="own"),
    Mine("who can see it", f"{NOTE}who/", "{published}who/?person=-"),
    Mine("who can see it, a draft", f"{NOTE}who/", "{draft}who/"),
    Mine("as others see it", f"{NOTE}as/<slug:whom>/", "{published}as/public/"),
    Mine("as others see it, nothing", f"{NOTE}as/<slug:whom>/", "{draft}as/public/"),
    Mine("ask for a yes", f"{NOTE}yes/", "{published}yes/"),
    Mine("ask for a yes, nobody chosen", f"{NOTE}yes/", "{published}yes/", status=422, then=way.press("main form button")),
    Mine("share", f"{NOTE}share/", "{published}share/"),
    Mine("share, a link made", f"{NOTE}share/", "{published}share/", then=way.press("form:has(input[value=share]) button")),
    Mine("share, nothing to read", f"{NOTE}share/", "{empty_draft}share/", status=422, then=way.press("form:has(input[value=share]) button")),
    Mine("share, nobody chosen", f"{NOTE}share/", "{published}share/", status=422, then=way.press("form[action$='/ask/'] button")),
    Mine("asked for a look", "asked/<uuid:uid>/", "{look}"),
    Mine("asked for a look, nothing said", "asked/<uuid:uid>/", "{look}", status=422, then=way.say_nothing),
    Mine("asked for a look, ended", "asked/<uuid:uid>/", "{look_over}"),
    Mine("today, asked for a look", "today/", "{asked_today}"),
    Mine("write, what others said", NOTE, "{commented}"),
    Mine("shared draft", "shared/<str:secret>/", "{shared}"),
    Shown("shared draft, ended", "shared/<str:secret>/", "/shared/nothing/", status=404),
    Mine("section", "write/team/<slug:slug>/section/", "/write/team/repairs/section/"),
    Mine("section, nothing in it", "write/team/<slug:slug>/section/", "/write/team/repairs/section/", status=422, then=way.press("main form button")),
    Mine("read", "read/"),
    Mine("search, signed in", "search/", "/search/?q=rota"),
    Mine("note, signed in", "notes/<uuid:uid>/", "{note}"),
    Mine("pin", "notes/<uuid:uid>/pin/", "{note}pin/"),
    Mine("gone", f"{PEOPLE}<slug:note>/", "{withdrawn}", status=410),
    Mine("nothing here, signed in", "404", "/notes/nothing/", status=404),
    Mine("settings", "settings/"),
    Mine("settings, no name", "settings/", status=422, then=way.no_name),
    Mine("settings, a former name of one word", "settings/", status=422, then=way.press("form[action$='/former/'] button")),
    Mine("settings, no day away", "settings/", status=422, then=way.press("form[action$='/away/'] button")),
    Mine("where I am signed in", "settings/signed-in/"),
    Mine("what was done", "settings/traces/"),
    Mine("an address that cannot be proved any more", "settings/address/", status=410),
    Mine("what is yours", "settings/yours/"),
    Mine("ending one’s account", "settings/leave/"),
    Mine("ending one’s account, not sure", "settings/leave/", status=422, then=way.press("main form button")),
    Mine("passkeys, none yet", "settings/passkeys/", on="own"),
    Mine("passkeys, one more", "settings/passkeys/add/", on="own"),
    Mine("searches under the law", "law/", on="own"),
    Mine("a search, waiting for the second", "law/<uuid:uid>/", "{search_asked}", on="own"),
    Mine("a search, something of mine found", "law/<uuid:uid>/", "{search_made}", on="own"),
    Mine("a search, the thing that was found", "law/<uuid:uid>/found/<int:number>/", "{search_made}found/1/", on="own"),
    Mine("a search, choosing what is withheld", "law/<uuid:uid>/found/<int:number>/withhold/", "{search_mine}found/1/withhold/", on="own"),
    Mine("ask for a search, nothing filled in", "law/new/", "{ask_for_search}", on="own", status=422, then=way.press("form:has(#law_words) button")),
    Mine("this place", "settings/site/", on="own"),
    Mine("this place, no language", "settings/site/", on="own", status=422, then=way.no_language),
    Mine("somebody else’s yes, of this place", "settings/site/yes/", on="own"),
    Mine("the check of this place", "settings/site/check/", on="own"),
    Mine("the check of this place, a list that cannot be used", "settings/site/check/", on="own", status=422, then=way.no_host),
    Mine("how this place looks", "settings/site/look/", on="own"),
    Mine("how this place is", "settings/site/how/", on="own"),
    Mine("words about this place", "settings/site/words/<slug:key>/<slug:lang>/", "/settings/site/words/accessibility/{lang}/", on="own"),
    Mine("series, none yet", "settings/series/", on="own"),
    Mine("tags, none yet", "settings/tags/", on="own"),
    Mine("tags, settings", "settings/tags/"),
    Mine("tag, settings", "settings/tags/<slug:slug>/", "/settings/tags/night-calls/"),
    Mine("feeds, none yet", "settings/feeds/", on="own"),
    Mine("feeds, one made", "settings/feeds/", then=way.make_feed),
    Mine("feeds, no name", "settings/feeds/", status=422, then=way.press("main form button")),
    Mine("programs, none yet", "settings/programs/", on="own"),
    Mine("programs, nothing filled in", "settings/programs/", status=422, then=way.press("main form button")),
    Mine("programs, one allowed", "settings/programs/", then=way.allow_program),
    Mine(
        "a program asks",
        "indieauth/",
        "/indieauth/?client_id=http://127.0.0.1:9/phone/&redirect_uri=http://127.0.0.1:9/phone/back&state=1&code_challenge_method=S256"
        "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&scope=create+media+profile",
    ),
    Mine("a program asks, not rightly", "indieauth/", status=400),
    Mine("by mail, none yet", "settings/mail-in/", on="own"),
    Mine("by mail, one made", "settings/mail-in/", then=way.press("button[value=make]")),
    Mine("what you follow", "settings/following/"),
    Mine("what you follow, a calendar made", "settings/following/", on="own", then=way.press("button[value=calendar]")),
    Shown("the weekly mail, an address that was not signed", "mail/week/off/<str:signed>/", "/mail/week/off/nothing/", status=404),
    Mine("people", "settings/people/", on="own"),
    Mine("link made", "settings/people/", on="own", then=way.press("form[action$='/link/'] button")),
    Mine("teams", "settings/teams/"),
    Mine("team, settings", "settings/teams/<slug:slug>/", "/settings/teams/repairs/"),
    Mine("somebody else’s yes, of a team", "settings/teams/<slug:slug>/yes/", "{own_team}yes/"),
    Mine("measures", "teams/<slug:slug>/measures/", "/teams/repairs/measures/"),
    Mine("measures, none yet", "teams/<slug:slug>/measures/", "/teams/libraries/measures/"),
    Mine("measure", "teams/<slug:slug>/measures/<uuid:uid>/", "{measure}"),
    Mine("measure, no number", "teams/<slug:slug>/measures/<uuid:uid>/", "{measure}", status=422, then=way.press("main button[value=add]")),
    Mine("a measure begun", "teams/<slug:slug>/measures/new/", "/teams/repairs/measures/new/"),
    Mine("a measure changed", "teams/<slug:slug>/measures/<uuid:uid>/change/", "{measure}change/"),
    Mine("measure, no reason", "teams/<slug:slug>/measures/<uuid:uid>/change/", "{measure}change/", status=422, then=way.press("main button[value=retire]")),
    Mine("a reading put right", "teams/<slug:slug>/measures/<uuid:uid>/readings/<int:pk>/", "{reading}"),
    Mine("a team’s week, signed in", "teams/<slug:slug>/<year:year>/<week:week>/signed-in/", "{team_week_inside}"),
    Mine("a team’s week, at its lasting address", "teams/<slug:slug>/<year:year>/<week:week>/", "/teams/libraries/2020/w10/"),
    Mine("a team’s week, in its own words", "teams/<slug:slug>/<year:year>/<week:week>/words/", "{team_week_words}"),
    Mine("my teams", "my-teams/"),
    Mine("my teams, none yet", "my-teams/", on="own"),
    Mine("today, the first day", "today/", on="own"),
    Mine("write, the first day", "write/", on="own"),
    Mine("friday, the first week", "friday/", on="own"),
    Mine("monday, the first week", "monday/", on="own"),
    Mine("threads, none yet", "threads/", on="own"),
    Mine("read, none yet", "read/", on="own"),
    Mine("teams, none yet", "settings/teams/", on="own"),
    # how long notes are kept
    Mine("how long notes are kept, no class yet", "settings/records/", on="own"),
    Mine("a class", "settings/records/class/new/", on="own"),
    Mine("a class, nothing filled in", "settings/records/class/new/", on="own", status=422, then=way.press("main form button")),
    Mine("holds, none yet", "settings/records/holds/", on="own"),
    Mine("holds, nothing filled in", "settings/records/holds/", on="own", status=422, then=way.press("main form button")),
    Mine("what went, nothing yet", "settings/records/gone/", on="own"),
    Mine("how long mine are kept, none yet", "settings/kept/", on="own"),
    Mine("how long notes are kept", "settings/records/", "{records}"),
    Mine("a class, changed", "settings/records/class/<uuid:uid>/", "{a_class}"),
    Mine("disposal list", "settings/records/list/<uuid:uid>/", "{disposal}"),
    Mine("disposal list, nothing ticked", "settings/records/list/<uuid:uid>/", "{disposal}", status=422, then=way.press("#hold button")),
    Mine("how long mine are kept", "settings/kept/", "{kept_mine}"),
    Mine("how long mine are kept, no reason", "settings/kept/", "{kept_mine}", status=422, then=way.press("form[action$='/ask/'] button")),
    Mine("how long a note is kept", f"{NOTE}kept/", "{published}kept/"),
)

# Answers to GET that are no pages of their own kind: feeds, parts of lists that only a busy site has, what a team says under a label (as a person does), what the installed page is made of, the parts that the write page fetches alone, and the way to the organisation's sign-in and back.
NOT_PAGES = ("<feed:feed>", "<archive:archive>", "<str:file>", "feeds.opml", "oembed", "favicon.ico", "opensearch.xml", f"{TEAMS}about/<slug:label>/", "<int:sheet>/", "security.txt", "jot/worker.js", "sign-in/with/<slug:provider_id>/", "sign-in/with/<slug:provider_id>/back/", ".webmanifest", "weeknotes.ics", "document.docx", "<tree:lang>/teams/<slug:slug>/<year:year>/<week:week>/", "moved/<slug:form>/",
             f"{NOTE}read/", f"{NOTE}two/", f"{NOTE}tags/", "micropub", "oauth-authorization-server", "indieauth/userinfo",
             "healthz/", "healthz/ready/", "metrics", "settings/yours/<uuid:uid>/", "list.csv", "all.csv")  # fmt: skip
FOR_PROGRAMS = "api/1/"
