"""A note's HTML fitted to a page: wide tables and code scroll inside themselves and are reached by keyboard, long quotations are told from
short ones, a footnote leads back to where it was called from, and an address that is its own words is told from words that hide one.

Takes canonical HTML (`html.clean`, dressed or not), in which a tag is written one way only: no reading of it can go wrong.
"""

import html as entities
import re
from dataclasses import dataclass

TABLE = re.compile(r"<table[ >].*?</table>", re.DOTALL)
CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
# A row of headings alone: each is that of its column. A text keeps no more of a table than its cells, and where headings stand tells.
HEADS = re.compile(r"(?<=<tr>)\s*(?:<th(?: lang=\"[^\"]*\")?>(?:(?!</?t[rdh][ >]).)*</th>\s*)+(?=</tr>)", re.DOTALL)
CODE = re.compile(r"<pre((?: lang=\"[^\"]*\")?)><code>(.*?)</code></pre>", re.DOTALL)
QUOTED = re.compile(r"<blockquote((?: lang=\"[^\"]*\")?)>\n(<p[^>]*>[^\n]*</p>)\n</blockquote>")
FOOTNOTE = re.compile(r'<p((?: lang="[^"]*")?)>(<a href="#(fnref-[a-z0-9]+)" id="fn-[a-z0-9]+"[^>]*>(?:<sup>)?([^<]*)(?:</sup>)?</a>[^\n]*?)</p>')
LINK = re.compile(r'<a href="(https?:[^"]*)"([^>]*)>([^<]*)</a>')
TAGS = re.compile(r"<[^>]*>")
# As many characters of code as a line of a small phone holds, and of a quotation as stand well in large italics.
LINE, PULLED = 34, 160


@dataclass(frozen=True, slots=True)
class Words:
    """What assistive technology says, in the language of the text: of a table without caption, of code, and of the way back to `%s`."""

    table: str
    code: str
    back: str


def fitted(html: str, words: Words) -> str:
    """`html` as a page shows it. Nothing is taken away; what the writer wrote stands in the same order."""

    def table(found: re.Match[str]) -> str:
        caption = CAPTION.search(found.group())
        named = " ".join(TAGS.sub("", caption[1]).split()) if caption else ""
        label = named.replace('"', "&quot;") or entities.escape(words.table)
        headed = HEADS.sub(lambda heads: heads.group().replace("<th", '<th scope="col"'), found.group(), count=1)
        return f'<div class="scroll" role="group" aria-label="{label}" tabindex="0">{headed}</div>'

    def code(found: re.Match[str]) -> str:
        longest = max(len(line) for line in entities.unescape(found[2]).split("\n"))
        reached = f' role="group" aria-label="{entities.escape(words.code)}" tabindex="0"' if longest > LINE else ""
        return f"<pre{found[1]}{reached}><code>{found[2]}</code></pre>"

    def quoted(found: re.Match[str]) -> str:
        pulled = len(entities.unescape(TAGS.sub("", found[2]))) <= PULLED
        return found.group().replace("<blockquote", '<blockquote class="pull"', 1) if pulled else found.group()

    def footnote(found: re.Match[str]) -> str:
        said = entities.escape(words.back.replace("%s", entities.unescape(found[4])))
        return f'<p{found[1]} class="endnote">{found[2]} <a class="back" href="#{found[3]}" aria-label="{said}">↩</a></p>'

    def link(found: re.Match[str]) -> str:
        shown = found[3].removeprefix("https://").removeprefix("http://").rstrip("/")
        same = shown and shown in found[1]
        return f'<a class="bare-address" href="{found[1]}"{found[2]}>{found[3]}</a>' if same else found.group()

    for pattern, fit in ((FOOTNOTE, footnote), (QUOTED, quoted), (CODE, code), (TABLE, table), (LINK, link)):
        html = pattern.sub(fit, html)
    return html
