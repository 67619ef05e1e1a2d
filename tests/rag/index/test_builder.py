"""Building in a real child process: what comes back, how it ends, and what killing it leaves behind."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

import rag.index.builder
from rag.corpus.service import CorpusService
from rag.corpus.versions.builds import unwatched
from rag.errors import CorpusError, ReportError, SettingsError
from rag.index.build_process import Job, build_in_child
from rag.settings import CorpusSettings, EmbeddingSettings
from tests.corpora import HUSHAN, corpus_settings, embed_cheaply, hushan_with, write_reports
from tests.victim import child_processes

INSTALLATION = "cafe0000"


@pytest.fixture
def settings(tmp_path: Path) -> CorpusSettings:
    write_reports(tmp_path / "reports", a=HUSHAN)
    return corpus_settings(tmp_path)


def job(settings: CorpusSettings, **changes: object) -> Job:
    files = tuple(sorted(settings.corpus_dir.iterdir()))
    return Job(settings, INSTALLATION, files, **changes)  # type: ignore[arg-type]


def test_a_child_reads_and_indexes(settings: CorpusSettings) -> None:
    seen: list[tuple[int, int]] = []
    built = build_in_child(job(settings), lambda *at: seen.append(at), threading.Event())
    assert [report.text for report in built.reports] == [HUSHAN]
    assert built.contents == (HUSHAN.encode(),)
    assert built.index
    assert (settings.data_dir / "indexes" / f"unfinished-{built.index}" / "chroma.sqlite3").is_file()
    assert seen[0] == (0, built.encoded)
    assert seen[-1] == (built.encoded, built.encoded)


def test_a_child_that_only_reads_writes_nothing(settings: CorpusSettings) -> None:
    built = build_in_child(job(settings, index=False), unwatched, threading.Event())
    assert [report.file for report in built.reports] == ["a.txt"]
    assert not settings.data_dir.exists()


def test_errors_of_the_child_are_raised_here(settings: CorpusSettings) -> None:
    (settings.corpus_dir / "a.txt").write_bytes(b"")
    with pytest.raises(ReportError, match=r"a\.txt"):
        build_in_child(job(settings), unwatched, threading.Event())
    write_reports(settings.corpus_dir, a=HUSHAN)
    wrong = replace(settings, embedding=EmbeddingSettings("none"))
    with pytest.raises(SettingsError, match="EMBEDDING_MODEL"):
        build_in_child(job(wrong), unwatched, threading.Event())


LONG = "\n".join(f"第{number}项工作按期完成，覆盖{number * 3}户。" for number in range(2000))


def test_a_cancelled_build_ends_its_child(settings: CorpusSettings) -> None:
    cancelled = threading.Event()
    others = child_processes()
    children: set[int] = set()

    def cancel(_done: int, _total: int) -> None:
        children.update(set(child_processes()) - set(others))
        cancelled.set()

    write_reports(settings.corpus_dir, a=HUSHAN + LONG)
    with pytest.raises(CorpusError, match="cancelled"):
        build_in_child(job(settings), cancel, cancelled)
    assert children
    assert not children & set(child_processes())


def test_a_child_that_is_killed_is_an_error(settings: CorpusSettings) -> None:
    """By the kernel for memory, for instance."""

    others = child_processes()

    def kill(_done: int, _total: int) -> None:
        for child in set(child_processes()) - set(others):
            os.kill(child, signal.SIGKILL)

    write_reports(settings.corpus_dir, a=HUSHAN + LONG)
    with pytest.raises(CorpusError, match="ended early"):
        build_in_child(job(settings), kill, threading.Event())


def test_a_child_does_not_outlive_its_parent(settings: CorpusSettings) -> None:
    """Also one that is killed and can clean nothing up."""
    write_reports(settings.corpus_dir, a=HUSHAN + LONG)
    program = """
import sys, threading
from pathlib import Path
from rag.index.build_process import Job, build_in_child
from rag.settings import CorpusSettings
from tests.victim import child_processes
folder, data = map(Path, sys.argv[1:])
tell = lambda *at: print(*child_processes(), flush=True)
build_in_child(Job(CorpusSettings(folder, data), "cafe0000", (folder / "a.txt",)), tell, threading.Event())
"""
    command = [sys.executable, "-c", program, str(settings.corpus_dir), str(settings.data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    ended, _, _ = select.select([child], [], [], 30)
    os.close(child)
    assert ended


def test_a_build_goes_on_where_one_was_killed(settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the first one, of which nothing else is left."""
    write_reports(settings.corpus_dir, a=HUSHAN + LONG[:6000])
    program = """
import sys, threading
from pathlib import Path
import pytest
import rag.index.builder
from rag.index.build_process import Job
from rag.settings import CorpusSettings
from tests.corpora import embed_cheaply
embed_cheaply(pytest.MonkeyPatch())
folder, data = map(Path, sys.argv[1:])
job = Job(CorpusSettings(folder, data), "cafe0000", (folder / "a.txt",))
rag.index.builder.build(job, lambda *at: print(*at, flush=True), threading.Event())
"""
    command = [sys.executable, "-c", program, str(settings.corpus_dir), str(settings.data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        done, total = next(at for line in killed.stdout if (at := [*map(int, line.split())])[0] >= 64)
        killed.kill()
    assert done < total
    model = embed_cheaply(monkeypatch)
    built = rag.index.builder.build(job(settings), unwatched, threading.Event())
    assert built.encoded == len(model.embedded) <= total - done
    assert [path.name for path in settings.data_dir.glob("encodings*")] == ["encodings.npz"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("moment", "seed"), [("begin", 0), ("draft", 0), ("draft", 1), ("prune", 0), ("prune", 1)], ids=str
)
def test_a_program_killed_anywhere_leaves_a_complete_corpus(
    tmp_path: Path, moment: str, seed: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a build, a publish, a rollback, while a newer version waits, or while old ones are forgotten: the next start
    serves what was confirmed last or what was under way, whole, and leaves nothing unfinished."""
    write_reports(tmp_path / "reports", a=hushan_with(0))
    told = _kill_a_victim(tmp_path, moment, random.Random(f"{moment}{seed}"))  # noqa: S311  # a moment, no secret
    embed_cheaply(monkeypatch)
    corpus = CorpusService(corpus_settings(tmp_path, keep_versions=2), rag.index.builder.build)
    corpus.open()
    (report,) = corpus.current.version.reports
    assert report.text in {hushan_with(number) for number in _possible(told)}
    waiting = corpus.changes.pending()
    indexes = {path.name for path in (tmp_path / "data" / "indexes").iterdir()}
    assert len(indexes) == len(corpus.recorded.versions()) + (waiting is not None)
    assert indexes >= {version.index for version in corpus.recorded.versions()}
    assert "made again" not in caplog.text
    corpus.close()


def _possible(told: list[str]) -> set[int]:
    """What was served when the program was killed, and what was on its way to be."""
    served, begun = 0, set()
    for kind, _, number in (line.partition(" ") for line in told):
        if kind == "begin":
            begun.add(int(number))
        elif kind == "done":
            served = int(number)
            begun.discard(served)
    return {served, *begun}


def _kill_a_victim(home: Path, moment: str, chance: random.Random) -> list[str]:
    """What a victim said until it was killed, a little after one of the moments it tells of."""
    command = [sys.executable, "-m", "tests.victim", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout
        told: list[str] = []
        left = chance.randint(1, 8)
        while left:
            told.append(victim.stdout.readline().strip())
            left -= told[-1].startswith(moment)
        with pytest.raises(subprocess.TimeoutExpired):
            victim.wait(chance.expovariate(20))
        victim.kill()
        return [*told, *victim.stdout.read().splitlines()]
