import signal
import subprocess
import sys
from pathlib import Path

import weeknotes
from contracts.servers import PATIENCE, until

SOURCE = str(Path(weeknotes.__file__).resolve().parents[1])
STUBBORN = "import signal, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN); pathlib.Path('{}').touch(); time.sleep(600)"


def supervising(child: str, *, patience: float) -> subprocess.Popen[str]:
    """A process that supervises one child, which runs `child`, and prints what a host would see."""
    code = (
        "import sys\n"
        "from weeknotes.config.supervisor import Child, supervise\n"
        f"child = Child('child', (sys.executable, '-c', {child!r}))\n"
        f"sys.exit(supervise((child,), patience={patience}, say=lambda line: print(line, flush=True)))\n"
    )
    return subprocess.Popen([sys.executable, "-c", code], env={"PYTHONPATH": SOURCE}, stdout=subprocess.PIPE, text=True)


def test_a_child_that_keeps_dying_is_started_after_longer_and_longer():
    with supervising("import sys; sys.exit(3)", patience=5) as running:
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in range(3)]
        running.terminate()
        assert running.wait(PATIENCE) == 0
    assert lines == [f"The child ended with 3. It is started again in {wait} s.\n" for wait in (1, 2, 4)]


def test_a_child_ended_by_a_signal_is_named_so():
    with supervising("import os; os.kill(os.getpid(), 9)", patience=5) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "The child was ended by SIGKILL. It is started again in 1 s.\n"
        running.terminate()


def test_a_child_that_does_not_end_is_killed_when_patience_is_over(tmp_path: Path):
    begun = tmp_path / "begun"
    with supervising(STUBBORN.format(begun), patience=0.1) as running:
        until(begun.exists, "the child runs")
        running.send_signal(signal.SIGHUP)
        assert running.wait(PATIENCE) == 0


def test_a_second_signal_does_not_wait_for_patience(tmp_path: Path):
    begun = tmp_path / "begun"
    with supervising(STUBBORN.format(begun), patience=600) as running:
        until(begun.exists, "the child runs")
        running.send_signal(signal.SIGINT)

        def ended() -> bool:
            if running.poll() is None:
                running.send_signal(signal.SIGINT)
            return running.poll() is not None

        until(ended, "it ends")
        assert running.returncode == 0
