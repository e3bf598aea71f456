from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.html import clean
from weeknotes.prose.passages import passages
from weeknotes.search.asked import asked
from weeknotes.search.excerpt import excerpt, marked
from weeknotes.search.rank import looks, worth


def said(html: str, typed: str, *, lang: str = "en", kind: str = "", typing: bool = False) -> str | None:
    found = excerpt(list(passages(clean(html))), asked(typed, typing=typing).terms, lang=lang, kind=kind)
    return None if found is None else "".join(f"[{one.text}]" if one.found else one.text for one in found.pieces)


def test_the_words_are_marked_as_they_stand_in_the_text():
    assert said("<p>The T\u0177 &amp; the <em>gar</em>den.</p>", "ty garden") == "The [T\u0177] & the [garden]."
    assert said("<p>Roedd hi yng Nghaerdydd.</p>", "caerdydd", lang="cy") == "Roedd hi yng [Nghaerdydd]."
    assert said("<p>Roedd hi yng Nghaerdydd.</p>", "caerdydd", lang="en") is None
    assert said("<p>We planned it; the plans hold.</p>", "plan") == "We [planned] it; the [plans] hold."
    assert said("<p>We planned it.</p>", "plan", lang="cy") is None
    assert said("<p>Out of hours, out.</p>", '"out of hours"') == "[Out of hours], out."
    assert said("<p>Repairing.</p>", "repai", typing=True) == "[Repairing]."


def test_the_part_that_says_most_is_shown_and_no_more_than_fits():
    long = "<p>" + "word " * 200 + "The rota and the depot stand here. " + "word " * 200 + "</p><p>The rota alone.</p>"
    found = said(long, "rota depot")
    assert found is not None
    assert found.startswith("…")
    assert found.endswith("…")
    assert "[rota] and the [depot]" in found
    assert len(found) < 260


def test_sections_of_a_kind_alone_are_shown_where_they_were_searched():
    html = "<p>The lift.</p><h2>Goals</h2><ul><li>Mend the lift</li><li>Rest</li></ul>"
    assert said(html, "lift", kind="goals") == "Mend the [lift] · Rest"
    assert said(html, "lift", kind="learned") is None
    assert said(html, "goals") == "[Goals]"


def test_an_excerpt_begins_with_words_and_not_with_the_sign_between_two_lines():
    assert said(f"<ul><li>{'word ' * 30}endlessly</li><li>{'line ' * 12}rota depot</li></ul>", "rota") == f"…{'line ' * 12}[rota] depot"


def test_a_title_is_shown_whole():
    assert [(one.text, one.found) for one in marked("Rain, again", asked("again").terms, lang="en")] == [("Rain, ", False), ("again", True)]


@given(st.text(max_size=300), st.text(max_size=30))
def test_an_excerpt_has_no_word_that_is_not_in_the_text(text: str, typed: str):
    html = clean(f"<p>{text}</p>")
    found = excerpt(list(passages(html)), asked(typed).terms, lang="cy")
    whole = " ".join(part.text for part in passages(html)).replace("\n", " · ")
    if found is not None:
        assert "".join(one.text for one in found.pieces if one.text != "…" or one.found) in whole


def test_more_of_a_word_a_word_in_the_title_and_words_together_are_worth_more():
    one, two, welsh = looks(asked("rota").terms), looks(asked("rota depot").terms), looks(asked("cartref").terms)
    assert worth("", " rota and rota ", one) > worth("", " rota and lift ", one) > worth("", " rota" + " lift" * 900 + " ", one)
    assert worth(" rota ", " lift ", one) > worth("", " rota ", one)
    assert worth("", " the rota depot is ", two) > worth("", " the depot rota is ", two)
    met: set[tuple[str, str]] = set()
    assert worth("", " cartref ", welsh, lang="cy", met=met) > worth("", " gartref ", welsh, lang="cy", met=met) > 0
    assert met == {("cy", "gartref")}
    assert worth("", " gartref ", welsh) == 0
    met.clear()
    irregular = looks(asked("person").terms)
    assert worth("", " two people ", irregular, lang="en", met=met) > worth("", " two peopled ", irregular, lang="en") == 0
    assert met == {("en", "people")}
    assert worth("", " rotas rota ", one, lang="en") > worth("", " rotation rota ", one, lang="en")
