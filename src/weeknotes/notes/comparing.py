"""What changed between two versions of a text, ready to be shown: `prose.compare` with words for what is no word."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weeknotes.notes.history import Words
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.save import words_of
from weeknotes.prose.compare import ADDED, TAKEN, Line, Passage, Stretch, compare, lines_of, stretches

BEFORE, NOW = "before", "now"
SIDES = (BEFORE, NOW)
KIND_WORDS = {
    "title": gettext_lazy("title"),
    "heading": gettext_lazy("heading"),
    "subheading": gettext_lazy("smaller heading"),
    "paragraph": gettext_lazy("paragraph"),
    "item": gettext_lazy("point of a list"),
    "numbered": gettext_lazy("numbered point"),
    "quote": gettext_lazy("quotation"),
    "code": gettext_lazy("code"),
    "rule": gettext_lazy("line across"),
    "cell": gettext_lazy("table cell"),
    "caption": gettext_lazy("caption"),
    "picture": gettext_lazy("picture"),
}
AUDIENCE_WORDS = {
    "": gettext_lazy("whoever reads the note"),
    "me": gettext_lazy("only me"),
    "named": gettext_lazy("people named only"),
    "team": gettext_lazy("team only"),
    "organisation": gettext_lazy("organisation only"),
    "public": gettext_lazy("whoever reads the note"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the comparison: its passage, and what changed beside its words, in sentences."""

    passage: Passage
    said: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Its kind where a reader cannot see it in the words: all but a paragraph."""
        kind = self.passage.line.kind
        return "" if kind == "paragraph" else str(KIND_WORDS[kind])


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison of two versions: when each was saved (None: there was none before), its stretches, how many words came and went."""

    old_at: datetime | None
    new_at: datetime
    stretches: tuple[tuple[bool, tuple[Told, ...]], ...]
    added: int
    taken: int

    @property
    def same(self) -> bool:
        """Whether nothing at all changed."""
        return all(told.passage.same for _folded, several in self.stretches for told in several)


def compared(body: Body, revision: Revision, against: str) -> Compared:
    """The version before `revision` against it, or it against the text in force."""
    this = words_of(revision)
    if against == NOW:
        return _compared(this, revision.at, Words(body.title, body.html), body.saved_at)
    before = _before(body, revision)
    return _compared(words_of(before) if before else Words("", ""), before.at if before else None, this, revision.at)


def _before(body: Body, revision: Revision) -> Revision | None:
    """The version that `revision` grew from: the one below it, or for a text kept aside the one its page was opened at."""
    highest = revision.version if revision.state == Revision.ASIDE else revision.version - 1
    held = body.revisions.exclude(state=Revision.ASIDE).filter(version__lte=highest).select_related("base")
    return held.order_by("-version").first()


def _compared(old: Words, old_at: datetime | None, new: Words, new_at: datetime) -> Compared:
    passages = compare(lines_of(old.html, title=old.title), lines_of(new.html, title=new.title))
    counts = {how: sum(len(p.text.split()) for one in passages for p in one.pieces if p.how == how) for how in (ADDED, TAKEN)}
    return Compared(old_at, new_at, tuple(_stretch(s) for s in stretches(passages)), counts[ADDED], counts[TAKEN])


def _stretch(stretch: Stretch) -> tuple[bool, tuple[Told, ...]]:
    return stretch.folded, tuple(Told(p, tuple(_said(p))) for p in stretch.passages)


def _said(passage: Passage) -> list[str]:
    was, now = passage.was, passage.now
    if was is None:
        return [_("A new line across.")] if passage.line.kind == "rule" else []
    if now is None:
        return [_("The line across is gone.")] if passage.line.kind == "rule" else []
    return [_beside(what, was, now) for what in passage.also]


def _beside(what: str, was: Line, now: Line) -> str:
    if what == "kind":
        return _("Was: %(was)s. Is now: %(now)s.") % {"was": KIND_WORDS[was.kind], "now": KIND_WORDS[now.kind]}
    if what == "audience":
        words = {"was": AUDIENCE_WORDS.get(was.audience, was.audience), "now": AUDIENCE_WORDS.get(now.audience, now.audience)}
        return _("Its part was for: %(was)s. Is now for: %(now)s.") % words
    if what == "lang":
        return _("Marked as another language.")
    if what == "links":
        return _("A link was changed.")
    return _("The same words, strong or emphasised otherwise.")
