"""Files: written beside the public folder, made durable, then put in place by renaming; nothing is ever half written where it is read."""

import os
import re
import resource
import secrets
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Barrier, BrokenBarrierError

from django.conf import settings

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
WELL_KNOWN = ".well-known"
AT_ONCE = 16  # files that the disk is asked to keep at the same time
HELD_OPEN = 128  # a process may have some thousand files open
PATIENCE = 2.0  # seconds for all threads to have begun
SPARE = 8 * AT_ONCE  # files that stay for others to open


# What has no empty or hidden part, no "..", no backslash and no NUL.
_OF_A_PAGE = re.compile(r"[^./\\\0][^/\\\0]*(?:/[^./\\\0][^/\\\0]*)*")


def public(path: str) -> str:
    """Where the page `path` stands. ValueError for a path that would leave the folder."""
    if not _OF_A_PAGE.fullmatch(path):
        raise ValueError(f"{path!r} is no path of a page")
    return f"{settings.PUBLIC}/{path}"


# Names of files are plain words here: a `Path` for each of the pages of one change took longer than to write them.


def put(body: bytes) -> str:
    """Write `body` to a new file in the staging folder; its path. Safe from a power cut once the system was asked to `keep` it. OSError when there is no room."""
    staged = f"{settings.STAGING}/{secrets.token_hex(12)}"
    try:
        fd = os.open(staged, _NEW, 0o644)
    except FileNotFoundError:
        Path(settings.STAGING).mkdir(mode=0o700, parents=True, exist_ok=True)
        fd = os.open(staged, _NEW, 0o644)
    try:
        view = memoryview(body)
        while view:
            view = view[os.write(fd, view) :]
    except OSError:
        discard(staged)
        raise
    finally:
        os.close(fd)
    return staged


def discard(staged: str) -> None:
    """Remove a staged file, if it is there."""
    Path(staged).unlink(missing_ok=True)


def keep(staged: Iterable[str]) -> dict[str, Future[OSError | None]]:
    """Have staged files made safe from a power cut, beside whoever goes on: for each what the system says when that is done, None where all is well.

    All of them are asked for together: a disk that keeps many at once takes hardly longer than for one.
    """
    return _flushed(staged, os.O_WRONLY)


def _flushed(paths: Iterable[str], flags: int) -> dict[str, Future[OSError | None]]:
    return {path: _flushers().submit(_flush, path, flags) for path in paths}


def _flush(path: str, flags: int) -> OSError | None:
    try:
        fd = os.open(path, flags | os.O_CLOEXEC)
    except FileNotFoundError:
        return None  # a folder that has become empty, and went
    try:
        os.fsync(fd)
    except OSError as error:
        return error
    finally:
        os.close(fd)
    return None


def have_hands() -> None:
    """Begin the threads that files are handed to, in the process that will do so: to begin them takes as long as to make some ten pages. Where the system
    gives fewer, those are left free again, and do all of it."""
    together = Barrier(AT_ONCE + 1, timeout=PATIENCE)
    with suppress(BrokenBarrierError, RuntimeError):  # the second where a thread cannot be begun
        for _ in range(AT_ONCE):
            _flushers().submit(together.wait)
        together.wait()


@cache
def _flushers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="flush")


def make_room(path: str) -> None:
    """Make the folder that the page `path` will stand in, before anything is promised: making it can fail for want of room."""
    folder = _folder(path)
    if not os.path.isdir(folder):  # noqa: PTH112
        Path(folder).mkdir(mode=0o755, parents=True, exist_ok=True)


def _folder(path: str) -> str:
    """The folder that the page `path` stands in."""
    return public(path).rpartition("/")[0]


def swap(staged: str, path: str) -> None:
    """Put a staged file in the place of the page `path`, at once or not at all."""
    target = public(path)
    try:
        os.replace(staged, target)  # noqa: PTH105 - the call that the killed-process tests stop at
    except FileNotFoundError:  # its folder was there when it was staged
        make_room(path)
        os.replace(staged, target)  # noqa: PTH105


@contextmanager
def freed_afterwards(paths: Iterable[str]) -> Iterator[None]:
    """While these pages are replaced in the block, the files that they were stay open, and are closed beside whoever goes on after it.

    A disk takes ten times as long to free the blocks of a file as to rename another over it: readers need not wait for that. For more than `HELD_OPEN`,
    as a bake has them, nobody waits, and where the process may open few files more, they are for others: then it is as if this was not here.
    """
    several, held = list(paths), []
    last = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE
    for path in several if len(several) <= HELD_OPEN else ():
        try:
            held.append(os.open(public(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC))
        except OSError:  # there was none, or something else stands there: it is replaced as it is
            continue
        # The system gives the lowest number that is free.
        if held[-1] >= last:
            while held:
                os.close(held.pop())
            break
    try:
        yield
    finally:
        for fd in held:
            try:
                _flushers().submit(os.close, fd)
            except RuntimeError:  # the process is about to end, and nothing is done beside it any more
                os.close(fd)


def take(path: str) -> bool:
    """Remove the page `path` (a symbolic link itself, never what it leads to); whether it stood there."""
    try:
        os.unlink(public(path))  # noqa: PTH108 - the call that the killed-process tests stop at
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def prune(paths: Iterable[str]) -> None:
    """Remove the folders of `paths` that have become empty, up to the public folder."""
    top = str(settings.PUBLIC)
    for path in paths:
        folder = _folder(path)
        while folder != top:
            try:
                os.rmdir(folder)  # noqa: PTH106
            except OSError:
                break
            folder = folder.rpartition("/")[0]


def prune_all() -> None:
    """Remove every empty folder in the public folder, static files aside."""
    top = Path(settings.PUBLIC)
    for folder, names, _files in os.walk(top, topdown=False):
        here = Path(folder)
        if here == top or here == Path(settings.STATIC_ROOT) or Path(settings.STATIC_ROOT) in here.parents:
            continue
        if not any((here / name).is_symlink() for name in names):
            try:
                here.rmdir()
            except OSError:
                continue


def sync(paths: Iterable[str]) -> None:
    """Make renames and removals of `paths` safe from a power cut."""
    above = str(Path(settings.PUBLIC).parent)
    folders: set[str] = set()
    for path in paths:
        folder = _folder(path)
        while folder != above and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for asked in _flushed(sorted(folders), os.O_RDONLY | os.O_DIRECTORY).values():
        if (error := asked.result()) is not None:
            raise error


def read(path: str) -> bytes | None:
    """The bytes of the page `path` on disk; None where it is missing or no plain file."""
    try:
        fd = os.open(public(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        return None
    with os.fdopen(fd, "rb") as file:
        return file.read()


def files() -> Iterator[tuple[str, bool]]:
    """Every file in the public folder, static files included: its path from there, and whether it is a plain file (a link is not).

    `.well-known` is the web server's own (RFC 8615) and is left alone.
    """
    yield from _files_in(Path(settings.PUBLIC), "")


def _files_in(folder: Path | str, at: str) -> Iterator[tuple[str, bool]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda one: one.name)
    except OSError:  # it went meanwhile, or there is none yet
        return
    within: list[os.DirEntry[str]] = []
    for one in entries:
        if one.is_dir(follow_symlinks=False):
            within.append(one)
        elif one.name != WELL_KNOWN or not one.is_dir():
            yield at + one.name, one.is_file(follow_symlinks=False)
    for one in within:
        if one.name != WELL_KNOWN:
            yield from _files_in(one.path, f"{at}{one.name}/")


def staged() -> list[Path]:
    """What lies in the staging folder: whoever holds the publishing lock knows that all of it was left by a killed process."""
    folder = Path(settings.STAGING)
    return sorted(folder.iterdir()) if folder.is_dir() else []


def is_static(path: str) -> bool:
    """Whether `path` is a style or script."""
    return path.startswith(statics_at(settings.PUBLIC, settings.STATIC_ROOT))


@cache
def statics_at(public: Path, static: Path) -> str:
    """Where styles and scripts stand in the public folder: `static/`."""
    return f"{Path(static).relative_to(public).as_posix()}/"


def take_any(path: str) -> None:
    """Remove whatever file or link stands at `path` as `files` gave it, dotfiles too."""
    (Path(settings.PUBLIC) / path).unlink(missing_ok=True)
