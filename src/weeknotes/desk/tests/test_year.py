"""The year and its review, as a browser without scripts meets them: on the text of two real years, and each refusal."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from html import escape, unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from weeknotes.desk.tests.conftest import words_on
from weeknotes.memory.kinds import AIM
from weeknotes.memory.models import Outcome, Thread
from weeknotes.memory.models_review import Evidence, Review, Template
from weeknotes.memory.review import NotBegun, begin, take
from weeknotes.memory.templates_review import standard
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.models import Person, Team
from weeknotes.prose.outline import outline
from weeknotes.prose.split import split
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db
AROUND = "around a post a month"
ABOVE = "In 2023 I posted 11 blogs, which is above the target I set myself."


Wrote = Callable[..., Note]


@pytest.fixture
def wrote(nerys: Person) -> Wrote:
    """Publish `html` as a note of a day."""

    def make(html: str, dated: date, *, title: str = "A note", kind: str = Note.REFLECTION, level: Level = Level.PUBLIC, by: Person = nerys) -> Note:
        note = start(author=by, monday=None, kind=kind, title=title, html=html, level=level, dated=dated)
        publish(note=note, by=by)
        note.refresh_from_db()
        return note

    return make


def post_with(folder: Path, file: str, words: str) -> str:
    """The post of a seed that has these words, as HTML."""
    source = next(folder.glob(f"seeds/{file}*")).read_text("utf-8")
    text = next(source[one.start : one.end] for one in split(source).posts if words in source[one.start : one.end])
    blocks = outline(text, syntax="text").blocks
    return "".join(f"<h2>{escape(b.text)}</h2>" if b.kind == "heading" else f"<p>{escape(b.text)}</p>" for b in blocks)


def offered_with(html: str, words: str) -> tuple[str, str]:
    """The aim and the choice of the button beside the offered sentence with `words`."""
    at = html.index(escape(words))
    choice = re.search(r'name="choose" value="([^"]+)"', html[at:])
    aims = re.findall(r'name="aim" value="([^"]+)"', html[:at])
    assert choice
    return aims[-1] if aims else "", choice[1]


def test_the_aim_of_one_year_and_what_the_next_says_of_it_stand_side_by_side(browser: Client, wrote: Wrote, nerys: Person, shared: Path) -> None:
    before = wrote(post_with(shared, "001", AROUND), date(2022, 12, 30), title="Looking back on 2022")
    browser.post("/year/2022/review/", {"note": before.uid})
    after = wrote(post_with(shared, "000", ABOVE), date(2024, 1, 26), title="Looking back on 2023")
    assert browser.post("/year/2023/review/", {"note": after.uid})["Location"] == f"/reviews/{after.uid}/"
    html = browser.get(f"/reviews/{after.uid}/").content.decode()
    words = " ".join(unescape(re.sub(r"<[^>]{0,2000}>", " ", html)).split())
    assert AROUND in words
    assert "I'd like to be braver in 2023." in words
    assert "I feel like I have been braver this year" in words
    assert "It speaks of an aim: “target I set myself”." in words
    aim, choice = offered_with(html, ABOVE)
    assert AROUND in Thread.objects.get(uid=aim).words
    browser.post(f"/reviews/{after.uid}/choose/", {"aim": aim, "choose": choice})
    row = Evidence.objects.get()
    assert (row.quote, row.note, row.aim.kind) == (ABOVE, after, AIM)  # type: ignore[union-attr]
    both = browser.get(f"/reviews/{after.uid}/").content.decode()
    pair = both[both.index(f'id="aim-{aim}"') :].split('class="pair"')[0]
    assert AROUND in unescape(pair)
    assert ABOVE in unescape(pair)
    assert Outcome.objects.count() == 0, "nobody adds them up"


def test_what_is_wanted_next_is_read_from_an_annual_review_in_its_own_words(browser: Client, wrote: Wrote, shared: Path) -> None:
    text = post_with(shared, "000", "I recently had my annual review")
    note = wrote(text, date(2023, 9, 22), title="My annual review")
    aims = list(Thread.objects.filter(kind=AIM).order_by("id").values_list("words", flat=True))
    assert len(aims) == 6
    assert aims[0].startswith("This time next year I hope to be saying that it both looks and feels like")
    assert aims[4].startswith("That I'm not starting my day with emails")
    assert not any("reflect on this post" in one for one in aims)
    browser.post("/year/2024/review/", {"from": "annual", "lang": "en", "lines": "Feedback"})
    page = words_on(browser.get(f"/reviews/{Review.objects.get().note.uid}/"))
    assert all(one in page for one in aims)
    assert "My annual review" in page
    assert note.kind == Note.REFLECTION, "reading aims makes no note a review"


def test_the_year_shows_my_notes_by_month_and_what_i_said_in_my_own_words_and_marks_no_gap(browser: Client, wrote: Wrote, nerys: Person) -> None:
    wrote("<h2>What I’m learning</h2><p><strong>The margin</strong> – If people write beside the form, ask why.</p>", date(2023, 2, 6), title="The form")
    wrote("<p>It rained.</p>", date(2023, 5, 9), title="Rain")
    wrote("<p>Before.</p>", date(2022, 5, 9), title="Another year")
    start(author=nerys, monday=date(2023, 11, 6), title="Half written", html="<p>So far.</p>")
    answer = browser.get("/year/2023/")
    words = words_on(answer)
    for one in ("February", "The form", "May", "Rain", "Half written", "a draft", "If people write beside the form, ask why."):
        assert one in words
    assert "Another year" not in words
    html = answer.content.decode()
    assert 'id="month-3"' not in html
    assert "2022: 1; 2023: 2" in html
    assert "Only you can see this, and it is only a count" in words


def test_my_year_is_mine_alone_and_a_year_that_is_none_is_not_there(browser: Client, wrote: Wrote, tomos: Person) -> None:
    wrote("<p>It rained.</p>", date(2023, 5, 9), title="Rain", by=tomos)
    assert "Rain" not in words_on(browser.get("/year/2023/"))
    assert "No note of yours has a day in 2023 yet." in words_on(browser.get("/year/2023/"))
    assert browser.get("/year/").status_code == 200
    for none in ("/year/99999/", "/year/0/", "/year/99999/review/"):
        assert browser.get(none).status_code == 404
    assert Client().get("/year/2023/")["Location"].startswith("/sign-in/")


def test_a_year_of_52_notes_costs_as_many_queries_as_a_year_of_one(browser: Client, wrote: Wrote, nerys: Person) -> None:  # 12 and the session's three
    wrote("<h2>What I’m learning</h2><p>Ask why.</p>", date(2023, 1, 2), title="One")
    browser.get("/year/2023/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/year/2023/")
    for week in range(1, 52):
        note = start(author=nerys, monday=date.fromordinal(date(2023, 1, 2).toordinal() + 7 * week), title=f"Week {week}", html=f"<h2>Goals for the week</h2><p>Ring caller {week}</p>")
        if week < 6:
            publish(note=note, by=nerys, level=Level.ME)
    browser.get("/year/2023/")
    with CaptureQueriesContext(connection) as many:
        browser.get("/year/2023/")
    assert len(many) == len(one) <= 3 + 12


@pytest.mark.parametrize(("template", "lang", "heading", "saying"), [
    ("annual", "en", "Feedback and reflection", "What do I want to be saying at my next annual review?"),
    ("annual", "cy", "Adborth a myfyrio", "Beth ydw i am ei ddweud yn fy adolygiad blynyddol nesaf?"),
    ("retrospective", "en", "The work", "What does this mean for next year?"),
    ("retrospective", "cy", "Y gwaith", "Beth mae hyn yn ei olygu ar gyfer y flwyddyn nesaf?"),
])  # fmt: skip
def test_a_review_begins_from_a_template_in_either_language_with_what_is_personal_for_me_alone(browser: Client, nerys: Person, template: str, lang: str, heading: str, saying: str) -> None:
    page = browser.get(f"/year/2023/review/?from={template}&lang={lang}").content.decode()
    lines = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])  # type: ignore[index]
    assert heading in lines
    assert f"- {saying}" in lines
    browser.post("/year/2023/review/", {"from": template, "lang": lang, "lines": lines})
    held = Review.objects.get()
    assert (held.note.kind, held.note.level, held.note.author, held.note.lead_lang) == (Note.REVIEW, Level.ME, nerys, lang)
    assert (held.first, held.last) == (date(2023, 1, 1), date(2023, 12, 31))
    html = held.note.bodies.get().html
    assert f"<h3>{saying}</h3>" in html
    assert 'data-audience="me">' + {"en": "Wellbeing", "cy": "Llesiant"}[lang] in html


def test_headings_i_changed_are_there_the_next_time_and_the_usual_ones_need_not_be_kept(browser: Client, nerys: Person) -> None:
    browser.post("/year/2023/review/", {"from": "annual", "lang": "en", "lines": "Tides\r\n- And next year?"})
    assert "Tides" in words_on(browser.get("/year/2024/review/"))
    assert "Tides" not in words_on(browser.get("/year/2024/review/?lang=cy"))
    browser.post("/year/2024/review/", {"from": "annual", "lang": "en", "lines": standard("annual", "en")})
    assert not Template.objects.filter(person=nerys).exists()
    assert Review.objects.get(last__year=2024).previous == Review.objects.get(last__year=2023)


@pytest.mark.parametrize(("lines", "sentence"), [("", "Write at least one heading"), (" \n - ", "Write at least one heading"), ("x" * 5000, "longer than 4000 characters")])
def test_a_review_without_headings_is_not_begun_and_what_was_typed_is_there(browser: Client, lines: str, sentence: str) -> None:
    answer = browser.post("/year/2023/review/", {"from": "annual", "lang": "en", "lines": lines})
    assert answer.status_code == 422
    assert sentence in words_on(answer)
    assert not Review.objects.exists()
    assert lines.strip()[:20] in answer.content.decode()


def test_a_draft_that_is_the_review_keeps_what_is_personal_to_me_and_a_published_one_stays_as_readers_have_it(browser: Client, wrote: Wrote, nerys: Person) -> None:
    html = "<h2>Work</h2><p>On.</p><h2>Wellbeing</h2><p>I slept.</p>"
    draft = start(author=nerys, monday=None, kind=Note.REFLECTION, title="Mine", html=html)
    assert "for you alone from now on" in words_on(browser.post("/year/2023/review/", {"note": draft.uid}, follow=True))
    assert '<h2 data-audience="me">Wellbeing</h2>' in draft.bodies.get().html
    out = wrote(html, date(2023, 12, 1), title="Out")
    browser.post("/year/2023/review/", {"note": out.uid})
    out.refresh_from_db()
    assert (out.kind, out.level, out.bodies.get().html.count("data-audience")) == (Note.REVIEW, Level.PUBLIC, 0)
    assert browser.post("/year/2023/review/", {"note": out.uid}).status_code == 404, "it is one already"
    assert Review.objects.count() == 2


def test_nobody_makes_a_review_of_somebody_elses_note_or_of_a_teams(browser: Client, wrote: Wrote, tomos: Person, nerys: Person) -> None:
    theirs = wrote("<p>Rain.</p>", date(2023, 5, 9), by=tomos)
    team = wrote("<p>Rain.</p>", date(2023, 5, 9))
    team.byline_team = Team.objects.create(slug="repairs", name_en="Repairs")
    team.save()
    for named in (theirs.uid, team.uid, uuid.uuid4(), "nothing"):
        assert browser.post("/year/2023/review/", {"note": named}).status_code == 404
    for note in (theirs, team):
        with pytest.raises(NotBegun, match="wrote yourself"):
            take(note=note, person=nerys, year=2023)
    with pytest.raises(NotBegun, match="Choose what to begin with"):
        begin(person=nerys, year=2023, template="nothing", lang="en", lines="Work")
