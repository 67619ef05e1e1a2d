"""A report -> how long a build, a switch and a rollback take, and what stays on the disk after many of them."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.harness.corpora import settings_in
from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.quiet import watched
from benchmarks.harness.setup import Setup
from benchmarks.harness.timing import seconds_of
from rag.corpus.service import CorpusService

RELOADS = 50
ROLLBACKS = 10
_SHOWN = (0, 1, 2, 5, 10, 20, 30, 40, 50)
_MB = 1024 * 1024


def measure_disk(setup: Setup) -> list[Figures]:
    folder = setup.work / "disk"
    shutil.rmtree(folder, ignore_errors=True)
    settings = settings_in(folder)
    settings.corpus_dir.mkdir(parents=True)
    report = settings.corpus_dir / setup.reports[0].name
    shutil.copyfile(setup.reports[0], report)
    with closing(CorpusService(settings)) as corpus:
        corpus.open()
        used: list[tuple[Cell, ...]] = [_used(0, settings.data_dir)]
        reloads = []
        for number in watched("Reloads", range(1, RELOADS + 1)):
            _change(report, number)
            reloads.append(seconds_of(corpus.changes.reload))
            if number in _SHOWN:
                used.append(_used(number, settings.data_dir))
        rollbacks = [seconds_of(corpus.changes.rollback) for _ in watched("Rollbacks", range(ROLLBACKS))]
    with closing(CorpusService(settings)) as corpus:
        restart = seconds_of(corpus.open)
    times = [("reload of one changed paragraph: read, encode, write, switch", reloads), ("rollback", rollbacks)]
    return [
        Figures(
            f"Disk under DATA_DIR, MB, {settings.keep_versions} versions kept",
            ("reloads", "all", "indexes", "database", "encodings"),
            tuple(used),
        ),
        Figures(
            "Seconds until the other version is served",
            ("", "times", "median", "longest"),
            (*((name, len(s), median(s), max(s)) for name, s in times), ("restart after it", 1, restart, restart)),
        ),
    ]


def _change(report: Path, number: int) -> None:
    """The report's last line, which no other reload has had."""
    text = report.read_text(encoding="utf-8").split("\n全年完成改造", 1)[0]
    report.write_text(f"{text}\n全年完成改造{number}处，惠及居民{1000 + number}户。", encoding="utf-8", newline="")


def _used(reloads: int, data: Path) -> tuple[Cell, ...]:
    sizes = {path: path.stat().st_size / _MB for path in data.rglob("*") if path.is_file()}
    indexes = sum(size for path, size in sizes.items() if data / "indexes" in path.parents)
    database = sum(size for path, size in sizes.items() if path.name.startswith("wenbao.db"))
    return reloads, sum(sizes.values()), indexes, database, sizes[data / "encodings.npz"]
