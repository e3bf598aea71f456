"""Looking into the mailbox that people write to. Part of the worker's round; stopped at any moment, the rest is taken the next time, and none twice."""

import logging

from django.conf import settings

from weeknotes.net.mailbox import Mailbox, mailbox
from weeknotes.people.mail_tokens import mail_in_behind
from weeknotes.transfer.mail_read import MOST_BYTES, Letter, NotMail, read_mail
from weeknotes.transfer.mail_take import ENDED, OFTEN, Took, take_mail

AT_ONCE = 50
log = logging.getLogger(__name__)


def poll() -> int:
    """Take what is new in the mailbox; how many mails. NoMailbox where it cannot be looked into."""
    if not settings.MAIL_IN_IMAP:
        return 0
    with mailbox(settings.MAIL_IN_IMAP) as box:
        return sum(_one(box, number) for number in box.new()[:AT_ONCE])


def _one(box: Mailbox, number: str) -> bool:
    """Take one; whether it was anybody's."""
    if box.size(number) > MOST_BYTES:
        log.warning("a mail in the mailbox for jottings and drafts is larger than %d MB, and stays there", MOST_BYTES // 1_000_000)
        box.leave(number)
        return False
    try:
        letter = read_mail(box.mail(number))
    except NotMail:
        box.leave(number)
        return False
    became = take_for_all(letter)
    if not became or all(one.how == ENDED for one in became):
        box.leave(number)
        return False
    if any(one.how == OFTEN for one in became):
        return False  # stays unseen, for a later hour
    box.take_out(number)
    return True


def take_for_all(letter: Letter) -> list[Took]:
    """Take a mail for each address of ours that it was sent to; none where no secret in it is one."""
    tokens = [token for secret in letter.secrets if (token := mail_in_behind(secret)) is not None]
    return [take_mail(token=token, letter=letter) for token in tokens]
