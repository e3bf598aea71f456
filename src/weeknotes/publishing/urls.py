"""The map of the public tree, for when no file answers. The same under `/cy/` or `/en/`."""

from django.urls import URLPattern, include, path, register_converter

from weeknotes.publishing.views import not_on_disk
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
    """The file of a picture that everybody may see: the beginning of its sum, and its format."""

    regex = r"[0-9a-f]{32}\.(?:webp|avif)"


register_converter(Year, "year")
register_converter(Week, "week")
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
