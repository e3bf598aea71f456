"""On the way: what is given to the site as files."""

import re
import uuid

from playwright.sync_api import FilePayload

from contracts.browser.walk import UID, Walk
from contracts.browser.walk_drafts import new_draft
from weeknotes.notes.tests.recorded import MP3


def sound(tour: Walk) -> str:
    """The page of a sound that was sent into a draft, with what is said in it."""
    draft = new_draft(tour)
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": tour.at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()}
    headers = {"Referer": tour.at.site.url + draft, "X-Requested-With": "fetch"}
    sound = FilePayload(name="rain.mp3", mimeType="audio/mpeg", buffer=MP3)
    words = tour.at.context.request.post(tour.at.site.url + draft + "sound/", multipart={**form, "sound": sound}, headers=headers).json()["words"]
    told = {"en-text": "It rains on the depot’s roof.", "en-state": "automatic", "cy-state": "none", "credit": "Nerys", "consent": "nobody"}
    tour.at.context.request.post(tour.at.site.url + words, form={**form, **told}, headers=headers)
    return str(words)


def upload(tour: Walk) -> str:
    """What was found in three files: many posts in one, one that may be several, and one that cannot be read."""
    sentence = "We looked again at what people asked of us in week {0}, and changed the form because of it."
    weeks = [" ".join([sentence.format(n)] * 9) for n in range(1, 5)]
    texts = {
        "blog.txt": "A blog\n\n" + "\n\n".join(f"{week}\n\nFollow us on the site" for week in weeks),
        "log.md": "# Log\n\n## 3 May 2021\n\nThe lift stood still.\n\n## 17 May 2021\n\nIt moved, and so did we.\n",
        "empty.md": "",
    }
    page = tour.at.go("/import/")
    page.locator("#files").set_input_files([FilePayload(name=name, mimeType="text/plain", buffer=text.encode()) for name, text in texts.items()])
    page.locator("main form button").click()
    page.wait_for_url(re.compile(f"/import/{UID}/"))
    return page.url.removeprefix(tour.at.site.url)


def archive(tour: Walk) -> str:
    """What was found in a blog's own archive: two posts that lead to each other, one of them a draft there, and what is no post."""
    page = tour.at.go("/import/")
    # Another blog each time: the tour in the other language brings its own.
    salt = uuid.uuid4().hex[:6]
    text = wxr().replace("old.glanderw", f"{salt}.glanderw").replace("<p>It ", f"<p>It {salt} ")
    page.locator("#files").set_input_files([FilePayload(name="blog.xml", mimeType="text/xml", buffer=text.encode())])
    page.locator("main form button").click()
    page.locator("form[action$='/take/']").wait_for(timeout=60_000)
    return page.url.removeprefix(tour.at.site.url)


def archive_taken(tour: Walk) -> str:
    """The same, taken in."""
    at = archive(tour)
    tour.at.page.locator("form[action$='/take/'] button").click()
    tour.at.page.locator("form[action$='/undo/']").wait_for(timeout=60_000)
    return at


def wxr() -> str:
    """A blog's archive, as WordPress exports one."""
    posts = [
        ("rain", "Rain", "publish", "<h2>Goals</h2><ul><li>Dry out the depot</li></ul><p>It goes on in <a href='https://old.glanderw.example/2021/03/wind/'>the next one</a>.</p>"),
        ("wind", "Wind", "publish", "<p>It blew. More of <a href='https://old.glanderw.example/2021/03/rain/'>the week before</a>.</p><h2>Ones to watch</h2><ul><li>Roof: it moves</li></ul>"),
        ("sun", "Sun", "draft", "<p>It shone, and nobody has read of it yet.</p>"),
    ]  # fmt: skip
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
        "<channel><title>Glanderw</title><link>https://old.glanderw.example</link><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>"
        "<wp:base_site_url>https://old.glanderw.example</wp:base_site_url><wp:base_blog_url>https://old.glanderw.example</wp:base_blog_url>"
    )
    return head + "".join(_item(number, *post) for number, post in enumerate(posts, start=1)) + "</channel></rss>"


def _item(number: int, slug: str, title: str, status: str, html: str) -> str:
    day = f"2021-03-{5 + 7 * number:02d} 16:00:00"
    return (
        f"<item><title>{title}</title><link>https://old.glanderw.example/2021/03/{slug}/</link><dc:creator>nerys</dc:creator>"
        f'<guid isPermaLink="false">https://old.glanderw.example/?p={number}</guid><content:encoded><![CDATA[{html}]]></content:encoded>'
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>{day}</wp:post_date><wp:post_date_gmt>{day}</wp:post_date_gmt><wp:post_name>{slug}</wp:post_name>"
        f"<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type><category domain=\"post_tag\" nicename=\"depot\">depot</category></item>"
    )
