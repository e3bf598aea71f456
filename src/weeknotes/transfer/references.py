"""How a text names a file that came with it: by an address, by a path from where it stands, or by the end of one."""

import unicodedata
from urllib.parse import unquote, urlsplit


def split_reference(reference: str) -> tuple[str, str] | None:
    """The host and the path of an address; None where it is none of a file."""
    try:
        address = urlsplit(reference.strip())
    except ValueError:
        return None
    if address.scheme not in {"", "http", "https", "file"} or not address.path:
        return None
    return address.netloc, unicodedata.normalize("NFC", unquote(address.path).replace("\\", "/"))


def joined(beside: str, path: str) -> str:
    """The name of the file that `path` leads to from the file `beside` ("" for one in the first folder)."""
    parts: list[str] = beside.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def alike_at_ends(name: str, wanted: str) -> int:
    """How many parts two paths have in common at their ends."""
    count = 0
    for mine, theirs in zip(reversed(name.split("/")), reversed(wanted.split("/")), strict=False):
        if mine != theirs:
            break
        count += 1
    return count
