"""The examples of the page on extending are true: each is run as it stands there."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import rag.corpus.versions.builds
import rag.index.builder
from benchmarks.fitting import calibrate
from rag.corpus.service import CorpusService
from rag.documents.formats import registry
from rag.documents.formats.base import Format
from rag.documents.loader import load_report
from rag.engine import Answerer
from rag.errors import ReportError
from rag.generation.service import load_writer
from rag.index import embeddings
from rag.index.builder import build
from rag.index.embeddings import OwnModel, model_fingerprint
from rag.llm import client
from rag.retrieval.calibration import CALIBRATION, profile_of
from rag.settings import EmbeddingSettings, ModelSettings
from rag.types import Answer, Question, Status
from tests.benchmarks.fitting.test_calibrate import kept, questions  # noqa: F401  # a fixture
from tests.corpora import HUSHAN, JIANGWAN, corpus_settings, embed_cheaply, write_reports
from tests.paths import ROOT

PAGE, CHINESE = (ROOT / "docs" / name for name in ("extending.md", "extending.zh-CN.md"))
QUESTION = "2025年新建小学几所"


def examples(page: Path) -> list[list[str]]:
    """The code of each section, in order."""
    sections = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [re.findall(r"^```python\n(.*?)^```", section, re.DOTALL | re.MULTILINE) for section in sections]


FORMAT, EMBEDDING, LANGUAGE_MODEL, STORE, FRONT_END = examples(PAGE)


def run(code: str, **names: object) -> dict[str, Any]:
    exec(code, names)  # noqa: S102  # our own page
    return names


@contextmanager
def opened(home: Path, **settings: object) -> Iterator[CorpusService]:
    write_reports(home / "reports", a=HUSHAN)
    corpus = CorpusService(corpus_settings(home, **settings), build)
    corpus.open()
    yield corpus
    corpus.close()


def answered(corpus: CorpusService, model: ModelSettings | None = None) -> Answer:
    return asyncio.run(Answerer(corpus, load_writer(model) if model else None).answer(Question(QUESTION)))


def test_both_pages_show_the_same_code() -> None:
    assert examples(PAGE) == examples(CHINESE)


def test_a_format_is_a_reader_and_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, row = FORMAT
    added: Format = eval(row, {"Format": Format})  # noqa: S307
    monkeypatch.setitem(sys.modules, added.module, ModuleType(added.module))
    vars(sys.modules[added.module]).update(run(reader))
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, added))
    monkeypatch.setitem(registry._BY_SUFFIX, ".json", added)
    file = tmp_path / "湖山区2025年政府工作报告.json"
    file.write_text('["湖山区2025年政府工作报告", "一、2025年工作安排", "新建小学两所。"]', encoding="utf-8")
    assert load_report(file).text == "湖山区2025年政府工作报告\n一、2025年工作安排\n新建小学两所。"
    file.write_text('["湖山区', encoding="utf-8")
    with pytest.raises(ReportError, match="is damaged"):
        load_report(file)


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> EmbeddingSettings:
    model, row = EMBEDDING
    added = eval(row, {"OwnModel": OwnModel, "Pairs": run(model)["Pairs"]})  # noqa: S307
    for name, own in added.items():
        monkeypatch.setitem(embeddings.OWN_MODELS, name, own)
    (name,) = added
    return EmbeddingSettings(name)


def test_an_embedding_model_of_ones_own_is_searched_with(tmp_path: Path, pairs: EmbeddingSettings) -> None:
    with opened(tmp_path, embedding=pairs) as corpus:
        assert corpus.current.model == "pairs-1"
        assert "新建小学两所" in answered(corpus).text


@pytest.mark.usefixtures("kept")
def test_it_gets_a_calibration_of_its_own(
    tmp_path: Path, pairs: EmbeddingSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDING_MODEL", pairs.model)
    monkeypatch.setattr(calibrate, "load_questions", questions)
    before = profile_of(model_fingerprint(pairs)).calibration
    reports = write_reports(tmp_path / "reports", hushan=HUSHAN, jiangwan=JIANGWAN)
    calibrate.main(reports, tmp_path / "work", tmp_path / "calibration.json")
    own = profile_of(model_fingerprint(pairs))
    assert before is CALIBRATION.general
    assert own.is_calibrated
    assert len(own.calibration.topics.weights) == 256
    assert own.calibration.same_question < 1


def test_a_language_model_of_ones_own_words_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model, row = LANGUAGE_MODEL
    for provider, make in eval(row, run(model)).items():  # noqa: S307
        monkeypatch.setitem(client.OWN_MODELS, provider, make)
    embed_cheaply(monkeypatch)
    with opened(tmp_path) as corpus:
        answer = answered(corpus, ModelSettings("own:parrot"))
    assert answer.engine == "parrot"
    assert "新建小学两所" in answer.text


def test_a_store_of_ones_own_holds_the_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = STORE
    store = run(code)["MemoryStore"]()
    for module in (rag.corpus.versions.builds, rag.index.builder):
        monkeypatch.setattr(module, "index_store", lambda _settings, _installation: store)
    embed_cheaply(monkeypatch)
    with opened(tmp_path) as corpus:
        assert len(store.names()) == 1
        assert "新建小学两所" in answered(corpus).text
    assert not (tmp_path / "data" / "indexes").exists()


def test_a_front_end_answers_a_line_and_tells_errors_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = FRONT_END
    reply = run(code)["reply"]
    embed_cheaply(monkeypatch)
    with opened(tmp_path) as corpus:
        answerer = Answerer(corpus)
        assert answered(corpus).status is Status.ANSWERED
        said = asyncio.run(reply(answerer, QUESTION))
        refused = asyncio.run(reply(answerer, "hello", "en"))
    assert said.startswith("新建小学两所")
    assert "[1] 湖山区2025年政府工作报告：" in said
    assert refused
    assert not re.search(r"[\u3400-\u9fff]", refused)
