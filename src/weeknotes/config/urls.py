"""The map of the site. Public pages are files and are answered before Django; what is here is signed in, or not baked."""

from django.urls import include, path

from weeknotes.config import metrics
from weeknotes.web import health

urlpatterns = [
    path("healthz/", health.live, name="live"),
    path("healthz/ready/", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("", include("weeknotes.people.urls")),
    path("", include("weeknotes.notes.urls")),
    path("", include("weeknotes.desk.urls")),
    path("", include("weeknotes.transfer.urls")),
    path("", include("weeknotes.search.urls")),
    path("", include("weeknotes.publishing.urls")),
]

handler400 = "weeknotes.web.views.refused"
handler404 = "weeknotes.publishing.views.missing"
handler500 = "weeknotes.web.views.broken"
