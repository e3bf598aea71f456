from django.urls import path

from weeknotes.transfer.retention import views_classes, views_holds, views_list, views_mine

urlpatterns = [
    path("settings/records/", views_classes.records, name="records"),
    path("settings/records/class/new/", views_classes.new_class, name="new-class"),
    path("settings/records/class/<uuid:uid>/", views_classes.change_class, name="change-class"),
    path("settings/records/class/<uuid:uid>/end/", views_classes.end_class, name="end-class"),
    path("settings/records/holds/", views_holds.holds_page, name="holds"),
    path("settings/records/holds/<uuid:uid>/end/", views_holds.end_hold, name="end-hold"),
    path("settings/records/list/make/", views_list.make, name="make-disposal"),
    path("settings/records/list/<uuid:uid>/", views_list.disposal, name="disposal"),
    path("settings/records/list/<uuid:uid>/list.csv", views_list.as_csv_file, name="disposal-csv"),
    path("settings/records/list/<uuid:uid>/hold/", views_list.hold_lines, name="hold-lines"),
    path("settings/records/list/<uuid:uid>/answer/<uuid:line>/", views_list.answer_line, name="answer-line"),
    path("settings/records/list/<uuid:uid>/confirm/", views_list.confirm_list, name="confirm-disposal"),
    path("settings/records/list/<uuid:uid>/away/", views_list.away, name="put-disposal-away"),
    path("settings/records/gone/", views_list.gone, name="disposed"),
    path("settings/records/gone/all.csv", views_list.gone_csv, name="disposed-csv"),
    path("settings/kept/", views_mine.how_long_mine, name="kept"),
    path("settings/kept/<uuid:uid>/ask/", views_mine.ask, name="ask-to-keep"),
    path("write/<uuid:uid>/<slug:lang>/kept/", views_mine.note_kept, name="note-kept"),
]
