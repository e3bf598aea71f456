from django.urls import path

from weeknotes.transfer import views

urlpatterns = [
    path("sample/", views.sample, name="sample"),
    path("sample/begin/", views.begin_sample, name="sample-begin"),
    path("sample/enter/", views.enter_sample, name="sample-enter"),
    path("sample/remove/", views.remove, name="sample-remove"),
]
