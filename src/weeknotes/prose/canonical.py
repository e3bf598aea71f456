"""Whether HTML is already as `clean` writes it, told without growing its tree: by far most of what is stored is, and is read far more often than written.

Two things have to say so: a strict pattern of the tags and attributes that canonical HTML has, and a sanitiser that finds nothing to take away or
to close. Where either has a doubt, the whole way is gone (`html.parse`).
"""

import re

import nh3

BLOCKS = "h2|h3|p|ul|ol|li|pre|blockquote|figure|figcaption|table|thead|tbody|tr|th|td|caption"
TAGS = {*BLOCKS.split("|"), "a", "strong", "em", "s", "code", "hr", "img", "sup", "sub", "br"}
_LANG = r'(?: lang="[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,5}")?+'
# What leads away has a scheme or stays here; nothing names another host without one. Pictures of other hosts are for the whole way.
_HREF = r'href="(?:https?://|mailto:|/(?![/\\])|#fn(?:ref)?-)[^"<>\\\s]*+"'
_ID = r'(?: id="fn(?:ref)?-[a-z0-9]{1,16}")?+'
_IMG = r'src="/media/[0-9a-f-]{36}"(?: alt="[^"<>]*+")?+(?: width="[1-9][0-9]{0,4}")?+(?: height="[1-9][0-9]{0,4}")?+'
_START = r'(?: start="(?:0|[2-9]|[1-9][0-9]{1,5})")?+'
_AUDIENCE = r'(?: data-audience="(?:me|named|team|organisation|public)")?+'
STRICT = re.compile(
    rf"(?=<(?:{BLOCKS}|hr)[ >])(?:<(?:/(?:{BLOCKS}|a|strong|em|sup|sub|code|s)|(?:h2|h3){_AUDIENCE}{_LANG}|ol{_START}{_LANG}|(?:{BLOCKS}|strong|em|sup|sub|code|s|hr){_LANG}|br"
    rf"|a {_HREF}{_ID}{_LANG}|img {_IMG}{_LANG})>[^<>]*+)*+"
)
# An address that is all a paragraph says may be a link since it was written (`embed.linked`).
DOUBT = re.compile("<p[^>]*>http")
AWAY = re.compile(r'<a href="https?://[^>]*')
# What ends a line of words, and what else is none: pictures have no words.
BREAK = re.compile(rf"<(?:/?(?:{BLOCKS})|hr|br)(?: [^<>]*)?>")
TAG = re.compile("<[^<>]*>")
MEANT = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}
ENTITY = re.compile("|".join(MEANT))
ATTRIBUTES = {"*": {"lang"}, "a": {"href", "id"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"}, "h2": {"data-audience"}, "h3": {"data-audience"}}
SANITISER = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)


def sheltered(html: str) -> str | None:
    """`html.shelter(html)` where `html` is plainly canonical; None where that is not plain."""
    return AWAY.sub(lambda link: f'{link.group()} rel="noopener"', html) if _plainly(html) else None


def quick_words(html: str) -> str | None:
    """`html.plain(html)` where `html` is plainly canonical; None where that is not plain, or where it has lines of code, whose breaks are their own."""
    if "<pre" in html or not _plainly(html):
        return None
    bare = ENTITY.sub(lambda found: MEANT[found.group()], TAG.sub("", BREAK.sub("\n", html.replace("\n", " "))))
    return "\n".join(line for one in bare.split("\n") if (line := " ".join(one.split())))


def _plainly(html: str) -> bool:
    return STRICT.fullmatch(html) is not None and not DOUBT.search(html) and _whole(html) and SANITISER.clean(html) == html


def _whole(html: str) -> bool:
    """Whether no half of a character pair is in it: one cannot be handed to the sanitiser."""
    try:
        html.encode()
    except UnicodeEncodeError:
        return False
    return True
