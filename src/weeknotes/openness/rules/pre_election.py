"""What is left unsaid while an election is near: members by name, launches, parties, and the words of a campaign."""

import re
from collections.abc import Callable, Iterable, Iterator

from weeknotes.openness.context import EVERYONE, Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.near import whole_words
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.reach import reach
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.sentences import straight
from weeknotes.prose.shapes import Outline

NAME = "pre_election"
SOURCE = N_("Local Government Act 1986, section 2; LGA guide to publicity during the pre-election period; Electoral Commission guidance")
WHY = N_("Until the vote, nothing that a public body publishes may seem to help or to hurt somebody who stands.")
MEMBER = Words(
    what=N_("Somebody elected is named here, in a pre-election period."),
    why=WHY,
    source=SOURCE,
    do=N_("Say what was done without the name, or publish after the vote."),
)
LAUNCH = Words(
    what=N_("A launch is spoken of here, in a pre-election period."),
    why=WHY,
    source=SOURCE,
    do=N_("Ask whether it can wait until after the vote, and say no more than what there is to use."),
)
PARTY = Words(
    what=N_("A party is named here, in a pre-election period."),
    why=WHY,
    source=SOURCE,
    do=N_("Take it out, or publish after the vote."),
)
CAMPAIGN = Words(
    what=N_("Words of a campaign stand here, in a pre-election period."),
    why=WHY,
    source=SOURCE,
    do=N_("Take them out, or publish after the vote."),
)

_NAMED = r"[^\W\d_a-z][\w'’-]{1,30}(?: (?:ap |ab |ferch )?[^\W\d_a-z][\w'’-]{1,30}){0,2}"
TITLED = re.compile(
    r"\b(?:Cllrs?|Councillors?|Cyng|Gyng|Cynghorwyr|Cynghorydd|Gynghorydd|Chynghorydd|Nghynghorydd|Alderman|Henadur)\b\.? " + _NAMED
    + r"|\b[^\W\d_a-z][\w'’-]{1,30} [^\W\d_a-z][\w'’-]{1,30},? (?:MP|MS|MSP|MLA|AS|ASau)\b(?![-/])"
)  # fmt: skip
LAUNCHED = re.compile(
    r"\b(?:re-?)?(?:launch(?:e[sd]|ing)?(?! into\b| (?:a|the) (?:browser|url|app on))|unveil(?:s|ed|ing)?|announc(?:e[sd]?|ing)|announcements?|lans(?:io|iwyd|iodd"
    r"|iais|iom|iwn|iad|ion ni)|dadorchudd(?:io|iwyd|iodd))\b"
)
# "Labour" and "Conservative" are also words; as a party they have a capital within a sentence, or the party's own words beside them.
PARTIES = re.compile(
    r"\b(?:Labour(?= (?:Party|group|councillors?|candidates?|members?|administration|government|manifesto)\b|[-’'](?:led|run|s\b))|Conservatives\b"
    r"|Conservative(?= (?:Party|group|councillors?|candidates?|members?|administration|government|manifesto)\b|[-](?:led|run))|Tory\b|Tories\b"
    r"|Lib(?:eral)? Dem(?:ocrat)?s?\b|Plaid Cymru\b|Green Party\b|the Greens\b|Reform UK\b|UKIP\b|SNP\b|Scottish National Party\b|DUP\b|SDLP\b|Sinn F[eé]in\b"
    r"|Llafur\b|Ceidwadwyr\b|Geidwadwyr\b|Cheidwadwyr\b|Democratiaid Rhyddfrydol\b|(?:Plaid|Blaid) Werdd\b)"
    r"|(?<=[a-z,A] )Plaid\b(?! (?:Cymru|Werdd|Lafur))|(?<=[a-z,] )Labour\b(?! (?:Market|Force|Day|Court|Exchange))"
)
CAMPAIGNS = re.compile(
    r"\b(?:manifestos?|manifestoes|f?maniffestos?|canvass(?:ing|ed)|hustings|hystings|(?:election|electoral|party|political) (?:campaigns?|campaigning|pledges?|broadcasts?)"
    r"|campaign trail|(?:vote|voting) for (?:me|him|her|them|us)|ymgyrch(?:oedd)? etholiad\w{0,5}|ymgyrchu|canfasio|addewid(?:ion)? etholiad\w{0,5})\b"
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find, at a moment in a pre-election period and where everybody would read it, members, parties and campaign words (each once), and the first launch."""
    if context.level < EVERYONE or not _inside(context):
        return
    level = reach(outline, context.level)
    sought: tuple[tuple[Words, Callable[[Passage], Iterable[Hit]]], ...] = (
        (MEMBER, lambda passage: members(passage, context.members)),
        (PARTY, parties),
        (CAMPAIGN, campaigns),
        (LAUNCH, launches),
    )
    for words, look in sought:
        known: set[str] = set()
        for one in search(outline, NAME, words, look):
            key = "" if words is LAUNCH else one.found
            if key not in known and level(one.start) >= EVERYONE:
                known.add(key)
                yield one


def _inside(context: Context) -> bool:
    """Whether the moment lies in a pre-election period."""
    if context.moment is None:
        return False
    day = context.moment.date()
    return any(window.kind == "pre_election" and window.first <= day <= window.last for window in context.windows)


def members(passage: Passage, names: frozenset[str] = frozenset()) -> Iterator[Hit]:
    """Members by name: those of the list, and any that follows or is followed by what an elected person is called."""
    text = passage.text
    titled = [(match.start(), match.end(), match.group()) for match in TITLED.finditer(text)]
    past = 0
    for start, end, name in sorted([*titled, *whole_words(names, text)], key=lambda one: (one[0], -one[1])):
        if start >= past:
            past = end
            yield Hit(start, end, name.casefold())


def parties(passage: Passage) -> Iterator[Hit]:
    """Parties by name."""
    return (Hit(match.start(), match.end(), match.group().casefold()) for match in PARTIES.finditer(passage.text))


def campaigns(passage: Passage) -> Iterator[Hit]:
    """Words of a campaign; a manifesto with a capital is the name of something else, unless it opens the text."""
    for match in CAMPAIGNS.finditer(straight(passage.text)):
        if not (match.start() and passage.text[match.start()].isupper()):
            yield Hit(match.start(), match.end(), match.group())


def launches(passage: Passage) -> Iterator[Hit]:
    """Words of a launch."""
    return (Hit(match.start(), match.end(), match.group()) for match in LAUNCHED.finditer(straight(passage.text)))


rule = Rule(NAME, run)
