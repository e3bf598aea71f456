"""What a public page says to programs: linked data, microformats, what other sites show beside a link."""

import json
import re
from datetime import date, timedelta

import mf2py
import pytest
from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.tags import put
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db

EN, CY = "/people/nerys/two-in-the-morning/", "/cy/people/nerys/dau/"


def page(at):
    return (settings.PUBLIC / f"{at[1:]}index.html").read_text()


def text_in(html: str, selector: str) -> str:
    """The words of the first element of a page that fits."""
    found = LexborHTMLParser(html).css_first(selector)
    assert found is not None, selector
    return found.text()


def linked(at):
    return json.loads(text_in(page(at), 'script[type="application/ld+json"]'))


def shared(at):
    tree = LexborHTMLParser(page(at))
    return {one.attributes["property"]: one.attributes["content"] for one in tree.css("meta[property]")}


def read(at):
    return mf2py.parse(doc=page(at), url=settings.SITE_URL + at)


@pytest.fixture
def note(write, nerys):
    made = write("Two in the morning", "<p>Rain all week.</p>", cy=("Dau", "<p>Glaw drwy’r wythnos.</p>"))
    publish(note=made, by=nerys)
    return made


def test_the_two_languages_of_a_note_are_said_to_be_a_work_and_its_translation(note):
    first, second = linked(EN), linked(CY)
    assert (first["inLanguage"], second["inLanguage"]) == ("en", "cy")
    assert (first["headline"], second["headline"]) == ("Two in the morning", "Dau")
    assert [work["@id"] for work in first["workTranslation"]] == [second["@id"]]
    assert second["translationOfWork"]["@id"] == first["@id"] == settings.SITE_URL + EN
    assert first["author"] == [{"@type": "Person", "name": "Nerys", "url": settings.SITE_URL + "/people/nerys/"}]
    assert first["publisher"]["name"] == "Glanderw"
    assert second["publisher"]["name"] == "Cyngor Glanderw"


def test_a_correction_is_part_of_what_is_said(note, nerys):
    assert "correction" not in linked(EN)
    Note.objects.filter(pk=note.pk).update(published_at=note.published_at - timedelta(days=1))
    publish(note=note, by=nerys, correction="It rained for three days.")
    assert linked(EN)["correction"] == "It rained for three days."
    assert linked(EN)["dateModified"] > linked(EN)["datePublished"]
    assert "article:modified_time" in shared(EN)


def test_no_title_ends_the_block_of_data(write, nerys):
    title = '</script><script>alert("1")</script><!-- & \u2028'
    publish(note=write(title, "<p>Rain.</p>"), by=nerys)
    (path,) = list((settings.PUBLIC / "people" / "nerys").glob("*/index.html"))
    text = path.read_text()
    assert len(re.findall("<script", text)) == 1
    assert json.loads(text_in(text, "script"))["headline"].startswith("</script>")


def test_what_is_shown_beside_a_link_is_in_the_language_of_the_page(note):
    said = shared(CY)
    assert said["og:title"] == "Dau"
    assert said["og:description"].startswith("Glaw")
    assert (said["og:locale"], said["og:locale:alternate"]) == ("cy_GB", "en_GB")
    assert said["og:image"] == f"{settings.SITE_URL}{CY}preview.png"
    assert said["og:url"] == settings.SITE_URL + CY
    home = shared("/")
    assert (home["og:type"], home["og:title"]) == ("website", "Weeknotes from Glanderw")


def test_a_note_reads_as_an_entry_with_its_author_its_day_and_its_text(note):
    (entry,) = [item for item in read(EN)["items"] if item["type"] == ["h-entry"]]
    said = entry["properties"]
    assert said["name"] == ["Two in the morning"]
    assert said["author"][0]["properties"] == {"name": ["Nerys"], "url": [f"{settings.SITE_URL}/people/nerys/"]}
    assert "Rain all week." in said["content"][0]["value"]
    assert len(said["published"]) == 1
    assert said["url"] == [settings.SITE_URL + EN]


def test_readers_show_the_title_of_a_note_once_and_its_tags_as_such(write, nerys):
    note = write("Tagged", "<p>Rain.</p>")
    put(note=note, names=["Night calls"])
    publish(note=note, by=nerys)
    (entry,) = read("/people/nerys/tagged/")["items"]
    assert entry["properties"]["content"][0]["value"] == "Rain."
    assert entry["properties"]["category"] == ["Night calls"]
    assert linked("/people/nerys/tagged/")["keywords"] == ["Night calls"]


def test_what_was_said_under_a_label_reads_as_a_feed_and_each_part_has_a_name_of_its_own(write, nerys):
    for title in ("Early", "Late"):
        publish(note=write(title, "<p>A week.</p><h2>Ones to watch</h2><p>Out of hours – nine calls.</p>"), by=nerys)
    at = "/people/nerys/about/out-of-hours/"
    (feed,) = read(at)["items"]
    assert feed["properties"]["name"] == ["Out of hours"]
    assert {(one["properties"]["name"][0], one["properties"]["url"][0]) for one in feed["children"]} == {
        (title, f"{settings.SITE_URL}/people/nerys/{title.lower()}/") for title in ("Early", "Late")
    }
    parts = LexborHTMLParser(page(at)).css("main section")
    named = [" ".join(text_in(page(at), f"#{one}") for one in (part.attributes["aria-labelledby"] or "").split()) for part in parts]
    assert sorted(named) == ["Week 11, 2021 Early", "Week 11, 2021 Late"]


def test_pages_say_in_a_line_what_stands_on_them(note, write, nerys, housing):
    nerys.about = "Runs the repairs of the county, and writes on Fridays to find out what she thinks."
    nerys.save()
    publish(note=write("Lifts & stairs", teams=[housing]), by=nerys)
    said = {at: shared(at).get("og:description", "") for at in ("/", "/people/", "/teams/", "/people/nerys/", "/cy/people/nerys/", "/teams/housing/", "/2021/w11/", "/2021/")}
    assert said == {
        "/": "What everybody writes at Glanderw. Written by the people who do the work. Newest first, nothing promoted.",
        "/people/": "Who writes at Glanderw: Nerys",
        "/teams/": "Teams: Housing repairs",
        "/people/nerys/": nerys.about,
        "/cy/people/nerys/": "Yr hyn y mae Nerys yn ei ysgrifennu.",
        "/teams/housing/": "The notes of Housing repairs.",
        "/2021/w11/": "15–19 March 2021: 2 notes",
        "/2021/": "2021: The weeks of this year that have notes, newest first.",
    }
    assert '<meta name="description" content="Teams: Housing repairs">' in page("/teams/")


def test_notes_of_one_title_that_are_about_no_week_are_told_apart_by_their_day(write, nerys):
    for day in (date(2020, 7, 15), date(2020, 7, 16)):
        publish(note=write("Thoughts", monday=None, kind=Note.REFLECTION, dated=day), by=nerys)
    titles = {text_in(file.read_text(), "title") for file in (settings.PUBLIC / "people" / "nerys").glob("thoughts*/index.html")}
    assert titles == {"Thoughts – Nerys, 15 July 2020 – Glanderw", "Thoughts – Nerys, 16 July 2020 – Glanderw"}


def test_a_list_reads_as_a_feed_of_entries(note, write, nerys, tomos):
    publish(note=write("Lifts", "<p>Stood still.</p>", author=tomos), by=tomos)
    names_of = {"/": "What we did this week, and what we learned", "/people/nerys/": "Nerys", "/2021/w11/": "Week 11, 2021"}
    (theirs,) = [item for item in read("/people/nerys/")["items"] if item["type"] == ["h-feed"]]
    assert theirs["properties"]["author"][0]["properties"] == {"name": ["Nerys"], "url": [f"{settings.SITE_URL}/people/nerys/"]}
    for at, names in (("/", {"Lifts", "Two in the morning"}), ("/people/nerys/", {"Two in the morning"}), ("/2021/w11/", {"Lifts", "Two in the morning"})):
        (feed,) = [item for item in read(at)["items"] if item["type"] == ["h-feed"]]
        assert feed["properties"]["name"] == [names_of[at]]
        entries = [one["properties"] for one in feed["children"] if one["type"] == ["h-entry"]]
        assert {one["name"][0] for one in entries} == names
        assert all(one["url"][0].startswith(settings.SITE_URL) and one["published"] for one in entries)


def test_nothing_of_a_narrower_section_is_said_to_programs(write, nerys):
    note = write("Open", '<p>For all.</p><h2 data-audience="team">Zebra</h2><p>Zebra words.</p>')
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert "ebra" not in page("/people/nerys/open/")
