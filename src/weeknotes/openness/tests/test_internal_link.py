"""Links that readers may not be able to open."""

import pytest

from weeknotes.openness.rules.internal_link import INSIDE, KEPT, look, rule
from weeknotes.openness.tests.written import quotes, seen


@pytest.mark.parametrize(
    "address",
    [
        "https://glanderw.sharepoint.com/sites/digital/a.pptx", "https://glanderw-my.sharepoint.com/:w:/g/x", "https://teams.microsoft.com/l/channel/1",
        "https://onedrive.live.com/?id=1", "https://1drv.ms/w/s!a", "https://docs.google.com/document/d/1a/edit", "https://drive.google.com/drive/folders/1",
        "HTTPS://Glanderw.Atlassian.net/browse/BIN-4", "https://glanderw.slack.com/archives/C1/p2",
    ],
)  # fmt: skip
def test_a_place_one_must_be_let_into_is_asked_about(address: str) -> None:
    assert look(address) is KEPT


@pytest.mark.parametrize(
    "address",
    [
        "http://intranet/hr", "http://intranet.glanderw.gov.uk/hr", "https://mewnrwyd.glanderw.gov.uk/x", "http://localhost:3000/", "http://board.glanderw.local/",
        "https://wiki.internal.", "http://x.corp/a", "http://10.0.4.1/", "http://192.168.1.9:8080/a", "http://172.16.0.1/", "http://172.31.255.1/", "http://[fc00::1]/",
        "http://[fe80::1%25eth0]/", "//board/x", "file:///G:/bins.xlsx", r"\\server\share\bins.xlsx", "https://confluence.glanderw.gov.uk/display/BIN", "smb://depot/rota",
    ],
)  # fmt: skip
def test_a_host_that_answers_inside_alone_is_asked_about(address: str) -> None:
    assert look(address) is INSIDE


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.uk/", "https://docs.google.com/forms/d/e/1/viewform", "https://docs.google.com/document/d/e/2PACX/pub", "https://docs.google.com/document/d/1a/pub",
        "https://172.32.0.1/", "http://8.8.8.8/", "/notes/rounds", "#top", "", "mailto:bins@glanderw.gov.uk", "https://[x/", "https://api.slack.com/docs", "tel:01632960000",
        "https://sharepoint-tips.example/",
    ],
)  # fmt: skip
def test_an_address_that_everybody_can_open_is_fine(address: str) -> None:
    assert look(address) is None


def test_the_organisations_own_hosts_are_inside_with_all_below_them() -> None:
    own = frozenset({"wiki.pentre.example", ""})
    assert look("https://wiki.pentre.example/a", own) is look("https://a.wiki.pentre.example/", own) is INSIDE
    assert look("https://notwiki.pentre.example/", own) is None


def test_each_address_is_found_once_in_links_and_in_words_but_not_in_code() -> None:
    html = '<p>See http://intranet/a, and <a href="http://intranet/b">http://intranet/b</a>, and <a href="http://intranet/b">b</a> http://intranet/a.</p><pre><code>http://intranet/c</code></pre>'
    assert quotes(rule, html) == ["http://intranet/a,", '<a href="http://intranet/b">http://intranet/b</a>']
    assert [one.found for one in seen(rule, html)] == ["http://intranet/a", "http://intranet/b"]
    assert quotes(rule, "See [the wiki](http://wiki.local/x) and ftp://depot/x\n", "markdown") == [
        "[the wiki](http://wiki.local/x)",
        "ftp://depot/x",
    ]
    assert quotes(rule, "<p>Nothing here.</p>") == []


def test_where_not_everybody_reads_it_nothing_is_asked() -> None:
    html = '<p><a href="http://intranet/a">a</a></p><h2 data-audience="organisation">For us</h2><p><a href="http://intranet/b">b</a></p><h2>Next</h2><p><a href="http://intranet/c">c</a></p>'
    assert [one.found for one in seen(rule, html)] == ["http://intranet/a", "http://intranet/c"]
    assert quotes(rule, html, level=3) == []


def test_a_share_of_the_network_is_found_in_a_note_that_has_no_other_address() -> None:
    link = r'<a href="\\glfile01\plans">the plans</a>'
    assert quotes(rule, f"<p>See {link}.</p>") == [link]
