"""What publishing both languages of a note keeps to fewer people in one of them, because the other does: told by the names of its parts, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weeknotes.notes.forms import LEVELS
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.prose.even import losses


@dataclass(frozen=True, slots=True)
class Evened:
    """A part of the text in `lang`, by the words of its heading, that goes only as far as `level`, because the text in the other language does."""

    lang: str
    words: str
    level: Level

    @property
    def sentence(self) -> str:
        """The same in a sentence."""
        said = {
            "en": _("In the English, “%(part)s” is kept to those whom the Welsh names: %(audience)s."),
            "cy": _("In the Welsh, “%(part)s” is kept to those whom the English names: %(audience)s."),
        }
        return said[self.lang] % {"part": self.words or _("a heading without words"), "audience": dict(LEVELS)[self.level]}


def evened(bodies: Iterable[Body], level: int) -> tuple[Evened, ...]:
    """What `freeze` would take from somebody who reads a note that goes as far as `level`, were these texts published together; nothing for one alone."""
    several = [one for one in bodies if one.html.strip()]
    if len(several) != 2:
        return ()
    found = losses(several[0].html, several[1].html)
    return tuple(Evened(several[one.side].lang, one.words, Level(one.now)) for one in found if one.now < min(level, one.was))


def evened_of(note: Note) -> tuple[Evened, ...]:
    """The same of a note as it was just published: of the texts that are not held back. One query."""
    return evened(note.bodies.filter(held=False).order_by("lang"), note.level)
