"""What is said once, on the next page: in a cookie that no other name of the domain can set, as the session's is."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class Cookie(CookieStorage):
    """Django's, under the settings' name."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class Storage(FallbackStorage):
    """In the cookie as far as there is room in it, else in the session."""

    storage_classes = (Cookie, SessionStorage)
