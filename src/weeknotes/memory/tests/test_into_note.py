"""How Friday's words come into the writer's text, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.memory.into_note import SECTIONS, Noted, Parts, Said, Told, Watched, woven
from weeknotes.memory.words import heading
from weeknotes.notes.levels import Level
from weeknotes.prose.html import clean
from weeknotes.prose.kinds import kind_of
from weeknotes.prose.read import read

NIGHTS = "Read every night call"
HEADING = "<h2>What I said, and what happened</h2>"


def put(html: str, parts: Parts, *, lang: str = "en", reach: Level = Level.PUBLIC) -> str:
    return woven(html, parts, lang=lang, reach=reach).html


def test_lines_go_under_the_writers_own_heading_of_that_kind() -> None:
    html = "<h2>Things I am keeping an eye on</h2>\n<p>The lift.</p>\n<h2>Thanks</h2>\n<p>Aled.</p>"
    made = put(html, Parts(watched=[Watched("Van stock", "Still short.")]))
    assert made == html.replace("</p>\n<h2>Thanks", "</p>\n<p><strong>Van stock</strong> – Still short.</p>\n<h2>Thanks")


def test_a_list_that_ends_the_section_is_carried_on() -> None:
    html = "<h2>Next week</h2>\n<p>Four days.</p>\n<ol>\n<li>Rest</li>\n</ol>\n<p>Bye.</p>\n<ul>\n<li>Walk</li>\n</ul>"
    made = put(html, Parts(focus=["Hang the board"]))
    assert made == html.replace("<li>Walk</li>", "<li>Walk</li>\n<li>Hang the board</li>")


def test_a_line_stands_before_the_headings_inside_its_section() -> None:
    html = "<h2>Next week</h2>\n<p>Four days.</p>\n<h3>At home</h3>\n<p>Paint.</p>"
    made = put(html, Parts(focus=["Hang the board"]))
    assert made == html.replace("\n<h3>", "\n<ul>\n<li>Hang the board</li>\n</ul>\n<h3>")


def test_what_was_said_to_few_never_goes_under_a_heading_for_more() -> None:
    told = Told(NIGHTS, Said("done"), level=Level.TEAM)
    made = put(f"{HEADING}<p>Well.</p>", Parts(told=[told]))
    assert made.endswith(f'<h2 data-audience="team">{HEADING[4:-5]}</h2>\n<ul>\n<li>{NIGHTS} – <strong>done</strong></li>\n</ul>')
    assert put(made, Parts(told=[told])) == made
    inside = f'<h2 data-audience="named">{HEADING[4:-5]}</h2>\n<p>Well.</p>'
    assert put(inside, Parts(told=[told])).count("<h2") == 1


def test_a_heading_inside_a_narrow_one_reaches_no_further_than_it() -> None:
    html = '<h2 data-audience="team">For us</h2>\n<h3>Next week</h3>\n<p>Rest.</p>'
    made = put(html, Parts(told=[Told(NIGHTS, Said("carried"), level=Level.TEAM)]))
    assert f"<p>Rest.</p>\n<ul>\n<li>{NIGHTS}</li>\n</ul>" in made


def test_a_note_for_few_needs_no_narrower_heading() -> None:
    assert "data-audience" not in put("", Parts(told=[Told(NIGHTS, Said("done"), level=Level.TEAM)]), reach=Level.TEAM)


def test_the_writers_own_line_about_a_goal_is_left_and_named() -> None:
    html = f"{HEADING}\n<ul>\n<li>{NIGHTS}: yes, with Aled</li>\n</ul>"
    made = woven(html, Parts(told=[Told(NIGHTS, Said("done"))]), lang="en", reach=Level.PUBLIC)
    assert (made.html, made.left) == (html, (NIGHTS,))


def test_a_goal_that_begins_like_another_gets_a_line_of_its_own() -> None:
    both = Parts(told=[Told(f"{NIGHTS} of May", Said("done")), Told(NIGHTS, Said("partly"))])
    made = put("", both)
    assert f"<li>{NIGHTS} of May – <strong>done</strong></li>\n<li>{NIGHTS} – <strong>partly</strong></li>" in made
    assert put(made, both) == made


def test_an_answer_changed_and_then_taken_back_changes_and_takes_its_own_line_only() -> None:
    first = put("<p>Mine.</p>", Parts(told=[Told(NIGHTS, Said("carried", "Aled was away")), Told("Book ten visits", Said("done"))]))
    second = put(first, Parts(told=[Told(NIGHTS, Said("done"), (Said("carried", "Aled was away"),))]))
    assert f"<li>{NIGHTS} – <strong>done</strong></li>" in second
    assert "carried" not in second
    assert "Next week" not in second
    third = put(second, Parts(told=[Told(NIGHTS, None, (Said("carried", "Aled was away"), Said("done")))]))
    assert NIGHTS not in third
    assert "Book ten visits" in third
    assert put(third, Parts(told=[Told("Book ten visits", None, (Said("done"),))])) == "<p>Mine.</p>"


def test_a_welsh_note_gets_welsh_words() -> None:
    made = put("", Parts(told=[Told("Darllen pob galwad", Said("not done", "doedd dim amser"))], thought="Mwy o faniau"), lang="cy")
    assert "<h2>Beth ddywedais i, a beth ddigwyddodd</h2>" in made
    assert "<li>Darllen pob galwad – <strong>heb ei wneud</strong>, oherwydd doedd dim amser</li>" in made
    assert "<p>Roeddwn i’n arfer meddwl “Mwy o faniau”.</p>" in made


def test_thoughts_before_and_now_are_one_paragraph_among_the_learnings() -> None:
    made = put("<h2>What I learned</h2><p>The margin.</p>", Parts(thought="More vans.", think="fewer\r\nkeys"))
    assert made.endswith("<p>The margin.</p>\n<p>I used to think “More vans.” Now I think “fewer keys”.</p>")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(lambda w: any(map(str.isalnum, w)))
PARTS = st.builds(
    Parts,
    told=st.lists(st.builds(Told, WORDS, st.builds(Said, st.sampled_from(["done", "carried", "not done"]), WORDS | st.just("")), level=st.sampled_from(Level)), max_size=3),
    watched=st.lists(st.builds(Watched, WORDS, WORDS, st.sampled_from(Level)), max_size=2),
    focus=st.lists(WORDS, max_size=2),
    jottings=st.lists(
        st.builds(
            Noted, WORDS, st.sampled_from(["", "https://a.example/x"]), st.sampled_from(["", *SECTIONS]),
            st.sampled_from(["", "/media/1", "/media/2"]), st.none() | WORDS,
        ),
        max_size=3,
    ),
)  # fmt: skip
TEXTS = st.lists(
    st.sampled_from(
        ["<p>Mine.</p>", "<h2>Next week</h2>", '<h2 data-audience="team">Ones to watch</h2>', HEADING, "<ul><li>One</li></ul>", "<h3>Also</h3>"]
    ),
    max_size=8,
).map("".join)


@given(TEXTS, PARTS, st.sampled_from(Level), st.sampled_from(["en", "cy", "de"]))
def test_the_same_parts_twice_are_put_once_and_nothing_of_the_writers_is_lost(html: str, parts: Parts, reach: Level, lang: str) -> None:
    once = put(html, parts, lang=lang, reach=reach)
    assert put(once, parts, lang=lang, reach=reach) == once
    assert clean(once) == once
    left = iter(once.split("\n"))
    assert all(line in left for line in clean(html).split("\n") if line and line not in {"<ul>", "</ul>"})


def test_a_jotting_goes_under_the_heading_of_its_kind_and_its_address_is_a_link() -> None:
    html = "<p>Rain.</p>\n<h2>Highlights</h2>\n<ul>\n<li>The lift runs</li>\n</ul>\n<h2>Things I learned</h2>\n<p>Lofts leak.</p>"
    made = put(
        html,
        Parts(
            jottings=[
                Noted("A card came from Mrs Rees", kind="win"),
                Noted("Vans need keys", "https://glanderw.example/keys", "learned"),
                Noted("See https://glanderw.example/rain", kind=""),
                Noted("Ring Tomos", kind="followup"),
                Noted("Hang the board", kind="next"),
            ]
        ),
    )
    assert made == (
        '<p>Rain.</p>\n<p>See <a href="https://glanderw.example/rain">glanderw.example/rain</a></p>\n'
        "<h2>Highlights</h2>\n<ul>\n<li>The lift runs</li>\n<li>A card came from Mrs Rees</li>\n</ul>\n"
        '<h2>Things I learned</h2>\n<p>Lofts leak.</p>\n<p>Vans need keys (<a href="https://glanderw.example/keys">glanderw.example/keys</a>)</p>\n'
        "<h2>To follow up</h2>\n<p>Ring Tomos</p>\n<h2>Next week</h2>\n<ul>\n<li>Hang the board</li>\n</ul>"
    )
    assert clean(made) == made


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize(("kind", "section"), [pair for pair in SECTIONS.items() if pair[1] != "followups"])
def test_a_heading_made_for_a_jotting_is_read_as_what_it_holds(lang: str, kind: str, section: str) -> None:
    made = put("", Parts(jottings=[Noted("The keys hang in Bethan’s office now", kind=kind)]), lang=lang)
    assert kind_of(heading(section, lang))[0] == section
    assert [item.kind for item in read(made, syntax="html").items] == [kind]


def test_a_photo_stands_before_the_list_of_its_section_after_its_paragraph_or_over_its_words_and_once():
    parts = Parts(
        jottings=[
            Noted("Hang the board", kind="next", photo="/media/1", alt="A board"),
            Noted("Keys hang by the door", kind="learned", photo="/media/2"),
            Noted("The van, see https://glanderw.example/van", photo="/media/3", alt="A van"),
            Noted("", kind="win", photo="/media/4", alt="A cake"),
        ]
    )
    made = put("<p>Rain.</p><h2>Next week</h2><ul><li>Ring Tomos</li></ul><h2>Learned</h2><p>Damp.</p>", parts)
    assert made.replace("\n", "") == (
        '<p>Rain.</p><figure><img src="/media/3" alt="A van"><figcaption>The van, see <a href="https://glanderw.example/van">glanderw.example/van</a></figcaption></figure>'
        '<figure><img src="/media/4" alt="A cake"></figure>'
        '<h2>Next week</h2><figure><img src="/media/1" alt="A board"></figure><ul><li>Ring Tomos</li><li>Hang the board</li></ul>'
        '<h2>Learned</h2><p>Damp.</p><p>Keys hang by the door</p><figure><img src="/media/2"></figure>'
    )
    assert put(made, parts) == made
