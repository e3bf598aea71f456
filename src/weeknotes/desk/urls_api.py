"""The interface for programs. What is here stands in `api_document` too; a test compares the two."""

from django.urls import path

from weeknotes.desk import (
    api_drafts,
    api_jottings,
    api_me,
    api_notes,
    api_threads,
    views_indieauth,
    views_mail_in,
    views_micropub,
    views_programs,
)
from weeknotes.desk.api_door import Way, endpoint

urlpatterns = [
    path("settings/programs/", views_programs.programs, name="programs"),
    path("settings/mail-in/", views_mail_in.mail_in_settings, name="mail-in-settings"),
    path("api/1/openapi.json", api_me.the_document, name="api-document"),
    path("api/1/me", endpoint(GET=Way("", api_me.me)), name="api-me"),
    path("api/1/notes", endpoint(GET=Way("read", api_notes.list_notes)), name="api-notes"),
    path("api/1/notes/<uuid:uid>", endpoint(GET=Way("read", api_notes.one_note)), name="api-note"),
    path("api/1/drafts", endpoint(GET=Way("write", api_drafts.list_drafts), POST=Way("write", api_drafts.begin)), name="api-drafts"),
    path("api/1/drafts/<uuid:uid>/withdraw", endpoint(POST=Way("publish", api_drafts.withdraw_note)), name="api-withdraw"),
    path("api/1/drafts/<uuid:uid>/<slug:lang>", endpoint(GET=Way("write", api_drafts.one_draft), PUT=Way("write", api_drafts.save_text)), name="api-draft"),
    path("api/1/drafts/<uuid:uid>/<slug:lang>/publish", endpoint(POST=Way("publish", api_drafts.publish_text)), name="api-publish"),
    path("api/1/jottings", endpoint(GET=Way("jot", api_jottings.list_jottings), POST=Way("jot", api_jottings.add_jotting)), name="api-jottings"),
    path("api/1/jottings/<uuid:uid>", endpoint(PATCH=Way("jot", api_jottings.decide)), name="api-jotting"),
    path("api/1/threads", endpoint(GET=Way("read", api_threads.list_threads)), name="api-threads"),
    path("api/1/threads/<uuid:uid>", endpoint(GET=Way("read", api_threads.one_thread)), name="api-thread"),
    path("api/1/<path:rest>", endpoint(GET=Way("", api_me.nothing)), name="api-nothing"),
    path("micropub", views_micropub.micropub, name="micropub"),
    path("micropub/media", views_micropub.micropub_media, name="micropub-media"),
    path(".well-known/oauth-authorization-server", views_indieauth.metadata, name="indieauth-metadata"),
    path("indieauth/", views_indieauth.indieauth, name="indieauth"),
    path("indieauth/answer/", views_indieauth.answer_program, name="indieauth-answer"),
    path("indieauth/token", views_indieauth.token, name="indieauth-token"),
    path("indieauth/revoke", views_indieauth.revoke, name="indieauth-revoke"),
    path("indieauth/userinfo", endpoint(GET=Way("profile", views_indieauth.userinfo)), name="indieauth-userinfo"),
]
