"""`weeknotes serve`: binds the port, makes the data folder ready, then keeps the front, the server and the worker running.

This process imports no framework: it stays small, and nothing in the site's code can take it down.
"""

import errno
import fcntl
import os
import socket
import sys
from pathlib import Path
from typing import TextIO

from environ import ImproperlyConfigured

from weeknotes.config import environment
from weeknotes.config.said import complain, say
from weeknotes.config.supervisor import Child, run, supervise

# How long children may take to finish what is under way before they are killed, in seconds.
PATIENCE = 30


def trouble(host: str, port: int, error: OSError) -> str:
    """Why the port cannot be had, and what to do."""
    if error.errno == errno.EADDRINUSE:
        why = f"Port {port} on {host} is in use already"
    elif error.errno == errno.EACCES:
        why = f"Port {port} on {host} may only be used by the system's administrator"
    else:
        why = f"This machine cannot listen on {host} ({error.strerror})"
        return f"{why}. Set WEEKNOTES_HOST to one of its addresses, such as 127.0.0.1."
    other = port + 1 if 1024 <= port < 65535 else 8000
    return f"{why}. Stop what uses it, or choose another port for it: WEEKNOTES_PORT={other} make run (or weeknotes serve)"


def bind(host: str, port: int) -> socket.socket:
    """A listening socket that no other process can share. Raises OSError when the port cannot be had."""
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    bound = socket.socket(family, kind, proto)
    try:
        # Lets a restart have the port while old connections are still closing; it shares nothing with another listener.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Accepted connections inherit it: an answer written in two parts must not wait 40 ms for the client's delayed acknowledgement.
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bound.bind(address)
        bound.listen(environment.BACKLOG)
    except OSError:
        bound.close()
        raise
    return bound


def inside(data: Path) -> socket.socket:
    """The listening socket in the data folder on which the site answers what stands at the port; for this user alone."""
    bound = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(data)  # a socket's path has at most 107 bytes, a data folder's may be longer
    try:
        Path(environment.SOCKET).unlink(missing_ok=True)
        before = os.umask(0o177)
        bound.bind(environment.SOCKET)
        os.umask(before)
        bound.listen(environment.BACKLOG)
    finally:
        os.chdir(here)
    return bound


def lock_in(data: Path) -> int:
    """The open file by which one process has the data folder (`take`). Raises ImproperlyConfigured where this user may not write there, or nobody may."""
    try:
        return os.open(data / "serving.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        sentence = f"The data folder {data} cannot be written to: {error.strerror}. Start the site as the user whose folder it is, or set WEEKNOTES_DATA to another."
        raise ImproperlyConfigured(sentence) from error


def take(lock: TextIO, address: str) -> str | None:
    """Take the data folder for this process until it ends, however it ends; the address of the one that has it, where one has."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        return lock.read().strip() or "another address"
    lock.truncate(0)
    lock.write(address)
    lock.flush()
    return None


def serve() -> int:
    """Serve until SIGTERM, SIGINT or SIGHUP. Returns 0 then; 1, with a sentence on stderr, when the site cannot be started."""
    try:
        host = environment.text("WEEKNOTES_HOST") or "127.0.0.1"
        port = environment.number("WEEKNOTES_PORT")
        threads = environment.number("WEEKNOTES_THREADS")
        processes = environment.number("WEEKNOTES_PROCESSES")
        data = environment.folder()
        environment.proxies()
        environment.number("WEEKNOTES_MEMORY_MB")
        mine = lock_in(data)
    except (ImproperlyConfigured, OSError) as error:
        complain(str(error))
        return 1
    none = next((name for name, count in (("WEEKNOTES_THREADS", threads), ("WEEKNOTES_PROCESSES", processes)) if count == 0), None)
    if none is not None:
        complain(f"{none} is 0, and nothing would answer. Set it to 1 or more.")
        return 1
    if port > 65535:
        complain(f"WEEKNOTES_PORT is {port}. Ports go up to 65535.")
        return 1
    try:
        listening = bind(host, port)
    except OSError as error:
        complain(trouble(host, port, error))
        return 1
    with listening, os.fdopen(mine, "r+", encoding="utf-8") as lock:
        running = take(lock, f"http://{host}:{port}")
        if running is not None:
            complain(f"This site is running already, at {running}. Open it there, or stop it first. Its folder is {data}.")
            return 1
        module = (sys.executable, "-P", "-m")
        ready = run(Child("prepare", (*module, "weeknotes.config.prepare")), patience=PATIENCE)
        if ready:
            return ready if ready > 0 else 128 - ready
        shown = f"[{host}]" if ":" in host else host
        say(f"Weeknotes is at {environment.text('WEEKNOTES_URL') or f'http://{shown}:{listening.getsockname()[1]}'}")
        say(f"Everything it keeps is in {data}")
        if environment.text("WEEKNOTES_MAIL_URL") is None:
            say("No mail server is set: sign-in codes are printed here.")
        port_fd = listening.fileno()
        with inside(data) as answering:
            fd = answering.fileno()
            front = Child("front", (*module, "weeknotes.config.front", str(port_fd)), keeps=(port_fd,))
            answer = (*module, "weeknotes.config.answer", str(fd), str(threads), str(environment.BACKLOG))
            servers = [Child(f"server {number}" if processes > 1 else "server", answer, keeps=(fd,)) for number in range(1, processes + 1)]
            worker = Child("worker", (*module, "weeknotes", "work"))
            return supervise((front, *servers, worker), patience=PATIENCE, say=say)
