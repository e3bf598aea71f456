"""Saving as the writer writes: every word is on the site, or on this device and said to be."""

import json

from playwright.sync_api import Page, expect

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('weeknotes:text:')).map(key => JSON.parse(localStorage[key]))"


def kept_here(page: Page) -> list[dict[str, object]]:
    return page.evaluate(KEPT)


def test_typing_saves_after_a_pause_and_says_when(write, site, page):
    write.open()
    write.type(" And wind.")
    write.state("Saved 16:04")
    assert [(a["version"], a["html"], a["title"]) for a in site.attempts] == [(3, "<p>Rain all week. And wind.</p>", "A week")]
    expect(page.locator("input[name=version]")).to_have_value("4")
    assert kept_here(page) == []
    page.locator("#title").fill("A wet week")
    write.state("Saved 16:05")
    assert (site.attempts[1]["version"], site.attempts[1]["title"]) == (4, "A wet week")
    assert site.attempts[0]["save_key"] != site.attempts[1]["save_key"]


def test_writing_without_a_pause_is_saved_within_ten_seconds(write, site, page):
    page.clock.install()
    write.open()
    for _ in range(22):
        write.type("x")
        page.clock.run_for(500)
    site.when(lambda: len(site.attempts) == 1)
    assert 15 <= str(site.attempts[0]["html"]).count("x") < 22


def test_leaving_the_text_saves_at_once(write, site, page):
    page.clock.install()
    write.open()
    write.type(" Now")
    page.locator("#title").focus()
    site.when(lambda: len(site.attempts) == 1)


def test_going_to_another_page_saves_what_was_just_written(write, site, page):
    write.open()
    write.type(" Last words")
    page.goto(site.address + "/sign-in/")
    site.when(lambda: "Last words" in site.body)
    write.open()
    expect(page.locator("#body")).to_contain_text("Last words")
    expect(page.locator(".offer")).to_have_count(0)
    assert kept_here(page) == []


def test_opening_a_note_saves_nothing(write, site, page):
    write.open('<ul><li><p>one</p></li></ul><table><tbody><tr><td>x</td></tr></tbody></table>')
    page.locator("#body").focus()
    page.locator("#title").focus()
    page.goto(site.address + "/sign-in/")
    assert site.attempts == []


def test_a_save_whose_answer_was_lost_is_sent_again_with_its_own_key(write, site):
    write.open()
    site.mode = "deaf"
    write.type(" One")
    write.state("Not saved: the site does not answer. Kept on this device; I try again by myself.")
    write.type(" Two")
    site.mode = "well"
    site.when(lambda: "Two" in site.body)
    write.state("Saved 16:05")
    keys = [attempt["save_key"] for attempt in site.attempts]
    assert keys[0] == keys[1] != keys[-1]
    assert site.asides == []
    assert len(site.keys) == 2


def test_two_texts_are_both_shown_and_both_go_on_being_kept(write, site, page):
    write.open()
    site.version, site.body = 7, "<p>Written on the phone.</p>"
    write.type(" Mine.")
    panel = page.locator("#conflict")
    expect(panel.get_by_role("alert")).to_have_text("Changed on another device.")
    expect(panel).to_contain_text("Written on the phone.")
    expect(panel).to_contain_text("Rain all week. Mine.")
    write.state("Kept beside the other text. Both are here: choose, or keep parts of each.")
    write.type(" More.")
    expect(panel).to_contain_text("Rain all week. Mine. More.")
    assert [attempt["version"] for attempt in site.attempts] == [3, 3]
    assert site.asides[-1] == "<p>Rain all week. Mine. More.</p>"
    assert site.body == "<p>Written on the phone.</p>"
    assert kept_here(page) == []


def test_a_choice_between_two_texts_is_about_the_last_words(write, site, page):
    write.open()
    site.version = 7
    write.type(" Mine.")
    expect(page.locator("#conflict")).to_contain_text("Mine.")
    write.type(" Later.")
    page.evaluate("document.querySelector('#conflict form').requestSubmit()")
    page.wait_for_url("**/choose/")
    assert site.posted == [("/choose/", {"text": ["2"]})]
    assert site.asides[-1] == "<p>Rain all week. Mine. Later.</p>"


def test_a_page_that_opens_with_two_texts_keeps_their_panel_up_to_date(write, site, page):
    site.asides, site.keys = ["<p>An older text.</p>"], {}
    write.open()
    panel = page.locator("#conflict")
    expect(panel).to_contain_text("An older text.")
    site.version = 7
    write.type(" Mine.")
    expect(panel).to_contain_text("Rain all week. Mine.")
    expect(panel).not_to_contain_text("An older text.")


def test_without_a_connection_the_words_stay_here_and_go_when_it_is_back(write, site, page):
    write.open()
    page.context.set_offline(True)
    write.type(" Offline.")
    write.state("Not saved: the site does not answer. Kept on this device; I try again by myself.")
    assert [copy["html"] for copy in kept_here(page)] == ["<p>Rain all week. Offline.</p>"]
    page.context.set_offline(False)
    write.state("Saved 16:04")
    assert site.body == "<p>Rain all week. Offline.</p>"
    assert kept_here(page) == []


def lose(write, site, page) -> None:
    """Leaves words on this device that never reached the site."""
    write.open()
    site.mode = "failing"
    page.locator("#title").fill("A lost week")
    write.type(" Lost.")
    write.state("Not saved: the site does not answer. Kept on this device; I try again by myself.")
    # The state may be of the title alone, while the text is still being typed: what is typed is on the device soon after.
    page.wait_for_timeout(1500)
    page.goto("about:blank")
    site.mode = "well"


def test_words_kept_here_are_offered_back_and_used(write, site, page):
    lose(write, site, page)
    write.open()
    offer = page.locator(".offer")
    expect(offer).to_contain_text("kept on this device at")
    offer.get_by_text("Read them").click()
    expect(offer).to_contain_text("A lost week")
    expect(offer).to_contain_text("Rain all week. Lost.")
    expect(page.locator("#body")).to_have_text("Rain all week.")
    offer.get_by_role("button", name="Use it").click()
    expect(page.locator("#body")).to_have_text("Rain all week. Lost.")
    expect(offer).to_have_count(0)
    write.state("Saved 16:04")
    assert (site.title, site.body) == ("A lost week", "<p>Rain all week. Lost.</p>")
    write.open()
    expect(page.locator("#body")).to_have_text("Rain all week. Lost.")
    expect(page.locator(".offer")).to_have_count(0)


def test_words_kept_here_can_be_left(write, site, page):
    lose(write, site, page)
    write.open()
    page.get_by_role("button", name="Leave it").click()
    expect(page.locator(".offer")).to_have_count(0)
    assert kept_here(page) == []
    write.open()
    expect(page.locator(".offer")).to_have_count(0)
    assert site.body == "<p>Rain all week.</p>"


def test_what_stands_in_this_devices_storage_is_shown_as_text(write, site, page):
    write.open()
    planted = json.dumps({"at": 0, "title": "<h1 id=planted>Title</h1>", "html": "<script>broken.push(1)</script><p>words</p>"})
    page.evaluate("text => localStorage.setItem('weeknotes:text:/write/u/en/save/:old', text)", planted)
    page.evaluate("localStorage.setItem('weeknotes:text:/write/u/en/save/:worse', 'not JSON')")
    write.open()
    page.get_by_text("Read them").click()
    expect(page.locator(".offered")).to_have_text("<h1 id=planted>Title</h1>\nwords")
    expect(page.locator("#planted")).to_have_count(0)


def test_signed_out_is_said_and_signing_in_elsewhere_is_enough(write, site, page):
    write.open()
    site.mode = "signed out"
    write.type(" Still here.")
    write.state("Not saved: you are signed out. Kept on this device. Sign in in another tab, then write on here.")
    assert [copy["html"] for copy in kept_here(page)] == ["<p>Rain all week. Still here.</p>"]
    site.mode, site.token = "well", "two"
    write.state("Saved 16:04")
    assert site.body == "<p>Rain all week. Still here.</p>"
    expect(page.locator("#note input[name=csrfmiddlewaretoken]")).to_have_value("two")


def test_a_refusal_is_said_in_the_sites_words(write, site, page):
    write.open()
    site.mode = "refusing"
    write.type(" Long.")
    write.state("The note is too long. Not saved: the site did not take it. Kept on this device.")
    assert len(kept_here(page)) == 1


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def test_what_the_small_storage_has_no_room_for_is_kept_in_the_large_one(write, site, page):
    page.add_init_script(FULL)
    lose(write, site, page)
    write.open()
    page.get_by_role("button", name="Use it").click()
    write.state("Saved 16:04")
    assert site.body == "<p>Rain all week. Lost.</p>"
    write.open()
    expect(page.locator(".offer")).to_have_count(0)


def test_words_that_one_storage_lost_are_offered_from_the_other(write, site, page):
    lose(write, site, page)
    page.goto(site.address + "/sign-in/")
    page.evaluate("localStorage.clear()")
    write.open()
    expect(page.locator(".offer")).to_have_count(1)
    page.get_by_role("button", name="Leave it").click()
    write.open()
    expect(page.locator(".offer")).to_have_count(0)


def test_what_is_written_is_on_this_device_long_before_the_next_save(write, site, page):
    page.clock.install()
    write.open()
    write.type(" Quick")
    page.clock.run_for(500)
    assert [copy["html"] for copy in kept_here(page)] == ["<p>Rain all week. Quick</p>"]
    assert site.attempts == []


def test_a_device_that_cannot_keep_says_so(write, site, page):
    page.add_init_script(FULL + "; IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError') }")
    write.open()
    site.mode = "failing"
    write.type(" Nowhere.")
    write.state("Not saved, and this device cannot keep it either. Copy your text before you close the page.")
    site.mode = "well"
    write.state("Saved 16:04")


def test_publishing_carries_the_last_words_and_the_version_they_have(write, site, page):
    write.open()
    write.type(" Done.")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/write/u/en/")
    [(_, fields)] = site.posted
    assert fields["html"] == ["<p>Rain all week. Done.</p>"]
    assert (fields["do"], fields["version"], fields["title"]) == (["publish"], ["4"], ["A week"])
    assert "markdown" not in fields
    assert len(site.attempts) == 1


def test_publishing_waits_while_the_site_does_not_answer(write, site, page):
    write.open()
    site.mode = "failing"
    write.type(" Done.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#notice")).to_contain_text("Nothing was sent")
    assert site.posted == []
    site.mode = "well"
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/write/u/en/")
    assert site.posted[0][1]["html"] == ["<p>Rain all week. Done.</p>"]


def test_the_state_line_is_heard_once_a_minute_not_at_every_save(write, site, page):
    site.minute = "Saved 16:42"
    write.open()
    page.evaluate("""() => {
        window.heard = []
        const line = document.getElementById('saved')
        new MutationObserver(() => line.getAttribute('aria-busy') !== 'true' && heard.push(line.textContent))
            .observe(line, {childList: true, characterData: true, subtree: true})
    }""")
    for count in (1, 2, 3):
        write.type(" More.")
        page.locator("#title").focus()
        site.when(lambda count=count: len(site.attempts) == count)
        expect(page.locator("input[name=version]")).to_have_value(str(3 + count))
    write.state("Saved 16:42")
    assert page.evaluate("heard") == ["Saved 16:42"]
