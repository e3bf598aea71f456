from django.urls import path

from weeknotes.desk import views_measures

urlpatterns = [
    path("teams/<slug:slug>/measures/", views_measures.measures, name="measures"),
    path("teams/<slug:slug>/measures/new/", views_measures.new_measure, name="new-measure"),
    path("teams/<slug:slug>/measures/<uuid:uid>/", views_measures.measure, name="measure"),
    path("teams/<slug:slug>/measures/<uuid:uid>/change/", views_measures.edit_measure, name="edit-measure"),
    path("teams/<slug:slug>/measures/<uuid:uid>/readings/<int:pk>/", views_measures.put_reading_right, name="put-reading-right"),
]
