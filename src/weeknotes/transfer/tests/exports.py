"""Small exports of every kind, made here after their documented shapes, with what must stay behind planted in them."""

import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from email.message import EmailMessage
from email.policy import SMTP

from docx import Document
from docx.enum.style import WD_STYLE_TYPE

# Stands wherever an export holds what is nobody's to bring: a comment, a subscriber, a key, a direct message. It must come out nowhere.
SECRET = "PLANTED-SECRET"


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of `files`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: Mapping[str, bytes | str], mode: str = "w:gz") -> bytes:
    """The same as a tar."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            raw = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def wxr_item(number: int, title: str, content: str, *, status: str = "publish", kind: str = "post", more: str = "", excerpt: str = "") -> str:
    """One item of a WordPress export."""
    return (
        f"<item><title><![CDATA[{title}]]></title><link>https://glanderw.example/{number}/</link><pubDate>Fri, 19 Mar 2021 10:00:00 +0000</pubDate>"
        f"<dc:creator><![CDATA[nerys]]></dc:creator><guid isPermaLink=\"false\">https://glanderw.example/?p={number}</guid>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>2021-03-19 10:00:00</wp:post_date><wp:post_date_gmt>2021-03-19 10:00:00</wp:post_date_gmt>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def wxr(*items: str, version: str = "1.2", head: str = "") -> bytes:
    """A WordPress export of `items`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:wp="http://wordpress.org/export/{version}/"><channel><title>Glanderw</title><link>https://glanderw.example</link><language>en-GB</language>'
        f"<wp:wxr_version>{version}</wp:wxr_version><wp:base_site_url>https://glanderw.example</wp:base_site_url>"
        "<wp:base_blog_url>https://glanderw.example</wp:base_blog_url><wp:author><wp:author_id>1</wp:author_id><wp:author_login>nerys</wp:author_login>"
        f"<wp:author_email>{SECRET}@glanderw.example</wp:author_email><wp:author_display_name><![CDATA[Nerys]]></wp:author_display_name></wp:author>"
        f"{''.join(items)}</channel></rss>\n"
    ).encode()


CLASSIC = (
    "The first paragraph of\nthis week, with a <a href=\"https://gov.example/a\">link</a>.\n\n<h3>Goals</h3>\n<ul>\n<li>Dry out</li>\n<li>Ring Aled</li>\n</ul>\n"
    '[caption id="a" align="left" width="300"]<img src="https://glanderw.example/wp-content/uploads/2021/03/rain.jpg" alt="Rain on a roof" /> The roof[/caption]\n\n'
    "[gallery ids=\"90,91\"]\n\nhttps://www.youtube.com/watch?v=abcdefghijk\n\n[contact-form to=\"x\"]\n\n[sic] stays."
)
BLOCKS = (
    "<!-- wp:paragraph -->\n<p>Blocks<sup data-fn=\"aa-1\" class=\"fn\"><a href=\"#aa-1\" id=\"aa-1-link\">1</a></sup> here.</p>\n<!-- /wp:paragraph -->\n\n"
    "<!-- wp:block {\"ref\":77} /-->\n\n<!-- wp:latest-posts /-->\n\nLoose words\n\n<!-- wp:embed {\"url\":\"https://vimeo.com/1\"} -->\n"
    '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://vimeo.com/123456\n</div></figure>\n<!-- /wp:embed -->\n'
    '<!-- wp:audio --><figure class="wp-block-audio"><audio controls src="https://glanderw.example/a.mp3"></audio></figure><!-- /wp:audio -->\n<!-- wp:footnotes /-->'
)
COMMENT = f"<wp:comment><wp:comment_author>{SECRET}</wp:comment_author><wp:comment_author_IP>{SECRET}</wp:comment_author_IP><wp:comment_content>{SECRET}</wp:comment_content></wp:comment>"


def wordpress() -> bytes:
    """A WordPress export with some of everything."""
    notes = json.dumps([{"id": "aa-1", "content": "A footnote."}])
    tags = '<category domain="category" nicename="rain"><![CDATA[Rain]]></category><category domain="post_tag" nicename="roof"><![CDATA[roof]]></category>'
    return wxr(
        wxr_item(1, "Rain", CLASSIC, more=tags + COMMENT + COMMENT),
        wxr_item(2, "Blocks", BLOCKS, more=f"<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[{notes}]]></wp:meta_value></wp:postmeta>"
                 "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>90</wp:meta_value></wp:postmeta>"
                 f"<wp:postmeta><wp:meta_key>api_key</wp:meta_key><wp:meta_value>{SECRET}</wp:meta_value></wp:postmeta>"),
        wxr_item(3, "Behind a password", "Words.", more="<wp:post_password>sesame</wp:post_password>"),
        wxr_item(4, "A private one", "Words.", status="private"),
        wxr_item(5, "A draft", "Words.", status="draft"),
        wxr_item(6, "In the bin", SECRET, status="trash"),
        wxr_item(7, "Later", "Words.", status="future"),
        wxr_item(8, "About", "<p>A page.</p>", kind="page", excerpt="In short."),
        wxr_item(9, "Menu", SECRET, kind="nav_menu_item"),
        wxr_item(10, "", ""),
        wxr_item(77, "Shared", "<!-- wp:paragraph --><p>Said in many places.</p><!-- /wp:paragraph -->", kind="wp_block"),
        wxr_item(90, "rain", "", kind="attachment", status="inherit", excerpt="The roof again",
                 more="<wp:attachment_url>https://glanderw.example/wp-content/uploads/2021/03/roof.jpg</wp:attachment_url>"
                 "<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>A roof</wp:meta_value></wp:postmeta>"),
        wxr_item(91, "wind", "", kind="attachment", status="inherit", more="<wp:attachment_url>https://glanderw.example/wp-content/uploads/wind.jpg</wp:attachment_url>"),
    )


def ghost() -> bytes:
    """A Ghost export: HTML, lexical, mobiledoc and Markdown, and what a database has beside them."""
    lexical = {"root": {"type": "root", "children": [
        {"type": "heading", "tag": "h2", "children": [{"type": "extended-text", "text": "Goals", "format": 0}]},
        {"type": "paragraph", "children": [{"type": "extended-text", "text": "Bold & ", "format": 1}, {"type": "link", "url": "https://gov.example/b", "children": [
            {"type": "extended-text", "text": "a link", "format": 0}]}]},
        {"type": "list", "listType": "bullet", "tag": "ul", "children": [{"type": "listitem", "children": [{"type": "extended-text", "text": "One", "format": 0}]}]},
        {"type": "image", "src": "__GHOST_URL__/content/images/2021/03/rain.jpg", "alt": "Rain", "caption": "On a roof"},
        {"type": "bookmark", "url": "https://gov.example/c", "metadata": {"title": "A page", "description": "About it"}},
        {"type": "callout", "calloutEmoji": "!", "calloutText": "Mind this"},
        {"type": "embed", "url": "https://vimeo.com/9", "html": "<iframe></iframe>"},
    ]}}  # fmt: skip
    mobiledoc = {"version": "0.3.1", "markups": [["strong"], ["a", ["href", "https://gov.example/d"]]], "atoms": [["soft-return", "", {}]],
                 "cards": [["markdown", {"markdown": "Some *words*"}], ["image", {"src": "/content/images/x.png", "alt": "X"}]],
                 "sections": [[1, "h2", [[0, [], 0, "Next"]]], [1, "p", [[0, [0], 1, "Strong"], [1, [], 0, 0], [0, [1], 1, "linked"]]],
                              [3, "ul", [[[0, [], 0, "Two"]]]], [10, 0], [10, 1]]}  # fmt: skip
    post = {"status": "published", "visibility": "public", "published_at": "2021-03-19T10:00:00.000Z", "type": "post"}
    data = {
        "posts": [
            {**post, "id": "1", "uuid": "u-1", "title": "Rain", "slug": "rain", "html": "<p>It <b>rained</b>.</p>", "feature_image": "__GHOST_URL__/content/images/f.jpg",
             "custom_excerpt": "In short", "codeinjection_head": SECRET},
            {**post, "id": "2", "uuid": "u-2", "title": "Cards", "slug": "cards", "html": None, "lexical": json.dumps(lexical)},
            {**post, "id": "3", "uuid": "u-3", "title": "Older", "slug": "older", "html": None, "mobiledoc": json.dumps(mobiledoc), "visibility": "members"},
            {**post, "id": "4", "uuid": "u-4", "title": "Paid", "slug": "paid", "html": "<p>Paid.</p>", "visibility": "paid"},
            {**post, "id": "5", "uuid": "u-5", "title": "Draft", "slug": "draft", "html": "<p>Not yet.</p>", "status": "draft", "published_at": None},
            {**post, "id": "6", "uuid": "u-6", "title": "About", "slug": "about", "html": "<p>A page.</p>", "type": "page"},
            {**post, "id": "7", "uuid": "u-7", "title": "(Untitled)", "slug": "untitled", "html": None},
            {**post, "id": "8", "uuid": "u-8", "title": "Mail", "slug": "mail", "html": "<p>Sent.</p>", "status": "sent"},
            {**post, "id": 9, "title": "Long ago", "slug": "long-ago", "markdown": "# Then\n\n*Marked*", "published_at": 1616148000000},
        ],
        "posts_meta": [{"id": "m", "post_id": "1", "feature_image_alt": "A roof", "feature_image_caption": "The roof"}],
        "tags": [{"id": "t1", "name": "Rain", "visibility": "public"}, {"id": "t2", "name": "#hidden", "visibility": "internal"}],
        "posts_tags": [{"post_id": "1", "tag_id": "t1", "sort_order": 0}, {"post_id": "1", "tag_id": "t2", "sort_order": 1}],
        "users": [{"id": "a1", "name": "Nerys", "password": SECRET, "email": f"{SECRET}@glanderw.example"}],
        "posts_authors": [{"post_id": "1", "author_id": "a1"}],
        "members": [{"email": f"{SECRET}@glanderw.example"}],
        "settings": [{"key": "mailgun_api_key", "value": SECRET}],
    }  # fmt: skip
    return json.dumps({"db": [{"meta": {"exported_on": 1616148000000, "version": "5.2.0"}, "data": data}]}).encode()


def ghost_zip() -> bytes:
    """The same with its pictures."""
    return zipped({"glanderw.ghost.json": ghost(), "content/images/2021/03/rain.jpg": b"\xff\xd8picture", "content/images/unused.jpg": b"\xff\xd8"})


def medium_page(title: str, text: str, *, more: str = "") -> str:
    """A post as Medium exports it."""
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title><style>.p{{}}</style></head><body><article class=\"h-entry\"><header>"
        f'<h1 class="p-name">{title}</h1></header><section data-field="subtitle" class="p-summary">Sub</section><section data-field="body" class="e-content">'
        f'<section class="section"><div class="section-divider"><hr class="section-divider"></div><div class="section-content"><div class="section-inner">{text}'
        f"</div></div></section></section><footer>{more}</footer></article></body></html>"
    )


def medium() -> bytes:
    """A Medium export: a post, a draft, an answer to somebody, and what it keeps of its reader."""
    post = medium_page(
        "Rain",
        '<h3 class="graf graf--h3 graf--title">Rain</h3><p class="graf">It <strong>rained</strong> on <a href="https://gov.example/a">us</a>.</p><h4 class="graf">Goals</h4>'
        '<ul class="postList"><li class="graf">Dry out</li></ul><figure class="graf"><img class="graf-image" src="https://cdn-images-1.medium.com/max/800/1*x.jpeg" alt="A roof">'
        '<figcaption class="imageCaption">The roof</figcaption></figure><figure><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></figure>',
        more='<p>By <a href="https://medium.com/@nerys" class="p-author h-card">Nerys</a> on <a href="https://medium.com/p/0123456789ab"><time class="dt-published" '
        'datetime="2021-03-19T10:00:00.000Z">March 19, 2021</time></a>.</p><p><a href="https://medium.com/@nerys/rain-0123456789ab" class="p-canonical">Canonical link</a></p>',
    )
    when = '<p><time class="dt-published" datetime="2021-03-20T10:00:00.000Z">March 20</time></p>'
    return zipped(
        {
            "README.html": "<p>About</p>",
            "posts/2021-03-19_Rain-0123456789ab.html": post,
            "posts/draft_Not-yet-0123456789ac.html": medium_page("Not yet", '<h3 class="graf--title">Not yet</h3><p>Words.</p>'),
            "posts/2021-03-20_Thanks-0123456789ad.html": medium_page("Thanks for this", "<p>Thanks for this, Aled.</p>", more=when),
            "posts/2021-03-21_Broken-0123456789ae.html": "<html><body>nothing</body></html>",
            "bookmarks/bookmarks-0001.html": SECRET,
            "claps/claps-0001.html": SECRET,
            "ips/ips-0001.html": SECRET,
        }
    )


def substack() -> bytes:
    """A Substack export: for everyone, paid, a draft, a thread, one without its text, one without its row, and the subscribers."""
    rows = (
        "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
        '101.rain,2021-03-19T10:00:00.000Z,true,,,newsletter,everyone,"Rain, again",On a roof,\n'
        "102.paid,2021-03-20T10:00:00.000Z,true,,,newsletter,only_paid,Paid,,\n"
        "103.draft,,false,,,newsletter,everyone,Draft,,\n"
        "104.thread,2021-03-21T10:00:00.000Z,true,,,thread,everyone,Talk,,\n"
        "105.sound,2021-03-22T10:00:00.000Z,true,,,podcast,only_free,Sound,,https://sound.example/a.mp3\n"
        "106.gone,2021-03-23T10:00:00.000Z,true,,,newsletter,everyone,Gone,,\n"
    )
    text = (
        '<h2>Goals</h2><p>It rained on <a href="https://gov.example/a">us</a><a class="footnote-anchor" href="#footnote-1" id="footnote-anchor-1">1</a>.</p>'
        '<div class="captioned-image-container"><figure><a class="image-link" href="https://cdn.example/big.png"><div class="image2-inset"><picture>'
        '<source srcset="x.webp 1x"><img src="https://cdn.example/small.png" alt="A roof"></picture></div></a><figcaption class="image-caption">The roof</figcaption></figure></div>'
        '<div class="subscription-widget-wrap"><form><input></form>Subscribe now</div>'
        '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>A note.</p></div></div>'
    )
    return zipped(
        {
            "posts.csv": rows,
            "posts/101.rain.html": text,
            "posts/102.paid.html": "<p>Paid words.</p>",
            "posts/103.draft.html": "<p>Not yet.</p>",
            "posts/105.sound.html": "",
            "posts/107.unlisted.html": "<p>Found.</p>",
            "posts/101.rain.opens.csv": SECRET,
            "posts/101.rain.delivers.csv": SECRET,
            "email_list.glanderw.csv": f"email\n{SECRET}@glanderw.example\n",
        }
    )


PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = "https://toot.example/users/nerys"


def toot(number: int, content: str, *, to: list[str], cc: list[str], **more: object) -> dict[str, object]:
    """A post in a Mastodon archive."""
    note = {"type": "Note", "id": f"{ACTOR}/statuses/{number}", "url": f"https://toot.example/@nerys/{number}", "published": "2021-03-19T10:00:00Z", "content": content,
            "attributedTo": ACTOR, "to": to, "cc": cc, "tag": [], "attachment": [], **more}  # fmt: skip
    # What stands around the post may say something else: only the post's own word counts.
    return {"type": "Create", "id": f"{ACTOR}/statuses/{number}/activity", "actor": ACTOR, "to": [PUBLIC], "object": note}


def mastodon_files() -> dict[str, bytes | str]:
    """The files of a Mastodon archive."""
    followers = f"{ACTOR}/followers"
    picture = {"type": "Document", "mediaType": "image/png", "url": "/media_attachments/files/1/original/roof.png", "name": "A roof"}
    items = [
        toot(1, "<p>It rained.</p>", to=[PUBLIC], cc=[followers], attachment=[picture], contentMap={"cy": "<p>It rained.</p>"}, tag=[{"type": "Hashtag", "name": "#rain"}]),
        toot(2, "<p>Quietly.</p>", to=[followers], cc=[PUBLIC]),
        toot(3, "<p>For followers.</p>", to=[followers], cc=[]),
        toot(4, f"<p>{SECRET}</p>", to=["https://toot.example/users/aled"], cc=[]),
        toot(5, f"<p>{SECRET}</p>", to=[PUBLIC], cc=[], inReplyTo="https://other.example/users/aled/statuses/9"),
        toot(6, "<p>And more.</p>", to=[PUBLIC], cc=[], inReplyTo=f"{ACTOR}/statuses/1", summary="Weather", type="Question", oneOf=[{"name": "Yes"}, {"name": "No"}]),
        toot(8, f"<p>{SECRET}</p>", to=[], cc=[]),
        {"type": "Announce", "id": "b", "object": "https://other.example/9"},
    ]
    return {
        "outbox.json": json.dumps({"@context": "x", "id": "outbox.json", "type": "OrderedCollection", "totalItems": len(items), "orderedItems": items}),
        "actor.json": json.dumps({"id": ACTOR, "name": "Nerys", "preferredUsername": "nerys", "publicKey": SECRET}),
        "likes.json": SECRET,
        "bookmarks.json": SECRET,
        "media_attachments/files/1/original/roof.png": b"\x89PNG",
        "avatar.png": b"\x89PNG",
    }


def mastodon() -> bytes:
    """A Mastodon archive."""
    return zipped(mastodon_files())


def writefreely() -> bytes:
    """A whole account of WriteFreely's."""
    post = {"appearance": "norm", "language": "cy", "rtl": False, "created": "2021-03-19T10:00:00Z", "tags": ["glaw"]}
    return json.dumps(
        {
            "username": "nerys", "email": f"{SECRET}@glanderw.example", "pass": SECRET,
            "collections": [
                {"alias": "nerys", "title": "Nerys", "url": "https://write.example/nerys/", "public": True, "visibility": 1,
                 "posts": [{**post, "id": "abcdefghij", "slug": "rain", "title": "Rain", "body": "It **rained**.\n\n## Goals\n\n- One"}]},
                {"alias": "kept", "title": "Kept", "visibility": 2, "posts": [{**post, "id": "abcdefghik", "slug": "kept", "title": "Kept", "body": "Kept."}]},
            ],
            "posts": [{**post, "id": "abcdefghil", "slug": None, "title": "", "body": "A draft."}, {**post, "id": "abcdefghim", "title": "", "body": ""}],
        }
    ).encode()  # fmt: skip


def writefreely_csv() -> bytes:
    """Its posts as a table."""
    return b'ID,Slug,Blog,URL,Created,Title,Body\nabcdefghij,rain,nerys,https://write.example/nerys/rain,2021-03-19 10:00:00 +0000 UTC,Rain,"It rained.\n\nTwice."\n'


def jekyll_files() -> dict[str, bytes | str]:
    """A folder of Jekyll's."""
    return {
        "_config.yml": "url: https://glanderw.example\nbaseurl: /blog\n",
        "_posts/2021-03-19-rain.md": "---\ntitle: Rain\ntags: [rain, roof]\ncategories: weather outside\n---\nIt rained.{: .big}\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n"
        "[Before]({% post_url 2021-03-12-sun %}) ![A roof]({{ site.baseurl }}/assets/roof.png)\n\nNote[^1]\n\n[^1]: Under.\n\n{% include form.html %}\n",
        "_posts/2021-03-20-hidden.md": "---\ntitle: Hidden\npublished: false\n---\nWords.\n",
        "_posts/2021-03-21-broken.md": "---\ntitle: [Broken\n---\nWords.\n",
        "_posts/2090-03-21-later.md": "---\ntitle: Later\n---\nWords.\n",
        "_drafts/not-yet.md": "---\ntitle: Not yet\n---\nWords.\n",
        "about.md": "---\ntitle: About\npermalink: /about/\n---\nA page.\n",
        "index.html": "---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
        "_layouts/default.html": "<html>{{ content }}</html>",
        "README.md": "How this site is made.",
        "assets/roof.png": b"\x89PNG",
        "style.css": "p {}",
    }


def hugo_files() -> dict[str, bytes | str]:
    """A folder of Hugo's."""
    return {
        "hugo.toml": 'baseURL = "https://glanderw.example/"\n',
        "content/posts/rain/index.md": '+++\ntitle = "Rain"\ndate = 2021-03-19T23:30:00+01:00\ntags = ["rain"]\n+++\nIt rained.\n\n{{< figure src="roof.png" alt="A roof" caption="The roof" >}}\n\n'
        "{{< youtube abcdefghijk >}}\n",
        "content/posts/rain/roof.png": b"\x89PNG",
        "content/posts/glaw.cy.md": '{"title": "Glaw", "date": "2021-03-20", "draft": false}\n\nGlaw.\n',
        "content/posts/draft.md": "---\ntitle: Draft\ndraft: true\ndate: 2021-03-21\n---\nWords.\n",
        "content/posts/_index.md": "---\ntitle: Posts\n---\n",
        "themes/x/layouts/list.html": "{{ range .Pages }}",
    }


FEED = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Glanderw</title><link>https://glanderw.example/</link>
<item><title>Rain &amp; wind</title><link>https://glanderw.example/rain</link><guid>g-1</guid><pubDate>Fri, 19 Mar 2021 10:00:00 GMT</pubDate><category>rain</category>
<description>In short</description><content:encoded><![CDATA[<p>It <b>rained</b>.</p><img src="https://glanderw.example/roof.png" alt="A roof">]]></content:encoded>
<enclosure url="https://glanderw.example/a.mp3" type="audio/mpeg" length="1"/></item><item><title>Short</title><guid>g-2</guid><description>Only the beginning</description></item></channel></rss>"""
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Glanderw</title><link href="https://glanderw.example/"/><id>f</id>
<entry xml:lang="cy"><title>Glaw</title><id>a-1</id><link href="https://glanderw.example/glaw"/><published>2021-03-19T10:00:00Z</published><updated>2021-03-20T10:00:00Z</updated>
<content type="html">&lt;p&gt;Glaw.&lt;/p&gt;</content></entry></feed>"""


def json_feed() -> bytes:
    """A JSON Feed."""
    item = {"id": "j-1", "url": "https://glanderw.example/rain", "title": "Rain", "content_html": '<p>It rained.</p><img src="uploads/2021/roof.png" alt="A roof">',
            "date_published": "2021-03-19T10:00:00+00:00", "tags": ["rain"], "attachments": [{"url": "https://glanderw.example/a.mp3", "mime_type": "audio/mpeg"}]}  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Glanderw", "items": [item, {"id": "j-2", "content_text": "Only & words\n\nTwice"}]}).encode()


def microblog() -> bytes:
    """An archive of Micro.blog's."""
    return zipped({"index.html": '<div class="h-feed"></div>', "feed.json": json_feed(), "uploads/2021/roof.png": b"\x89PNG", "uploads/other.png": b"\x89PNG"})


def mail(subject: str = "Rain", *, by: str = "Nerys <nerys@glanderw.example>", html: str = "", text: str = "", picture: bool = False, key: str = "", **headers: str) -> EmailMessage:
    """A mail, as a mail program makes one."""
    made = EmailMessage()
    for name, value in {"From": by, "To": f"All <{SECRET}@glanderw.example>", "Subject": subject, "Date": "Fri, 19 Mar 2021 17:30:00 +0000"}.items():
        made[name] = value
    made["Message-ID"] = f"<{key or subject.replace(' ', '-')}@glanderw.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text or "It rained.")
    if html:
        made.add_alternative(html, subtype="html")
        if picture:
            made.get_payload()[1].add_related(PIXEL, "image", "png", cid="<roof@x>", filename="roof.png")  # type: ignore[union-attr,index]
    return made


def mails() -> list[EmailMessage]:
    """A box: what somebody sent, with an answer to them in it, an answer of theirs, and what their program said while they were away."""
    html = (
        '<h2>What I did</h2><p>We <b>mended</b> the <a href="https://depot.example/">roof</a>.</p><ul><li>One</li></ul><p><img src="cid:roof@x" alt="A roof"></p>'
        f'<div class="gmail_signature">{SECRET}</div><div class="gmail_quote">On Monday Tomos wrote: {SECRET}</div>'
    )
    return [
        mail("Rain", html=html, picture=True),
        mail("Wind", text=f"From the north it blew.\n\nFrom Monday on, it did not.\n\n-- \n{SECRET}\n"),
        mail("Re: Rain", by=f"{SECRET} <tomos@glanderw.example>", text=SECRET, key="theirs", In_Reply_To="<Rain@glanderw.example>"),
        mail("Re: Sun", text=SECRET, key="mine", In_Reply_To="<theirs@glanderw.example>"),
        mail("Re: Wind", text="And it stopped.", key="more", In_Reply_To="<Wind@glanderw.example>"),
        mail("Away", text=SECRET, Auto_Submitted="auto-replied"),
    ]


def boxed(several: Iterable[EmailMessage]) -> bytes:
    """Mails in a box, in the manner called mboxrd."""
    out = b""
    for one in several:
        lines = one.as_bytes(policy=SMTP.clone(linesep="\n")).split(b"\n")
        escaped = b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
        out += b"From nerys@glanderw.example Fri Mar 19 17:30:00 2021\n" + escaped + b"\n\n"
    return out


def blogger() -> bytes:
    """Blogger's older export."""
    kind = "http://schemas.google.com/g/2005#kind"

    def entry(number: int, what: str, title: str, text: str, more: str = "") -> str:
        return (
            f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2021-03-19T10:00:00.000Z</published><updated>2021-03-20T10:00:00.000Z</updated>"
            f'<category scheme="{kind}" term="http://schemas.google.com/blogger/2008/kind#{what}"/><category scheme="http://www.blogger.com/atom/ns#" term="rain"/>'
            f"<title type=\"text\">{title}</title><content type=\"html\">{text}</content><author><name>Nerys</name><email>{SECRET}</email></author>{more}</entry>"
        )

    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#"><id>tag:blogger.com,1999:blog-1.archive</id><title>Glanderw</title>'
        + entry(1, "settings", "Settings", SECRET)
        + entry(2, "post", "Rain", "&lt;p&gt;It rained.&lt;/p&gt;", '<link rel="alternate" href="https://glanderw.example/rain.html"/>')
        + entry(3, "post", "Draft", "&lt;p&gt;Not yet.&lt;/p&gt;", "<app:control><app:draft>yes</app:draft></app:control>")
        + entry(4, "comment", "Well", SECRET)
        + entry(5, "page", "About", "&lt;p&gt;A page.&lt;/p&gt;")
        + "</feed>"
    ).encode()


def blogger_takeout() -> bytes:
    """Blogger's export as Takeout gives it."""

    def entry(number: int, kind: str, status: str, text: str) -> str:
        return (
            f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status><author><name>Nerys</name>"
            f"<blogger:type>BLOGGER</blogger:type></author><title>T{number}</title><content type='html'>{text}</content><published>2021-03-19T10:00:00Z</published></entry>"
        )

    feed = (
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:blogger.com,1999:blog-1</id>"
        + entry(1, "POST", "LIVE", "&lt;p&gt;It rained.&lt;/p&gt;") + entry(2, "POST", "DRAFT", "x") + entry(3, "POST", "SOFT_TRASHED", SECRET) + entry(4, "COMMENT", "LIVE", SECRET) + "</feed>"
    )  # fmt: skip
    return zipped({"Takeout/Blogger/Blogs/Glanderw/feed.atom": feed, "Takeout/Blogger/Blogs/Glanderw/settings.csv": SECRET})


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def word() -> bytes:
    """A document of Word's, made by python-docx."""
    made = Document()
    made.core_properties.author = SECRET
    made.add_heading("Week of rain", 0)
    made.add_heading("Goals", 1)
    made.add_paragraph("Dry out", style="List Bullet")
    run = made.add_paragraph("It ").add_run("rained")
    run.bold = True
    made.add_picture(io.BytesIO(PIXEL))
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    # The template's many ways to set a table say nothing here, and take most of the time to read.
    for style in [each for each in made.styles if each.type == WD_STYLE_TYPE.TABLE and each.name != "Normal Table"]:
        style.element.getparent().remove(style.element)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


GOOGLE = (
    "<html><head><meta content=\"text/html; charset=UTF-8\" http-equiv=\"content-type\"><style type=\"text/css\">@import url(https://themes.googleusercontent.com/fonts/css?kit=x);"
    ".c1{font-weight:700}.c2{font-style:italic}.c3{color:#000}.c4{vertical-align:super;font-size:10pt}</style></head><body class=\"c9 doc-content\">"
    "<p class=\"c3 title\"><span class=\"c3\">Week of rain</span></p><h1 class=\"c3\" id=\"h.x\"><span class=\"c1\">Goals</span></h1>"
    "<ul class=\"c5 lst-kix_a-0 start\"><li class=\"c3\"><span>Dry out</span></li></ul><ul class=\"c5 lst-kix_a-1 start\"><li><span>The roof</span></li></ul>"
    "<ul class=\"c5 lst-kix_a-0\"><li><span>Ring Aled</span></li></ul>"
    "<p><span>It </span><span class=\"c1\">rained</span><span> </span><span class=\"c2\">hard</span><span> on <a href=\"https://www.google.com/url?q=https://gov.example/a%3Fb%3D1&amp;sa=D\">us</a></span>"
    "<sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup><sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup></p><p class=\"c3\"><span></span></p>"
    "<p><span><img alt=\"A roof\" src=\"images/image1.png\"></span></p><hr><div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a><span> A note.</span></p></div>"
    f"<div><p><a href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>{SECRET}</span></p></div></body></html>"
)


def google_docs() -> bytes:
    """A document of Google's."""
    return zipped({"2021-03-19Week.html": GOOGLE, "images/image1.png": PIXEL})


def folder_files() -> dict[str, bytes | str]:
    """Texts that no program wrote."""
    return {
        "one.txt": "A title of a note\n\nSome words that stand in a paragraph of their own, long enough to be prose.\n",
        "two.html": "<!doctype html><html lang=en><head><title>Sun</title></head><body><article><h1>Sun</h1><p>It shone on us all.</p></article></body></html>",
        "three.docx": word(),
        "picture.png": PIXEL,
    }


def weeknotes_files() -> dict[str, bytes | str]:
    """An export of Weeknotes: a note in two languages, one that was written in since it was published, one of somebody else."""
    nerys, tomos = "0b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11", "1b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11"
    picture = "2b0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11"

    def text(lang: str, title: str, words: str) -> dict[str, str]:
        return {"lang": lang, "title": title, "html": f"<p>{words}</p>"}

    def note(number: int, author: str, texts: list[dict[str, str]], writing: list[dict[str, str]], level: str) -> str:
        about = {
            "uid": f"{number}c0c5a4e-3c5d-4e0e-9d62-0a5a4f9f6d11", "lead_lang": "en", "week_from": "2021-03-15", "week_to": "2021-03-15", "dated": None, "author": author,
            "published_at": "2021-03-19T10:00:00Z" if texts else None, "level": level, "writers": [], "tags": ["rain"], "edition": {"number": 1} if texts else None,
            "texts": texts, "own": {"writing": writing, "saves": [{"html": SECRET}]} if author == nerys else None,
        }  # fmt: skip
        return json.dumps({"note": about})

    both = [text("en", "Rain", f'It rained.</p><p><img src="/media/{picture}" alt="A roof">'), text("cy", "Glaw", "Bu'n bwrw.")]
    wind = text("en", "Wind", "It blew.")
    return {
        "weeknotes.json": json.dumps({"by": nerys, "format": "weeknotes-export", "of": "person", "version": 1, "whose": nerys}),
        "data/notes/1.json": note(1, nerys, both, both, "public"),
        "data/notes/2.json": note(2, nerys, [wind], [text("en", "Wind", "It blew hard.")], "public"),
        "data/notes/3.json": note(3, tomos, [text("en", "Sun", SECRET)], [], "public"),
        "data/notes/4.json": note(4, nerys, [], [text("en", "Draft", "Words.")], "me"),
        "data/tags.json": json.dumps({"tags": [{"slug": "rain", "name_en": "rain", "name_cy": "glaw"}]}),
        "data/media.json": json.dumps({"media": [{"uid": picture, "original": None, "files": [{"file": "media/a.png", "kind": "image/png", "width": 1}]}]}),
        "data/person.json": json.dumps({"person": {"uid": nerys, "jottings": [SECRET]}}),
        "media/a.png": PIXEL,
        "notes/rain.md": "# Rain\n\nIt rained.\n",
    }


def joplin_item(number: int, title: str, body: str = "", kind: int = 1, **said: object) -> str:
    """An item as Joplin exports it."""
    lines = {"id": f"{number:032x}", "parent_id": "", "created_time": "2021-03-19T10:00:00.000Z", "encryption_applied": 0, **said, "type_": kind}
    words = f"{title}\n\n{body}\n\n" if title or body else ""
    return words + "\n".join(f"{key}: {value}" for key, value in lines.items())


def joplin_files() -> dict[str, bytes | str]:
    """Joplin's notes in its own form: two that name each other, with a picture, a tag and a folder, and what does not come."""
    note, picture = f":/{2:032x}", f":/{9:032x}"
    return {f"{number:032x}.md": text for number, text in {
        1: joplin_item(1, "Rain", f"It **rained**.\n\n![A roof]({picture}) [Wind]({note})", parent_id=f"{5:032x}", user_created_time="2021-03-18T10:00:00.000Z", author="Nerys"),
        2: joplin_item(2, "Wind", "<p>It <b>blew</b>.</p>", markup_language=2),
        3: joplin_item(3, "Twice", SECRET, is_conflict=1),
        4: joplin_item(4, "", "", encryption_cipher_text=SECRET, encryption_applied=1),
        5: joplin_item(5, "Work", kind=2),
        6: joplin_item(6, "weather", kind=5),
        7: joplin_item(7, "", kind=6, note_id=f"{1:032x}", tag_id=f"{6:032x}"),
        8: joplin_item(8, "Binned", SECRET, deleted_time=1616148000000),
        9: joplin_item(9, "roof.png", kind=4, mime="image/png", ocr_text=SECRET),
    }.items()} | {f"resources/{9:032x}.png": PIXEL}  # fmt: skip


def bear_files() -> dict[str, bytes | str]:
    """Bear's own copy of its notes: one with a picture, one in the bin, one in its archive, and one of another program's."""

    def info(**said: object) -> str:
        return json.dumps({"version": 2, "type": "net.daringfireball.markdown", "net.shinyfrog.bear": {"trashed": 0, "archived": 0, "creationDate": "2021-03-19T10:00:00Z", **said}})

    return {
        "Notes/Rain.textbundle/text.md": "# Rain\n#weather/wet\n\nIt **rained**.\n\n![A roof](assets/roof%20one.png)<!-- {\"width\":300} -->\n",
        "Notes/Rain.textbundle/info.json": info(uniqueIdentifier="AB-1"),
        "Notes/Rain.textbundle/assets/roof one.png": PIXEL,
        "Notes/Wind.textbundle/text.markdown": "It blew.\n",
        "Notes/Wind.textbundle/info.json": json.dumps({"version": 2}),
        "Notes/Binned.textbundle/text.md": f"# Binned\n\n{SECRET}",
        "Notes/Binned.textbundle/info.json": info(trashed=1),
        "Notes/Put by.textbundle/text.md": f"# Put by\n\n{SECRET}",
        "Notes/Put by.textbundle/info.json": info(archived=1),
    }


def lektor_files() -> dict[str, bytes | str]:
    """A folder of Lektor's."""
    return {
        "glanderw.lektorproject": "[project]\nname = Glanderw\n",
        "content/contents.lr": "_model: page\n---\ntitle: Glanderw\n",
        "content/blog/contents.lr": "_model: blog\n",
        "content/blog/rain/contents.lr": "_model: blog-post\n---\ntitle: Rain\n---\npub_date: 2021-03-19\n---\nauthor: Nerys\n---\ntags:\n\nroof\nrain\n---\nmood: wet\n---\nbody:\n\n"
        "It **rained**.\n\n----\n\n![A roof](roof.png)\n",
        "content/blog/rain/roof.png": PIXEL,
        "content/blog/hidden/contents.lr": "title: Hidden\n---\npub_date: 2021-03-20\n---\n_hidden: yes\n---\nbody: Words.\n",
    }


SAMPLES: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "wordpress": ("wordpress", "glanderw.wordpress.xml", wordpress),
    "ghost": ("ghost", "glanderw.ghost.json", ghost),
    "ghost zip": ("ghost", "ghost.zip", ghost_zip),
    "medium": ("medium", "medium-export.zip", medium),
    "substack": ("substack", "export.zip", substack),
    "mastodon": ("mastodon", "archive.zip", mastodon),
    "mastodon tar": ("mastodon", "archive.tar.gz", lambda: tarred(mastodon_files())),
    "writefreely": ("writefreely", "nerys.json", writefreely),
    "writefreely table": ("writefreely", "nerys.csv", writefreely_csv),
    "writefreely zip": ("writefreely", "nerys.zip", lambda: zipped({"nerys/rain_ab3defghij.txt": "# Rain\n\nIt rained.", "ab7defghik.txt": "Words."})),
    "jekyll": ("site", "site.zip", lambda: zipped(jekyll_files())),
    "hugo": ("site", "hugo.zip", lambda: zipped(hugo_files())),
    "rss": ("feed", "feed.xml", lambda: FEED),
    "atom": ("feed", "atom.xml", lambda: ATOM),
    "json feed": ("feed", "feed.json", json_feed),
    "microblog": ("microblog", "glanderw.bar", microblog),
    "blogger": ("blogger", "blog.xml", blogger),
    "blogger takeout": ("blogger", "takeout.zip", blogger_takeout),
    "word": ("docx", "2021-03-19 week.docx", word),
    "google docs": ("google-docs", "week.zip", google_docs),
    "weeknotes": ("weeknotes", "nerys.zip", lambda: zipped(weeknotes_files())),
    "mail": ("mail", "rain.eml", mails()[0].as_bytes),
    "mails": ("mail", "mails.zip", lambda: zipped({f"{number}.eml": one.as_bytes() for number, one in enumerate(mails())})),
    "box of mails": ("mail", "weeknotes.mbox", lambda: boxed(mails())),
    "joplin": ("joplin", "notes.zip", lambda: zipped(joplin_files())),
    "joplin archive": ("joplin", "notes.jex", lambda: tarred(joplin_files(), "w")),
    "bear": ("bear", "notes.bear2bk", lambda: zipped(bear_files())),
    "lektor": ("lektor", "lektor.zip", lambda: zipped(lektor_files())),
    "texts": ("file", "texts.zip", lambda: zipped(folder_files())),
}
