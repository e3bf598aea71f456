"""The `weeknotes` command: parses words, sets Django up where a verb needs it, and dispatches to it by dotted path.

A verb is a function that takes its words as keyword arguments and returns the exit code.
Of ours only the list of verbs is imported here, so that `weeknotes read` starts without the framework.
"""

import argparse
import difflib
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from weeknotes.verbs import READING, VERBS

Function = Callable[..., Any]


class Parser(argparse.ArgumentParser):
    """argparse, saying in a sentence what it did not understand."""

    def error(self, message: str) -> NoReturn:
        """Say it on stderr and leave with 2, as every command does for words it does not know."""
        self.exit(2, f"{message[0].upper()}{message[1:]}. Try: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The parser of every verb in VERBS."""
    made = Parser(prog="weeknotes", description="Write the week once, in your own words.")
    made.add_argument("--version", action="store_const", const="version", dest="verb", help="print which version this is")
    verbs = made.add_subparsers(dest="verb", metavar="VERB", title="verbs", parser_class=Parser)
    for verb in VERBS:
        one = verbs.add_parser(verb.name, help=verb.summary, description=f"{verb.summary} {verb.more}".strip())
        for word in verb.words:
            one.add_argument(*word.names, help=word.help, **word.options)
    return made


def function(dotted: str) -> Function:
    """The function at "package.module:name": the one place where a module is named by a string and brought in late."""
    module, _, name = dotted.partition(":")
    found: Function = getattr(importlib.import_module(module), name)
    return found


def unknown(name: str) -> str:
    """The sentence for a verb that is not there, with the nearest one that is."""
    names = [verb.name for verb in VERBS]
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"It takes {', '.join(names[:-1])} or {names[-1]}."
    return f"weeknotes has no verb {name!r}. {hint} Try: weeknotes --help"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 done, 1 it could not be done (said on stderr), 2 words that are not known."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given and not given[0].startswith("-") and all(verb.name != given[0] for verb in VERBS):
        sys.stderr.write(unknown(given[0]) + "\n")
        return 2
    made = parser()
    words = vars(made.parse_args(given))
    name = words.pop("verb")
    if name is None:
        made.print_help()
        return 2
    verb = next(verb for verb in VERBS if verb.name == name)
    try:
        if verb.needs_django:
            function("weeknotes.config.setup:on_site")()
            code = function("weeknotes.config.setup:done")(function(verb.function), words)
        else:
            if verb.name in READING:
                function("weeknotes.config.words:add_or_exit")()
            code = function(verb.function)(**words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`weeknotes read … | head`); Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return int(code)
