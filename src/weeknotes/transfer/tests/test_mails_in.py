"""Mails that somebody sent, as notes: what they wrote comes, and nothing of what others did."""

from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as st

from weeknotes.people.models import Person
from weeknotes.prose.html import clean, plain
from weeknotes.transfer.bundle import Bundle
from weeknotes.transfer.hold import hold
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.sources import input_at, things
from weeknotes.transfer.tests.exports import PIXEL, SECRET, boxed, mail, mails, word, zipped
from weeknotes.transfer.tests.given import given, laid, posts

BOXES = pytest.mark.parametrize(("name", "made"), [("weeknotes.mbox", boxed), ("Sent", boxed), ("mails.zip", lambda several: zipped({f"{n}.eml": one.as_bytes() for n, one in enumerate(several)}))])


def left(found: Iterable[object]) -> dict[str, int]:
    return {str(one.why): one.count for one in found if isinstance(one, Left)}


@BOXES
def test_what_the_writer_of_most_mails_wrote_comes_and_what_others_did_is_counted(seen: Path, name: str, made):
    path = given(seen, name, made(mails()))
    found = list(read(path))
    assert [one.title for one in found if isinstance(one, Post)] == ["Rain", "Wind", "Wind"]
    assert left(found) == {
        "Mails that somebody else wrote: 1. They are other people’s words, and stay there.": 1,
        "Answers to other people: 1. They are half of a conversation, and stay with it.": 1,
        "Mails that a program wrote by itself: 1.": 1,
    }
    assert not any(isinstance(one, Trouble) for one in found)


def test_a_mail_keeps_its_headings_links_lists_and_pictures_and_is_its_writers_alone(seen: Path):
    path = given(seen, "weeknotes.mbox", boxed(mails()))
    rain = posts(read(path))["Rain"]
    html = clean(rain.html)
    assert "<h2>What I did</h2>" in html
    assert '<a href="https://depot.example/">roof</a>' in html
    assert "<li>One</li>" in html
    assert [(one.alt, one.inside) for one in rain.media] == [("A roof", "1.eml!/1-roof.png")]
    with open_bundle(path) as bundle:
        assert bundle.read(rain.media[0].inside) == PIXEL
    assert (rain.status, rain.reach, rain.address, rain.author, str(rain.dated)[:10], rain.how_dated) == ("private", "me", "", "Nerys", "2021-03-19", "stated")
    assert [str(why) for why in rain.warnings] == ["What stood below in the mail, a signature or what it answered to, did not come."]


def test_lines_that_begin_with_from_are_words_of_their_mail(seen: Path):
    wind = next(one for one in read(given(seen, "weeknotes.mbox", boxed(mails()))) if isinstance(one, Post) and one.title == "Wind")
    assert plain(clean(wind.html)).split("\n") == ["From the north it blew.", "From Monday on, it did not."]


def test_pictures_that_are_only_attached_come_and_other_files_are_named(seen: Path):
    one = mail("Rain")
    one.add_attachment(PIXEL, "image", "png", filename="../../roof (1).png")
    one.add_attachment(b"%PDF", "application", "pdf", filename="plan.pdf")
    (post,) = [each for each in read(given(seen, "rain.eml", one.as_bytes())) if isinstance(each, Post)]
    assert [each.inside for each in post.media] == ["rain.eml!/1-roof-1-.png"]
    assert [str(why) for why in post.warnings] == ["Files that came with the mail stay there: plan.pdf."]


@pytest.mark.parametrize(
    "html",
    [
        f'<p>It rained.</p><div id="divRplyFwdMsg"><b>From:</b> {SECRET}</div><p>{SECRET}</p>',
        f'<p>It rained.</p><blockquote type="cite"><p>{SECRET}</p></blockquote>',
        f'<p>It rained.</p><div class="gmail_quote">On Monday: <blockquote class="gmail_quote" type="cite">{SECRET}<div class="gmail_signature">{SECRET}</div></blockquote></div>' * 50,
        f'<p>It rained.</p><div class="moz-cite-prefix">On Monday {SECRET} wrote:</div><blockquote type="cite">{SECRET}</blockquote>',
        f'<p>It rained.</p><img src="cid:none@x"><div id="appendonsend"></div><hr><div>{SECRET}</div>',
    ],
)
def test_the_mail_before_and_a_signature_stay(seen: Path, html: str):
    (post,) = [one for one in read(given(seen, "rain.eml", mail("Rain", html=html).as_bytes())) if isinstance(one, Post)]
    assert set(clean(post.html).split("\n")) == {"<p>It rained.</p>"}
    assert len(post.warnings) == 1


def test_answers_that_a_program_wrote_or_that_only_say_who_comes_are_counted_and_do_not_come(seen: Path):
    away, comes = mail("Away"), EmailMessage()
    away["X-Autoreply"] = "yes"
    comes["From"], comes["Subject"], comes["Message-ID"] = mail("Rain")["From"], "Accepted: The van", "<comes@x>"
    comes.set_content("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar", params={"method": "REPLY"})
    found = list(read(given(seen, "weeknotes.mbox", boxed([mail("Rain"), away, comes]))))
    assert [one.title for one in found if isinstance(one, Post)] == ["Rain"]
    assert left(found) == {"Mails that a program wrote by itself: 1.": 1, "Posts without a word: 1.": 1}


def test_a_mail_that_came_twice_comes_once_in_all_that_is_given(seen: Path):
    found = [one for one in read(laid(seen / "x", {"a.eml": mail("Rain").as_bytes(), "b.eml": mail("Rain").as_bytes()})) if isinstance(one, Post)]
    assert len({one.source_id for one in found}) == 1


@pytest.mark.parametrize("beside", [{"sun.md": "# Sun\n\nIt shone.\n"}, {"sun.docx": word()}, {"_posts/2021-03-19-sun.md": "---\ntitle: Sun\n---\nIt shone.\n"}])
def test_mails_beside_texts_come_as_those_of_a_box_do(seen: Path, beside: dict[str, bytes | str]):
    files: dict[str, bytes | str] = {**beside, "Sent.mbox/mbox": boxed(mails()), "hail.eml": mail("Hail").as_bytes()}
    for path in (given(seen, "x.zip", zipped(files)), laid(seen / "x", files)):
        found = list(read(path))
        mailed = [one for one in found if isinstance(one, Post) and one.kind == "mail"]
        assert sorted(one.title or "" for one in mailed) == ["Hail", "Rain", "Wind", "Wind"]
        assert {(one.status, one.reach) for one in mailed} == {("private", "me")}
        assert len([one for one in found if isinstance(one, Post | Record)]) == 5
        assert left(found)["Mails that somebody else wrote: 1. They are other people’s words, and stay there."] == 1
        with open_bundle(path) as bundle:
            assert bundle.read(next(one for one in mailed if one.title == "Rain").media[0].inside) == PIXEL


def test_whoever_wrote_most_of_several_mails_that_are_given_one_by_one_is_their_writer(seen: Path):
    inputs = [input_at(given(seen, f"{number}.eml", one.as_bytes())) for number, one in enumerate(mails())]
    found = [one for _number, one in things(inputs, otherwise="en")]
    assert [one.title for one in found if isinstance(one, Post)] == ["Rain", "Wind", "Wind"]
    assert left(found)["Mails that somebody else wrote: 1. They are other people’s words, and stay there."] == 1
    assert left(found)["Answers to other people: 1. They are half of a conversation, and stay with it."] == 1


def test_a_mail_that_cannot_be_opened_says_nothing_of_who_wrote_the_others(seen: Path):
    inputs = [input_at(given(seen, f"{name}.eml", mail(name).as_bytes())) for name in ("Rain", "Wind")]
    (seen / "Rain.eml").unlink()
    found = [one for _number, one in things(inputs, otherwise="en")]
    assert [type(one) for one in found] == [Trouble, Post]


@pytest.mark.parametrize("data", [b"", b"no mail", b"\x00" * 100, b"From x\n"])
def test_what_is_no_mail_is_a_sentence(seen: Path, data: bytes):
    found = list(read(given(seen, "x.eml", data)))
    assert [type(one) for one in found] == [Trouble]


def test_two_mails_without_a_name_for_themselves_are_told_apart_by_their_words(seen: Path):
    made: list[EmailMessage] = [mail("Rain", text="One."), mail("Rain", text="Two.")]
    for one in made:
        del one["Message-ID"]
    found = [one for one in read(given(seen, "box.mbox", boxed(made))) if isinstance(one, Post)]
    assert len({one.source_id for one in found}) == 2


WHOLE = boxed(mails())


@whenever(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=40), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_box_that_is_damaged_anywhere_is_read_as_far_as_it_goes(tmp_path_factory: pytest.TempPathFactory, start: int, end: int, other: bytes, alone: bool):
    data = WHOLE[: min(start, end)] + other + WHOLE[max(start, end) :]
    folder = tmp_path_factory.mktemp("box")
    for one in read(given(folder, "x.eml" if alone else "x.mbox", data)):
        assert isinstance(one, Post | Left | Trouble | Record)


@pytest.mark.parametrize("inside", ["Sent.mbox", "Mail/Sent.mbox", "Sent.mbox/mbox"])
def test_a_box_within_what_was_given_is_read_as_one_that_was_given_by_itself(seen: Path, inside: str):
    for path in (given(seen, "x.zip", zipped({inside: boxed(mails()), "table_of_contents": b"x"})), laid(seen / "x", {inside: boxed(mails())})):
        found = list(read(path))
        assert [one.title for one in found if isinstance(one, Post)] == ["Rain", "Wind", "Wind"]
        assert left(found)["Answers to other people: 1. They are half of a conversation, and stay with it."] == 1
        assert not any(isinstance(one, Trouble) for one in found)
        with open_bundle(path) as bundle:
            assert bundle.read(posts(found)["Rain"].media[0].inside) == PIXEL


def test_a_box_within_a_zip_and_mails_beside_it_are_read_together(seen: Path):
    found = list(read(given(seen, "x.zip", zipped({"Sent.mbox": boxed(mails()), "more/sun.eml": mail("Sun").as_bytes()}))))
    assert sorted(one.title or "" for one in found if isinstance(one, Post)) == ["Rain", "Sun", "Wind", "Wind"]


def test_a_box_within_a_zip_that_is_too_large_to_be_held_is_said(seen: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Bundle.read, "__defaults__", (100,))
    (one,) = [one for one in read(given(seen, "x.zip", zipped({"Sent.mbox": boxed(mails())}))) if isinstance(one, Trouble)]
    assert "“Sent.mbox” is larger than" in one.sentence


def of_apple(data: bytes, space: str = "") -> bytes:
    about = f'<?xml version="1.0"?><plist version="1.0"><dict><key>remote-id</key><string>{SECRET}</string></dict></plist>\n'
    return f"{len(data)}{space}\n".encode() + data + about.encode()


@pytest.mark.parametrize("space", ["", "       "])
@pytest.mark.parametrize("name", ["12.emlx", "12.partial.emlx", "Sent.mbox/Messages/12.emlx", "12"])
def test_a_mail_of_apples_is_read_as_the_mail_that_it_is(seen: Path, name: str, space: str):
    one = mail("Rain")
    one.add_attachment(PIXEL, "image", "png", filename="roof.png")
    given(seen / "x", name, of_apple(one.as_bytes(), space))
    path = seen / "x" if "/" in name else seen / "x" / name
    found = list(read(path))
    (post,) = [each for each in found if isinstance(each, Post)]
    assert (post.kind, post.title, post.status) == ("mail", "Rain", "private")
    assert SECRET not in post.html
    assert "Subject" not in post.html
    assert not left(found)
    with open_bundle(path) as bundle:
        assert bundle.read(post.media[0].inside) == PIXEL


def test_a_mail_of_apples_that_is_shorter_than_it_says_is_said_to_be(seen: Path):
    whole = of_apple(mail("Rain").as_bytes())
    (post,) = [one for one in read(given(seen, "1.emlx", b"9" + whole)) if isinstance(one, Post)]
    assert any("The file stops here" in str(why) for why in post.warnings)
    (post,) = [one for one in read(given(seen, "2.emlx", whole)) if isinstance(one, Post)]
    assert not post.warnings


def test_a_picture_that_apples_mail_keeps_beside_its_mail_comes_from_there_and_one_that_is_nowhere_is_named(seen: Path):
    one = mail("Rain", html='<p>It rained.</p><p><img src="cid:roof@x" alt="A roof"></p>')
    for name in ("roof.png", "gone.png"):
        one.add_attachment(b"", "image", "png", filename=name, cid=f"<{name.removesuffix('.png')}@x>")
    laid(seen / "x", {"Sent.mbox/Messages/12.partial.emlx": of_apple(one.as_bytes()), "Sent.mbox/Attachments/12/2/roof.png": PIXEL})
    found = list(read(seen / "x"))
    (post,) = [each for each in found if isinstance(each, Post)]
    assert [(each.inside, each.alt) for each in post.media] == [("Sent.mbox/Attachments/12/2/roof.png", "A roof")]
    assert [str(why) for why in post.warnings] == ["Files that came with the mail stay there: gone.png."]
    assert not left(found)


@pytest.mark.parametrize("data", [b"12\n", b"999999999\nSubject: Rain\n\nIt rained.\n", b"5\nFrom:", b"0\nFrom: a\n\nb"])
def test_a_mail_of_apples_that_is_damaged_ends_in_a_post_or_a_sentence(seen: Path, data: bytes):
    assert [type(one) for one in read(given(seen, "x.emlx", data)) if isinstance(one, Post | Left | Trouble)]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + SECRET.encode() * 20
OF_OUTLOOK = "Mails in Outlook’s own form (.msg): {}. Open each in Outlook on the web, in the new Outlook or on a Mac, save it as .eml there, and bring those in."


def test_a_mail_of_outlooks_is_said_to_be_one_and_how_it_can_be_brought(seen: Path, nerys: Person):
    assert [one.sentence for one in read(given(seen, "rain.msg", OLE)) if isinstance(one, Trouble)] == [OF_OUTLOOK.format(1)]
    found = list(read(laid(seen / "x", {"rain.msg": OLE, "wind.msg": OLE, "sun.md": "# Sun\n\nIt shone.\n"})))
    assert [str(one.why) for one in found if isinstance(one, Left)] == [OF_OUTLOOK.format(1)] * 2
    assert hold(person=nerys, files=[SimpleUploadedFile("rain.msg", OLE)]) == (None, [OF_OUTLOOK.format(1)])
