"""What a page says of a note to programs: schema.org's BlogPosting, as JSON-LD (a block of data, which no browser runs)."""

import json

from markupsafe import Markup

from weeknotes.publishing import addresses
from weeknotes.publishing.entries import Entry, Other

# What ends the block or opens a comment in HTML is written otherwise in JSON, where it means the same.
_SAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def blog_posting(one: Entry, *, site: str, picture: str | None) -> Markup:
    """The note in one language as a JSON object: who, when, in which language, and which other text it is a translation of.

    `site` is the organisation's name, `picture` the whole address of the preview. Terms: schema.org/BlogPosting.
    """
    at = addresses.absolute(one.url)
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": at,
        "url": at,
        "mainEntityOfPage": at,
        "headline": one.title,
        "inLanguage": one.lang,
        "datePublished": one.published.isoformat(timespec="seconds"),
        "dateModified": one.updated.isoformat(timespec="seconds"),
        "author": [{"@type": "Person", "name": person.name} | ({"url": addresses.absolute(person.url)} if person.url else {}) for person in one.by],
        "publisher": {"@type": "Organization", "name": site, "url": addresses.absolute("/")},
        "isAccessibleForFree": True,
    }
    if one.excerpt:
        said["description"] = one.excerpt
    if one.tags:
        said["keywords"] = [tag.name_in(one.lang) for tag in one.tags]
    if picture:
        said["image"] = picture
    if one.corrected:
        away = one.correction_lang != one.lang
        said["correction"] = {"@type": "CorrectionComment", "text": one.correction, "inLanguage": one.correction_lang} if away else one.correction
    first = [other for other in one.others if other.lang == one.languages.first]
    if first:
        said["translationOfWork"] = _work(first[0])
    elif one.others:
        said["workTranslation"] = [_work(other) for other in one.others]
    return Markup(json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(_SAFE))  # noqa: S704 - every sign that HTML reads is written otherwise  # nosec B704


def _work(other: Other) -> dict[str, str]:
    return {"@type": "BlogPosting", "@id": addresses.absolute(other.url), "inLanguage": other.lang}
