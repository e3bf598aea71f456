"""A browser on a running site: who is signed in, in which language, at what width; and what it complained about."""

import contextlib
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response, WebError

from contracts import servers

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = 1280, 360
HEIGHT = 860
# Generous: a loaded machine makes a test slow, never red.
PATIENCE_MS = 45_000
LOCALES = {"en": "en-GB", "cy": "cy-GB"}
# The browser says this of every answer of 400 and above; which of them are wrong is decided by `_answered`.
_STATUS_LINE = "Failed to load resource: the server responded with a status of"

Theme = Literal["light", "dark"]


def launch(playwright: Playwright, *flags: str) -> Browser | None:
    """Debian's Chromium, with more `flags` if wanted; None where it is not installed."""
    chromium = shutil.which("chromium")
    return playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *flags]) if chromium else None


@dataclass
class Window:
    """A browser window of its own (cookies, storage) and what went wrong in it."""

    site: servers.Site
    context: BrowserContext
    page: Page
    trouble: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.site.url + address)
        return self.page

    def another(self) -> Page:
        """A second tab of the same window."""
        return self.context.new_page()

    def text(self, address: str) -> str:
        """What stands at an address, asked for with this window's cookies and without showing it."""
        return self.context.request.get(self.site.url + address).text()

    def status(self, address: str) -> int:
        """The status of an address, asked for with this window's cookies; redirects are not followed."""
        return self.context.request.get(self.site.url + address, max_redirects=0).status


@contextlib.contextmanager
def window(
    browser: Browser, site: servers.Site, *, lang: str = "en", width: int = WIDE, theme: Theme = "light", scripts: bool = True
) -> Iterator[Window]:
    """A window that notes every script error, policy violation, failed part and request to another host; closed afterwards."""
    context = browser.new_context(
        locale=LOCALES[lang],
        timezone_id="Europe/London",
        viewport={"width": width, "height": HEIGHT},
        color_scheme=theme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    made = Window(site, context, context.new_page())

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_STATUS_LINE):
            made.trouble.append(f"console: {message.text}")

    def broke(error: WebError) -> None:
        made.trouble.append(f"script: {error.error}")

    def asked(request: Request) -> None:
        if not request.url.startswith((site.url + "/", "data:", "blob:")):
            made.trouble.append(f"asked another host: {request.url}")

    def answered(response: Response) -> None:
        part = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= 500 or (part and response.status >= 400):
            made.trouble.append(f"{response.status}: {response.url}")

    context.on("console", said)
    context.on("weberror", broke)
    context.on("request", asked)
    context.on("response", answered)
    try:
        yield made
    finally:
        context.close()


def sign_in_link(site: servers.Site, person: str) -> str:
    """What `weeknotes login PERSON` prints on the site's machine: the path of a link that signs in once."""
    words = servers.command("login", person)
    done = subprocess.run(words, env=servers.environment(site.data, site.port), cwd=site.data.parent, capture_output=True, text=True, check=True)
    found = re.search(r"/sign-in/link/\S+", done.stdout)
    assert found, done.stdout
    return found.group()


def sign_in(at: Window, person: str) -> None:
    """Sign `person` in through a link from the terminal."""
    page = at.go(sign_in_link(at.site, person))
    page.locator("main button").click()
    page.wait_for_url("**/today/")


def make_sample(at: Window) -> None:
    """Fill an empty site with the sample organisation, by its own button."""
    page = at.go("/")
    page.locator("form[action='/sample/begin/'] button").click()
    page.wait_for_url("**/sample/")


def enter(at: Window, role: str) -> Page:
    """Go into the sample as `writer`, `leader` or `reader`."""
    page = at.go("/sample/")
    page.locator(f"button[name=as][value={role}]").click()
    page.wait_for_url(re.compile("/(friday|today)/"))
    return page


def begin(at: Window, *, name: str = "Llyfrgell Glanderw", person: str = "Mared", email: str = "mared@glanderw.example") -> Page:
    """Start an organisation of one's own in both languages; the window is signed in as its first person."""
    page = at.go("/welcome/")
    page.locator("#id_site").fill(name)
    page.locator("input[name=langs][value=cy]").check()
    page.locator("#id_you").fill(person)
    page.locator("#id_email").fill(email)
    page.locator("form:has(#id_site) button").click()
    page.wait_for_url("**/today/")
    return page


def speak(at: Window, lang: str) -> None:
    """Have one's own pages in `lang`, by the settings."""
    page = at.go("/settings/")
    page.locator("#id_lang").select_option(lang)
    page.locator("form:has(#id_lang) button").last.click()
    page.wait_for_load_state("load")


# Who looks at the pages in which language: in the sample, a writer of that language.
WRITERS = {"en": "nerys", "cy": "tomos"}


def tour_person(at: Window, on: str, lang: str, signed_in: bool) -> str:
    """Sign in the person who shows the pages of a site in `lang`, where `signed_in`; their name in addresses."""
    person = WRITERS[lang] if on == "sample" else "mared"
    if signed_in:
        sign_in(at, person)
    return person


# How a site of each sort in the table of pages is made, in a window on an empty one.
FILL: Mapping[str, Callable[[Window], object]] = {"empty": lambda at: None, "sample": make_sample, "own": begin}


def save(at: Window, words: str, **fields: str) -> None:
    """Save Markdown in the draft on the page as its form does without scripts, as the first save unless `fields` say otherwise."""
    token = at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "version": "0", "audience": "0", "title": "Rain", "markdown": words, **fields}
    at.context.request.post(at.page.url, form=form, headers={"Referer": at.page.url})


def publish(page: Page) -> None:
    """Publish what stands on the write page for everyone, with what is read in sight."""
    page.locator("#audience").select_option("4")
    button = page.locator("button[formaction$='/publish/']")
    with page.expect_navigation():
        button.click()
    if page.locator("#iread").count():
        with page.expect_navigation():
            button.click()
