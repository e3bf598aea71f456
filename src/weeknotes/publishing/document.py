"""Writing XML that is always well formed: characters that XML 1.0 has no place for are left out (section 2.2)."""

import re
from xml.sax.saxutils import escape, quoteattr  # writes, reads nothing  # nosec B406

NO_PLACE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DECLARED = '<?xml version="1.0" encoding="utf-8"?>\n'


class Xml:
    """Elements being written, one after another, each that has ended on a line of its own."""

    def __init__(self) -> None:
        self._out: list[str] = []

    def open(self, name: str, /, **attributes: str) -> None:
        """Begin an element; `xml_lang` is written `xml:lang`."""
        self._out.append(f"<{name}{_attributes(attributes)}>")

    def close(self, name: str) -> None:
        """End it."""
        self._out.append(f"</{name}>\n")

    def leaf(self, name: str, text: str = "", /, **attributes: str) -> None:
        """An element that holds text and nothing else."""
        said = escape(NO_PLACE.sub("", text))
        self._out.append(f"<{name}{_attributes(attributes)}>{said}</{name}>\n" if said else f"<{name}{_attributes(attributes)}/>\n")

    def put(self, written: str) -> None:
        """Elements that were written before (`text`)."""
        self._out.append(written)

    def text(self) -> str:
        """What was written so far, to stand in a document."""
        return "".join(self._out)

    def done(self) -> bytes:
        """A document of it in UTF-8."""
        return f"{DECLARED}{self.text()}".encode()


def _attributes(given: dict[str, str]) -> str:
    return "".join(f" {name.replace('_', ':')}={quoteattr(NO_PLACE.sub('', value))}" for name, value in sorted(given.items()))
