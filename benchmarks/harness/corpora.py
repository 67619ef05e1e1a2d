"""Report files -> corpora of any size to measure on.

A large corpus is made of copies of the given reports, each for another county (names of GB/T 2260), with other figures
and with other words inside every clause, so that no two sentences are equal. To encode 100,000 sentences would take
hours; the vectors of a copy are therefore those of the sentences it was copied from, each turned a little in a random
direction. The searches, the postings and the files are as large as those of as many real reports; what is found in
them means nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, cycle
from pathlib import Path

import numpy as np
from gb2260.data import data
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from benchmarks.harness.quiet import quiet
from rag.corpus.service import CorpusService
from rag.documents.loader import load_report
from rag.index.embedding_cache import Encodings, encode, load_encodings
from rag.index.embeddings import load_embeddings, model_fingerprint
from rag.index.entries import make_entries, texts_of
from rag.index.searchable_corpus import make_version
from rag.settings import CorpusSettings, EmbeddingSettings
from rag.text.divisions import short_name
from rag.types import Report

TURN = 0.3
"""Length of what is added to a unit vector: a copy's cosine with its original is about .96."""
_NUMBER = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))\d+(?:\.\d+)?(?![\d、.．)）月日])")
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{8,}")
_INSIDE = slice(3, 6)
"""The characters of a clause that are exchanged: not its beginning, which tells headings and subjects."""
_MODEL = EmbeddingSettings()


def small_corpus(report: Path, folder: Path) -> CorpusSettings:
    """One report as it is, encoded and indexed if it is not."""
    settings = settings_in(folder)
    settings.corpus_dir.mkdir(parents=True, exist_ok=True)
    (settings.corpus_dir / report.name).write_bytes(report.read_bytes())
    build(settings)
    return settings


def large_corpus(reports: Sequence[Path], sentences: int, folder: Path) -> CorpusSettings:
    """At least so many sentences: the reports as they are, then copies of them. Made once per folder."""
    settings = unindexed_corpus(reports, sentences, folder)
    build(settings)
    return settings


def unindexed_corpus(reports: Sequence[Path], sentences: int, folder: Path) -> CorpusSettings:
    """As ``large_corpus``, encoded and not yet indexed."""
    settings = settings_in(folder)
    if not settings.corpus_dir.exists():
        settings.corpus_dir.mkdir(parents=True)
        pairs = list(_write_reports(reports, sentences, settings.corpus_dir))
        _write_encodings(settings, pairs, folder.parent / "encodings.npz")
    return settings


def build(settings: CorpusSettings) -> None:
    corpus = CorpusService(settings)
    try:
        corpus.open()
    finally:
        corpus.close()


def settings_in(folder: Path) -> CorpusSettings:
    return CorpusSettings(corpus_dir=folder / "reports", data_dir=folder / "data")


def _write_reports(paths: Sequence[Path], sentences: int, folder: Path) -> Iterator[tuple[Report, Report]]:
    """Each report written, as it will be read, with the one it is a copy of."""
    chance = random.Random(1)  # noqa: S311  # the same corpus every time
    originals = [load_report(path) for path in paths]
    words = [clause[_INSIDE] for original in originals for clause in _CLAUSE.findall(original.text)]
    counties = _counties(chance)
    written, copies = 0, 0
    while written < sentences:
        original = originals[copies % len(originals)]
        text = original.text if copies < len(originals) else _copy(original, next(counties), words, chance)
        path = folder / f"{copies:04}.txt"
        path.write_text(text, encoding="utf-8", newline="")
        report = load_report(path)
        written += len(make_version((report,)).order)
        copies += 1
        yield report, original


def _counties(chance: random.Random) -> Iterator[str]:
    codes = chain(*(edition.items() for edition in data.values()))
    names = sorted({name for code, name in codes if code % 100 and len(name) >= 3 and name[-1] in "县区市"})
    chance.shuffle(names)
    return iter(names)


def _copy(report: Report, county: str, words: Sequence[str], chance: random.Random) -> str:
    told = (short_name(report.region or "报告"), "报告")
    text = _CLAUSE.sub(lambda clause: _exchange(clause[0], chance.choice(words), told), report.text)
    if report.region:
        text = text.replace(report.region, county).replace(short_name(report.region), short_name(county))
    if county not in text[:200]:
        text = f"{county}{report.year}年政府工作报告\n\n{text}"
    return _NUMBER.sub(lambda number: _other(number[0], chance), text)


def _exchange(clause: str, words: str, told: Sequence[str]) -> str:
    """Other words inside; not where the report tells what it is and for whom."""
    if any(name in clause for name in told):
        return clause
    return clause[: _INSIDE.start] + words + clause[_INSIDE.stop :]


def _other(number: str, chance: random.Random) -> str:
    """Another number of as many digits."""
    digits = [str(chance.randint(0, 9)) if c.isdigit() else c for c in number]
    return "".join([str(chance.randint(1, 9)), *digits[1:]])


def _write_encodings(settings: CorpusSettings, pairs: Sequence[tuple[Report, Report]], known: Path) -> None:
    """Vectors for every text of the corpus, where the program will look for them."""
    model = model_fingerprint(_MODEL)
    texts = {original.sha256: _texts(original) for _, original in pairs}
    with quiet("Encoding the reports") as progress:
        encoded = encode(chain(*texts.values()), load_embeddings(_MODEL), load_encodings(known, model), progress)
    encoded.save(known)
    copied = {
        text: encoded.vectors[encoded.row(like) or 0]
        for report, original in pairs
        for text, like in zip(_texts(report), cycle(texts[original.sha256]))
    }
    none = Encodings(model, (), np.zeros((0, 0), np.float16))
    settings.data_dir.mkdir(parents=True)
    encode(copied, _Turned(copied), none, lambda _done, _total: None).save(settings.data_dir / "encodings.npz")


def _texts(report: Report) -> list[str]:
    return list(texts_of(make_entries(make_version((report,)))))


class _Turned(Embeddings):
    """Gives texts the vectors of others, each turned a little."""

    def __init__(self, likes: Mapping[str, NDArray[np.float16]]) -> None:
        self._likes = likes
        self._chance = np.random.default_rng(1)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors = np.array([self._likes[text] for text in texts], np.float32)
        vectors += self._chance.standard_normal(vectors.shape, np.float32) * (TURN / np.sqrt(vectors.shape[1]))
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        raise TypeError(f"This encoder makes corpora and embeds no question: {text}")
