"""Putting Friday's answers into the writer's text: pure, on the canonical tree of a note.

Lines go under the heading they belong to, found by its words or by what kind of section it opens; one is made where there is none.
Nothing that stands there twice is written, nothing of the writer's is changed: only a line that was put there by an earlier answer, and
is still exactly that, follows when the answer changes.

A goal said to few must not become readable to more because it was answered: a line goes only under a heading that reaches no further
than the words did; otherwise a heading of its own is made, narrowed to them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from weeknotes.memory.folded import begins, folded
from weeknotes.memory.line_nodes import figure, labelled, linked, list_item, one_line, paragraph, shows
from weeknotes.memory.question_note import SECTION, asked_line
from weeknotes.memory.words import because, heading, headings, shown, thought
from weeknotes.notes.levels import WORDS, Level
from weeknotes.prose.html import parse
from weeknotes.prose.kinds import kind_of
from weeknotes.prose.settle import Ranks, number
from weeknotes.prose.tree import Mark, Node, Run, lines, text_of, write

LISTS = ("ul", "ol")
# Where a jotting of each kind goes, and which of these sections are lists from the start.
SECTIONS = {
    "goal": "goals", "next": "next", "watch": "watch", "learned": "learned", "followup": "followups", "win": "wins", "challenge": "challenges",
}  # fmt: skip
_LISTED = ("goals", "next")
_RANK = {"h2": 2, "h3": 3}
_AUDIENCE = {level: word for word, level in WORDS.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words: an outcome word, and its reason or ""."""

    word: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A goal and its answer (None: taken back), what had been answered before, and how far the goal's words reached."""

    goal: str
    answer: Said | None
    earlier: tuple[Said, ...] = ()
    level: Level = Level.PUBLIC


@dataclass(frozen=True, slots=True)
class Watched:
    """A line of this week about one to watch, under its label."""

    label: str
    words: str
    level: Level = Level.PUBLIC


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer in words, and how far the place reaches that it was asked about."""

    question: str
    answer: str
    level: Level = Level.PUBLIC


@dataclass(frozen=True, slots=True)
class Noted:
    """A jotting drawn into place: its words, an address kept with it or "", and what it is taken for or ""; the address of its photo or "",
    and what that shows (None: nobody has said)."""

    words: str
    link: str = ""
    kind: str = ""
    photo: str = ""
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """All that Friday puts into a note at once."""

    told: Sequence[Told] = ()
    watched: Sequence[Watched] = ()
    thought: str = ""
    think: str = ""
    focus: Sequence[str] = ()
    jottings: Sequence[Noted] = ()
    asked: Sequence[Asked] = ()


@dataclass(frozen=True, slots=True)
class Woven:
    """The text with its parts in it, and the goals about which the writer's own line was left as it stands."""

    html: str
    left: tuple[str, ...]


def woven(html: str, parts: Parts, *, lang: str, reach: Level) -> Woven:
    """Put `parts` into the text `html`, which is in `lang` and is to reach as far as `reach`. The same parts again change nothing."""
    text = _Text(list(parse(html)), lang, reach)
    goals = {folded(told.goal) for told in parts.told}
    left = [told.goal for told in parts.told if not _tell(text, told, goals)]
    for noted in parts.jottings:
        text.note(noted)
    for watched in parts.watched:
        text.put("watch", labelled(watched.label, watched.words), watched.level)
    if thoughts := _thoughts(parts, lang):
        text.put("learned", paragraph(thoughts))
    for told in parts.told:
        if told.answer and told.answer.word == "carried":
            text.put("next", list_item(told.goal), told.level)
    for line in parts.focus:
        text.put("next", list_item(line))
    for one in parts.asked:
        text.put(SECTION, asked_line(one.question, one.answer), one.level)
    return Woven(write(text.nodes), tuple(left))


def told_line(goal: str, said: Said, lang: str) -> Node:
    """The list item that says what became of a goal."""
    reason = one_line(said.because)
    runs = [Run(f"{one_line(goal)} – "), Run(shown(said.word, lang), (Mark("strong"),))]
    if reason:
        # A reason that opens as a sentence stays one ("I" and names included): only what goes on in small letters follows "because".
        runs.append(Run(f". {reason}" if reason[0].isupper() else f", {because(lang)} {reason}"))
    return Node("li", tuple(runs))


def _tell(text: "_Text", told: Told, goals: Iterable[str]) -> bool:
    """Put a goal's line there, or in place of the one an earlier answer put; False where the writer's own words stand there."""
    old = {_words(told_line(told.goal, said, text.lang)) for said in told.earlier}
    goal = folded(told.goal)
    if any(said.word == "carried" for said in told.earlier) and not (told.answer and told.answer.word == "carried"):
        text.change("next", lambda item: None if _words(item) == goal else item)
    if told.answer is None:
        text.change("happened", lambda item: None if _words(item) in old else item)
        return True
    new = told_line(told.goal, told.answer, text.lang)
    longer = [other for other in goals if other != goal and begins(other, goal)]
    standing = [w for w in text.items("happened") if begins(w, goal) and not any(begins(w, other) for other in longer)]
    if _words(new) in standing:
        return True
    ours = [w for w in standing if w in old]
    if ours:
        text.change("happened", lambda item: new if _words(item) == ours[0] else item)
        return True
    if standing:
        return False
    text.put("happened", new, told.level)
    return True


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading: where it stands, one past the last block right under it, and how far it reaches."""

    at: int
    end: int
    level: Level


class _Text:
    """The blocks of a note, and the ways in which Friday adds to them."""

    def __init__(self, nodes: list[Node], lang: str, reach: Level) -> None:
        self.nodes = nodes
        self.lang = lang
        self.reach = reach

    def put(self, name: str, block: Node, level: Level | None = None) -> None:
        """Add `block` at the end of the section `name` that reaches no further than `level`, unless it stands in such a section."""
        sections = self.sections(name)
        if _words(block) in [w for s in sections for w in self._under(s)]:
            return
        fits = [s for s in sections if level is None or s.level <= level]
        if not fits:
            audience = _AUDIENCE[level] if level is not None and level < self.reach else ""
            self.nodes.append(Node("h2", (Run(heading(name, self.lang)),), audience=audience))
            fits = [_Section(len(self.nodes) - 1, len(self.nodes), self.reach)]
        last = fits[0].end - 1
        if block.tag != "li":
            self.nodes.insert(last + 1, block)
        elif self.nodes[last].tag in LISTS:
            self.nodes[last] = replace(self.nodes[last], children=(*self.nodes[last].children, block))
        else:
            self.nodes.insert(last + 1, Node("ul", (), (block,)))

    def note(self, noted: Noted) -> None:
        """Add a jotting under the section of its kind, in the list that ends it if there is one; before the first heading where it has no kind.

        A photo stands as a figure beside its words, or over them as its caption where the jotting has no kind.
        """
        runs = linked(noted.words, noted.link)
        name = SECTIONS.get(noted.kind) if runs else None
        if noted.photo and shows(self.nodes, noted.photo):
            return
        if noted.photo and name is None:
            self.nodes.insert(self._first_heading(), figure(noted.photo, noted.alt, runs))
            return
        if name is None:
            self.open_with(Node("p", runs))
            return
        section = next(iter(self.sections(name)), None)
        listed = name in _LISTED or (section is not None and self.nodes[section.end - 1].tag in LISTS)
        self.put(name, Node("li" if listed else "p", runs))
        if noted.photo:
            end = self.sections(name)[0].end
            # Before the list that ends the section, so that it goes on being one list.
            self.nodes.insert(end - 1 if self.nodes[end - 1].tag in LISTS else end, figure(noted.photo, noted.alt))

    def open_with(self, block: Node) -> None:
        """Add a paragraph before the first heading, where it belongs to no section, unless it stands somewhere in the text."""
        if any(_words(node) == _words(block) for node in self.nodes):
            return
        self.nodes.insert(self._first_heading(), block)

    def _first_heading(self) -> int:
        return next((i for i, node in enumerate(self.nodes) if node.tag in _RANK), len(self.nodes))

    def items(self, name: str) -> list[str]:
        """The folded words of the list items in the sections `name`."""
        under = [node for s in self.sections(name) for node in self.nodes[s.at + 1 : s.end]]
        return [_words(item) for node in under if node.tag in LISTS for item in node.children]

    def change(self, name: str, each: Callable[[Node], Node | None]) -> None:
        """Replace each list item in the sections `name` by what `each` makes of it; None takes it out, and what is left empty with it."""
        gone: set[int] = set()
        for section in self.sections(name):
            emptied = []
            for at in range(section.at + 1, section.end):
                node = self.nodes[at]
                if node.tag in LISTS:
                    kept = tuple(made for made in map(each, node.children) if made is not None)
                    self.nodes[at] = replace(node, children=kept)
                    emptied += [] if kept else [at]
            gone.update(emptied)
            if emptied and len(emptied) == section.end - section.at - 1 and _words(self.nodes[section.at]) in _folded_headings(name):
                gone.add(section.at)
        self.nodes = [node for at, node in enumerate(self.nodes) if at not in gone]

    def sections(self, name: str) -> list[_Section]:
        """The sections of that name: those headed with our own words first, then any that a reader takes for the same kind."""
        exact = _folded_headings(name)
        ranks = Ranks()
        own: list[_Section] = []
        alike: list[_Section] = []
        for at, node in enumerate(self.nodes):
            if node.tag not in _RANK:
                continue
            level = Level(min(ranks.enter(_RANK[node.tag], number(node.audience)), self.reach))
            words = text_of(node.runs)
            end = next((i for i in range(at + 1, len(self.nodes)) if self.nodes[i].tag in _RANK), len(self.nodes))
            if folded(words) in exact:
                own.append(_Section(at, end, level))
            elif kind_of(words)[0] == name:
                alike.append(_Section(at, end, level))
        return own + alike

    def _under(self, section: _Section) -> list[str]:
        found: list[str] = []
        for node in self.nodes[section.at + 1 : section.end]:
            found += map(_words, node.children) if node.tag in LISTS else [_words(node)]
        return found


def _folded_headings(name: str) -> set[str]:
    return {folded(words) for words in headings(name)}


def _words(node: Node) -> str:
    return folded(" ".join(lines((node,))))


def _thoughts(parts: Parts, lang: str) -> str:
    """Both thoughts as sentences around the writer's words: without a sign that a reader would take for the end of a label."""
    said = [
        f"{opening} “{words}”" + ("" if words[-1] in ".!?…" else ".")
        for name, words in (("thought", one_line(parts.thought)), ("think", one_line(parts.think)))
        for opening in (thought(name, lang),)
        if words
    ]
    return " ".join(said)
