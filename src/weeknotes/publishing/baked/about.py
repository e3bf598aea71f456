"""What a person, or the people on a team's page, said under one label, week by week: "Out of hours" and nothing else."""

from dataclasses import dataclass
from urllib.parse import quote

from weeknotes.notes.labelled import labelled
from weeknotes.notes.models import Note
from weeknotes.notes.viewer import NOBODY
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.baked.person import older
from weeknotes.publishing.entries import Listed, listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.labels import SEVERAL, labels_in, labels_of, slug_of
from weeknotes.publishing.shelf import Shelf
from weeknotes.web import dates

labelled_in = once(labelled)

FOUND_BY = 8  # words by which a browser finds a statement in its note


@dataclass(frozen=True, slots=True)
class Words:
    """What one note says under the label: its week, its statements as they stand there in `lang`, each with its address in the note."""

    entry: Listed
    number: int
    year: int
    lang: str
    said: tuple[tuple[str, str], ...]


def page(on: Shelf, lang: str) -> Rendered:
    """The newest fifty notes' words under the label; the others by year."""
    slug = on.key.rpartition("/")[2]
    notes = on.newest[: shelf.MOST]
    shown = listed(notes, lang)
    found = labelled_in(notes, NOBODY)
    words = []
    for one in shown:
        said = [item for item in found.get(one.note_id, ()) if slug_of(item.label) == slug]
        urls = {one.lang: one.url, **{other.lang: other.url for other in one.others}}
        lines = tuple((item.text, f"{urls.get(item.lang, one.url)}{_place(item.text)}") for item in said)
        words.append(Words(one, *_week(one), said[0].lang if said else one.lang, lines))
    name = on.team.name_in(lang) if on.team else on.person.name if on.person else ""
    own = addresses.address(shelf.TEAM, on.team.slug, lang) if on.team else addresses.address(shelf.PERSON, on.person.slug, lang) if on.person else ""
    here = "teams" if on.team else "people"
    spoken = words[0].lang if words else lang
    return page_of(on, lang, "publishing/about.html", shown=shown, here=here, words=words, older=older(on, lang), whose=name, own=own, spoken=spoken)


def about_labels(note: Note, lang: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each label of the public `note` that has a page, the language it is written in, and whose pages there are with their addresses in the tree of `lang`."""
    labels: dict[str, tuple[str, str]] = {}
    for label, spoken in labels_in(note):
        if slug := slug_of(label):
            labels.setdefault(slug, (label, spoken))
    pages: dict[str, list[tuple[str, str]]] = {slug: [] for slug in labels}
    for kind, key in shelf.pages_of(note) if labels else []:
        on = shelf.shelf(kind, key)
        several = labels_of(on) if on else {}
        whose = "" if on is None else on.team.name_in(lang) if on.team else on.person.name if on.person else ""
        for slug, there in pages.items():
            if len(several.get(slug, ())) >= SEVERAL:
                there.append((whose, addresses.address(shelf.ABOUT, f"{kind}/{key}/{slug}", lang)))
    return [(*labels[slug], there) for slug, there in pages.items() if there]


def _week(one: Listed) -> tuple[int, int]:
    """Number and year of the last week that a note covers, or of the day it is dated."""
    day = one.weeks[-1] if one.weeks else one.day
    return dates.number(day), day.isocalendar().year


def _place(text: str) -> str:
    """The words as the end of an address, at which browsers show them (URL Fragment Text Directives, WICG); others show the note from its top."""
    first = text.strip().split("\n")[0].split()[:FOUND_BY]
    return f"#:~:text={quote(' '.join(first), safe='').replace('-', '%2D')}" if first else ""


kind = kind_of(shelf.ABOUT, page)
