"""Which of a year's sentences are offered beside an aim, and why: rather none than a wrong one."""

from datetime import date

from weeknotes.memory.evidence import MOST, Told, Year
from weeknotes.memory.models import Thread
from weeknotes.notes.levels import Level

AIM = "I want to ask people about damp before I count complaints."


def told(html: str, note: str = "1", **more: object) -> Told:
    given = {"dated": date(2026, 5, 4), "level": Level.PUBLIC, **more}
    return Told(note, "en", f"Note {note}", html, **given)  # type: ignore[arg-type]


def offered(year: Year, aim: str = AIM) -> dict[str, str]:
    return {one.sentence.words: one.why.sentence % one.why.values for one in year.offers(aim, "en")}


def test_a_sentence_that_bears_on_the_aim_is_offered_as_it_stands_with_its_reason() -> None:
    year = Year([told("<p>It rained. We went round and asked people about damp in their own kitchens. The bus was late.</p><p>Budget papers came.</p>")])
    found = offered(year)
    assert list(found) == ["We went round and asked people about damp in their own kitchens."]
    assert "damp" in next(iter(found.values()))


def test_nothing_is_offered_where_nothing_bears_on_it_nor_the_aim_itself() -> None:
    year = Year([told(f"<p>The budget papers came on Tuesday.</p><p>{AIM}</p>")])
    assert offered(year) == {}


def test_a_label_of_the_writers_that_stands_in_the_aim_finds_what_it_leads_into() -> None:
    year = Year([told("<h2>Ones to watch</h2><p><strong>Damp</strong> – Fewer rang twice this month.</p><p><strong>Rota</strong> – Still thin.</p>")])
    found = offered(year)
    assert [words for words in found if "Fewer rang twice" in words]
    assert not [words for words in found if "Still thin" in words]


def test_a_tag_that_stands_in_the_aim_finds_its_note_and_another_tag_does_not() -> None:
    year = Year([told("<p>Nobody likes a form. We stopped.</p>", tags=("damp",)), told("<p>Something else entirely.</p>", "2", tags=("budget", "the"))])
    assert offered(year) == {"Nobody likes a form.": "Its note has the tag “damp”, which stands in the aim."}


def test_what_the_writer_kept_to_go_on_with_is_found_by_its_words() -> None:
    kept = Thread(kind="learning", label="Kitchens", words="Count damp kitchens after complaints, never before.")
    page = told("<h2>What I’m learning</h2><p><strong>Kitchens</strong> – Count damp kitchens after complaints, never before.</p>")
    why = [one.why.sentence % one.why.values for one in Year([page], [kept]).offers(AIM, "en")]
    assert why
    assert len(why) == len(set(why))
    gone = Year([told("<p>Nothing of it.</p>")], [kept, Thread(kind="goal", words="Budget papers."), Thread(label="", words="")])
    assert offered(gone) == {}


def test_what_speaks_of_a_target_again_comes_first_and_what_was_chosen_is_not_offered_again() -> None:
    year = Year([told("<p>A month of damp.</p>"), told("<p>I asked about damp eleven times, above the target I set myself.</p>", "2", dated=None)])
    first = year.offers(AIM, "en")[0]
    assert first.why.values["words"] == "target I set myself"
    assert first.sentence.key not in {one.sentence.key for one in year.offers(AIM, "en", apart=[first.sentence.key])}


def test_a_personal_sentence_and_one_for_few_are_known_to_be_for_few() -> None:
    html = '<h2>Wellbeing</h2><p>I dreamt of damp complaints and people asking.</p><h2 data-audience="team">For us</h2><p>Two people asked about damp complaints.</p>'
    levels = {one.sentence.words: one.sentence.level for one in Year([told(html)]).offers(AIM, "en")}
    assert levels["I dreamt of damp complaints and people asking."] == Level.ME
    assert levels["Two people asked about damp complaints."] == Level.TEAM


def test_few_are_offered_however_long_the_year() -> None:
    notes = [told(f"<p>In round {n} people asked about damp and complaints number {n} of estate {n}.</p>", str(n)) for n in range(60)]
    assert len(Year(notes).offers(AIM, "en")) <= MOST


def test_looking_finds_any_form_of_the_words_the_newest_first_and_nothing_for_no_words() -> None:
    year = Year([told("<p>We cycled in the rain.</p>"), told("<p>Cycling and rain again. A walk.</p>", "2", dated=date(2026, 6, 1))])
    assert [one.sentence.words for one in year.looked("cycle rains")] == ["Cycling and rain again.", "We cycled in the rain."]
    assert year.looked("zeppelin") == year.looked("") == ()


def test_a_sentence_is_found_by_its_key_while_it_stands_there() -> None:
    year = Year([told("<p>We cycled in the rain.</p>")])
    key = year.looked("rain")[0].sentence.key
    found = year.sentence("1", "en", key)
    assert found
    assert found.words == "We cycled in the rain."
    assert year.sentence("2", "en", key) is None
    assert year.sentence("1", "en", "0" * 16) is None
