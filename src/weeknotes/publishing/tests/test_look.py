"""How a place looks: a colour that can be read, a logo made anew, a font of its own; one stylesheet all the same."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from weeknotes.publishing import disk
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.look import keep_look
from weeknotes.web.contrast import DARK, ENOUGH, LIGHT, least, lightened, ratio

pytestmark = pytest.mark.django_db

AT = "/settings/site/look/"
SHEET = re.compile(r'<link rel="stylesheet" href="/([^"]+)">')
CSS = Path(__file__).resolve().parents[2] / "web" / "static" / "weeknotes.css"


@pytest.fixture
def host(nerys, client):
    nerys.is_host = True
    nerys.save()
    client.force_login(nerys)
    return nerys


def logo(form: str = "PNG") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGBA", (300, 100), (20, 60, 120, 128)).save(out, form)
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


def font(body: bytes = b"") -> bytes:
    """The head of a WOFF2 and some bytes that no test reads as letters."""
    rest = b"\0\x0c" + b"\0" * 34 + (body or b"x" * 200)
    return b"wOF2" + b"\0\1\0\0" + (12 + len(rest)).to_bytes(4, "big") + rest


def test_the_grounds_are_those_of_the_stylesheet():
    tokens = dict(re.findall(r"--(paper|leaf):light-dark\((#\w+,#\w+)\)", CSS.read_text()))
    assert [pair.split(",") for pair in (tokens["paper"], tokens["leaf"])] == [[LIGHT[0], DARK[0]], [LIGHT[1], DARK[1]]]
    assert round(ratio("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("pen", ["#1c3bb2", "#000000", "#7a1f1f", "#005a2b"])
def test_a_darker_colour_has_a_lighter_shade_for_dark_pages(pen):
    assert least(lightened(pen), DARK) >= ENOUGH


def test_a_colour_stands_in_the_one_stylesheet_of_every_page(host, client, page):
    before = SHEET.findall(page("index.html"))
    assert client.post(AT, {"pen": "#005A2B"}).status_code == 302
    found = SHEET.findall(page("index.html"))
    assert len(found) == len(before) == 1
    assert found != before
    sheet = page(found[0])
    assert sheet.startswith(CSS.read_text().rstrip()[:200])
    assert f"--pen:light-dark(#005a2b,{lightened('#005a2b')})" in sheet
    assert SHEET.findall(client.get(AT).text) == found
    assert page(before[0])
    assert audit() == ()
    client.post(AT, {"pen": "#1c3bb2"})
    assert SHEET.findall(page("index.html")) == before
    assert audit() == ()


@pytest.mark.parametrize(("pen", "word"), [("#ff9900", "2."), ("blue", "six"), ("#12345", "six"), ("#fff;}body{}", "six")])
def test_a_colour_that_cannot_be_read_is_refused_with_what_was_measured(host, client, page, pen, word):
    answer = client.post(AT, {"pen": pen})
    assert answer.status_code == 422
    said = re.search(r'id="pen-e"><b>(.*?)</b>', answer.text)
    assert said is not None and word in said[1]
    assert "light-dark(#ff9900" not in page(SHEET.findall(page("index.html"))[0])


def test_a_logo_is_made_anew_and_read_out_as_the_name(host, client, page):
    assert client.post(AT, {"pen": "#1c3bb2", "logo": logo()}).status_code == 302
    src = re.search(r'<img class="logo" src="/([^"]+\.webp)" alt="Glanderw" width="300" height="100">', page("index.html"))
    assert src
    assert 'alt="Cyngor Glanderw"' in page("cy/index.html")
    with Image.open(BytesIO(disk.read(src[1]) or b"")) as made:
        assert (made.format, made.mode) == ("WEBP", "RGB")
    assert src[1] in client.get(AT).text
    client.post(AT, {"pen": "#1c3bb2", "drop_logo": "1"})
    assert 'class="logo"' not in page("index.html")
    assert audit() == ()


def test_a_drawing_that_may_hold_a_program_is_refused_with_why(host, client):
    svg = SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "image/svg+xml")
    answer = client.post(AT, {"pen": "#1c3bb2", "logo": svg})
    assert answer.status_code == 422
    said = re.search(r'id="logo-e"><b>(.*?)</b>', answer.text)
    assert said is not None and "SVG" in said[1]


def test_a_font_is_sent_from_here_and_asked_for_by_the_stylesheet(host, client, page):
    assert client.post(AT, {"pen": "#1c3bb2", "font": SimpleUploadedFile("a.woff2", font())}).status_code == 302
    sheet = SHEET.findall(page("index.html"))[0]
    name = re.search(r'url\((face\.[0-9a-f]{12}\.woff2)\) format\("woff2"\)', page(sheet))
    assert name
    assert disk.read(f"static/{name[1]}") == font()
    assert audit() == ()


@pytest.mark.parametrize("body", [b"", b"wOFF" + b"x" * 50, b"wOF2", font()[:-1], font(b"x" * 400_000), b"wOF2" + b"ttcf" + font()[8:]])
def test_what_is_no_small_woff2_is_refused(host, client, body):
    answer = client.post(AT, {"pen": "#1c3bb2", "font": SimpleUploadedFile("a.woff2", body)})
    assert answer.status_code == 422
    assert 'id="font-e"' in answer.text


def test_the_files_of_the_look_are_made_again_from_the_database(host, client, page):
    client.post(AT, {"pen": "#005a2b", "logo": logo()})
    sheet = SHEET.findall(page("index.html"))[0]
    body = disk.read(sheet)
    (Path(settings.PUBLIC) / sheet).unlink()
    assert [one.path for one in audit()] == [sheet]
    bake()
    assert disk.read(sheet) == body
    assert audit() == ()


def test_nobody_but_the_host_changes_the_look(host, tomos, client):
    client.force_login(tomos)
    assert client.get(AT).status_code == client.post(AT, {"pen": "#005a2b"}).status_code == 404
    assert reverse("site-look") == AT


def test_a_look_can_be_kept_by_a_command_of_ones_own(organisation, page):
    keep_look(pen="#005a2b", logo=None, font=None)
    bake()
    assert "--pen:light-dark(#005a2b" in page(SHEET.findall(page("index.html"))[0])
