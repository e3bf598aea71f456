from django.urls import path

from weeknotes.desk import views_ask, views_chats, views_focus, views_questions

urlpatterns = [
    path("questions/", views_questions.questions, name="questions"),
    path("questions/<uuid:uid>/", views_questions.question, name="question"),
    path("questions/team/<slug:slug>/", views_ask.ask_a_team, name="ask-team"),
    path("notes/<uuid:uid>/ask/", views_ask.ask_note, name="ask-note"),
    path("write/<uuid:uid>/<slug:lang>/focus/", views_focus.ask_about_focus, name="ask-focus"),
    path("focus/<uuid:uid>/", views_focus.focus, name="focus"),
    path("settings/chats/", views_chats.chats_settings, name="chats-settings"),
]
