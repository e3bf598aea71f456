"""What is said in a sound or film, and about any medium, as rows: as its owner has them now, and as they were when a text was frozen with it.

`models` hands these on. Readers are given the frozen rows alone.
"""

from django.db import models

from weeknotes.notes.media import Blob, Media, Placing

NONE, AUTOMATIC, CHECKED = "none", "automatic", "checked"
STATES = ((NONE, NONE), (AUTOMATIC, AUTOMATIC), (CHECKED, CHECKED))
UNSAID, GIVEN, NOBODY = "", "given", "nobody"
CONSENTS = ((UNSAID, UNSAID), (GIVEN, GIVEN), (NOBODY, NOBODY))


class Words(models.Model):
    """The words of a sound or film in one language, and who saw to them."""

    lang = models.CharField(max_length=5)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=9, default=NONE, choices=STATES)

    class Meta:
        abstract = True


class Transcript(Words):
    """As its owner has them now, with its captions as a file of the media folder."""

    media = models.ForeignKey(Media, models.CASCADE, related_name="transcripts")
    captions = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="transcripts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "lang"], name="transcript_once")]


class SaidThen(Words):
    """As they were when the text of `placing` was frozen."""

    placing = models.ForeignKey(Placing, models.CASCADE, related_name="said")
    captions = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="said")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placing", "lang"], name="said_then_once")]


class AboutMedia(models.Model):
    """Who made a medium, and whether those who are seen or heard in it agreed. For its owner alone."""

    media = models.OneToOneField(Media, models.CASCADE, related_name="about")
    credit = models.CharField(max_length=200, blank=True)
    consent = models.CharField(max_length=6, blank=True, choices=CONSENTS, help_text="nobody: no person can be made out in it")
