"""What a static site shows beside a text's words, or by a number alone, comes: photos of Micro.blog's, and what Hugo's own shortcodes show."""

from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.site_marks import shown
from weeknotes.transfer.tests.given import laid, posts


def html_of(folder: Path, front: str) -> str:
    files: dict[str, bytes | str] = {"hugo.toml": 'baseURL = "https://micro.example/"', "content/2021/rain.md": f"---\ntitle: Rain\ndate: 2021-03-19\n{front}---\nIt rained.\n"}
    return str(posts(read(laid(folder / "blog", files)))["Rain"].html)


@pytest.mark.parametrize(
    ("front", "pictures"),
    [
        ("photos:\n- https://micro.example/uploads/a.jpg\n- /uploads/b.jpg\n", ['<img src="https://micro.example/uploads/a.jpg">', '<img src="/uploads/b.jpg">']),
        (
            "photos:\n- https://micro.example/a.jpg\nphotos_with_metadata:\n- url: https://micro.example/a.jpg\n  width: 10\n  alt: A roof\n",
            ['<img src="https://micro.example/a.jpg" alt="A roof">'],
        ),
        ("photo:\n- value: https://micro.example/a.jpg\n  alt: A roof\n", ['<img src="https://micro.example/a.jpg" alt="A roof">']),
        ("photos: 4\nphoto: no\nphotos_with_metadata: [[1], {url: [2]}, 'a b']\n", []),
    ],
)
def test_the_photos_that_stand_before_a_text_come_below_its_words(seen: Path, front: str, pictures: list[str]):
    html = html_of(seen, front)
    assert [f"<figure>{one}</figure>" for one in pictures] == html.split("\n")[1 : len(pictures) + 1]
    assert html.count("<img") == len(pictures)


def test_a_photo_that_the_text_shows_itself_comes_once(seen: Path):
    html = html_of(seen, "photos:\n- https://micro.example/a.jpg\n---\n![A roof](https://micro.example/a.jpg)\n\n")
    assert html.count("<img") == 1


@pytest.mark.parametrize(
    ("written", "comes"),
    [
        ('{{< tweet user="Nerys" id="123" >}}', "<https://twitter.com/Nerys/status/123>"),
        ("{{< tweet 123 >}}", "<https://twitter.com/i/status/123>"),
        ('{{< x user="Nerys" id="123" >}}', "<https://x.com/Nerys/status/123>"),
        ("{{< instagram Babc >}}", "<https://www.instagram.com/p/Babc/>"),
        ("{{< gist nerys 50a7482715eac222e230d1e64dd9a89b >}}", "<https://gist.github.com/nerys/50a7482715eac222e230d1e64dd9a89b>"),
        ('{{% details summary="Why" %}}\nSo.\n{{% /details %}}', "**Why**\n\n\nSo."),
        ("{{< details >}}\nSo.\n{{< /details >}}", "So."),
    ],
)
def test_what_hugos_own_shortcodes_show_comes(written: str, comes: str):
    made, others = shown(f"It rained.\n{written}", "hugo")
    assert (made.removeprefix("It rained.").strip(), others) == (comes, ())


@pytest.mark.parametrize("written", ['{{< tweet user="a b" id="1" >}}', "{{< gist nerys >}}", '{{< x user="a" >}}', "{{< instagram a/../b >}}"])
def test_one_that_names_nothing_plain_stays_as_words_and_is_named(written: str):
    made, others = shown(written, "hugo")
    assert (made, len(others)) == (written, 1)


def test_a_picture_that_is_owed_to_somebody_leads_to_them():
    made, _others = shown('{{< figure src="a.jpg" attr="Aled" attrlink="https://aled.example" >}}', "hugo")
    assert '<figcaption><a href="https://aled.example">Aled</a></figcaption>' in made
    assert "javascript" not in shown('{{< figure src="a.jpg" attr="Aled" attrlink="javascript:x" >}}', "hugo")[0]


@pytest.mark.parametrize("written", ["* TOC\n{:toc}", "1. Contents\n{: toc}", "- x\n{:toc .no_toc}"])
def test_the_point_that_stands_for_a_list_of_headings_does_not_come(written: str):
    assert shown(f"Rain.\n\n{written}\n\n* A point\n{{: .class}}\n", "jekyll")[0].split() == ["Rain.", "*", "A", "point"]
