"""Names in angle brackets that are no tags of a page of HTML, though a parser or a sanitiser would take all that follows for what is in them.

Of `import <path> and so on` a sanitiser drops everything after `<path>`: an element of a drawing that stands in none is never honest to it. Taken out
before it is asked, such a name leaves its words. What is handed on is cleaned in full all the same: nothing is let through here.
"""

import re

# Each character is looked at once: what is possessive never gives one back, and behind the attributes nothing can fail. (Of a group that is possessive
# itself, Python before 3.11.5 goes on from the wrong place.) The first 100 attributes are group 3, what is left of the tag group 4.
TAG = re.compile(
    r"<(/?+)([A-Za-z][^\s/>]*+)"
    r"""((?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?){0,100})"""
    r"([^>]*+)(>?+)"
)
# What holds no tags (WHATWG HTML, 13.2.5): comments, what a browser takes for one, and elements of raw text, all of them dropped here.
RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
SILENT = re.compile(rf"<!--|<({'|'.join(RAW)})(?=[\s/>])|<[!?]|</(?![A-Za-z])", re.IGNORECASE)
CLOSED = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.IGNORECASE) for name in RAW}
COMMENT_END = re.compile(r"--!?>")
# Elements of drawings (SVG) and formulas (MathML). In HTML outside of both they are names that somebody wrote.
_NAMES = """
    abs and animate annotation annotation-xml apply approx arccos arccosh arccot arccoth arccsc arccsch arcsec arcsech arcsin arcsinh arctan arctanh arg
    bind bvar card cartesianproduct cbytes ceiling cerror ci circle cn codomain complexes compose condition conjugate cos cosh cot coth cs csc csch
    csymbol curl declare defs degree desc determinant diff discard divergence divide domain domainofapplication ellipse emptyset eq equivalent eulergamma
    exists exp exponentiale factorial factorof false filter floor fn forall g gcd geq grad gt ident imaginary imaginaryi implies in infinity int integers
    intersect interval inverse lambda laplacian lcm leq limit line list ln log logbase lowlimit lt maction maligngroup malignmark marker mask matrix
    matrixrow max mean median menclose merror metadata mfenced mfrac mglyph mi min minus mlabeledtr mlongdiv mmultiscripts mn mo mode moment momentabout
    mover mpadded mpath mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace msqrt msrow mstack mstyle msub msubsup msup mtable mtd
    mtext mtr munder munderover naturalnumbers neq none not notanumber notin notprsubset notsubset or otherwise outerproduct partialdiff path pattern pi
    piece piecewise plus polygon polyline power primes product prsubset quotient rationals real reals rect reln rem root scalarproduct sdev sec sech
    selector semantics sep set setdiff share sin sinh stop subset sum switch symbol tan tanh tendsto text times transpose true tspan union uplimit use
    variance vector vectorproduct view xor
"""
STRAY = frozenset(_NAMES.split())
# What goes with its contents where it has an end, and is only a name where it has none. Programs and their like are not among them.
SAID = frozenset(["title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"])
HOLDS = frozenset(["object", "audio", "video", "canvas", "template", "noscript"])
DRAWN = frozenset(["svg", "math"])
NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")


def spoken(html: str) -> str:
    """`html` without comments and the contents of scripts, styles and the like: what looks like a tag in them is none.

    An element that is never closed takes all that follows with it where it may be a program; otherwise its name is one that somebody only wrote.
    """
    kept: list[str] = []
    endless: set[str] = set()
    at = 0
    while found := SILENT.search(html, at):
        kept.append(html[at : found.start()])
        name = (found[1] or "").lower()
        if name:
            closed = None if name in endless else CLOSED[name].search(html, found.end())
            if closed is None:
                endless.add(name)
            at = closed.end() if closed else _after(html, found.start()) if name in SAID else len(html)
        elif found.group() == "<!--":
            empty = html.startswith(">", found.end()) or html.startswith("->", found.end())
            closed = None if empty else COMMENT_END.search(html, found.end())
            at = html.index(">", found.end()) + 1 if empty else (closed.end() if closed else len(html))
        else:
            end = html.find(">", found.end())
            at = len(html) if end < 0 else end + 1
    kept.append(html[at:])
    return "".join(kept)


def _after(html: str, start: int) -> int:
    """Where the tag that begins there ends."""
    found = TAG.match(html, start)
    return found.end() if found else len(html)


def worded(html: str) -> str:
    """`html` without names in angle brackets that would take the words after them away; drawings and formulas stay as they are, to be dropped whole."""
    met = {name.lower() for name in NAME.findall(html)}
    if met.isdisjoint(STRAY | SAID | HOLDS):
        return html
    html = spoken(html)
    low = html.lower()
    ends = {name: low.rfind(f"</{name}") for name in HOLDS & met}
    inside, depth = "", 0

    def bared(found: re.Match[str]) -> str:
        nonlocal inside, depth
        slash, name, _attributes, rest, _end = found.groups()
        name = name.lower()
        if inside:
            if name == inside:
                depth += -1 if slash else not rest.endswith("/")
                inside = inside if depth else ""
            return found.group()
        if name in DRAWN and not slash and not rest.endswith("/"):
            inside, depth = name, 1
            return found.group()
        stray = name in STRAY or (name in HOLDS and not slash and ends[name] < found.end())
        return "" if stray else found.group()

    return TAG.sub(bared, html)
