"""Small reports, and an embedding model that costs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

import rag.corpus.service
import rag.index.builder
import rag.index.embedding_cache
from rag.corpus.draft import unchecked
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.builder import build
from rag.settings import CorpusSettings

if TYPE_CHECKING:
    import pytest

HUSHAN = """湖山区2025年政府工作报告

一、2024年工作回顾

(一)经济稳中有进。全区生产总值增长5.8%，固定资产投资增长9%。新增市场主体1.2万户。

二、2025年工作安排

主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。新建小学两所。
"""
JIANGWAN = """江湾市2025年政府工作报告

一、2024年工作回顾

(一)经济运行平稳。全市生产总值增长4.1%。

二、2025年工作安排

生产总值增长5%以上，改造老旧小区12个。
"""


def hushan_with(schools: int) -> str:
    """HUSHAN with another number of schools."""
    return HUSHAN.replace("两所", f"{schools}所")


class GramEmbeddings(Embeddings):
    """A text is the normalised sum of a fixed random vector for each of its character bigrams."""

    def __init__(self, dimensions: int = 32) -> None:
        self.dimensions = dimensions
        self.embedded: list[str] = []
        """What has been asked for, in order."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded.extend(texts)
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def embed_text(self, text: str) -> list[float]:
        return self.embed_query(text)

    def _vector(self, text: str) -> list[float]:
        grams = [text[i : i + 2] for i in range(max(1, len(text) - 1))]
        total = np.sum([_gram(gram, self.dimensions) for gram in grams], axis=0)
        return (total / np.linalg.norm(total)).tolist()


@cache
def _gram(gram: str, dimensions: int) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(gram.encode()).digest()[:4])
    return np.random.default_rng(seed).standard_normal(dimensions) + 0.5


def embed_cheaply(patched: pytest.MonkeyPatch) -> GramEmbeddings:
    """From now on every model is this cheap one, of which nothing is known that comes with the program."""
    model = GramEmbeddings()
    for module in (rag.index.builder, rag.corpus.service):
        patched.setattr(module, "load_embeddings", lambda _settings: model)
    patched.setattr(rag.index.embedding_cache, "SHIPPED", Path("none"))
    return model


def build_here(patched: pytest.MonkeyPatch) -> None:
    """From now on indexes are built without a process of their own, where nobody says otherwise."""
    patched.setattr(CorpusService.__init__, "__defaults__", (build, None, unchecked))


def write_reports(folder: Path, **texts: str) -> Path:
    """``folder`` with one .txt file per keyword."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def opened_answerer(home: Path, text: str, **others: str) -> Iterator[Answerer]:
    """A report of this text and others by the names of their files, indexed under ``home`` with the model that is
    shipped, and ready to be asked."""
    write_reports(home / "reports", a=text, **others)
    corpus = CorpusService(corpus_settings(home), build)
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


def corpus_settings(home: Path, **changes: object) -> CorpusSettings:
    """A corpus all of whose folders are under ``home``."""
    return CorpusSettings(**{"corpus_dir": home / "reports", "data_dir": home / "data", **changes})  # type: ignore[arg-type]
