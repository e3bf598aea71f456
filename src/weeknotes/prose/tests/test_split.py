"""One file into its posts, only where the text shows them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from weeknotes.prose.alike import MARKS, SAME, marks
from weeknotes.prose.split import fingerprint, overlap, same, split
from weeknotes.prose.tests.blogs import blog, body, log_of


@pytest.mark.parametrize("closing", ["Follow me on the elephant site", "Thanks for reading!", "*Tan yr wythnos nesaf*", "All views my own.", "Until next week, Sam"])
def test_a_line_that_takes_leave_after_every_post_parts_them(closing: str) -> None:
    source = blog(closing, tail="\n\nEnter your email to subscribe to updates.\n")
    found = split(source)
    assert found.sure
    assert found.heading == "My blog\nSam Jones"
    assert [post.text for post in found.posts] == [body(i) for i in range(4)]
    assert all(post.title is None and post.dated is None for post in found.posts)
    assert all(source[post.start : post.end] == post.text for post in found.posts)


def test_a_repeated_sub_heading_does_not_part_posts() -> None:
    source = blog("Follow us here", inner="What next?\n\nMore of the same for the team.\n\n")
    assert len(split(source).posts) == 4
    assert "What next?" in split(source).posts[0].text
    alone = "\n\n".join(f"What did we learn?\n\n{body(i)}" for i in range(5))
    assert len(split(alone).posts) == 1
    assert split(alone).sure


def test_titles_of_posts_stay_with_the_posts_and_the_files_own_heading_does_not() -> None:
    source = "My blog\n\n" + "\n\n".join(f"Title number {i}\n\n{body(i)}\n\nFollow me on the site" for i in range(4))
    found = split(source)
    assert found.heading == "My blog"
    assert [post.text.split("\n")[0] for post in found.posts] == [f"Title number {i}" for i in range(4)]


def test_a_button_that_is_repeated_parts_nothing() -> None:
    for button in ("Back to top", "Subscribe now", "Share this post", "Thanks for reading! Subscribe for free"):
        assert len(split(blog(button)).posts) == 1
    assert split(blog("Read more", 2)).sure


def test_a_line_that_may_close_posts_but_is_no_leave_taking_is_a_question() -> None:
    found = split(blog("Onwards and upwards"))
    assert (len(found.posts), found.sure) == (1, False)
    assert "Onwards and upwards" in str(found.why)
    two = split(blog("Follow me on the site", 2))
    assert (len(two.posts), two.sure) == (1, False)


def test_many_long_posts_without_headings_are_parted_by_any_line_of_words() -> None:
    source = "\n\n".join(f"{body(i, 200)}\n\nOnwards and upwards" for i in range(6))
    assert len(split(source).posts) == 6


def test_short_pieces_rules_and_lists_are_no_posts() -> None:
    assert len(split("\n\n".join(["A thing happened.\n\nFollow me on the site"] * 5)).posts) == 1
    assert len(split("\n\n".join(f"{body(i)}\n\n***" for i in range(5))).posts) == 1
    assert split("\n\n".join(f"{body(i)}\n\n- Follow me on the site" for i in range(5))).sure
    assert len(split("\n\n".join(f"{body(i)}\n\nFollow me on the site" for i in range(5)) + "\n\n" + body(9)).posts) == 1


def test_a_log_is_cut_at_its_dated_headings() -> None:
    found = split(log_of("Date: 17 June 2019", "3 June 2019", "Monday 20th May 2019"))
    assert found.sure
    assert [post.dated for post in found.posts] == [date(2019, 6, 17), date(2019, 6, 3), date(2019, 5, 20)]
    assert found.posts[1].text == "## 3 June 2019\n\n### Done\n\nlibraries work"
    assert found.heading == "# Weekly log\n\nWhat this is."


def test_weeks_and_ranges_cut_too_but_are_no_dates_of_writing() -> None:
    weeks = split(log_of("Week 10, 2021", "Week 11, 2021", "Week 12, 2021"))
    assert [post.dated for post in weeks.posts] == [None, None, None]
    ranges = split(log_of("w/c 3 May", "w/c 10 May", "w/c 17 May"))
    assert len(ranges.posts) == 3
    named = split(log_of("Payroll squad 3 May 2021", "Payroll squad 10 May 2021", "Payroll squad 17 May 2021"))
    assert len(named.posts) == 3


def test_underlined_dates_are_headings_and_code_is_not() -> None:
    source = "3 May 2021\n----------\n\na\n\n10 May 2021\n===\n\nb\n\n```\n## 1 January 2021\n```\n\n17 May 2021\n---\n\nc\n\nnot a date\n---\n"
    assert [post.dated for post in split(source).posts] == [date(2021, 5, 3), date(2021, 5, 10), date(2021, 5, 17)]


def test_headings_of_mixed_rank_and_a_slipped_sub_heading_still_make_a_log() -> None:
    source = (
        "# Log\n\n## Date: 3 May 2021\n\n### Any other topics\n\na\n\n### Date: 10 May 2021\n\n#### Any other topics\n\nb\n\n"
        "### Any other topics\n\nstill b\n\n## Date: 17 May 2021\n\nc\n\n## Date: [INSERT DATE]\n\nform\n"
    )
    found = split(source)
    assert [post.dated and post.dated.day for post in found.posts] == [3, 10, 17]
    assert "still b" in found.posts[1].text
    assert "form" not in found.posts[2].text


@pytest.mark.parametrize(
    ("source", "sure"),
    [
        (log_of("3 May 2021"), True),
        (log_of("Monday 3 May 2021", "Tuesday 4 May 2021", "Wednesday 5 May 2021"), True),
        (log_of("3 May 2021", "17 May 2021"), False),
        (log_of("3 May 2021", "5 May 2021", "7 May 2021", "10 May 2021", "12 May 2021", "14 May 2021"), False),
        (log_of("3 May 2021", "About us", "17 May 2021", "24 May 2021"), False),
        (log_of("3 May 2021", "1 May 2020", "17 May 2021", "24 May 2019", "1 June 2021"), False),
        ("---\ntitle: Log\ndate: 2021-06-01\n---\n" + log_of("3 May 2021", "10 May 2021", "17 May 2021"), False),
        (log_of("Plans for 3 May", "What we did by 10 May", "Template: 17 May 2021"), True),
        (log_of("Payroll squad 3 May 2021", "Payroll squad 17 May 2021"), True),
        (log_of("31 February 2021", "30 February 2021", "32 May 2021"), True),
    ],
)
def test_what_is_not_surely_a_log_stays_one_post(source: str, sure: bool) -> None:
    found = split(source)
    assert len(found.posts) == 1
    assert found.sure is sure
    assert str(found.why)


def test_documents_with_front_matter_of_their_own_are_parted() -> None:
    source = (
        "---\ntitle: \"One\"\ndate: 2021-05-03 10:00\n---\nfirst\n\n---\n\nstill first\n\n```\n---\ntitle: in code\n---\n```\n---\n# c\ntitle: Two\ntags:\n  - a\n- b\n\n---\nsecond\n"
        "---\ntitle:\ndate: 2021-13-45\n---\nthird"
    ).replace("# c\ntitle: Two", "title: Two")
    found = split(source)
    assert found.sure
    assert [(post.title, post.dated) for post in found.posts] == [("One", date(2021, 5, 3)), ("Two", None), (None, None)]
    assert found.posts[0].text.endswith("```")
    assert found.posts[1].text.endswith("second")


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: One\n---\nfirst\n\n---\n\nNote: this\n\n---\nmore",
        "text first\n---\ntitle: One\n---\nx\n---\ntitle: Two\n---\ny",
        "---\nno front matter\n---\ntitle: x\n---\n",
        "---\n---\ntitle: x\n---\n---\ntitle: y\n---\n",
        "---\ntitle: x\nwords here\n---\n---\ntitle: y\n---\n",
        "---\ntitle: never ended",
        "---\ntitle: One\n---\nfirst\n---\nlast: line",
        "<!doctype html>\n<p>Thanks for reading!</p>",
        "",
    ],
)  # fmt: skip
def test_what_only_looks_like_several_documents_is_one(source: str) -> None:
    assert len(split(source).posts) == 1


@given(st.text(alphabet="ab# -\n:`1.", max_size=200))
@settings(deadline=None)
def test_posts_stand_in_order_where_they_say(source: str) -> None:
    found = split(source)
    assert found.posts
    assert found.sure or len(found.posts) == 1
    last = 0
    for post in found.posts:
        assert source[post.start : post.end] == post.text
        assert last <= post.start
        last = post.end


def test_the_blank_lines_around_a_post_are_not_part_of_it_but_its_indent_is() -> None:
    assert split("\n \n  text\n\n").posts[0].text == "  text"
    assert split("  text").posts[0].text == "  text"


def test_posts_are_compared_by_their_words() -> None:
    one = body(1)
    assert fingerprint(one) == fingerprint(one.upper().replace(".", "!\n"))
    assert fingerprint(one) != fingerprint(body(2))
    assert len(fingerprint("")) == 64
    distinct = " ".join(f"word{i}" for i in range(200))
    assert same(distinct, distinct + " Follow me")
    assert not same(distinct, body(2))
    assert same("a b", "A, b!")
    assert not same("a b", "a c")
    assert overlap(distinct, distinct) == 1
    assert overlap(distinct, body(2)) == 0
    assert 0.3 < overlap(distinct, " ".join(distinct.split()[:100])) < 0.6


@given(st.lists(st.sampled_from([f"word{n}" for n in range(40)]), max_size=200), st.integers(0, 199))
@example([f"word{n * n // 7 % 40}" for n in range(199)], 70)
def test_texts_that_have_nearly_all_in_common_share_marks_and_equal_ones_share_all(words: list[str], place: int) -> None:
    text = " ".join(words)
    found = marks(text)
    assert found == marks(text.upper().replace(" ", "\n")) == tuple(sorted(set(found)))
    assert 0 < len(found) <= MARKS
    assert all(0 <= number < 2**63 for number in found)
    other = " ".join([*words[:place], "otherwise", *words[place:]])
    # Sharing is asked of texts of some length alone: of one run of five words, another word leaves none.
    if len(words) > 100 and overlap(text, other) >= SAME:
        assert set(found) & set(marks(other))


def test_the_two_blog_files_hold_eighteen_posts_and_seventeen_notes(shared: Path) -> None:
    files = [split(path.read_text("utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))]
    assert [len(found.posts) for found in files] == [10, 8, 1, 1, 1]
    assert all(found.sure for found in files)
    posts = [post for found in files[:2] for post in found.posts]
    assert len({fingerprint(post.text) for post in posts}) == 17
    pairs = [(i, j) for i in range(18) for j in range(i) if same(posts[i].text, posts[j].text)]
    assert pairs == [(10, 9)]
    assert all(post.title is None and post.dated is None for post in posts)
    assert not any("ubscribe to updates" in post.text or post.text.startswith(files[0].heading[:10]) for post in posts)


def test_only_logs_of_the_corpus_are_cut(shared: Path) -> None:
    cut = {}
    for path in sorted((shared / "corpus").glob("*/*")):
        found = split(path.read_text("utf-8", "replace"))
        assert str(found.why)
        if len(found.posts) > 1 or not found.sure:
            cut[path] = found
    assert 3 <= len(cut) <= 6
    assert all(post.dated for found in cut.values() if found.sure for post in found.posts)


def test_a_part_of_several_is_no_day() -> None:
    source = "".join(f"## Part {n}/3\n\nWords of this part.\n\n" for n in (1, 2, 3))
    assert len(split(source).posts) == 1
