"""Tables made and changed in the text, by the menu and by keyboard."""

import pytest
from playwright.sync_api import expect

TABLE = "<table><thead><tr><th>Day</th><th>Calls</th></tr></thead><tbody><tr><td>Monday</td><td>40</td></tr><tr><td>Tuesday</td><td>12</td></tr></tbody></table>"


def more(page, words: str) -> None:
    """Chooses from the menu."""
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name=words, exact=True).click()


def test_a_table_takes_the_place_of_an_empty_line_and_is_filled_by_tab(write, page):
    write.open("")
    page.locator("#body").focus()
    more(page, "Table")
    for words in ("Day", "Calls", "Monday", "40", "Tuesday", "12"):
        page.keyboard.type(words)
        if words != "12":
            page.keyboard.press("Tab")
    assert write.html() == TABLE
    page.keyboard.press("Tab")
    page.keyboard.type("Wednesday")
    assert write.html() == TABLE.replace("</tbody>", "<tr><td>Wednesday</td><td></td></tr></tbody>")
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    page.keyboard.type("*")
    assert "<td>Tuesday*</td>" in write.html()


def test_a_table_goes_below_the_paragraph_the_caret_is_in(write, page):
    write.open("<p>One</p><p>Two</p>")
    write.caret(page.locator("#body p").first)
    more(page, "Table")
    assert write.html().startswith("<p>One</p><table><thead><tr><th></th><th></th></tr></thead>")
    page.keyboard.press("Control+z")
    assert write.html() == "<p>One</p><p>Two</p>"


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Row below", TABLE.replace("<tr><td>Tuesday", "<tr><td></td><td></td></tr><tr><td>Tuesday")),
        ("Row above", TABLE.replace("<tr><td>Monday", "<tr><td></td><td></td></tr><tr><td>Monday")),
        ("Column after", TABLE.replace("</th></tr>", "</th><th></th></tr>").replace("</td></tr>", "</td><td></td></tr>")),
        ("Column before", TABLE.replace("<th>Calls", "<th></th><th>Calls").replace("<td>40", "<td></td><td>40").replace("<td>12", "<td></td><td>12")),
        ("Heading row", TABLE.replace("<thead>", "<tbody>").replace("</thead><tbody>", "").replace("th>", "td>")),
        ("Remove the row", TABLE.replace("<tr><td>Monday</td><td>40</td></tr>", "")),
        ("Remove the column", TABLE.replace("<th>Calls</th>", "").replace("<td>40</td>", "").replace("<td>12</td>", "")),
        ("Remove the table", "<p>Before</p>"),
    ],
)
def test_what_the_menu_does_to_a_table_is_one_step_of_undo(write, page, words, html):
    write.open("<p>Before</p>" + TABLE)
    write.caret(page.locator("#body td", has_text="40"))
    more(page, words)
    before = "" if words == "Remove the table" else "<p>Before</p>"
    assert write.html() == before + html
    expect(page.locator("#body")).to_be_focused()
    page.keyboard.press("Control+z")
    assert write.html() == "<p>Before</p>" + TABLE


def test_a_row_below_the_heading_is_no_heading_and_a_heading_row_can_be_given_back(write, page):
    write.open(TABLE.replace("<tr><td>Tuesday</td><td>12</td></tr>", ""))
    write.caret(page.locator("#body th").first)
    page.get_by_role("button", name="More").click()
    expect(page.get_by_role("menuitem", name="Row above")).to_be_hidden()
    page.get_by_role("menuitem", name="Row below").click()
    assert "</thead><tbody><tr><td></td><td></td></tr><tr><td>Monday" in write.html()
    more(page, "Heading row")
    more(page, "Heading row")
    assert write.html().startswith("<table><thead><tr><th>Day</th><th>Calls</th></tr></thead><tbody>")


def test_a_caption_is_written_and_enter_leads_out_of_it(write, page):
    write.open(TABLE)
    write.caret(page.locator("#body td").first)
    more(page, "Caption")
    page.keyboard.type("By hand")
    page.keyboard.press("Enter")
    page.keyboard.type("After")
    assert write.html() == TABLE.replace("<table>", "<table><caption>By hand</caption>") + "<p>After</p>"


def test_the_last_row_or_column_takes_the_table_with_it(write, page):
    for words in ("Remove the row", "Remove the column"):
        write.open("<p>Before</p><table><tbody><tr><td>only</td></tr></tbody></table><p>After</p>")
        write.caret(page.locator("#body td"))
        more(page, words)
        assert write.html() == "<p>Before</p><p>After</p>"


def test_tab_in_a_list_in_a_cell_nests_and_escape_lets_tab_leave_the_text(write, page):
    write.open("<table><tbody><tr><td><ul><li>one</li><li>two</li></ul></td><td>b</td></tr></tbody></table>")
    write.caret(page.locator("#body li").nth(1))
    page.keyboard.press("Tab")
    assert "<li>one<ul><li>two</li></ul></li>" in write.html()
    write.caret(page.locator("#body td", has_text="b"))
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#correction")).to_be_focused()


def test_a_cell_takes_no_heading(write, page):
    write.open(TABLE)
    write.caret(page.locator("#body td").first)
    expect(page.get_by_role("button", name="Heading", exact=True)).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Heading", exact=True).click(force=True)
    page.keyboard.press("Home")
    page.keyboard.type("## ")
    assert "<h2>" not in write.html()
