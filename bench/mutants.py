"""How many small changes of the code the tests see: `python -m bench.mutants GROUP`, by hand and in a copy (CONTRIBUTING.md, "Try the tests").

The groups, with the tests of each, stand in `mutants.toml`. mutmut changes the bodies of functions; patterns and tables outside them it leaves.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import get_mutant_name

ROOT = Path(__file__).resolve().parents[1]
GROUPS = tomllib.loads((ROOT / "bench" / "mutants.toml").read_text(encoding="utf-8"))
SEED, BAR = 2026, 0.85
SEEN = ("killed", "timeout", "segfault", "suspicious")
LEFT = shutil.ignore_patterns(".git", ".venv", "node_modules", "__pycache__", ".*_cache", "data", "mutants", "*.pyc")
# mutmut passes by what is decorated; these can as well be called afterwards.
CALLED = ("contextmanager", "cache")

# That something is seen is enough: the shortest example of it is not looked for, and examples written by hand come first.
HURRIED = """
from hypothesis import Phase

hypothesis_settings.register_profile(
    "mutants", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate]
)
hypothesis_settings.load_profile("mutants")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: (hasattr(item.obj, "hypothesis"), "hostile" in item.nodeid))
"""


def main(words: Sequence[str]) -> int:
    """Change a group, a sample of it, or what nobody saw the last time; print what was seen. 0, or 1 below the bar."""
    asked = argparse.ArgumentParser(prog="python -m bench.mutants", description=__doc__)
    asked.add_argument("group", choices=sorted(GROUPS))
    asked.add_argument("--sample", type=int, help="so many changes in place of all, the same each time")
    asked.add_argument("--again", action="store_true", help="only those that no test has seen so far")
    asked.add_argument("--children", type=int, default=1, help="processes at a time")
    asked.add_argument("--copy", type=Path, default=ROOT.parent / "mutants", help="the folder of the copies (../mutants)")
    given = asked.parse_args(words)
    copy = given.copy / given.group
    files = lay_out(GROUPS[given.group], copy)
    os.chdir(copy)
    changed = {path: mutate_file_contents(str(path), path.read_text(encoding="utf-8"), None, None) for path in files}
    every = [get_mutant_name(path, name) for path, made in changed.items() for name in made.mutant_names]
    names = sorted(random.Random(SEED).sample(every, min(given.sample, len(every)))) if given.sample else every
    seen: set[str] = set()
    if given.again:
        for path, made in changed.items():
            seen |= {name for name, how in verdicts(path, made.hash_by_function_name).items() if how in SEEN}
    tried, names = names, [name for name in names if name not in seen]
    # What was measured for tests that have changed since holds no more.
    (copy / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    if names:
        done = subprocess.run([str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", str(given.children), *names], check=False)
        if done.returncode:
            return done.returncode
    # What runs while modules are read ran before mutmut changed it: what it saw nobody see is looked at once more from the start.
    for path, made in changed.items():
        unseen = [name for name, how in verdicts(path, made.hash_by_function_name).items() if name in names and how not in SEEN]
        keep(path, [name for name in unseen if afresh(name, GROUPS[given.group])])
    found = {name: how for path, made in changed.items() for name, how in verdicts(path, made.hash_by_function_name).items()}
    known = {name: found.get(name, "not checked") for name in tried}
    show(known, len(every))
    return 0 if share(known) >= BAR else 1


def lay_out(group: dict[str, list[str]], copy: Path) -> list[Path]:
    """Copy what is tested to `copy`, with mutmut's settings for this group; the files that are changed, as paths in the copy."""
    for name in ("src", "contracts", "editor", "bench"):
        shutil.copytree(ROOT / name, copy / name, ignore=LEFT, dirs_exist_ok=True, copy_function=_renew)
    (copy / "conftest.py").write_text((ROOT / "conftest.py").read_text(encoding="utf-8") + HURRIED, encoding="utf-8")
    files = sorted(path for pattern in group["change"] for path in copy.glob(pattern))
    settings = {
        "source_paths": ["src"], "only_mutate": [str(path.relative_to(copy)) for path in files], "also_copy": ["conftest.py", "contracts", "editor", "bench"],
        "pytest_add_cli_args": ["-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0", *group.get("options", [])],
        "pytest_add_cli_args_test_selection": group["tests"], "timeout_multiplier": 3.0, "timeout_constant": 5.0, "track_dependencies": False,
    }  # fmt: skip
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (copy / "pyproject.toml").write_text("\n".join([(ROOT / "pyproject.toml").read_text(), "[tool.mutmut]", *lines, ""]))
    for path in files:
        source = (ROOT / path.relative_to(copy)).read_text(encoding="utf-8")
        if (plain := undecorated(source)) != path.read_text(encoding="utf-8"):
            path.write_text(plain, encoding="utf-8")
    return [path.relative_to(copy) for path in files]


def _renew(source: str, target: str) -> str:
    """Copy a file where it is another, so that the age of what stayed as it is tells mutmut so."""
    if not Path(target).exists() or Path(source).read_bytes() != Path(target).read_bytes():
        shutil.copyfile(source, target)
    return target


def undecorated(source: str) -> str:
    """`source` in which functions decorated with one of `CALLED` are handed to it after they are defined."""
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            mark = node.decorator_list[0]
            if isinstance(mark, ast.Name) and mark.id in CALLED and node.end_lineno:
                lines.insert(node.end_lineno, f"{node.name} = {mark.id}({node.name})")
                lines[mark.lineno - 1] = ""
    return "\n".join(lines) + "\n"


def verdicts(path: Path, hashes: Mapping[str, str]) -> dict[str, str]:
    """What became of each change of a file that was tried while its function was as it is now, by `hashes` of what they are."""
    held = _meta(path)
    if not held.exists():
        return {}
    said = json.loads(held.read_text(encoding="utf-8"))
    same = {name for name, hashed in said["hash_by_function_name"].items() if hashes.get(name) == hashed}
    tried = {name: code for name, code in said["exit_code_by_key"].items() if code is not None}
    return {name: status_by_exit_code[code] for name, code in tried.items() if name.rpartition(".")[2].rpartition("__mutmut_")[0] in same}


def keep(path: Path, names: Sequence[str]) -> None:
    """Note that these changes were seen after all."""
    if not names:
        return
    said = json.loads(_meta(path).read_text(encoding="utf-8"))
    said["exit_code_by_key"] |= dict.fromkeys(names, 1)
    _meta(path).write_text(json.dumps(said), encoding="utf-8")


def _meta(path: Path) -> Path:
    return Path("mutants") / f"{path}.meta"


def afresh(name: str, group: dict[str, list[str]]) -> bool:
    """Whether the tests see a change that is there before any module is read."""
    said = {**os.environ, "MUTANT_UNDER_TEST": name, "PY_IGNORE_IMPORTMISMATCH": "1"}
    words = ["-m", "pytest", "-x", "-q", "--rootdir=.", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0", *group.get("options", []), *group["tests"]]
    return subprocess.run([sys.executable, *words], cwd="mutants", env=said, check=False, capture_output=True).returncode != 0


def share(known: dict[str, str]) -> float:
    """How many of them a test saw, from 0 to 1."""
    return sum(how in SEEN for how in known.values()) / len(known)


def show(known: dict[str, str], of: int) -> None:
    """Each change that no test saw, as a diff, and the figures of each module and of all."""
    unseen = sorted(name for name, how in known.items() if how not in SEEN)
    for name in unseen:
        changed = [line for line in get_diff_for_mutant(name).splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
        print(f"\n# {name} ({known[name]})", *changed, sep="\n")
    print()
    total, missed = Counter(map(_module, known)), Counter(map(_module, unseen))
    for module, tried in sorted(total.items()):
        print(f"{tried - missed[module]:5} of {tried:5} seen  {module}")
    print(f"{len(known) - len(unseen):5} of {len(known):5} seen, {share(known):.1%}  ({of} changes in all)")


def _module(name: str) -> str:
    return name.rpartition(".")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
