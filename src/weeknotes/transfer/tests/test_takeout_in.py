"""What Google's Takeout holds: blogs, documents and mails come, and what else there is of a person stays, named or counted."""

from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Record, Trouble
from weeknotes.transfer.sources import input_at, things
from weeknotes.transfer.tests.exports import PIXEL, SECRET, blogger, boxed, mails, word, zipped
from weeknotes.transfer.tests.given import given, laid

DOC = "<html><head><style>.c1{font-weight:700}</style></head><body class='doc-content'><p><span class='c1'>Sun</span> shone. <img src='images/roof.png' alt='A roof'></p></body></html>"
FILES: dict[str, bytes | str] = {
    "archive_browser.html": f"<html><body><h1>{SECRET}</h1></body></html>",
    "Mail/All mail.mbox": boxed(mails()),
    "Drive/Sun.html": DOC,
    "Drive/images/roof.png": PIXEL,
    "Drive/Word.docx": word(),
    "Drive/hail.md": "---\ntitle: Hail\ndate: 2021-03-19\n---\nIt hailed.\n",
    "Drive/sums.xlsx": b"PK",
    "My Activity/Search/MyActivity.html": f"<html><body><p>{SECRET}</p></body></html>",
    "Keep/list.txt": SECRET,
}


@pytest.mark.parametrize("root", ["", "Takeout/"])
@pytest.mark.parametrize("packed", [True, False])
def test_blogs_documents_and_mails_of_a_takeout_come_and_nothing_else(seen: Path, root: str, packed: bool):
    files = {f"{root}{name}": data for name, data in {**FILES, "Blogger/Blogs/Rain/feed.atom": blogger()}.items()}
    path = given(seen, "x.zip", zipped(files)) if packed else laid(seen / "x", files)
    found = [one for _number, one in things([input_at(path)], otherwise="en")]
    assert not any(isinstance(one, Trouble) for one in found)
    came = [one for one in found if isinstance(one, Post | Record)]
    assert {one.kind for one in came} == {"blogger", "google-docs", "docx", "file", "mail"}
    assert not any(SECRET in one.html for one in came)
    assert {(one.status, one.reach) for one in came if one.kind == "file"} == {("draft", "me")}
    (doc,) = [one for one in came if one.kind == "google-docs"]
    assert [one.inside for one in doc.media] == [f"{root}Drive/images/roof.png"]
    named = {one.place for one in found if isinstance(one, Left)}
    assert {f"{root}My Activity/Search/MyActivity.html", f"{root}Keep/list.txt"} <= named
    assert f"{root}archive_browser.html" not in named


def test_a_takeout_is_one_whatever_the_page_about_it_is_called(seen: Path):
    files = {f"Takeout/{name}": data for name, data in FILES.items() if name.startswith(("Mail/", "Drive/"))} | {"Takeout/Archiv_Übersicht.html": SECRET}
    found = list(read(given(seen, "x.zip", zipped(files)), asked=Asked(out=True)))
    assert sorted(one.kind for one in found if isinstance(one, Post | Record)) == ["docx", "file", "google-docs", "mail", "mail", "mail"]
    assert [one.place for one in found if isinstance(one, Left) and one.place.endswith("html")] == ["Takeout/Archiv_Übersicht.html"]
