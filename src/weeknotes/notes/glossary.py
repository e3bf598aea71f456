"""Names and labels to offer whoever writes the other language of a note: the host's, the teams', and those of the writer's earlier notes."""

from weeknotes.notes.models import Body, Note
from weeknotes.notes.two import Two
from weeknotes.people.models import Person, Team
from weeknotes.prose.glossary import Pair, host_glossary, offers, paired

EARLIER = 12  # notes in both languages that are looked through, the newest first


def offered(*, now: Two | None, body: Body, writer: Person) -> tuple[Pair, ...]:
    """What to offer `writer` in `body` for names and labels that stand in the note's other language `now`. Two queries.

    Only notes that `writer` writes are looked through, so that nobody is shown what somebody else wrote.
    """
    if now is None:
        return ()
    other = next(b for b in now.bodies if b.lang != body.lang)
    pairs = [*host_glossary(), *_earlier(body, writer), *_teams()]
    return offers(pairs, theirs=other.html, ours=body.html, lang=body.lang)


def _earlier(body: Body, writer: Person) -> list[Pair]:
    """What `writer` called things in both languages before, the newest first."""
    rows = Body.objects.filter(note__in=Note.objects.writable_by(writer.pk)).exclude(note=body.note_id).exclude(html="")
    texts: dict[int, dict[str, str]] = {}
    for note, lang, html in rows.order_by("-note_id").values_list("note_id", "lang", "html")[: 4 * EARLIER]:
        texts.setdefault(note, {})[lang] = html
    both = [held for held in texts.values() if {"en", "cy"} <= set(held)]
    return [pair for held in both[:EARLIER] for pair in paired(held["en"], held["cy"])]


def _teams() -> list[Pair]:
    rows = Team.objects.exclude(name_en="").exclude(name_cy="").order_by("slug").values_list("name_en", "name_cy")
    return [(en, cy) for en, cy in rows if en != cy]
