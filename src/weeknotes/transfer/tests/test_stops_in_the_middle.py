"""A page or a table that stops in the middle comes as far as it goes, and that is said."""

from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.cut_off import page_is_cut
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.tests.given import given, laid, posts

PAGE = (
    "<!doctype html>\n<html lang=en><head><title>Rain</title><meta name=date content=2024-03-01></head>\n"
    "<body><article><h1>Rain</h1><p>It rained all week.</p><p>Then it <a href='https://x.example/'>blew</a> for days.</p></article></body></html>\n"
)
STOPS = "The file stops here, so this post may not be whole"


@pytest.mark.parametrize("at", ["<article>", "It rained all", "Then it <a href=", "Then it ", "for days.", "</article>"])
def test_a_page_that_stops_in_the_middle_is_for_its_writer_alone_and_says_so(seen: Path, at: str):
    cut = PAGE[: PAGE.index(at) + len(at)] + (" words" if at == "<article>" else "")
    (one,) = [each for each in read(given(seen, "rain.html", cut), asked=Asked(out=True)) if isinstance(each, Record)]
    assert [str(why).startswith(STOPS) for why in one.warnings] == [True]
    assert one.reach == "me"


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace("</html>", ""),
        PAGE.replace("</body>", ""),
        PAGE.replace("<a href='https://x.example/'>", ""),
        "<html><head><title>Rain</title><body><p>It rained.<p>It blew.",
        "<p>It rained.</p><p>It blew, 3 < 4.</p>",
        "<div>It rained.</div>",
        "<h1>Rain</h1>It rained.<!-- <div> --><script>a = '<div>'</script>",
    ],
)
def test_a_page_that_is_whole_has_nothing_said_of_it(page: str):
    assert not page_is_cut(page)


@pytest.mark.parametrize("page", ["<div><p>It rained.", "<p>It rained.</p><!-- and", "<p>It rained.</p><im", "<ul><li>It rained.</li>", "<h2>It rai", "<p>a</p></", "<p>a</p><script>if"])
def test_a_page_that_has_no_head_and_stops_in_the_middle_is_told(page: str):
    assert page_is_cut(page)


def test_a_text_that_is_no_page_is_not_asked_for_the_end_of_one(seen: Path):
    (one,) = [each for each in read(given(seen, "rain.md", "# Rain\n\n<div>\n\nIt rained.\n")) if isinstance(each, Record)]
    assert not one.warnings


HEADS = "id,slug,blog,url,created,title,body\n"
RAIN = 'a1b2c3d4e5f6,rain,weeknotes,https://write.as/w/rain,2024-03-01 10:00:00,"Rain, ""much""","It rained.\n\nAll week."\n'
WIND = 'b1b2c3d4e5f6,wind,weeknotes,https://write.as/w/wind,2024-03-08 10:00:00,Wind,"It blew and then it blew."\n'


@pytest.mark.parametrize("at", ["b1b2c3", "https://wri", "2024-03-08 10:", "Wind", ",Wind"])
def test_a_table_that_stops_within_a_row_says_so(seen: Path, at: str):
    found = list(read(given(seen, "posts.csv", HEADS + RAIN + WIND[: WIND.index(at) + len(at)])))
    assert list(posts(found)) == ['Rain, "much"']
    assert ["“posts.csv” is damaged" in one.sentence for one in found if isinstance(one, Trouble)] == [True]
    assert not [one for one in found if isinstance(one, Post) and any(STOPS in str(why) for why in one.warnings)]


def test_a_table_that_stops_within_the_words_of_a_row_gives_them_and_says_so(seen: Path):
    found = list(read(given(seen, "posts.csv", HEADS + RAIN + WIND[: WIND.index("then")])))
    assert [(title, any(STOPS in str(why) for why in one.warnings)) for title, one in posts(found).items()] == [('Rain, "much"', False), ("Wind", True)]
    assert [type(one) for one in found if isinstance(one, Trouble)] == [Trouble]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("row", [WIND.strip(), 'b1b2c3d4e5f6,wind,weeknotes,,2024-03-08 10:00:00,Wind,A 5" pipe'])
def test_a_table_that_is_whole_has_nothing_said_of_it(seen: Path, row: str, end: str):
    found = list(read(given(seen, "posts.csv", HEADS + RAIN + row + end)))
    assert list(posts(found)) == ['Rain, "much"', "Wind"]
    assert not [one for one in found if isinstance(one, Trouble)]


def test_a_list_of_substacks_that_stops_in_the_middle_gives_the_texts_that_it_does_not_name_and_says_so(seen: Path):
    heads = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
    rain = "1.rain,2024-03-01T10:00:00.000Z,true,,,newsletter,everyone,Rain,,\n"
    files: dict[str, bytes | str] = {"posts.csv": f"{heads}{rain}2.wind,2024-03-08T10:00", "posts/1.rain.html": "<p>It rained.</p>", "posts/2.wind.html": "<p>It blew.</p>"}
    found = list(read(laid(seen / "x", files)))
    rained, blew = [one for one in found if isinstance(one, Post)]
    assert (rained.title, rained.reach) == ("Rain", "everyone")
    assert blew.reach != "everyone"
    assert [type(one) for one in found if isinstance(one, Trouble)] == [Trouble]
