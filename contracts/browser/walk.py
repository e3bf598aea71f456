"""A walk through one site: a window on it, and the addresses found so far."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from contracts.browser import stage

UID = "[0-9a-f-]{36}"


@dataclass
class Walk:
    """A window on one site as one person in one language, the addresses found in it so far, and the ways to find others, by name."""

    at: stage.Window
    lang: str
    person: str
    found: dict[str, str] = field(default_factory=dict)
    ways: ClassVar[Mapping[str, Callable[["Walk"], str]]] = {}

    @property
    def tree(self) -> str:
        """The top of the public pages in its language, without its last stroke."""
        return "/cy" if self.lang == "cy" else ""

    def address(self, pattern: str) -> str:
        """`pattern` with each {name} in it found by its way, once."""

        def one(name: re.Match[str]) -> str:
            key = name.group(1)
            if key not in self.found:
                self.found[key] = self.ways[key](self)
            return self.found[key]

        return re.sub(r"\{(\w+)\}", one, pattern)

    def first(self, address: str, link: str) -> str:
        """The first link at `address` that matches `link` (its first group). AssertionError where there is none."""
        found = re.search(link, self.at.text(self.address(address)), re.DOTALL)
        assert found, f"no link {link} at {address}"
        return found.group(1)

    def public_note_of(self, person: str) -> str:
        """The newest note of `person` that everybody may read, as the page "Read" of whoever is signed in links to it: other tests publish some for themselves alone."""
        item = r'(?:(?!</li>|class="chip").)*?'
        return self.first("/read/", f'<li[^>]*>{item}class="label"[^>]*>[^<]*{person.title()}{item}href="(/notes/{UID}/)"')
