from django.urls import URLPattern, path

from weeknotes.search import views

urlpatterns: list[URLPattern] = [
    path("search/", views.search, name="search"),
    path("search/opensearch.xml", views.description, name="opensearch"),
    *(path(f"{tree}/search/", views.search, {"tree": tree}) for tree in ("en", "cy")),
    *(path(f"{tree}/search/opensearch.xml", views.description, {"tree": tree}) for tree in ("en", "cy")),
]
