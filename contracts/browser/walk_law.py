"""On the way: a search under the law, from naming an information officer to what was found, on a site of one's own."""

import re

from contracts.browser import stage
from contracts.browser.walk import UID, Walk

OFFICER, NAME = "olwen", "Olwen"


def _name(tour: Walk, slug: str) -> None:
    """The host makes somebody information officer, who is none yet."""
    page = tour.at.go("/law/")
    if page.locator(f"#person option[value={slug}]").count():
        page.locator("#person").select_option(slug)
        page.locator("form:has(#person) button").click()
        page.wait_for_load_state("load")


def form(tour: Walk) -> str:
    """The form with which an officer asks for a search: the host is one, too."""
    _name(tour, tour.person)
    return "/law/new/"


def _ask(tour: Walk, reference: str) -> str:
    """Whoever is signed in asks for a word that a jotting of the host's has; the address of the request."""
    page = tour.at.go("/law/new/")
    page.locator("#law_reference").fill(reference)
    page.locator("#law_asked").fill("What is held about the depot?")
    page.locator("#law_reason").fill("Somebody asked for it.")
    page.locator("#law_words").fill("depot clos*")
    page.locator("#law_wanted_by").fill("2030-01-31")
    page.locator("form:has(#law_words) button").last.click()
    page.wait_for_url(re.compile(f"/law/{UID}/$"))
    return page.url.removeprefix(tour.at.site.url)


def _agree(tour: Walk, address: str) -> None:
    page = tour.at.go(address)
    page.locator("button[value=agree]").click()
    page.wait_for_load_state("load")


def _found(tour: Walk, address: str) -> str:
    """The same address, once the worker has searched."""
    for _each in range(60):
        if "/found/1/" in tour.at.text(address):
            return address
        tour.at.page.wait_for_timeout(500)
    raise AssertionError("the worker did not search")


def asked(tour: Walk) -> str:
    """A request that waits for the host, who looks at it: for a word that a jotting of theirs has."""
    page = tour.at.go("/today/")
    page.locator("#jot").fill("The depot closes on Monday.")
    page.locator("form.jot button").click()
    page.wait_for_function("() => document.querySelector('#jot').value === ''")
    if NAME not in tour.at.text("/settings/people/"):
        page = tour.at.go("/settings/people/")
        page.locator("#id_name").fill(NAME)
        page.locator("form:has(#id_name) button").click()
        page.wait_for_load_state("load")
    _name(tour, OFFICER)
    stage.sign_in(tour.at, OFFICER)
    address = _ask(tour, "FOI 2026/114")
    stage.sign_in(tour.at, tour.person)
    return address


def searched(tour: Walk) -> str:
    """The same once the host has agreed and the worker has searched: something of the host's own was found."""
    address = asked(tour)
    _agree(tour, address)
    return _found(tour, address)


def handed_over(tour: Walk) -> str:
    """A request that the host carries, the other officer having agreed; what it found is the host's own, who handed it over."""
    asked(tour)
    _name(tour, tour.person)
    address = _ask(tour, "FOI 2026/115")
    stage.sign_in(tour.at, OFFICER)
    _agree(tour, address)
    stage.sign_in(tour.at, tour.person)
    _found(tour, address)
    page = tour.at.go(f"{address}found/1/")
    page.locator("button[value=about]").click()
    page.wait_for_load_state("load")
    return address
