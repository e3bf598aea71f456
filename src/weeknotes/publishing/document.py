"""Writing XML that is always well formed: characters that XML 1.0 has no place for are left out (section 2.2)."""

import re
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

_NO_PLACE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Xml:
    """An XML document being written."""

    def __init__(self) -> None:
        self._out = StringIO()
        self._xml = SimplerXMLGenerator(self._out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    def open(self, name: str, **attributes: str) -> None:
        """Begin an element; `xml_lang` is written `xml:lang`."""
        self._xml.startElement(name, AttributesImpl(_attributes(attributes)))

    def close(self, name: str) -> None:
        """End it."""
        self._xml.endElement(name)
        self._xml.ignorableWhitespace("\n")

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        """An element that holds text and nothing else."""
        self.open(name, **attributes)
        if text:
            self._xml.characters(_NO_PLACE.sub("", text))
        self.close(name)

    def done(self) -> bytes:
        """The document in UTF-8."""
        self._xml.endDocument()
        return self._out.getvalue().encode()


def _attributes(given: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", ":"): _NO_PLACE.sub("", value) for name, value in given.items()}
