"""Passages that are withheld: none of their words is in what is given out, whatever the text is made of, and all others are."""

import re

from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from contracts import hostile
from weeknotes.prose.html import clean, plain
from weeknotes.transfer.law.blacked import BAR, Named, blacked, mark_of, passages_of

REASON = "Withheld: it names somebody"


def hide(html: str, *said: str, title: str = "Depot") -> str:
    return blacked(title, clean(html), {mark_of(one): REASON for one in said})[1]


def test_a_sentence_is_a_bar_of_one_length_with_the_reason_and_the_others_stay():
    html = hide("<p>It rained. Mair knows <strong>all</strong> of it. The end.</p>", "Mair knows all of it.")
    assert html == f'<p>It rained. <strong><span aria-hidden="true">{BAR}</span> [{REASON}]</strong> The end.</p>'
    assert BAR in plain(html)
    assert "Mair" not in html


def test_neighbours_for_one_reason_are_one_bar_and_for_two_reasons_two():
    html = "<p>Mair rang. Aled rang. It rained.</p>"
    assert hide(html, "Mair rang.", "Aled rang.").count(BAR) == 1
    two = blacked("", html, {mark_of("Mair rang."): "One", mark_of("Aled rang."): "Another"})[1]
    assert re.findall(r"\[(.*?)\]", two) == ["One", "Another"]


def test_a_link_leads_nowhere_any_more_where_a_part_of_its_words_is_withheld():
    html = hide('<p>See <a href="https://x.example/mair">what Mair. Aled said</a> of <a href="https://y.example/">rain</a>.</p>', "Aled said of rain.")
    assert "mair" not in html
    assert "y.example" not in html
    assert "what Mair." in html


def test_a_link_whose_address_says_a_withheld_heading_leads_nowhere_and_other_links_stay():
    told = ("#mair-puws-absence", "/people/aled/mair-puws-absence-again/", "https://x.example/?see=Mair%20Puw%E2%80%99s%20absence", "#:~:text=MAIR%20PUW%E2%80%99S%20Absence,rained", "/mair-puws-abs")
    other = ("#the-depot", "https://x.example/mair", "/people/aled/")
    linked = " ".join(f'<a href="{href}">Here {place}</a>.' for place, href in enumerate((*told, *other)))
    html = hide(f"<h2>Mair Puw’s absence</h2><ul><li>{linked}<ul><li>{linked}</li></ul></li></ul>", "Mair Puw’s absence")
    assert re.findall('href="(.*?)"', html) == list(other) * 2
    assert html.count("Here") == 2 * len(told + other)


def test_a_link_to_a_note_that_is_called_what_is_withheld_leads_nowhere_however_its_address_was_made():
    said = "Mair Puw: off sick/away"
    told = f'<a href="/people/aled/{slugify(said)}/">Here</a>, <a href="https://x.example/mair-puw-off-sick-away">there</a>, <a href="/depot/">elsewhere</a>.'
    html = hide(f"<h2>{said}</h2><p>{told}</p>", said)
    assert re.findall('href="(.*?)"', html) == ["/depot/"]


def test_a_link_whose_address_is_the_beginning_of_what_is_withheld_leads_nowhere():
    said = "Mair has asthma, and Dr Huws says so in a letter that came on Monday and was read by four of us."
    html = hide(f'<p>{said}</p><p><a href="/x/mair-has-asthma-and-dr-huws-says-so/">Here</a>, <a href="/mair/">there</a>.</p>', said)
    assert re.findall('href="(.*?)"', html) == ["/mair/"]


def test_a_title_a_cell_a_line_of_code_and_a_line_after_a_break_are_passages():
    html = clean("<table><tr><td>Mair</td><td>4</td></tr></table><pre><code>one = 1\ntwo = 2</code></pre><p>Rain<br>Sun</p><ul><li>Cat<ul><li>Dog</li></ul></li></ul>")
    assert [one.text for one in passages_of("Of Mair", html)] == ["Of Mair", "Mair", "4", "one = 1", "two = 2", "Rain", "Sun", "Cat", "Dog"]
    title, text = blacked("Of Mair", html, {mark_of(one): REASON for one in ("Of Mair", "Mair", "two = 2", "Sun", "Dog")})
    assert title == f"{BAR} [{REASON}]"
    assert not re.search("Mair|two|Sun|Dog", text)
    assert all(one in text for one in ("4", "one = 1", "Rain", "Cat"))


def test_a_link_to_a_note_whose_title_is_withheld_says_nothing_of_it_and_other_words_and_links_stay():
    title, uid = "Mair Puw: off sick/away", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
    named = [Named(title, REASON, uid), Named("Depot", "Another", "")]
    told = (
        f'<a href="/people/aled/{slugify(title)}/">{title}</a>', f'<a href="/notes/{uid}/">see Mair Puw: <em>off sick/away</em> again</a>',
        '<a href="https://x.example/1">Mair Puw – off sick away</a>', '<a href="/people/aled/mair-puw-off-sick-away/">it</a>',
    )  # fmt: skip
    other = f'<a href="/notes/{uid}/">one</a>, <a href="/people/mair/">Mair</a>, <a href="/the-works/">the depot</a>'
    html = blacked("", clean("".join(f"<p>So {one} it is.</p>" for one in (*told, other))), {}, named=named)[1]
    assert re.findall('href="(.*?)"', html) == [f"/notes/{uid}/", "/people/mair/", "/the-works/"]
    assert not re.search("Puw|puw|sick", html)
    assert html.count(REASON) == 3
    assert "<p>So it it is.</p>" in html
    assert "the depot" in html
    assert blacked("", f"<p>Of {title}: <a href='/notes/{uid}/'>{title}</a>.</p>", {mark_of(f"Of {title}: {title}."): REASON}, named=named)[1].count(REASON) == 1


def test_links_stand_beside_the_passage_that_they_are_in():
    first, second = passages_of("", '<p>See <a href="https://x.example/mair">it</a>. And rain.</p>')
    assert (first.links, second.links) == (("https://x.example/mair",), ())


words = st.integers(0, 10**9).map(lambda number: f"W{number:09}x")
sentence = st.lists(words, min_size=1, max_size=6, unique=True)
wrap = st.sampled_from(["{}", "<strong>{}</strong>", "<em>{}</em>", "<code>{}</code>", '<a href="https://x.example/{0}">{0}</a>', "<sup>{}</sup>", '<em><a href="/y/{0}">{0}</a></em>'])
block = st.sampled_from(["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>", "<table><tr><td>{}</td><td>0</td></tr></table>", "<p>{}<br>Q.</p>"])


@given(st.data())
def test_no_word_of_a_withheld_sentence_is_in_what_is_given_out_and_every_other_is(data: st.DataObject):
    seen: set[str] = set()
    html, hidden, kept, marks = "", set(), set(), {}
    for several in data.draw(st.lists(st.lists(sentence, min_size=1, max_size=4), min_size=1, max_size=5)):
        inside = []
        for one in several:
            new = [word for word in one if word not in seen]
            seen.update(new)
            if not new:
                continue
            inside.append(" ".join(data.draw(wrap).format(word) for word in new) + ".")
            if data.draw(st.booleans()):
                hidden.update(new)
                marks[mark_of(" ".join(new) + ".")] = data.draw(st.sampled_from(["One", "Another"]))
            else:
                kept.update(new)
        html += data.draw(block).format(" ".join(inside)) if inside else ""
    title, text = blacked("", clean(html), marks)
    given = (title + text + plain(text)).encode()
    assert not [word for word in hidden if word.encode() in given]
    assert all(word in plain(text) for word in kept)
    assert (BAR in text) == bool(hidden)


def test_all_passages_of_a_text_made_to_run_a_script_withheld_leave_no_word_of_it():
    for one in hostile.texts(300):
        html = clean(one)
        text = blacked("", html, {each.mark: "R" for each in passages_of("", html)})[1]
        assert set(plain(text).split()) <= {BAR, "[R]"}, one
        assert not hostile.wrong_in(text.replace(f'<span aria-hidden="true">{BAR}</span>', BAR)), one
        assert clean(blacked("", html, {})[1]) == html
