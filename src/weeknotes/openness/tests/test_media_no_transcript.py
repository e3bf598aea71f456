"""Sound and film without words: links to files elsewhere, and the site's own that are said to lack a transcript."""

import pytest

from weeknotes.openness.context import NOTHING, Context
from weeknotes.openness.rules import media_no_transcript
from weeknotes.openness.rules.media_no_transcript import rule
from weeknotes.prose.outline import outline

OWN = "/media/00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize("href", ["https://glanderw.example/rain.mp3", "https://glanderw.example/a/Rain.MP4?x=1", "rain.opus", "https://glanderw.example/rain.mp3#t=3"])
def test_a_file_of_sound_or_film_with_no_word_of_a_transcript_is_found_at_its_link(href: str) -> None:
    html = f'<p>Listen: <a href="{href}">rain</a> now.</p>'
    (found,) = rule.run(outline(html, syntax="html"), NOTHING)
    assert found.rule == "media_no_transcript"
    assert html[found.start : found.end] == f'<a href="{href}">rain</a>'


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://glanderw.example/rain.mp3">Rain</a> (<a href="/t">transcript</a>)</p>',
        '<p><a href="https://glanderw.example/rain.mp3">Glaw</a></p><p>Mae’r trawsgrifiad isod.</p>',
        '<p><a href="https://glanderw.example/rain.pdf">Rain</a></p>', '<p><a href="https://[x/rain.mp3">Rain</a></p>', "<p>rain.mp3</p>",
    ],
)  # fmt: skip
def test_other_links_and_notes_that_speak_of_a_transcript_are_left(html: str) -> None:
    assert list(rule.run(outline(html, syntax="html"), NOTHING)) == []


def test_the_sites_own_are_found_where_they_lack_one() -> None:
    html = f'<p><a href="{OWN}">Rain</a></p><p><a href="/media/other">Wind</a></p>'
    (found,) = rule.run(outline(html, syntax="html"), Context(untold=frozenset({OWN})))
    assert found.found == OWN
    assert list(rule.run(outline(html, syntax="html"), NOTHING)) == []


class Counted:
    """A pattern that is found nowhere, and how often it was looked for."""

    def __init__(self) -> None:
        self.times = 0

    def search(self, _text: str) -> None:
        self.times += 1


def test_a_note_of_many_sounds_is_looked_through_for_a_transcript_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted()
    monkeypatch.setattr(media_no_transcript, "SPEAKS", counted)
    many = outline("".join(f'<p><a href="https://glanderw.example/{n}.mp3">{n}</a></p>' for n in range(50)), syntax="html")
    assert len(list(rule.run(many, NOTHING))) == 50
    assert counted.times == len(many.blocks)
