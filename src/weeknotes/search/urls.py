from django.urls import path

from weeknotes.search import views
from weeknotes.web import trees

__all__ = ["trees", "urlpatterns"]  # importing `trees` makes `<tree:lang>` known

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/opensearch.xml", views.description, name="opensearch"),
    path("<tree:lang>/search/", views.search),
    path("<tree:lang>/search/opensearch.xml", views.description),
]
