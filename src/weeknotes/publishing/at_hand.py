"""What was asked once need not be asked again: answers kept while pages are made, in which nothing about notes may change.

A change touches some thirty pages that ask much the same: which notes a list has, what the week before is, who wrote what.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_held: ContextVar[dict[Hashable, Any] | None] = ContextVar("at_hand", default=None)


@contextmanager
def kept_at_hand() -> Iterator[None]:
    """Within the block each answer is asked for once, however many pages want it. A block inside another is part of it."""
    if _held.get() is not None:
        yield
        return
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def at_hand(what: str) -> dict[Any, Any] | None:
    """The answers to one question by what was asked, to be read and added to; None outside of a block."""
    held = _held.get()
    return None if held is None else cast("dict[Any, Any]", held.setdefault(what, {}))


def answers(what: str) -> dict[Any, Any]:
    """The same; outside of a block those of this one time, which nobody asks for again."""
    known = at_hand(what)
    return {} if known is None else known


def told(ask: Callable[..., Answer], answers: Mapping[tuple[Hashable, ...], Answer]) -> None:
    """Have at hand what `ask` (a function that is asked `once`) would answer, by its arguments. Nothing outside of a block."""
    known = at_hand(_name(ask))
    if known is not None:
        for args, answer in answers.items():
            known.setdefault((args, ()), answer)


def _name(ask: Callable[..., object]) -> str:
    return f"{ask.__module__}.{ask.__qualname__}"


def once(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """`ask`, which answers the same arguments from what is at hand. They are few and hashable; what is answered is not to be changed."""
    name = _name(ask)

    @wraps(ask)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        known = at_hand(name)
        if known is None:
            return ask(*args, **kwargs)
        key = (args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = ask(*args, **kwargs)
        return cast("Answer", known[key])

    return asked
