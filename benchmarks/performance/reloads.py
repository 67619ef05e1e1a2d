"""A bot that answers while its corpus is changed -> latencies beside a build, the time of each step, and whether a
thousand questions during twenty changes were answered whole."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.harness.corpora import settings_in, unindexed_corpus
from benchmarks.harness.figures import Figures
from benchmarks.harness.quiet import note
from benchmarks.harness.setup import Setup
from benchmarks.harness.timing import percentile, seconds_of
from rag.corpus.folder_edits import Reload
from rag.corpus.service import CorpusService
from rag.documents.snapshot import CorpusSnapshot
from rag.engine import Answerer
from rag.errors import Cancelled, WenbaoError
from rag.settings import CorpusSettings
from rag.types import Answer, Question

GOAL = 3.0
CHANGES, QUESTIONS = 20, 1000
_SENTENCES = 20_000
_MARK = "全年完成改造{number}处，惠及居民1234户。"


def measure_reloads(setup: Setup) -> Iterator[Figures]:
    yield from _beside_a_build(setup)
    yield _during_changes(setup)


def _beside_a_build(setup: Setup) -> Iterator[Figures]:
    """Idle, then while a large corpus is encoded, then while it is read and indexed."""
    sentences = min(setup.sentences, _SENTENCES) or _SENTENCES
    note(f"making a corpus of {sentences} sentences")
    large = unindexed_corpus(setup.reports, sentences, setup.work / f"unindexed-{sentences}")
    settings = _fresh(setup, "beside")
    with closing(CorpusService(settings)) as corpus, ThreadPoolExecutor(1) as builder:
        corpus.open()
        note("asking, idle")
        asked = _Asked(Answerer(corpus), setup.questions())
        idle = asked.for_rounds(setup.rounds)
        shutil.rmtree(settings.corpus_dir)
        shutil.copytree(large.corpus_dir, settings.corpus_dir)
        note("asking while texts are encoded")
        encoding = asked.beside(builder, _Encoding(corpus), setup.rounds)
        shutil.copy(large.data_dir / "encodings.npz", settings.data_dir)
        note("asking while the index is made")
        built: list[float] = []
        indexing = asked.while_(builder, lambda: built.append(seconds_of(lambda: corpus.changes.preview(Reload()))))
        number = _waiting(corpus)
        note("switching and rolling back")
        steps = {
            "build: read, write and open the index": built[0],
            "switch: publish what was built": seconds_of(lambda: corpus.changes.publish(number)),
            "rollback to the small version": seconds_of(corpus.changes.rollback),
            "rollback to the large version": seconds_of(corpus.changes.rollback),
        }
        size = len(corpus.current.version.order)
    yield Figures(
        f"Answers beside a build of {size} sentences, ms",
        ("", "answers", "p50", "p95", "p95 of idle's"),
        tuple(
            (name, len(times), 1000 * median(times), 1000 * percentile(times, 0.95), _ratio(times, idle))
            for name, times in (("idle", idle), ("while texts are encoded", encoding), ("while indexed", indexing))
        ),
        (f"Goal: p95 at most {GOAL:g} times that of idle.", "One question after the other, in the serving process."),
    )
    yield Figures("Steps of a change, encodings at hand", ("", "seconds"), tuple(steps.items()))


class _Asked:
    """Questions, one after the other, never one that is remembered."""

    def __init__(self, answerer: Answerer, questions: list[Question]) -> None:
        self._answerer = answerer
        self._count = len(questions)
        self._questions = (
            Question(question.text + " " * number, question.history)
            for number, question in enumerate(cycle(questions), 1)
        )
        self.for_rounds(1)  # what is loaded at the first question is no latency

    def for_rounds(self, rounds: int) -> list[float]:
        return [self._ask() for _ in range(rounds * self._count)]

    def beside(self, pool: ThreadPoolExecutor, work: _Encoding, rounds: int) -> list[float]:
        """While work goes on that is stopped then."""
        running = pool.submit(work.run)
        work.begun.wait()
        times = self.for_rounds(rounds)
        work.stop()
        running.result()
        return times

    def while_(self, pool: ThreadPoolExecutor, work: Callable[[], object]) -> list[float]:
        """Until the work is done."""
        running, times = pool.submit(work), []
        while not running.done():
            times.append(self._ask())
        running.result()
        return times

    def _ask(self) -> float:
        question = next(self._questions)
        return seconds_of(lambda: asyncio.run(self._answerer.answer(question)))


class _Encoding:
    """A build that is never to be finished."""

    def __init__(self, corpus: CorpusService) -> None:
        self._corpus = corpus
        self.begun = threading.Event()
        """Set when the first text is encoded."""

    def run(self) -> None:
        try:
            self._corpus.changes.preview(Reload(), lambda _done, _total: self.begun.set())
        except Cancelled:
            return
        finally:
            self.begun.set()

    def stop(self) -> None:
        self._corpus.changes.cancel()


def _waiting(corpus: CorpusService) -> int:
    preview = corpus.changes.pending()
    if preview is None or preview.draft is None:
        raise WenbaoError("The build made nothing to publish.")
    return preview.draft.version


def _during_changes(setup: Setup) -> Figures:
    """The report gets another last sentence fifteen times, and is taken back five times."""
    note(f"{CHANGES} changes beside {QUESTIONS} questions")
    settings = _fresh(setup, "changes")
    with closing(CorpusService(settings)) as corpus:
        corpus.open()
        before = _resident()
        found = asyncio.run(_change_and_ask(corpus, settings, list(islice(cycle(setup.questions()), QUESTIONS))))
        after = _resident()
    return Figures(
        f"{QUESTIONS} questions during {CHANGES} reloads and rollbacks",
        ("", "count"),
        (
            ("answers", len(found.answers)),
            ("versions that answered", len({answer.version for answer in found.answers})),
            ("errors", found.errors),
            ("answers that mix versions", sum(_mixes(answer, found.versions) for answer in found.answers)),
            ("citations of no sentence of their version", sum(_dangling(a, found.versions) for a in found.answers)),
            ("median seconds of a change", median(found.seconds)),
            ("resident memory before, MB", before),
            ("resident memory after, MB", after),
        ),
    )


class _Found:
    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.versions: dict[str, CorpusSnapshot] = {}
        self.seconds: list[float] = []
        self.errors = 0


async def _change_and_ask(corpus: CorpusService, settings: CorpusSettings, questions: list[Question]) -> _Found:
    """Each change beside its share of the questions, all of these at once."""
    found, answerer = _Found(), Answerer(corpus)
    found.versions[corpus.current.version.id] = corpus.current.version
    path = next(iter(settings.corpus_dir.iterdir()))
    text = path.read_text(encoding="utf-8")
    share = len(questions) // CHANGES
    for number in range(1, CHANGES + 1):
        note(f"change {number}")
        asked = asyncio.gather(
            *(answerer.answer(question) for question in questions[(number - 1) * share : number * share]),
            return_exceptions=True,
        )
        started = time.perf_counter()
        await asyncio.to_thread(_change, corpus, path, text, number)
        found.seconds.append(time.perf_counter() - started)
        found.versions[corpus.current.version.id] = corpus.current.version
        answered = await asked
        found.answers += [answer for answer in answered if isinstance(answer, Answer)]
        found.errors += sum(not isinstance(answer, Answer) for answer in answered)
    return found


def _change(corpus: CorpusService, path: Path, text: str, number: int) -> None:
    if number % 4:
        path.write_text(f"{text.rstrip()}\n{_MARK.format(number=number)}\n", encoding="utf-8", newline="")
        corpus.changes.reload()
    else:
        corpus.changes.rollback()


def _mixes(answer: Answer, versions: dict[str, CorpusSnapshot]) -> bool:
    """A quote is not what its version has at its place."""
    version = versions.get(answer.version)
    texts = {report.name: report.text for report in version.reports} if version else {}
    return any(texts.get(c.report, "")[c.start : c.end] != c.quote for c in (*answer.citations, *answer.nearest))


def _dangling(answer: Answer, versions: dict[str, CorpusSnapshot]) -> int:
    version = versions.get(answer.version)
    return sum(version is None or version.locate(c.id) is None for c in (*answer.citations, *answer.nearest))


def _fresh(setup: Setup, name: str) -> CorpusSettings:
    folder = setup.work / "reloads" / name
    shutil.rmtree(folder, ignore_errors=True)
    settings = settings_in(folder)
    settings.corpus_dir.mkdir(parents=True)
    shutil.copy(setup.reports[0], settings.corpus_dir)
    return settings


def _ratio(times: list[float], idle: list[float]) -> float:
    return percentile(times, 0.95) / percentile(idle, 0.95)


def _resident() -> int:
    """Of this process, in megabytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))
