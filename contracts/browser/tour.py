"""The way to each page: addresses found by following links as a reader would."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from contracts.browser import stage
from weeknotes.notes.tests.recorded import MP3

UID = "[0-9a-f-]{36}"


@dataclass
class Tour:
    """A window on one site as one person in one language, and the addresses found in it so far."""

    at: stage.Window
    lang: str
    person: str
    found: dict[str, str] = field(default_factory=dict)

    @property
    def tree(self) -> str:
        """The top of the public pages in this tour's language, without its last stroke."""
        return "/cy" if self.lang == "cy" else ""

    def address(self, pattern: str) -> str:
        """`pattern` with each {name} in it looked up in FOUND, once."""

        def one(name: re.Match[str]) -> str:
            key = name.group(1)
            if key not in self.found:
                self.found[key] = FOUND[key](self)
            return self.found[key]

        return re.sub(r"\{(\w+)\}", one, pattern)

    def first(self, address: str, link: str) -> str:
        """The first link at `address` that matches `link` (its first group). AssertionError where there is none."""
        found = re.search(link, self.at.text(self.address(address)), re.DOTALL)
        assert found, f"no link {link} at {address}"
        return found.group(1)


def _draft(tour: Tour) -> str:
    page = tour.at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").click()
    page.wait_for_url(re.compile(f"/write/{UID}/"))
    return page.url.removeprefix(tour.at.site.url)


def _of_week(tour: Tour, week: str) -> str:
    """The address of a draft of a week of its own: a blank one about no week is taken up again by whoever comes next."""
    page = tour.at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").evaluate("(button, week) => { button.value = week }", week)
    page.locator(f"form[action='/write/start/'] button[value='{week}']").click()
    page.wait_for_url(re.compile(f"/write/{UID}/"))
    return page.url.removeprefix(tour.at.site.url)


def _two_texts(tour: Tour) -> str:
    """A draft whose second save came from a page that was opened before the first."""
    draft = _draft(tour)
    url = tour.at.site.url + draft
    token = tour.at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()
    for words in ("Rain on Monday, and the lift stood still.", "Rain all week.\n\n- the lift\n- the stairs"):
        form = {"csrfmiddlewaretoken": token, "version": "0", "audience": "0", "title": "Rain", "markdown": words}
        tour.at.context.request.post(url, form=form, headers={"Referer": url})
    return draft


def _sound(tour: Tour) -> str:
    """The page of a sound that was sent into a draft, with what is said in it."""
    draft = _draft(tour)
    form = {"csrfmiddlewaretoken": tour.at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()}
    headers = {"Referer": tour.at.site.url + draft, "X-Requested-With": "fetch"}
    sound = {"sound": {"name": "rain.mp3", "mimeType": "audio/mpeg", "buffer": MP3}}
    words = tour.at.context.request.post(tour.at.site.url + draft + "sound/", multipart=form | sound, headers=headers).json()["words"]
    told = {"en-text": "It rains on the depot’s roof.", "en-state": "automatic", "cy-state": "none", "credit": "Nerys", "consent": "nobody"}
    tour.at.context.request.post(tour.at.site.url + words, form=form | told, headers=headers)
    return str(words)


def _second(tour: Tour) -> str:
    """The second language of a draft, begun from the first: the structure carried over, its sentences still to be written."""
    _of_week(tour, "2025-W10")
    page = tour.at.page
    page.locator("#title").fill("Rain")
    page.locator("#body").fill("Rain on Monday, and the lift stood still.")
    with page.expect_navigation():
        page.locator("button[name=to][value$=':first']").click()
    return page.url.removeprefix(tour.at.site.url)


def _old_version(tour: Tour) -> str:
    """The first version of a draft that was written over in many ways."""
    draft = _draft(tour)
    url = tour.at.site.url + draft
    token = tour.at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()
    first = "## Goals\n\nRain on Monday, and the lift stood still.\n\nWe rang three tenants.\n\n" + "A line that stays.\n\n" * 5 + "The end."
    then = first.replace("## Goals", "### Goals for the week").replace("three tenants", "four of the **tenants**").replace("The end.", "- The end.\n- Or not.")
    for version, words in enumerate((first, then)):
        form = {"csrfmiddlewaretoken": token, "version": str(version), "audience": "0", "title": "Rain", "markdown": words}
        tour.at.context.request.post(url, form=form, headers={"Referer": url})
    rows = re.findall(f'href="(/write/{UID}/[a-z]{{2}}/versions/[0-9]+/)"', tour.at.text(f"{draft}versions/"))
    return str(rows[-1])


def _deleted_note(tour: Tour) -> str:
    """The address of a draft that was deleted."""
    draft = _of_week(tour, "2025-W11")
    page = tour.at.page
    page.locator("#title").fill("Begun twice")
    page.locator("#body").fill("The same week, begun on the bus and again at the desk.")
    page.locator("button[formaction$='/delete/']").click()
    page.wait_for_url("**/write/deleted/")
    return draft


def _deleted_page(tour: Tour) -> str:
    """The page of deleted notes, with one on it."""
    tour.address("{deleted_note}")
    return "/write/deleted/"


def _withdrawn(tour: Tour) -> str:
    """The public address of a note that was taken back."""
    page = tour.at.page
    draft = _draft(tour)
    page.locator("#title").fill("Taken back")
    page.locator("#audience").select_option("4")
    page.locator("#body").fill("Said too soon.")
    page.locator("button[formaction$='/publish/']").click()
    public = page.locator("main a[href*='/people/']").get_attribute("href")
    page.goto(tour.at.site.url + draft)
    page.locator("button[formaction$='/withdraw/']").click()
    page.wait_for_url("**" + draft)
    assert public is not None
    return public


def _upload(tour: Tour) -> str:
    """What was found in three files: many posts in one, one that may be several, and one that cannot be read."""
    sentence = "We looked again at what people asked of us in week {0}, and changed the form because of it."
    weeks = [" ".join([sentence.format(n)] * 9) for n in range(1, 5)]
    texts = {
        "blog.txt": "A blog\n\n" + "\n\n".join(f"{week}\n\nFollow us on the site" for week in weeks),
        "log.md": "# Log\n\n## 3 May 2021\n\nThe lift stood still.\n\n## 17 May 2021\n\nIt moved, and so did we.\n",
        "empty.md": "",
    }
    page = tour.at.go("/import/")
    page.locator("#files").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in texts.items()])
    page.locator("main form button").click()
    page.wait_for_url(re.compile(f"/import/{UID}/"))
    return page.url.removeprefix(tour.at.site.url)


def _shared(tour: Tour) -> str:
    """What a link to a draft opens."""
    page = tour.at.go(tour.address("{published}share/"))
    page.locator("form:has(input[value=share]) button").click()
    return "/shared/" + page.locator("#link").input_value().split("/shared/")[1]


OTHER = {"nerys": "tomos", "tomos": "nerys"}


def _asked(tour: Tour, *, by: str, of: str, draft: str) -> str:
    """The path of a look at `draft` that `by` asks of `of`."""
    stage.sign_in(tour.at, by)
    page = tour.at.go(f"{draft}share/")
    whom = page.locator("#ask_person")
    whom.select_option(label=next(label for label in whom.locator("option").all_inner_texts() if label.lower().startswith(of)))
    page.locator("#ask_question").fill("Is this fair to the tenants?")
    page.locator("form[action$='/ask/'] button").click()
    page.wait_for_load_state("load")
    stage.sign_in(tour.at, of)
    return re.findall(r'href="(/asked/[^"]+)"', tour.at.text("/today/"))[0]


def _words(tour: Tour) -> str:
    """A draft of whoever is signed in, with some words."""
    draft = _draft(tour)
    url = tour.at.site.url + draft
    token = tour.at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()
    words = "Rain on Monday. The lift stood still.\n\n- the lift\n- the stairs"
    form = {"csrfmiddlewaretoken": token, "version": "0", "audience": "0", "title": "Rain", "markdown": words}
    tour.at.context.request.post(url, form=form, headers={"Referer": url})
    return draft


def _look(tour: Tour) -> str:
    """A look that the other writer asks of the tour's person."""
    other = OTHER[tour.person]
    stage.sign_in(tour.at, other)
    return _asked(tour, by=other, of=tour.person, draft=_words(tour))


def _say(tour: Tour, look: str) -> None:
    page = tour.at.go(look)
    for text, instead in (("Was it so on Tuesday, too?", ""), ("", "Rain on Monday and Tuesday.")):
        page.locator(".spoken summary").first.click()
        page.locator("textarea[name=text]").first.fill(text)
        page.locator("textarea[name=instead]").first.fill(instead)
        page.locator(".spoken form button.quiet").first.click()
        page.wait_for_load_state("load")
    page.locator("button[value=right]").click()
    page.wait_for_load_state("load")


def _commented(tour: Tour) -> str:
    """A draft of the tour's person of which the other writer has said something."""
    draft = _words(tour)
    _say(tour, _asked(tour, by=tour.person, of=OTHER[tour.person], draft=draft))
    stage.sign_in(tour.at, tour.person)
    return draft


def _look_over(tour: Tour) -> str:
    """A look that has ended, of which something was said."""
    other = OTHER[tour.person]
    stage.sign_in(tour.at, other)
    draft = _words(tour)
    look = _asked(tour, by=other, of=tour.person, draft=draft)
    _say(tour, look)
    stage.sign_in(tour.at, other)
    tour.at.go(f"{draft}share/").locator("button[name=preview]").first.click()
    stage.sign_in(tour.at, tour.person)
    return look


def _lesson(tour: Tour) -> str:
    """A lesson of the tour's person that a response is chosen for."""
    page = tour.at.go("/lessons/new/")
    page.locator("#id_event").fill("The lift stood still on the day of the move.")
    page.locator("#id_takes").fill("Ask what else moves on that day.")
    page.locator("input[name=responses][value=plan]").check(force=True)
    page.locator("main form .acts button").click()
    page.wait_for_url(re.compile(f"/lessons/{UID}/$"))
    return page.url.removeprefix(tour.at.site.url)


def _hearing(tour: Tour) -> str:
    """A hearing of a team that the tour's person is in: two things asked for, one of them done."""
    page = tour.at.go("/hearings/new/")
    page.locator("#id_team").select_option(index=1)
    page.locator("#id_form").fill("A meeting")
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(f"/hearings/{UID}/$"))
    page.locator("#lines").fill("A number that is answered at night\nA text when the van is late")
    page.locator("button[value=add]").click()
    page.locator("input[value=done]").first.check(force=True)
    page.locator("button[value=answers]").last.click()
    page.wait_for_load_state("load")
    return page.url.removeprefix(tour.at.site.url)


def _heard(tour: Tour) -> str:
    """What everybody reads of a hearing: made by somebody who is signed in, in a window of their own."""
    if not tour.at.page.context.cookies():
        stage.sign_in(tour.at, tour.person)
    page = tour.at.go(_hearing(tour))
    page.locator("input[name=level][value='4']").check()
    page.locator("button[value=level]").click()
    page.wait_for_load_state("load")
    address = page.locator("a[href*='/heard/']").get_attribute("href")
    tour.at.page.context.clear_cookies()
    return tour.tree + re.sub(r"^/(cy|en)/", "/", str(address))


def _ask(tour: Tour) -> str:
    """An ask in a note that the tour's person published."""
    _of_week(tour, "2025-W12")
    page = tour.at.page
    page.locator("#title").fill("A van, please")
    page.locator("#audience").select_option("3")
    page.locator("#body").fill("Rain all week.")
    token = page.locator("#note input[name=csrfmiddlewaretoken]").input_value()
    version = page.locator("#note input[name=version]").input_value()
    form = {"csrfmiddlewaretoken": token, "version": version, "audience": "3", "week": "2025-W12", "title": "A van, please", "markdown": "## Asks\n\n- Lend us a van for a week\n"}
    tour.at.context.request.post(page.url, form=form, headers={"Referer": page.url})
    page.goto(page.url)
    page.locator("button[formaction$='/publish/']").click()
    page.wait_for_load_state("load")
    return tour.first("/asks/", f'href="(/asks/{UID}/)"')


def _review(tour: Tour) -> str:
    """A review of the sample's year, begun from its headings in this tour's language."""
    page = tour.at.go(tour.address("/year/{a_year}/review/?from=retrospective&lang={lang}"))
    page.locator("main form:has(#lines) button").click()
    page.wait_for_url(re.compile(f"/reviews/{UID}/$"))
    return page.url.removeprefix(tour.at.site.url)


def _signed(tour: Tour) -> str:
    """The same, published for its writer alone and signed."""
    review = tour.address("{review}")
    uid = review.strip("/").rpartition("/")[2]
    page = tour.at.go(f"/write/{uid}/{tour.lang}/")
    page.locator("button[formaction$='/publish/']").first.click()
    page.wait_for_load_state()
    tour.at.go(f"{review}sign/").locator("main form button").click()
    return review


def _returns(tour: Tour) -> str:
    """The page of what is to come back, with a thread on it that waits for a review."""
    page = tour.at.go(tour.address("/returns/add/?thread={thread_uid}"))
    page.locator("input[value=review]").check()
    page.locator("main form button").click()
    page.wait_for_url("**/returns/")
    return "/returns/"


def _question(tour: Tour) -> str:
    """A question that the other writer puts to the tour's person, about the newest of their notes."""
    stage.sign_in(tour.at, OTHER[tour.person])
    note = tour.first("/read/", f'<li[^>]*>(?:(?!</li>).)*?class="label"[^>]*>[^<]*{tour.person.title()}(?:(?!</li>).)*?href="(/notes/{UID}/)"')
    page = tour.at.go(f"{note}ask/")
    page.locator("#text").fill("Was it so on Tuesday, too?")
    page.locator("form:has(#text) button").click()
    page.wait_for_url(f"**{note}")
    stage.sign_in(tour.at, tour.person)
    return tour.first("/today/", f'href="(/questions/{UID}/)"')


def _chats(tour: Tour) -> str:
    """The page of chats, with one on it that everybody reads."""
    page = tour.at.go("/settings/chats/")
    page.locator("#id_name").fill("The depot")
    page.locator("#id_program").select_option("mattermost")
    page.locator("#id_address").fill("https://chat.glanderw.example/hooks/abcdefghijkl")
    page.locator("input[name=level][value='4']").check()
    page.locator("section:has(#add) form button").click()
    page.wait_for_load_state("load")
    return "/settings/chats/"


def _meant(tour: Tour) -> str:
    """A draft of the tour's person that says what comes next."""
    draft = _of_week(tour, "2025-W12")
    url = tour.at.site.url + draft
    token = tour.at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()
    words = "Rain on Monday.\n\n## Next week\n\n- See the whole rota at the depot\n- Ring three tenants about damp"
    form = {"csrfmiddlewaretoken": token, "version": "0", "audience": "0", "title": "Rain", "markdown": words}
    tour.at.context.request.post(url, form=form, headers={"Referer": url})
    return draft


def _focus(tour: Tour) -> str:
    """A focus that the tour's person asked the other writer about, as it is for them."""
    page = tour.at.go(tour.address("{meant}focus/"))
    whom = page.locator("#to-0")
    whom.select_option(label=next(label for label in whom.locator("option").all_inner_texts() if label.lower().startswith(OTHER[tour.person])))
    page.locator("button[value=ask]").click()
    page.wait_for_load_state("load")
    asked = tour.first("{meant}focus/", f'href="(/questions/{UID}/)"')
    return tour.first(asked, f'href="(/focus/{UID}/)"')


FOUND: dict[str, Callable[[Tour], str]] = {
    "lesson": _lesson,
    "hearing": _hearing,
    "heard": _heard,
    "ask": _ask,
    "sentences": lambda tour: tour.address("{published}").replace("/write/", "/lessons/from/"),
    "tree": lambda tour: tour.tree,
    "lang": lambda tour: tour.lang,
    "person": lambda tour: tour.person,
    "public_note": lambda tour: tour.first("{tree}/people/{person}/", f'href="({tour.tree}/people/{tour.person}/[^/"]+/)"'),
    "week": lambda tour: tour.first("{tree}/", f'href="({tour.tree}/[0-9]{{4}}/w[0-9]{{2}}/)"'),
    "year": lambda tour: tour.first("{tree}/", f'href="({tour.tree}/[0-9]{{4}}/)w[0-9]{{2}}/"'),
    "a_year": lambda tour: tour.address("{year}").strip("/").rpartition("/")[2],
    "team_week": lambda tour: tour.first("{tree}/teams/repairs/", f'href="({tour.tree}/teams/repairs/[0-9]{{4}}/w[0-9]{{2}}/)"'),
    "team_week_inside": lambda tour: f"{tour.address('{team_week}').removeprefix(tour.tree)}signed-in/",
    "team_week_words": lambda tour: f"{tour.address('{team_week}').removeprefix(tour.tree)}words/",
    "measure": lambda tour: tour.first("/teams/repairs/measures/", f'href="(/teams/repairs/measures/{UID}/)"'),
    "reading": lambda tour: tour.first("{measure}", f'href="(/teams/repairs/measures/{UID}/readings/[0-9]+/)"'),
    "withdrawn": _withdrawn,
    "draft": _draft,
    "empty_draft": _draft,
    "shared": _shared,
    "look": _look,
    "sound": _sound,
    "register": lambda tour: tour.address("{sound}") and "/media/",
    "look_over": _look_over,
    "question": _question,
    "my_questions": lambda tour: tour.address("{question}") and "/questions/",
    "chats": _chats,
    "meant": _meant,
    "focus": _focus,
    "commented": _commented,
    "asked_today": lambda tour: tour.address("{look}") and "/today/",
    "upload": _upload,
    "upload_to_take": _upload,
    "waiting": lambda tour: tour.address("{upload}") and "/import/",
    "two_texts": _two_texts,
    "second": _second,
    "old_version": _old_version,
    "deleted_note": _deleted_note,
    "deleted_page": _deleted_page,
    "for_good": lambda tour: tour.first("{deleted_page}", f'href="(/write/deleted/{UID}/for-good/)"'),
    "published": lambda tour: tour.first("/write/", f'id="published".*?href="(/write/{UID}/[a-z]{{2}}/)"'),
    "version": lambda tour: tour.first("{published}versions/", f'href="(/write/{UID}/[a-z]{{2}}/versions/[0-9]+/)"'),
    "note": lambda tour: tour.first("/read/", f'href="(/notes/{UID}/)"'),
    "thread": lambda tour: tour.first("/threads/", f'href="(/threads/{UID}/)"'),
    "thread_uid": lambda tour: tour.address("{thread}").strip("/").rpartition("/")[2],
    "review": _review,
    "signed": _signed,
    "returns": _returns,
    "link": lambda tour: stage.sign_in_link(tour.at.site, tour.person),
}
