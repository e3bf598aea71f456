"""Which language words are in, whoever chose it."""

import pytest
from django.utils import translation

from weeknotes.web import dates
from weeknotes.web.spoken import speaking, spoken


def test_a_language_within_another_gives_way_to_it_again_even_where_something_fails() -> None:
    with translation.override("cy"):
        assert spoken() == "cy"
        with speaking("en"):
            assert (spoken(), translation.get_language(), dates.short_month(5)) == ("en", "en", "May")
            with pytest.raises(ZeroDivisionError):
                _fail_in("cy")
            assert (spoken(), translation.get_language()) == ("en", "en")
        assert (spoken(), translation.get_language()) == ("cy", "cy")


def _fail_in(lang: str) -> None:
    with speaking(lang):
        assert (spoken(), translation.get_language(), dates.short_month(5)) == ("cy", "cy", "Mai")
        raise ZeroDivisionError


def test_where_no_language_was_chosen_words_are_in_english() -> None:
    with translation.override(None):
        assert spoken() == "en"
