from weeknotes.openness.rules.image_place import PLACED, UNASKED, rule
from weeknotes.openness.tests.written import seen

HTML = '<p><img src="/media/a" alt="The depot"></p><p><img src="/media/b" alt="The team"> <img src="/media/c" alt="Rain"></p>'


def test_pictures_that_say_where_or_whom_are_found_each_for_its_reason() -> None:
    found = seen(rule, HTML, placed=frozenset({"/media/a", "/media/b"}), unasked=frozenset({"/media/b"}))
    assert [(one.quote[10:18], one.what) for one in found] == [
        ("/media/a", PLACED.what),
        ("/media/b", PLACED.what),
        ("/media/b", UNASKED.what),
    ]
    assert [one.found for one in found] == ["placed\0/media/a", "placed\0/media/b", "unasked\0/media/b"]
    assert [one.quote.count("<") for one in found] == [1, 1, 1]


def test_other_pictures_are_fine() -> None:
    assert seen(rule, HTML) == ()
    assert seen(rule, HTML, unasked=frozenset({"/media/d"})) == ()
