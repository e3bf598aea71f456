"""The items of a large XML file one by one, in little memory: no entity is opened, nothing is asked for, and a broken file gives what stands before the break."""

from collections.abc import Iterator
from typing import IO

from lxml import etree

from weeknotes.transfer.bundle import Bundle, Spoilt

N_ = str  # marks a sentence for translation where it is shown

ENTITIES = N_("“%(name)s” declares entities of its own, which no export does, so it was not read.")
NO_XML = N_("“%(name)s” is damaged: no post could be read in it. Export it once more.")
_HEAD, _TAIL = 1 << 16, 400


class Ends:
    """A file as it is read, and the last bytes that came of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        if data:
            self.tail = (self.tail + data)[-_TAIL:]
        return data


class Items:
    """The elements called `names` of the file `name`, each whole as its end is reached; afterwards `cut` says whether the file stopped before its end.

    Raises Spoilt for what is no XML. An element is emptied once the next is asked for.
    """

    def __init__(self, bundle: Bundle, name: str, names: tuple[str, ...]) -> None:
        self._bundle, self._name, self._names = bundle, name, names
        self.cut = False

    def __iter__(self) -> Iterator[etree._Element]:
        if b"<!ENTITY" in self._bundle.begins(self._name, _HEAD):
            raise Spoilt(ENTITIES, name=self._name)
        with self._bundle.open(self._name) as opened:
            file = Ends(opened)
            try:
                found = etree.iterparse(
                    file, events=("end",), tag=self._names, recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
                )
                for _event, one in found:
                    yield one
                    _let_go(one)
                root = found.root
            except etree.LxmlError as why:
                raise Spoilt(NO_XML, name=self._name) from why
            except (ValueError, AssertionError, TypeError) as why:
                raise Spoilt(NO_XML, name=self._name) from why
            if root is None:
                raise Spoilt(NO_XML, name=self._name)
            while opened.read(_HEAD):
                self.cut = True  # the parser gave up: there is more than it read
            closing = f"{local(root)}>".encode()
            self.cut = self.cut or closing not in file.tail.replace(b" ", b"").replace(b"\0", b"")


def _let_go(one: etree._Element) -> None:
    """Empty an element, and take out those before it."""
    one.clear()
    around = one.getparent()
    if around is not None:
        while one.getprevious() is not None:
            del around[0]


def local(one: etree._Element) -> str:
    """The name of an element without its namespace; "" for what has none, as a comment."""
    tag = one.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def said(one: etree._Element | None) -> str:
    """The text that stands directly in an element."""
    return (one.text or "").strip() if one is not None else ""


def is_xml(head: bytes) -> bool:
    """Whether a file that begins so may be XML."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or head.startswith((b"\xff\xfe<", b"\xfe\xff\x00<"))


