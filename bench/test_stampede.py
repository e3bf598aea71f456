"""A new link opened by many at once while its writer changes it: nothing is lost, old or half; no time is asserted."""

import tempfile
import threading
from pathlib import Path

from bench.stampede import Writer, belonging, stampede
from bench.visitor import Visitor
from contracts import servers


def test_nothing_is_lost_old_or_half_while_a_note_is_corrected_and_gone_is_gone() -> None:
    with tempfile.TemporaryDirectory(prefix="weeknotes-test-") as name, servers.site(Path(name)) as site, Visitor(site) as visitor:
        writer = Writer(visitor)
        seen = stampede(site, writer, requests=1_000, seconds=2.0, corrections=3)
        assert (seen.lost, seen.wrong) == ([], [])
        assert len(seen.took) == 1_000
        paths = [path for path in belonging(site) if not path.startswith("/static/")]
        stop = threading.Event()
        failed: list[str] = []

        def go_on_asking() -> None:
            while not stop.is_set():
                failed.extend(path for path in paths if servers.get(site.url + path).status >= 500)

        asking = threading.Thread(target=go_on_asking)
        asking.start()
        writer.withdraw()
        left = {path: servers.get(site.url + path) for path in paths}
        stop.set()
        asking.join()
    assert failed == []
    assert {path for path, answer in left.items() if "zz" in answer.text} == set()
    assert {answer.status for path, answer in left.items() if "rain" in path or path.startswith("/media/")} <= {404, 410}
