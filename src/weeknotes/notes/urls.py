from django.urls import path

from weeknotes.notes import views, views_picture, views_read, views_write

urlpatterns = [
    path("write/", views_write.write, name="write"),
    path("write/start/", views_write.start_note, name="start-note"),
    path("write/<uuid:uid>/<slug:lang>/", views_write.write_note, name="write-note"),
    path("write/<uuid:uid>/<slug:lang>/save/", views_write.save_note, name="save-note"),
    path("write/<uuid:uid>/<slug:lang>/about/", views_write.about_note, name="about-note"),
    path("write/<uuid:uid>/<slug:lang>/read/", views_write.note_margin, name="note-margin"),
    path("write/<uuid:uid>/<slug:lang>/add/", views_write.add_language, name="add-language"),
    path("write/<uuid:uid>/<slug:lang>/picture/", views_picture.add_picture, name="add-picture"),
    path("write/<uuid:uid>/<slug:lang>/kind/", views.correct_kind, name="correct-kind"),
    path("write/<uuid:uid>/<slug:lang>/considered/", views.consider_finding, name="consider"),
    path("write/<uuid:uid>/<slug:lang>/choose/", views.choose, name="choose"),
    path("write/<uuid:uid>/<slug:lang>/versions/", views.versions, name="versions"),
    path("write/<uuid:uid>/<slug:lang>/versions/<int:version>/", views.version, name="version"),
    path("jot/", views.jot_line, name="jot"),
    path("jot/<uuid:uid>/", views.decide_jotting, name="decide-jotting"),
    path("media/<uuid:uid>", views_picture.picture, name="picture"),
    path("media/<uuid:uid>/<int:width>.<slug:ending>", views_picture.picture_size, name="picture-size"),
    path("media/<uuid:uid>/original", views_picture.original_picture, name="original-picture"),
    path("read/", views_read.read, name="read"),
    path("notes/<uuid:uid>/", views_read.note, name="note"),
]
