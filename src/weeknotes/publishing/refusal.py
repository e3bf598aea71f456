"""Why something was not published, as a sentence for its writer."""

from collections.abc import Sequence

from django.db import OperationalError
from django.utils.translation import gettext as _

from weeknotes.notes.checking import Noticed
from weeknotes.notes.rule_words import rule_words
from weeknotes.openness.words import say
from weeknotes.web.full import FULL

# SQLITE_FULL (sqlite.org/rescode.html) and disk_full of PostgreSQL's class 53.
_SQLITE_FULL = 13
_POSTGRES_FULL = "53100"
NAMED = 3  # rules named in a sentence


class NotPublished(Exception):
    """What the writer can mend, or wait for; nothing was changed. `sentence` is for the screen."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class DiskFull(NotPublished):
    """There was no room; everything stands as it stood before."""


class StoppedByRule(NotPublished):
    """A rule of the organisation stops it. `outside` says so without a word of the note, for a mail."""

    def __init__(self, sentence: str, outside: str) -> None:
        super().__init__(sentence)
        self.outside = outside


def outside(why: NotPublished) -> str:
    """The same without a word of the note, for where it is not shown beside it."""
    return why.outside if isinstance(why, StoppedByRule) else why.sentence


def stopped(noticed: Sequence[Noticed]) -> StoppedByRule:
    """The organisation publishes no note with what was found: which rule it is, what stands there, and what to do."""
    first = noticed[0].finding
    rules = dict.fromkeys(rule_words(one.finding.rule) for one in noticed)
    named = _(", ").join(list(rules)[:NAMED]) + (_(" and more") if len(rules) > NAMED else "")
    outside = _("Your organisation publishes no note with this in it: %(rules)s. It stands beside the text, where it was found.") % {"rules": named}
    found = say(first.what, first.values, _), say(first.do, first.values, _)
    return StoppedByRule(f"{outside} {found[0]} {found[1]} {_('Saying why it stays does not lift this rule.')}", outside)


def no_words() -> NotPublished:
    """The note is empty."""
    return NotPublished(_("This note has no words yet. Write a line, then publish it."))


def only_held() -> NotPublished:
    """The language to be published has no words, and the one that has them is held."""
    return NotPublished(_("The language that you chose to publish has no words yet. Write a line in it, or publish the other one now."))


def no_words_for_everyone() -> NotPublished:
    """Every part of a public note is for fewer people than everyone."""
    return NotPublished(
        _("Nothing in this note is for everyone: each part is for fewer people. Choose fewer readers for the note, or more for a part.")
    )


def no_week() -> NotPublished:
    """A weeknote does not say which week."""
    return NotPublished(_("This note has no week yet. Choose the week that it is about, or say that it is about no week."))


def nobody_named() -> NotPublished:
    """The audience is the people named, and there are none."""
    return NotPublished(_("This note is for the people named on it, and nobody is named. Name somebody, or choose other readers."))


def no_team() -> NotPublished:
    """The audience is the note's teams, and there are none."""
    return NotPublished(_("This note is for its team, and no team stands on it. Choose a team, or choose other readers."))


def not_narrower() -> NotPublished:
    """Narrowing to an audience that is not narrower."""
    return NotPublished(_("That would not be fewer people than now. To show this note to more people, publish it again."))


def not_out() -> NotPublished:
    """Withdrawing or narrowing what is not published."""
    return NotPublished(_("This note is not published, so nobody but its writers can see it."))


def already_out() -> NotPublished:
    """A time is chosen for a note that readers see already."""
    return NotPublished(_("This note is published already, so there is no time to choose."))


def past_time() -> NotPublished:
    """The time chosen is not to come."""
    return NotPublished(_("That time has passed. Choose a later one, or publish it now."))


def far_time() -> NotPublished:
    """The time chosen is more than a year away."""
    return NotPublished(_("That is more than a year away. Choose a day within a year."))


def two_texts() -> NotPublished:
    """Two texts met, and the writer has not chosen yet."""
    return NotPublished(_("Two texts of this note wait for you to choose between them. Choose, then publish it."))


def disk_full(*, out: bool) -> DiskFull:
    """No room; `out` when the note was and is still to be seen."""
    if out:
        return DiskFull(_("Nothing has changed: readers still see this note as before. The disk on this server is full."))
    return DiskFull(_("Your note is saved, but not published. The disk on this server is full."))


def arranged_disk_full() -> DiskFull:
    """No room for what stands around notes to change."""
    return DiskFull(_("Nothing has changed: the disk on this server is full."))


def is_disk_full(error: BaseException) -> bool:
    """Whether `error` says that a disk or a quota is full: of the file system, SQLite or PostgreSQL."""
    if isinstance(error, OSError):
        return error.errno in FULL
    if isinstance(error, OperationalError):
        cause = error.__cause__
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF == _SQLITE_FULL or getattr(cause, "sqlstate", None) == _POSTGRES_FULL
    return False
