from django.urls import path

from weeknotes.transfer import views, views_import, views_mail_in

urlpatterns = [
    path("import/", views_import.bring_in, name="bring-in"),
    path("import/<uuid:uid>/", views_import.upload, name="upload"),
    path("import/<uuid:uid>/take/", views_import.take_in, name="take-upload"),
    path("import/<uuid:uid>/nothing/", views_import.let_go_of, name="let-go-upload"),
    path("mail-in/<str:secret>", views_mail_in.mail_in, name="mail-in"),
    path("sample/", views.sample, name="sample"),
    path("sample/begin/", views.begin_sample, name="sample-begin"),
    path("sample/enter/", views.enter_sample, name="sample-enter"),
    path("sample/remove/", views.remove, name="sample-remove"),
]
