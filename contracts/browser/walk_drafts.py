"""On the way: drafts of every sort, and notes that were taken back or deleted."""

import re

from contracts.browser import stage
from contracts.browser.walk import UID, Walk


def new_draft(tour: Walk) -> str:
    """The address of a blank draft about no week."""
    tour.at.go("/write/").locator("form[action='/write/start/'] button[value='']").click()
    return _begun(tour)


def of_week(tour: Walk, week: str) -> str:
    """The address of a draft of a week of its own: a blank one about no week is taken up again by whoever comes next."""
    page = tour.at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").evaluate("(button, week) => { button.value = week }", week)
    page.locator(f"form[action='/write/start/'] button[value='{week}']").click()
    return _begun(tour)


def _begun(tour: Walk) -> str:
    tour.at.page.wait_for_url(re.compile(f"/write/{UID}/"))
    return tour.at.page.url.removeprefix(tour.at.site.url)


def two_texts(tour: Walk) -> str:
    """A draft whose second save came from a page that was opened before the first."""
    draft = new_draft(tour)
    for words in ("Rain on Monday, and the lift stood still.", "Rain all week.\n\n- the lift\n- the stairs"):
        stage.save(tour.at, words)
    return draft


def second(tour: Walk) -> str:
    """The second language of a draft, begun from the first: the structure carried over, its sentences still to be written."""
    of_week(tour, "2025-W10")
    page = tour.at.page
    page.locator("#title").fill("Rain")
    page.locator("#body").fill("Rain on Monday, and the lift stood still.")
    with page.expect_navigation():
        page.locator("button[name=to][value$=':first']").click()
    return page.url.removeprefix(tour.at.site.url)


def old_version(tour: Walk) -> str:
    """The first version of a draft that was written over in many ways."""
    draft = new_draft(tour)
    first = "## Goals\n\nRain on Monday, and the lift stood still.\n\nWe rang three tenants.\n\n" + "A line that stays.\n\n" * 5 + "The end."
    then = first.replace("## Goals", "### Goals for the week").replace("three tenants", "four of the **tenants**").replace("The end.", "- The end.\n- Or not.")
    for version, words in enumerate((first, then)):
        stage.save(tour.at, words, version=str(version))
    rows = re.findall(f'href="(/write/{UID}/[a-z]{{2}}/versions/[0-9]+/)"', tour.at.text(f"{draft}versions/"))
    return str(rows[-1])


def deleted_note(tour: Walk) -> str:
    """The address of a draft that was deleted."""
    draft = of_week(tour, "2025-W11")
    page = tour.at.page
    page.locator("#title").fill("Begun twice")
    page.locator("#body").fill("The same week, begun on the bus and again at the desk.")
    page.locator("button[formaction$='/delete/']").click()
    page.wait_for_url("**/write/deleted/")
    return draft


def deleted_page(tour: Walk) -> str:
    """The page of deleted notes, with one on it."""
    tour.address("{deleted_note}")
    return "/write/deleted/"


def withdrawn(tour: Walk) -> str:
    """The public address of a note that was taken back."""
    page = tour.at.page
    draft = new_draft(tour)
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


def draft_with_words(tour: Walk) -> str:
    """A draft of whoever is signed in, with some words."""
    draft = new_draft(tour)
    stage.save(tour.at, "Rain on Monday. The lift stood still.\n\n- the lift\n- the stairs")
    return draft


def meant(tour: Walk) -> str:
    """A draft of the tour's person that says what comes next."""
    draft = of_week(tour, "2025-W13")
    stage.save(tour.at, "Rain on Monday.\n\n## Next week\n\n- See the whole rota at the depot\n- Ring three tenants about damp")
    return draft
