"""The map of the public tree, for when no file answers. The same under `/cy/` or `/en/`."""

from django.urls import URLPattern, include, path, register_converter

from weeknotes.publishing.views import not_on_disk
from weeknotes.publishing.views_feeds import feed_archive
from weeknotes.publishing.views_oembed import oembed


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


class Tree(Year):
    """A language that may have a tree of its own."""

    regex = "en|cy"


class Picture(Year):
    """The file of a picture that everybody may see: the beginning of its sum, and its format."""

    regex = r"[0-9a-f]{32}\.(?:webp|avif)"


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
register_converter(Tree, "tree")
register_converter(Picture, "picture")
register_converter(Feed, "feed")
register_converter(Archive, "archive")
register_converter(Folder, "folder")

tree: list[URLPattern] = [
    path("", not_on_disk),
    path("<feed:feed>", not_on_disk),
    path("feeds/", not_on_disk),
    path("feeds.opml", not_on_disk),
    path("people/<slug:person>/", not_on_disk),
    path("people/<slug:person>/<feed:feed>", not_on_disk),
    path("people/<slug:person>/<slug:note>/", not_on_disk),
    path("teams/<slug:team>/", not_on_disk),
    path("teams/<slug:team>/<feed:feed>", not_on_disk),
    path("series/<slug:series>/", not_on_disk),
    path("series/<slug:series>/<feed:feed>", not_on_disk),
    path("<year:year>/", not_on_disk),
    path("<year:year>/<feed:feed>", not_on_disk),
    path("<year:year>/<week:week>/", not_on_disk),
    path("<year:year>/<week:week>/<feed:feed>", not_on_disk),
]

urlpatterns = [
    *tree,
    path("<tree:lang>/", include(tree)),
    path("media/<picture:file>", not_on_disk),
    path("oembed", oembed),
    path("<folder:folder><archive:archive>", feed_archive),
]
