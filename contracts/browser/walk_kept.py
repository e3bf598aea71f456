"""On the way: what is remembered beside notes: lessons, hearings, asks, reviews, and what is to come back."""

import re

from contracts.browser import stage
from contracts.browser.walk import UID, Walk
from contracts.browser.walk_drafts import of_week


def lesson(tour: Walk) -> str:
    """A lesson of the tour's person that a response is chosen for."""
    page = tour.at.go("/lessons/new/")
    page.locator("#id_event").fill("The lift stood still on the day of the move.")
    page.locator("#id_takes").fill("Ask what else moves on that day.")
    page.locator("input[name=responses][value=plan]").check(force=True)
    page.locator("main form .acts button").click()
    page.wait_for_url(re.compile(f"/lessons/{UID}/$"))
    return page.url.removeprefix(tour.at.site.url)


def hearing(tour: Walk) -> str:
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


def heard(tour: Walk) -> str:
    """What everybody reads of a hearing: made by somebody who is signed in, in a window of their own."""
    if not tour.at.page.context.cookies():
        stage.sign_in(tour.at, tour.person)
    page = tour.at.go(hearing(tour))
    page.locator("input[name=level][value='4']").check()
    page.locator("button[value=level]").click()
    page.wait_for_load_state("load")
    address = page.locator("a[href*='/heard/']").get_attribute("href")
    tour.at.page.context.clear_cookies()
    return tour.tree + re.sub(r"^/(cy|en)/", "/", str(address))


def own_team(tour: Walk) -> str:
    """The settings of a team that the tour's person leads."""
    page = tour.at.go("/settings/teams/")
    page.locator("#id_name_en").fill("Night calls")
    page.locator("main form button").click()
    page.wait_for_url(re.compile("/settings/teams/night-calls[^/]*/$"))
    return page.url.removeprefix(tour.at.site.url)


def ask(tour: Walk) -> str:
    """An ask in a note that the tour's person published."""
    of_week(tour, "2025-W12")
    page = tour.at.page
    version = page.locator("#note input[name=version]").input_value()
    stage.save(tour.at, "Rain all week, and one van for two rounds.\n\n## Asks\n\n- Lend us a van for a week\n", version=version, audience="4", week="2025-W12", title="A van, please")
    page.goto(page.url)
    page.locator("button[formaction$='/publish/']").click()
    page.wait_for_load_state("load")
    return tour.first("/asks/", f'href="(/asks/{UID}/)"')


def review(tour: Walk) -> str:
    """A review of the sample's year, begun from its headings in this tour's language."""
    page = tour.at.go(tour.address("/year/{a_year}/review/?from=retrospective&lang={lang}"))
    page.locator("main form:has(#lines) button").click()
    page.wait_for_url(re.compile(f"/reviews/{UID}/$"))
    return page.url.removeprefix(tour.at.site.url)


def signed(tour: Walk) -> str:
    """The same, published for its writer alone and signed."""
    review = tour.address("{review}")
    uid = review.strip("/").rpartition("/")[2]
    page = tour.at.go(f"/write/{uid}/{tour.lang}/")
    page.locator("button[formaction$='/publish/']").first.click()
    page.wait_for_load_state()
    tour.at.go(f"{review}sign/").locator("main form button").click()
    return review


def returns(tour: Walk) -> str:
    """The page of what is to come back, with a thread on it that waits for a review."""
    page = tour.at.go(tour.address("/returns/add/?thread={thread_uid}"))
    page.locator("input[value=review]").check()
    page.locator("main form button").click()
    page.wait_for_url("**/returns/")
    return "/returns/"
