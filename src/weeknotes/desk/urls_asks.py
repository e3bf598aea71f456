from django.urls import path

from weeknotes.desk import views_asks

urlpatterns = [
    path("asks/", views_asks.asks, name="asks"),
    path("asks/<uuid:uid>/", views_asks.ask, name="ask"),
]
