"""Sentences that say something difficult of somebody who is named in them."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.people import CAPITAL, TITLE, TITLED, is_first, is_other, known, listed, plain
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline
from weeknotes.prose.span import sentence_at, sentences

NAME = "negative_person"
WORDS = Words(
    what=N_("This sentence says something difficult about somebody by name."),
    why=N_("They read it as others do, and cannot answer here. What is said of health or conduct is theirs to tell."),
    source=N_("ICO, Employment practices and data protection: information about workers’ health; Acas Code of Practice on disciplinary and grievance procedures"),
    do=N_("Say what happened without saying whose it was, or tell them yourself."),
)

# What is said of somebody's health or post, by whoever it is; not where the writer says it of themselves.
STATE = (
    r"off (?:work )?(?:sick|ill|with (?:stress|anxiety|depression|burnout|a breakdown))|(?:on|from) (?:long[- ]term )?sick(?:ness)? leave"
    r"|signed off (?:sick|work|ill|with (?:stress|anxiety|depression|burnout|a ))|long[- ]term sick|sickness absence|burn[te]d? out"
    r"|had a breakdown|(?:called|rang|phoned|ringing|calling) in sick|(?:poor|bad) attendance|diagnosed with|(?:has|had) (?:cancer|a stroke"
    r"|a heart attack|a miscarriage)"
    r"|broke down(?: crying| in tears)|in tears|out of (?:his|her|their) depth"
    r"|fail(?:ed|ing|s)? (?:his|her|their|the|a) (?:\w{1,20} )?(?:probation|exams?|appraisal|interview|medical|vetting|dbs)"
    r"|lost (?:his|her|their) (?:job|temper|post)"
    r"|i ffwrdd yn (?:s[âa]l|wael)|absennol (?:yn s[âa]l|oherwydd salwch)|absenoldeb salwch|salwch hir|(?:ei|eu|cael ei) (?:d|dd)iswyddo|(?:ei|eu) sacio"
    r"|(?:ei|eu) wahardd|(?:g|ch)olli (?:ei|eu) (?:swydd|gwaith|waith|dymer|thymer)"
)
# The same, and what somebody does, where a name stands in front: a server is suspended as well.
DONE = (
    r"(?:was|were|is|been|be|being|got|get) (?:also |then |finally )?(?:dismissed|sacked|fired|suspended|disciplined|demoted|made redundant|let go"
    r"|struck off|arrested)"
    r"|(?:was|is|been|being) (?:so |very |really |just |too )?(?:lazy|rude|aggressive|drunk|to blame|at fault|useless|unreliable|unprofessional|incompetent)"
    r"|let (?:us|me|everyone|everybody|people|them|the (?:whole )?team|the side|residents|tenants)(?: all)? down|messed up|screwed up|dropped the ball"
    r"|walked out|lied (?:to|about)|(?:is|was|being|been) (?:under investigation|investigated|hopeless|difficult to work with|late again|sloppy|toxic"
    r"|the problem)"
    r"|(?:did not|didn['’]t|never) (?:turn(?:ed)?|show(?:ed)?) up|not pulling (?:his|her|their) weight|missed (?:his|her|their|every) deadlines?"
    r"|(?:can['’]t|cannot|can not) be trusted"
    r"|shouted at|swore at|(?:stole|was caught|was stealing)|is not coping|isn['’]t coping|yn destun ymchwiliad"
)
# What is said of somebody's conduct or work.
CONDUCT = (
    r"(?<!multi-)(?<!multi )(?<!inter)(?<!cross-)disciplinary(?! (?:polic|training|teams?|code|work|panel training))|disciplining"
    r"|grievances?(?! (?:polic|form|training|page|code))|(?:gross )?misconduct(?! polic)|underperform(?:ed|ing|s|ance)|poor performance"
    r"|performance improvement plan|capability (?:process|procedure|proceedings|meeting|plan|hearing)|(?:final |first |formal )?written warning|final warning"
    r"|let down by(?= (?-i:[A-Z]))|not good enough|(?:disappointed|frustrated|fed up|unhappy) (?:with|in|by)(?= (?-i:[A-Z]))|(?:fell out|argument"
    r"|clashed|trouble) with(?= (?-i:[A-Z]))|(?:his|her|their|the) work (?:is|was) poor"
    r"|failed (?:him|her)|not up to (?:the job|scratch|standard)|rude to|bullied|harassed"
    r"|(?:bullying|harassment) (?:allegation|claim|complaint|case|investigation)s?|accus(?:ed|ations?) (?:of|against)|allegations? (?:against|about)"
    r"|complaints? (?:\w{1,20} ){0,3}?(?:against|(?:about|from|by)(?= (?-i:[A-Z])))|complained (?:that|(?:\w{1,20} )?about(?= (?-i:[A-Z])))"
    r"|(?:sacking|dismissal|suspension) of(?= (?-i:[A-Z]))|(?:(?-i:dismiss|suspend|fire|sack|blame)|dismissed|suspended|sacked|fired|blamed"
    r"|blaming)(?= (?-i:[A-Z]))"
    r"|(?<!olisi )(?:d|dd|n)isgyblu|(?:d|dd)isgyblaethol|(?:c|g|ch)wyn(?:ion)? (?:\w{1,20} )?(?:yn erbyn|(?:am|gan)(?= (?-i:[A-Z])))"
    r"|(?:c|g|ch)wyno am(?= (?-i:[A-Z]))|(?:c|g|ch)amymddwyn|(?:d|t|th)anberfformio|honiad(?:au)? (?:o|yn erbyn)|(?:rh|r)ybudd (?:ysgrifenedig|terfynol)"
    r"|(?:gadael|adael|gadawodd|adawodd) (?:ni|pawb|y tîm) i lawr|(?:ni|pawb|bawb|y tîm)(?: i gyd)? i lawr|(?<!fy )siomi|ein gadael ni i lawr|(?:p|b"
    r"|ph)erfformiad gwael|(?:d|dd)iswyddwyd|(?:g|)waharddwyd"
)
DIFFICULT = re.compile(rf"(?<![\w-])(?:(?P<state>{STATE})|(?P<done>{DONE})|(?P<conduct>{CONDUCT}))(?!\w)", re.IGNORECASE)
# Beside a name only: computers and plans fail, too.
FAILED = re.compile(r"(?: (?:has|had|have|then|again|also|really|just))? (?:failed|failing|struggled|is struggling|was struggling|refused to)\b")
LET = re.compile(r"\blet \Z")
FAILED_BEFORE = re.compile(r"\b(?:Methodd|Gwrthododd|Siomodd|methodd|fethodd|gwrthododd|siomodd) \Z")
# One of these words stands in everything above.
CUES = (
    "sick ill anxiety depression stress burnout burned burnt burnd breakdown absence fail failed failing fails lost dismiss dismissed dismissal "
    "sack sacked sacking fire fired suspend suspended suspension disciplined disciplinary disciplining demoted redundant let struck arrested lazy "
    "rude aggressive drunk blame blamed blaming fault useless unreliable unprofessional incompetent down messed screwed dropped walked lied "
    "grievance grievances misconduct underperformed underperforming underperforms underperformance performance capability warning enough scratch "
    "standard job bullied bullying harassed harassment accused accusation accusations allegation allegations complaint complaints complained poor "
    "attendance diagnosed cancer stroke attack miscarriage tears depth investigation investigated hopeless difficult late sloppy toxic problem "
    "turn turned show showed pulling deadline deadlines trusted shouted swore stole caught stealing coping disappointed frustrated fed unhappy "
    "fell argument clashed trouble struggled struggling refused sâl sal wael gwael absennol absenoldeb salwch ddiswyddo diswyddo sacio wahardd "
    "golli cholli isgyblu disgyblu ddisgyblu nisgyblu disgyblaethol ddisgyblaethol cwyn gwyn chwyn cwynion gwynion chwynion cwyno gwyno chwyno "
    "camymddwyn gamymddwyn chamymddwyn danberfformio tanberfformio thanberfformio honiad honiadau rhybudd rybudd lawr siomi perfformiad "
    "berfformiad pherfformiad diswyddwyd ddiswyddwyd waharddwyd gwaharddwyd methodd fethodd gwrthododd siomodd ymchwiliad"
)
GUARD = frozenset(CUES.split())
OWN = re.compile(r"(?:\b(?:I|I['’](?:m|ve|d)|[Ww]e|[Ww]e['’](?:re|ve)|[Mm]y|[Ff]y|fi|mi|[Rr]oeddwn|[Bb]ues|[Dd]w|[Rr]wy|[Rr]ydw)\b)[^.,;:A-Z]{0,30}\Z")
# Between a name and what it does stands no other subject.
APART = re.compile(r"[.:;!?]| (?:the|it|this|these|those|which|our|its|their|a|an|they|we|I|y|yr|ein|nhw) ")
LONGEST = 240  # characters of a name, by its form
NEAR = 90  # characters between a name and what is said
ONLY_TITLE = re.compile(TITLE)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find a name (with a title, on the list of people, or with a first name that is known) in one sentence with words for illness, conduct or failure."""
    people = listed(context.people | context.members)

    def look(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        if passage.code or (passage.block is not None and passage.block.kind == "heading"):
            return
        names = list(_names(text, people))
        if not names:
            return
        starts = sentences(text)
        said: set[tuple[int, int]] = set()
        for at, end, in_front in sorted(_difficult(text, names)):
            first, last = sentence_at(text, starts, at)
            beside = [name for name in _close(names, at, end) if first <= name[0] and name[1] <= last and _gap(name, at, end) <= NEAR]
            if in_front:
                beside = [name for name in beside if name[1] <= at and not APART.search(text[name[1] : at])]
            name = min(beside, key=lambda one: _gap(one, at, end), default=None)
            if name and name not in said:
                said.add(name)
                yield Hit(min(at, name[0]), max(end, name[1]), f"{plain(text[slice(*name)])}: {' '.join(text[at:end].lower().split())}")

    return search(outline, NAME, WORDS, look, cues=GUARD)


def _names(text: str, people: tuple[frozenset[str], ...]) -> Iterator[tuple[int, int]]:
    """The places of people's names, in order, each with its title."""
    titled = {match.start("name"): match for match in TITLED.finditer(text)}
    for match in CAPITAL.finditer(text):
        start, end = match.span()
        words = match.group().split(" ")
        front = titled.get(start)
        if front:
            yield front.start(), front.end()
            continue
        # A sentence may begin with a word in front of the name: "Yesterday Gareth …".
        for word in words:
            if is_first(word) or (ONLY_TITLE.fullmatch(word) and start + len(word) < end) or (people and known(word, people)):
                if not is_other(text[start:end]):
                    yield start, end
                break
            start += len(word) + 1


def _close(names: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The names that may stand near a place; they are in order."""
    return names[bisect_left(names, (start - NEAR - LONGEST,)) : bisect_left(names, (end + NEAR,))]


def _gap(name: tuple[int, int], at: int, end: int) -> int:
    """How many characters stand between a name and what is said."""
    return max(at - name[1], name[0] - end)


def _difficult(text: str, names: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The places where something difficult is said, and whether its name stands in front of it."""
    for match in DIFFICULT.finditer(text):
        start = match.start()
        if match["conduct"] or not OWN.search(text[max(0, start - 40) : start]):
            yield start, match.end(), bool(match["done"])
    for _, end in names:
        after = FAILED.match(text, end)
        if after:
            yield after.start() + 1, after.end(), True
    for start, end in names:
        if text.startswith(" go", end) and LET.search(text, max(0, start - 10), start):
            yield start - 4, end + 3, False
        before = FAILED_BEFORE.search(text, max(0, start - 14), start)
        if before:
            yield before.start(), before.end() - 1, False


rule = Rule(NAME, run)
