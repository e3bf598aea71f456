from weeknotes.openness.rules.media_not_given import NOT_GIVEN, rule
from weeknotes.openness.tests.written import seen

HTML = '<p><img src="/media/a" alt="The depot"> <img src="/media/b" alt="Rain"></p><h2 data-audience="me">For me</h2><p><a href="/media/c">What was said</a></p>'


def test_pictures_and_sounds_that_readers_are_not_given_are_found_where_anybody_else_reads() -> None:
    found = seen(rule, HTML, ungiven=frozenset({"/media/a", "/media/c"}))
    assert [(one.found, one.what) for one in found] == [("/media/a", NOT_GIVEN.what)]
    found = seen(rule, HTML.replace('"me"', '"team"'), ungiven=frozenset({"/media/a", "/media/c"}))
    assert [one.found for one in found] == ["/media/a", "/media/c"]


def test_in_a_note_that_its_writer_alone_reads_nothing_is_said_of_them() -> None:
    assert seen(rule, HTML, ungiven=frozenset({"/media/a"}), level=0) == ()


def test_pictures_that_were_put_in_are_fine() -> None:
    assert seen(rule, HTML) == ()
