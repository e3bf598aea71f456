"""Writing XML that is always well formed: characters that XML 1.0 has no place for are left out (section 2.2)."""

from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

_NO_PLACE = {code: None for code in range(0x20) if code not in {0x9, 0xA, 0xD}} | dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


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
            self._xml.characters(text.translate(_NO_PLACE))
        self.close(name)

    def done(self) -> bytes:
        """The document in UTF-8."""
        self._xml.endDocument()
        return self._out.getvalue().encode()


def _attributes(given: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", ":"): value.translate(_NO_PLACE) for name, value in given.items()}
