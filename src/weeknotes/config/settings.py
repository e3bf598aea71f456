"""Django's settings. What a host may set is in `environment`; everything else is decided here."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from weeknotes.config import embeds, environment, oidc, words
from weeknotes.config.logs import logging_of
from weeknotes.transfer.keeping.keep import Keep, clock
from weeknotes.web.policy import LASTING

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment.folder()
PUBLIC = DATA / environment.PUBLIC
STAGING = DATA / "staging"
GENERATION = DATA / environment.GENERATION
HOST = environment.text("WEEKNOTES_HOST") or "127.0.0.1"
PORT = environment.number("WEEKNOTES_PORT")
SITE_URL = (environment.text("WEEKNOTES_URL") or f"http://{HOST}:{PORT}").rstrip("/")
THREADS = environment.number("WEEKNOTES_THREADS")
TICK_SECONDS = environment.number("WEEKNOTES_TICK_SECONDS")
WEBSUB_HUB = environment.address("WEEKNOTES_WEBSUB_HUB")
MAIL_IN_ADDRESS = environment.text("WEEKNOTES_MAIL_IN_ADDRESS") or ""
MAIL_IN_IMAP = environment.mailbox()
MAIL_IN_SECRET = environment.text("WEEKNOTES_MAIL_IN_SECRET") or ""
FETCH_ALSO = environment.networks("WEEKNOTES_FETCH_ALSO")

SECRET_KEY = environment.secret(DATA)
words.add_words()
words.add_glossary()
embeds.add_embeds()
DEBUG = False
_host = urlsplit(SITE_URL).hostname or HOST
LOCAL = _host in {"127.0.0.1", "localhost", "::1"}
ALLOWED_HOSTS = sorted({_host, HOST} | ({"127.0.0.1", "localhost", "[::1]"} if LOCAL else set()))
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "weeknotes.web",
    "weeknotes.work",
    "weeknotes.people",
    "weeknotes.notes",
    "weeknotes.publishing",
    "weeknotes.search",
    "weeknotes.memory",
    "weeknotes.transfer",
    "weeknotes.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "weeknotes.web.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "weeknotes.web.health.asked_first",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "weeknotes.web.middleware.legible",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "weeknotes.web.middleware.words",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "weeknotes.web.middleware.errors",
    "weeknotes.people.middleware.first_run",
    "weeknotes.people.middleware.in_use",
    "weeknotes.notes.middleware.DeletedNotes",
    "weeknotes.notes.middleware.SignedOut",
    "weeknotes.desk.often.Often",
]

ROOT_URLCONF = "weeknotes.config.urls"
WSGI_APPLICATION = "weeknotes.config.wsgi.application"

_database = environment.text("DATABASE_URL")
DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.env.db_url_config(_database)
    if _database
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "weeknotes.sqlite3",
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": DATA / "test.sqlite3"},  # a file: threads share it as processes do
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE", "timeout": 10,  # seconds
            "cached_statements": 512,  # a publication asks two hundred questions, a round of pages as many: with Python's 128 each is read anew every time
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;",
        },
    }
}
if _database and "postgresql" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_rooms = ("web", "people", "notes", "publishing", "search", "memory", "transfer", "desk")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in _rooms],
        "OPTIONS": {
            "environment": "weeknotes.web.pages.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages", "weeknotes.people.site.context", "weeknotes.publishing.look.context"],
        },
    },
    {
        # allauth's own pages and mails, where ours do not stand before them
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # unique where there is an address: Person.Meta
    "security.W005", "security.W021",  # other names of the domain are not ours to speak for, nor for a list that browsers carry
    "security.W008",  # the web server in front leads to https (deploy/); one that it does not believe would lead in a circle
]  # fmt: skip
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/today/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "weeknotes.people.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "weeknotes.people.passkeys.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_FORMS = {"login_webauthn": "weeknotes.people.passkeys.SignInForm", "add_webauthn": "weeknotes.people.passkeys.AddForm"}
ORGANISATION_SIGN_IN = oidc.sign_in()
SIGN_IN_WITH = ORGANISATION_SIGN_IN.name
SOCIALACCOUNT_ADAPTER = "weeknotes.people.organisation_sign_in.Adapter"
SOCIALACCOUNT_PROVIDERS = ORGANISATION_SIGN_IN.providers()
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the policy of our pages lets no form lead to another site
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme or "http"

globals().update(environment.email())
DEFAULT_FROM_EMAIL = environment.text("WEEKNOTES_MAIL_FROM") or "weeknotes@localhost"

_HTTPS = SITE_URL.startswith("https://")
# __Host-: taken by browsers only over https, from this very host and for all of it, so that no other name of the domain can set it (RFC 6265bis, 4.1.3.2).
SESSION_COOKIE_NAME = "__Host-weeknotes" if _HTTPS else "weeknotes"
CSRF_COOKIE_NAME = "__Host-csrftoken" if _HTTPS else "csrftoken"
MESSAGES_COOKIE_NAME = "__Host-messages" if _HTTPS else "messages"
MESSAGE_STORAGE = "weeknotes.web.told_once.Storage"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "weeknotes.web.views.form_too_old"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # what stands at the port says it, and lets nobody else say it
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = LASTING if _HTTPS else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a blog kept as one file a post
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a box for each post where its cuts are moved

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = PUBLIC / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, "staticfiles": {"BACKEND": "weeknotes.web.static.Storage"}}
MEDIA_ROOT = DATA / "media"
MOST_MEDIA = environment.number("WEEKNOTES_MEDIA_MB") * 1_000_000

# Backups (`transfer/keeping`), and which settings were made here, for whoever brings the site back elsewhere.
BACKUP_TO = environment.elsewhere(environment.text("WEEKNOTES_BACKUP_TO"))
BACKUP_AT = environment.parsed("WEEKNOTES_BACKUP_AT", environment.text("WEEKNOTES_BACKUP_AT"), clock)
BACKUP_KEEP = environment.parsed("WEEKNOTES_BACKUP_KEEP", environment.text("WEEKNOTES_BACKUP_KEEP"), Keep.read)
BACKUP_FOR = tuple((environment.text("WEEKNOTES_BACKUP_FOR") or "").split())
SET_HERE = environment.set_here()

# Files, so that all processes count together what is asked too often; `add` is one step for all of them.
CACHES = {"default": {"BACKEND": "weeknotes.web.cache.Cache", "LOCATION": DATA / "cache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}

LOGGING = environment.parsed("WEEKNOTES_LOG", environment.text("WEEKNOTES_LOG"), logging_of)
METRICS = environment.word("WEEKNOTES_METRICS", environment.text("WEEKNOTES_METRICS"))
# Answered before anything of a session, by whatever name the site is asked: what programs ask that look after it.
ASKED_FIRST = {"/healthz/": "weeknotes.web.health.live", "/healthz/ready/": "weeknotes.web.health.ready", "/metrics": "weeknotes.config.metrics.metrics"}

# What is wired in, by dotted path: a lower room reaches a higher one only through these lists.
# CHECKS: rules of this site beside the built-in ones; each is a weeknotes.openness.rule.Rule.
CHECKS: list[str] = []
# BAKED: kinds of page; each is a weeknotes.publishing.kinds.Kind.
BAKED = [
    "weeknotes.publishing.baked.picture.kind", "weeknotes.publishing.baked.note.kind", "weeknotes.publishing.baked.preview.kind",
    "weeknotes.publishing.baked.home.kind", "weeknotes.publishing.baked.everybody.people", "weeknotes.publishing.baked.everybody.teams",
    "weeknotes.publishing.baked.person.kind", "weeknotes.publishing.baked.team.kind", "weeknotes.publishing.baked.series.kind",
    "weeknotes.publishing.baked.tag.kind", "weeknotes.publishing.baked.tags.kind", "weeknotes.publishing.baked.about.kind",
    "weeknotes.publishing.baked.year.kind", "weeknotes.publishing.baked.week.kind", "weeknotes.publishing.baked.sheet.kind",
    "weeknotes.publishing.baked.feed.kind", "weeknotes.publishing.baked.feed.rss_kind", "weeknotes.publishing.baked.feed.json_kind",
    "weeknotes.publishing.baked.follow.kind", "weeknotes.publishing.baked.follow.outline_kind", "weeknotes.publishing.baked.sitemap.kind",
    "weeknotes.publishing.baked.missing.kind", "weeknotes.publishing.baked.statement.kind", "weeknotes.publishing.baked.robots.kind",
    "weeknotes.memory.hearing_page.kind", "weeknotes.memory.team_week_page.kind",
]  # fmt: skip
# ON_TEAM_PAGES: what else stands on a team's public page; each takes the team's slug and a language, and gives a weeknotes.publishing.parts.Part or None.
ON_TEAM_PAGES = ["weeknotes.memory.team_week_page.part", "weeknotes.memory.measure_public.part", "weeknotes.memory.hearing_page.part"]
# BESIDE: what stands beside the text on the write page; each takes the body, who writes, and what was read, and gives weeknotes.notes.remark.Remark.
BESIDE = ["weeknotes.publishing.second_beside.beside", "weeknotes.memory.beside.hearings", "weeknotes.memory.beside.lessons"]
# ECHOES: run in the transaction that publishes, corrects, narrows or withdraws a note, in this order.
ECHOES = [
    "weeknotes.search.index.echo", "weeknotes.memory.remember.echo", "weeknotes.publishing.links.echo", "weeknotes.memory.question_echo.echo",
]  # fmt: skip
# ECHOES_OF_MANY: the same for notes that many are published of for the first time at once; what they leave to be done after all of them, AFTER_MANY does.
ECHOES_OF_MANY = ["weeknotes.search.index.echo_many", "weeknotes.memory.again.echo_many", "weeknotes.publishing.links.echo_many"]
AFTER_MANY = ["weeknotes.memory.again.remember_due"]
# ERASED: run in the transaction that deletes a note for good, before its rows go, in this order.
ERASED = [
    "weeknotes.search.index.forget", "weeknotes.memory.forget.forget", "weeknotes.transfer.take.forget", "weeknotes.memory.question_echo.forget",
    "weeknotes.publishing.approve.forget",
]  # fmt: skip
# RENAMING, RENAMED: run before and after a person, a team or the organisation is given another name, so that it applies everywhere.
RENAMING, RENAMED = ["weeknotes.publishing.owed.leave_word"], ["weeknotes.search.index.renamed", "weeknotes.publishing.bake.refresh"]
# LEFT: run in the transaction in which a person leaves this place, once they have no way in any more.
LEFT = ["weeknotes.transfer.law.officers.left"]
# AUDITED: what `weeknotes audit` compares beside the public files; each gives sentences that say what is not as it should be.
AUDITED = ["weeknotes.search.audit.differences"]
# ADDRESSES: for note ids, where everybody reads them, by language.
ADDRESSES = "weeknotes.publishing.addresses.note_addresses"
# LETTERS: what a mail says that the site sends by itself, by its kind; each takes the uid of what it is about, and returns a
# weeknotes.people.mails.Mail, or None where there is nothing to say any more.
LETTERS = {
    "look": "weeknotes.notes.ask.letter", "plan": "weeknotes.publishing.publish_planned.letter",
    "digest": "weeknotes.desk.digest.letter", "question": "weeknotes.memory.question_letter.letter",
    "law": "weeknotes.transfer.law.told.letter", "law-agree": "weeknotes.transfer.law.told.letter_to_second",
    "law-carried": "weeknotes.transfer.law.told.letter_carried", "law-alone": "weeknotes.transfer.law.told.letter_alone",
}
# FOR_ACTION: what a person may do something about, for the weekly mail; each takes the person and gives weeknotes.desk.for_action.Action, in its order.
FOR_ACTION = [
    "weeknotes.desk.for_action.looks", "weeknotes.desk.for_action.questions", "weeknotes.desk.for_action.lessons_due", "weeknotes.desk.for_action.followups",
    "weeknotes.desk.for_action.on_disposal_list",
]  # fmt: skip
# UNDER_A_NOTE: what stands under a note on its page for somebody signed in; each takes the request, the note and what they are shown of it, and
# returns safe HTML, "" for nothing.
UNDER_A_NOTE = ["weeknotes.desk.views_questions.under_note"]
# ON_A_LOOK: what else may be said of a draft one was asked about; each takes the request and the weeknotes.notes.models_shared.Look, and returns safe HTML.
ON_A_LOOK = ["weeknotes.desk.views_yes.on_a_look"]
# BESIDE_SETTINGS: what else stands on the settings of a team, or of this place where the team is None; each takes the request, the team and whether the
# person may change it, and returns safe HTML.
BESIDE_SETTINGS = ["weeknotes.desk.views_second.beside_settings", "weeknotes.transfer.views_leave.beside_settings"]
# LOOKED_AT: what can be wrong with this place, for `weeknotes doctor` and the host's page; each takes whether to look far (ask other machines, read whole
# files), and gives weeknotes.work.sign.Sign.
LOOKED_AT = [
    "weeknotes.config.looked_at.address", "weeknotes.people.looked_at.mail", "weeknotes.work.looked_at.worker", "weeknotes.transfer.keeping.looked_at.backups",
    "weeknotes.config.looked_at.disk", "weeknotes.config.looked_at.database", "weeknotes.publishing.looked_at.pages", "weeknotes.publishing.looked_at.planned",
    "weeknotes.publishing.looked_at.hub", "weeknotes.search.looked_at.found", "weeknotes.config.looked_at.clock", "weeknotes.config.looked_at.version",
]  # fmt: skip
# WORK: what the worker does at each tick; each takes nothing and returns how many things it mended.
WORK = [
    "weeknotes.publishing.publish_planned.publish_planned", "weeknotes.publishing.sweep.sweep", "weeknotes.publishing.renew.renew",
    "weeknotes.publishing.names_due.follow", "weeknotes.publishing.many.finish_left", "weeknotes.desk.digest.keep_due", "weeknotes.people.post.send_due",
    "weeknotes.memory.send_focus.send_on_goal_day", "weeknotes.people.away.let_go_old", "weeknotes.people.sessions.let_go_old",
    "weeknotes.people.trace.let_go_old", "weeknotes.search.reindex.mend", "weeknotes.publishing.websub.tell_hub", "weeknotes.notes.delete.erase_old",
    "weeknotes.notes.thin.thin", "weeknotes.transfer.let_go.let_go_old", "weeknotes.transfer.takeout.make_due", "weeknotes.transfer.takeout.let_go_old",
    "weeknotes.transfer.law.search.search_due", "weeknotes.search.forgotten.forget_words",
    "weeknotes.notes.photos.let_go_thrown", "weeknotes.notes.media_files.clear",
    "weeknotes.notes.share.let_go_ended", "weeknotes.notes.links_asked.let_go_old", "weeknotes.notes.tags.let_go_unused",
    "weeknotes.notes.comments.let_go_answered", "weeknotes.people.programs.let_go_old", "weeknotes.transfer.mail_poll.poll",
    "weeknotes.transfer.mail_take.let_go_old", "weeknotes.transfer.work_on.work_on_runs", "weeknotes.work.tidy.tidy",
    "weeknotes.transfer.keeping.nightly.keep_due", "weeknotes.transfer.retention.confirming.go_on",
]  # fmt: skip
