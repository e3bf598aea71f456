from django.urls import path

from weeknotes.notes import views, views_delete, views_read, views_versions, views_write

urlpatterns = [
    path("write/", views_write.write, name="write"),
    path("write/start/", views_write.start_note, name="start-note"),
    path("write/deleted/", views_delete.deleted_notes, name="deleted-notes"),
    path("write/deleted/<uuid:uid>/back/", views_delete.bring_note_back, name="bring-note-back"),
    path("write/deleted/<uuid:uid>/for-good/", views_delete.erase_note, name="erase-note"),
    path("write/<uuid:uid>/<slug:lang>/", views_write.write_note, name="write-note"),
    path("write/<uuid:uid>/<slug:lang>/save/", views_write.save_note, name="save-note"),
    path("write/<uuid:uid>/<slug:lang>/about/", views_write.about_note, name="about-note"),
    path("write/<uuid:uid>/<slug:lang>/read/", views_write.note_margin, name="note-margin"),
    path("write/<uuid:uid>/<slug:lang>/add/", views_write.add_language, name="add-language"),
    path("write/<uuid:uid>/<slug:lang>/kind/", views.correct_kind, name="correct-kind"),
    path("write/<uuid:uid>/<slug:lang>/considered/", views.consider_finding, name="consider"),
    path("write/<uuid:uid>/<slug:lang>/delete/", views_delete.delete_note, name="delete-note"),
    path("write/<uuid:uid>/<slug:lang>/choose/", views_versions.choose, name="choose"),
    path("write/<uuid:uid>/<slug:lang>/versions/", views_versions.versions, name="versions"),
    path("write/<uuid:uid>/<slug:lang>/versions/<int:version>/", views_versions.version, name="version"),
    path("write/<uuid:uid>/<slug:lang>/versions/<int:version>/<slug:against>/", views_versions.changes, name="changes"),
    path("jot/", views.jot_line, name="jot"),
    path("jot/<uuid:uid>/", views.decide_jotting, name="decide-jotting"),
    path("read/", views_read.read, name="read"),
    path("notes/<uuid:uid>/", views_read.note, name="note"),
]
