"""One file cut where its writer says: in order, nothing twice, nothing lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.pieces import IllCut, left_out, pieces, place_of_line, places
from weeknotes.prose.split import split
from weeknotes.prose.tests.blogs import blog, body, log_of

CLOSING = "Follow me on the site"


def starts(source: str) -> list[int]:
    return [post.start for post in split(source).posts]


def texts(source: str, cuts: list[int]) -> list[str]:
    return [post.text for post in pieces(source, split(source), cuts).posts]


@pytest.mark.parametrize(
    "source",
    [
        blog(CLOSING, tail="\n\nEnter your email to subscribe to updates.\n"),
        log_of("3 May 2021", "10 May 2021", "17 May 2021"),
        "---\ntitle: One\ndate: 2021-05-03\n---\nfirst\n---\ntitle: Two\n---\nsecond\n",
        "# One post\n\nalone\n",
        " \n  indented\n\nalone\n",
        "<!doctype html>\n<p>A page.</p>\n\n<p>More.</p>",
    ],
)
def test_the_cuts_that_were_found_give_the_posts_that_were_found(source: str) -> None:
    found = split(source)
    again = pieces(source, found, starts(source))
    assert [(p.start, p.end, p.text, p.title, p.dated) for p in again.posts] == [(p.start, p.end, p.text, p.title, p.dated) for p in found.posts]
    assert (again.heading, again.sure) == (found.heading, True)
    assert set(starts(source)) <= set(places(source, found))


def test_two_posts_are_joined_with_the_line_between_them_and_the_others_stay_as_they_were() -> None:
    source = blog(CLOSING)
    one, _two, three, four = starts(source)
    assert texts(source, [one, three, four]) == [f"{body(0)}\n\n{CLOSING}\n\n{body(1)}", body(2), body(3)]


def test_a_post_is_cut_in_two_and_the_second_part_still_ends_before_the_closing_line() -> None:
    source = blog(CLOSING)
    found = split(source)
    inside = next(place for place in places(source, found) if found.posts[1].start < place < found.posts[1].end)
    made = texts(source, sorted([*starts(source), inside]))
    assert (made[0], made[3:]) == (body(0), [body(2), body(3)])
    assert f"{made[1]}\n\n{made[2]}" == body(1)


def test_what_stands_before_the_first_cut_is_a_post_too_and_the_files_heading_only_where_it_is_asked_for() -> None:
    source = blog(CLOSING)
    third = starts(source)[2]
    assert texts(source, [third])[0] == f"{body(0)}\n\n{CLOSING}\n\n{body(1)}"
    assert pieces(source, split(source), [third]).heading == "My blog\nSam Jones"
    assert texts(source, [])[0].startswith(body(0))
    headed = pieces(source, split(source), [0, third])
    assert headed.posts[0].text.startswith("My blog\n\nSam Jones\n\n")
    assert headed.heading == ""


def test_a_post_may_begin_in_what_had_been_left_out() -> None:
    source = blog(CLOSING, tail="\n\nEnter your email to subscribe to updates.\n")
    tail = source.index("Enter")
    assert texts(source, [*starts(source), tail])[-2:] == [body(3), "Enter your email to subscribe to updates."]
    assert texts(source, [source.index(CLOSING)])[1].startswith(CLOSING)


def test_a_question_offers_the_cuts_that_a_yes_would_make() -> None:
    source = blog("Onwards and upwards")
    found = split(source)
    assert not found.sure
    assert set(found.offers) <= set(places(source, found))
    made = texts(source, list(found.offers))
    # Where it is the writer who says so, nothing is left out: what heads the file is a post they may leave out themselves.
    assert made == ["My blog\n\nSam Jones", *(f"{body(i)}\n\nOnwards and upwards" for i in range(4))]
    two = split(log_of("3 May 2021", "17 May 2021"))
    assert [post.dated for post in pieces(log_of("3 May 2021", "17 May 2021"), two, list(two.offers)).posts] == [
        None,
        date(2021, 5, 3),
        date(2021, 5, 17),
    ]


def test_a_heading_that_is_a_day_dates_a_post_of_several_and_not_the_whole_file() -> None:
    source = "## 3 May 2021\n\na\n\n## Other\n\nb\n"
    assert [post.dated for post in pieces(source, split(source), [source.index("## Other")]).posts] == [date(2021, 5, 3), None]
    assert [post.dated for post in pieces(source, split(source), []).posts] == [None]


def test_a_file_whose_first_post_is_all_short_lines_is_split_without_an_empty_post() -> None:
    short = "\n\n".join(f"A short line number {i} of many words here" for i in range(20))
    source = f"{short}\n\n{CLOSING}\n\n" + "\n\n".join(f"{body(i)}\n\n{CLOSING}" for i in range(3))
    found = split(source)
    assert len(found.posts) == 4
    assert all(post.text for post in found.posts)


def test_places_are_the_first_lines_of_blocks_and_lines_where_a_cut_stands() -> None:
    source = "one\nstill one\n\n  two\n\n \nthree\nstill three\n"
    assert [source[place : place + 5] for place in places(source, split(source))] == ["one\ns", "  two", "three"]
    within = source.index("still three")
    assert within in places(source, split(source), [within])


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    source = "\nfirst\n\nsecond\n"
    found = split(source)
    assert [source[place_of_line(source, found, n)] for n in (2, 4)] == ["f", "s"]
    for line in (0, 1, 3, 6, -1):
        with pytest.raises(IllCut) as ill:
            place_of_line(source, found, line)
        assert ill.value.place == line


@pytest.mark.parametrize("cuts", [[1], [-1], [99], [3], [0, 0], [4, 0], [13, 4]])
def test_cuts_within_a_line_at_a_blank_one_outside_or_out_of_order_are_refused(cuts: list[int]) -> None:
    source = "one\nstill\n\n  two\n"
    with pytest.raises(IllCut):
        pieces(source, split(source), cuts)


def test_a_page_is_not_cut() -> None:
    source = "<!doctype html>\n\n<p>One</p>\n\n<p>Two</p>"
    found = split(source)
    assert places(source, found, [source.index("<p>Two")]) == (0,)
    with pytest.raises(IllCut):
        pieces(source, found, [source.index("<p>Two")])
    assert pieces(source, found, []).posts[0].text == source


SOURCES = st.one_of(
    st.text(alphabet="ab# -\n:`1.\t", max_size=120),
    st.builds(
        lambda count, closing, head, tail: blog(closing, count, head=head, tail=tail),
        st.integers(1, 5),
        st.sampled_from([CLOSING, "Onwards and upwards", "  Thanks for reading!", "- no"]),
        st.sampled_from(["", "My blog\n\nSam Jones\n\n", "\n\n"]),
        st.sampled_from(["", "\n\nEnter your email to subscribe to updates.\n", "\n \n"]),
    ),
    st.builds(lambda days: log_of(*[f"{day} May 2021" for day in days]), st.lists(st.integers(1, 40), max_size=6)),
)


@given(SOURCES, st.data())
@settings(deadline=None)
def test_pieces_cover_the_file_in_order_without_overlap_and_lose_nothing_but_what_split_had_left_out(source: str, data: st.DataObject) -> None:
    found = split(source)
    lines = [n for n, row in enumerate(source.split("\n"), 1) if row.strip()]
    chosen = data.draw(st.lists(st.sampled_from(lines), unique=True).map(sorted)) if lines else []
    cuts = [place_of_line(source, found, n) for n in chosen]
    made = pieces(source, found, cuts)
    assert {post.start for post in made.posts} == {*cuts, min([*cuts, found.posts[0].start])}
    last = 0
    for post in made.posts:
        assert source[post.start : post.end] == post.text
        assert post.text.strip() or not source.strip()
        assert last <= post.start
        last = post.end
    before = left_out(source, found.posts)
    lost = left_out(source, made.posts)
    assert all(any(a <= start and end <= b for a, b in before) for start, end in lost)
    # Each sign that is no space stands in one post or in one part left out, in its order.
    parts = sorted([*((post.start, post.end) for post in made.posts), *lost])
    assert "".join("".join(source[a:b] for a, b in parts).split()) == "".join(source.split())


@given(SOURCES, st.lists(st.integers(-5, 400), max_size=4))
@settings(deadline=None)
def test_any_other_numbers_are_refused_or_give_posts_that_begin_there(source: str, cuts: list[int]) -> None:
    found = split(source)
    try:
        made = pieces(source, found, cuts)
    except IllCut as ill:
        assert ill.place in cuts
    else:
        assert [post.start for post in made.posts][-len(cuts) :] == cuts or not cuts
