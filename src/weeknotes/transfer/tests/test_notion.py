"""Pages of Notion's: their properties say the day and the tags, and what else they say stays among the words."""

from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.record import Record
from weeknotes.transfer.tests.given import given

NUMBER = "0123456789abcdef0123456789abcdef"
OUT = Asked(out=True)


def only(folder: Path, text: str, name: str = f"Week 1 {NUMBER}.md") -> Record:
    (one,) = [each for each in read(given(folder, name, text), asked=OUT) if isinstance(each, Record)]
    return one


@pytest.mark.parametrize(
    ("said", "day", "tags", "words", "status"),
    [
        ("Date: March 4, 2022\nTags: work, the team\nOwner: Nerys\nRoom: A: 2", "2022-03-04", ("work", "the team"), "Owner: Nerys\nRoom: A: 2\nIt rained.", "published"),
        ("Created: March 4, 2022 5:00 PM\nStatus: Done", "2022-03-04", (), "Status: Done\nIt rained.", "draft"),
        ("Date: March 4, 2022 → March 8, 2022\nStatus: Published", "2022-03-04", (), "Status: Published\nIt rained.", "published"),
        ("Date: soon\nTags: a \"b\"", "None", ("a 'b'",), "Date: soon\nIt rained.", "draft"),
        ("Owner: Nerys", "None", (), "Owner: Nerys\nIt rained.", "draft"),
    ],
)
def test_properties_below_the_title_say_the_day_and_the_tags(seen: Path, said: str, day: str, tags: tuple[str, ...], words: str, status: str):
    one = only(seen, f"# Week 1\n\n{said}\n\nIt rained.\n")
    assert (one.title, str(one.dated), one.tags, one.status) == ("Week 1", day, tags, status)
    assert one.text.strip() == words


def test_the_same_lines_in_a_text_of_another_name_are_words(seen: Path):
    one = only(seen, "# Week 1\n\nDate: March 4, 2022\n\nIt rained.\n", "week.md")
    assert "Date: March 4, 2022" in one.text


def test_words_chosen_from_a_list_stand_apart_in_a_page(seen: Path):
    html = (
        '<html><body><article><h1 class="page-title">Week 1</h1><table class="properties"><tr><th>Tags</th><td><span class="selected-value select-value-color-blue">work</span>'
        '<span class="selected-value">team</span></td></tr></table><p>It rained.</p></article></body></html>'
    )
    assert "work, team" in only(seen, html, f"Week 1 {NUMBER}.html").text


PAGE = (
    '<html><head><title>Week 1</title></head><body><article><header><h1 class="page-title">Week 1</h1><table class="properties"><tbody>'
    '<tr class="property-row property-row-{kind}"><th><span class="icon"></span>{name}</th><td><time>{day}</time></td></tr>{more}</tbody></table></header>'
    '<div class="page-body"><p>It rained.</p></div></article></body></html>'
)
TAGGED = (
    '<tr class="property-row property-row-multi_select"><th>Tags</th><td><span class="selected-value select-value-color-blue">work</span>'
    '<span class="selected-value">the team</span></td></tr>'
)


@pytest.mark.parametrize(
    ("name", "kind", "day", "more", "dated", "tags", "status"),
    [
        ("Date", "date", "@March 4, 2022", TAGGED, "2022-03-04", ("work", "the team"), "published"),
        ("Date", "date", "@March 4, 2022 → March 8, 2022", "", "2022-03-04", (), "published"),
        ("Created", "created_time", "@March 4, 2022 5:00 PM", "", "2022-03-04", (), "draft"),
        ("Date", "date", "@March 4, 2022", "<tr><th>Status</th><td><span>Draft</span></td></tr>", "2022-03-04", (), "draft"),
        ("Due", "date", "@March 4, 2022", "", "None", (), "draft"),
    ],
)
def test_the_table_above_a_page_of_html_says_the_day_the_tags_and_whether_it_was_out(
    seen: Path, name: str, kind: str, day: str, more: str, dated: str, tags: tuple[str, ...], status: str
):
    one = only(seen, PAGE.format(name=name, kind=kind, day=day, more=more), f"Week 1 {NUMBER}.html")
    assert (one.title, str(one.dated), one.tags, one.status) == ("Week 1", dated, tags, status)
    assert day.replace("@", "")[:12] in one.text
    assert one.text.strip().endswith("It rained.")
