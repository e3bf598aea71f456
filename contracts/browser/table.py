"""Every page of the site, one line a page. What looks at all pages (the accessibility check, the pictures) reads this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from contracts.browser import pressing as way
from contracts.browser import stage
from contracts.browser.tour import Tour

Sort = Literal["empty", "sample", "own"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its name, its route in the site's map, an address whose {name}s are looked up, and what is pressed there to come to it."""

    name: str
    route: str
    address: str
    signed_in: bool = False
    on: Sort = "sample"
    status: int = 200
    then: Callable[[Tour], None] | None = None

    def go(self, tour: Tour) -> None:
        """Come to this page in the tour's window. AssertionError where it answers otherwise than the table says."""
        page = tour.at.page
        statuses = [0]
        page.on("response", lambda one: statuses.append(one.status) if one.request.is_navigation_request() else None)
        page.goto(tour.at.site.url + tour.address(self.address))
        if self.signed_in and page.locator("html").get_attribute("lang") != tour.lang:
            stage.speak(tour.at, tour.lang)  # the other language's tour of this site is the same person's
            page.goto(tour.at.site.url + tour.address(self.address))
        if self.then is not None:
            with page.expect_navigation():
                self.then(tour)
        page.wait_for_load_state("load")
        assert statuses[-1] == self.status, f"{self.name}: {statuses[-1]} at {page.url}"


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
    Shown("first run", "welcome/", "/welcome/", on="empty"),
    Shown("first run, nothing filled in", "welcome/", "/welcome/", on="empty", status=422, then=way.press("form:has(#id_site) button")),
    Shown("sample", "sample/", "/sample/"),
    Shown("sign in", "sign-in/", "/sign-in/", on="own"),
    Shown("sign in, page open too long", "sign-in/", "/sign-in/", on="own", status=403, then=way.without_cookies),
    Shown("code", "sign-in/code/", "/sign-in/", on="own", then=way.ask_for_code),
    Shown("code, a wrong one", "sign-in/code/", "/sign-in/", on="own", then=way.wrong_code),
    Shown("link", "sign-in/link/<str:secret>/", "{link}"),
    Shown("link used", "sign-in/link/<str:secret>/", "/sign-in/link/used/", status=410),
    Shown("nothing here", "404", "/nothing/here/", status=404),
    # one's own pages
    Shown("today", "today/", "/today/", signed_in=True),
    Shown("jot", "jot/", "/jot/?title=Damp&url=https://glanderw.example/damp", signed_in=True),
    Shown("jot, without a connection", "jot/shell/", "/jot/shell/?lang={lang}"),
    Shown("jottings put by", "jot/kept/", "/jot/kept/", signed_in=True),
    Shown("friday", "friday/", "/friday/", signed_in=True),
    Shown("friday of another week", FRIDAY, "/friday/2026-W02/", signed_in=True),
    Shown("friday, something to mend", FRIDAY, "/friday/", signed_in=True, status=422, then=way.reason_without_a_word),
    Shown("friday, no such week", FRIDAY, "/friday/2026-W99/", signed_in=True, status=404),
    Shown("monday", "monday/", "/monday/", signed_in=True),
    Shown("monday, nothing written", "monday/", "/monday/", signed_in=True, status=422, then=way.press("main form button")),
    Shown("threads", "threads/", "/threads/", signed_in=True),
    Shown("thread", "threads/<uuid:uid>/", "{thread}", signed_in=True),
    Shown("lessons", "lessons/", "/lessons/", signed_in=True),
    Shown("lesson", "lessons/<uuid:uid>/", "{lesson}", signed_in=True),
    Shown("lesson, other words", "lessons/<uuid:uid>/change/", "{lesson}change/", signed_in=True),
    Shown("lesson, drawing", "lessons/new/", "/lessons/new/", signed_in=True),
    Shown("lesson, nothing said", "lessons/new/", "/lessons/new/", signed_in=True, status=422, then=way.press("main form .acts button")),
    Shown("lesson, from a sentence", "lessons/from/<uuid:uid>/<slug:lang>/", "{sentences}", signed_in=True),
    Shown("asks", "asks/", "/asks/", signed_in=True),
    Shown("ask", "asks/<uuid:uid>/", "{ask}", signed_in=True),
    Shown("hearings", "hearings/", "/hearings/", signed_in=True),
    Shown("hearing, begin", "hearings/new/", "/hearings/new/", signed_in=True),
    Shown("hearing, no team", "hearings/new/", "/hearings/new/", signed_in=True, status=422, then=way.press("main form button")),
    Shown("hearing", "hearings/<uuid:uid>/", "{hearing}", signed_in=True),
    Shown("hearing, nothing written", "hearings/<uuid:uid>/", "{hearing}", signed_in=True, status=422, then=way.press("button[value=add]")),
    Shown("my year", "year/", "/year/", signed_in=True),
    Shown("my year, another one", "year/<int:year>/", "/year/{a_year}/", signed_in=True),
    Shown("my year, nothing yet", "year/", "/year/", signed_in=True, on="own"),
    Shown("begin a review", "year/<int:year>/review/", "/year/{a_year}/review/?from=retrospective", signed_in=True),
    Shown("begin a review, no headings", "year/<int:year>/review/", "/year/{a_year}/review/", signed_in=True, status=422, then=way.no_headings),
    Shown("review", "reviews/<uuid:uid>/", "{review}?find=rota", signed_in=True),
    Shown("review, signed", "reviews/<uuid:uid>/sign/", "{signed}sign/", signed_in=True),
    Shown("returns, none yet", "returns/", "/returns/", signed_in=True, on="own"),
    Shown("returns", "returns/", "{returns}", signed_in=True),
    Shown("bring back", "returns/add/", "/returns/add/?thread={thread_uid}", signed_in=True),
    Shown("bring back, no day", "returns/add/", "/returns/add/?thread={thread_uid}", signed_in=True, status=422, then=way.press("main form button")),
    Shown("my questions", "questions/", "{my_questions}", signed_in=True),
    Shown("my questions, none yet", "questions/", "/questions/", signed_in=True, on="own"),
    Shown("a question put to me", "questions/<uuid:uid>/", "{question}", signed_in=True),
    Shown("a question, nothing said", "questions/<uuid:uid>/", "{question}", signed_in=True, status=422, then=way.press("button[value=words]")),
    Shown("ask about a note", "notes/<uuid:uid>/ask/", "{note}ask/", signed_in=True),
    Shown("ask about a note, nothing asked", "notes/<uuid:uid>/ask/", "{note}ask/", signed_in=True, status=422, then=way.press("main form:has(#text) button")),
    Shown("ask a team", "questions/team/<slug:slug>/", "/questions/team/repairs/", signed_in=True),
    Shown("ask about a focus", f"{NOTE}focus/", "{meant}focus/", signed_in=True),
    Shown("ask about a focus, nobody chosen", f"{NOTE}focus/", "{meant}focus/", signed_in=True, status=422, then=way.press("button[value=ask]")),
    Shown("a focus", "focus/<uuid:uid>/", "{focus}", signed_in=True),
    Shown("chats, one added", "settings/chats/", "{chats}", signed_in=True),
    Shown("chats, nothing filled in", "settings/chats/", "/settings/chats/", signed_in=True, status=422, then=way.press("section:has(#add) form button")),
    Shown("write", "write/", "/write/", signed_in=True),
    Shown("questions", "write/questions/", "/write/questions/", signed_in=True),
    Shown("questions, a difficult week", "write/questions/", "/write/questions/?difficult=1", signed_in=True),
    Shown("write, a new note", NOTE, "{draft}", signed_in=True),
    Shown("write, a published note", NOTE, "{published}", signed_in=True),
    Shown("write, the second language", NOTE, "{second}", signed_in=True),
    Shown("both languages", f"{NOTE}both/", "{second}both/", signed_in=True),
    Shown("write, two texts", NOTE, "{two_texts}", signed_in=True),
    Shown("media", "media/", "{register}", signed_in=True),
    Shown("media, none yet", "media/", "/media/", signed_in=True, on="own"),
    Shown("media, its words", "media/<uuid:uid>/words/", "{sound}", signed_in=True),
    Shown("media, a credit too long", "media/<uuid:uid>/words/", "{sound}", signed_in=True, status=422, then=way.too_long_a_credit),
    Shown("bring in", "import/", "/import/", signed_in=True),
    Shown("bring in, no file chosen", "import/", "/import/", signed_in=True, status=422, then=way.press("main form button")),
    Shown("bring in, what was found", "import/<uuid:uid>/", "{upload}", signed_in=True),
    Shown("bring in, one is waiting", "import/", "{waiting}", signed_in=True),
    Shown("bring in, taken in", "import/<uuid:uid>/", "{upload_to_take}", signed_in=True, then=way.press("button[formaction$='/take/']")),
    Shown("bring in, gone", "import/<uuid:uid>/", "/import/0b3e2c1a-0000-4000-8000-000000000000/", signed_in=True, status=404),
    Shown("published", NOTE, "{draft}", signed_in=True, then=way.publish_as_it_is),
    Shown("versions", f"{NOTE}versions/", "{published}versions/", signed_in=True),
    Shown("version", f"{NOTE}versions/<int:version>/", "{version}", signed_in=True),
    Shown("what changed in a version", f"{NOTE}versions/<int:version>/<slug:against>/", "{version}before/", signed_in=True),
    Shown("what changed since a version", f"{NOTE}versions/<int:version>/<slug:against>/", "{old_version}now/", signed_in=True),
    Shown("deleted, none yet", "write/deleted/", "/write/deleted/", signed_in=True, on="own"),
    Shown("deleted", "write/deleted/", "{deleted_page}", signed_in=True),
    Shown("deleted, asked for at its address", NOTE, "{deleted_note}", signed_in=True, status=410),
    Shown("delete for good", "write/deleted/<uuid:uid>/for-good/", "{for_good}", signed_in=True),
    Shown("share", f"{NOTE}share/", "{published}share/", signed_in=True),
    Shown("share, a link made", f"{NOTE}share/", "{published}share/", signed_in=True, then=way.press("form:has(input[value=share]) button")),
    Shown("share, nothing to read", f"{NOTE}share/", "{empty_draft}share/", signed_in=True, status=422, then=way.press("form:has(input[value=share]) button")),
    Shown("share, nobody chosen", f"{NOTE}share/", "{published}share/", signed_in=True, status=422, then=way.press("form[action$='/ask/'] button")),
    Shown("asked for a look", "asked/<uuid:uid>/", "{look}", signed_in=True),
    Shown("asked for a look, nothing said", "asked/<uuid:uid>/", "{look}", signed_in=True, status=422, then=way.say_nothing),
    Shown("asked for a look, ended", "asked/<uuid:uid>/", "{look_over}", signed_in=True),
    Shown("today, asked for a look", "today/", "{asked_today}", signed_in=True),
    Shown("write, what others said", NOTE, "{commented}", signed_in=True),
    Shown("shared draft", "shared/<str:secret>/", "{shared}", signed_in=True),
    Shown("shared draft, ended", "shared/<str:secret>/", "/shared/nothing/", status=404),
    Shown("section", "write/team/<slug:slug>/section/", "/write/team/repairs/section/", signed_in=True),
    Shown("section, nothing in it", "write/team/<slug:slug>/section/", "/write/team/repairs/section/", signed_in=True, status=422, then=way.press("main form button")),
    Shown("read", "read/", "/read/", signed_in=True),
    Shown("search, signed in", "search/", "/search/?q=rota", signed_in=True),
    Shown("note, signed in", "notes/<uuid:uid>/", "{note}", signed_in=True),
    Shown("pin", "notes/<uuid:uid>/pin/", "{note}pin/", signed_in=True),
    Shown("gone", f"{PEOPLE}<slug:note>/", "{withdrawn}", signed_in=True, status=410),
    Shown("nothing here, signed in", "404", "/notes/nothing/", signed_in=True, status=404),
    Shown("settings", "settings/", "/settings/", signed_in=True),
    Shown("settings, no name", "settings/", "/settings/", signed_in=True, status=422, then=way.no_name),
    Shown("settings, no day away", "settings/", "/settings/", signed_in=True, status=422, then=way.press("form[action$='/away/'] button")),
    Shown("this place", "settings/site/", "/settings/site/", signed_in=True, on="own"),
    Shown("this place, no language", "settings/site/", "/settings/site/", signed_in=True, on="own", status=422, then=way.no_language),
    Shown("how this place looks", "settings/site/look/", "/settings/site/look/", signed_in=True, on="own"),
    Shown("words about this place", "settings/site/words/<slug:key>/<slug:lang>/", "/settings/site/words/accessibility/{lang}/", signed_in=True, on="own"),
    Shown("series, none yet", "settings/series/", "/settings/series/", signed_in=True, on="own"),
    Shown("tags, none yet", "settings/tags/", "/settings/tags/", signed_in=True, on="own"),
    Shown("tags, settings", "settings/tags/", "/settings/tags/", signed_in=True),
    Shown("tag, settings", "settings/tags/<slug:slug>/", "/settings/tags/night-calls/", signed_in=True),
    Shown("feeds, none yet", "settings/feeds/", "/settings/feeds/", signed_in=True, on="own"),
    Shown("feeds, one made", "settings/feeds/", "/settings/feeds/", signed_in=True, then=way.make_feed),
    Shown("feeds, no name", "settings/feeds/", "/settings/feeds/", signed_in=True, status=422, then=way.press("main form button")),
    Shown("what you follow", "settings/following/", "/settings/following/", signed_in=True),
    Shown("what you follow, a calendar made", "settings/following/", "/settings/following/", signed_in=True, on="own", then=way.press("button[value=calendar]")),
    Shown("the weekly mail, an address that was not signed", "mail/week/off/<str:signed>/", "/mail/week/off/nothing/", status=404),
    Shown("people", "settings/people/", "/settings/people/", signed_in=True, on="own"),
    Shown("link made", "settings/people/", "/settings/people/", signed_in=True, on="own", then=way.press("form[action$='/link/'] button")),
    Shown("teams", "settings/teams/", "/settings/teams/", signed_in=True),
    Shown("team, settings", "settings/teams/<slug:slug>/", "/settings/teams/repairs/", signed_in=True),
    Shown("measures", "teams/<slug:slug>/measures/", "/teams/repairs/measures/", signed_in=True),
    Shown("measures, none yet", "teams/<slug:slug>/measures/", "/teams/libraries/measures/", signed_in=True),
    Shown("measure", "teams/<slug:slug>/measures/<uuid:uid>/", "{measure}", signed_in=True),
    Shown("measure, no number", "teams/<slug:slug>/measures/<uuid:uid>/", "{measure}", signed_in=True, status=422, then=way.press("main button[value=add]")),
    Shown("a measure begun", "teams/<slug:slug>/measures/new/", "/teams/repairs/measures/new/", signed_in=True),
    Shown("a measure changed", "teams/<slug:slug>/measures/<uuid:uid>/change/", "{measure}change/", signed_in=True),
    Shown("measure, no reason", "teams/<slug:slug>/measures/<uuid:uid>/change/", "{measure}change/", signed_in=True, status=422, then=way.press("main button[value=retire]")),
    Shown("a reading put right", "teams/<slug:slug>/measures/<uuid:uid>/readings/<int:pk>/", "{reading}", signed_in=True),
    Shown("a team’s week, signed in", "teams/<slug:slug>/<year:year>/<week:week>/signed-in/", "{team_week_inside}", signed_in=True),
    Shown("a team’s week, at its lasting address", "teams/<slug:slug>/<year:year>/<week:week>/", "/teams/libraries/2020/w10/", signed_in=True),
    Shown("a team’s week, in its own words", "teams/<slug:slug>/<year:year>/<week:week>/words/", "{team_week_words}", signed_in=True),
    Shown("my teams", "my-teams/", "/my-teams/", signed_in=True),
    Shown("my teams, none yet", "my-teams/", "/my-teams/", signed_in=True, on="own"),
    Shown("today, the first day", "today/", "/today/", signed_in=True, on="own"),
    Shown("write, the first day", "write/", "/write/", signed_in=True, on="own"),
    Shown("friday, the first week", "friday/", "/friday/", signed_in=True, on="own"),
    Shown("monday, the first week", "monday/", "/monday/", signed_in=True, on="own"),
    Shown("threads, none yet", "threads/", "/threads/", signed_in=True, on="own"),
    Shown("read, none yet", "read/", "/read/", signed_in=True, on="own"),
    Shown("teams, none yet", "settings/teams/", "/settings/teams/", signed_in=True, on="own"),
)

# Answers to GET that are no pages of their own kind: feeds, parts of lists that only a busy site has, what a team says under a label (as a person does), what the installed page is made of, and the parts that the write page fetches alone.
NOT_PAGES = ("<feed:feed>", "<archive:archive>", "<str:file>", "feeds.opml", "oembed", "opensearch.xml", f"{TEAMS}about/<slug:label>/", "<int:sheet>/", "security.txt", "jot/worker.js", ".webmanifest", "weeknotes.ics", "document.docx", "<tree:lang>/teams/<slug:slug>/<year:year>/<week:week>/",
             f"{NOTE}read/", f"{NOTE}two/", f"{NOTE}tags/")  # fmt: skip
