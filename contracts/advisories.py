"""Whether a library in the locks has a hole that is known: by the pinned list, and by what the index knows where it answers.

`make advisories` runs it as `python -m contracts.advisories`.
"""

import json
import re
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from contracts.servers import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
LIST = ROOT / "contracts" / "advisories.toml"
LINE = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
SECONDS, STEP = 60.0, 5.0  # for all questions, for one


@dataclass(frozen=True, slots=True)
class Advisory:
    """One hole, or a few of the same versions: `answered` says why it does not reach us, "" where it would."""

    package: str
    affected: SpecifierSet
    ids: tuple[str, ...]
    what: str
    answered: str


def locked() -> dict[str, Version]:
    """Every library of the locks and its version."""
    return {canonicalize_name(name): Version(version) for lock in LOCKS for name, version in LINE.findall((ROOT / lock).read_text())}


def pinned() -> tuple[date, tuple[Advisory, ...]]:
    """The list, and when it was last looked at. ValueError or KeyError for an entry that cannot be used."""
    held = tomllib.loads(LIST.read_text())
    rows = (Advisory(one["package"], SpecifierSet(one["affected"]), tuple(one["ids"]), one["what"], one.get("answered", "")) for one in held["advisory"])
    return held["looked_at"], tuple(rows)


def found(versions: Mapping[str, Version], advisories: Collection[Advisory]) -> list[str]:
    """A line for each of `versions` that stands in an affected range, unless it is answered."""
    return [
        f"{one.package} {versions[one.package]}: {', '.join(one.ids)}: {one.what}"
        for one in advisories
        if not one.answered and one.package in versions and one.affected.contains(versions[one.package], prereleases=True)
    ]


def index() -> str:
    """The address of the index that pip is set to, by its settings, the environment or itself: no other is written down here."""
    words = [sys.executable, "-m", "pip", "install", "--help"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    (address,) = re.findall(r"--index-url <url>.*?\(default\s+(\S+?)\)", said, re.DOTALL)
    return str(address)


def asked(address: str, versions: Mapping[str, Version], advisories: Collection[Advisory], *, seconds: float = SECONDS) -> Iterator[str]:
    """A line for each hole that the index knows. OSError, ValueError or KeyError where it does not answer, not so, or not in time."""
    answered = {name for one in advisories if one.answered for name in one.ids}
    base, until = address.rstrip("/").removesuffix("/simple"), time.monotonic() + seconds
    for package, version in versions.items():
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError("it takes too long")
        with urllib.request.urlopen(f"{base}/pypi/{package}/{version}/json", timeout=min(STEP, left)) as answer:
            known = json.load(answer)["vulnerabilities"]
        for one in known:
            names = {one["id"], *one["aliases"]}
            if not one.get("withdrawn") and not names & answered:
                yield f"{package} {version}: {', '.join(sorted(names))}"


def main() -> int:
    """1 where something is known, a line each; also a line where the index could not be asked."""
    versions = locked()
    looked_at, advisories = pinned()
    lines = found(versions, advisories)
    try:
        lines += asked(index(), versions, advisories)
    except (OSError, ValueError, KeyError) as why:
        sys.stdout.write(f"The index does not say what it knows ({why}): the pinned list of {looked_at} was used alone.\n")
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(versions)} libraries, {len(lines)} with a hole that is known.\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
