"""`python -m weeknotes.transfer.tests.fuzz [COUNT]`: a thousand broken exports of each kind, and what came of them. Too long for every day."""

import json
import sys
import tempfile
from pathlib import Path

import django

django.setup()

from weeknotes.transfer.tests.exports import SAMPLES  # noqa: E402
from weeknotes.transfer.tests.test_broken_exports import fuzz  # noqa: E402


def main(count: int) -> int:
    """Print a line for each kind; 1 where anything was stopped by what no importer expected."""
    broke = 0
    for label in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            counts = fuzz(Path(folder), label, count, seed="many")
        broke += counts["broke"]
        sys.stdout.write(json.dumps({"kind": label, **counts}) + "\n")
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
