from django.urls import include, path

from weeknotes.transfer import views, views_import, views_leave, views_mail_in, views_run, views_yours

urlpatterns = [
    path("import/", views_import.bring_in, name="bring-in"),
    path("import/<uuid:uid>/", views_import.upload, name="upload"),
    path("import/<uuid:uid>/take/", views_import.take_in, name="take-upload"),
    path("import/<uuid:uid>/nothing/", views_import.let_go_of, name="let-go-upload"),
    path("import/years/", views_run.years, name="import-years"),
    path("import/run/<uuid:uid>/", views_run.run, name="import-run"),
    path("import/run/<uuid:uid>/take/", views_run.take_in, name="take-run"),
    path("import/run/<uuid:uid>/alike/", views_run.choose_alike, name="choose-alike"),
    path("import/run/<uuid:uid>/nothing/", views_run.let_go_of, name="let-go-run"),
    path("import/run/<uuid:uid>/stop/", views_run.stop_it, name="stop-run"),
    path("import/run/<uuid:uid>/on/", views_run.go_on, name="resume-run"),
    path("import/run/<uuid:uid>/undo/", views_run.undo_it, name="undo-run"),
    path("import/run/<uuid:uid>/moved/<slug:form>/", views_run.moved, name="moved-run"),
    path("settings/yours/", views_yours.yours, name="yours"),
    path("settings/yours/<uuid:uid>/", views_yours.fetch, name="takeout"),
    path("settings/yours/<uuid:uid>/away/", views_yours.throw_away, name="throw-takeout"),
    path("settings/leave/", views_leave.leave_page, name="leave"),
    path("settings/site/leaving/", views_leave.set_leaving, name="set-leaving"),
    path("", include("weeknotes.transfer.retention.urls")),
    path("mail-in/<str:secret>", views_mail_in.mail_in, name="mail-in"),
    path("sample/", views.sample, name="sample"),
    path("sample/begin/", views.begin_sample, name="sample-begin"),
    path("sample/enter/", views.enter_sample, name="sample-enter"),
    path("sample/remove/", views.remove, name="sample-remove"),
]
