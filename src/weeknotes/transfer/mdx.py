"""Markdown with components in it (MDX), as Markdown: what is brought in and worked out for them goes, the words in them stay.

A component that is told something, or holds nothing, shows something that is made where the page is: it stands in the text as it was written, as code.
"""

import re
from collections.abc import Iterator

from weeknotes.prose.front import front
from weeknotes.transfer.js_literals import literals

N_ = str  # marks a sentence for translation where it is shown

COMPONENTS = N_("The page shows something of its own in the place of these, and only there: %(what)s. They stand in the text as they were written.")
ENDING = ".mdx"

CODE = r"^[ \t>]{0,40}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?s:.*?)(?:^[ \t>]{0,40}(?P=fence)|\Z)|(?<!`)(?P<ticks>`{1,20})(?!`)(?s:.{1,1000}?)(?<!`)(?P=ticks)(?!`)"
_TOLD = r"(?:[^<>\"'{}`]++|\"[^\"\n]*+\"|'[^'\n]*+'|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+"
_PARTS = re.compile(rf"{CODE}|(?P<note>\{{/\*)|<(?P<shut>/?)(?P<name>[A-Z][\w.]{{0,60}})(?P<told>(?:[\s/]{_TOLD})?)>|(?P<bare></?>)", re.MULTILINE)
# Lines of a program, as the format knows them: each begins where a block does, and goes on to an empty line after all its brackets (mdxjs.com, "What is MDX?", ESM).
_PROGRAM = re.compile(
    r"import\s*(?:[\"']|\{|\*\s*as\s|(?:type\s+)?[\w$]{1,80}\s*(?:,\s*[{*]|\sfrom\s*[\"'])|type\s*\{)|export\s+(?:const|let|var|default|function|async|class|type)\b|export\s*[{*]"
)
_ABOUT = re.compile(r"^export\s+const\s+(?:meta|metadata|frontmatter)\s*(?::[^=\n]{0,100})?=\s*(?=\{)", re.IGNORECASE | re.MULTILINE)
_SHOWN = re.compile(r"<code>&lt;([A-Z][\w.]*)")
_FENCE = re.compile(r"[ \t>]{0,40}(`{3,}|~{3,})")
_MOST = 100  # lines of one block of a program
_ROWS = ("title", "date", "published", "tags", "description", "draft", "private", "hidden", "unlisted", "author", "lang", "slug")


def as_markdown(source: str) -> str:
    """`source` as Markdown. What a program says of the page in plain values (`export const meta`) stands in rows before it where nothing else does."""
    start = front(source).start
    body, about = _without_programs(source[start:])
    rows = [f"{key}: {_row(value)}" for key, value in about.items() if key.lower() in _ROWS and _row(value)] if not source[:start].strip() else []
    head = "\n".join(["---", *rows, "---", ""]) if rows else source[:start]
    return head + "".join(_parts(body))


def components_in(html: str) -> tuple[str, ...]:
    """The names of the components that stand in the HTML of such a text as they were written."""
    return tuple(dict.fromkeys(_SHOWN.findall(html)))[:20]


def _without_programs(body: str) -> tuple[str, dict[str, object]]:
    """The text without the lines of programs, and what they plainly say of it."""
    lines, kept, about = body.split("\n"), list[str](), dict[str, object]()
    at, fence = 0, ""
    while at < len(lines):
        opens = _FENCE.match(lines[at])
        if opens and (not fence or opens[1].startswith(fence)):
            fence = "" if fence else opens[1]
        begins = not fence and lines[at].startswith(("import", "export")) and (not kept or not kept[-1].strip()) and _PROGRAM.match(lines[at])
        if not begins:
            kept.append(lines[at])
            at += 1
            continue
        end = _end(lines, at)
        program = "\n".join(lines[at:end])
        if found := _ABOUT.search(program):
            about |= literals(program[found.end() :])
        at = end
    return "\n".join(kept), about


def _end(lines: list[str], at: int) -> int:
    """Where a block of a program ends: at an empty line after which no bracket is open, or at the first one where that is nowhere."""
    depth, first = 0, 0
    for number in range(at, min(len(lines), at + _MOST)):
        if not lines[number].strip():
            first = first or number
            if depth <= 0:
                return number
        depth += sum(lines[number].count(sign) for sign in "{[(") - sum(lines[number].count(sign) for sign in "}])")
    return first or min(len(lines), at + _MOST)


def _row(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_row, value))}]"
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _parts(body: str) -> Iterator[str]:
    """The text in its parts, without what is a note for whoever writes; one that never ends is words."""
    at = 0
    endless = False
    while found := _PARTS.search(body, at):
        yield body[at : found.start()]
        at = found.end()
        if not found["note"]:
            yield _shown(found)
            continue
        end = -1 if endless else body.find("*/}", at)
        if end < 0:
            endless = True
            yield found[0]
        else:
            at = end + 3
    yield body[at:]


def _shown(found: re.Match[str]) -> str:
    if found["fence"] or found["ticks"]:
        return found[0]
    told = (found["told"] or "").strip()
    if found["bare"] or found["shut"] or not told:
        return ""
    return f"`{' '.join(found[0].split())}`"
