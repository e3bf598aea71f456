"""Mails that somebody sent: one (.eml), a folder of them, or a box (mbox). What others wrote stays: their mails, and what is quoted or answered to.

Whose they are, nothing in them proves: whoever wrote most of them is taken for the writer. No mail was for everyone, so that each comes for its writer alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from html import escape
from urllib.parse import quote, unquote

from weeknotes.prose.mail_text import parted
from weeknotes.prose.markdown import to_html
from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import INSIDE, LARGE, Bundle, Spoilt
from weeknotes.transfer.cut_off import LAST
from weeknotes.transfer.files import ENDINGS
from weeknotes.transfer.instants import as_seen
from weeknotes.transfer.keep import figure, kept, media
from weeknotes.transfer.leaving import ANSWERS, BLANK, Tally, by_name, known_by, other_files
from weeknotes.transfer.mail_read import (
    AGAIN,
    MOST_BYTES,
    TRIPPED,
    NotMail,
    by_program,
    header,
    is_short,
    legible,
    moment,
    parse,
    plain_said,
)
from weeknotes.transfer.mail_words import answers_invitation, beside, bytes_of, decoded, words_of
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed_mail import MAILS, is_box, is_mail, pictures
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tree_html import body, inner
from weeknotes.transfer.trouble import trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "mail"
NAME = N_("mails (.eml, mbox)")

OTHERS = N_("Mails that somebody else wrote: %(count)s. They are other people’s words, and stay there.")
BY_ITSELF = N_("Mails that a program wrote by itself: %(count)s.")
NO_MAIL = N_("“%(name)s” cannot be read as a mail. Save it there once more.")
BELOW = N_("What stood below in the mail, a signature or what it answered to, did not come.")
FILES = N_("Files that came with the mail stay there: %(names)s.")

_HEAD = 65_536  # bytes in which the head of a mail is looked for
# What mail programs mark as quoted or signed, and from where on all that follows is the mail before.
_BELOW = "blockquote[type=cite], .gmail_quote, .gmail_signature, .moz-cite-prefix, .moz-signature, .yahoo_quoted, #Signature, #ms-outlook-mobile-signature"
_AFTER = "#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container"
_CID = re.compile(r"^cid:", re.IGNORECASE)
_MOST_NAMES = 20


def recognises(bundle: Bundle) -> bool:
    return bool(_mails(bundle) or _boxes(bundle)) and not any(name.lower().endswith((*ENDINGS, ".docx")) for name in bundle.names())


def _mails(bundle: Bundle) -> list[str]:
    names = bundle.names()
    return [name for name in names if name.lower().endswith(MAILS)] or [name for name in names if len(names) == 1 and is_mail(bundle.begins(name, _HEAD))]


def _boxes(bundle: Bundle) -> list[str]:
    """The boxes in what was given; Apple's Mail calls the file of one `mbox`, in a folder that has its name."""
    return [name for name in bundle.names() if f"/{name.lower()}".endswith((".mbox", "/mbox")) and is_box(bundle.begins(name, _HEAD))]


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a mail says: the address of who wrote it, what it is called, which mail it answers, and whether a program wrote it."""

    sender: str
    called: str
    answers: str
    by_itself: bool


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """A post for each mail of the one who wrote most of them, in the order of the box or of the files' names."""
    mails, boxes, spoilt = _every(bundle)
    for box, why in spoilt:
        yield trouble(box, why)
    writer, theirs = bundle.asked.writer, bundle.asked.theirs
    if not writer:
        wrote: Wrote = {}
        count(bundle, wrote)
        writer, theirs = writer_of(wrote)
    used = {*mails, *boxes}
    tally = Tally()
    for name in mails:
        head = _head(bundle, name)
        if head is None:
            yield trouble(name, Spoilt(NO_MAIL, name=name))
        elif head.sender != writer:
            tally.add(OTHERS)
        elif head.by_itself:
            tally.add(BY_ITSELF)
        elif head.answers and head.answers not in theirs:
            tally.add(ANSWERS)
        else:
            post = _read(bundle, name)
            if post is None:
                tally.add(BLANK)
            else:
                if isinstance(post, Post):
                    used.update(each.inside for each in post.media)
                yield post
    yield from tally.told()
    yield from other_files(bundle, used)


def _every(bundle: Bundle) -> tuple[list[str], list[str], list[tuple[str, Spoilt]]]:
    """The names of all mails in what was given, those of its boxes too; the boxes; and those that cannot be read."""
    mails, boxes = _mails(bundle), _boxes(bundle)
    spoilt: list[tuple[str, Spoilt]] = []
    for box in boxes:
        try:
            mails += [f"{box}{INSIDE}{name}" for name in bundle.inside(box).names()]
        except Spoilt as why:
            spoilt.append((box, why))
    return mails, boxes, spoilt


Wrote = dict[str, list[str]]  # what the mails of each sender are called


def count(bundle: Bundle, wrote: Wrote) -> None:
    """Add the mails of what was given to those that each sender wrote."""
    for name in _every(bundle)[0]:
        if (head := _head(bundle, name)) is not None:
            wrote.setdefault(head.sender, []).append(head.called)


def writer_of(wrote: Wrote) -> tuple[str, frozenset[str]]:
    """Who wrote most mails, and what they are called; of two who wrote as many, the first."""
    writer = max(wrote, key=lambda one: len(wrote[one]), default="")
    return writer, frozenset(wrote.get(writer, ()))


def _head(bundle: Bundle, name: str) -> _Head | None:
    """The head of a mail; None for what has none."""
    begins = bundle.begins(name, _HEAD)
    end = re.search(rb"\r?\n\r?\n", begins)
    try:
        head = parse(begins[: end.start() + 1] if end else begins)
        return _Head(parseaddr(header(head, "from"))[1].lower(), header(head, "message-id").strip(), header(head, "in-reply-to").strip(), by_program(head))
    except (NotMail, *TRIPPED):
        return None


def _read(bundle: Bundle, name: str) -> Post | Trouble | None:
    try:
        return _post(bundle, name)
    except Spoilt as why:
        return trouble(name, why)
    except (NotMail, *TRIPPED):
        return trouble(name, Spoilt(NO_MAIL, name=name))


def _post(bundle: Bundle, name: str) -> Post | None:
    """The post that a mail is; None where nothing is in it. Raises Spoilt, NotMail and TRIPPED."""
    if bundle.size(name) > MOST_BYTES:
        raise Spoilt(LARGE, name=name, most=MOST_BYTES // 1_000_000)
    data = bundle.read(name, MOST_BYTES)
    message = parse(data)
    shown, apart = _shown(bundle, name, message)
    html, below = _html(message, {_cid(part): src for src, part in shown.items() if _cid(part)})
    html = "\n".join([html, *(figure(src, None) for src in shown if escape(src) not in html)])
    title = AGAIN.sub("", legible(header(message, "subject")))
    # An answer to an invitation, to which its sender wrote nothing, is called what a program called it.
    if not html.strip() and (not title or answers_invitation(message)):
        return None
    files = [legible(part.get_filename() or part.get_content_type())[:100] for part in beside(message) if part.get_content_maintype() != "image" or part in apart]
    warnings = ([Why(BELOW)] if below else []) + ([Why(LAST)] if is_short(data) else [])
    if files:
        warnings.append(Why(FILES, {"names": ", ".join([*files[:_MOST_NAMES], *(["…"] if len(files) > _MOST_NAMES else [])])}))
    sent = moment(header(message, "date"))
    return Post(
        kind=KIND,
        source_id=known_by(html, header(message, "message-id")),
        place=title or name,
        title=title or None,
        html=html,
        dated=as_seen(sent, sent),
        how_dated="stated" if sent else "unknown",
        status="private",
        author=by_name(parseaddr(header(message, "from"))[0]),
        media=media(html, lambda src: unquote(src) if INSIDE in src or unquote(src) in bundle else ""),
        warnings=tuple(warnings),
    )


def _shown(bundle: Bundle, name: str, message: EmailMessage) -> tuple[dict[str, EmailMessage], list[EmailMessage]]:
    """The pictures that came with a mail by the address that its text has for each, and those of which nothing but their name came.

    Apple's Mail may keep a file beside its mail: Attachments/12/2/roof.png is the second part of Messages/12.partial.emlx.
    """
    number = f"/Attachments/{name.rpartition('/')[2].partition('.')[0]}/"
    shown: dict[str, EmailMessage] = {}
    apart = []
    for called, part in pictures(message):
        if bytes_of(part):
            shown[f"{quote(name)}{INSIDE}{quote(called)}"] = part
        elif found := next((one for one in bundle.names() if number in f"/{one}" and one.endswith(f"/{part.get_filename()}")), ""):
            shown[quote(found)] = part
        else:
            apart.append(part)
    return shown, apart


def _html(message: EmailMessage, by_cid: dict[str, str]) -> tuple[str, bool]:
    """What its writer wrote, with the pictures that stand in it, and whether something stood below that."""
    made, below = [], False
    for part in words_of(message, rich=True):
        if part.get_content_subtype() == "html":
            html, cut = _own(legible(decoded(part), lines=True), by_cid)
        else:
            own = parted(plain_said(part))
            html, cut = to_html(own.own), bool(own.rest)
        made.append(html)
        below = below or cut
    return "\n".join(one for one in made if one.strip()), below


def _own(html: str, by_cid: dict[str, str]) -> tuple[str, bool]:
    root = body(html)
    if root is None:
        raise NotMail
    cut = False
    first = root.css_first(_AFTER)
    while first is not None:
        after = first.next
        first.decompose()
        first, cut = after, True
    # The inner ones first, and each once: what went with the one around it is there no more.
    for node in reversed({node.mem_id: node for node in root.css(_BELOW)}.values()):
        node.decompose()
        cut = True
    for picture in root.css("img[src]"):
        src = picture.attributes.get("src") or ""
        if _CID.match(src):
            found = by_cid.get(_CID.sub("", src).strip())
            if found:
                picture.attrs["src"] = found
            else:
                picture.decompose()
    return kept(inner(root)), cut


def _cid(part: EmailMessage) -> str:
    return str(part.get("content-id", "")).strip().strip("<>").strip()
