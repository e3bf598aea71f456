"""On the way: a disposal list of a sample whose notes are old, looked at by the tour's person, who looks after it from then on."""

import contextlib
import re
import sqlite3

from contracts.browser.walk import UID, Walk


def a_class(tour: Walk) -> str:
    """A class by which what was published years ago is due."""
    with contextlib.closing(sqlite3.connect(tour.at.site.data / "weeknotes.sqlite3", timeout=30)) as held:
        held.execute("UPDATE people_person SET is_host = 1 WHERE slug = ?", [tour.person])
        # Of everybody's: whichever language's tour makes the list, the other's person stands on it too.
        placed = "SELECT edition_id, row_number() OVER (PARTITION BY author_id ORDER BY id) AS place FROM notes_note WHERE edition_id IS NOT NULL"
        held.execute(f"UPDATE notes_edition SET made_at = '2019-03-01 12:00:00' WHERE id IN (SELECT edition_id FROM ({placed}) WHERE place <= 3)")
        held.commit()
    page = tour.at.go("/settings/records/class/new/")
    page.locator("#class_name_en").fill("Published notes")
    page.locator("#class_years").fill("6")
    page.locator("#class_source_en").fill("Our retention schedule, line 12")
    page.locator("input[name=for_all]").check()
    page.locator("input[name=for_writers]").check()
    page.locator("main form button").first.click()
    page.wait_for_url("**/settings/records/")
    return tour.first("/settings/records/", f'href="(/settings/records/class/{UID}/)"')


def disposal(tour: Walk) -> str:
    """A list with notes of the tour's person on it, one of which they ask to be kept."""
    tour.address("{a_class}")
    page = tour.at.go("/settings/records/")
    make = page.locator("form[action$='/list/make/'] button")
    if not make.count():  # the other language's tour of this site made it
        return tour.first("/settings/records/", f'href="(/settings/records/list/{UID}/)"')
    make.click()
    page.wait_for_url(re.compile(f"/list/{UID}/$"))
    found = page.url.removeprefix(tour.at.site.url)
    page = tour.at.go("/settings/kept/")
    page.locator("input[name=because]").first.fill("I still teach from it.")
    page.locator("form[action$='/ask/'] button").first.click()
    page.wait_for_url("**/settings/kept/")
    return found
