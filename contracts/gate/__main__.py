"""`python -m contracts.gate`: print who sees what, on every route and feed."""

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["WEEKNOTES_PRINT_GATE"] = "1"
    sys.exit(pytest.main(["-q", "contracts/gate", "-p", "no:randomly", "-p", "no:cacheprovider"]))
