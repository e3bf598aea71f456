"""What generators of static sites write between the words (Liquid, Hugo's shortcodes, kramdown's lists of attributes): as what it shows, where that is known."""

import re

from weeknotes.transfer.keep import figure

_ONE = re.compile(r"""([\w-]{1,40})\s{0,3}[=:]\s{0,3}(?:"([^"]{0,2000})"|'([^']{0,2000})'|`([^`]{0,2000})`|([^\s"'`>]{1,2000}))""")
_HUGO = re.compile(r"\{\{[<%]\s{0,5}(/?)\s{0,5}([\w./-]{1,60})((?:[^{}`\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'|`[^`]{0,2000}`){0,400}?)/?\s{0,5}[>%]\}\}")
_FENCE = re.compile(r"\{%-?\s{0,5}(?:highlight\s{1,5}([\w+#.-]{1,30})[^%]{0,200}|endhighlight\s{0,5}-?)%\}\n?")
_RAW = re.compile(r"\{%-?\s{0,5}(?:end)?(?:raw|comment)\s{0,5}-?%\}")
_POST_URL = re.compile(r"\{%-?\s{0,5}post_url\s{1,5}([^\s%]{1,300})\s{0,5}-?%\}")
_SITE_URL = re.compile(
    r"\{\{-?\s{0,5}(?:site\.(?:baseurl|url)|page\.(?:baseurl))\s{0,5}-?\}\}"
    r"|\{\{-?\s{0,5}[\"']([^\"'{}]{0,500})[\"']\s{0,5}\|\s{0,5}(?:relative_url|absolute_url|url)\s{0,5}-?\}\}"
)
_KRAMDOWN = re.compile(r"(?:^[ \t]*)?\{:[^{}\n]{0,300}\}[ \t]*(?:$)?", re.MULTILINE)
_OTHER = re.compile(r"\{%-?\s{0,5}([\w-]{1,40})|\{\{[<%]\s{0,5}/?([\w./-]{1,60})|\{\{-?\s{0,5}([\w.]{1,60})")
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-")


def shown(source: str) -> tuple[str, tuple[str, ...]]:
    """`source` with what is known opened, and the names of the rest, which stays as the words that stand there."""
    if "{" not in source:
        return source, ()
    source = _FENCE.sub(lambda found: f"```{found[1]}\n" if found[1] else "\n```\n", source)
    source = _RAW.sub("", source)
    source = _POST_URL.sub(lambda found: "/" + _DATED.sub("", found[1].rpartition("/")[2]), source)
    source = _SITE_URL.sub(lambda found: found[1] or "", source)
    source = _HUGO.sub(_hugo, source)
    source = _KRAMDOWN.sub("", source)
    others = dict.fromkeys(found[1] or found[2] or found[3] for found in _OTHER.finditer(source))
    return source, tuple(others)[:10]


def _hugo(found: re.Match[str]) -> str:
    shut, name, rest = found.groups()
    said = {one[1].lower(): next((value for value in one.groups()[1:] if value is not None), "") for one in _ONE.finditer(rest)}
    words = rest.strip().strip("\"'`")
    if name in {"figure", "img", "image"} and said.get("src"):
        caption = said.get("caption") or said.get("title") or ""
        return f"\n\n{figure(said['src'], said.get('alt'), caption)}\n\n"
    if name in _FILMS and (words or said.get("id")):
        return f"\n\n<{_FILMS[name]}{said.get('id') or words}>\n\n"
    if name in {"ref", "relref"} and words:
        return "/" + words.removesuffix(".md").removesuffix("/_index").removesuffix("/index").strip("/") + "/"
    if name == "highlight":
        return "\n```\n" if shut else f"\n```{words.partition(' ')[0]}\n"
    return found.group()
