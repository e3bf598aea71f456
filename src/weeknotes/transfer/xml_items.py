"""The items of a large XML file one by one, in little memory: no entity is opened, nothing is asked for, and a broken file gives what stands before the break."""

import codecs
import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

from weeknotes.transfer.bundle import Bundle, Spoilt

N_ = str  # marks a sentence for translation where it is shown

ENTITIES = N_("“%(name)s” declares entities of its own, which no export does, so it was not read.")
NO_XML = N_("“%(name)s” is damaged: no post could be read in it. Export it once more.")
_HEAD, _TAIL = 1 << 16, 4000
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00?\x00": "utf-16-le", b"\x00<\x00?": "utf-16-be"}


def head(bundle: Bundle, name: str) -> bytes:
    """The first bytes of a file in UTF-8, whatever it is written in; by them XML is told."""
    data = bundle.begins(name, _HEAD)
    wide = next((encoding for mark, encoding in _WIDE.items() if data.startswith(mark)), "")
    return data[: len(data) // 4 * 4].decode(wide, "replace").encode() if wide else data


class Ends:
    """A file as it is read, and the last bytes that came of it.

    Letters that XML has no place for would end the text that they stand in, and letters in another encoding than was said would be lost:
    the first are taken out, the second read as Windows' (what they nearly always are).
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.tail = b""
        self._first = True
        self._decoder = codecs.getincrementaldecoder("utf-8")("windows")
        self._as_it_is = False

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        if self._first:
            self._first = False
            said = _ENCODING.search(data[:200])
            self._as_it_is = data.startswith(tuple(_WIDE)) or (said is not None and said[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"})
        if not self._as_it_is:
            made = self._made(data)
            while not made and data:
                data = self._file.read(size)
                made = self._made(data)
            data = made
        if said_last := data.rstrip():
            self.tail = (self.tail + said_last)[-_TAIL:]
        return data

    def _made(self, data: bytes) -> bytes:
        plain = data.translate(None, _CONTROLS)
        # Nothing is decoded but where something is wrong, or a letter is cut in two.
        try:
            if not self._decoder.getstate()[0]:
                plain.decode()
                return plain
        except UnicodeDecodeError:
            pass
        return self._decoder.decode(plain, not data).encode("utf-8", "replace")


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows", _windows)


class Items:
    """The elements called `names` of the file `name`, each whole as its end is reached; afterwards `cut` says whether the file stopped before its end.

    What is a part of one of another name does not come by itself. Raises Spoilt for what is no XML. An element is emptied once the next is asked for.
    """

    def __init__(self, bundle: Bundle, name: str, names: tuple[str, ...]) -> None:
        self._bundle, self._name, self._names = bundle, name, names
        self.cut = False

    def __iter__(self) -> Iterator[etree._Element]:
        if b"<!ENTITY" in head(self._bundle, self._name):
            raise Spoilt(ENTITIES, name=self._name)
        wanted = frozenset(name.rpartition("}")[2] for name in self._names)
        with self._bundle.open(self._name) as opened:
            file = Ends(opened)
            try:
                found = etree.iterparse(
                    file, events=("end",), tag=self._names, recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
                )
                for _event, one in found:
                    if _is_part(one, wanted):
                        continue  # of what comes whole after it: emptied by itself, it would take what stands before it along
                    yield one
                    _let_go(one)
                root = found.root
            except etree.LxmlError as why:
                raise Spoilt(NO_XML, name=self._name) from why
            except (ValueError, AssertionError, TypeError) as why:
                raise Spoilt(NO_XML, name=self._name) from why
            if root is None:
                raise Spoilt(NO_XML, name=self._name)
            while rest := file.read(_HEAD):
                self.cut = self.cut or bool(rest.strip())  # the parser gave up: there is more than it read
            closing = f"{local(root)}>".encode()
            self.cut = self.cut or closing not in file.tail.replace(b" ", b"").replace(b"\0", b"")


def _is_part(one: etree._Element, wanted: frozenset[str]) -> bool:
    """Whether an element stands in another kind of those `wanted`. One in its own kind does where the first was not closed: each of them is one."""
    return any(around in wanted and around != local(one) for around in map(local, one.iterancestors()))


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


def is_xml(begins: bytes) -> bool:
    """Whether a file that begins so may be XML."""
    return begins.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


