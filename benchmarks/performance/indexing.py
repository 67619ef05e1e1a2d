"""A report -> how fast it is indexed for the first time, and what a reload encodes after one paragraph has changed."""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.harness.corpora import settings_in
from benchmarks.harness.figures import Figures
from benchmarks.harness.quiet import watched
from benchmarks.harness.setup import Setup
from benchmarks.harness.timing import seconds_of
from benchmarks.performance.encoder import bare_encoder
from rag.corpus.diff.versions import VersionChange
from rag.corpus.service import CorpusService
from rag.documents.loader import load_report
from rag.index.entries import make_entries, texts_of
from rag.index.searchable_corpus import make_version
from rag.settings import CorpusSettings

GOAL = 0.9


def measure_indexing(setup: Setup) -> list[Figures]:
    report = setup.reports[0]
    texts = list(dict.fromkeys(texts_of(make_entries(make_version((load_report(report),))))))
    encode = bare_encoder().passage
    bare, whole = [], []
    folder = setup.work / "indexing"
    for _ in watched("Indexing", range(max(1, setup.rounds // 2))):
        bare.append(seconds_of(lambda: encode(texts)))
        whole.append(_first(_fresh(report, folder)))
        bare.append(seconds_of(lambda: encode(texts)))
    rates = len(texts) / median(bare), len(texts) / median(whole)
    changed, seconds, paragraph = _reload(folder)
    return [
        Figures(
            "First indexing against the bare encoder",
            ("", "texts", "seconds", "texts a second", "of the bare encoder"),
            (
                ("bare encoder, all texts in one call", len(texts), median(bare), rates[0], 1.0),
                ("first start: read, encode, write, publish", len(texts), median(whole), rates[1], rates[1] / rates[0]),
            ),
            (f"Goal: {GOAL:.0%} of the bare encoder.",),
        ),
        Figures(
            "Reload after one changed paragraph",
            ("", "texts"),
            (
                ("in the report", len(texts)),
                ("in the changed paragraph, new to the corpus", paragraph),
                ("encoded", changed.encoded),
                ("seconds", seconds),
            ),
        ),
    ]


def _fresh(report: Path, folder: Path) -> CorpusSettings:
    shutil.rmtree(folder, ignore_errors=True)
    settings = settings_in(folder)
    settings.corpus_dir.mkdir(parents=True)
    shutil.copy(report, settings.corpus_dir)
    return settings


def _first(settings: CorpusSettings) -> float:
    with closing(CorpusService(settings)) as corpus:
        return seconds_of(corpus.open)


def _reload(folder: Path) -> tuple[VersionChange, float, int]:
    """What a reload did, how long it took, and how many texts were new."""
    settings = settings_in(folder)
    with closing(CorpusService(settings)) as corpus:
        corpus.open()
        before = set(texts_of(make_entries(corpus.current.version)))
        _change_paragraph(next(settings.corpus_dir.iterdir()))
        started = time.perf_counter()
        change = corpus.changes.reload()
        seconds = time.perf_counter() - started
        return change, seconds, len(set(texts_of(make_entries(corpus.current.version))) - before)


def _change_paragraph(path: Path) -> None:
    """The longest line gets a sentence at its end."""
    lines = path.read_text(encoding="utf-8").split("\n")
    longest = max(range(len(lines)), key=lambda number: len(lines[number]))
    lines[longest] += "全年完成改造42处，惠及居民1234户。"
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
