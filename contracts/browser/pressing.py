"""What is pressed to come to a page that no link leads to."""

from collections.abc import Callable

from contracts.browser.tour import Tour


def press(button: str) -> Callable[[Tour], None]:
    """Press the first `button` (a selector)."""
    return lambda tour: tour.at.page.locator(button).first.click()


def without_cookies(tour: Tour) -> None:
    """Send the form of a page whose cookies the browser has forgotten."""
    tour.at.context.clear_cookies()
    tour.at.page.locator("main form button").click()


def ask_for_code(tour: Tour) -> None:
    """Ask for a code by mail, as somebody who has not asked before: with a code under way the page goes straight to where it is typed."""
    tour.at.context.clear_cookies()
    tour.at.page.goto(tour.at.site.url + "/sign-in/")
    tour.at.page.locator("#id_email").fill(f"{tour.lang}@glanderw.example")  # three codes a minute for one address are enough
    tour.at.page.locator("main form button").click()
    tour.at.page.wait_for_url("**/sign-in/code/")


def no_headings(tour: Tour) -> None:
    """Begin a review without a heading."""
    tour.at.page.locator("#lines").fill("")
    tour.at.page.locator("main form button").first.click()


def wrong_code(tour: Tour) -> None:
    """Ask for a code and give another."""
    ask_for_code(tour)
    tour.at.page.locator("#id_code").fill("12345")
    tour.at.page.locator("main form button").click()


def say_nothing(tour: Tour) -> None:
    """Send a comment without a word in it."""
    tour.at.page.locator(".spoken summary").first.click()
    tour.at.page.locator(".spoken form button.quiet").first.click()


def too_long_a_credit(tour: Tour) -> None:
    """More in the line of who made it than there is room for."""
    tour.at.page.locator("#id_credit").evaluate("(box) => { box.removeAttribute('maxlength'); box.value = 'x'.repeat(201) }")
    tour.at.page.locator("main form button").last.click()


def no_name(tour: Tour) -> None:
    """Leave one's name out of the settings."""
    tour.at.page.locator("#id_name").fill("")
    tour.at.page.locator("main form:has(#id_name) button").click()


def no_language(tour: Tour) -> None:
    """Leave no language to write in."""
    for box in tour.at.page.locator("input[name=langs]").all():
        box.uncheck()
    tour.at.page.locator("form:has(input[name=langs]) button").click()


def no_host(tour: Tour) -> None:
    """Write something that is no host among those that answer inside alone."""
    tour.at.page.locator("#id_internal").fill("intranet.glanderw.example\nnot a host")
    tour.at.page.locator("main form button").click()


def publish_as_it_is(tour: Tour) -> None:
    """Give the draft on the page a title and publish it for oneself alone."""
    tour.at.page.locator("#title").fill("For me")
    tour.at.page.locator("#body").fill("A quiet week.")
    tour.at.page.locator("#audience").select_option("0")
    tour.at.page.locator("button[formaction$='/publish/']").click()


def reason_without_a_word(tour: Tour) -> None:
    """Give a reason on Friday without choosing what became of the goal."""
    tour.at.page.locator("fieldset:not(:has(:checked)) textarea[name^='because-']").first.fill("the lift stood still")
    tour.at.page.locator("button[name=put][value=all]").click()


def make_feed(tour: Tour) -> None:
    """Make a private feed."""
    tour.at.page.locator("#id_name").fill("The reader on my phone")
    tour.at.page.locator("main form:has(#id_name) button").click()


def allow_program(tour: Tour) -> None:
    """Allow a program."""
    form = tour.at.page.locator("main form:has(#id_name)")
    form.locator("#id_name").fill("The editor on my phone")
    form.locator("input[value=jot]").check()
    form.locator("button").click()
