"""Words of a long text by a pattern, found sooner than by the pattern alone."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose import excerpt, language, wording
from weeknotes.prose.word_runs import WordRuns

PATTERNS = {
    r"\w+": wording._WORDS,
    r"[^\W\d_]+(?:'[^\W\d_]+)?": language._WORDS,
    r"\w[\w'’.-]*": excerpt._WORDS,
}
SIGNS = "aZz09_'’‘“”.-–—…,;/ \n\t\x1c\x85\xa0²½ŵÂß日\u0300\u2028\ud800"


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60))
def test_it_finds_what_its_pattern_finds(pattern: str, text: str) -> None:
    runs: WordRuns = PATTERNS[pattern]
    found = re.findall(pattern, text)
    assert runs.in_turn(text) == found
    assert Counter(runs.all_of(text)) == Counter(found)
