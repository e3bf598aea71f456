"""Captions: what is read, what is refused and where, and that nothing but times and words is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose import captions
from weeknotes.prose.captions import Cue, NoCaptions, read_captions, words_of, write_captions

GOOD = """\ufeffWEBVTT - Rain on roofs

STYLE
::cue { background: url(https://example.org/x) }

NOTE said twice

1
00:01.000 --> 00:02.500 align:start
<v Nerys>It <i>rains</i> &amp; rains.

00:00:03.000 --> 01:00:04.000
<c.loud>On the roofs</c>
- it &lt;does&gt;
"""


def test_times_and_words_are_kept_and_nothing_else() -> None:
    cues = read_captions(GOOD)
    assert cues == (Cue(1000, 2500, ("It rains & rains.",)), Cue(3000, 3_604_000, ("On the roofs", "- it <does>")))
    written = write_captions(cues)
    assert written.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nIt rains &amp; rains.\n\n")
    assert "example.org" not in written
    assert read_captions(written) == cues


def test_subrip_is_taken_too() -> None:
    assert read_captions("1\r\n00:00:01,000 --> 00:00:02,000\r\nRain.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n\r\n") == (Cue(1000, 2000, ("Rain.",)),)


def test_the_first_caption_is_kept_where_no_line_parts_it_from_the_heading() -> None:
    assert words_of(read_captions("WEBVTT\nLanguage: en\n00:01.000 --> 00:02.000\nRain.\n\n00:03.000 --> 00:04.000\nWind.")) == "Rain.\nWind."


def test_a_line_of_spaces_alone_ends_no_caption_as_in_those_that_a_program_heard() -> None:
    heard = "WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n \nit<00:01.500><c> rains</c>\n\n00:02.000 --> 00:03.000\nit rains\n \n\n00:03.000 --> 00:04.000\nhard\n \n2\n00:04.000 --> 00:05.000\nnow"
    assert [cue.lines for cue in read_captions(heard)] == [("it rains",), ("it rains",), ("hard",), ("now",)]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("", "heading", 1), ("It rains.", "heading", 1), ("WEBVTTX\n\n", "heading", 1), ("1", "heading", 1), ("WEBVTT", "empty", 0),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>", "empty", 0), ("WEBVTT\n\nfirst\nIt rains.", "time", 4), ("WEBVTT\n\nfirst", "time", 3),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nIt rains.", "time", 3), ("WEBVTT\n\n00:61.000 --> 00:62.000\nx", "time", 3),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny", "order", 0),
    ],
)  # fmt: skip
def test_what_is_no_captions_is_refused_with_its_place(text: str, what: str, line: int) -> None:
    with pytest.raises(NoCaptions) as told:
        read_captions(text)
    assert (told.value.what, told.value.line) == (what, line)


def test_more_than_a_day_of_cues_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captions, "MOST_CUES", 1)
    with pytest.raises(NoCaptions):
        read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:03.000 --> 00:04.000\ny")


def test_the_words_of_captions_begin_a_transcript_without_what_is_shown_twice() -> None:
    assert words_of((Cue(0, 1, ("It rains.",)), Cue(1, 2, ("It rains.", "A lot.")))) == "It rains.\nA lot."


@settings(deadline=None)
@given(st.text("WEBVT01:.-> \n<&;azNOTE,", max_size=80))
def test_any_text_is_read_or_refused_and_what_is_written_reads_the_same(text: str) -> None:
    for one in (text, f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}"):
        try:
            cues = read_captions(one)
        except NoCaptions:
            continue
        assert read_captions(write_captions(cues)) == cues
