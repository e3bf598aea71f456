from django.urls import path

from weeknotes.desk import views_hearing

urlpatterns = [
    path("hearings/", views_hearing.my_hearings, name="hearings"),
    path("hearings/new/", views_hearing.new_hearing, name="new-hearing"),
    path("hearings/<uuid:uid>/", views_hearing.hearing, name="hearing"),
]
