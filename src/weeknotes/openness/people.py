"""Names of people as they stand in a text: their form, which words are first names, and what is called by a name without being a person."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from weeknotes.prose.tokens import folded

UPPER = "A-ZÀ-ÖØ-ÞĀĆČĐŁŃŌŚŠŴŶŻŽ"
# One word of a name. Bounded, so that no text takes more than linear time.
WORD = rf"[{UPPER}][^\W\d_]{{0,24}}(?:['’](?!s\b)[^\W\d_]{{1,24}})?(?:-[^\W\d_]{{1,24}}){{0,2}}"
# Small words within a name: Siôn ap Rhydderch, Luc van den Berg.
WITHIN = r"(?:ap|ab|ferch|van|von|de|der|den|bin|al|el|da|dos)"
REST = rf"(?: (?:{WITHIN} ){{0,2}}{WORD})"
FULL = rf"{WORD}{REST}{{1,3}}"
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Cyng|(?:G|Ngh|Ch)?[Cc]ynghorydd)\b\.?"
TITLED = re.compile(rf"\b{TITLE} (?P<name>{WORD}{REST}{{0,3}})")
CAPITAL = re.compile(rf"(?<![\w'’@/.-]){WORD}{REST}{{0,2}}")

# What a name ends with that is no person's, and what it holds; folded.
OTHER = (
    "high comprehensive infants junior gynradd gyfun uwchradd meithrin citizens library "
    "academy adobe advice agency airport amazon apple azure alliance app association authority avenue award awards bank bay bbc board borough "
    "branch bridge budget bureau business cabinet campus cathedral centre center chapel charity church city clinic close club college commission "
    "committee community company conference consortium consulting corporation cottage council county court credit crescent cymru data day "
    "department desk digital directorate division drive estate fair farm federation excel facebook festival forum github gitlab google foundation "
    "fund gardens government group hall health home homes hospital hotel house housing hub inc institute intelligence international lab labs lane "
    "learning library limited line linkedin linux lloyds llp ltd management market microsoft mozilla meeting ministry museum national network "
    "news nhs office online open operations page park parliament partners partnership party people place platform plan police press primary "
    "programme project public pub quarter rail report research review road room school section secondary senedd senate service services sir "
    "social society square standards station street studio studios support surgery survey sharepoint slack spotify system systems team teams "
    "technology twitter terrace theatre times tower town trust uk union university unit village wales ward way week windows wordpress works "
    "workshop yard youtube zoom outlook oracle openai netflix salesforce power adran amgueddfa awdurdod bwrdd canolfan coleg cronfa cwmni cyngor "
    "cynulliad ffordd gwasanaeth gwasanaethau grwp heol heddlu iechyd llyfrgell llywodraeth neuadd papur prifysgol rhaglen stryd swyddfa tim tre "
    "ty uned undeb ymddiriedolaeth ysbyty ysgol monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december llun mawrth mercher iau gwener sadwrn sul ionawr chwefror ebrill mai mehefin gorffennaf awst "
    "medi hydref tachwedd rhagfyr"
)
_OTHER = frozenset(OTHER.split())
# A sentence often begins with one of these, with a capital that is no name's.
SMALL = (
    "a after all also an and another any as at because before both but by each even every finally first for from had has have he her here his how "
    "i if in is it its last later many meanwhile most my next no not now of on once one or our perhaps she since so some still that the their "
    "then there these they this those today together two we what when where which while who why with yes yesterday you your ac ar bu bydd cafodd "
    "dim dros dyma ein er erbyn fe felly fy gan gyda hefyd heb i mae maen mi na neu nid ni o ond oedd os pan roedd rhaid rwy sy tra un wedi wedyn "
    "wrth y yn yna yr"
)
_SMALL = frozenset(SMALL.split())


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """The first names that are known, folded."""
    lines = files("weeknotes.openness").joinpath("first_names.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_first(word: str) -> bool:
    """Whether a word is a first name that is known: Siân, Sian-Louise."""
    parts = folded(word)
    return bool(parts) and parts[0] in first_names()


def plain(name: str) -> str:
    """A name without case, accents, hyphens, and what comes after an apostrophe of belonging."""
    return " ".join(folded(name))


def is_other(name: str) -> bool:
    """Whether what is written as a name is one of an organisation, a place, a day or a sentence's first word."""
    words = folded(name)
    return not words or plain(name.partition(" ")[0]).replace(" ", "") in _SMALL or any(word in _OTHER for word in words) or name.isupper()


def known(name: str, people: Iterable[frozenset[str]]) -> bool:
    """Whether every word of a name is a word of one person's name in `people` (from `listed`)."""
    words = frozenset(folded(name))
    return any(words <= one for one in people)


@lru_cache(maxsize=16)
def listed(people: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Names on a list as sets of their words."""
    return tuple(frozenset(folded(one)) for one in sorted(people))
