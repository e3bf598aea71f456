"""The list beside the text: in step with it, its words marked, and never in the writer's way."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

BODY = "<p>I set four things, then four things more.</p><h2>Watch</h2><p>Out of <strong>hours</strong> – fine</p><p><img src='/x.png'></p>"


def entry(key: str, quote: str, nth: int = 0, *, find: bool = False, more: str = "", forms: bool = False) -> str:
    kind = ' class="find"' if find else ""
    button = f'<button class="bare" name="kind" value="" formaction="/entry/{key}/" data-inline>Not that: {key}</button>'
    if forms:
        button = f"""<form method="post" action="/entry/{key}/" data-inline><input type="hidden" name="csrfmiddlewaretoken" value="TOKEN">
<button class="bare" name="kind" value="">Not that: {key}</button></form>"""
    return f"""<li{kind} data-key="{key}" data-quote="{quote}" data-nth="{nth}">
<p><b>{key}</b> <a href="#body" data-goto>Go to it</a></p>{more}{button}</li>"""


def listed(*entries: str) -> str:
    return f'<h2 class="label">What I read</h2><ul class="read">{"".join(entries)}</ul>'


BECAUSE = """<details><summary>Considered, because…</summary><p><label>Because <input name="because"></label>
<button name="mark" value="m" formaction="/entry/because/" data-inline>Keep it there</button></p></details>"""


def marks(page: Page) -> list[list[str]]:
    return page.evaluate("[...document.querySelectorAll('#body mark')].map(mark => [mark.className, mark.textContent])")


def test_the_quoted_words_are_marked_and_not_part_of_the_note(write, site, page):
    site.fragment = listed(entry("count", "four things", 1, find=True), entry("watch", "Out of hours - fine"), entry("gone", "not there"))
    write.open(BODY)
    expect(page.locator("#body mark").first).to_be_visible()
    assert marks(page) == [["found", "four things"], ["read", "Out of "], ["read", "hours"], ["read", " – fine"]]
    assert page.evaluate("document.querySelector('#body mark').previousSibling.textContent") == "I set four things, then "
    assert "mark" not in write.html()
    assert write.html().startswith("<p>I set four things, then four things more.</p>")


def test_marks_follow_the_words_while_writing(write, site, page):
    site.fragment = listed(entry("count", "four things", 0, find=True))
    write.open(BODY)
    write.select(1)
    page.keyboard.type("Well, ")
    expect(page.locator("#body p").first).to_contain_text("Well, I set")
    assert marks(page) == [["found", "four things"]]


def test_each_entry_is_anchored_to_its_words(write, site, page):
    site.fragment = listed(entry("gone", "not there"), entry("count", "four things"))
    write.open(BODY)
    style = "document.querySelector('[data-key={}]').style.cssText"
    assert page.evaluate(style.format("gone")) == "--me: --entry-1; --at: --entry-0; --up: --entry-0;"
    assert page.evaluate(style.format("count")) == "--me: --entry-2; --at: --text-2; --up: --entry-1;"
    assert page.evaluate("getComputedStyle(document.querySelector('#body mark')).anchorName") == "--text-2"


def test_go_to_it_puts_the_caret_at_the_words(write, site, page):
    site.fragment = listed(entry("watch", "Out of hours"), entry("gone", "not there"))
    write.open("<p>x</p>" * 80 + BODY)
    page.locator("[data-key=watch]").get_by_role("link", name="Go to it").click()
    expect(page.locator("#body")).to_be_focused()
    expect(page.locator("#body mark").first).to_be_in_viewport()
    page.keyboard.type("Still ")
    assert "<p>Still Out of <strong>hours</strong> – fine</p>" in write.html()
    page.locator("[data-key=gone]").get_by_role("link", name="Go to it").click()
    expect(page.locator("#notice")).to_have_text("Those words are no longer in the text.")


def test_a_picture_is_found_by_its_number(write, site, page):
    site.fragment = listed('<li class="find" data-key="alt" data-picture="0"><p>No words <a href="#body" data-goto>Go to it</a></p></li>')
    page.route("**/x.png", lambda route: route.fulfill(status=204))
    write.open(BODY)
    expect(page.locator("#body img.found")).to_have_count(1)
    assert "class" not in write.html()


def test_after_a_save_the_list_is_the_sites_newest(write, site, page):
    write.open()
    site.fragment = listed(entry("rain", "Rain"))
    write.type(" And wind.")
    expect(page.locator("#iread [data-key=rain]")).to_be_visible()
    assert marks(page) == [["read", "Rain"]]
    expect(page.locator("#body")).to_be_focused()


def test_a_list_that_says_the_same_is_left_alone(write, site, page):
    site.fragment = listed(entry("rain", "Rain"))
    write.open()
    page.evaluate("document.querySelector('#iread [data-key]').mine = true")
    with page.expect_response("**/read/"):
        write.type(" And wind.")
    write.state("Saved 16:04")
    with page.expect_response("**/read/"):
        write.type(" And sun.")
    assert page.evaluate("document.querySelector('#iread [data-key]').mine") is True


def test_a_new_list_leaves_the_keyboard_and_half_written_words_where_they_are(write, site, page):
    site.fragment = listed(entry("rain", "Rain", more=BECAUSE), entry("week", "week"))
    write.open()
    page.get_by_text("Considered, because…").click()
    page.get_by_label("Because").fill("It is mine")
    page.get_by_role("button", name="Not that: week").focus()
    site.fragment = listed(entry("new", "wind"), entry("rain", "Rain", more=BECAUSE), entry("week", "week"))
    page.evaluate("document.getElementById('body').editor.commands.insertContent('wind ')")
    expect(page.locator("[data-key=new]")).to_be_visible()
    expect(page.get_by_role("button", name="Not that: week")).to_be_focused()
    expect(page.get_by_label("Because")).to_be_visible()
    expect(page.get_by_label("Because")).to_have_value("It is mine")


def test_a_new_list_waits_while_the_writer_types_in_the_one_there(write, site, page):
    site.fragment = listed(entry("rain", "Rain", more=BECAUSE))
    write.open()
    page.get_by_text("Considered, because…").click()
    page.get_by_label("Because").focus()
    site.fragment = listed(entry("rain", "Rain", more=BECAUSE), entry("new", "wind"))
    with page.expect_response("**/read/"):
        page.evaluate("document.getElementById('body').editor.commands.insertContent('wind ')")
    page.keyboard.type("still typing")
    expect(page.get_by_label("Because")).to_have_value("still typing")
    expect(page.locator("[data-key=new]")).to_have_count(0)
    page.locator("#title").focus()
    expect(page.locator("[data-key=new]")).to_be_visible()
    expect(page.get_by_label("Because")).to_have_value("still typing")


@pytest.mark.parametrize("outside", [False, True], ids=["buttons", "forms"])
@pytest.mark.parametrize("answer", ["fragment", "redirect"])
def test_an_answer_to_an_entry_stays_on_the_page(write, site, page, answer, outside):
    site.list_outside = outside
    site.fragment = listed(entry("rain", "Rain", forms=outside), entry("week", "week", forms=outside))
    site.entry_answer = answer
    write.open()
    site.fragment = listed(entry("week", "week", forms=outside))
    page.get_by_role("button", name="Not that: rain").click()
    expect(page.locator("[data-key=rain]")).to_have_count(0)
    expect(page.locator("[data-key=week] a")).to_be_focused()
    [(path, fields)] = site.posted
    assert (path, fields["kind"]) == ("/entry/rain/", [""])
    assert marks(page) == [["read", "week"]]


def test_an_answer_with_words_is_carried_and_the_field_emptied(write, site, page):
    site.fragment = listed(entry("rain", "Rain", more=BECAUSE))
    write.open()
    page.get_by_text("Considered, because…").click()
    page.get_by_label("Because").fill("It is my own")
    page.keyboard.press("Enter")
    site.when(lambda: site.posted != [])
    [(path, fields)] = site.posted
    assert (path, fields["because"], fields["mark"]) == ("/entry/because/", ["It is my own"], ["m"])
    expect(page.locator("[name=because]")).to_have_value("")


def test_an_answer_the_site_could_not_keep_is_said(write, site, page):
    site.fragment = listed(entry("rain", "Rain"))
    site.entry_answer = "failing"
    write.open()
    page.get_by_role("button", name="Not that: rain").click()
    expect(page.locator("#notice")).to_have_text("That was not kept: the site does not answer. Try again.")
    expect(page.locator("[data-key=rain]")).to_be_visible()
    site.mode = "signed out"
    page.get_by_role("button", name="Not that: rain").click()
    page.wait_for_url("**/sign-in/")


def test_lines_without_words_of_their_own_stand_below_the_one_before(write, site, page):
    site.fragment = listed("<li>You say five; four are here.</li>", entry("rain", "Rain"))
    write.open()
    assert page.evaluate("document.querySelector('.read li').style.cssText") == "--me: --entry-1; --at: --entry-0; --up: --entry-0;"
    assert page.evaluate("document.querySelector('[data-key=rain]').style.cssText") == "--me: --entry-2; --at: --text-2; --up: --entry-1;"


def test_what_others_said_stands_among_what_was_read_in_the_order_of_the_text(write, site, page):
    said = f'<div class="heard"><h2 class="label">Asked for a look</h2><ul class="read">{entry("look-1", "four things")}</ul></div>'
    site.fragment = listed(entry("early", "I set"), entry("late", "Watch")) + said
    write.open(BODY)
    ups = {key: page.evaluate(f"document.querySelector('[data-key={key}]').style.getPropertyValue('--up')") for key in ("early", "look-1", "late")}
    assert ups == {"early": "--entry-0", "look-1": "--entry-1", "late": "--entry-3"}
    # Nothing that has a place covers the heading and lines that have none.
    assert page.evaluate("document.querySelector('.heard').style.anchorName") == "--entry-0"


def test_what_is_asked_of_all_links_is_covered_by_no_entry(write, site, page):
    page.set_viewport_size({"width": 1200, "height": 900})
    site.fragment = listed("<li>Which week?</li>", entry("early", "I set")) + '<p class="acts"><button class="bare">Look whether the links answer</button></p>'
    write.open(BODY)
    assert page.evaluate("document.querySelector('#iread > .acts').style.anchorName") == "--entry-0"
    asked, first = page.locator("#iread > .acts").bounding_box(), page.locator(".read li").first.bounding_box()
    assert asked and first
    assert first["y"] >= asked["y"] + asked["height"] or asked["y"] >= first["y"] + first["height"]


def test_what_is_said_of_one_picture_or_the_same_words_stands_one_below_the_other(write, site, page):
    page.set_viewport_size({"width": 1200, "height": 900})
    shown = [entry(key, "", find=True).replace("data-nth", 'data-picture="0" data-nth') for key in ("one", "two")]
    site.fragment = listed(entry("three", "Out of", find=True), entry("four", "Out of hours", find=True), *shown)
    write.open(BODY)
    expect(page.locator("#body mark").first).to_be_visible()
    names = page.evaluate("[...document.querySelectorAll('#body *')].map((one) => getComputedStyle(one).anchorName).filter((name) => name != 'none')")
    assert {"--text-1, --text-2", "--text-3, --text-4"} <= set(names)
    boxes = [page.locator(f"[data-key={key}]").bounding_box() for key in ("three", "four", "one", "two")]
    assert all(above and below and above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))


def test_what_has_a_plain_way_is_put_right_where_it_stands_and_undo_takes_that_back(write, site, page):
    button = '<button formaction="/write/u/en/right/" name="rule_mark" value="email:m" data-instead="[address taken out]">Take it out: {}</button>'
    site.fragment = listed(
        entry("email-m", "sam@x.uk", 0, find=True, more=button.format("first")), entry("email-m", "sam@x.uk", 1, find=True, more=button.format("second")),
        entry("gone", "not there", find=True, more=button.format("gone")),
    )  # fmt: skip
    write.open('<p>Ask <a href="mailto:sam@x.uk">sam@x.uk</a>, or <strong>sam@x.uk</strong>.</p>')
    expect(page.locator("#body mark")).to_have_count(2)
    page.get_by_role("button", name="Take it out: first").click()
    expect(page.locator("#body p").first).to_have_text("Ask [address taken out], or [address taken out].")
    assert write.html() == "<p>Ask [address taken out], or <strong>[address taken out]</strong>.</p>"
    expect(page.locator("#notice")).to_have_text("It is put right in the text. Undo brings the words back.")
    site.when(lambda: any("taken out" in str(one["html"]) for one in site.attempts))
    page.locator("#body").press("Control+z")
    expect(page.locator("#body a")).to_have_text("sam@x.uk")
    with page.expect_navigation():
        page.get_by_role("button", name="Take it out: gone").click()  # its place cannot be told: the page is sent, as without script
    site.when(lambda: any(path == "/write/u/en/right/" and sent.get("rule_mark") == ["email:m"] for path, sent in site.posted))
