"""A feed in JSON Feed 1.1 (jsonfeed.org)."""

import json

from django.utils.feedgenerator import rfc3339_date

from weeknotes.publishing.channel import Channel, Item, Writer, kept


def json_feed(channel: Channel) -> bytes:
    """The feed as a document; a field that says nothing is left out."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.at("json"),
        "next_url": dict(channel.links("json")).get("prev-archive"),
        "description": channel.about,
        "authors": [{"name": channel.owner}],
        "language": channel.lang,
        "hubs": [{"type": "WebSub", "url": at} for relation, at in channel.links("json") if relation == "hub"],
    }
    head = _written({name: value for name, value in said.items() if value})
    return f'{head[:-1]},"items":[{",".join(map(_item, channel.items))}]}}'.encode("utf-8", "replace")


def _written(said: dict[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


@kept
def _item(one: Item) -> str:
    said: dict[str, object] = {
        "id": one.name,
        "url": one.url,
        "title": one.title,
        "content_html": one.html,
        "summary": one.excerpt,
        "image": one.image,
        "date_published": rfc3339_date(one.published),
        "date_modified": rfc3339_date(one.updated),
        "authors": [_writer(writer) for writer in one.by],
        "tags": list(one.tags),
        "language": one.lang,
    }
    return _written({name: value for name, value in said.items() if value})


def _writer(writer: Writer) -> dict[str, str]:
    return {"name": writer.name, "url": writer.url} if writer.url else {"name": writer.name}
