"""The map of the public tree, for when no file answers. The same under `/cy/` or `/en/`."""

from django.urls import URLPattern, include, path, register_converter

from weeknotes.publishing.views import not_on_disk, person_page, preview_picture
from weeknotes.publishing.views_feeds import feed_archive
from weeknotes.publishing.views_icon import icon
from weeknotes.publishing.views_media import public_media
from weeknotes.publishing.views_oembed import oembed
from weeknotes.publishing.views_security import security
from weeknotes.web import trees

__all__ = ["trees", "urlpatterns"]  # importing `trees` makes `<tree:lang>` known


class Year:
    """Four figures."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Week(Year):
    """`w` and two figures."""

    regex = "w[0-9]{2}"


class Picture(Year):
    """The file of a picture, sound, film or captions that everybody may have: the beginning of its sum, and its format."""

    regex = r"[0-9a-f]{32}\.(?:webp|avif|mp3|m4a|ogg|mp4|webm|vtt)"


class Feed(Year):
    """A feed beside a list, in one of its formats."""

    regex = r"feed\.xml|rss\.xml|feed\.json"


class Archive(Year):
    """One of the archives of a feed, by its number."""

    regex = r"(?:feed|rss)-[1-9][0-9]{0,6}\.(?:xml|json)"


class Folder(Year):
    """Where a list stands in the public tree: nothing, or folders with their strokes."""

    regex = r"(?:[A-Za-z0-9_-]+/)*"


register_converter(Year, "year")
register_converter(Week, "week")
register_converter(Picture, "picture")
register_converter(Feed, "feed")
register_converter(Archive, "archive")
register_converter(Folder, "folder")

tree: list[URLPattern] = [
    path("", not_on_disk),
    path("<feed:feed>", not_on_disk),
    path("feeds/", not_on_disk),
    path("feeds.opml", not_on_disk),
    path("people/", not_on_disk),
    path("teams/", not_on_disk),
    path("people/<slug:person>/", person_page),
    path("people/<slug:person>/<feed:feed>", not_on_disk),
    path("people/<slug:person>/<slug:note>/", not_on_disk),
    path("people/<slug:person>/<slug:note>/preview.png", preview_picture),
    path("people/<slug:person>/years/<year:year>/", not_on_disk),
    path("people/<slug:person>/years/<year:year>/<int:sheet>/", not_on_disk),
    path("people/<slug:person>/about/<slug:label>/", not_on_disk),
    path("people/<slug:person>/about/<slug:label>/<feed:feed>", not_on_disk),
    path("teams/<slug:team>/about/<slug:label>/", not_on_disk),
    path("teams/<slug:team>/about/<slug:label>/<feed:feed>", not_on_disk),
    path("teams/<slug:team>/", not_on_disk),
    path("teams/<slug:team>/heard/<slug:heard>/", not_on_disk),
    path("teams/<slug:team>/<year:year>/<week:week>/", not_on_disk),
    path("teams/<slug:team>/years/<year:year>/", not_on_disk),
    path("teams/<slug:team>/years/<year:year>/<int:sheet>/", not_on_disk),
    path("teams/<slug:team>/<feed:feed>", not_on_disk),
    path("series/<slug:series>/", not_on_disk),
    path("series/<slug:series>/<feed:feed>", not_on_disk),
    path("series/<slug:series>/years/<year:year>/", not_on_disk),
    path("series/<slug:series>/years/<year:year>/<int:sheet>/", not_on_disk),
    path("about/", not_on_disk),
    path("accessibility/", not_on_disk),
    path("privacy/", not_on_disk),
    path("tags/", not_on_disk),
    path("tags/<slug:tag>/", not_on_disk),
    path("tags/<slug:tag>/<feed:feed>", not_on_disk),
    path("tags/<slug:tag>/years/<year:year>/", not_on_disk),
    path("tags/<slug:tag>/years/<year:year>/<int:sheet>/", not_on_disk),
    path("<year:year>/", not_on_disk),
    path("<year:year>/reviews/<int:sheet>/", not_on_disk),
    path("<year:year>/<feed:feed>", not_on_disk),
    path("<year:year>/<week:week>/", not_on_disk),
    path("<year:year>/<week:week>/<int:sheet>/", not_on_disk),
    path("<year:year>/<week:week>/<feed:feed>", not_on_disk),
]

urlpatterns = [
    *tree,
    path("<tree:lang>/", include(tree)),
    path("media/<picture:file>", public_media),
    path(".well-known/security.txt", security, name="security"),
    path("favicon.ico", icon),
    path("oembed", oembed),
    path("<folder:folder><archive:archive>", feed_archive),
]
