"""For whom a post was at its source: what was shown to few, later or not at all there is not shown to more here."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from weeknotes.transfer.bundle import Asked
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.reading import read_post
from weeknotes.transfer.record import Record, Thing, Trouble
from weeknotes.transfer.tests import exports
from weeknotes.transfer.tests.exports import wxr, wxr_item, zipped
from weeknotes.transfer.tests.given import given, laid, posts

Said = list[Thing]


def of_file(folder: Path, name: str, data: bytes | str) -> Said:
    """What is read of a file."""
    return list(read(given(folder, name, data)))


def of_site(folder: Path, files: dict[str, str]) -> Said:
    """What is read of a folder of these files."""
    return list(read(laid(folder / "site", files)))


def warned(post: Post) -> str:
    return " ".join(map(str, post.warnings))


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"


@pytest.mark.parametrize(
    ("access", "reach", "words"),
    [
        ("everybody", "everyone", ""), ("", "everyone", ""), ("subscribers", "members", "for subscribers there"),
        ("paid_subscribers", "members", "subscribers who pay there"), ("paid_subscribers_all_tiers", "members", "subscribers who pay there"),
        ("something_new", "members", "subscribers who pay there"),
    ],
)  # fmt: skip
def test_a_wordpress_post_for_subscribers_is_for_members(seen: Path, access: str, reach: str, words: str):
    item = wxr_item(1, "Rain", "<p>It rained.</p>", more=meta("_jetpack_newsletter_access", access))
    rain = posts(of_file(seen, "x.xml", wxr(item)))["Rain"]
    assert (rain.status, rain.reach) == ("published", reach)
    assert words in warned(rain)
    assert bool(words) == bool(rain.warnings)


def test_a_wordpress_post_for_subscribers_that_is_a_draft_or_behind_a_password_is_not_for_members(seen: Path):
    subscribers = meta("_jetpack_newsletter_access", "subscribers")
    draft = wxr_item(1, "Draft", "<p>a</p>", status="draft", more=subscribers)
    locked = wxr_item(2, "Locked", "<p>a</p>", more=f"<wp:post_password>x</wp:post_password>{subscribers}")
    assert {one.reach for one in posts(of_file(seen, "x.xml", wxr(draft, locked))).values()} == {"me"}


@pytest.mark.parametrize(
    "text",
    [
        "<!-- wp:paragraph --><p>Free.</p><!-- /wp:paragraph -->\n<!-- wp:jetpack/paywall /-->\n<!-- wp:paragraph --><p>Paid.</p><!-- /wp:paragraph -->",
        '<!-- wp:premium-content/container {"planId":1} --><div><!-- wp:premium-content/subscriber-view --><p>Paid.</p><!-- /wp:premium-content/subscriber-view --></div>'
        "<!-- /wp:premium-content/container -->",
        "<!-- wp:pmpro/membership --><p>Paid.</p><!-- /wp:pmpro/membership -->",
        '<!-- wp:block {"ref":7} /-->',
        "Free.\n\n[membership level=\"1\"]\nPaid.\n[/membership]",
        "Free.\n\n[members_only]\nPaid.\n[/members_only]",
        "Free.\n\n[restrict]Paid.[/restrict]",
    ],
)
def test_a_wordpress_post_with_a_part_for_subscribers_is_whole_and_for_members(seen: Path, text: str):
    shared = wxr_item(7, "Shared", "<!-- wp:jetpack/paywall /--><p>Paid.</p>", kind="wp_block")
    rain = posts(of_file(seen, "x.xml", wxr(wxr_item(1, "Rain", text), shared)))["Rain"]
    assert (rain.status, rain.reach) == ("published", "members")
    assert "A part of it was for subscribers or members there" in warned(rain)
    assert "Paid." in rain.html
    assert "paywall" not in warned(rain)


def test_a_wordpress_post_that_is_said_to_hold_paid_parts_is_for_members_though_none_is_seen(seen: Path):
    item = wxr_item(1, "Rain", "<p>It rained.</p>", more=meta("_jetpack_memberships_contains_paid_content", "1"))
    other = wxr_item(2, "Wind", '<!-- wp:team/member --><p>Aled.</p><!-- /wp:team/member --> [gallery] [member name="a"]')
    found = posts(of_file(seen, "x.xml", wxr(item, other)))
    assert (found["Rain"].reach, found["Wind"].reach) == ("members", "everyone")


def test_what_wordpress_hides_of_a_post_does_not_come(seen: Path):
    text = (
        '<p>Seen.</p><!-- wp:group {"metadata":{"blockVisibility":false}} --><div><!-- wp:paragraph --><p>Hidden.</p><!-- /wp:paragraph --><!-- wp:latest-posts /--></div>'
        '<!-- /wp:group --><!-- wp:paragraph {"metadata":{"name":"x"}} --><p>Seen too.</p><!-- /wp:paragraph -->'
    )
    rain = posts(of_file(seen, "x.xml", wxr(wxr_item(1, "Rain", text))))["Rain"]
    assert "Hidden." not in rain.html
    assert "Seen too." in rain.html
    assert warned(rain) == "A part of it was hidden there, and did not come."


def gated(said: str) -> str:
    return f"<p>Free.</p><!--kg-gated-block:begin {said} --><p>Gated.</p><!--kg-gated-block:end--><p>End.</p>"


def ghost(*rows: Mapping[str, object]) -> str:
    post = {"status": "published", "visibility": "public", "published_at": "2021-03-19T10:00:00.000Z", "type": "post"}
    data = {"posts": [{**post, "id": str(number), "title": "Rain", **row} for number, row in enumerate(rows)]}
    return json.dumps({"db": [{"meta": {"exported_on": 1616148000000, "version": "5.2.0"}, "data": data}]})


def card(kind: str, visibility: object, **more: object) -> str:
    node = {"type": kind, "html": "<p>Gated.</p>", "visibility": visibility, **more}
    return json.dumps({"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": "Free."}]}, node]}})


@pytest.mark.parametrize(
    ("row", "reach", "has"),
    [
        ({"html": gated('nonMember:false memberSegment:"status:-free"')}, "members", True),
        ({"html": gated('nonMember:false memberSegment:"status:free,status:-free"')}, "members", True),
        ({"html": gated("something new")}, "members", True),
        ({"html": gated('nonMember:true memberSegment:"status:free,status:-free"')}, "everyone", True),
        ({"html": gated('nonMember:false memberSegment:""')}, "everyone", False),
        ({"html": '<p>Free.</p><!--kg-gated-block:begin nonMember:false memberSegment:"status:-free" --><p>Gated.</p>'}, "members", True),
        ({"lexical": card("html", {"web": {"nonMember": False, "memberSegment": "status:-free"}, "email": {"memberSegment": ""}})}, "members", True),
        ({"lexical": card("call-to-action", {"web": {"nonMember": False, "memberSegment": "status:free"}}, textValue="<p>Gated.</p>")}, "members", True),
        ({"lexical": card("html", {"web": {"nonMember": True, "memberSegment": "status:free"}})}, "everyone", True),
        ({"lexical": card("html", {"web": {"nonMember": False, "memberSegment": ""}, "email": {"memberSegment": "status:free"}})}, "everyone", False),
        ({"lexical": card("html", {"showOnEmail": True, "showOnWeb": False, "segment": ""})}, "everyone", False),
        ({"lexical": card("html", {"showOnEmail": True, "showOnWeb": True, "segment": ""})}, "everyone", True),
        ({"lexical": card("html", None)}, "everyone", True),
        ({"html": gated('nonMember:false memberSegment:"status:-free"'), "status": "draft"}, "me", True),
    ],
)  # fmt: skip
def test_a_part_of_a_ghost_post_that_was_for_members_is_not_for_everyone(seen: Path, row: dict[str, object], reach: str, has: bool):
    rain = posts(of_file(seen, "x.json", ghost(row)))["Rain"]
    assert (rain.reach, "Gated." in rain.html) == (reach, has)
    assert "Free." in rain.html
    assert "kg-gated" not in rain.html
    assert ("A part of it was for subscribers or members there" in warned(rain)) == (reach == "members")


@pytest.mark.parametrize(("wall", "reach"), [('<div class="paywall-jump" data-component-name="PaywallToDOM"></div>', "members"), ("", "everyone")])
def test_a_substack_post_with_a_part_for_those_who_pay_is_for_members(seen: Path, wall: str, reach: str):
    rows = "post_id,post_date,is_published,type,audience,title\n1.rain,2021-03-19T10:00:00.000Z,true,newsletter,everyone,Rain\n"
    rain = posts(of_file(seen, "x.zip", zipped({"posts.csv": rows, "posts/1.rain.html": f"<p>Free.</p>{wall}<p>Paid.</p>"})))["Rain"]
    assert rain.reach == reach


def test_the_last_post_of_a_cut_wordpress_export_goes_no_further_than_its_writer_wherever_the_cut_is(seen: Path):
    whole = wxr(wxr_item(1, "Rain", "<p>It rained.</p>"), wxr_item(2, "Wind", "<p>It blew.</p>", more="<wp:post_password>sesame</wp:post_password>"))
    start, end = whole.index(b"<title><![CDATA[Wind"), whole.index(b"</channel>")
    for at in range(start + 40, end, 7):
        found = posts(of_file(seen, "x.xml", whole[:at]))
        wind = [one for title, one in found.items() if title != "Rain"]
        assert all(one.reach == "me" for one in wind), whole[at - 30 : at]
        if wind:
            assert found["Rain"].reach == "everyone"
            assert "for you alone" in warned(wind[-1])
    assert {one.reach for one in posts(of_file(seen, "x.xml", whole)).values()} == {"everyone", "me"}


BLOGGER = (
    "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'><id>tag:blogger.com,1999:blog-1.archive</id>"
    "<entry><id>tag:blogger.com,1999:blog-1.post-1</id><published>2021-03-19T10:00:00Z</published>"
    "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title>Rain</title><content type='html'>a</content></entry>"
    "<entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2021-03-19T10:00:00Z</published>"
    "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title>Wind</title><content type='html'>b</content>"
    "<app:control><app:draft>yes</app:draft></app:control></entry></feed>"
)


def test_the_last_post_of_a_cut_blogger_export_goes_no_further_than_its_writer(seen: Path):
    for at in range(BLOGGER.index("Wind") + 4, BLOGGER.index("</entry></feed>") + 8, 5):
        found = posts(of_file(seen, "x.xml", BLOGGER[:at]))
        assert found.pop("Rain").reach == "everyone"
        assert [one.reach for one in found.values()] == ["me"], BLOGGER[at - 30 : at]
    assert [(one.status, one.reach) for one in posts(of_file(seen, "x.xml", BLOGGER)).values()] == [("published", "everyone"), ("draft", "me")]


@pytest.mark.parametrize("cut", ["</title>", "<pubDate>Mon, 06 May 2024", "</description>", "</item>"])
def test_the_last_post_of_a_cut_feed_goes_no_further_than_its_writer(seen: Path, cut: str):
    item = "<item><title>{0}</title><guid>{0}</guid><pubDate>Mon, 06 May 2024 00:10:00 +0000</pubDate><description>Words of it.</description></item>"
    whole = f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{item.format("Rain")}{item.format("Wind")}</channel></rss>'
    said = of_file(seen, "x.xml", whole[: whole.rindex(cut) + len(cut)])
    found = posts(said)
    assert (found["Rain"].reach, found["Wind"].reach) == ("everyone", "me")
    assert any(isinstance(one, Trouble) for one in said)
    assert [one.reach for one in posts(of_file(seen, "y.xml", f"{whole}\n<!-- made by a cache -->\n")).values()] == ["everyone", "everyone"]


@pytest.mark.parametrize("front", ["---\ntitle: Rain\ndraft: tr", "+++\ntitle = 'Rain'\ndraft = tr"])
def test_a_text_whose_front_matter_is_cut_is_not_published_as_words(seen: Path, front: str):
    said = of_site(seen, {"_config.yml": "url: https://x.example", "_posts/2021-03-19-rain.md": front, "_posts/2021-03-20-wind.md": "---\n\nWords after a rule: plain.\n"})
    assert [one.place for one in said if isinstance(one, Trouble)] == ["_posts/2021-03-19-rain.md"]
    assert "2021-03-20-wind" in posts(said)["Wind"].place


FUTURE = "2099-05-04T09:30:00Z"
LATER = {
    "f.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "4", "title": "Rain", "content_html": "<p>a b</p>", "date_published": FUTURE}]}),
    "f.xml": '<rss version="2.0"><channel><item><title>Rain</title><guid>b</guid><pubDate>Mon, 04 May 2099 10:00:00 GMT</pubDate><description>Words.</description></item></channel></rss>',
    "w.json": json.dumps({"username": "me", "collections": [{"alias": "p", "public": True, "posts": [{"id": "abcdefghil", "created": FUTURE, "title": "Rain", "body": "words"}]}], "posts": []}),
    "g.json": ghost({"html": "<p>Words.</p>", "published_at": FUTURE}),
    "p.xml": wxr(wxr_item(1, "Rain", "Words.")).decode().replace("2021-03-19", "2099-03-19"),
}  # fmt: skip


@pytest.mark.parametrize("name", LATER)
def test_a_post_whose_day_is_still_to_come_is_scheduled_whatever_its_source_calls_it(seen: Path, name: str):
    rain = read_post(posts(of_file(seen, name, LATER[name]))["Rain"], otherwise="en")
    assert isinstance(rain, Record)
    assert (rain.status, rain.reach, rain.was_out) == ("scheduled", "me", False)
    before = read_post(posts(of_file(seen, name, LATER[name].replace("2099", "2021")))["Rain"], otherwise="en")
    assert isinstance(before, Record)
    assert (before.status, before.reach, before.was_out) == ("published", "everyone", True)


def test_what_is_of_a_day_to_come_was_not_out(seen: Path):
    rain = read_post(posts(of_file(seen, "f.xml", LATER["f.xml"].replace("2099", "2021")))["Rain"], otherwise="en")
    assert isinstance(rain, Record)
    assert not replace(rain, moment=datetime.now(UTC) + timedelta(minutes=1)).was_out
    assert not replace(rain, moment=None, dated=datetime.now(UTC).date() + timedelta(days=1)).was_out
    assert replace(rain, moment=None, dated=datetime.now(UTC).date() - timedelta(days=1)).was_out


def front(**said: str) -> str:
    return "---\ntitle: Rain\ndate: 2021-03-19\n" + "".join(f"{key}: {value}\n" for key, value in said.items()) + "---\n\nIt rained.\n"


HUGO, JEKYLL, ELEVENTY = {"hugo.toml": "baseURL = 'https://x.example/'"}, {"_config.yml": "url: https://x.example\n"}, {"eleventy.config.js": ""}
AT = "content/posts/rain.md"


@pytest.mark.parametrize(
    ("files", "status", "reach"),
    [
        ({**HUGO, AT: front()}, "published", "everyone"),
        ({**HUGO, AT: front(publishDate="2099-01-01")}, "scheduled", "me"),
        ({**HUGO, AT: front(scheduled="2099-01-01")}, "scheduled", "me"),
        ({**HUGO, AT: front(scheduled="true")}, "scheduled", "me"),
        ({**HUGO, AT: front(scheduled="2021-01-01")}, "published", "everyone"),
        ({**HUGO, AT: front(pubdate="2099-01-01T10:00:00Z")}, "scheduled", "me"),
        ({**HUGO, AT: front(publishedAt="2099-01-01")}, "scheduled", "me"),
        ({**HUGO, AT: front(pubDatetime="2099-01-01T10:00:00Z")}, "scheduled", "me"),
        ({**HUGO, AT: front(publishDate="2021-01-01")}, "published", "everyone"),
        ({**HUGO, AT: front(expiryDate="2021-06-01")}, "private", "me"),
        ({**HUGO, AT: front(unpublishdate="2021-06-01")}, "private", "me"),
        ({**HUGO, AT: front(expiryDate="2099-06-01")}, "published", "everyone"),
        ({**HUGO, AT: front(build="{render: never}")}, "private", "me"),
        ({**HUGO, AT: front(build="{render: link}")}, "private", "me"),
        ({**HUGO, AT: front(build="{Render: always, list: always}")}, "published", "everyone"),
        ({**HUGO, AT: front(_build="{render: false, list: false}")}, "private", "me"),
        ({**HUGO, AT: front(build="{list: never}")}, "private", "me"),
        ({**HUGO, AT: front(build="yes")}, "published", "everyone"),
        ({**HUGO, AT: front(access="{site.login: true}")}, "private", "me"),
        ({**HUGO, AT: front(access="[members, public]")}, "private", "me"),
        ({**HUGO, AT: front(visibility="[public]")}, "published", "everyone"),
        ({**HUGO, AT: front(visibility="false")}, "private", "me"),
        ({**HUGO, AT: front(audience="team")}, "private", "me"),
        ({**HUGO, AT: front(audience="public")}, "published", "everyone"),
        ({**HUGO, AT: front(status="[draft]")}, "draft", "me"),
        ({**HUGO, AT: front(isDraft="true")}, "draft", "me"),
        ({**HUGO, AT: front(is_draft="false")}, "published", "everyone"),
        ({**HUGO, AT: front(drafft="ie")}, "draft", "me"),
        ({**HUGO, AT: front(unpublished="true")}, "private", "me"),
        ({**HUGO, AT: front(published="not yet")}, "private", "me"),
        ({**HUGO, AT: front(published="19 March 2021")}, "published", "everyone"),
        ({**HUGO, AT: front(published="")}, "published", "everyone"),
        ({**HUGO, AT: front(unpublish_date="2021-06-01")}, "private", "me"),
        ({**HUGO, AT: front(expires="2021-06-01")}, "private", "me"),
        ({**HUGO, AT: front(draft="1")}, "draft", "me"),
        ({**HUGO, AT: front(draft="'on'")}, "draft", "me"),
        ({**HUGO, AT: front(), "content/posts/_index.md": "---\ntitle: s\ncascade:\n  draft: true\n---\n"}, "draft", "me"),
        ({**HUGO, AT: front(), "content/_index.md": "---\ntitle: s\ncascade:\n- build: {render: never}\n  target: {path: '/posts/**'}\n---\n"}, "private", "me"),
        ({**HUGO, AT: front(draft="false"), "content/posts/_index.md": "---\ntitle: s\ncascade:\n  draft: true\n---\n"}, "published", "everyone"),
        ({**HUGO, AT: front(), "content/other/_index.md": "---\ntitle: s\ncascade:\n  draft: true\n---\n"}, "published", "everyone"),
        ({**HUGO, AT: front(), "content/posts/_index.md": "---\ntitle: s\ncascade: 3\n---\n"}, "published", "everyone"),
        ({**HUGO, AT: front(), "content/posts/_index.md": "---\ntitle: 'x\n---\n"}, "published", "everyone"),
        ({"hugo.toml": "baseURL = 'https://x.example/'\n[[cascade]]\ndraft = true\n", AT: front()}, "draft", "me"),
        ({**HUGO, AT: front(render="false")}, "private", "me"),
        ({**HUGO, "notes/rain.md": front()}, "private", "me"),
        ({**HUGO, "exampleSite/content/posts/rain.md": front()}, "private", "me"),
        ({"hugo.toml": "contentDir = 'texts'", "texts/rain.md": front()}, "published", "everyone"),
        ({"hugo.toml": "[[module.mounts]]\nsource = 'texts'\ntarget = 'content/blog'\n", "texts/rain.md": front()}, "published", "everyone"),
        ({**HUGO, "content/posts/rain/index.md": front()}, "published", "everyone"),
        ({**HUGO, "content/posts/trip/index.md": "---\ntitle: Trip\n---\nWe went.\n", "content/posts/trip/rain.md": front()}, "private", "me"),
        ({**HUGO, "content/posts/trip/index.md": "---\ntitle: Trip\n---\nWe went.\n", "content/posts/trip/more/rain.md": front()}, "private", "me"),
        ({**HUGO, "content/posts/_index.md": "---\ntitle: Posts\n---\nAll.\n", AT: front()}, "published", "everyone"),
        ({"hugo.toml": "[languages.en]\n[languages.cy]\ndisabled = true\n", "content/posts/rain.cy.md": front()}, "private", "me"),
        ({"hugo.toml": "disableLanguages = ['cy']\n[languages.en]\n[languages.cy]\n", "content/posts/rain.cy.md": front()}, "private", "me"),
        ({"hugo.toml": "[languages.en]\n[languages.cy]\ndisabled = true\n", AT: front()}, "published", "everyone"),
        ({**ELEVENTY, "posts/rain.md": front()}, "published", "everyone"),
        ({**ELEVENTY, "posts/rain.md": front(eleventyExcludeFromCollections="true")}, "private", "me"),
        ({**ELEVENTY, "posts/rain.md": front(permalink="false")}, "private", "me"),
        ({**ELEVENTY, "posts/rain.md": front(), "posts/posts.json": '{"permalink": false}'}, "private", "me"),
        ({**ELEVENTY, "posts/rain.md": front(), "posts/posts.11tydata.json": '{"draft": true}'}, "draft", "me"),
        ({**ELEVENTY, "posts/rain.md": front(), "posts/rain.11tydata.json": '{"draft": true}'}, "draft", "me"),
        ({**ELEVENTY, "posts/rain.md": front(), "posts/posts.11tydata.js": "module.exports = { draft: true };"}, "draft", "me"),
        ({**ELEVENTY, "posts/a/rain.md": front(), "posts/posts.json": '{"draft": true}'}, "draft", "me"),
        ({**ELEVENTY, "posts/rain.md": front(), "posts/posts.json": '[1, '}, "published", "everyone"),
        ({**ELEVENTY, "posts/rain.md": front(permalink="/rain/"), "posts/posts.json": '{"permalink": false}'}, "published", "everyone"),
        ({**JEKYLL, "_posts/2021-03-19-rain.md": front()}, "published", "everyone"),
        ({**JEKYLL, "_posts/rain.md": front()}, "private", "me"),
        ({**JEKYLL, "_posts/_2021-03-19-rain.md": front()}, "private", "me"),
        ({**JEKYLL, "_posts/2021-03-19-rain.md~.md": front()}, "published", "everyone"),
        ({**JEKYLL, "a/_posts/2021/21-3-9-rain.md": front()}, "published", "everyone"),
        ({**JEKYLL, "_rain.md": front()}, "private", "me"),
        ({**JEKYLL, "rain.md": front()}, "published", "everyone"),
        ({"_config.yml": "url: https://x.example\nsource_dir: source\n", "source/_posts/rain.md": front()}, "published", "everyone"),
        ({**JEKYLL, "source/_posts/rain.md": front()}, "published", "everyone"),
        ({"_config.yml": "defaults:\n- scope: {path: '', type: posts}\n  values: {published: false}\n", "a/_posts/2021-03-19-rain.md": front()}, "private", "me"),
        ({"_config.yml": "defaults:\n- scope: {path: _posts}\n  values: {published: false}\n", "_posts/2021-03-19-rain.md": front()}, "private", "me"),
        ({"_config.yml": "defaults:\n- scope: {path: '', type: drafts}\n  values: {published: false}\n", "_posts/2021-03-19-rain.md": front()}, "published", "everyone"),
        ({"_config.yml": "defaults:\n- scope: {path: other}\n  values: {published: false}\n- 3\n", "_posts/2021-03-19-rain.md": front()}, "published", "everyone"),
        ({"_config.yml": "exclude: [old/, 'x*.md']\n", "old/_posts/2021-03-19-rain.md": front()}, "private", "me"),
        ({"_config.yml": "exclude: [older, README.md]\n", "old/_posts/2021-03-19-rain.md": front()}, "published", "everyone"),
    ],
)  # fmt: skip
def test_what_a_static_site_would_not_show_is_not_for_everyone(seen: Path, files: dict[str, str], status: str, reach: str):
    rain = posts(of_site(seen, files))["Rain"]
    assert (rain.status, rain.reach) == (status, reach)
    assert bool(rain.warnings) == (status == "private")


@pytest.mark.parametrize(("mode", "reach"), [("PUBLIC", "everyone"), ("", "everyone"), ("READERS", "me"), ("PRIVATE", "me")])
@pytest.mark.parametrize("taken_out", [False, True])
def test_a_post_of_a_blog_of_bloggers_that_only_some_could_read_is_its_writers(seen: Path, taken_out: bool, mode: str, reach: str):
    data = exports.blogger_takeout() if taken_out else exports.blogger()
    if taken_out:
        with zipfile.ZipFile(io.BytesIO(data)) as there:
            files = {name: there.read(name) for name in there.namelist()}
        table = next(name for name in files if name.endswith("settings.csv"))
        data = zipped(files | {table: f'"blog_name","blog_read_access_mode","blog_reader_permission"\n"Rain","{mode}","{exports.SECRET}"\n'})
    else:
        kind = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#settings"/>'
        setting = f"<entry><id>tag:blogger.com,1999:blog-1.settings.BLOG_READ_ACCESS_MODE</id>{kind}<title>x</title><content type=\"text\">{mode}</content></entry>"
        data = data.replace(b"</feed>", f"{setting}</feed>".encode())
    out = [one for one in of_file(seen, "x.zip" if taken_out else "blog.xml", data) if isinstance(one, Post) and one.status == "published"]
    assert {one.reach for one in out} == {reach}
    assert {"Its blog was not for everyone there" in warned(one) for one in out} == {reach == "me"}


@pytest.mark.parametrize(("audience", "reach"), [("draft", "me"), ("me", "me"), ("named", "me"), ("team", "me"), ("organisation", "me"), ("public", "everyone")])
def test_a_note_that_was_taken_out_of_weeknotes_as_markdown_comes_back_for_no_more_people(seen: Path, audience: str, reach: str):
    words = f'---\ntitle: "Rain"\nlang: en\ndate: 2021-03-19\naudience: {audience}\npublished: "2021-03-19T10:00:00+00:00"\n---\n\nIt rained.\n'
    (made,) = read(given(seen, "2021-03-19-rain-0a1b2c3d.en.md", words), asked=Asked(out=True))
    assert isinstance(made, Record)
    assert (made.reach, made.was_out) == (reach, reach == "everyone")


HIDING = [
    ("<p hidden>Nobody's.</p>", "", True),
    ("<div style='color: red; display:none'><div>Nobody's.</div></div>", "", True),
    ("<span style=\"visibility: hidden\">Nobody's.</span>", "", True),
    ("<p style=\"mso-hide:all\">Nobody's.", "", True),
    ("<ul><li hidden>Nobody's.<li>Seen.</ul>", "Seen.", True),
    ("<p hidden> </p><img src=\"https://x.example/count.gif\" style=\"display: none\">", "", False),
    ("<p hidden=\"until-found\">Seen.</p><p style=\"overflow: hidden\">Seen too.</p>", "Seen too.", False),
    ("<p>It was hidden.</p>", "It was hidden.", False),
]


@pytest.mark.parametrize(("part", "seen_there", "said"), HIDING)
@pytest.mark.parametrize("name", ["2021-03-19-rain.html", "2021-03-19-rain.md", "blog.xml"])
def test_what_a_page_hid_from_everybody_does_not_come_and_that_is_said(seen: Path, name: str, part: str, seen_there: str, said: bool):
    words = f"<p>It rained.</p>\n\n{part}\n"
    data = wxr(wxr_item(1, "Rain", words)) if name == "blog.xml" else f"<html><body><article><h1>Rain</h1>{words}</article></body></html>" if "html" in name else words
    (one,) = [read_post(one, otherwise="en") if isinstance(one, Post) else one for one in read(given(seen, name, data), asked=Asked(out=True))]
    assert isinstance(one, Record)
    assert "It rained." in one.html
    assert "Nobody's." not in one.html
    assert "count.gif" not in one.html
    assert seen_there in one.html
    assert ("A part of it was hidden there, and did not come." in map(str, one.warnings)) is said


ME = "https://m.example/users/nerys"


@pytest.mark.parametrize(
    ("actor", "to", "comes"),
    [
        ({"id": ME, "followers": f"{ME}/followers"}, f"{ME}/followers", True),
        ({"id": ME, "followers": "https://m.example/f/7"}, "https://m.example/f/7", True),
        ({"id": ME, "followers": "https://m.example/f/7"}, f"{ME}/followers", False),
        ({"id": ME}, f"{ME}/followers/", True),
        ({"id": ME}, "https://o.example/users/followers", False),
        ({"id": ME}, "https://m.example/users/followers", False),
        (None, f"{ME}/followers", True),
        (None, "https://o.example/users/followers", False),
    ],
)
def test_a_message_to_somebody_who_is_called_followers_is_no_post_for_followers(seen: Path, actor: dict[str, str] | None, to: str, comes: bool):
    note = {"type": "Note", "id": f"{ME}/statuses/1", "attributedTo": ME, "to": [to], "cc": [], "content": "<p>Words.</p>", "published": "2021-03-19T10:00:00Z"}
    files = {"outbox.json": json.dumps({"orderedItems": [{"type": "Create", "actor": ME, "object": note}]})}
    said = of_file(seen, "x.zip", zipped(files | ({"actor.json": json.dumps(actor)} if actor else {})))
    assert [one.reach for one in said if isinstance(one, Post)] == (["members"] if comes else [])
    assert any("Direct messages: 1" in str(one.why) for one in said if isinstance(one, Left)) is not comes


@pytest.mark.parametrize(
    ("name", "front", "status", "reach"),
    [
        ("rain.md", "created: 2021-03-19", "draft", "me"),
        ("rain.md", "Created: 2021-03-19\nupdated: 2021-03-20", "draft", "me"),
        ("rain.md", "created: 2021-03-19\ndate: 2021-03-20", "published", "everyone"),
        ("rain.md", "created: 2021-03-19\npublishDate: 2021-03-20", "published", "everyone"),
        ("2021-03-19-rain.md", "created: 2021-03-18", "published", "everyone"),
    ],
)
def test_a_text_that_says_only_when_it_was_begun_is_its_writers(seen: Path, name: str, front: str, status: str, reach: str):
    (made,) = read(given(seen, name, f"---\n{front}\n---\nIt rained.\n"), asked=Asked(out=True))
    assert isinstance(made, Record)
    assert (str(made.dated)[:7], made.status, made.reach) == ("2021-03", status, reach)


NIKOLA, PELICAN = "<!--\n.. title: Rain\n.. date: 2021-03-19 10:00:00 UTC\n.. tags: roof\n{}-->\n\nIt rained.\n", "Title: Rain\nDate: 2021-03-19 10:20\nTags: roof\n{}\nIt rained.\n"


@pytest.mark.parametrize(
    ("text", "status", "reach"),
    [
        (NIKOLA.format(""), "published", "everyone"),
        (NIKOLA.format(".. status: published\n"), "published", "everyone"),
        (NIKOLA.format(".. status: draft\n"), "draft", "me"),
        (NIKOLA.format(".. status: private\n"), "draft", "me"),
        (NIKOLA.replace("roof", "roof, draft").format(""), "draft", "me"),
        (PELICAN.format(""), "published", "everyone"),
        (PELICAN.format("Status: published\n"), "published", "everyone"),
        (PELICAN.format("Status: draft\n"), "draft", "me"),
        (PELICAN.format("Status: hidden\n"), "draft", "me"),
        (PELICAN.format("status: skip\n"), "draft", "me"),
    ],
)
@pytest.mark.parametrize("body", ["It rained.", "<p>It rained.</p>"])
def test_what_nikola_and_pelican_say_of_a_text_before_it_is_said_of_it(seen: Path, text: str, status: str, reach: str, body: str):
    (made,) = read(given(seen, "rain.md", text.replace("It rained.", body)), asked=Asked(out=True))
    assert isinstance(made, Record)
    assert (made.title, str(made.dated), made.status, made.reach, made.text.strip()) == ("Rain", "2021-03-19", status, reach, "It rained.")
    assert "roof" in made.tags
