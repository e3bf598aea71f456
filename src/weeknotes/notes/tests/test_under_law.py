"""The one way past the gate's rule: what a search under the law found, in every combination of who looks and what was done."""

from itertools import product

from weeknotes.notes.levels import Level
from weeknotes.notes.rendition import opened
from weeknotes.notes.viewer import NOBODY, UnderLaw, Viewer, opens

WRITER, OFFICER, SECOND, OTHER = 1, 2, 3, 4
BOTH = frozenset({OFFICER, SECOND})


def viewer(person: int, least: Level = Level.ME) -> Viewer:
    return Viewer(person_id=person, member=True, teams=frozenset({7}), least=least)


def law(**more: object) -> UnderLaw:
    plain = {"writers": frozenset({WRITER}), "two": BOTH, "looking": BOTH, "handed_over": False, "opened_by": frozenset(), "closed": False}
    return UnderLaw(**(plain | more))  # type: ignore[arg-type]


def test_each_combination_opens_it_to_its_writers_and_to_the_two_once_they_may():
    sets = [frozenset(), frozenset({OFFICER}), BOTH]
    for two, looking, handed_over, opened_by, closed in product(sets, sets, (True, False), sets, (True, False)):
        one = law(two=two, looking=looking, handed_over=handed_over, opened_by=opened_by, closed=closed)
        let = (handed_over or opened_by == BOTH) and two == BOTH and not closed
        assert opens(one, viewer(WRITER)) is not closed
        assert opens(one, viewer(OFFICER)) is (let and OFFICER in looking)
        assert opens(one, viewer(SECOND)) is (let and SECOND in looking)
        assert not opens(one, viewer(OTHER))
        assert not opens(one, NOBODY)


def test_no_channel_carries_it_whoever_it_is_for():
    for person, least in product((WRITER, OFFICER, SECOND), (Level.NAMED, Level.TEAM, Level.ORGANISATION, Level.PUBLIC)):
        assert not opens(law(handed_over=True), viewer(person, least))


def test_words_are_given_clean_and_without_their_pictures_or_not_at_all():
    html = '<p>Rain.</p><script>alert(1)</script><figure><img src="/media/5b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11" alt="The depot"></figure>'
    (given,) = opened(law(), [("en", "Depot", html)], viewer(WRITER)) or ()
    assert (given.lang, given.title) == ("en", "Depot")
    assert "Rain." in given.html
    assert "[The depot]" in given.html
    assert "<img" not in given.html
    assert "<script" not in given.html
    assert opened(law(), [("en", "Depot", html)], viewer(OFFICER)) is None
