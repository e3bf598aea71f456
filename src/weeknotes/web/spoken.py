"""Which language words are in. Django's own answer takes its way through what holds values for coroutines, and a publication asks a thousand times."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import translation

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Within the block words are in `lang`: Django's `translation.override`, which is called nowhere else, so that `spoken` is always right."""
    before = _spoken.get()
    with translation.override(lang):
        _spoken.set(lang)
        try:
            yield
        finally:
            _spoken.set(before)


def spoken() -> str:
    """The language that words are in just now; English where none was chosen."""
    return _spoken.get() or translation.get_language() or "en"
