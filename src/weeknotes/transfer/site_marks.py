"""What generators of static sites write between the words (Liquid, Hugo's shortcodes, kramdown's lists of attributes): as what it shows, where that is known."""

import re
from collections.abc import Callable, Iterator

from weeknotes.prose.markdown import rendered
from weeknotes.transfer.keep import figure

_ONE = re.compile(r"""([\w-]{1,40})\s{0,3}[=:]\s{0,3}(?:"([^"]{0,2000})"|'([^']{0,2000})'|`([^`]{0,2000})`|([^\s"'`>]{1,2000}))""")
_HUGO = re.compile(r"\{\{[<%]\s{0,5}(/?)\s{0,5}([\w./-]{1,60})((?:[^{}`\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'|`[^`]{0,2000}`){0,400}?)/?\s{0,5}[>%]\}\}")
_FENCE = re.compile(r"\{%-?\s{0,5}(?:highlight\s{1,5}([\w+#.-]{1,30})[^%]{0,200}|endhighlight\s{0,5}-?)%\}\n?")
_LIQUID = re.compile(r"\{%-?\s{0,5}(end)?(raw|comment)\s{0,5}-?%\}")
_ASSIGN = re.compile(r"\{%-?\s{0,5}assign\s[^%]{0,500}%\}")
_LINK = re.compile(r"\{%-?\s{0,5}(post_url|link)\s{1,5}([^\s%]{1,300})\s{0,5}-?%\}")
_SITE_URL = re.compile(
    r"\{\{-?\s{0,5}(?:site\.(?:baseurl|url)|page\.(?:baseurl))\s{0,5}-?\}\}"
    r"|\{\{-?\s{0,5}[\"']([^\"'{}]{0,500})[\"']\s{0,5}\|\s{0,5}(?:relative_url|absolute_url|url)\s{0,5}-?\}\}"
)
_KRAMDOWN = re.compile(r"(?:^[ \t]*)?\{:[^{}\n]{0,300}\}(?:[ \t]*$)?", re.MULTILINE)
# A list that kramdown fills with the headings; one point stands there for it.
_CONTENTS = re.compile(r"^(?:[*+-]|1\.)[ \t][^\n]{0,100}\n\{:[ \t]{0,5}toc[^{}\n]{0,100}\}[ \t]*$", re.MULTILINE)
_OTHER = re.compile(r"\{%-?\s{0,5}([\w-]{1,40})|\{\{[<%]\s{0,5}/?\s{0,5}([\w./-]{1,60})|\{\{-?\s{0,5}([\w.]{1,60})")
_SHORTCODE = re.compile(r"\{\{[<%]\s{0,5}/?\s{0,5}([\w./-]{1,60})")
_LOGIC = re.compile(r"\{%-?\s*(?:for|paginate|include_cached)\b|\{\{-?\s*(?:content|paginator)\b")
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
# What else Hugo shows by a number alone: where it stood.
_POSTED = {"instagram": "https://www.instagram.com/p/{id}/", "instagram_simple": "https://www.instagram.com/p/{id}/", "tweet": "https://twitter.com/{user}/status/{id}",
           "twitter": "https://twitter.com/{user}/status/{id}", "twitter_simple": "https://twitter.com/{user}/status/{id}", "x": "https://x.com/{user}/status/{id}",
           "x_simple": "https://x.com/{user}/status/{id}"}  # fmt: skip
_PLAIN = re.compile(r"[\w-]{1,80}")
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-")


# What begins and what ends a part that is for whoever writes: kramdown's, Hugo's, Nunjucks'.
_KRAMDOWN_NOTE = re.compile(r"(\{::comment\})|(\{:/(?:comment)?\})")
_HUGO_NOTE = re.compile(r"(\{\{[<%]\s{0,5}comment\s{0,5}[>%]\}\})|(\{\{[<%]\s{0,5}/\s{0,5}comment\s{0,5}[>%]\}\})")
_NUNJUCKS_NOTE = re.compile(r"(\{#-?(?=\s))|(-?#\})")
_TALKED_OF = re.compile(r"\{\{([<%])/\*(.{0,500}?)\*/([>%])\}\}")
_HEADING_NAME = re.compile(r"^(#{1,6}[ \t][^\n]{0,1000}?)[ \t]{1,20}\{#[^{}\n]{0,300}\}[ \t]*$", re.MULTILINE)

Find = Callable[[str], str]


def shown(source: str, maker: str = "", find: Find = lambda _named: "") -> tuple[str, tuple[str, ...]]:
    """`source` as a site of that maker's shows it, with what is known opened, and the names of the rest, which stays as the words that stand there.

    `find` gives the address of a text that the source names, "" for one that is not known.
    """
    if "{" not in source:
        return source, ()
    source = _HEADING_NAME.sub(r"\1", source)
    if maker == "hugo":
        source = _HUGO.sub(lambda found: _hugo(found, find), _taken_out(source, _HUGO_NOTE))
        others = _named(_SHORTCODE, _TALKED_OF.sub("", source))
        return _TALKED_OF.sub(r"{{\1\2\3}}", source), others
    if maker == "eleventy":
        source = _taken_out(source, _NUNJUCKS_NOTE)
    made: list[str] = []
    names: list[str] = []
    for part, as_it_is in _liquid(source):
        opened = part if as_it_is else _opened(part, find)
        made.append(opened)
        names += () if as_it_is else _named(_OTHER, opened)
    return "".join(made), tuple(dict.fromkeys(names))[:10]


def has_logic(source: str) -> bool:
    """Whether a text is put together of others by Liquid, where it is not only talked of."""
    return any(_LOGIC.search(part) for part, as_it_is in _liquid(source) if not as_it_is)


def _opened(source: str, find: Find) -> str:
    source = _FENCE.sub(lambda found: f"```{found[1]}\n" if found[1] else "\n```\n", source)
    source = _ASSIGN.sub("", source)
    source = _LINK.sub(lambda found: find(found[2]) or "/" + _DATED.sub("", found[2].rpartition("/")[2]), source)
    source = _SITE_URL.sub(lambda found: found[1] or "", source)
    source = _HUGO.sub(lambda found: _hugo(found, find), source)
    return _KRAMDOWN.sub("", _CONTENTS.sub("", _taken_out(source, _KRAMDOWN_NOTE)))


def _named(pattern: re.Pattern[str], source: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(next(filter(None, found.groups())) for found in pattern.finditer(source)))[:10]


def _liquid(source: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text without Liquid's comments, each with whether Liquid leaves it as it is (`raw`). A comment that never ends is words."""
    at = 0
    inside = ""
    for found in _LIQUID.finditer(source):
        shut, name = found.groups()
        if not inside:
            yield source[at : found.start()], False
            inside = "" if shut else name
            at = found.start() if inside == "comment" else found.end()
        elif shut and name == inside:
            if inside == "raw":
                yield source[at : found.start()], True
            inside, at = "", found.end()
    yield source[at:], inside == "raw"


def _taken_out(source: str, mark: re.Pattern[str]) -> str:
    """`source` without the parts that the first group of `mark` begins and its second ends."""
    made: list[str] = []
    at = 0
    opened = False
    for found in mark.finditer(source):
        if found[1] and not opened:
            made.append(source[at : found.start()])
            opened, at = True, found.start()
        elif found[2] and opened:
            opened, at = False, found.end()
    made.append(source[at:])
    return "".join(made)


def _inline(words: str) -> str:
    """Words in Markdown that stand in one line, as HTML of that line."""
    return rendered(" ".join(words.split())).strip().removeprefix("<p>").removesuffix("</p>")


def _hugo(found: re.Match[str], find: Find) -> str:
    shut, name, rest = found.groups()
    said = {one[1].lower(): next((value for value in one.groups()[1:] if value is not None), "") for one in _ONE.finditer(rest)}
    words = rest.strip().strip("\"'`")
    if name in {"figure", "img", "image"} and said.get("src"):
        if said.get("attrlink", "").startswith(("http:", "https:", "/")) and said.get("attr", "").strip():
            said["attr"] = f"[{said['attr'].strip()}](<{said['attrlink'].replace('>', '%3E')}>)"
        under = " – ".join(_inline(words) for key in ("title", "caption", "attr") if (words := said.get(key, "").strip()))
        return f"\n\n{figure(said['src'], said.get('alt'), under, said.get('link', ''))}\n\n"
    if name in _FILMS and (words or said.get("id")):
        return f"\n\n<{_FILMS[name]}{said.get('id') or words}>\n\n"
    if name in {"ref", "relref"} and words:
        named, mark, place = words.partition("#")
        if address := find(named):
            return f"{address}{mark}{place}"
        return "/" + words.removesuffix(".md").removesuffix("/_index").removesuffix("/index").strip("/") + "/"
    if name in _POSTED and not shut:
        user, number = said.get("user", "i"), said.get("id") or words
        return f"\n\n<{_POSTED[name].format(user=user, id=number)}>\n\n" if _PLAIN.fullmatch(user) and _PLAIN.fullmatch(number) else found.group()
    if name == "gist" and len(named := [one.strip("\"'`") for one in words.split()]) > 1 and all(map(_PLAIN.fullmatch, named[:2])):
        return f"\n\n<https://gist.github.com/{named[0]}/{named[1]}>\n\n"
    if name == "details":
        return "\n\n" if shut else f"\n\n**{' '.join(said['summary'].split())}**\n\n" if said.get("summary", "").strip() else "\n\n"
    if name == "highlight":
        return "\n```\n" if shut else f"\n```{words.partition(' ')[0]}\n"
    return found.group()
