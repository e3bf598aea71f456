"""Public pages from the baked folder: from a bounded memory, compressed once, never older than the last change.

What is held is true for one value of the shared generation only, the value read before the file was opened: a process that reads a page
while it is being replaced cannot keep the old one past the change. Needs no framework, and is for one thread.
"""

import gzip
import hashlib
import mimetypes
import os
import re
import stat
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from weeknotes.web.counter import Generation
from weeknotes.web.policy import public_headers

Headers = list[tuple[str, str]]

STATIC = "/static/"
PLAIN = ""
# Measured on pages of 15 kB: brotli above 5 costs ten times as much for a twentieth fewer bytes.
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
# What one held page costs beside its bytes: keys, headers, objects.
OVERHEAD = 2_000
LONGEST_PATH = 400

_SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\Z")
_LASTING = re.compile(r"\.[0-9a-f]{12}\.")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".vtt": "text/vtt; charset=utf-8",
}
# Sounds and films, which the site answers in the parts that a player asks for.
LONG = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".mp4": "video/mp4", ".webm": "video/webm"}
_LONG = tuple(LONG)
_ARCHIVE = re.compile(r"-[0-9]+(?=\.[a-z]+\Z)")
_FEEDS = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
_SMALLER = (
    "text/", "application/xml", "application/atom+xml", "application/rss+xml", "application/json", "application/feed+json",
    "image/svg+xml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a page: bytes, its strong ETag, and the ends of the heads of a 200 and of a 304, the empty line with them."""

    body: bytes
    tag: str
    ok: bytes
    not_modified: bytes


@dataclass(slots=True)
class Held:
    """A page in memory, true for one generation; `variants` by encoding, made when first asked for."""

    generation: int
    kind: str
    cache: str
    variants: dict[str, Variant] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Bytes that it takes, about."""
        return sum(len(variant.body) for variant in self.variants.values()) + OVERHEAD


class BakedFiles:
    """The pages under `root` that may be served, at most about `memory` bytes of them held, each until `shared` rises."""

    def __init__(self, *, root: Path, memory: int, shared: Generation, secure: bool = False) -> None:
        self._root = root
        self._most = memory
        self._shared = shared
        self._security = public_headers(secure=secure)
        self._held: OrderedDict[str, Held] = OrderedDict()
        self.weight = 0

    def find(self, path: str, accepted: str) -> Variant | None:
        """The page at `path` (decoded, one character a byte) in the best form `accepted`; None where there is no file that may be served."""
        if path.endswith(_LONG):
            return None
        now = self._shared.value
        held = self._held.get(path)
        if held is not None and held.generation == now:
            self._held.move_to_end(path)
        else:
            held = self._read(path, now)
            if held is None:
                return None
        for encoding in encodings(accepted):
            variant = held.variants.get(encoding) or self._made(path, held, encoding)
            if variant is not None:
                return variant
        return held.variants[PLAIN]

    def _read(self, path: str, now: int) -> Held | None:
        """Read the file for `path` and hold it as true for generation `now`, which was read before the file is opened."""
        segments = segments_of(path)
        body = read_inside(self._root, segments) if segments is not None else None
        before = self._held.pop(path, None)
        if before is not None:
            self.weight -= before.weight
        if segments is None or body is None:
            return None
        if before is not None and before.variants[PLAIN].body == body:
            # The change was elsewhere: what was compressed is still right.
            held = Held(now, before.kind, before.cache, before.variants)
        else:
            held = Held(now, type_of(segments[-1]), caching(path))
            held.variants[PLAIN] = self._variant(held, PLAIN, body)
        self._keep(path, held)
        return held

    def _keep(self, path: str, held: Held) -> None:
        """Hold a page, letting go of those asked for longest ago. One that would take an eighth of the memory is not held at all."""
        if held.weight * 8 > self._most:
            return
        self._held[path] = held
        self.weight += held.weight
        self._let_go()

    def _let_go(self) -> None:
        while self.weight > self._most and self._held:
            _path, oldest = self._held.popitem(last=False)
            self.weight -= oldest.weight

    def _made(self, path: str, held: Held, encoding: str) -> Variant | None:
        """Compress a page, once. None where that makes it no smaller or its kind is packed already."""
        plain = held.variants[PLAIN].body
        if encoding == PLAIN or not held.kind.startswith(_SMALLER):
            return None
        packed = brotli.compress(plain, quality=BROTLI_QUALITY) if encoding == "br" else gzip.compress(plain, GZIP_LEVEL, mtime=0)
        if len(packed) >= len(plain):
            return None
        variant = held.variants[encoding] = self._variant(held, encoding, packed)
        if self._held.get(path) is held:
            self.weight += len(packed)
            self._let_go()
        return variant

    def _variant(self, held: Held, encoding: str, body: bytes) -> Variant:
        """A form of a page with the heads of its answers."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        shared: Headers = [("ETag", tag), ("Cache-Control", held.cache), *self._security]
        if held.kind.startswith(_SMALLER):
            shared.append(("Vary", "Accept-Encoding"))
        coded = [("Content-Encoding", encoding)] if encoding else []
        return Variant(body, tag, block([("Content-Type", held.kind), ("Content-Length", str(len(body))), *coded, *shared]), block(shared))


def block(headers: Headers) -> bytes:
    """Headers as they go over the wire, with the empty line that ends them."""
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("latin-1") + b"\r\n"


def caching(path: str) -> str:
    """How long an answer for `path` may be used without asking again."""
    if path.startswith(STATIC) and _LASTING.search(path.rsplit("/", 1)[-1]):
        return "public, max-age=31536000, immutable"
    return "no-cache"


def segments_of(path: str) -> list[str] | None:
    """The folders and the file that a path names, `index.html` for a folder; None for a path that no page of ours has.

    Allowed are ASCII letters, figures, `-`, `_` and a dot that is not first: no empty segment, dotfile, `..`, `%`, backslash or NUL.
    """
    if not path.startswith("/") or len(path) > LONGEST_PATH:
        return None
    segments = path[1:].split("/")
    if segments[-1] == "":
        segments[-1] = "index.html"
    return segments if all(_SEGMENT.match(segment) for segment in segments) else None


def read_inside(root: Path, segments: list[str]) -> bytes | None:
    """The bytes of a plain file under `root`; None where there is none."""
    fd = open_inside(root, segments)
    if fd is None:
        return None
    with os.fdopen(fd, "rb") as file:
        return file.read()


def open_inside(root: Path, segments: list[str]) -> int | None:
    """A plain file under `root`, opened folder by folder so that no symbolic link is followed; None where there is none."""
    try:
        here = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        for segment in segments[:-1]:
            inner = os.open(segment, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=here)
            os.close(here)
            here = inner
        # Not waiting, so that a pipe somebody put there holds nobody up.
        fd = os.open(segments[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=here)
    except OSError:
        return None
    finally:
        os.close(here)
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        return None
    return fd


def type_of(name: str) -> str:
    """The media type of a file by its name."""
    feed = _FEEDS.get(_ARCHIVE.sub("", name))
    if feed is not None:
        return feed
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - names, not paths
    return _TYPES.get(ending) or LONG.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")


def matches(asked: str, tag: str) -> bool:
    """Whether `If-None-Match` names `tag`, compared weakly (RFC 9110, 13.1.2)."""
    return asked.strip() == "*" or any(one.strip().removeprefix("W/") == tag for one in asked.split(","))


@lru_cache(maxsize=64)
def encodings(accepted: str) -> tuple[str, ...]:
    """The forms that `Accept-Encoding` allows, the one we would rather send first (RFC 9110, 12.5.3). Unreadable weights count as none."""
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        name, _semicolon, rest = part.partition(";")
        weight = rest.strip().removeprefix("q=") if rest.strip() else "1"
        try:
            weights[name.strip().lower()] = float(weight)
        except ValueError:
            weights[name.strip().lower()] = 0.0
    rest_of = weights.get("*", 0.0)
    return tuple(code for code in ("br", "gzip") if weights.get(code, rest_of) > 0)
