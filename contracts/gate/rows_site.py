"""The site itself: coming in, bringing in, settings, and feeds."""

from django.conf import settings

from contracts.gate.row import Row, one

SITE: dict[str, Row] = {
    "import/": Row(one("/import/"), own=True),
    "import/<uuid:uid>/": Row(lambda world: [f"/import/{world.upload.uid}/"] if world.upload else [], upload=True),
    "import/years/": Row(one("/import/years/"), own=True),
    "import/run/<uuid:uid>/": Row(lambda world: [f"/import/run/{world.run.uid}/"] if world.run else [], upload=True),
    "import/run/<uuid:uid>/moved/<slug:form>/": Row(lambda world: [f"/import/run/{world.run.uid}/moved/csv/"] if world.run else []),
    "settings/": Row(one("/settings/")),
    "settings/passkeys/": Row(one("/settings/passkeys/")),
    "settings/passkeys/add/": Row(one("/settings/passkeys/add/")),
    "settings/address/": Row(one("/settings/address/")),
    "settings/signed-in/": Row(one("/settings/signed-in/")),
    "settings/traces/": Row(one("/settings/traces/"), own=True),
    "settings/leave/": Row(one("/settings/leave/")),
    "settings/yours/": Row(one("/settings/yours/")),
    "settings/yours/<uuid:uid>/": Row(lambda world: [f"/settings/yours/{world.takeout.uid}/"] if world.takeout else [], upload=True),
    "settings/records/": Row(one("/settings/records/")),
    "settings/records/class/new/": Row(one("/settings/records/class/new/")),
    "settings/records/class/<uuid:uid>/": Row(lambda world: [f"/settings/records/class/{world.kept}/"]),
    "settings/records/holds/": Row(one("/settings/records/holds/")),
    # Every note is on the list: the host reads the titles that any colleague may read, and nobody else has the page.
    "settings/records/list/<uuid:uid>/": Row(lambda world: [f"/settings/records/list/{world.disposal}/"]),
    "settings/records/list/<uuid:uid>/list.csv": Row(lambda world: [f"/settings/records/list/{world.disposal}/list.csv"]),
    "settings/records/gone/": Row(one("/settings/records/gone/")),
    "settings/records/gone/all.csv": Row(one("/settings/records/gone/all.csv")),
    "settings/kept/": Row(one("/settings/kept/"), own=True),
    "settings/following/": Row(one("/settings/following/")),
    "mail/week/off/<str:signed>/": Row(one("/mail/week/off/nothing/")),
    "calendar/<str:secret>/weeknotes.ics": Row(lambda world: ["/calendar/nothing/weeknotes.ics", *world.calendar], alone=True),
    "settings/site/": Row(one("/settings/site/")),
    "settings/site/yes/": Row(one("/settings/site/yes/")),
    "settings/teams/<slug:slug>/yes/": Row(one("/settings/teams/repairs/yes/")),
    "settings/site/check/": Row(one("/settings/site/check/")),
    "settings/site/how/": Row(one("/settings/site/how/")),
    "healthz/": Row(one("/healthz/"), alike=True),
    "healthz/ready/": Row(one("/healthz/ready/"), alike=True),
    "metrics": Row(one("/metrics"), alike=True),
    "settings/site/look/": Row(one("/settings/site/look/")),
    "settings/site/words/<slug:key>/<slug:lang>/": Row(one("/settings/site/words/about/en/")),
    ".well-known/security.txt": Row(one("/.well-known/security.txt")),
    "settings/people/": Row(one("/settings/people/")),
    "settings/teams/": Row(one("/settings/teams/")),
    "settings/teams/<slug:slug>/": Row(one("/settings/teams/repairs/")),
    "settings/tags/": Row(one("/settings/tags/")),
    "settings/tags/<slug:slug>/": Row(lambda world: [f"/settings/tags/zq{audience}tagqz/" for audience in world.notes]),
    "settings/series/": Row(one("/settings/series/")),
    "settings/feeds/": Row(one("/settings/feeds/")),
    "feeds/private/<str:secret>/<str:file>": Row(
        lambda world: [f"{folder}{file}" for folder in world.asking for file in ("feed.xml", "rss.xml", "feed.json")], shows=True, private=True
    ),
    "oembed": Row(
        lambda world: [
            f"/oembed?format={'xml' if place else 'json'}&url={settings.SITE_URL}{path}"
            for note in world.notes.values()
            for place, path in enumerate([f"/notes/{note.uid}/", *note.addresses.values_list("path", flat=True)])
        ],
        alike=True,
    ),
    "<folder:folder><archive:archive>": Row(lambda world: ["/feed-1.xml", "/people/author/rss-1.xml", "/teams/repairs/feed-1.json"], alike=True),
    "welcome/": Row(one("/welcome/")),
    "sign-in/": Row(one("/sign-in/")),
    "sign-in/code/": Row(one("/sign-in/code/")),
    "sign-in/with/<slug:provider_id>/": Row(one("/sign-in/with/organisation/")),
    "sign-in/with/<slug:provider_id>/back/": Row(one("/sign-in/with/organisation/back/?state=nothing")),
    "sign-in/link/<str:secret>/": Row(one("/sign-in/link/nothing/")),
    "sample/": Row(one("/sample/")),
}
