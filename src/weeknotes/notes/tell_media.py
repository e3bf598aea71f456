"""Keeping what is said in a sound or film, and about any medium. What readers have changes with the next edition of the note it stands in."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.notes import media_files
from weeknotes.notes.models import AboutMedia, Blob, Media, Transcript
from weeknotes.notes.picture import NotTaken
from weeknotes.notes.showing import CAPTIONS
from weeknotes.notes.spoken import AUTOMATIC, NONE
from weeknotes.prose.captions import Cue, NoCaptions, read_captions, words_of, write_captions

MOST_CAPTIONS = 2_000_000
MOST_TRANSCRIPT = 200_000


@dataclass(frozen=True, slots=True)
class Words:
    """A transcript and its state, a file of captions (b"" for none), and whether those there are go."""

    text: str
    state: str
    captions: bytes = b""
    remove: bool = False


def tell_about(*, media: Media, credit: str, consent: str) -> None:
    """Keep who made `media`, and whether those in it agreed."""
    AboutMedia.objects.update_or_create(media=media, defaults={"credit": " ".join(credit.split()), "consent": consent})


def tell_consent(*, media: Media, consent: str) -> None:
    """Keep whether those in `media` agreed; who made it stays as it is."""
    AboutMedia.objects.update_or_create(media=media, defaults={"consent": consent})


def tell_words(*, media: Media, lang: str, words: Words) -> Transcript:
    """Keep what is said in `media` in `lang`. Captions without a transcript begin one, as a program's.

    NotTaken with a sentence where the file is none, or too long to begin one with; the rest is kept all the same.
    """
    text, state = words.text.replace("\r\n", "\n").strip(), words.state
    trouble = ""
    captions = None
    if words.captions:
        try:
            cues = _cues(words.captions)
        except NotTaken as why:
            trouble = why.sentence
        else:
            captions = write_captions(cues).encode()
            began = "" if text else words_of(cues)
            if len(began) > MOST_TRANSCRIPT:
                trouble = _("The captions are kept. Their words are too long for a transcript; it can be a note of its own, with a link to it.")
            elif began:
                text, state = began, AUTOMATIC if state == NONE else state
    with media_files.held(), transaction.atomic():
        kept, _new = Transcript.objects.get_or_create(media=media, lang=lang)
        kept.text, kept.state = text, state if text else NONE
        if captions is not None:
            key = media_files.put(captions, shown=True)
            about = {"kind": CAPTIONS, "size": len(captions), "width": 0, "height": 0}
            kept.captions, _made = Blob.objects.get_or_create(key=key, shown=True, defaults=about)
        elif words.remove:
            kept.captions = None
        kept.save()
    if trouble:
        raise NotTaken(trouble)
    return kept


def _cues(data: bytes) -> tuple[Cue, ...]:
    if len(data) > MOST_CAPTIONS:
        raise NotTaken(_("This file is too long for captions. Choose the file that ends in .vtt."))
    try:
        return read_captions(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotTaken(_("This file is no text in UTF-8. Save the captions as WebVTT (.vtt), then choose them.")) from error
    except NoCaptions as error:
        raise NotTaken(_trouble(error)) from error


def _trouble(error: NoCaptions) -> str:
    return {
        "heading": _("This file does not begin with WEBVTT, as captions do. Save them as WebVTT (.vtt), then choose them."),
        "time": _("In line %(line)s a time is wanted, such as 00:00:01.000 --> 00:00:04.000, the second after the first. Mend it, then choose the file again.")
        % {"line": error.line},
        "order": _("The captions are not in the order of their times, or too many. Sort them, then choose the file again."),
        "empty": _("There are no words in these captions. Choose another file."),
    }[error.what]
