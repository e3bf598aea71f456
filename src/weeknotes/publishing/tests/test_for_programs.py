"""What a public page says to programs: linked data, microformats, what other sites show beside a link."""

import json
import re
from datetime import timedelta

import mf2py
import pytest
from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db

EN, CY = "/people/nerys/two-in-the-morning/", "/cy/people/nerys/dau/"


def page(at):
    return (settings.PUBLIC / f"{at[1:]}index.html").read_text()


def linked(at):
    block = LexborHTMLParser(page(at)).css_first('script[type="application/ld+json"]')
    return json.loads(block.text())


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
    assert json.loads(LexborHTMLParser(text).css_first("script").text())["headline"].startswith("</script>")


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


def test_a_list_reads_as_a_feed_of_entries(note, write, nerys, tomos):
    publish(note=write("Lifts", "<p>Stood still.</p>", author=tomos), by=tomos)
    for at, names in (("/", {"Lifts", "Two in the morning"}), ("/people/nerys/", {"Two in the morning"}), ("/2021/w11/", {"Lifts", "Two in the morning"})):
        (feed,) = [item for item in read(at)["items"] if item["type"] == ["h-feed"]]
        entries = [one["properties"] for one in feed["children"] if one["type"] == ["h-entry"]]
        assert {one["name"][0] for one in entries} == names
        assert all(one["url"][0].startswith(settings.SITE_URL) and one["published"] for one in entries)


def test_nothing_of_a_narrower_section_is_said_to_programs(write, nerys):
    note = write("Open", '<p>For all.</p><h2 data-audience="team">Zebra</h2><p>Zebra words.</p>')
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert "ebra" not in page("/people/nerys/open/")
