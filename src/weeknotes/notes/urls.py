from django.urls import path

from weeknotes.notes import views, views_device, views_jot, views_link, views_look, views_read, views_share, views_start, views_write

urlpatterns = [
    path("write/", views_write.write, name="write"),
    path("write/link/", views_link.link_title, name="link-title"),
    path("write/start/", views_start.start_note, name="start-note"),
    path("write/questions/", views_start.questions, name="questions"),
    path("write/quiet/", views_start.make_quiet_week, name="quiet-week"),
    path("write/<uuid:uid>/<slug:lang>/", views_write.write_note, name="write-note"),
    path("write/<uuid:uid>/<slug:lang>/save/", views_write.save_note, name="save-note"),
    path("write/<uuid:uid>/<slug:lang>/about/", views_write.about_note, name="about-note"),
    path("write/<uuid:uid>/<slug:lang>/read/", views_write.note_margin, name="note-margin"),
    path("write/<uuid:uid>/<slug:lang>/add/", views_write.add_language, name="add-language"),
    path("write/<uuid:uid>/<slug:lang>/kind/", views.correct_kind, name="correct-kind"),
    path("write/<uuid:uid>/<slug:lang>/considered/", views.consider_finding, name="consider"),
    path("write/<uuid:uid>/<slug:lang>/choose/", views.choose, name="choose"),
    path("write/<uuid:uid>/<slug:lang>/versions/", views.versions, name="versions"),
    path("write/<uuid:uid>/<slug:lang>/versions/<int:version>/", views.version, name="version"),
    path("write/<uuid:uid>/<slug:lang>/share/", views_share.share_draft, name="share-draft"),
    path("write/<uuid:uid>/<slug:lang>/ask/", views_look.ask_look, name="ask-look"),
    path("write/<uuid:uid>/<slug:lang>/comment/", views_look.settle_comment, name="settle-comment"),
    path("asked/<uuid:uid>/", views_look.look, name="look"),
    path("shared/<str:secret>/", views_share.shared_draft, name="shared-draft"),
    path("jot/", views_jot.jot_line, name="jot"),
    path("jot/shell/", views_device.jot_shell, name="jot-shell"),
    path("jot/worker.js", views_device.jot_worker, name="jot-worker"),
    path("jot/<slug:lang>.webmanifest", views_device.jot_manifest, name="jot-manifest"),
    path("jot/kept/", views_jot.kept_jottings, name="kept-jottings"),
    path("jot/<uuid:uid>/", views_jot.decide_jotting, name="decide-jotting"),
    path("read/", views_read.read, name="read"),
    path("notes/<uuid:uid>/", views_read.note, name="note"),
]
