from django.urls import include, path

from weeknotes.desk import (
    views_feeds,
    views_look,
    views_pin,
    views_place,
    views_plan,
    views_publish,
    views_series,
    views_tags,
    views_threads,
    views_today,
)

urlpatterns = [
    path("today/", views_today.today, name="today"),
    path("write/<uuid:uid>/<slug:lang>/publish/", views_publish.publish_note, name="publish-note"),
    path("write/<uuid:uid>/<slug:lang>/withdraw/", views_publish.withdraw_note, name="withdraw-note"),
    path("write/<uuid:uid>/<slug:lang>/plan/", views_plan.plan_note, name="plan-note"),
    path("write/<uuid:uid>/<slug:lang>/unplan/", views_plan.unplan_note, name="unplan-note"),
    path("notes/<uuid:uid>/pin/", views_pin.pin_note, name="pin-note"),
    path("settings/feeds/", views_feeds.feeds_settings, name="feeds-settings"),
    path("feeds/private/<str:secret>/<str:file>", views_feeds.private_feed, name="private-feed"),
    path("feeds/private/<str:secret>/media/<uuid:uid>/<int:width>.<slug:ending>", views_feeds.private_feed_picture, name="private-feed-picture"),
    path("settings/series/", views_series.series_settings, name="series-settings"),
    path("settings/site/look/", views_look.site_look, name="site-look"),
    path("settings/site/words/<slug:key>/<slug:lang>/", views_place.site_words, name="site-words"),
    path("settings/tags/", views_tags.tags_settings, name="tags-settings"),
    path("settings/tags/<slug:slug>/", views_tags.tag_settings, name="tag-settings"),
    path("threads/", views_threads.threads, name="threads"),
    path("threads/<uuid:uid>/", views_threads.thread, name="thread"),
    path("threads/<uuid:uid>/change/", views_threads.change_thread, name="change-thread"),
    path("", include("weeknotes.desk.urls_friday")),
]
