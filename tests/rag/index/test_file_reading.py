"""A file that costs too much to read is refused with a sentence, soon, and the others are read."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rag.documents import report_folder
from rag.documents.reading_limits import Limits, OverTime, limited, suspended
from rag.documents.report_folder import stamp
from rag.index.file_reading import Readings, read_files
from tests.corpora import HUSHAN
from tests.paths import ROOT
from tests.pdfs import Line, make_pdf

SEED = 20250115


def nested_tables() -> bytes:
    """Half a megabyte that takes a minute: tables in cells that nothing closes."""
    generator = random.Random(SEED)  # noqa: S311  # no secret
    rows = "".join(f"<tr><td>{generator.randrange(10)}</td><td>{generator.randrange(10)}" for _ in range(200))
    return f"<table>{rows}".encode() * 120


def scattered_words() -> bytes:
    """Characters all over a page."""
    generator = random.Random(SEED)  # noqa: S311  # no secret
    return make_pdf([[Line("字", generator.randrange(500), generator.randrange(800), 10) for _ in range(20_000)]])


def read(folder: Path, name: str, content: bytes, limits: Limits) -> Readings:
    """The file between two that are read."""
    files = [folder / "a.txt", folder / name, folder / "z.txt"]
    files[0].write_text(HUSHAN, encoding="utf-8")
    files[1].write_bytes(content)
    files[2].write_text(HUSHAN.replace("湖山区", "江湾市"), encoding="utf-8")
    return read_files(files, {}, folder, limits=limits)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the first signal may meet a destructor
@pytest.mark.parametrize(("name", "content"), [("m.html", nested_tables()), ("m.pdf", scattered_words())])
def test_a_file_that_takes_too_long_is_left_out(tmp_path: Path, name: str, content: bytes) -> None:
    began = time.process_time()
    found = read(tmp_path, name, content, Limits(processor=0.5))
    assert time.process_time() - began < 5
    assert [report.file for report in found.reports] == ["a.txt", "z.txt"]
    assert [str(one.error) for one in found.unread] == [
        f"{name} takes longer than 0 seconds to read; send only the text of the report."
    ]


_READ_ALONE = """
import sys
from pathlib import Path
from rag.documents.reading_limits import Limits
from tests.rag.index.test_file_reading import read
found = read(Path(sys.argv[1]), "m.txt", "增长".encode() * 5_000_000, Limits(memory=40 * 2**20))
print(*[report.file for report in found.reports], *[one.error.code for one in found.unread])
"""


def test_a_file_that_takes_too_much_memory_is_left_out(tmp_path: Path) -> None:
    """Where the system does not tell what memory is in use, by another sentence. In a process of its own: one that has
    run for long has memory to spare."""
    command = [sys.executable, "-c", _READ_ALONE, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # our own
    known = Path("/proc/self/statm").exists()
    assert done.stdout.split() == ["a.txt", "z.txt", "takes_too_much_memory" if known else "too_many_characters"]


def test_a_file_that_does_not_come_is_given_up() -> None:
    """However little the processor has to do meanwhile."""
    with pytest.raises(OverTime), limited(Limits(clock=0.05)):
        signal.pause()


def test_what_is_read_in_time_leaves_no_timer_behind() -> None:
    with limited(Limits()):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_outside_of_the_main_thread_nothing_is_limited() -> None:
    """No signal arrives there."""
    came: list[bool] = []

    def work() -> None:
        with limited(Limits(clock=0.0)):
            came.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert came


def test_the_size_of_a_file_is_looked_at_before_it_is_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    assert stamp(path).sha256
    monkeypatch.setattr(report_folder, "MAX_BYTES", 10)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert stamp(path).sha256 == ""


def test_what_a_model_takes_is_not_the_file_s() -> None:
    """The time that was left before is left afterwards."""
    with limited(Limits(processor=5, clock=7)):
        with suspended():
            assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0, 0)
        assert 4 < signal.getitimer(signal.ITIMER_PROF)[0] < 5.1
        assert 6 < signal.getitimer(signal.ITIMER_REAL)[0] < 7.1
