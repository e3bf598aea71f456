"""`python -m weeknotes` is the `weeknotes` command."""

import sys

from weeknotes.cli import main

if __name__ == "__main__":
    sys.exit(main())
