"""Passages that are withheld of what goes out: the officer chooses sentences and says why, and what is given out has a bar in their place. What was found stays whole."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from markupsafe import Markup

from weeknotes.notes.rendition import Opened
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.transfer.law.answering import REASONS, NoReason, of_officer, one_line, open_row
from weeknotes.transfer.law.blacked import Named, Passage, blacked, mark_of, passages_of
from weeknotes.transfer.law.called import EXEMPTIONS, called
from weeknotes.transfer.law.reading import laws, words
from weeknotes.transfer.models_law import LawFound, LawRequest, LawWithheld
from weeknotes.web.spoken import spoken

Texts = Mapping[int, Sequence[tuple[str, Opened]]]


class Shifted(Exception):
    """A passage of the thing `number` that is withheld does not stand in it as it did when it was chosen: it is to be chosen anew before anything is given out."""

    def __init__(self, number: int) -> None:
        super().__init__(f"what is withheld of number {number} is not found in it")
        self.number = number


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage of a text, and that it is withheld, or None."""

    passage: Passage
    withheld: LawWithheld | None


def marked(thing: LawFound, texts: Sequence[tuple[str, Opened]]) -> list[list[Marked]]:
    """The passages of each of its texts, those left out that stand in a text before: what is withheld is so in all of them. One query."""
    held = {one.mark: one for one in thing.withheld.all()}
    seen: set[str] = set()
    found = []
    for _how, text in texts:
        new = [one for one in passages_of(text.title, str(text.html)) if one.mark not in seen]
        seen.update(one.mark for one in new)
        found.append([Marked(one, held.get(one.mark)) for one in new])
    return found


@transaction.atomic
def withhold(*, request: LawRequest, by: Person, number: int, ticked: Collection[str], shown: Collection[str], exemption: str = "", because: str = "") -> tuple[int, int]:
    """Withhold the passages `ticked` of a thing (by their marks), and give out those again that were `shown` as withheld and are not ticked; how many of either.

    Those that were withheld before keep their reason. New ones want an exemption: NoReason, as for one that is only to be said in words and is not. PermissionDenied for anybody
    but the officer, LawFound.DoesNotExist where nothing is open to them under that number, Over where it is closed.
    """
    held = open_row(request)
    of_officer(held, by)
    thing = LawFound.objects.get(Q(answer=LawFound.ABOUT) | Q(opened_at__isnull=False), request=held, number=number)
    texts = words([thing], laws(held, [thing]), viewer_of(by)).get(thing.pk, [])
    there = _marks(texts)
    now = set(thing.withheld.values_list("mark", flat=True))
    new, said = (set(ticked) & there) - now, one_line(because)
    if new and (exemption not in REASONS or (exemption == "other" and not said)):
        raise NoReason
    # What is not found in it any more cannot be ticked: who looks at all of it lets that go.
    let_go = now & ((set(shown) - set(ticked)) | (now - there))
    LawWithheld.objects.filter(thing=thing, mark__in=let_go).delete()
    LawWithheld.objects.bulk_create(LawWithheld(thing=thing, mark=mark, exemption=exemption, because=said, by=by) for mark in sorted(new))
    return len(new), len(let_go)


def out_elsewhere(*, request: LawRequest, by: Person, number: int) -> list[int]:
    """The numbers of things that go out with a sentence in them that is withheld of another and not of them, where the thing `number` is one of the two.
    As it is open to `by`."""
    held: dict[int, set[str]] = {}
    for place, mark in LawWithheld.objects.filter(thing__request=request).values_list("thing__number", "mark"):
        held.setdefault(place, set()).add(mark)
    elsewhere = set().union(*(marks for place, marks in held.items() if place != number))
    wanted = {one.pk: (elsewhere if one.number == number else held.get(number, set())) - held.get(one.number, set()) for one in request.things.filter(decision=LawFound.OUT)}
    things = list(request.things.filter(pk__in=[pk for pk, marks in wanted.items() if marks]).order_by("number"))
    texts = words(things, laws(request, things), viewer_of(by))
    return [one.number for one in things if _marks(texts.get(one.pk, ())) & wanted[one.pk]]


def titles_withheld(*, request: LawRequest, by: Person) -> tuple[Named, ...]:
    """The titles that are withheld of anything that was found, as it is open to `by`."""
    things = list(request.things.filter(withheld__isnull=False).select_related("note").distinct())
    reasons, texts = _reasons(things), words(things, laws(request, things), viewer_of(by))
    found = {}
    for one in things:
        for _how, text in texts.get(one.pk, ()):
            why = reasons[one.pk].get(mark_of(text.title)) if text.title.strip() else None
            if why is not None:
                found[Named(text.title, why, str(one.note.uid) if one.note else "")] = True
    return tuple(found)


def given_out(things: Iterable[LawFound], texts: Texts, titles: Collection[Named] = ()) -> dict[int, list[tuple[str, Opened]]]:
    """The texts of things as they are given out, by key: withheld passages are bars with the reason, and no link says one of the `titles` that are withheld.
    Shifted where a passage is not found. One query."""
    held = list(things)
    reasons = _reasons(held)
    found = {}
    for thing in held:
        its, why = texts.get(thing.pk, ()), reasons.get(thing.pk, {})
        if set(why) - _marks(its):
            raise Shifted(thing.number)
        found[thing.pk] = [(how, _blacked(text, why, titles) if why or titles else text) for how, text in its]
    return {pk: several for pk, several in found.items() if several}


def _reasons(things: Iterable[LawFound]) -> dict[int, dict[str, str]]:
    """Why each passage of these is withheld, in words, by the key of the thing and the mark of the passage. One query."""
    reasons: dict[int, dict[str, str]] = {}
    for one in LawWithheld.objects.filter(thing__in=things):
        reasons.setdefault(one.thing_id, {})[one.mark] = _("Withheld: %(reason)s") % {"reason": reason_of(one)}
    return reasons


def reason_of(one: LawWithheld) -> str:
    """Why a passage is withheld, in words: the exemption, and what was said beside it."""
    name = called(EXEMPTIONS, one.exemption)
    if one.exemption == "other":
        return one.because
    return f"{name}: {one.because}" if one.because else name


def _marks(texts: Iterable[tuple[str, Opened]]) -> set[str]:
    return {one.mark for _how, text in texts for one in passages_of(text.title, str(text.html))}


def _blacked(text: Opened, why: Mapping[str, str], titles: Collection[Named]) -> Opened:
    title, html = blacked(text.title, str(text.html), why, lang=spoken()[:2], named=titles)
    return Opened(text.lang, title, Markup(html))  # noqa: S704 - written by our own tree of a text that was cleaned  # nosec B704
