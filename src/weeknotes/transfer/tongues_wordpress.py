"""Plugins of WordPress's that keep a text in several languages in one (qTranslate, qTranslate-X and -XT, WPGlobus): each language by itself."""

import re
from collections.abc import Iterator
from dataclasses import replace

from weeknotes.transfer.items_wordpress import Item

# What begins a language, or ends it where it names none, as each of the plugins writes it.
_MARKS = (re.compile(r"\[:([a-z]{2})?\]"), re.compile(r"<!--:([a-z]{2})?-->"), re.compile(r"\{:([a-z]{2})?\}"))
# Brackets like these are in programs, too: only with one of the languages that notes have are they taken for marks.
_OURS = frozenset(["en", "cy"])
_MOST = 20


def apart(item: Item) -> Iterator[Item]:
    """The item, or one for each language that its text is in, the first of which goes by the name of the whole; they are one text in several."""
    texts = _tongues(item.content) if item.get("status") != "trash" else {}
    if not texts:
        titles = _tongues(item.get("title"))
        yield replace(item, values={**item.values, "title": next(iter(titles.values()))}, lang=item.lang or next(iter(titles))) if titles else item
        return
    titles, summaries = _tongues(item.get("title")), _tongues(item.excerpt)
    for number, (lang, text) in enumerate(texts.items()):
        title = titles.get(lang, "") if titles else item.get("title")
        summary = summaries.get(lang, "") if summaries else item.excerpt
        one = replace(item, values={**item.values, "title": title}, content=text, excerpt=summary, lang=lang, pair=f"tongues {item.id}")
        # Where the others stood depends on how the plugin was set, and what is counted of the whole is counted once.
        yield replace(one, values={**one.values, "link": ""}, comments=0, part=lang) if number else one


def _tongues(text: str) -> dict[str, str]:
    """The text of each language that has words; none where the text is in one alone. What stands outside of all marks is said in each."""
    for marks in _MARKS:
        found = list(marks.finditer(text))
        names = list(dict.fromkeys(one[1] for one in found if one[1]))[:_MOST]
        if names and not _OURS.isdisjoint(names) and any(one[1] is None for one in found):
            parts: dict[str, list[str]] = {name: [] for name in names}
            lang, at = "", 0
            for one in found:
                _add(parts, lang, text[at : one.start()])
                lang, at = one[1] or "", one.end()
            _add(parts, lang, text[at:])
            made = {name: "".join(each) for name, each in parts.items()}
            return {name: each for name, each in made.items() if each.strip()} or {names[0]: ""}
    return {}


def _add(parts: dict[str, list[str]], lang: str, words: str) -> None:
    for name in [lang] if lang else parts:
        if name in parts:
            parts[name].append(words)
