"""A blog too large for one form: sent in parts, over a line that breaks, stopped, and gone on with from another visit to the page."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from contracts.browser import stage
from contracts.browser.conftest import Windows
from contracts.servers import Site
from weeknotes.transfer.parts import PART
from weeknotes.transfer.receive import LARGEST_ARCHIVE

pytestmark = pytest.mark.browser

PATIENCE = 60_000
POST = "---\ntitle: {0}\ndate: 2021-03-19\n---\n\nIt rained for the whole of the {0} week, and the pumps held.\n"


def large(folder: Path) -> Path:
    """Three posts and a film that makes them too large for a form."""
    made = folder / "ten-years.zip"
    with zipfile.ZipFile(made, "w") as packed:
        for word in ("first", "second", "third"):
            packed.writestr(f"blog/_posts/2021-03-19-{word}.md", POST.format(word))
        packed.writestr("blog/film.mp4", bytes(LARGEST_ARCHIVE))
    return made


def test_a_large_archive_goes_on_after_a_broken_line_a_stop_and_another_visit(sample: Site, windows: Windows, tmp_path: Path):
    at = windows(sample, width=stage.PHONE)
    stage.sign_in(at, "nerys")
    stage.speak(at, "en")
    page = at.go("/import/")
    broken: list[int] = []
    held: list[int] = []

    def line(route: Route) -> None:
        start = int(route.request.url.partition("from=")[2])
        if start >= 2 * PART and not broken:
            broken.append(start)
            route.abort()
        elif start >= 4 * PART and not held:
            held.append(start)  # it never arrives: what is pressed meanwhile is the stop
        else:
            route.continue_()

    page.route("**/import/parts/*/?from=*", line)
    expect(page.get_by_text("is sent in parts, up to 2 GB")).to_be_visible()
    archive = large(tmp_path)
    page.locator("#files").set_input_files(archive)
    page.get_by_role("button", name="Look at what is there").press("Enter")
    expect(page.get_by_text("The line is broken.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("32 of 59 MB are here.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.get_by_text("Stopped. What came so far stays here for a day.")).to_be_visible()
    page = at.go("/import/")
    expect(page.get_by_text("ten-years.zip is half-way here: 32 of 59 MB.")).to_be_visible()
    page.locator("#files").set_input_files(archive)
    page.get_by_role("button", name="Look at what is there").press("Enter")
    expect(page.get_by_text("3 posts would be new drafts, for only you.")).to_be_visible(timeout=PATIENCE)
    assert (broken, held) == ([2 * PART], [4 * PART])
    # The line that was broken on purpose is no trouble.
    at.trouble = [one for one in at.trouble if "ERR_FAILED" not in one]


def test_several_files_of_which_one_is_large_are_asked_for_one_by_one_and_what_is_no_archive_is_said(sample: Site, windows: Windows, tmp_path: Path):
    at = windows(sample)
    stage.sign_in(at, "nerys")
    stage.speak(at, "en")
    page = at.go("/import/")
    nothing = tmp_path / "film.bin"
    nothing.write_bytes(b"film" * (LARGEST_ARCHIVE // 4 + 1))
    small = tmp_path / "small.md"
    small.write_text("Rain.")
    page.locator("#files").set_input_files([small, nothing])
    page.get_by_role("button", name="Look at what is there").press("Enter")
    expect(page.get_by_text("film.bin is sent in parts, so send it by itself")).to_be_visible()
    page.locator("#files").set_input_files(nothing)
    page.get_by_role("button", name="Look at what is there").press("Enter")
    expect(page.get_by_text("film.bin is no export or archive that is known here")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("progress")).to_be_hidden()
