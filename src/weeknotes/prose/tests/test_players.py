"""Players of the site's own sounds and films, and nothing else's."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.html import clean, shelter
from weeknotes.prose.players import Played, Says, Spoken, linked, moved, play

UID = "00000000-0000-4000-8000-000000000001"
SAYS = Says({"none": "No transcript yet.", "automatic": "Transcript, made by a program", "checked": "Transcript, checked by a person"}, "No transcript yet.", {"en": "English"})
TEXT = clean(f'<p>Rain.</p><p><a href="/media/{UID}">Rain &amp; "roofs"</a></p>')


def played(*spoken: Spoken, tag: str = "audio") -> dict[str, Played]:
    return {UID: Played(tag, "audio/mpeg", "/media/abc.mp3", spoken)}  # type: ignore[arg-type]


def test_a_sound_has_the_browsers_player_its_words_and_a_way_to_the_file() -> None:
    assert play(TEXT, played(Spoken("en", "It rains.\n\nA  lot <b>.", "checked")), SAYS, "en") == (
        '<p>Rain.</p>\n<figure class="played"><audio controls preload="none" aria-label="Rain &amp; &quot;roofs&quot;">'
        '<source src="/media/abc.mp3" type="audio/mpeg"></audio><figcaption><a href="/media/abc.mp3">Rain &amp; "roofs"</a></figcaption>'
        "<details><summary>Transcript, checked by a person</summary><div><p>It rains.</p><p>A lot &lt;b&gt;.</p></div></details></figure>"
    )


def test_without_a_transcript_that_is_said() -> None:
    for spoken in ((), (Spoken("en", "  ", "checked"),), (Spoken("en", "Words", "none"),)):
        assert "<p>No transcript yet.</p></figure>" in play(TEXT, played(*spoken), SAYS, "en")


def test_a_transcript_in_another_language_says_which() -> None:
    made = play(TEXT, played(Spoken("cy", "Glaw.", "automatic")), SAYS, "en")
    assert '<summary>Transcript, made by a program</summary><div lang="cy"><p>Glaw.</p></div>' in made
    both = play(TEXT, played(Spoken("cy", "Glaw.", "automatic"), Spoken("en", "Rain.", "checked")), SAYS, "en")
    assert "<div><p>Rain.</p></div>" in both
    assert "Glaw" not in both


def test_captions_of_every_language_are_offered_and_those_of_the_text_are_shown() -> None:
    made = play(TEXT, played(Spoken("en", "", "none", "/media/e.vtt"), Spoken("cy", "", "none", "/media/c.vtt"), tag="video"), SAYS, "en")
    assert '<track kind="captions" src="/media/c.vtt" srclang="cy" label="cy"><track kind="captions" src="/media/e.vtt" srclang="en" label="English" default></video>' in made


@pytest.mark.parametrize("html", [f'<p>See <a href="/media/{UID}">it</a></p>', f'<ul><li><a href="/media/{UID}">it</a></li></ul>', '<p><a href="/media/1">it</a></p>'])
def test_a_link_among_words_stays_one(html: str) -> None:
    assert play(clean(html), played(), SAYS, "en") == clean(html)


def test_in_a_draft_that_is_shared_a_link_leads_to_where_its_readers_have_it() -> None:
    assert moved(TEXT, {UID: "/shared/x/1/"}) == TEXT.replace(f"/media/{UID}", "/shared/x/1/")
    assert moved(TEXT, {}) == TEXT


def test_what_is_not_known_stays_a_link() -> None:
    assert play(TEXT, {}, SAYS, "en") == TEXT
    assert linked(TEXT) == {UID}


ODD = st.text("ab<>&\"' /=\n", max_size=30)


@settings(deadline=None)
@given(words=ODD, transcript=ODD, href=st.sampled_from([f"/media/{UID}", f"//media/{UID}", f"https://example.org/media/{UID}", f'/media/{UID}" onplay="x']))
def test_whatever_is_written_only_our_own_address_is_played_and_nothing_breaks_out(words: str, transcript: str, href: str) -> None:
    html = clean(f"<p><a href='{href}'>{words}</a></p><audio src='https://example.org/x.mp3' autoplay></audio><video src=x></video>")
    made = play(shelter(html), played(Spoken("en", transcript, "checked")), SAYS, "en")
    assert set(re.findall(r'<(?:source|audio|video|track)[^>]* src="([^"]*)"', made)) <= {"/media/abc.mp3"}
    assert not re.search(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)* (?:onplay|autoplay)", made)
    assert made.count("<figure") == made.count("</figure>") == made.count("<audio")
