"""`make bench`, or `make bench ONLY=reading,save`: every measurement, one JSON object a line, and a table on a terminal."""

import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

import bench

FEW = 12
NOT_BENCHES = {
    "__main__", "bake_rows", "importing_posts", "invent", "invent_wxr", "large", "large_rows",
    "mutants", "mutation", "page_rows", "prose", "result", "search_queries", "thread_rows", "visitor",
}  # fmt: skip


def names() -> list[str]:
    """The benches there are: the modules of this package with a `run(*, small)` or `run(*, most)`."""
    return sorted(
        module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in NOT_BENCHES and not module.name.startswith("test")
    )


def lines(name: str, *, small: bool = False) -> Iterator[dict[str, object]]:
    """What one bench measures: bench, name, value, unit, against, ratio, bar, holds. `small` takes `FEW` notes, or one round."""
    run = importlib.import_module(f"bench.{name}").run
    fewer = {"small": True, "most": FEW}
    yield from run(**{key: value for key, value in fewer.items() if small and key in inspect.signature(run).parameters})


def table(rows: Sequence[dict[str, object]]) -> Table:
    """The same for a person."""
    made = Table(box=None, pad_edge=False)
    for heading in ("bench", "what", "value", "unit", "against", "ratio", "bar", ""):
        made.add_column(heading, justify="right" if heading in {"value", "ratio"} else "left")
    for row in rows:
        holds = {True: "holds", False: "does not hold", None: ""}[row["holds"]]  # type: ignore[index]
        shown = [row["bench"], row["name"], row["value"], row["unit"], row["against"], row["ratio"], row["bar"], holds]
        made.add_row(*("" if one is None else str(one) for one in shown))
    return made


def main(words: Sequence[str]) -> int:
    """Run every bench, or those named (apart by commas); 0, 1 where a bar does not hold, 2 for a name that is no bench."""
    wanted = [name for word in words for name in word.split(",") if name] or names()
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        sys.stderr.write(f"There is no bench {unknown[0]!r}. There are: {', '.join(names())}.\n")
        return 2
    rows = []
    for name in wanted:
        for row in lines(name):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            sys.stdout.flush()
            rows.append(row)
    screen = Console(stderr=True)
    if screen.is_terminal:
        screen.print(table(rows))
    return 1 if any(row["holds"] is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
