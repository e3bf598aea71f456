"""On the way: what one person shows another before it is published, or asks them."""

import re

from contracts.browser import stage
from contracts.browser.walk import UID, Walk
from contracts.browser.walk_drafts import draft_with_words

OTHER = {"nerys": "tomos", "tomos": "nerys"}


def shared(tour: Walk) -> str:
    """What a link to a draft opens."""
    page = tour.at.go(tour.address("{published}share/"))
    page.locator("form:has(input[value=share]) button").click()
    return "/shared/" + page.locator("#link").input_value().split("/shared/")[1]


def ask_for_a_look(tour: Walk, *, by: str, of: str, draft: str) -> str:
    """The path of a look at `draft` that `by` asks of `of`."""
    stage.sign_in(tour.at, by)
    page = tour.at.go(f"{draft}share/")
    whom = page.locator("#ask_person")
    whom.select_option(label=next(label for label in whom.locator("option").all_inner_texts() if label.lower().startswith(of)))
    page.locator("#ask_question").fill("Is this fair to the tenants?")
    page.locator("form[action$='/ask/'] button").click()
    page.wait_for_load_state("load")
    stage.sign_in(tour.at, of)
    return str(re.findall(r'href="(/asked/[^"]+)"', tour.at.text("/today/"))[0])


def look(tour: Walk) -> str:
    """A look that the other writer asks of the tour's person."""
    other = OTHER[tour.person]
    stage.sign_in(tour.at, other)
    return ask_for_a_look(tour, by=other, of=tour.person, draft=draft_with_words(tour))


def say(tour: Walk, look: str) -> None:
    page = tour.at.go(look)
    for text, instead in (("Was it so on Tuesday, too?", ""), ("", "Rain on Monday and Tuesday.")):
        page.locator(".spoken summary").first.click()
        page.locator("textarea[name=text]").first.fill(text)
        page.locator("textarea[name=instead]").first.fill(instead)
        page.locator(".spoken form button.quiet").first.click()
        page.wait_for_load_state("load")
    page.locator("button[value=right]").click()
    page.wait_for_load_state("load")


def commented(tour: Walk) -> str:
    """A draft of the tour's person of which the other writer has said something."""
    draft = draft_with_words(tour)
    say(tour, ask_for_a_look(tour, by=tour.person, of=OTHER[tour.person], draft=draft))
    stage.sign_in(tour.at, tour.person)
    return draft


def look_over(tour: Walk) -> str:
    """A look that has ended, of which something was said."""
    other = OTHER[tour.person]
    stage.sign_in(tour.at, other)
    draft = draft_with_words(tour)
    look = ask_for_a_look(tour, by=other, of=tour.person, draft=draft)
    say(tour, look)
    stage.sign_in(tour.at, other)
    tour.at.go(f"{draft}share/").locator("button[name=preview]").first.click()
    stage.sign_in(tour.at, tour.person)
    return look


def question(tour: Walk) -> str:
    """A question that the other writer puts to the tour's person, about the newest of their notes."""
    stage.sign_in(tour.at, OTHER[tour.person])
    note = tour.public_note_of(tour.person)
    page = tour.at.go(f"{note}ask/")
    page.locator("#text").fill("Was it so on Tuesday, too?")
    page.locator("form:has(#text) button").click()
    page.wait_for_url(f"**{note}")
    stage.sign_in(tour.at, tour.person)
    return tour.first("/today/", f'href="(/questions/{UID}/)"')


def chats(tour: Walk) -> str:
    """The page of chats, with one on it that everybody reads."""
    page = tour.at.go("/settings/chats/")
    page.locator("#id_name").fill("The depot")
    page.locator("#id_program").select_option("mattermost")
    page.locator("#id_address").fill("https://chat.glanderw.example/hooks/abcdefghijkl")
    page.locator("input[name=level][value='4']").check()
    page.locator("section:has(#add) form button").click()
    page.wait_for_load_state("load")
    return "/settings/chats/"


def focus(tour: Walk) -> str:
    """A focus that the tour's person asked the other writer about, as it is for them."""
    page = tour.at.go(tour.address("{meant}focus/"))
    whom = page.locator("#to-0")
    whom.select_option(label=next(label for label in whom.locator("option").all_inner_texts() if label.lower().startswith(OTHER[tour.person])))
    page.locator("button[value=ask]").click()
    page.wait_for_load_state("load")
    asked = tour.first("{meant}focus/", f'href="(/questions/{UID}/)"')
    return tour.first(asked, f'href="(/focus/{UID}/)"')
