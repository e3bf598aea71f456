"""Three weeks in the life of a writer and their leader, without scripts for the writer: what is said comes back, is asked about, and is seen by those it is for."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows
from contracts.browser.test_year import publish
from weeknotes.memory.words import heading
from weeknotes.web.dates import iso, monday

pytestmark = pytest.mark.browser
RING, ROTA, SECRET = "Ring the six callers back", "See the whole rota at the depot", "Nobody is to know of the move yet"
ASKED, SAID = "Who were the six?", "Tenants of Maes Derw, all of them."
WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
def empty_place(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Path:
    """The data of a site with Mared, who writes, Tomos, who leads, and Siân."""
    folder = tmp_path_factory.mktemp("three")
    with servers.site(folder, like=prepared) as running, stage.window(browser, running, scripts=False) as at:
        stage.begin(at)
        for name in ("Tomos", "Siân"):
            page = at.go("/settings/people/")
            page.locator("#id_name").fill(name)
            page.locator("form:has(#id_name) button").click()
            page.wait_for_load_state("load")
    (folder / "data" / "answer.sock").unlink(missing_ok=True)  # a copy has none
    return folder / "data"


@pytest.mark.parametrize(("lang", "width"), [("en", stage.WIDE), ("cy", stage.PHONE)], ids=["in English on a desktop", "in Welsh on a phone"])
def test_three_weeks_of_a_writer_and_a_leader(empty_place: Path, windows: Windows, tmp_path: Path, lang: str, width: int):
    first = monday(datetime.now(UTC).date())
    with servers.site(tmp_path / "site", like=empty_place) as place:
        writer, leader = windows(place, lang=lang, width=width, scripts=False), windows(place, lang=lang, width=width)
        for at, who in ((writer, "mared"), (leader, "tomos")):
            stage.sign_in(at, who)
            stage.speak(at, lang)
        mine, theirs = writer.page, leader.page

        # The first week: goals, one to watch, something for herself alone; and she asks two people about the next week's focus.
        writer.go(f"/friday/{iso(first)}/")
        mine.locator("#focus").fill(ROTA)
        mine.locator("button[name=put][value=ask]").click()
        mine.wait_for_url("**/focus/")
        for box, name in (("#to-0", "Tomos"), ("#to-1", "Siân")):
            mine.locator(box).select_option(label=name)
        mine.locator("button[value=ask]").click()
        mine.wait_for_load_state("load")
        note = mine.url.removeprefix(place.url).removesuffix("focus/")
        writer.go(note)
        lines = [f"## {heading('goals', lang)}", f"- {RING}", f"## {heading('watch', lang)}", "Lift – It stands still on Mondays.", "## Rhyngom {audience=me}", SECRET]
        mine.locator("#title").fill("Three calls")
        mine.locator("#audience").select_option("3")
        mine.locator("#markdown").fill(mine.locator("#markdown").input_value() + "\n\n" + "\n\n".join(lines))
        publish(mine)

        # The leader has one question put to him, says "seen, looks right", and asks about a sentence of what he may read.
        leader.go("/monday/")
        theirs.locator("section[aria-labelledby=asked] a").first.click()
        expect(theirs.locator("main")).to_contain_text(ROTA)
        theirs.locator("button[value=right]").click()
        theirs.wait_for_load_state("load")
        uid = note.split("/")[2]
        leader.go(f"/notes/{uid}/")
        expect(theirs.locator("main")).to_contain_text(RING)
        for address in (f"/notes/{uid}/", "/read/", "/search/?q=move", f"/notes/{uid}/ask/"):
            assert SECRET not in leader.text(address), address
        assert leader.status(note) == 404
        leader.go(f"/notes/{uid}/ask/")
        theirs.locator("fieldset summary").click()
        theirs.locator("label", has_text=RING).locator("input").check()
        theirs.locator("#text").fill(ASKED)
        theirs.locator("form:has(#text) button").last.click()
        theirs.wait_for_url(f"**/notes/{uid}/")

        # The second Friday: the goal is carried on, the question answered in the note; of the next focus the leader is asked again, and answers in words.
        second = f"/friday/{iso(first + WEEK)}/"
        writer.go(second)
        mine.locator("fieldset.pair", has_text=RING).first.locator("input[value=carried]").check()
        mine.locator("fieldset.pair", has_text=ROTA).first.locator("input[value=done]").check()
        mine.locator("fieldset.pair", has_text=ASKED).locator("textarea").fill(SAID)
        mine.locator("#focus").fill("Hang the board")
        assert mine.evaluate("document.documentElement.scrollWidth") <= width
        mine.locator("button[name=put][value=ask]").click()
        mine.wait_for_url("**/focus/")
        mine.locator("#to-0").select_option(label="Tomos")
        mine.locator("button[value=ask]").click()
        mine.wait_for_load_state("load")
        writer.go(mine.url.removeprefix(place.url).removesuffix("focus/"))
        mine.locator("#title").fill("The board")
        mine.locator("#audience").select_option("3")
        publish(mine)
        leader.go("/questions/")
        expect(theirs.locator("section[aria-labelledby=answered]")).to_contain_text(SAID)
        leader.go("/today/")
        theirs.locator("a[href^='/questions/']", has=theirs.locator("xpath=self::*[string-length(@href) > 20]")).first.click()
        theirs.locator("#words").fill("Not with two of you away.")
        theirs.locator("button[value=words]").click()
        theirs.wait_for_load_state("load")
        expect_words(writer, "/today/", "Not with two of you away.")

        # The third Friday: the goal is there a third time and is let go; the one to watch becomes a lesson, which is hers alone.
        writer.go(f"/friday/{iso(first + 2 * WEEK)}/")
        asked = mine.locator("fieldset.pair", has_text=RING).first
        expect(asked.locator("p.soft")).to_contain_text("3")
        asked.locator("input[value=dropped]").check()
        mine.locator("fieldset.pair", has_text="Lift").locator("input[value='became a lesson']").check()
        mine.locator("button[name=put][value=all]").click()
        mine.wait_for_load_state("load")
        mine.locator("a[href*='/lessons/new/?from=']").first.click()
        mine.locator("#id_takes").fill("Ask what else moves on a Monday.")
        mine.locator("main form .acts button").click()
        mine.wait_for_url(re.compile("/lessons/[0-9a-f-]{36}/$"))
        expect(mine.locator("main")).to_contain_text("Ask what else moves on a Monday.")
        assert leader.status(mine.url.removeprefix(place.url)) == 404
        assert mine.evaluate("document.documentElement.scrollWidth") <= width


def expect_words(at: stage.Window, address: str, words: str) -> None:
    """They stand on that page."""
    at.go(address)
    expect(at.page.locator("main")).to_contain_text(words)
