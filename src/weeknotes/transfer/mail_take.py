"""Taking a mail: a jotting or a draft of whoever's secret it was sent to, for them alone, once. Nobody is ever answered by a mail."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.jot import LONGEST, Snap, jot
from weeknotes.notes.models import Note
from weeknotes.notes.picture import MOST_BYTES, NotTaken
from weeknotes.notes.save import append, fitted
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.views_picture import figure
from weeknotes.people.feed_tokens import asked_for, opens
from weeknotes.people.mail_tokens import DRAFT
from weeknotes.people.models import Token
from weeknotes.people.programs import tell
from weeknotes.prose.mail_text import Parted, parted
from weeknotes.prose.markdown import to_html
from weeknotes.prose.tree import escape
from weeknotes.transfer.mail_read import MOST_FILES, File, Letter
from weeknotes.transfer.models_mail import Mail
from weeknotes.web.spoken import speaking

TAKEN, TWICE, BY_ITSELF, EMPTY, ENDED, OFTEN = "taken", "twice", "by itself", "empty", "ended", "often"
MOST_AN_HOUR = 60
KNOWN_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Took:
    """What became of a mail: TAKEN; or TWICE, BY_ITSELF, EMPTY, ENDED, OFTEN (it can come again later), where nothing was kept of it."""

    how: str


def take_mail(*, token: Token, letter: Letter) -> Took:
    """Keep a mail that was sent to the address of `token`. What could not be taken of it, its person is told on their page."""
    if not opens(token):
        return Took(ENDED)
    if letter.by_itself:
        return Took(BY_ITSELF)
    asked_for(token)
    with speaking(token.person.lang):
        if waits(token):
            return Took(OFTEN)
        try:
            with transaction.atomic():
                row = Mail.objects.create(token=token, key=letter.key, line=letter.subject[:200])
                return _take(token, letter, row)
        except IntegrityError:
            if not Mail.objects.filter(token=token, key=letter.key).exists():
                raise
            return Took(TWICE)


def waits(token: Token) -> bool:
    """Whether more mails came within the hour than are taken; its person is told so."""
    if Mail.objects.filter(token=token, at__gte=timezone.now() - timedelta(hours=1)).count() < MOST_AN_HOUR:
        return False
    with speaking(token.person.lang):
        told(token, _("More mails came within an hour than anybody writes. Some were not taken. If they are not yours, make a new address."))
    return True


def _take(token: Token, letter: Letter, row: Mail) -> Took:
    words = parted(letter.text)
    pictures = [file for file in letter.files if file.is_picture]
    if not (words.own.strip() or letter.subject or pictures):
        told(token, _("A mail came with nothing in it that could be kept."))
        return Took(EMPTY)
    nameless = _("a file without a name")
    left = [file.name or nameless for file in letter.files if not file.is_picture]
    line = " – ".join(part for part in (letter.subject, " ".join(words.own.split())) if part)
    if token.scopes == DRAFT or len(line) > LONGEST - 200:
        left += _draft(token, letter, words, pictures)
    else:
        left += _jottings(token, letter, line, pictures)
        Mail.objects.filter(pk=row.pk).update(cut=words.rest)
    if letter.beyond:
        sentence = _("A mail came with more files than are taken of one, which are %(most)d. These were not taken: %(files)s.")
        told(token, sentence % {"most": MOST_FILES, "files": ", ".join(name or nameless for name in letter.beyond)})
    if left:
        told(token, _("A mail was taken without these files, which cannot be taken: %(files)s.") % {"files": ", ".join(left)})
    return Took(TAKEN)


def _jottings(token: Token, letter: Letter, line: str, pictures: list[File]) -> list[str]:
    """The line as a jotting with the first picture, and a jotting for each of the others; the names of those that could not be taken."""
    left, first = [], line
    for file in pictures:
        try:
            with transaction.atomic():
                jot(person=token.person, text=first, source="mail", at=letter.at, snap=Snap(file.name, file.data[: MOST_BYTES + 1]))
            first = ""
        except NotTaken as why:
            left.append(f"{file.name} ({why.sentence})")
    if first:
        jot(person=token.person, text=first, source="mail", at=letter.at)
    return left


def _draft(token: Token, letter: Letter, words: Parted, pictures: list[File]) -> list[str]:
    """A draft with the subject as its title; what stood below the writer's own words is at its end, in a section for its writer alone."""
    me = token.person
    title, begins = fitted(letter.subject)
    note = start(author=me, monday=None, kind=Note.REFLECTION, title=title, html=begins + to_html(words.own))
    body = note.bodies.get()
    left = []
    for file in pictures:
        try:
            with transaction.atomic():
                taken = take_picture(note=note, by=me, name=file.name, data=file.data[: MOST_BYTES + 1])
            append(body=body, by=me, html=figure(taken, alt=None, caption=""))
        except NotTaken as why:
            left.append(f"{file.name} ({why.sentence})")
    if words.rest:
        heading = escape(_("What stood below in the mail"))
        lines = "<br>".join(escape(line) for line in words.rest.split("\n"))
        append(body=body, by=me, html=f'<h2 data-audience="me">{heading}</h2><p>{lines}</p>')
    return left


def let_go_old() -> int:
    """Forget that mails came which nothing was cut off of, or was let go; how many. None comes a second time so late. Part of the worker's round."""
    return Mail.objects.filter(at__lt=timezone.now() - KNOWN_FOR, cut="").delete()[0]


def told(token: Token, sentence: str) -> None:
    """Tell the person on their page, in their language."""
    tell(person=token.person, source=_("By mail"), sentence=sentence)
