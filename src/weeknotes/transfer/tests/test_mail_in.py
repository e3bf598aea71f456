"""Mail to a secret address becomes a jotting or a draft, for its owner alone, once; what else comes is not taken, and nobody is ever answered."""

import base64
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.net.mailbox import NoMailbox
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting, Note
from weeknotes.notes.tests.drawn import drawn
from weeknotes.people.begin import add_person, begin
from weeknotes.people.mail_tokens import make_mail_in
from weeknotes.people.models import Person, Token, Trouble
from weeknotes.people.sign_in import BACKEND
from weeknotes.transfer import mail_handed, mail_poll, mail_read, mail_take, views_mail_in
from weeknotes.transfer.mail_handed import read_handed
from weeknotes.transfer.mail_poll import poll
from weeknotes.transfer.mail_read import NotMail, read_mail
from weeknotes.transfer.models_mail import Mail
from weeknotes.transfer.tests import dovecot
from weeknotes.transfer.tests.imap_server import Box, imap_server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys", email="nerys@glanderw.test")


@pytest.fixture
def jots(nerys: Person) -> str:
    return make_mail_in(person=nerys, sort="jot")


@pytest.fixture
def drafts(nerys: Person) -> str:
    return make_mail_in(person=nerys, sort="draft")


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    with imap_server() as made:
        settings.MAIL_IN_IMAP = made.url
        yield made


def test_a_mail_whose_date_no_clock_knows_is_read_or_is_none():
    for said in ("Mon, 99999999999999999999 Jan 2021 10:00:00 +0000", "Mon, 1 Jan 99999999999 10:00:00 +0000", "Mon, 1 Jan 2021 10:00:00 +99999999999999"):
        with suppress(NotMail):
            assert read_mail(f"Subject: Rain\nDate: {said}\n\nIt rained.\n".encode()).at is None


def letter(text: str = "", *, subject: str = "", html: str = "", to: str = "notes@glanderw.example", key: str = "", files: tuple[tuple[str, bytes, str], ...] = (), **headers: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "Anybody <x@elsewhere.example>", to, subject
    if key:
        message["Message-ID"] = f"<{key}@elsewhere.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text or not html:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    for name, data, kind in files:
        message.add_attachment(data, maintype=kind.partition("/")[0], subtype=kind.partition("/")[2], filename=name)
    return bytes(message)


def send(secret: str, data: bytes, kind: str = "message/rfc822") -> int:
    answer = Client().post(f"/mail-in/{secret}", data, content_type=kind)
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive" if answer.status_code != 404 else True
    return answer.status_code


def parts(*several: str, kind: str = "mixed") -> bytes:
    """A mail of these parts, each with its own head, as programs write them that this library would not."""
    return (f'Subject: The van\nContent-Type: multipart/{kind}; boundary="b"\n\n' + "".join(f"--b\n{one}\n" for one in several) + "--b--\n").encode()


def typed(charset: str, words: bytes) -> bytes:
    return b"Subject: x\nContent-Transfer-Encoding: 8bit\n" + (f"Content-Type: text/plain; charset={charset}\n" if charset else "").encode() + b"\n" + words


def test_words_behind_a_picture_in_the_text_come_too():
    read = read_mail(parts("\nBefore it.", 'Content-Type: image/png; name="van.png"\nContent-Disposition: inline; filename="van.png"\n\nx', "\nBehind it."))
    assert read.text.split() == ["Before", "it.", "Behind", "it."]
    assert [one.name for one in read.files] == ["van.png"]


def test_where_the_plain_text_of_a_mail_is_empty_its_html_is_read():
    assert read_mail(parts("Content-Type: text/plain\n\n \n", "Content-Type: text/html\n\n<p>The <b>van</b></p>", kind="alternative")).text == "The **van**"
    assert read_handed({"MessageID": "1", "TextBody": " \n", "HtmlBody": "<p>The <b>van</b></p>"}).text == "The **van**"


def test_a_mail_that_is_attached_is_one_file_that_cannot_be_taken_and_nothing_is_taken_out_of_it():
    inner = "Content-Type: message/rfc822\n\n" + parts("\nTheirs.", "Content-Type: image/png; name=theirs.png\n\nx").decode().replace('"b"', '"c"').replace("--b", "--c")
    read = read_mail(parts("\nMine.", inner, "Content-Type: text/plain; name=list.txt\n\nA list."))
    assert (read.text.strip(), [(one.name, one.is_picture) for one in read.files]) == ("Mine.", [("", False), ("list.txt", False)])


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("", "Tŷ’r dref".encode()),
        ("us-ascii", "Tŷ’r dref".encode()),
        ("x-unknown", "Tŷ’r dref".encode()),
        ("rot13", "Tŷ’r dref".encode()),
        ("idna", "Tŷ’r dref".encode()),
        ("utf-8", "Tŷ’r dref".encode()),
        ("utf-16", "Tŷ’r dref".encode("utf-16")),
    ],
)
def test_a_text_is_read_whatever_its_charset_is_said_to_be(charset: str, words: bytes):
    assert read_mail(typed(charset, words)).text.strip() == "Tŷ’r dref"


@pytest.mark.parametrize("charset", ["iso-8859-1", "", "x-unknown"])
def test_what_windows_writes_and_calls_latin_1_keeps_its_quotes(charset: str):
    assert read_mail(typed(charset, b"\x93caf\xe9\x94")).text.strip() == "“café”"


def test_a_picture_that_stands_elsewhere_is_no_part_of_a_mails_words():
    html = '<p>The van<img src="https://track.example/p.gif" width="1" height="1" alt=""></p>'
    assert read_mail(letter(html=html)).text.strip() == "The van"
    assert read_handed({"MessageID": "1", "HtmlBody": html}).text.strip() == "The van"


def calls_to_read(data: bytes) -> int:
    """How many functions are called to read a mail whose text is "The van"."""
    calls = 0

    def count(_frame: object, event: str, _about: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        read = read_mail(data)
    finally:
        sys.setprofile(None)
    assert read.text.strip() == "The van"
    return calls


@pytest.mark.parametrize(
    ("name", "joint", "value"),
    [("Subject: ", " ", "=?utf-8?Q?a?="), ("To: ", ",\n ", "Somebody <a@b.example>"), ("To: Somebody <a@b.example>", "\n", "To: Somebody <a@b.example>")],
    ids=["encoded words", "addresses", "lines"],
)
def test_a_head_that_is_four_times_as_long_takes_no_more_than_four_times_as_much_to_read(name: str, joint: str, value: str):
    few, many = (calls_to_read(f"{name}{joint.join([value] * count)}\n\nThe van".encode()) for count in (4_000, 16_000))
    assert many < 5 * few
    assert many < 4_000_000


def test_a_mail_of_more_parts_or_longer_heads_of_parts_than_programs_write_is_none():
    assert read_mail(parts(*["\nThe van"] * 300)).text.count("The van") == 300
    long = "Content-Type: text/plain" + "; a=b" * 900 + "\n\nThe van"
    assert read_mail(parts(long)).text.strip() == "The van"
    for many in (["\nThe van"] * 1_200, [long] * 200, ["Content-Disposition: inline" + "; a=b" * 900 + "\n\nThe van"] * 200):
        with pytest.raises(NotMail):
            read_mail(parts(*many))


def test_of_a_mail_that_is_nobodys_the_head_alone_is_read(jots: str, settings: Any, box: Box):
    settings.MAIL_IN_SECRET = "hosts-own"
    unreadable = parts(*["\nThe van"] * 1_200)
    assert send("hosts-own", b"To: notes@glanderw.example\n" + unreadable) == 200
    assert send("hosts-own", f"To: notes+{jots}@glanderw.example\n".encode() + unreadable) == 400
    stranger = box.put(b"To: notes@glanderw.example\n" + unreadable)
    assert poll() == 0 and box.flags[stranger] == {"\\Seen"}


def test_what_only_says_that_a_mail_is_signed_is_no_file_that_came():
    read = read_mail(parts("\nThe van", 'Content-Type: application/pgp-signature; name="signature.asc"\n\nx', 'Content-Type: application/pkcs7-signature; name="smime.p7s"\n\nx'))
    assert (read.text.strip(), read.files) == ("The van", ())


def test_a_mail_becomes_a_jotting_of_its_addresses_owner(jots: str, nerys: Person):
    when = timezone.now() - timedelta(days=2)
    data = letter("It came at six.\n\n-- \nNerys, Repairs", subject="The van", key="1", Date=when.strftime("%a, %d %b %Y %H:%M:%S +0000"))
    assert send(jots, data) == 200
    one = Jotting.objects.get()
    assert (one.text, one.person, one.source, one.open) == ("The van – It came at six.", nerys, "mail", True)
    assert abs(one.at - when) < timedelta(minutes=1)
    assert Mail.objects.get().cut == "-- \nNerys, Repairs"
    assert send(jots, data) == 200 and send(jots.upper(), data) == 200
    assert Jotting.objects.count() == 1 and mail.outbox == []


def test_a_mail_becomes_a_draft_with_what_was_below_it_for_its_writer_alone(drafts: str, nerys: Person):
    text = "It *rained*.\n\nOn Fri, 20 Nov 2026, Siân <s@glanderw.example> wrote:\n> Did it?\n> <b>Really</b>?"
    assert send(drafts, letter(text, subject="Re: Rain", files=(("roof.jpg", drawn(), "image/jpeg"), ("plan.pdf", b"%PDF", "application/pdf"), ("bad.png", b"none", "image/png")))) == 200
    body = Body.objects.select_related("note").get()
    assert (body.title, body.note.author, body.note.level, body.note.wanted_level, body.note.edition_id) == ("Rain", nerys, 0, Level.ME, None)
    assert "<em>rained</em>" in body.html and "<img" in body.html
    below = body.html.split('<h2 data-audience="me">')[1]
    assert "&gt; Did it?" in below and "&lt;b&gt;Really&lt;/b&gt;" in below
    told = Trouble.objects.get()
    assert "plan.pdf" in told.sentence and "bad.png" in told.sentence and "roof.jpg" not in told.sentence


def test_pictures_come_with_a_line_and_each_more_is_one_of_its_own(jots: str):
    send(jots, letter("The roof", files=(("a.jpg", drawn(), "image/jpeg"), ("b.jpg", drawn(colour="red"), "image/jpeg"))))
    assert [(one.text, one.snap is not None) for one in Jotting.objects.order_by("pk")] == [("The roof", True), ("", True)]
    send(jots, letter("Broken", files=(("c.jpg", b"no picture", "image/jpeg"),)))
    assert Jotting.objects.filter(text="Broken", photo=None).exists() and "c.jpg" in Trouble.objects.get().sentence


def test_a_picture_that_a_program_calls_bytes_is_known_by_the_end_of_its_name(jots: str):
    send(jots, letter("The roof", files=(("A.JPG", drawn(), "application/octet-stream"), ("plan.dwg", b"x", "application/octet-stream"))))
    assert Jotting.objects.get().snap is not None
    assert "plan.dwg" in Trouble.objects.get().sentence and "A.JPG" not in Trouble.objects.get().sentence


def test_html_is_cleaned_and_what_is_longer_than_a_line_is_a_draft(jots: str):
    send(jots, letter(html="<p>It <b>rained</b>.<script>alert(1)</script></p><blockquote>> x</blockquote>", subject="H"))
    assert Jotting.objects.get().text.startswith("H – It **rained**.")
    send(jots, letter("It rained. " * 200, subject="Long"))
    assert Note.objects.count() == 1 and Jotting.objects.count() == 1


def test_lines_that_were_broken_for_their_length_are_joined(drafts: str):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "F"
    message.set_content("It rained and \nrained.\n\nThen \nnot.\n-- \nN")
    message.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    send(drafts, bytes(message))
    assert "<p>It rained and rained.</p>" in Body.objects.get().html


def test_an_address_that_was_broken_for_its_length_is_whole_again():
    """RFC 3676, 4.1: with DelSp the last space of a line was put in by the program."""
    data = b"Subject: x\nContent-Type: text/plain; format=flowed; DelSp=Yes\n\nSee https://glanderw.example/a/ \nlong/way  \nthere.\n"
    assert read_mail(data).text == "See https://glanderw.example/a/long/way there."


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}, {"X_Autoreply": "yes"}, {"X_Autorespond": "On leave"}])
def test_what_a_program_wrote_by_itself_is_not_taken(jots: str, headers: dict[str, str]):
    assert send(jots, letter("I am away.", files=(), **headers)) == 200
    assert Jotting.objects.count() == Trouble.objects.count() == 0


def test_it_is_taken_that_says_that_no_program_wrote_it(jots: str):
    send(jots, letter("I am here.", Auto_Submitted="no"))
    assert Jotting.objects.count() == 1


ANSWER = "Content-Type: text/calendar; charset=utf-8; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n"


@pytest.mark.parametrize("words", ["\n \n", "Content-Type: text/html\n\n<html><body><div><br></div></body></html>\n"])
def test_that_somebody_comes_to_a_meeting_is_no_jotting_unless_they_wrote_a_word_to_it(jots: str, words: str):
    data = parts(words, ANSWER, kind="alternative").replace(b"Subject: The van", b"Subject: Accepted: The van")
    assert send(jots, data) == 200
    assert Jotting.objects.count() == 0
    assert Trouble.objects.get().sentence == "A mail came with nothing in it that could be kept."
    handed = {"MessageID": "1", "Subject": "Accepted: The van", "TextBody": " ", "Attachments": [{"Name": "a.ics", "Content": "eA==", "ContentType": "text/calendar; METHOD=reply"}]}
    send(jots, json.dumps(handed).encode(), "application/json")
    assert Jotting.objects.count() == 0
    send(jots, parts("\nI bring the ladder.", ANSWER, kind="alternative").replace(b"Subject: The van", b"Subject: Accepted: The van"))
    send(jots, json.dumps({**handed, "TextBody": "And rope."}).encode().replace(b'"1"', b'"2"'), "application/json")
    assert [one.text for one in Jotting.objects.order_by("pk")] == ["Accepted: The van – I bring the ladder.", "Accepted: The van – And rope."]


@pytest.mark.parametrize("handed", [False, True])
def test_the_files_of_a_mail_that_are_too_many_are_named_to_its_person(jots: str, monkeypatch: pytest.MonkeyPatch, handed: bool):
    for room in (mail_read, mail_handed, mail_take):
        monkeypatch.setattr(room, "MOST_FILES", 2)
    files = [("a.png", drawn(), "image/png"), ("plan.pdf", b"%PDF", "application/pdf"), ("c.png", drawn(), "image/png"), ("d.pdf", b"%PDF", "application/pdf")]
    if handed:
        rows = [{"Name": name, "Content": base64.b64encode(data).decode(), "ContentType": kind} for name, data, kind in files]
        send(jots, json.dumps({"MessageID": "1", "TextBody": "The van", "Attachments": rows}).encode(), "application/json")
    else:
        send(jots, letter("The van", files=tuple(files)))
    assert [one.snap is not None for one in Jotting.objects.all()] == [True]
    assert [one.sentence for one in Trouble.objects.order_by("pk")] == [
        "A mail came with more files than are taken of one, which are 2. These were not taken: c.png, d.pdf.",
        "A mail was taken without these files, which cannot be taken: plan.pdf.",
    ]


def test_an_address_that_is_none_or_ended_takes_nothing(jots: str, nerys: Person):
    assert send("nothing", letter("x")) == send("ŵ", letter("x")) == 404
    assert Client().get(f"/mail-in/{jots}").status_code == 405
    new = make_mail_in(person=nerys, sort="jot")
    assert send(jots, letter("x")) == 410
    Person.objects.filter(pk=nerys.pk).update(is_active=False)
    assert send(new, letter("x")) == 410
    assert Jotting.objects.count() == 0


def test_what_cannot_be_read_or_is_empty_too_large_or_too_much_is_said(jots: str, monkeypatch: pytest.MonkeyPatch):
    assert send(jots, b"") == send(jots, b"{", "application/json") == send(jots, b"[]", "application/json") == 400
    assert send(jots, letter()) == 200 and "nothing in it" in Trouble.objects.get().sentence
    monkeypatch.setattr(views_mail_in, "MOST_BYTES", 100)
    assert send(jots, letter("x" * 200)) == 413
    monkeypatch.undo()
    monkeypatch.setattr(mail_take, "MOST_AN_HOUR", 1)
    assert send(jots, letter("One more")) == 429
    assert Jotting.objects.count() == 0


def test_a_service_hands_mails_on_as_json(drafts: str, jots: str, settings: Any):
    value = {
        "MessageID": "a8c1", "Subject": "Fwd: Rain", "To": f"notes+{drafts}@glanderw.example", "Date": "Fri, 20 Nov 2026 10:00:00 +0000", "TextBody": "It rained.", "HtmlBody": "<p>It rained.</p>",
        "Headers": [{"Name": "Message-ID", "Value": "<1@x>"}], "Attachments": [{"Name": "r.jpg", "Content": base64.b64encode(drawn()).decode(), "ContentType": "image/jpeg"}, {"Name": "x", "Content": "?"}],
    }  # fmt: skip
    assert send(drafts, json.dumps(value).encode(), "application/json") == 200
    assert Body.objects.get().title == "Rain" and "<img" in Body.objects.get().html
    assert send("hosts-own", b"{}", "application/json") == 404
    settings.MAIL_IN_SECRET = "hosts-own"
    assert send("hosts-own", json.dumps({**value, "To": f"a+{jots}@x", "HtmlBody": "", "Attachments": "none"}).encode(), "application/json") == 200
    assert Jotting.objects.get().text == "Rain – It rained."
    assert send("hosts-own", json.dumps({**value, "To": "nobody@x"}).encode(), "application/json") == 200  # nobody is told who is here
    away = {**value, "Headers": [{"Name": "Auto-Submitted", "Value": "auto-replied"}], "MessageID": "2"}
    assert send(drafts, json.dumps(away).encode(), "application/json") == 200 and Note.objects.count() == 1


def test_a_file_that_a_service_broke_into_lines_is_taken_and_one_that_cannot_be_read_is_said(drafts: str):
    files = [
        {"Name": "a.png", "Content": base64.encodebytes(drawn()).decode(), "ContentType": "IMAGE/PNG"},
        {"Name": "b.png", "Content": "?", "ContentType": "image/png"},
    ]
    value = {"MessageID": "1", "Subject": "Rain", "TextBody": "It rained.", "Attachments": files}
    assert send(drafts, json.dumps(value).encode(), "application/json") == 200
    assert Body.objects.get().html.count("<img") == 1
    assert "b.png" in Trouble.objects.get().sentence and "a.png" not in Trouble.objects.get().sentence


def test_the_worker_looks_into_the_mailbox(box: Box, jots: str, drafts: str, monkeypatch: pytest.MonkeyPatch):
    box.put(letter("One", to=f"notes+{jots}@glanderw.example", key="1"))
    box.put(letter("One", to=f"notes+{jots.upper()}@glanderw.example", key="1"))
    box.put(letter("Two", subject="T", to=f"Notes <notes+{drafts}@glanderw.example>, other@x.example", key="2"))
    box.put(letter("Through a list", to="list@x.example", key="3", Delivered_To=f"notes+{jots}@glanderw.example"))
    nobodys = box.put(letter("Buy", to="notes@glanderw.example"))
    stranger = box.put(letter("x", to=f"notes+{'0' * 32}@glanderw.example"))
    monkeypatch.setattr(mail_poll, "MOST_BYTES", 100_000)
    large = box.put(letter("x" * 200_000, to=f"notes+{jots}@glanderw.example"))
    assert poll() == 4
    assert list(Jotting.objects.order_by("pk").values_list("text", flat=True)) == ["One", "Through a list"] and Body.objects.get().title == "T"
    assert {number: box.flags[number] for number in box.mails} == {nobodys: {"\\Seen"}, stranger: {"\\Seen"}, large: {"\\Seen"}}
    assert "is still in the mailbox" in Trouble.objects.get().sentence
    assert poll() == 0
    monkeypatch.setattr(mail_take, "MOST_AN_HOUR", 1)
    later = box.put(letter("Later", to=f"notes+{jots}@glanderw.example", key="4"))
    assert poll() == 0 and box.flags[later] == set()
    monkeypatch.undo()
    box.password = "another"
    with pytest.raises(NoMailbox, match="cannot be looked into") as refused:
        poll()
    assert "p@ss" not in str(refused.value)


def test_mails_that_wait_for_a_later_hour_keep_nobody_elses_waiting(box: Box, jots: str, monkeypatch: pytest.MonkeyPatch):
    theirs = make_mail_in(person=add_person(name="Dilys"), sort="jot")
    monkeypatch.setattr(mail_take, "MOST_AN_HOUR", 1)
    monkeypatch.setattr(mail_poll, "AT_ONCE", 1)
    assert send(jots, letter("One")) == 200
    waits = [box.put(letter(text, to=f"notes+{jots}@glanderw.example", key=text)) for text in ("Two", "Three")]
    box.put(letter("Four", to=f"notes+{theirs}@glanderw.example", key="4"))
    assert poll() == 1
    assert list(Jotting.objects.order_by("pk").values_list("text", flat=True)) == ["One", "Four"] and list(box.mails) == waits


def test_a_mail_to_two_of_whom_one_had_too_many_is_asked_for_again_and_taken_once_by_each(jots: str, settings: Any, monkeypatch: pytest.MonkeyPatch):
    settings.MAIL_IN_SECRET = "hosts-own"
    theirs = make_mail_in(person=add_person(name="Dilys"), sort="jot")
    assert send(jots, letter("One", key="1")) == 200
    to_both = letter("Two", key="2", to=f"notes+{jots}@glanderw.example, notes+{theirs}@glanderw.example")
    monkeypatch.setattr(mail_take, "MOST_AN_HOUR", 1)
    assert send("hosts-own", to_both) == 429
    monkeypatch.undo()
    assert send("hosts-own", to_both) == 200
    assert sorted(Jotting.objects.values_list("text", flat=True)) == ["One", "Two", "Two"]


def test_a_mailbox_that_is_not_there_or_not_set_is_no_harm(settings: Any, nerys: Person):
    settings.MAIL_IN_IMAP = ""
    assert poll() == 0
    settings.MAIL_IN_IMAP = "imap://a:b@127.0.0.1:1/INBOX"
    with pytest.raises(NoMailbox):
        poll()


@pytest.mark.skipif(dovecot.program() is None, reason="dovecot, or the right to start it, is missing: the mailbox above is tried instead")
def test_a_mailbox_of_dovecots_is_looked_into_over_tls(jots: str, settings: Any, monkeypatch: pytest.MonkeyPatch):
    folder = Path(tempfile.mkdtemp(prefix="weeknotes-imap-", dir="/tmp"))
    try:
        with dovecot.dovecot(folder) as real:
            settings.MAIL_IN_IMAP = real.url
            real.inbox.add(letter("Through Dovecot", to=f"notes+{jots}@glanderw.example", key="1"))
            real.inbox.add(letter("Nobody’s", to="notes@glanderw.example"))
            for one in (folder / "mail" / "new").iterdir():
                shutil.chown(one, "mail", "mail")
            with pytest.raises(NoMailbox):
                poll()  # nobody vouches for its certificate
            monkeypatch.setenv("SSL_CERT_FILE", str(real.authority))
            assert poll() == 1
            assert Jotting.objects.get().text == "Through Dovecot"
            assert len(real.inbox) == 1 and poll() == 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_addresses_are_made_renewed_and_ended_on_a_page(nerys: Person, settings: Any):
    settings.MAIL_IN_ADDRESS = "notes@glanderw.example"
    client = Client()
    client.force_login(nerys, backend=BACKEND)
    page = client.post("/settings/mail-in/", {"do": "make", "sort": "jot"}).content.decode()
    address = page.split('id="address" readonly rows="2">')[1].split("<")[0].replace("&#43;", "+")
    secret = address.partition("+")[2].partition("@")[0]
    assert f"/mail-in/{secret}" in page and secret not in client.get("/settings/mail-in/").content.decode()
    assert send(secret, letter("One\n-- \nBelow <b>it</b>")) == 200
    shown = client.get("/settings/mail-in/").content.decode()
    assert "Below &lt;b&gt;it&lt;/b&gt;" in shown
    client.post("/settings/mail-in/", {"do": "let-go", "mail": str(Mail.objects.get().pk)})
    assert "Below" not in client.get("/settings/mail-in/").content.decode()
    send(secret, letter())
    assert "nothing in it" in client.get("/settings/mail-in/").content.decode()
    client.post("/settings/mail-in/", {"do": "seen"})
    assert "nothing in it" not in client.get("/settings/mail-in/").content.decode()
    other = Client()
    other.force_login(add_person(name="Tomos"), backend=BACKEND)
    assert "A mail last came on" not in other.get("/settings/mail-in/").content.decode()
    for sent in ({"do": "let-go", "mail": "x"}, {"do": "make", "sort": "all"}, {"do": "end", "sort": "all"}, {}):
        assert client.post("/settings/mail-in/", sent).status_code == 302
    client.post("/settings/mail-in/", {"do": "end", "sort": "jot"})
    assert send(secret, letter("x")) == 410
    assert not Token.objects.filter(purpose="mail-in", revoked_at=None).exists()


def test_that_a_mail_came_is_forgotten_in_time_and_what_was_cut_off_is_not(jots: str):
    send(jots, letter("One", key="1"))
    send(jots, letter("Two\n-- \nBelow", key="2"))
    assert mail_take.let_go_old() == 0
    Mail.objects.update(at=timezone.now() - timedelta(days=91))
    assert mail_take.let_go_old() == 1
    assert Mail.objects.get().cut == "-- \nBelow"


heads = st.sampled_from([b"Subject: =?utf-8?q?x?=", b"Subject: =?x?b?\xff", b"From: <", b"Date: never", b"Date: Fri, 20 Nov 99999 10:00:00 +9999", b"Content-Type: text/html; charset=nothing", b"Content-Type: multipart/mixed; boundary=a",
    b"Content-Type: multipart/alternative", b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: x", b"Content-Disposition: attachment; filename*=x''%ff", b"Message-ID: <", b"To: +@", b"Content-Type: message/rfc822", b"Content-Type: text/plain; format=flowed", b"Content-Type: text/", b"--a", b""])  # fmt: skip


@given(st.lists(heads | st.binary(max_size=30), max_size=12))
def test_whatever_comes_is_read_or_refused(lines: list[bytes]):
    try:
        read = read_mail(b"\r\n".join(lines))
    except NotMail:
        return
    assert len(read.key) == 64 and "\x00" not in read.text + read.subject and "\n" not in read.subject
    (read.text + read.subject).encode()


values = st.recursive(st.none() | st.text(max_size=20) | st.integers(), lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(["Name", "Value", "Content", "ContentType"]), one, max_size=3), max_leaves=5)


@given(st.dictionaries(st.sampled_from(["MessageID", "Subject", "To", "Date", "TextBody", "HtmlBody", "Headers", "Attachments"]), values, max_size=6) | values)
def test_whatever_a_service_hands_on_is_read_or_refused(value: object):
    try:
        read = read_handed(value)
    except NotMail:
        return
    (read.text + read.subject).encode()
