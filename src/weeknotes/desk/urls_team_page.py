from django.urls import path

from weeknotes.desk import views_team_page
from weeknotes.publishing import urls as _public  # makes <year:year> and <week:week> known

__all__ = ["_public", "urlpatterns"]

_WEEK = "teams/<slug:slug>/<year:year>/<week:week>/"

urlpatterns = [
    path("my-teams/", views_team_page.my_teams, name="my-teams"),
    path(_WEEK, views_team_page.team_week_anywhere, name="team-week"),
    path(f"<tree:lang>/{_WEEK}", views_team_page.team_week_anywhere, name="team-week-in"),
    path(f"{_WEEK}signed-in/", views_team_page.team_week_signed_in, name="team-week-signed-in"),
    path(f"{_WEEK}document.docx", views_team_page.team_week_document, name="team-week-document"),
    path(f"{_WEEK}words/", views_team_page.team_week_words, name="team-week-words"),
]
