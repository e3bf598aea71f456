"""What a review may begin with: headings in its writer's language, which they may change, and find changed the next time."""

from weeknotes.memory.models_review import ANNUAL, RETROSPECTIVE, Template
from weeknotes.people.models import Person

# In the note's own language, which need not be that of its writer's pages. A dash puts a heading under the one before.
_SAYING = {"en": "- What do I want to be saying at my next annual review?", "cy": "- Beth ydw i am ei ddweud yn fy adolygiad blynyddol nesaf?"}
_NEXT = {"en": "- What does this mean for next year?", "cy": "- Beth mae hyn yn ei olygu ar gyfer y flwyddyn nesaf?"}
_PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    ANNUAL: {
        "en": ("Feedback and reflection", "Expectations", "Growth and development", "Wellbeing"),
        "cy": ("Adborth a myfyrio", "Disgwyliadau", "Twf a datblygiad", "Llesiant"),
    },
    RETROSPECTIVE: {
        "en": ("The work", "People I worked with", "Writing and sharing", "What I’m learning", "Wellbeing"),
        "cy": ("Y gwaith", "Y bobl y bues i’n gweithio gyda nhw", "Ysgrifennu a rhannu", "Beth rwy’n ei ddysgu", "Llesiant"),
    },
}
_UNDER = {ANNUAL: _SAYING, RETROSPECTIVE: _NEXT}
_TITLES = {ANNUAL: {"en": "My year {year}", "cy": "Fy mlwyddyn {year}"}, RETROSPECTIVE: {"en": "Looking back on {year}", "cy": "Edrych yn ôl ar {year}"}}
LONGEST = 4000


def standard(name: str, lang: str) -> str:
    """The headings of a template as it comes, one a line. KeyError for a name that is none."""
    code = lang if lang in _SAYING else "en"
    return "\n".join(line for part in _PARTS[name][code] for line in (part, _UNDER[name][code]))


def title(name: str, lang: str, year: int) -> str:
    """What a review from that template is first called."""
    return _TITLES[name].get(lang, _TITLES[name]["en"]).format(year=year)


def lines_of(person: Person, name: str, lang: str) -> str:
    """The template as `person` changed it last, or as it comes. One query."""
    own = Template.objects.filter(person=person, name=name, lang=lang).first()
    return own.lines if own else standard(name, lang)


def keep_lines(person: Person, name: str, lang: str, lines: str) -> None:
    """Remember the template as `person` has it now; as it comes, nothing need be remembered."""
    mine = Template.objects.filter(person=person, name=name, lang=lang)
    if lines.split() == standard(name, lang).split():
        mine.delete()
    else:
        Template.objects.update_or_create(person=person, name=name, lang=lang, defaults={"lines": lines})
