"""Programs that ask in a person's stead, each with a token of that person's that may do everything."""

from django.conf import settings

from contracts.gate.row import Row, each, one

PROGRAMS: dict[str, Row] = {
    "settings/programs/": Row(one("/settings/programs/")),
    "settings/mail-in/": Row(one("/settings/mail-in/")),
    "api/1/openapi.json": Row(one("/api/1/openapi.json")),
    "api/1/me": Row(one("/api/1/me"), bearer=True),
    "api/1/notes": Row(one("/api/1/notes?most=50"), bearer=True),
    "api/1/notes/<uuid:uid>": Row(each("/api/1/notes/<uid>"), bearer=True, shows=True),
    "api/1/drafts": Row(one("/api/1/drafts?most=50"), bearer=True, own=True),
    "api/1/drafts/<uuid:uid>/<slug:lang>": Row(each("/api/1/drafts/<uid>/en"), bearer=True, own=True),
    "api/1/jottings": Row(one("/api/1/jottings"), bearer=True, own=True),
    "api/1/threads": Row(one("/api/1/threads"), bearer=True, own=True),
    # What was said for fewer people than the note is a decision, all else stands for the goals.
    "api/1/threads/<uuid:uid>": Row(
        lambda world: [f"/api/1/threads/{thread.uid}" for thread in next(iter(world.notes.values())).author.threads.filter(kind__in=["goal", "decision"])], bearer=True, keeps=True
    ),
    "micropub": Row(
        lambda world: ["/micropub?q=config", "/micropub?q=category", "/micropub?q=source", *(f"/micropub?q=source&url={settings.SITE_URL}/write/{note.uid}/en/" for note in world.notes.values())],
        bearer=True,
        keeps=True,
    ),
    ".well-known/oauth-authorization-server": Row(one("/.well-known/oauth-authorization-server")),
    "indieauth/": Row(one("/indieauth/")),
    "indieauth/userinfo": Row(one("/indieauth/userinfo"), bearer=True),
    "api/1/<path:rest>": Row(one("/api/1/nothing"), bearer=True),
}
# Ways that only take.
PROGRAMS_TAKE = {
    "api/1/drafts/<uuid:uid>/withdraw",
    "api/1/drafts/<uuid:uid>/<slug:lang>/publish",
    "api/1/jottings/<uuid:uid>",
    "micropub/media",
    "mail-in/<str:secret>",
    "indieauth/answer/",
    "indieauth/token",
    "indieauth/revoke",
}
