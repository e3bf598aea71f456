"""What is typed after `weeknotes`, done on the site of the tests: as the command does it, but for looking whether a site was ever started."""

from collections.abc import Sequence

from weeknotes import cli
from weeknotes.verbs import VERBS


def main(typed: Sequence[str]) -> int:
    """The exit code of the verb."""
    words = vars(cli.parser().parse_args(list(typed)))
    name = words.pop("verb")
    return int(cli.function(next(verb.function for verb in VERBS if verb.name == name))(**words))
