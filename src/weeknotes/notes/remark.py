"""What a higher room says beside a text: a line in the margin, at a sentence that was read. `settings.BESIDE` lists who says something."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from weeknotes.notes.models import Body
from weeknotes.notes.reading import Remembering
from weeknotes.people.models import Person


@dataclass(frozen=True, slots=True)
class Remark:
    """One line. `at` is the key of the sentence that it stands beside; `head` is the software's, `said` a person's words in `lang`.

    `link` leads on, in the words `link_words`; `done` is where a click on `done_words` sends `value`, or "" where there is nothing to put away.
    """

    at: str
    head: str
    said: str = ""
    lang: str = ""
    link: str = ""
    link_words: str = ""
    done: str = ""
    value: str = ""
    done_words: str = ""


def remarks(body: Body, by: Person, read: Remembering) -> tuple[Remark, ...]:
    """All that is said beside `body` to `by`, who writes it, in the order of the list."""
    return tuple(one for path in settings.BESIDE for one in import_string(path)(body, by, read))
