"""Looking into the mailbox that people write to. Part of the worker's round; stopped at any moment, the rest is taken the next time, and none twice."""

import logging
from collections.abc import Iterable
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext

from weeknotes.net.mailbox import Mailbox, mailbox
from weeknotes.people.feed_tokens import opens
from weeknotes.people.mail_tokens import mail_in_behind
from weeknotes.people.models import Token
from weeknotes.transfer.mail_read import MOST_BYTES, Letter, NotMail, read_mail, sent_to
from weeknotes.transfer.mail_take import OFTEN, Took, take_mail, told, waits
from weeknotes.web.spoken import speaking

N_ = str  # marks a sentence for translation where it is shown

AT_ONCE = 50
log = logging.getLogger(__name__)


def poll() -> int:
    """Take what is new in the mailbox; how many mails. NoMailbox where it cannot be looked into."""
    if not settings.MAIL_IN_IMAP:
        return 0
    with mailbox(settings.MAIL_IN_IMAP) as box:
        # Those that wait for a later hour are not counted, so that they keep nobody else's waiting.
        done = (was for number in box.new() if (was := _one(box, number)) is not None)
        return sum(islice(done, AT_ONCE))


def _one(box: Mailbox, number: str) -> bool | None:
    """Take one; whether it was anybody's, or None where it waits. What is nobody's is known by its head, and no more of it is fetched or read."""
    try:
        whose = in_force(sent_to(box.head(number)))
    except NotMail:
        whose = []
    if not whose:
        box.leave(number)
        return False
    if all(waits(token) for token in whose):
        return None
    if box.size(number) > MOST_BYTES:
        log.warning("a mail in the mailbox for jottings and drafts is larger than %d MB, and stays there", MOST_BYTES // 1_000_000)
        _tell(whose, N_("A mail that is larger than %(most)d MB was not taken. It is still in the mailbox of this site."))
        box.leave(number)
        return False
    try:
        letter = read_mail(box.mail(number))
    except NotMail:
        _tell(whose, N_("A mail came that cannot be read. It is still in the mailbox of this site."))
        box.leave(number)
        return False
    if any(one.how == OFTEN for one in take_for_all(letter)):
        return None  # stays unseen, for a later hour
    box.take_out(number)
    return True


def _tell(whose: Iterable[Token], sentence: str) -> None:
    for token in whose:
        with speaking(token.person.lang):
            told(token, gettext(sentence) % {"most": MOST_BYTES // 1_000_000})


def take_for_all(letter: Letter) -> list[Took]:
    """Take a mail for each address of ours that it was sent to; none where no secret in it is one."""
    return [take_mail(token=token, letter=letter) for token in in_force(letter.secrets)]


def in_force(secrets: Iterable[str]) -> list[Token]:
    """The addresses with these secrets that take mail."""
    return [token for secret in secrets if (token := mail_in_behind(secret)) is not None and opens(token)]
