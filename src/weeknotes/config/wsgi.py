"""The site as a WSGI application, as it is asked by what stands at the port (`front.py`)."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.module_loading import import_string

from weeknotes.work.hands import share_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weeknotes.config.settings")
_django = get_wsgi_application()

# Views are read in now, not while the first person waits; one that cannot be read in is seen at start-up.
get_resolver().url_patterns  # noqa: B018
# So is what the first publication would read in and compile, which made it take three times as long as those after it.
import_string("weeknotes.publishing.warm.warm")()
get_template("desk/published.html")

# What was read in stays as long as the process does, and is not gone through each time that the memory of a large page is tidied.
share_memory()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django, told whose request it is: the front names the visitor, and nobody else reaches the socket that this answers on."""
    environ["REMOTE_ADDR"] = environ.get("HTTP_X_FORWARDED_FOR", "")
    return _django(environ, start_response)
