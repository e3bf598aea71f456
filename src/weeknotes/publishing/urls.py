"""The map of the public tree, for when no file answers. The same under `/cy/` or `/en/`."""

from django.urls import URLPattern, include, path, register_converter

from weeknotes.publishing.views import not_on_disk


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
    """The file of a picture, sound, film or captions that everybody may have: the beginning of its sum, and its format."""

    regex = r"[0-9a-f]{32}\.(?:webp|avif|mp3|m4a|ogg|mp4|webm|vtt)"


register_converter(Year, "year")
register_converter(Week, "week")
register_converter(Tree, "tree")
register_converter(Picture, "picture")

tree: list[URLPattern] = [
    path("", not_on_disk),
    path("feed.xml", not_on_disk),
    path("people/<slug:person>/", not_on_disk),
    path("people/<slug:person>/feed.xml", not_on_disk),
    path("people/<slug:person>/<slug:note>/", not_on_disk),
    path("teams/<slug:team>/", not_on_disk),
    path("teams/<slug:team>/feed.xml", not_on_disk),
    path("series/<slug:series>/", not_on_disk),
    path("series/<slug:series>/feed.xml", not_on_disk),
    path("<year:year>/", not_on_disk),
    path("<year:year>/feed.xml", not_on_disk),
    path("<year:year>/<week:week>/", not_on_disk),
    path("<year:year>/<week:week>/feed.xml", not_on_disk),
]

urlpatterns = [*tree, path("<tree:lang>/", include(tree)), path("media/<picture:file>", not_on_disk)]
