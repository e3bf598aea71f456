"""What is written of each table, in the words of its columns (docs/export.md says what they mean)."""

from weeknotes.memory.models import Appearance, Focus, Hearing, Measure, Outcome, Question, Reading, TeamPage, Thread
from weeknotes.memory.models_joins import Refusal
from weeknotes.memory.models_review import Evidence, Return, Review, Signature, Template
from weeknotes.notes.models import (
    AboutMedia,
    Body,
    Considered,
    Correction,
    Edition,
    Habit,
    Jotting,
    Language,
    Media,
    Note,
    Series,
    Tag,
    Transcript,
)
from weeknotes.people.models import Away, Follow, Membership, Person, Rhythm, Team
from weeknotes.transfer.out.shape import Shape

_ANCHOR = ("key", "quote", "before", "after", "start")
_WEEK = ("goal_day", "note_day", "cadence", "cadence_from", "working_days", "quiet_from", "quiet_to", "is_mine_first")

PERSON = Shape(Person, ("uid", "slug", "name"))
MYSELF = Shape(Person, (*PERSON.plain, "said", "lang", "writes", "about", "theme", "text_size"))
TEAM = Shape(Team, ("uid", "slug", "name_en", "name_cy", "about_en", "about_cy", "headings_en", "headings_cy", "page_level", "closed_at"))
RHYTHM = Shape(Rhythm, _WEEK)
STINT = Shape(Membership, ("role", "joined_at", "left_at"), {"team": "team", "person": "person"})
AWAY = Shape(Away, ("first", "last"))
FOLLOW = Shape(Follow, ("since",), {"team": "team", "whom": "person"})
HABIT = Shape(Habit, ("key", "kind"))
TAG = Shape(Tag, ("slug", "name_en", "name_cy"))
SERIES = Shape(Series, ("slug", "name_en", "name_cy", "season"), {"owner": "person", "team": "team"})

# Of a note for everybody who reads it, and what its writers have beside it.
NOTE = Shape(
    Note,
    ("uid", "kind", "lead_lang", "week_from", "week_to", "covers_from", "covers_to", "week_how", "dated", "dated_precision", "published_at"),
    {"author": "person", "byline_team": "team"},
)
OWN_NOTE = Shape(Note, ("wanted_level", "withdrawn_at", "created_at"))
EDITION = Shape(Edition, ("number", "made_at", "correction"))
OWN_EDITION = Shape(Edition, (*EDITION.plain, "level", "checked", "withdrawn_at"), {"by": "person"})
BODY = Shape(Body, ("lang", "version", "title", "slug", "html", "saved_at", "held"))
LANGUAGE = Shape(Language, ("lang", "since", "follows"))
CORRECTION = Shape(Correction, ("lang", *_ANCHOR, "kind", "at", "found_as"), {"by": "person"})
CONSIDERED = Shape(Considered, ("lang", "rule", "because", "mark", "at"), {"by": "person"})

JOTTING = Shape(Jotting, ("uid", "at", "text", "link", "kind", "kind_chosen", "source", "open", "fate"), {"note": "note"})
MEDIA = Shape(Media, ("uid",), {"owner": "person"})
OWN_MEDIA = Shape(Media, (*MEDIA.plain, "name", "made_at"), MEDIA.refs)
TRANSCRIPT = Shape(Transcript, ("lang", "text", "state"))
ABOUT_MEDIA = Shape(AboutMedia, ("credit", "consent"))

THREAD = Shape(Thread, ("uid", "kind", "state", "open", "first_week", "last_week"), {"owner": "person", "team": "team"})
OWN_THREAD = Shape(
    Thread,
    (*THREAD.plain, "by", "times", "look_again", "placed_at", "label", "label_key", "words", "more"),
    {**THREAD.refs, "became": "thread", "into": "thread", "split_from": "thread", "placed_by": "person", "hearing": "hearing"},
)
HEARD_THREAD = Shape(Thread, (*THREAD.plain, "by", "times", "words"), {**THREAD.refs, "hearing": "hearing"})
APPEARANCE = Shape(Appearance, ("lang", "part", "week", "level", "key", "words"), {"note": "note"})
OWN_APPEARANCE = Shape(
    Appearance, (*APPEARANCE.plain, "by", "before", "after", "start", "end"), {**APPEARANCE.refs, "home": "thread"}
)
OUTCOME = Shape(Outcome, ("kind", "word", "because", "week", "at", "level"), {"by": "person", "note": "note", "home": "thread"})

MEASURE = Shape(
    Measure,
    (
        "uid", "name_en", "name_cy", "why_en", "why_cy", "unit_en", "unit_cy", "with_en", "with_cy", "target", "target_date", "target_precision",
        "retired_at", "retired_why", "level", "made_at",
    ),
    {"team": "team"},
)  # fmt: skip
READING = Shape(Reading, ("dated", "precision", "kind", "value", "kept_at", "because"))
SAID_READING = Shape(Reading, (*READING.plain, "lang", "key", "words"), {"note": "note"})

FOCUS = Shape(Focus, ("uid", "lang", "week", "lines", "made_at", "shown_until", "sent_level"), {"person": "person", "team": "team", "note": "note"})
QUESTION = Shape(
    Question,
    ("uid", "lang", "week", "text", "asked_at", "place", "quote", "answered_at", "how", "answer", "level"),
    {"note": "note", "team": "team", "asker": "person", "to": "person", "into": "note"},
)
OWN_QUESTION = Shape(
    Question,
    (*QUESTION.plain, "told", "key", "before", "after", "start", "version", "lost", "wanted_level", "said_level"),
    {**QUESTION.refs, "note": "any note", "into": "any note", "focus": "focus", "thread": "thread"},
)

REVIEW = Shape(Review, ("first", "last", "template"), {"note": "note", "person": "person", "signer": "person"})
EVIDENCE = Shape(Evidence, ("uid", "lang", *_ANCHOR, "level", "at"), {"aim": "thread", "note": "note"})
SIGNATURE = Shape(Signature, ("at",), {"person": "person"})
TEMPLATE = Shape(Template, ("name", "lang", "lines"))
RETURN = Shape(Return, ("uid", "on", "event", "made_at", "done_at", "snoozed"), {"note": "note", "thread": "thread"})
HEARING = Shape(
    Hearing, ("uid", "slug", "form", "group", "lang", "dated", "told_back_at", "page_level", "said"), {"team": "team", "by": "person", "note": "note"}
)
REFUSAL = Shape(Refusal, ("low", "high", "at"))
TEAM_PAGE = Shape(TeamPage, ("week", "publish", "intro_en", "intro_cy"))
