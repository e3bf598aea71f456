"""Texts of a static site that a list of files to leave out names: Eleventy's own and git's, which it honours, Hugo's `ignoreFiles` and what it does not mount.

No pattern of anybody's is run as it stands: each is cut into plain pieces, and one that cannot be is taken to name whatever begins as it does.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from weeknotes.prose.decode import Unreadable, decode
from weeknotes.transfer.bundle import Bundle, Spoilt
from weeknotes.transfer.front_matter import text
from weeknotes.transfer.js_literals import given_to
from weeknotes.transfer.site_address import Site

N_ = str  # marks a sentence for translation where it is shown

WITHOUT = N_("The site was made without it there.")
PERHAPS = N_("The site leaves texts out by a rule that cannot be followed here, and this may be one of them. It is for you alone, until you choose.")

_LARGEST, _MOST, _LONGEST, _WAYS = 100_000, 200, 300, 64
_CONFIGS = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs")
_PIECE = re.compile(r"\\([^\w\s])|(\.[*+]\??)|(\.)|([^\\.*+?()\[\]{}|^$])")
_ANY = "\0"  # stands for one character, whichever


@dataclass(frozen=True, slots=True)
class Rule:
    """What is left out below the folder `under`: what fits `glob`, piece by piece between strokes, there or (`anywhere`) at any depth; or everything that
    `begins` so, where no more is understood."""

    under: str
    glob: tuple[str, ...] = ()
    anywhere: bool = False
    begins: str | None = None

    def of(self, below: str) -> bool:
        """Whether it is said of the text at that place."""
        if not below.startswith(self.under):
            return False
        rest = below[len(self.under) :]
        if self.begins is not None:
            return rest.startswith(self.begins)
        parts = rest.split("/")
        return _fits(self.glob, parts) or (self.anywhere and any(fnmatchcase(one, self.glob[0]) for one in parts))


def ignored_in(bundle: Bundle, site: Site) -> Callable[[str], str]:
    """The sentence that says why no page is made of the text at a place below the site's own folder; "" where nothing there says so."""
    rules = [*_eleventy(bundle)] if site.maker == "eleventy" else [*_mounts(site)] if site.maker == "hugo" else []
    patterns = [*_ignored_files(site)] if site.maker == "hugo" else []

    def why(below: str) -> str:
        low = below.lower()
        if any(one.begins is None and one.of(low) for one in rules) or any(one is not None and _named(one, f"/{low}") for one in patterns):
            return WITHOUT
        return PERHAPS if None in patterns or any(one.begins is not None and one.of(low) for one in rules) else ""

    return why


def _fits(glob: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a place, or a folder above it, is one that `glob` names (`**` for any folders)."""
    reached = {0}
    for piece in glob:
        if piece == "**":
            reached = set(range(min(reached), len(parts) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], piece)}
        if not reached:
            return False
    return True


def rules_of(line: str, under: str = "", *, git: bool = False) -> Iterator[Rule]:
    """What a line of a list of files, or one glob, leaves out below a folder. Never raises."""
    bare = line.strip().lower()
    if not bare or bare.startswith(("#", "!")):
        return  # a comment; or what is to stay after all, which Eleventy does not know
    deep = git and "/" not in bare.rstrip("/")
    bare = bare.removeprefix("./").strip("/")
    ways = _ways(bare, ("{", ",", "}")) if len(bare) <= _LONGEST and not re.search(r"\\|[@!+?*]\(", bare) else None
    if ways is None:
        yield Rule(under.lower(), begins=re.split(r"[\\@!+?*({\[]", bare[:_LONGEST], maxsplit=1)[0])
        return
    for way in ways:
        yield Rule(under.lower(), tuple(way.strip("/").split("/")), deep)


def _ways(pattern: str, marks: tuple[str, str, str]) -> list[str] | None:
    """A pattern with each of the ways that it lists between marks (`{a,b}`, `(a|b)`); None where there are too many, or some stand within others."""
    opens, parts, shuts = marks
    ways = [""]
    at = 0
    while (start := pattern.find(opens, at)) >= 0:
        end = pattern.find(shuts, start)
        listed = pattern[start + 1 : end].removeprefix("?:").split(parts) if end > 0 else []
        if not listed or opens in pattern[start + 1 : end] or len(ways) * len(listed) > _WAYS:
            return None
        ways = [f"{way}{pattern[at:start]}{one}" for way in ways for one in listed]
        at = end + 1
    return [f"{way}{pattern[at:]}" for way in ways]


def _eleventy(bundle: Bundle) -> Iterator[Rule]:
    """What Eleventy's lists, git's, and calls in its settings leave out (11ty.dev, "Ignore Template Files"). A list that cannot be read hides what it names."""
    folders = sorted({name[: name.rfind("/") + 1] for name in bundle.names()} | {""})
    honours_git = True
    for folder in folders:
        for name in (f"{folder}{each}" for each in _CONFIGS if folder.count("/") <= 1 and f"{folder}{each}" in bundle):
            source = _text(bundle, name)
            honours_git = honours_git and (source is None or False not in given_to(source, "setUseGitIgnore"))
            for glob in [None] if source is None else given_to(source, "ignores", "add"):
                yield from rules_of(glob, folder) if isinstance(glob, str) else [Rule(folder.lower(), begins="")]
    for folder in folders:
        yield from _listed(bundle, f"{folder}.eleventyignore", folder, git=False)
        yield from _listed(bundle, f"{folder}.gitignore", folder, git=True) if honours_git else ()


def _listed(bundle: Bundle, name: str, folder: str, *, git: bool) -> Iterator[Rule]:
    if name not in bundle:
        return
    source = _text(bundle, name)
    lines = (source or "").splitlines()
    if source is None or len(lines) > 5 * _MOST:
        yield Rule(folder.lower(), begins="")
    for line in lines[: 5 * _MOST]:
        yield from rules_of(line, folder, git=git)


def _text(bundle: Bundle, name: str) -> str | None:
    try:
        return decode(bundle.read(name, _LARGEST))
    except Unreadable:
        return "" if not bundle.size(name) else None
    except Spoilt:
        return None


def _every(value: object) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else [] if value in (None, "") else [value]


def _mounts(site: Site) -> Iterator[Rule]:
    """What Hugo leaves out of the folders that it mounts as its content (gohugo.io, "Configure modules")."""
    module = site.said.get("module")
    for one in _every(module.get("mounts") if isinstance(module, dict) else None):
        mount = {str(key).lower(): value for key, value in one.items()} if isinstance(one, dict) else {}
        if not text(mount, "target").startswith("content"):
            continue
        under = f"{text(mount, 'source').strip('./')}/"
        for glob in _every(mount.get("excludefiles")):
            yield from rules_of(str(glob), under)
        if _every(mount.get("includefiles")) or _every(mount.get("files")):
            yield Rule(under.lower(), begins="")


def _ignored_files(site: Site) -> Iterator[list[str] | None]:
    """Hugo's patterns of files that it leaves out, for all and for a language, in pieces; None for one that is not as plain."""
    languages = site.said.get("languages")
    tables = [site.said, *(languages.values() if isinstance(languages, dict) else ())]
    for table in tables[:_MOST]:
        for pattern in _every({str(key).lower(): value for key, value in table.items()}.get("ignorefiles") if isinstance(table, dict) else None):
            yield from pieces_of(str(pattern))


def pieces_of(pattern: str) -> Iterator[list[str] | None]:
    """A regular expression as plain pieces with anything between them, once for each of the ways that it lists; None where it is not as plain. Never raises.

    What is to stand at the beginning or the end begins or ends with no piece of nothing.
    """
    ways = None if len(pattern) > _LONGEST or re.search(r"\\[()|]", pattern) else _ways(pattern, ("(", "|", ")"))
    if ways is None:
        yield None
    else:
        yield from map(_in_pieces, ways)


def _in_pieces(way: str) -> list[str] | None:
    at = 1 if way.startswith("^") else 0
    end = len(way) - 1 if way.endswith("$") and not way.endswith("\\$") else len(way)
    pieces = [""] if at else ["", ""]
    while at < end:
        found = _PIECE.match(way, at, end)
        if found is None:
            return None
        if found[2]:
            pieces.append("")
        else:
            pieces[-1] += (found[1] or found[4] or _ANY).lower()
        at = found.end()
    return [*pieces, ""] if end == len(way) else pieces


def _named(pieces: Sequence[str], path: str) -> bool:
    """Whether a path holds the pieces one after another: the first where it or a folder of it begins, the last at its end."""
    first, *others = pieces
    starts = [0, *(at + 1 for at, letter in enumerate(path) if letter == "/")] if first else [0]
    return any(_at(path, first, start) and _follow(path, others, start + len(first), whole=not others) for start in starts)


def _follow(path: str, pieces: Sequence[str], at: int, *, whole: bool) -> bool:
    if whole:
        return at == len(path)
    for piece in pieces[:-1]:
        at = next((start for start in range(at, len(path) - len(piece) + 1) if _at(path, piece, start)), -1)
        if at < 0:
            return False
        at += len(piece)
    start = len(path) - len(pieces[-1])
    return start >= at and _at(path, pieces[-1], start)


def _at(path: str, piece: str, start: int) -> bool:
    there = path[start : start + len(piece)]
    return there == piece or (_ANY in piece and len(there) == len(piece) and all(mark in {letter, _ANY} for mark, letter in zip(piece, there, strict=True)))
