"""Which language a text is in, from its small words alone: offline, quick, and silent where it cannot tell."""

import re
from collections import Counter

from weeknotes.prose.vocabulary import SMALL_WORDS
from weeknotes.prose.word_runs import LETTERS, WordRuns

_WORDS = WordRuns(re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?"), inside=f"{LETTERS}'", is_word=str.isalpha)
_ENOUGH = 3  # small words, below which nothing is said
_MOST = 5000  # characters; more tells nothing new


def language(text: str) -> str | None:
    """Give the ISO 639-1 code of a text ("en", "cy", and where plain de, fr, es, it, nl, pt, sv, da, pl, ga); None where it cannot tell.

    A language is named when its small words are common in the text and clearly more common than any other's.
    """
    score: dict[str, float] = {}
    words = _WORDS.all_of(text[:_MOST].lower().replace("’", "'"))
    for word, times in Counter(filter(SMALL_WORDS.__contains__, words)).items():
        for code, weight in SMALL_WORDS[word]:
            score[code] = score.get(code, 0.0) + times * weight
    if not score:
        return None
    ranked = sorted(score.items(), key=lambda one: -one[1])
    best, most = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    # In running prose of any of these languages a quarter of the words or more are small words; names and lists have fewer.
    if most < _ENOUGH or most < 0.08 * len(words) or most < 1.3 * second:
        return None
    return best
