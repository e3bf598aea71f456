"""What stands in a note in the note's own language: outcome words and the headings Friday writes under.

Kept here, not in the catalogue of the interface, because a note may be in another language than its writer's pages, and because
reading a note back must know the same words again.
"""

ENGLISH, WELSH = "en", "cy"
_WELSH_WORDS = {
    "stated": "wedi’i ddweud",
    "done": "wedi’i wneud",
    "partly": "yn rhannol",
    "not done": "heb ei wneud",
    "dropped": "wedi’i ollwng",
    "carried": "wedi’i gario ymlaen",
    "opened": "wedi’i agor",
    "watched": "dal i’w wylio",
    "settled": "wedi setlo",
    "became a goal": "wedi dod yn nod",
    "became a lesson": "wedi dod yn wers",
    "let go": "wedi’i ollwng",
    "noticed": "wedi sylwi arno",
    "tried": "wedi rhoi cynnig arno",
    "part of how I work": "yn rhan o sut rwy’n gweithio",
    "noted": "wedi’i nodi",
    "handed on": "wedi’i drosglwyddo",
    "drawn": "wedi’i thynnu",
    "response chosen": "ymateb wedi’i ddewis",
    "too soon": "rhy gynnar i ddweud",
    "right": "y wers iawn",
    "wrong": "y wers anghywir",
    "retired": "wedi’i rhoi heibio",
    "asked": "wedi gofyn",
    "evidence wanted": "eisiau tystiolaeth",
    "help": "cymorth wedi’i roi",
    "priority": "yn flaenoriaeth",
    "no": "na",
    "told onward": "wedi’i ddweud ymlaen",
    "made": "wedi’i wneud",
    "revisited": "wedi’i ailystyried",
    "heard": "wedi’i glywed",
    "doing": "wrthi",
    "not": "ddim am ei wneud",
    "told back": "wedi’i ddweud yn ôl",
    "set": "wedi’i osod",
    "yes": "do",
    "changed my mind": "wedi newid fy meddwl",
}
_HEADINGS = {
    "happened": {ENGLISH: "What I said, and what happened", WELSH: "Beth ddywedais i, a beth ddigwyddodd"},
    "watch": {ENGLISH: "Ones to watch", WELSH: "Pethau i’w gwylio"},
    "learned": {ENGLISH: "What I’m learning", WELSH: "Beth rwy’n ei ddysgu"},
    "next": {ENGLISH: "Next week", WELSH: "Yr wythnos nesaf"},
    "goals": {ENGLISH: "Goals for the week", WELSH: "Nodau’r wythnos"},
    "wins": {ENGLISH: "What went well", WELSH: "Beth aeth yn dda"},
    "challenges": {ENGLISH: "What was hard", WELSH: "Beth oedd yn anodd"},
    "followups": {ENGLISH: "To follow up", WELSH: "I’w ddilyn i fyny"},
    "asked": {ENGLISH: "What I was asked", WELSH: "Beth ofynnwyd i mi"},
}
_THOUGHT = {
    "thought": {ENGLISH: "I used to think", WELSH: "Roeddwn i’n arfer meddwl"},
    "think": {ENGLISH: "Now I think", WELSH: "Nawr rwy’n meddwl"},
}
_BECAUSE = {ENGLISH: "because", WELSH: "oherwydd"}
_ENGLISH_WORDS = {"watched": "still watching", "help": "help given", "priority": "made a priority"}


def shown(word: str, lang: str) -> str:
    """An outcome word or state in `lang`; English for languages that are not known."""
    if lang == WELSH:
        return _WELSH_WORDS[word]
    return _ENGLISH_WORDS.get(word, word)


def heading(section: str, lang: str) -> str:
    """The heading of a section (`happened`, `watch`, `learned`, `next`, `goals`, `wins`, `challenges`, `followups`, `asked`) in `lang`."""
    return _HEADINGS[section].get(lang, _HEADINGS[section][ENGLISH])


def headings(section: str) -> tuple[str, ...]:
    """That heading in every language known."""
    return tuple(_HEADINGS[section].values())


def because(lang: str) -> str:
    """The word before a reason."""
    return _BECAUSE.get(lang, _BECAUSE[ENGLISH])


def thought(name: str, lang: str) -> str:
    """How a sentence about what one `thought` before, or what one thinks now (`think`), opens."""
    return _THOUGHT[name].get(lang, _THOUGHT[name][ENGLISH])


def forms(word: str) -> tuple[str, ...]:
    """Every way in which an outcome word may stand in a note."""
    return tuple(dict.fromkeys((word, shown(word, ENGLISH), shown(word, WELSH))))
