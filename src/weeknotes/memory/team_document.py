"""A team's week as a Word document: the same lines within the same sight, with real headings, table headers, languages and links.

Written by python-docx. What it has no words for (a link, the language of a run, a header row) is written as the standard says: ECMA-376 part 1,
17.16.22 hyperlink, 17.3.2.20 lang, 17.4.49 tblHeader.
"""

from collections.abc import Callable, Sequence
from io import BytesIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx import Document
from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from weeknotes.memory.kind_words import READINGS
from weeknotes.memory.lesson_words import RESPONSE_WORDS
from weeknotes.memory.measure_shown import MeasureShown, figure, when
from weeknotes.memory.models import TeamPage
from weeknotes.memory.seen import fragment
from weeknotes.memory.team_shapes import Line, TeamWeek, Told
from weeknotes.memory.team_words import Place
from weeknotes.people.models import Team
from weeknotes.publishing.document import NO_PLACE
from weeknotes.web import dates
from weeknotes.web.spoken import spoken

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CODES = {"en": "en-GB", "cy": "cy-GB"}
_SERIF, _SANS = "Palatino Linotype", "Segoe UI"
_BLUE = "1C3BB2"


def document(week: TeamWeek, page: TeamPage | None, place: Place) -> bytes:
    """`week` as a .docx in the language in force; `place` gives the address of a note, "" for none. What it holds is in `week`: nothing is looked up here."""
    made = _Made(place)
    made.begin(week.team, week)
    if page is not None:
        for text in page.intro_in(made.lang).split("\n"):
            if text.strip():
                made.say(text, page.intro_lang(made.lang))
    made.asks(week)
    made.goals(week)
    made.lines(_("Said for week %(number)s") % {"number": dates.number(week.monday + dates.WEEK)}, week.ahead)
    made.watches(week)
    made.lines(_("Challenges"), week.challenges)
    made.lines(_("Decided"), week.decisions)
    made.measures(week.measures)
    made.lessons(week)
    made.questions(week)
    return made.done()


class _Made:
    """A document being written."""

    def __init__(self, place: Place) -> None:
        self.lang = spoken()[:2]
        self._place = place
        self._doc: Doc = Document()
        for name, face, size in (("Normal", _SERIF, 11), ("Title", _SERIF, 24), ("Heading 1", _SERIF, 15), ("Heading 2", _SANS, 11)):
            style = self._doc.styles[name]
            style.font.name, style.font.size, style.font.color.rgb = face, Pt(size), RGBColor(0x15, 0x20, 0x2B)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(kind), None)
            fonts.set(qn("w:hAnsi"), face)
        _speak(self._doc.styles["Normal"].element.get_or_add_rPr(), self.lang)
        for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(self._doc.sections[0], margin, Pt(56))

    def begin(self, team: Team, week: TeamWeek) -> None:
        """Its title, the days of the week, and what it was read from."""
        number, year = dates.number(week.monday), week.monday.isocalendar().year
        title = self._doc.add_paragraph(style="Title")
        _run(title, team.name_in(self.lang), team.name_lang(self.lang), self.lang)
        self._doc.add_paragraph(f"{_('Week %(number)s, %(year)s') % {'number': number, 'year': year}} · {dates.days_between(week.monday, week.monday + dates.DAY * 4)}")
        about = self._doc.core_properties
        name = NO_PLACE.sub("", team.name_in(self.lang))
        about.title = _("%(team)s, week %(number)s of %(year)s") % {"team": name, "number": number, "year": year}
        about.author, about.language, about.comments = name, _CODES.get(self.lang, self.lang), ""
        about.created = about.modified = timezone.now().replace(tzinfo=None, microsecond=0)
        line = self._doc.add_paragraph(style="Normal")
        if not week.notes:
            _run(line, _("No note of this week that you may read."))
            return
        _run(line, ngettext("Read from %(count)s note:", "Read from %(count)s notes:", len(week.notes)) % {"count": len(week.notes)} + " ")
        for one, words in week.ways:
            self._link(line, words, self._place(one.id, one.uid, self.lang))
            _run(line, "." if one is week.notes[-1] else ", ")

    def say(self, text: str, lang: str) -> None:
        """A paragraph of somebody's words."""
        _run(self._doc.add_paragraph(), text, lang, self.lang)

    def lines(self, name: str, several: Sequence[Line]) -> None:
        """A section of quotations."""
        self._head(name, several)
        for line in several:
            self._quote(self._doc.add_paragraph(), line)

    def asks(self, week: TeamWeek) -> None:
        """What is asked of others, with the answer that a note tells."""
        self._head(_("Asked of others"), week.asks)
        for one in week.asks:
            self._quote(self._doc.add_paragraph(), one.said)
            for name, text in ((_("What we know"), one.more and one.more.evidence), (_("What we will do"), one.more and one.more.will)):
                if text:
                    said = self._doc.add_paragraph()
                    _run(said, f"{name}: ").bold = True
                    _run(said, text)
            answer = self._doc.add_paragraph()
            _run(answer, f"{_('Answer')}: ").bold = True
            self._told(answer, one.told, _("no answer stated"))

    def goals(self, week: TeamWeek) -> None:
        """Said and happened, side by side."""
        self._head(_("Said, then happened"), week.goals)
        rows = [(self._of(one.said), self._became(one.told)) for one in week.goals]
        self._table((_("Said for this week"), _("Happened")), rows)

    def watches(self, week: TeamWeek) -> None:
        """Ones to watch, each with its weeks in words."""
        self._head(_("Ones to watch"), week.watches)
        for one in week.watches:
            said = self._doc.add_paragraph()
            self._quote(said, one.said)
            _run(said, " · " + ngettext("%(count)s week", "%(count)s weeks", one.weeks) % {"count": one.weeks})

    def measures(self, several: Sequence[MeasureShown]) -> None:
        """Each with why, every reading in a table, and sentences."""
        self._head(_("What the team measures"), several)
        for one in several:
            measure = one.measure
            _run(self._doc.add_paragraph(style="Heading 2"), str(measure), measure.said_lang("name", self.lang), self.lang)
            if why := measure.said("why", self.lang):
                self.say(why, measure.said_lang("why", self.lang))
            rows = [(when(r.reading.dated, r.reading.precision), str(READINGS[r.reading.kind]), figure(r.reading.value)) for r in one.rows]
            if measure.target is not None:
                rows.append((when(measure.target_date, measure.target_precision) if measure.target_date else "", _("aimed for"), figure(measure.target)))
            named = (_("When"), _("What it is"), measure.said("unit", self.lang) or _("How many"))
            self._table(named, [tuple(_plainly(cell) for cell in row) for row in rows])
            for source, _readings in one.said:
                place = self._place(source.note.pk, source.note.uid, source.lang)
                said = self._doc.add_paragraph()
                _run(said, f"{source.words} ", source.lang, self.lang)
                self._link(said, source.title or _("Untitled"), f"{place}{fragment(source.words)}" if place else "", source.lang if source.title else "")

    def lessons(self, week: TeamWeek) -> None:
        """Lessons for who may see them, and what was learned."""
        self._head(_("Lessons and learning"), [*week.lessons, *week.learnings])
        words = dict(RESPONSE_WORDS)
        for one in week.lessons:
            said = self._doc.add_paragraph()
            _run(said, f"{one.words} ", one.lang, self.lang)
            if one.responses:
                chosen = ", ".join(one.other if key == "other" else str(words[key]) for key in one.responses)
                _run(said, f"{_('Chosen in response:')} {chosen}.")
        for line in week.learnings:
            self._quote(self._doc.add_paragraph(), line)

    def questions(self, week: TeamWeek) -> None:
        """What was asked, and the answers."""
        ways = {"right": _("Seen, looks right."), "followup": _("It became a follow-up."), "wont": _("They would rather not answer this.")}
        self._head(_("Asked and answered"), week.questions, none=_("none yet"))
        rows = [(_plainly(f"{q.text} ({q.asker.name})"), _plainly(f"{' '.join(part for part in (ways.get(q.how, ''), q.answer) if part)} ({q.to.name})")) for q in week.questions]
        self._table((_("Asked"), _("Answer")), rows)

    def done(self) -> bytes:
        """The file."""
        out = BytesIO()
        self._doc.save(out)
        return out.getvalue()

    def _head(self, name: str, several: Sequence[object], none: str = "") -> None:
        self._doc.add_heading(name, level=1)
        if not several:
            self._doc.add_paragraph(none or _("none stated"))

    def _quote(self, at: Paragraph, line: Line) -> None:
        label = f"{line.label}: " if line.label else ""
        _run(at, f"{label}{line.words} ", line.lang, self.lang)
        place = self._place(line.note.id, line.note.uid, line.lang)
        self._link(at, line.note.who, f"{place}{line.fragment}" if place else "")

    def _of(self, line: Line) -> "_Writes":
        return lambda at: self._quote(at, line)

    def _became(self, told: Told | None) -> "_Writes":
        return lambda at: self._told(at, told, _("not said"))

    def _told(self, at: Paragraph, told: Told | None, none: str) -> None:
        if told is None:
            _run(at, none)
            return
        if told.word:
            _run(at, told.word, told.line.lang, self.lang).bold = True
        _run(at, f"{told.rest} ", told.line.lang, self.lang)
        place = self._place(told.line.note.id, told.line.note.uid, told.line.lang)
        self._link(at, told.line.note.who, f"{place}{told.line.fragment}" if place else "")

    def _table(self, names: Sequence[str], rows: Sequence[Sequence["_Writes"]]) -> None:
        if not rows:
            return
        table = self._doc.add_table(rows=1, cols=len(names), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            _run(cell.paragraphs[0], name).bold = True
        head = table.rows[0]._tr.get_or_add_trPr()
        head.append(OxmlElement("w:tblHeader"))
        for row in rows:
            cells: Sequence[_Cell] = table.add_row().cells
            for cell, write in zip(cells, row, strict=True):
                write(cell.paragraphs[0])
        for made in table.rows:
            made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self._doc.add_paragraph()

    def _link(self, at: Paragraph, words: str, place: str, lang: str = "") -> None:
        """A link to `place` on this site; the words alone where there is none."""
        if not place:
            _run(at, words, lang, self.lang)
            return
        number = at.part.relate_to(f"{settings.SITE_URL}{place}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), number)
        at._p.append(link)
        run = _run(at, words, lang, self.lang)
        run.underline, run.font.color.rgb = True, RGBColor.from_string(_BLUE)
        link.append(run._r)


_Writes = Callable[[Paragraph], None]


def _plainly(words: str) -> _Writes:
    def write(at: Paragraph) -> None:
        _run(at, words)

    return write


def _run(at: Paragraph, words: str, lang: str = "", around: str = ""):  # type: ignore[no-untyped-def]
    """Words at the end of a paragraph, in their language where it is another one than what is around. What XML has no place for is left out."""
    run = at.add_run(NO_PLACE.sub("", words))
    if lang and lang != around:
        _speak(run._r.get_or_add_rPr(), lang)
    return run


def _speak(properties: object, lang: str) -> None:
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), _CODES.get(lang, lang))
    properties.append(said)  # type: ignore[attr-defined]
