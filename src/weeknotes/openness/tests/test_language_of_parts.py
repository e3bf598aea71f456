import pytest

from weeknotes.openness.rules.language_of_parts import ENGLISH, OTHER, WELSH, rule
from weeknotes.openness.tests.written import quotes, seen

CY = "Mae’r ffurflen yn rhy hir ac mae’n anodd gwybod beth i’w wneud nesaf."
EN = "I could not find the button that I was told about, and so I went home."
DE = "Wir haben in dieser Woche nicht viel geschafft, aber die Sonne war da und wir sind mit dem Zug gefahren."


@pytest.mark.parametrize(
    ("lang", "html", "found"),
    [
        ("en", f"<p>{EN}</p><blockquote><p>{CY}</p></blockquote>", [CY]),
        ("en-GB", f"<p>{CY}</p><p>{CY} Eto.</p><p>{EN}</p><p>{CY}</p>", [CY, CY]),
        ("cy", f"<p>{CY}</p><ul><li>{EN}</li></ul>", [EN]),
        (
            "en",
            "<ul><li>Mae’r bws yn hwyr bob dydd</li><li>Dydy’r ap ddim yn gweithio yn y Gymraeg</li></ul>",
            ["Mae’r bws yn hwyr bob dydd"],
        ),
        ("en", f'<p lang="cy">{CY}</p><p>{EN}</p><p>{CY}</p>', [CY]),
        ("en", f'<p lang="fr">{CY}</p>', [CY]),
        ("en", f"<p>{DE}</p>", [DE]),
        ("en", f'<p lang="cy">{EN}</p><p>{CY}</p>', [CY]),
        ("en", "<p>Mae’r bws yn hwyr heddiw.</p>", ["Mae’r bws yn hwyr heddiw."]),
    ],
)
def test_a_part_in_another_language_is_found_where_it_begins(lang: str, html: str, found: list[str]) -> None:
    assert quotes(rule, html, lang=lang) == found


@pytest.mark.parametrize(
    ("lang", "html"),
    [
        ("en", f"<p>{EN}</p>"),
        ("en", f'<p>{EN}</p><blockquote lang="cy"><p>{CY}</p></blockquote>'),
        ("en", f'<div lang="cy-GB"><div><p>{CY}</p><br><p>{CY}</p></div></div>'),
        ("en", f'<p><em lang="cy">{CY}</em></p>'),
        ("en", f'<p lang="cy">{CY}<p lang="cy">{CY}'),
        ("en", f'<section lang="cy"><p lang="cy">{CY}</p></section></p>'),
        ("en", "<p>Diolch yn fawr i chi.</p>"),
        ("en", "<p>Llyfrgell Pentre and Canolfan y Bont are open to all this week.</p>"),
        ("cy", f'<ul><li><a href="/x">{EN}</a></li></ul>'),
        ("en", f"<pre><code>{CY}</code></pre>"),
        ("en", "<p>Wir haben nicht viel mit der Woche.</p>"),
        ("", f"<p>{CY}</p>"),
    ],
)
def test_what_is_marked_short_a_link_or_in_the_notes_own_language_is_fine(lang: str, html: str) -> None:
    assert quotes(rule, html, lang=lang) == []


def test_a_part_is_called_by_its_language() -> None:
    assert [one.what for one in seen(rule, f"<p>{CY}</p><p>{DE}</p>", lang="en")] == [WELSH.what, OTHER.what]
    assert [one.what for one in seen(rule, f"{EN}\n", "markdown", lang="cy")] == [ENGLISH.what]
