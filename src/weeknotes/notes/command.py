"""`weeknotes jot "text" [--link URL] [--person P]`: a jotting from the terminal, or from what is piped into it."""

import sys

from weeknotes.notes.jot import LONGEST, jot
from weeknotes.notes.margin import KIND_WORDS
from weeknotes.people.find import find_person

_TROUBLE = {
    "empty": "There is nothing to keep: the line is empty.",
    "long": f"The line is longer than {LONGEST} characters. Put it into a note instead.",
    "link": "That link is no web address. One looks like https://example.org/page.",
}


def new(*, text: str | None, person: str | None, link: str = "") -> int:
    """Keep the line for the person named, or for the only person there is; a sentence and 1 where that cannot be told.

    Without a text, or with "-", all of standard input is the line.
    """
    who, trouble = find_person(person)
    if who is None:
        sys.stderr.write(f"{trouble}\n")
        return 1
    if text is None or text == "-":
        if sys.stdin.isatty():
            sys.stderr.write('Say what to keep: weeknotes jot "the van came early". Or pipe it in.\n')
            return 2
        try:
            text = sys.stdin.read()
        except UnicodeDecodeError:
            sys.stderr.write("What was piped in is not text in UTF-8. Nothing was kept.\n")
            return 1
    try:
        made = jot(person=who, text=text, link=link, source="terminal")
    except ValueError as why:
        sys.stderr.write(f"{_TROUBLE[str(why)]}\n")
        return 1
    kind = f" Perhaps: {str(KIND_WORDS[made.kind]).lower()}." if made.kind else ""
    sys.stdout.write(f"Kept for {who.name}.{kind}\n")
    return 0
