import errno
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError

from weeknotes import cli, verbs
from weeknotes.config import setup, version

ENVIRONMENT = {"PYTHONPATH": str(Path(cli.__file__).resolve().parents[1]), "PATH": "/usr/bin:/bin"}


def weeknotes(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "weeknotes", *words], env={**ENVIRONMENT, **more}, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_names_every_verb_in_a_sentence(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    out = " ".join(capsys.readouterr().out.split())
    for verb in verbs.VERBS:
        assert verb.name in out
        assert verb.summary in out


@pytest.mark.parametrize("verb", verbs.VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_help_and_a_function_that_takes_its_words(verb: verbs.Verb, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        cli.main([verb.name, "--help"])
    assert left.value.code == 0
    assert f"weeknotes {verb.name}" in capsys.readouterr().out
    takes = cli.function(verb.function).__kwdefaults__ or {}
    code = cli.function(verb.function).__code__
    named = set(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    typed = vars(cli.parser().parse_args([verb.name, *["x" for word in verb.words if not word.names[0].startswith("-")], *required(verb)]))
    given = set(typed) - {"verb"}
    assert given <= named
    assert named - given <= set(takes)


def required(verb: verbs.Verb) -> list[str]:
    return [part for word in verb.words if word.options.get("required") for part in (word.names[0], "x")]


def test_no_verb_prints_help_and_exits_with_2(capsys: pytest.CaptureFixture[str]):
    assert cli.main([]) == 2
    assert "serve" in capsys.readouterr().out


def test_an_unknown_verb_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["sevre"]) == 2
    assert capsys.readouterr().err == "weeknotes has no verb 'sevre'. Did you mean serve? Try: weeknotes --help\n"


def test_an_unknown_verb_like_no_other_is_answered_with_all(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["xyzzy"]) == 2
    assert capsys.readouterr().err.startswith("weeknotes has no verb 'xyzzy'. It takes serve, work, bake,")


@pytest.mark.parametrize("words", [["read"], ["read", "a.md", "--yellow"], ["login"], ["import", "a.md", "--publish"]])
def test_words_that_do_not_fit_are_one_sentence_and_2(words: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert said.endswith("--help\n")


def test_version_says_which():
    done = weeknotes("version")
    assert done.returncode == 0
    assert done.stdout.startswith("weeknotes ")


def test_a_wrong_setting_is_a_sentence(tmp_path: Path):
    (tmp_path / "secret").write_text("kept")
    done = weeknotes("audit", WEEKNOTES_DATA=str(tmp_path), WEEKNOTES_THREADS="many")
    assert done.returncode == 1
    assert done.stderr == "WEEKNOTES_THREADS is 'many'. It takes a whole number, such as 4.\n"


def test_a_reader_that_has_gone_is_no_trouble(tmp_path: Path):
    note = tmp_path / "note.md"
    note.write_text("# Week 11\n\n## Goals\n\n" + "".join(f"- Goal {n}, which has many words in it\n" for n in range(20_000)))
    words = [sys.executable, "-m", "weeknotes", "read", str(note)]
    with subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.wait(120) == 141
        assert running.stderr.read() == b""


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch):
    def stopped() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(version, "show", stopped)
    assert cli.main(["version"]) == 130


@pytest.mark.parametrize("words", [("login", "nerys"), ("new", "rain"), ("audit",), ("bake",), ("import", ".", "--person", "nerys")])
def test_where_no_site_was_started_a_command_says_so_and_makes_nothing(tmp_path: Path, words: tuple[str, ...]):
    done = weeknotes(*words, WEEKNOTES_DATA=str(tmp_path / "data"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"There is no Weeknotes site in {tmp_path}/data.")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", [("audit",), ("login", "nerys"), ("backup", "--to", "."), ("law",), ("disposal",), ("leave", "nerys", "--keep-as", "name")])
def test_where_the_database_does_not_answer_a_command_says_so_in_a_sentence(tmp_path: Path, words: tuple[str, ...]):
    (tmp_path / "secret").write_text("kept", encoding="ascii")
    done = weeknotes(*words, WEEKNOTES_DATA=str(tmp_path), DATABASE_URL=f"postgres://weeknotes@/{tmp_path}/weeknotes")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database could not do this: ")
    assert done.stderr.endswith("weeknotes doctor looks at it.\n")
    assert len(done.stderr.splitlines()) == 1


def test_where_what_stands_as_the_database_is_none_a_command_says_so_in_a_sentence(tmp_path: Path):
    (tmp_path / "secret").write_text("kept", encoding="ascii")
    (tmp_path / "weeknotes.sqlite3").write_text("This is a shopping list.\n" * 500, encoding="ascii")
    done = weeknotes("login", "nerys", WEEKNOTES_DATA=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The database could not do this: file is not a database. See that it runs and has room; weeknotes doctor looks at it.\n"


def test_a_mistake_of_ours_with_the_database_is_not_hidden_and_none_of_its_words_are_said(capsys: pytest.CaptureFixture[str]):
    def wrong() -> int:
        raise IntegrityError("Failing row contains (nerys@example.org)")

    with pytest.raises(IntegrityError):
        setup.done(wrong, {})
    assert capsys.readouterr().err == ""


def test_where_the_disk_is_full_a_command_says_so_in_a_sentence(capsys: pytest.CaptureFixture[str]):
    def full() -> int:
        Path("/dev/full").write_text("a note", encoding="ascii")
        return 0

    assert setup.done(full, {}) == 1
    assert capsys.readouterr().err == "No space left on device. Make room, or say another place, and call it again.\n"


def test_where_the_disk_can_only_be_read_a_command_does_not_ask_for_room(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    file = tmp_path / "generation"

    def locked() -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(file))

    assert setup.done(locked, {}) == 1
    assert capsys.readouterr().err == f"Read-only file system: {file}. Have it writable again, or say another place, and call it again.\n"


def test_the_version_can_be_asked_for_both_ways(capsys: pytest.CaptureFixture[str]):
    assert [cli.main(["version"]), cli.main(["--version"])] == [0, 0]
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


def test_the_hosts_own_words_are_understood_by_commands_and_a_wrong_file_is_a_sentence(tmp_path: Path):
    own, note = tmp_path / "own.toml", tmp_path / "note.md"
    own.write_text('[heading.wins]\nwhole = ["biscuit tin"]\n', encoding="utf-8")
    note.write_text("## Biscuit tin\n\n- The lift runs\n", encoding="utf-8")
    assert "Went well\n    - The lift runs" in weeknotes("read", str(note), WEEKNOTES_VOCABULARY=str(own)).stdout
    own.write_text("[heading.biscuits]\nwhole = []\n", encoding="utf-8")
    done = weeknotes("read", str(note), WEEKNOTES_VOCABULARY=str(own))
    assert done.returncode == 1
    assert done.stderr.startswith(f"WEEKNOTES_VOCABULARY is {own}, which cannot be used: [heading] has no kind 'biscuits'.")
    gone = weeknotes("read", str(note), WEEKNOTES_VOCABULARY=str(tmp_path / "gone.toml"))
    assert "No such file or directory" in gone.stderr


def test_a_list_of_names_that_cannot_be_used_is_a_sentence(tmp_path: Path):
    own = tmp_path / "names.tsv"
    own.write_text("Ones to watch\n", encoding="utf-8")
    (tmp_path / "secret").write_text("x", encoding="ascii")
    done = weeknotes("audit", WEEKNOTES_GLOSSARY=str(own), WEEKNOTES_DATA=str(tmp_path))
    assert done.returncode == 1
    assert f"WEEKNOTES_GLOSSARY is {own}, which cannot be used: line 1 has no English and Welsh" in done.stderr
    gone = weeknotes("audit", WEEKNOTES_GLOSSARY=str(tmp_path / "gone.tsv"), WEEKNOTES_DATA=str(tmp_path))
    assert "No such file or directory" in gone.stderr
