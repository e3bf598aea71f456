"""The site as a WSGI application: public pages from the baked folder first, then Django."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from weeknotes.web.baked import BakedFiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weeknotes.config.settings")
application = BakedFiles(get_wsgi_application())

# Views are read in now, not while the first person waits; one that cannot be read in is seen at start-up.
get_resolver().url_patterns  # noqa: B018
