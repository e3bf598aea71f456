"""Every format: what comes of a small export of it, what is left and why, and that nothing planted in it comes out."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.utils.translation import override

from weeknotes.prose.html import clean, plain
from weeknotes.transfer.importing import BROKE, IMPORTERS, read, recognised
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.packed import open_bundle
from weeknotes.transfer.record import Record, Thing, Trouble
from weeknotes.transfer.tests import exports
from weeknotes.transfer.tests.exports import PUBLIC, SAMPLES, SECRET, medium_page, toot, wxr, wxr_item, zipped
from weeknotes.transfer.tests.given import given, laid, posts


def told(folder: Path, label: str) -> list[Thing]:
    _kind, name, make = SAMPLES[label]
    return list(read(given(folder, name, make())))


def left(found: list[Thing]) -> dict[str, int]:
    """How many are left for each reason that is said."""
    return {str(one.why): one.count for one in found if isinstance(one, Left)}


def troubles(found: list[Thing]) -> list[str]:
    return [one.sentence for one in found if isinstance(one, Trouble)]


@pytest.mark.parametrize("label", SAMPLES)
def test_an_export_is_recognised_and_nothing_that_is_anothers_comes_out_of_it(seen: Path, label: str):
    kind, name, make = SAMPLES[label]
    path = given(seen, name, make())
    with open_bundle(path) as bundle:
        assert kind == recognised(bundle).KIND
    found = list(read(path))
    assert posts(found)
    assert SECRET not in repr(found)
    assert all(one.kind == kind or one.kind == "docx" for one in found if isinstance(one, Post | Record))
    numbers = [one.source_id for one in found if isinstance(one, Post | Record)]
    assert len(set(numbers)) == len(numbers)
    assert [one.source_id for one in read(path) if isinstance(one, Post | Record)] == numbers


@pytest.mark.parametrize("label", SAMPLES)
def test_what_a_post_names_inside_can_be_read_there(seen: Path, label: str):
    _kind, name, make = SAMPLES[label]
    path = given(seen, name, make())
    inside = [medium.inside for one in read(path) if isinstance(one, Post | Record) for medium in one.media if medium.inside]
    with open_bundle(path) as bundle:
        assert all(bundle.read(each) for each in inside)
    assert bool(inside) == (label in {
        "ghost zip", "mastodon", "mastodon tar", "jekyll", "hugo", "microblog", "word", "google docs", "texts", "weeknotes", "mail", "mails", "box of mails",
        "joplin", "joplin archive", "bear", "lektor",
    })  # fmt: skip


def test_everything_that_an_export_has_is_a_post_or_left_or_trouble(seen: Path):
    found = told(seen, "wordpress")
    assert len(posts(found)) + sum(one.count for one in found if isinstance(one, Left) and "Comments" not in str(one.why)) == 13


def test_wordpress_keeps_tags_headings_lists_links_captions_and_alt_texts(seen: Path):
    found = posts(told(seen, "wordpress"))
    rain = found["Rain"]
    assert (rain.source_id, rain.address, rain.author, rain.tags) == (
        "https://glanderw.example#1", "https://glanderw.example/1/", "Nerys", ("Rain", "roof"),
    )  # fmt: skip
    assert rain.dated is not None
    assert (rain.dated.isoformat(), rain.how_dated, rain.status, rain.reach) == ("2021-03-19T10:00:00+00:00", "stated", "published", "everyone")
    html = clean(rain.html)
    assert '<p>The first paragraph of<br>this week, with a <a href="https://gov.example/a">link</a>.</p>' in html
    assert "<h3>Goals</h3>\n<ul>\n<li>Dry out</li>\n<li>Ring Aled</li>\n</ul>" in html
    assert 'alt="Rain on a roof">\n<figcaption>The roof</figcaption>' in html
    assert [(one.alt, one.caption) for one in rain.media] == [("Rain on a roof", "The roof"), ("A roof", "The roof again"), (None, "")]
    assert '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">' in html
    assert "[contact-form] " not in html
    assert "[contact-form]" in str(rain.warnings[0])
    assert "[sic] stays." in html


def test_wordpress_blocks_come_as_their_readers_saw_them(seen: Path):
    post = posts(told(seen, "wordpress"))["Blocks"]
    html = clean(post.html)
    assert html.startswith('<figure><img src="https://glanderw.example/wp-content/uploads/2021/03/roof.jpg" alt="A roof">')
    assert "<p>Said in many places.</p>" in html
    assert "<p>Loose words</p>" in html
    assert '<p><a href="https://vimeo.com/123456">' in html
    assert '<p><a href="https://glanderw.example/a.mp3">a.mp3</a></p>' in html
    assert '<a href="#fn-1" id="fnref-1"><sup>1</sup></a>' in html
    assert 'A footnote. <a href="#fnref-1" id="fn-1">' in html
    assert "latest-posts" in str(post.warnings[0])


def test_a_post_of_wordpress_is_named_by_the_words_of_its_title(seen: Path):
    (post,) = [one for one in read(given(seen, "x.xml", wxr(wxr_item(1, "Rain &amp; <em>sun</em>", "Words.")))) if isinstance(one, Post)]
    assert (post.title, post.place) == ("Rain & sun", "Rain & sun")


def test_wordpress_posts_reach_no_further_than_they_did(seen: Path):
    found = posts(told(seen, "wordpress"))
    assert {title: (one.status, one.reach) for title, one in found.items()} == {
        "Rain": ("published", "everyone"), "Blocks": ("published", "everyone"), "Behind a password": ("published", "me"), "A private one": ("private", "me"),
        "A draft": ("draft", "me"), "Later": ("scheduled", "me"), "About": ("published", "everyone"),
    }  # fmt: skip
    assert found["A private one"].address == ""
    assert "behind a password" in str(found["Behind a password"].warnings[0])
    assert any("In short." in str(why) for why in found["About"].warnings)


def test_a_writer_who_is_named_in_a_post_of_wordpress_takes_nothing_from_it(seen: Path):
    (post,) = [one for one in read(given(seen, "x.xml", wxr(wxr_item(1, "Rain", "Words.", more="<wp:author>nerys</wp:author>")))) if isinstance(one, Post)]
    assert (post.title, post.source_id, str(post.dated)) == ("Rain", "https://glanderw.example#1", "2021-03-19 10:00:00+00:00")


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_wordpress_export_is_read(seen: Path, version: str):
    path = given(seen, "x.xml", wxr(wxr_item(1, "Rain", "Words."), version=version))
    assert list(posts(list(read(path)))) == ["Rain"]


def test_a_cut_export_of_wordpress_gives_what_stands_before_the_cut_and_says_so(seen: Path):
    whole = wxr(*(wxr_item(number, f"Note {number}", "Words.") for number in range(1, 6)))
    found = list(read(given(seen, "x.xml", whole[: whole.index(b"<title><![CDATA[Note 4]]>") + 200])))
    assert list(posts(found))[:3] == ["Note 1", "Note 2", "Note 3"]
    assert "stops in the middle" in troubles(found)[0]
    last = list(posts(found).values())[-1]
    assert "may not be whole" in str(last.warnings[-1])


def test_pictures_of_one_wordpress_file_are_found_for_posts_of_another(seen: Path):
    picture = wxr_item(90, "roof", "", kind="attachment", more="<wp:attachment_url>https://glanderw.example/roof.jpg</wp:attachment_url>")
    both = zipped({"a.xml": wxr(wxr_item(1, "Rain", '[gallery ids="90"]')), "b.xml": wxr(picture)})
    assert posts(list(read(given(seen, "x.zip", both))))["Rain"].media[0].src == "https://glanderw.example/roof.jpg"


def test_entities_of_an_export_are_not_opened(seen: Path):
    bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
    path = given(seen, "x.xml", wxr(wxr_item(1, "Rain &b;", "Words."), head=bomb))
    found = list(read(path))
    assert posts(found) == {}
    assert "declares entities of its own" in troubles(found)[0]
    late = wxr(wxr_item(1, "Rain", "Words."), head=f"<!--{'x' * 70_000}--><!DOCTYPE rss [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>").replace(b"[Rain]", b"]]>&b;<![CDATA[Rain]")
    assert "root:" not in repr(list(read(given(seen, "y.xml", late), "wordpress")))


def test_ghost_cards_lists_and_footnotes_come_as_html_and_members_posts_as_members(seen: Path):
    found = posts(told(seen, "ghost"))
    assert {title: (one.status, one.reach) for title, one in found.items()} == {
        "Rain": ("published", "everyone"), "Cards": ("published", "everyone"), "Older": ("published", "members"), "Paid": ("published", "members"),
        "Draft": ("draft", "me"), "About": ("published", "everyone"), "Mail": ("published", "members"), "Long ago": ("published", "everyone"),
    }  # fmt: skip
    assert (found["Rain"].author, found["Rain"].tags, found["Rain"].media[0].alt) == ("Nerys", ("Rain",), "A roof")
    cards = clean(found["Cards"].html)
    for piece in ("<h2>Goals</h2>", '<strong>Bold &amp;</strong> <a href="https://gov.example/b">a link</a>', "<li>One</li>", "<figcaption>On a roof</figcaption>",
                  '<a href="https://gov.example/c">A page</a>', "<p>About it</p>", "Mind this", '<a href="https://vimeo.com/9">'):  # fmt: skip
        assert piece in cards
    older = clean(found["Older"].html)
    assert "<h2>Next</h2>\n<p><strong>Strong</strong><br>" in older
    assert "<p>Some <em>words</em></p>" in older
    assert clean(found["Long ago"].html) == "<h2>Then</h2>\n<p><em>Marked</em></p>"
    assert left(told(seen, "ghost"))["Posts without a word: 1."] == 1


def test_medium_answers_to_others_stay_and_are_named(seen: Path):
    found = told(seen, "medium")
    rain = posts(found)["Rain"]
    assert (rain.source_id, rain.address, rain.author) == ("0123456789ab", "https://medium.com/@nerys/rain-0123456789ab", "Nerys")
    html = clean(rain.html)
    assert html.startswith("<p>It <strong>rained</strong> on")
    assert "youtube.com/watch?v=abcdefghijk" in html
    assert (posts(found)["Not yet"].status, posts(found)["Not yet"].reach) == ("draft", "me")
    named = {one.place for one in found if isinstance(one, Left) and one.place}
    assert named == {"posts/2021-03-20_Thanks-0123456789ad.html"}
    assert "no post of Medium’s" in troubles(found)[0]


OUT = '<p><time class="dt-published" datetime="2021-03-20T10:00:00.000Z">March 20</time></p>'


@pytest.mark.parametrize(
    ("title", "text", "more"),
    [
        ("A title of its own", "<p>We met, and it rained.</p>", ""),
        ("We met", "<p>We met, and it rained.</p>", '<p class="p-tags">Tagged in <a href="https://medium.com/tag/rain" class="p-tag">Rain</a></p>'),
        ("We met", '<p>We met.</p><figure><img src="https://cdn-images-1.medium.com/max/800/1*x.jpeg"></figure>', ""),
    ],
)
def test_a_short_post_of_mediums_is_no_answer_where_it_has_a_title_tags_or_a_picture_of_its_own(seen: Path, title: str, text: str, more: str):
    path = given(seen, "m.zip", zipped({"posts/2021-03-20_x-0123456789ad.html": medium_page(title, text, more=more + OUT), "posts/2021-03-21_y-0123456789ae.html": medium_page("y", "<h3>y</h3>")}))
    found = list(read(path))
    assert title in posts(found)
    assert left(found) == {}


def test_an_answer_is_known_by_its_first_words_though_its_title_is_cut(seen: Path):
    answer = medium_page("Thanks for this, Aled, it is…", "<p>Thanks for this, Aled, it is what we needed.</p>", more=OUT)
    path = given(seen, "m.zip", zipped({"posts/2021-03-20_x-0123456789ad.html": answer}))
    assert left(list(read(path))) == {"It reads as an answer to somebody else’s post, which means little without that post.": 1}


def test_a_medium_post_without_day_and_address_was_never_out(seen: Path):
    page, address = medium_page("Rain", "<h3>Rain</h3><p>It rained.</p>"), '<p><a href="https://medium.com/@nerys/rain-0123456789ab" class="p-canonical">Canonical link</a></p>'
    files = {"posts/2021-03-20_Rain-0123456789ad.html": page, "posts/2021-03-21_Wind-0123456789ae.html": medium_page("Wind", "<h3>Wind</h3><p>It blew.</p>", more=address)}
    found = posts(list(read(given(seen, "m.zip", zipped(files)))))
    assert {title: (one.status, one.reach) for title, one in found.items()} == {"Rain": ("draft", "me"), "Wind": ("published", "everyone")}


def test_an_archive_of_mastodons_in_a_sites_folder_does_not_hide_the_posts(seen: Path):
    found = list(read(laid(seen / "site", exports.hugo_files() | exports.mastodon_files())))
    assert {"Rain", "Glaw", "Draft"} <= posts(found).keys()
    assert left(found)["It is an archive of Mastodon’s beside the site’s own posts. Bring it in by itself."] == 1


@pytest.mark.parametrize(
    "front",
    [
        '---js\nconst title = "Rain";\nconst date = "2021-03-19";\nconst tags = ["rain"];\nconst draft = true;\n---\n',
        '---javascript\n{\n  title: "Rain", // with a note\n  date: "2021-03-19",\n  tags: [\n    "rain",\n  ],\n  draft: process.env.SHOW !== "1",\n}\n---\n',
        '---json\n{"title": "Rain", "date": "2021-03-19", "tags": ["rain"], "draft": true}\n---\n',
        '---toml\ntitle = "Rain"\ndate = 2021-03-19\ntags = ["rain"]\ndraft = true\n---\n',
        "---yaml\ntitle: Rain\ndate: 2021-03-19\ntags: rain\ndraft: true\n---\n",
    ],
)
def test_front_matter_that_names_what_it_is_written_in_is_read_and_a_draft_stays_one(seen: Path, front: str):
    files: dict[str, bytes | str] = {"eleventy.config.js": "", "content/blog/rain.md": f"{front}It rained.\n"}
    found = list(read(laid(seen / "site", files)))
    assert [(one.title, str(one.dated)[:10], one.tags, one.status, one.reach, plain(one.html).strip()) for one in posts(found).values()] == [
        ("Rain", "2021-03-19", ("rain",), "draft", "me", "It rained."),
    ]


def test_substack_posts_for_those_who_pay_are_for_members(seen: Path):
    found = told(seen, "substack")
    assert {one.title: (one.status, one.reach) for one in posts(found).values()} == {
        "Rain, again": ("published", "everyone"), "Paid": ("published", "members"), "Draft": ("draft", "me"), "Sound": ("published", "members"), None: ("draft", "me"),
    }  # fmt: skip
    html = clean(posts(found)["Rain, again"].html)
    assert "Subscribe now" not in html
    assert html.count("<img") == 1
    assert 'id="fnref-1"' in html
    assert "<em>On a roof</em>" in html
    assert 'href="https://sound.example/a.mp3"' in clean(posts(found)["Sound"].html)
    assert troubles(found) == ["The text of “Gone” is not in the zip. Export it once more."]
    assert sum(left(found).values()) == 1 + 3


def test_direct_messages_never_come_and_followers_only_posts_are_for_members(seen: Path):
    found = told(seen, "mastodon")
    assert {plain(one.html).partition("\n")[0]: one.reach for one in posts(found).values()} == {
        "It rained.": "everyone", "Quietly.": "members", "For followers.": "members", "Weather": "everyone",
    }  # fmt: skip
    assert left(found)["Direct messages: 2. They were for those they named, and stay there."] == 2
    first = next(iter(posts(found).values()))
    assert (first.lang, first.tags, first.media[0].inside, first.media[0].alt) == ("cy", ("rain",), "media_attachments/files/1/original/roof.png", "A roof")


@pytest.mark.parametrize(("to", "cc"), [(["https://x.example/users/aled"], []), ([], []), ("x", None), ([{"id": PUBLIC}], [3]), ([f"{PUBLIC}/"], [PUBLIC.lower()])])
def test_a_post_that_is_addressed_to_nobody_known_is_a_direct_message(seen: Path, to: object, cc: object):
    item = toot(1, "<p>x</p>", to=to, cc=cc)  # type: ignore[arg-type]
    path = given(seen, "a.zip", zipped({"outbox.json": json.dumps({"orderedItems": [item]})}))
    assert posts(list(read(path))) == {}


def test_writefreely_posts_of_hidden_blogs_are_their_writers(seen: Path):
    found = posts(told(seen, "writefreely"))
    assert {title: (one.status, one.reach) for title, one in found.items()} == {"Rain": ("published", "everyone"), "Kept": ("published", "me"), "abcdefghil": ("draft", "me")}
    assert clean(found["Rain"].html) == "<p>It <strong>rained</strong>.</p>\n<h2>Goals</h2>\n<ul>\n<li>One</li>\n</ul>"
    assert (found["Rain"].lang, found["Rain"].tags, found["Rain"].address) == ("cy", ("glaw",), "https://write.example/nerys/rain")
    assert "JSON says when" in str(posts(told(seen, "writefreely zip"))["Rain"].warnings[0])


@pytest.mark.parametrize("end", ["\\n", "\r\\n", "\n"])
def test_a_table_of_writefreelys_keeps_the_lines_of_its_posts(seen: Path, end: str):
    text = "It rained.\n\n- Roof\n- Gutter".replace("\n", end)
    rows = f'id,slug,blog,url,created,title,body\nabcdefghi1,rain,nerys,https://write.example/nerys/rain,2021-03-19T10:00:00Z,Rain,"{text}"\nabcdefghi2,,,,2021-03-20T10:00:00Z,,Loose words\n'
    rain, loose = posts(list(read(given(seen, "nerys-posts.csv", rows)))).values()
    assert (rain.kind, rain.status, rain.reach, str(rain.dated)[:10]) == ("writefreely", "published", "me", "2021-03-19")
    assert clean(rain.html) == "<p>It rained.</p>\n<ul>\n<li>Roof</li>\n<li>Gutter</li>\n</ul>"
    assert (loose.status, loose.reach) == ("draft", "me")


def test_a_folder_of_texts_with_sums_or_words_in_their_names_is_no_export_of_writefreely(tmp_path: Path):
    for name in ("000_6b45adf8585f6de7.txt", "001_62bd9af7ae4b89b1.txt", "friday_glanderwgroup.txt", "2021_housingteam.txt"):
        (tmp_path / name).write_text("Rain.", encoding="utf-8")
    with open_bundle(tmp_path) as bundle:
        assert recognised(bundle).KIND != "writefreely"


def test_a_site_folder_gives_its_posts_drafts_addresses_and_pictures(seen: Path):
    found = list(read(laid(seen / "blog", exports.jekyll_files())))
    assert {title: (one.status, one.reach, one.address) for title, one in posts(found).items()} == {
        "Rain": ("published", "everyone", "https://glanderw.example/blog/weather/outside/2021/03/19/rain.html"), "Hidden": ("private", "me", ""),
        "Later": ("scheduled", "me", ""), "Not yet": ("draft", "me", ""), "About": ("published", "everyone", "https://glanderw.example/blog/about/"),
    }  # fmt: skip
    rain = posts(found)["Rain"]
    assert rain.tags == ("rain", "roof", "weather", "outside")
    html = clean(rain.html)
    assert "<p>It rained.</p>\n<pre><code>puts 1</code></pre>" in html
    assert '<a href="/sun">Before</a>' in html
    assert '<a href="#fn-1' not in html or "Under." in html
    assert "{% include form.html %}" in html
    assert "include" in str(rain.warnings[0])
    assert rain.media[0].inside == "assets/roof.png"
    assert "cannot be read: look at the first of them" in troubles(found)[0]


def test_a_post_whose_first_lines_nothing_opens_has_its_title_and_day_and_what_posts_begin_as_is_none(seen: Path):
    rain = "title: Rain\ndate: 2021-03-19 18:30:00\ncategories:\n- Roofs\n---\n\nIt *rained*.\n"
    folder = laid(seen / "x", {"_config.yml": "source_dir: source\n", "source/_posts/rain.md": rain, "scaffolds/post.md": "title: {{ title }}\ndate: {{ date }}\n---\n"})
    found = list(read(folder))
    (one,) = posts(found).values()
    assert (one.title, f"{one.dated:%Y-%m-%d %H:%M}", one.tags, one.html.strip()) == ("Rain", "2021-03-19 18:30", ("Roofs",), "<p>It <em>rained</em>.</p>")
    assert "Pages that the site makes of others (lists, layouts, templates): 1." in left(found)
    assert not troubles(found)


@pytest.mark.parametrize(
    ("shape", "address"),
    [
        ("pretty", "https://glanderw.example/2021/03/19/rain/"), ("none", "https://glanderw.example/rain.html"), ("ordinal", "https://glanderw.example/2021/078/rain.html"),
        ("/:year/:title:output_ext", "https://glanderw.example/2021/rain.html"), ("/n/:i_month-:i_day/:slug/", "https://glanderw.example/n/3-19/rain/"), ("/:unknown/:title/", ""),
    ],
)  # fmt: skip
def test_addresses_of_a_site_have_the_form_that_its_settings_say(seen: Path, shape: str, address: str):
    files: dict[str, bytes | str] = {"_config.yml": f"url: https://glanderw.example\npermalink: {shape}\n", "_posts/2021-03-19-rain.md": "---\ntitle: Rain\n---\nWords.\n"}
    assert posts(list(read(laid(seen / "blog", files))))["Rain"].address == address


@pytest.mark.parametrize("settings", ["config/_default/hugo.toml", "config/_default/config.toml", "site/config/_default/hugo.toml", "hugo.toml"])
def test_a_site_is_one_of_hugos_wherever_its_settings_lie(seen: Path, settings: str):
    root = settings.partition("config/")[0].removesuffix("hugo.toml")
    rain = "+++\ntitle = 'Rain'\ndate = 2021-03-19\ncategories = ['Weather']\n+++\nWords.\n"
    files: dict[str, bytes | str] = {settings: "baseURL = 'https://glanderw.example/'\n", "admin/config.yml": "backend: git\n", f"{root}content/posts/rain.md": rain}
    (post,) = [one for one in read(laid(seen / "folder", files)) if isinstance(one, Post)]
    assert (post.address, post.tags) == ("https://glanderw.example/posts/rain/", ("Weather",))


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("_posts/2021-03-19-a-week-of-rain.md", "It rained.", "A Week Of Rain"), ("_posts/2021-03-19-rain.md", "# Wet again\n\nIt rained.", None),
        ("_posts/2021-03-19-rain.md", "## Goals\n\nIt rained.", "Rain"), ("_drafts/rain.md", "It rained.", None), ("about-us.md", "It rained.", None),
    ],
)  # fmt: skip
def test_a_post_of_jekylls_that_states_no_title_has_the_one_that_its_readers_saw(seen: Path, name: str, text: str, title: str | None):
    (post,) = [one for one in read(laid(seen / "blog", {"_config.yml": "", name: f"---\nlayout: post\n---\n{text}\n"})) if isinstance(one, Post)]
    assert post.title == title


JEKYLL_OLD = """---
title: Rain
redirect_from:
  - /2020/rain.html
  - old/rain/
  - https://before.example/rain
  - "javascript:alert(1)"
  - ""
  - 12
---
Words.
"""


@pytest.mark.parametrize(
    ("settings", "name", "front", "old", "bad"),
    [
        ("_config.yml", "_posts/2021-03-19-rain.md", JEKYLL_OLD,
         ("https://glanderw.example/sub/2020/rain.html", "https://glanderw.example/sub/old/rain/", "https://before.example/rain"), 3),
        ("_config.yml", "_posts/2021-03-19-rain.md", "---\ntitle: Rain\nredirect_from: /2020/rain, and on\n---\nWords.\n", (), 1),
        ("hugo.toml", "content/posts/rain.md", "+++\ntitle = 'Rain'\ndate = 2021-03-19\naliases = ['/2020/rain/', 'wet', '../wetter/', '/', 'ftp://a.example/b']\n+++\nWords.\n",
         ("https://glanderw.example/sub/2020/rain/", "https://glanderw.example/sub/posts/wet", "https://glanderw.example/sub/wetter/"), 2),
        ("hugo.toml", "content/posts/rain.md", "+++\ntitle = 'Rain'\ndraft = true\naliases = ['/2020/rain/']\n+++\nWords.\n", (), 0),
        ("eleventy.config.js", "posts/rain.md", "---\ntitle: Rain\npublished: true\nredirect_from: [/2020/rain/, 'https://glanderw.example/rain/']\n---\nWords.\n",
         ("https://glanderw.example/rain/",), 1),
    ],
)  # fmt: skip
def test_old_addresses_that_a_text_states_are_told_whole_and_those_that_cannot_be_are_said(
    seen: Path, settings: str, name: str, front: str, old: tuple[str, ...], bad: int
):
    base = {"_config.yml": "url: https://glanderw.example\nbaseurl: /sub\n", "hugo.toml": 'baseURL = "https://glanderw.example/sub/"\n'}
    found = list(read(laid(seen / "blog", {settings: base.get(settings, ""), name: front})))
    assert posts(found)["Rain"].old == old
    assert sum(one.count for one in found if isinstance(one, Left) and "Old addresses that cannot be told" in str(one.why)) == bad


RAIN = "---\ntitle: Rain\ndate: 2021-03-19\n---\nIt rained on the depot.\n"
GLAW = "---\ntitle: Glaw\n{}---\nBu'n bwrw glaw ar y depo.\n"
TWO = 'baseURL = "https://glanderw.example/"\ndefaultContentLanguage = "{}"\n[languages.en]\n[languages.cy]\n'
APART = 'baseURL = "https://glanderw.example/"\n[languages.en]\ncontentDir = "content/english"\n[languages.cy]\ncontentDir = "content/welsh"\nbaseURL = "https://glanderw.cymru/"\n'


@pytest.mark.parametrize(
    ("settings", "one", "other", "front", "addresses"),
    [
        (TWO.format("en"), "content/posts/rain.md", "content/posts/rain.cy.md", "", ("/posts/rain/", "/cy/posts/rain/")),
        (TWO.format("en"), "content/posts/rain/index.en.md", "content/posts/rain/index.cy-GB.md", "", ("/posts/rain/", "/cy/posts/rain/")),
        (TWO.format("en") + "", "content/en/posts/rain.md", "content/cy/posts/rain.md", "", ("/posts/rain/", "/cy/posts/rain/")),
        (APART, "content/english/posts/rain.md", "content/welsh/posts/rain.md", "", ("/posts/rain/", "https://glanderw.cymru/posts/rain/")),
        ('baseURL = "https://glanderw.example/"\n', "content/en/posts/rain.md", "content/cy/posts/rain.md", "", ("/en/posts/rain/", "/cy/posts/rain/")),
        (TWO.format("en"), "content/posts/rain.en.md", "content/posts/glaw.cy.md", "translationKey: wet\n", ("/posts/rain/", "/cy/posts/glaw/")),
    ],
)  # fmt: skip
def test_a_text_in_two_languages_of_a_site_is_one_post_with_both(seen: Path, settings: str, one: str, other: str, front: str, addresses: tuple[str, str]):
    rain = RAIN.replace("---\ntitle", f"---\n{front}title")
    found = list(read(laid(seen / "site", {"hugo.toml": settings, one: rain, other: GLAW.format(front), "content/posts/sun.md": RAIN.replace("Rain", "Sun")})))
    assert set(posts(found)) == {"Rain", "Sun"}
    both = posts(found)["Rain"]
    assert both.twin is not None
    assert (both.lang, both.twin.lang, both.twin.title, both.twin.source_id) == ("en", "cy", "Glaw", other)
    whole = tuple(each if each.startswith("https") else f"https://glanderw.example{each}" for each in addresses)
    assert (both.address, both.twin.address) == whole


def test_the_first_language_of_a_site_leads_and_its_day_is_the_others_where_that_says_none(seen: Path):
    files: dict[str, bytes | str] = {"hugo.toml": TWO.format("cy"), "content/rain.en.md": RAIN, "content/rain.md": GLAW.format("")}
    (both,) = posts(list(read(laid(seen / "site", files)))).values()
    assert (both.title, both.lang, str(both.dated)[:10], both.twin and both.twin.title) == ("Glaw", "cy", "2021-03-19", "Rain")


@pytest.mark.parametrize(
    ("name", "front"),
    [("content/rain.cy.md", "draft: true\n"), ("content/rain.de.md", ""), ("content/rain.cy.md", "lang: en\n"), ("content/glaw.cy.md", ""), ("content/rain.html", "")],
)
def test_what_was_not_for_the_same_people_or_is_not_in_the_other_language_is_two(seen: Path, name: str, front: str):
    found = list(read(laid(seen / "site", {"hugo.toml": TWO.format("en"), "content/rain.md": RAIN, name: GLAW.format(front)})))
    assert {title: one.twin for title, one in posts(found).items()} == {"Rain": None, "Glaw": None}
    statuses = {one.status for one in posts(found).values()}
    assert len(statuses) == (2 if "draft" in front else 1)
    assert any("not for the same people there" in str(why) for one in posts(found).values() for why in one.warnings) == ("draft" in front)


def test_what_polylang_calls_one_post_in_two_languages_is_one(seen: Path):
    def said(lang: str, group: str) -> str:
        return f'<category domain="language" nicename="{lang}"><![CDATA[{lang}]]></category><category domain="post_translations" nicename="{group}"><![CDATA[{group}]]></category>'

    items = [
        wxr_item(1, "Rain", "<p>It rained.</p>", more=said("en", "pll_1")), wxr_item(2, "Wind", "<p>It blew.</p>", more=said("en", "pll_2")),
        wxr_item(3, "Glaw", "<p>Bu'n bwrw.</p>", more=said("cy", "pll_1")), wxr_item(4, "Gwynt", "<p>Chwythodd.</p>", status="draft", more=said("cy", "pll_2")),
    ]  # fmt: skip
    found = posts(list(read(given(seen, "site.xml", wxr(*items)))))
    assert {title: one.twin and one.twin.title for title, one in found.items()} == {"Rain": "Glaw", "Wind": None, "Gwynt": None}


def test_what_wpml_calls_one_post_in_two_languages_is_one_and_the_first_of_them_leads(seen: Path):
    def said(lang: str, group: str, source: str = "") -> str:
        keys = {"language_code": lang, "source_language_code": source, "translation_group": group}
        return "".join(f"<wp:postmeta><wp:meta_key>_wpml_import_{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>" for key, value in keys.items())

    items = [
        wxr_item(1, "Rain", "<p>It rained.</p>", more=said("en", "12", "cy")), wxr_item(2, "Wind", "<p>It blew.</p>", more=said("en", "13")),
        wxr_item(3, "Glaw", "<p>Bu'n bwrw.</p>", more=said("cy", "12")), wxr_item(4, "Gwynt", "<p>Chwythodd.</p>", status="draft", more=said("cy", "13", "en")),
        wxr_item(5, "Sonne", "<p>Sonne.</p>", more=said("de", "12", "cy")), wxr_item(6, "Snow", "<p>Snow.</p>", more=said("", "")),
    ]  # fmt: skip
    found = posts(list(read(given(seen, "site.xml", wxr(*items)))))
    assert {title: one.twin and one.twin.title for title, one in found.items()} == {"Glaw": "Rain", "Wind": None, "Gwynt": None, "Sonne": None, "Snow": None}
    assert {title: one.lang for title, one in found.items()} == {"Glaw": "cy", "Wind": "en", "Gwynt": "cy", "Sonne": "de", "Snow": None}


def test_an_export_of_weeknotes_gives_the_persons_own_notes_as_they_were_last_and_for_nobody_more(seen: Path):
    found = told(seen, "weeknotes")
    assert {title: (one.status, one.reach, one.twin and one.twin.title) for title, one in posts(found).items()} == {
        "Rain": ("published", "everyone", "Glaw"), "Wind": ("draft", "me", None), "Draft": ("draft", "me", None),
    }  # fmt: skip
    rain, wind = posts(found)["Rain"], posts(found)["Wind"]
    assert (rain.tags, [one.inside for one in rain.media], rain.covers and rain.covers[1].isoformat()) == (("rain",), ["media/a.png"], "2021-03-21")
    assert wind.html == "<p>It blew hard.</p>"
    assert any("written in since" in str(why) for why in wind.warnings)
    assert any(said.startswith("Notes that others wrote: 1.") for said in left(found))
    files = exports.weeknotes_files()
    older = zipped({**files, "weeknotes.json": str(files["weeknotes.json"]).replace('"version": 1', '"version": 9')})
    assert "of another version of Weeknotes" in troubles(list(read(given(seen, "older.zip", older))))[0]
    folder = zipped({f"nerys/{name}": data for name, data in files.items()})
    assert posts(list(read(given(seen, "folder.zip", folder))))["Rain"].media[0].inside == "nerys/media/a.png"


def test_the_same_site_in_a_folder_and_in_a_zip_gives_the_same_posts(seen: Path):
    files = exports.hugo_files()
    one = posts(list(read(laid(seen / "site", files))))
    other = posts(list(read(given(seen, "site.zip", zipped(files)))))
    # A zip of a repository has everything in one folder more.
    third = posts(list(read(given(seen, "main.zip", zipped({f"site-main/{name}": data for name, data in files.items()})))))
    assert [(post.source_id, post.html, post.address) for post in one.values()] == [(post.source_id, post.html, post.address) for post in other.values()]
    assert [post.source_id for post in third.values()] == [post.source_id for post in one.values()]
    assert one["Rain"].dated is not None
    assert (one["Rain"].dated.date().isoformat(), one["Rain"].address, one["Glaw"].lang) == ("2021-03-19", "https://glanderw.example/posts/rain/", "cy")
    assert (one["Draft"].status, one["Draft"].reach) == ("draft", "me")


def test_a_feed_says_that_it_holds_only_the_last_posts(seen: Path):
    found = told(seen, "rss")
    assert left(found) == {"A feed holds only the last posts of a site: 2 here. For the older ones, export from the place itself.": 2}
    rain = posts(found)["Rain & wind"]
    assert (rain.source_id, rain.tags, rain.address) == ("g-1", ("rain",), "https://glanderw.example/rain")
    assert 'href="https://glanderw.example/a.mp3"' in rain.html
    assert "only the beginning" in str(posts(found)["Short"].warnings[0])
    assert posts(found)["Short"].address == ""
    assert posts(told(seen, "atom"))["Glaw"].lang == "cy"


def test_an_address_for_mail_is_no_writers_name(seen: Path):
    item = f"<author>{SECRET}@glanderw.example (Nerys)</author><title>Short"
    feed = exports.FEED.replace(b"<title>Short", item.encode()).replace(b"<title>Rain", f"<author>{SECRET}@glanderw.example</author><title>Rain".encode())
    found = list(read(given(seen, "f.xml", feed)))
    assert {one.title: one.author for one in posts(found).values()} == {"Rain & wind": "", "Short": "Nerys"}
    login = wxr(wxr_item(1, "Rain", "Words.")).replace(b"[nerys]", f"[{SECRET}@glanderw.example]".encode())
    assert posts(list(read(given(seen, "w.xml", login))))["Rain"].author == ""


def test_a_script_in_a_feed_is_handed_on_as_it_is_and_cleaned_like_everything(seen: Path):
    hostile = exports.FEED.replace(b"It <b>rained</b>", b"It <script>alert(1)</script><b onclick=x>rained</b>")
    rain = posts(list(read(given(seen, "f.xml", hostile))))["Rain & wind"]
    assert "<script>" in rain.html
    assert "script" not in clean(rain.html)


def test_an_archive_of_microblog_is_no_feed_of_the_last_posts(seen: Path):
    found = told(seen, "microblog")
    assert left(found) == {"Files that hold no posts: 1. A picture that a post shows comes with its post.": 1}
    assert posts(found)["Rain"].media[0].inside == "uploads/2021/roof.png"


@pytest.mark.parametrize("label", ["blogger", "blogger takeout"])
def test_blogger_drafts_are_drafts_and_comments_stay(seen: Path, label: str):
    found = told(seen, label)
    assert {(one.status, one.reach) for one in posts(found).values()} == {("published", "everyone"), ("draft", "me")}
    assert "Comments: 1. They are other people’s words, so they stay where they are." in left(found)


def test_a_document_of_word_keeps_headings_lists_tables_and_pictures(seen: Path):
    post = posts(told(seen, "word"))["Week of rain"]
    assert (post.status, post.reach, post.how_dated) == ("draft", "me", "name")
    html = clean(post.html)
    assert html.startswith("<h2>Goals</h2>\n<ul>\n<li>Dry out</li>\n</ul>\n<p>It <strong>rained</strong></p>")
    assert "<td>a</td><td>b</td>" in html
    assert post.media[0].inside == "2021-03-19 week.docx!/word/media/image1.png"


def test_a_document_that_shows_a_picture_from_elsewhere_is_read_without_it(seen: Path):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exports.word())) as inner, zipfile.ZipFile(out, "w") as made:
        for name in inner.namelist():
            data = inner.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b'Target="media/image1.png"', b'Target="file:///etc/passwd" TargetMode="External"')
            if name == "word/document.xml":
                data = data.replace(b"r:embed=", b"r:link=")
            made.writestr(name, data)
    found = list(read(given(seen, "x.docx", out.getvalue())))
    assert "root:" not in repr(found)
    assert [str(why) for why in posts(found)["Week of rain"].warnings] == ["A picture in it could not be read: it stands elsewhere, or is damaged."]


def test_a_document_of_googles_means_what_its_styles_say_and_its_comments_stay(seen: Path):
    found = told(seen, "google docs")
    html = clean(posts(found)["Week of rain"].html)
    assert html.startswith("<h2>Goals</h2>\n<ul>\n<li>Dry out\n<ul>\n<li>The roof</li>\n</ul>\n</li>\n<li>Ring Aled</li>\n</ul>")
    assert '<p>It <strong>rained</strong> <em>hard</em> on <a href="https://gov.example/a?b=1">us</a><a href="#fn-1" id="fnref-1"><sup>[1]</sup></a></p>' in html
    assert '<a href="#fnref-1" id="fn-1">[1]</a> A note.' in html
    assert "Comments in the margin of “2021-03-19Week.html”: 1. They stay in the document." in left(found)


def test_a_text_that_holds_a_whole_blog_is_cut_and_is_its_writers(seen: Path):
    blog = "# Blog\n\n" + "\n\n".join(f"## 2021-0{month}-01 Month {month}\n\nWords of month {month}, enough of them to be prose." for month in range(1, 5))
    found = list(read(given(seen, "blog.md", blog.encode())))
    assert {(one.status, one.reach) for one in posts(found).values()} == {("draft", "me")}
    assert posts(found)


@pytest.mark.parametrize("data", ['{"data":{"type":"gif","id":"1"}}', '{"meta":{"version":"2"},"links":[{"url":"https://x.example"}]}'])
def test_data_that_begins_as_an_export_of_ghosts_does_not_hide_the_texts_beside_it(seen: Path, data: str):
    found = list(read(laid(seen / "x", {"content/rain.md": "---\ntitle: Rain\n---\nIt rained.\n", "content/wind.md": "---\ntitle: Wind\n---\nIt blew.\n", "data.json": data})))
    assert list(posts(found)) == ["Rain", "Wind"]
    assert not troubles(found)


def test_a_page_that_is_marked_as_mediums_are_but_for_its_text_is_read_as_a_page(seen: Path):
    found = list(read(given(seen, "x.html", '<article class="h-entry"><h1 class="p-name">Rain</h1><p>It rained on the roof of the library for a week.</p></article>')))
    assert list(posts(found)) == ["Rain"]
    assert not troubles(found)


def test_what_nobody_knows_says_what_can_be_brought_in(seen: Path):
    assert "WordPress, Blogger, Ghost" in troubles(list(read(given(seen, "x.zip", zipped({"song.flac": b"fLaC", "other.bin": b"x"})))))[0]
    nothing = list(read(given(seen, "y.bin", b"\x00\x01\x02\x03" * 50)))
    assert "something other than text" in troubles(nothing)[0]
    assert "is not there" in troubles(list(read(seen / "no.xml")))[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.xml", wxr("")), ("x.json", '{"username":"nerys","collections":[],"posts":[]}'), ("x.zip", zipped({"posts.csv": "post_id,post_date,is_published\n"})),
        ("x.json", '{"saved":[{"meta":{"exported_on":1,"version":"003"},"data":{"posts":[{"id":1,"title":"Rain","html":"<p>It rained.</p>"}]}}]}'),
    ],
    ids=["WordPress", "WriteFreely", "Substack", "Ghost, wrapped by another program"],
)
def test_an_export_in_which_nothing_is_says_so(seen: Path, name: str, data: bytes | str):
    found = list(read(given(seen, name, data)))
    assert troubles(found) == [f"“{name}” holds no posts that could be read."]
    assert len(found) == 1


def test_a_damaged_file_ends_in_a_sentence_in_the_language_of_whoever_asks(seen: Path):
    path = given(seen, "x.zip", exports.medium()[:-300])
    english = troubles(list(read(path)))
    with override("cy"):
        welsh = troubles(list(read(path)))
    assert "stops in the middle" in english[0]
    assert welsh != english


def test_each_importer_has_the_same_surface():
    kinds = [importer.KIND for importer in IMPORTERS]
    assert len(set(kinds)) == len(kinds)
    assert all(len(kind) <= 20 for kind in kinds)
    assert all(importer.NAME for importer in IMPORTERS)
    assert BROKE


@pytest.mark.parametrize(
    ("said", "encoding", "letters", "words"),
    [
        ("UTF-8", "utf-8", "a\x08b\x0bcŵ", "abcŵ"), ("UTF-8", "cp1252", "it’s é", "it’s é"), ("ISO-8859-1", "latin-1", "é", "é"), ("UTF-16", "utf-16", "ŵ", "ŵ"),
        ("windows-1252", "cp1252", "“é”", "“é”"),
    ],
)  # fmt: skip
def test_every_letter_comes_whatever_the_export_is_written_in(seen: Path, said: str, encoding: str, letters: str, words: str):
    # Long enough that a letter is cut in two where the file is read in pieces.
    filler = "Words of a filler. " * 3460
    text = wxr(wxr_item(1, "Long", filler), wxr_item(2, "Rain", letters)).decode().replace("UTF-8", said)
    found = list(read(given(seen, "x.xml", text.encode(encoding))))
    assert troubles(found) == []
    assert posts(found)["Rain"].html == f"<p>{words}</p>"
    shifted = wxr(wxr_item(1, "Long", "ŵ" * 200_001)).replace(b"<title>", b"<title>x", 1)
    assert posts(list(read(given(seen, "y.xml", shifted))))["Long"].html == f"<p>{'ŵ' * 200_001}</p>"


def test_what_stands_after_the_end_of_an_export_is_no_sign_that_it_was_cut(seen: Path):
    assert troubles(list(read(given(seen, "x.xml", wxr(wxr_item(1, "Rain", "Words.")) + b"<!-- made by WordPress -->\n" + b" " * 200_000)))) == []


@pytest.mark.parametrize("form", ["lexical", "mobiledoc", "html", "lexical beside html"])
def test_what_ghost_put_into_mails_alone_stays_and_that_is_said(seen: Path, form: str):
    cards: list[dict[str, object]] = [
        {"type": "email", "html": f"<p>{SECRET}</p>"}, {"type": "email-cta", "html": f"<p>{SECRET}</p>", "buttonText": SECRET, "buttonUrl": f"https://x.example/{SECRET}"},
        {"type": "html", "html": f"<p>{SECRET}</p>", "visibility": {"web": {"nonMember": False, "memberSegment": ""}, "email": {"memberSegment": "status:free"}}},
    ]  # fmt: skip
    words = {"type": "paragraph", "children": [{"type": "text", "text": "It"}, {"type": "tab", "text": "\t"}, {"type": "text", "text": "rained."}]}
    lexical = json.dumps({"root": {"children": [*cards, words]}})
    mobiledoc = json.dumps({"cards": [[card["type"], card] for card in cards], "sections": [[10, 0], [10, 1], [10, 2], [1, "p", [[0, [], 0, "It rained."]]]]})
    html = f"<!--kg-card-begin: email--><p>{SECRET}</p><!--kg-card-end: email--><p>It rained.</p>"
    text = {"lexical": {"lexical": lexical}, "mobiledoc": {"mobiledoc": mobiledoc}, "html": {"html": html}, "lexical beside html": {"lexical": lexical, "html": "<p>It rained.</p>"}}[form]
    row = {"id": "1", "title": "Rain", "status": "published", "visibility": "public", "published_at": "2021-03-19T10:00:00.000Z", **text}
    (post,) = [one for one in read(given(seen, "x.json", json.dumps({"db": [{"data": {"posts": [row]}}]}))) if isinstance(one, Post)]
    assert plain(clean(post.html)).split() == ["It", "rained."]
    assert (post.reach, [str(why) for why in post.warnings]) == ("everyone", ["A part of it stood in nothing but the mail that was sent of it there, and did not come."])


def test_a_picture_of_ghosts_leads_where_it_led(seen: Path):
    lexical = json.dumps({"root": {"children": [{"type": "image", "src": "https://x.example/a.png", "alt": "A roof", "caption": "The roof", "href": "https://x.example/b?c=1&d"}]}})
    row = {"id": "1", "title": "Rain", "status": "published", "lexical": lexical}
    (post,) = [one for one in read(given(seen, "x.json", json.dumps({"db": [{"data": {"posts": [row]}}]}))) if isinstance(one, Post)]
    assert '<a href="https://x.example/b?c=1&amp;d"><img src="https://x.example/a.png" alt="A roof"></a>' in clean(post.html)
    assert [one.caption for one in post.media] == ["The roof"]


def test_a_mail_that_substack_sent_to_some_is_for_members(seen: Path):
    rows = "post_id,post_date,is_published,type,audience,title\n1.rain,2021-03-19T10:00:00Z,true,adhoc_email,everyone,Rain\n"
    (post,) = [one for one in read(given(seen, "x.zip", zipped({"posts.csv": rows, "posts/1.rain.html": "<p>It rained.</p>"}))) if isinstance(one, Post)]
    assert (post.status, post.reach, [str(why) for why in post.warnings]) == ("published", "members", ["It was sent as a mail and stood on no page there."])


@pytest.mark.parametrize(("last", "whole"), [("It rained", False), ("It rained\n", True), ('"It rained"', True), ("", True)])
def test_the_last_field_of_a_table_that_ends_where_the_file_does_may_not_be_whole(seen: Path, last: str, whole: bool):
    found = list(read(given(seen, "x.csv", f"id,slug,blog,url,created,title,body\nabc,rain,nerys,https://x.example/rain,2021-03-19T10:00:00Z,Rain,{last}")))
    (post,) = [one for one in found if isinstance(one, Post)]
    assert any("The file stops here" in str(why) for why in post.warnings) == (not whole)
    assert not troubles(found)


def test_what_players_and_files_of_ghosts_have_to_press_is_no_word_of_the_post_and_what_few_see_stays_told(seen: Path):
    html = (
        f'<!--kg-gated-block:begin nonMember:false memberSegment:"" --><p>{SECRET}</p><!--kg-gated-block:end-->'
        '<figure class="kg-card kg-video-card"><div class="kg-video-container"><video src="https://x.example/v.mp4"></video><div class="kg-video-overlay"><button>1</button></div>'
        '<div class="kg-video-player-container"><div class="kg-video-player">0:00<span>/</span>0:12</div></div></div><figcaption>The film</figcaption></figure>'
        '<div class="kg-card kg-file-card"><a href="https://x.example/r.pdf"><div class="kg-file-card-title">Report</div><div class="kg-file-card-metadata">r.pdf 2 KB</div></a></div>'
    )
    row = {"id": "1", "title": "Rain", "status": "published", "html": html}
    (post,) = [one for one in read(given(seen, "x.json", json.dumps({"db": [{"data": {"posts": [row]}}]}))) if isinstance(one, Post)]
    assert plain(clean(post.html)).split("\n") == ["v.mp4", "The film", "Report"]
    assert len(post.warnings) == 1


@pytest.mark.parametrize(
    ("code", "address"),
    [("[vimeo 123456]", "https://vimeo.com/123456"), ("[vimeo 123456 w=500&h=375]", "https://vimeo.com/123456"), ("[tweet https://x.example/nerys/1]", "https://x.example/nerys/1")],
)
def test_what_wordpress_shows_of_another_place_by_its_number_or_address_is_a_link(seen: Path, code: str, address: str):
    (post,) = [one for one in read(given(seen, "x.xml", wxr(wxr_item(1, "Rain", f"It rained.\n\n{code}")))) if isinstance(one, Post)]
    assert f'<p><a href="{address}">{address}</a></p>' in clean(post.html)


def test_a_picture_that_names_only_its_sizes_is_the_first_of_them(seen: Path):
    text = '<p>It rained.</p><img srcset="https://x.example/a.jpg 1x, https://x.example/b.jpg 2x" alt="A roof"><img srcset="" alt="None">'
    (post,) = [one for one in read(given(seen, "x.xml", wxr(wxr_item(1, "Rain", text)))) if isinstance(one, Post)]
    assert [(one.src, one.alt) for one in post.media] == [("https://x.example/a.jpg", "A roof")]
