from django.urls import path

from weeknotes.desk import views_ask

urlpatterns = [
    path("asks/", views_ask.asks, name="asks"),
    path("asks/<uuid:uid>/", views_ask.ask, name="ask"),
]
