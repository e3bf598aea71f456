from django.urls import path

from weeknotes.desk import views_friday, views_monday

urlpatterns = [
    path("monday/", views_monday.begin_week, name="monday"),
    path("friday/", views_friday.friday_now, name="friday"),
    path("friday/<str:week>/", views_friday.friday_week, name="friday-week"),
    path("friday/<str:week>/answer/", views_friday.friday_answer, name="friday-answer"),
]
