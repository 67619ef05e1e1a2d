"""A model that nothing was fitted for answers nearly as well: here the local one, its vectors turned in space, or all
moved nearer to each other.

Turned, lengths and angles stay as they are, so that nothing is lost to search; every direction means something else.
Nearer, the order stays as it is; every difference is a quarter of what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import rag.corpus.service
import rag.index.builder
from rag.answering.quoting import answer_by_quoting
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.embedding_cache import load_encodings
from rag.index.embeddings import E5Embeddings, model_fingerprint
from rag.settings import CorpusSettings, EmbeddingSettings
from rag.types import Answer, Question, Status
from tests.paths import SEEDS

LOCAL = EmbeddingSettings()
TURNED = EmbeddingSettings("test:turned")
NEARER = EmbeddingSettings("test:nearer")
UNCHANGED = EmbeddingSettings("test:unchanged")
ANSWERED = {
    "发了多少消费券": "1250万元",
    "民生实事花了多少钱": "5.7亿元",
    "新签约项目总投资多少": "173亿元",
    "争取到多少上级项目资金": "3.97亿元",
    "规上工业企业研发机构覆盖率有多高": "61.3%",
    "产业基金集群规模多大": "73.2亿元",
    "引进了几个高层次人才团队": "4个",
    "协调解决了多少涉企问题": "561个",
    "有效注册商标多少件": "4028件",
    "PM2.5平均浓度是多少": "30.1微克",
    "恢复了多少亩耕地": "1200亩",
    "新增充电桩多少个": "261个",
    "建设高标准农田多少亩": "6000亩",
    "哪个景区创建成了国家3A级": "凹山地质文化公园",
    "改造了几个老旧小区": "14个",
    "城乡居民医疗保险参保率是多少": "98%",
    "发放了多少个排污许可证": "129个",
    "通用人工智能核心企业有多少家": "12家",
    "建成了几处口袋公园": "8处",
    "凭“政策找人”减了多少税": "2亿元",
}
REFUSED = (
    "地铁修到哪里了",
    "房价涨了多少",
    "城镇登记失业率是多少",
    "高考录取率多高",
    "新能源汽车产量是多少",
    "养老金涨了多少",
    "公交线路有多少条",
    "生育补贴发多少钱",
    "今天天气怎么样",
    "帮我写一首诗",
)


ON_MATTERS = (
    "今年教育有什么安排",
    "今年怎么改善环境",
    "去年招商引资做得怎么样",
    "医疗卫生方面做了什么",
    "养老有哪些举措",
    "怎么帮助企业",
    "今年怎么促进消费",
    "去年科技创新有什么成果",
    "农业农村今年做什么",
    "怎么保障安全生产",
    "城市更新有哪些项目",
    "文化旅游有什么进展",
    "有哪些重点产业",
    "怎么优化营商环境",
    "今年就业怎么抓",
    "政府自身建设有什么要求",
)

Change = Callable[[np.ndarray], np.ndarray]


def turn() -> Change:
    matrix, _ = np.linalg.qr(np.random.default_rng(1).standard_normal((384, 384)))
    return lambda rows: rows @ matrix


def bring_nearer(rows: np.ndarray) -> np.ndarray:
    """One coordinate more, the same for all; lengths stay as they are."""
    return np.concatenate([rows / 2, np.full((*rows.shape[:-1], 1), np.sqrt(0.75))], axis=-1)


class ChangedEmbeddings:
    """The local model with nothing learned for questions, all its vectors changed in one way. What the local model has
    encoded is known."""

    def __init__(self, local: CorpusSettings, change: Change) -> None:
        self._model = E5Embeddings({})
        self._known = load_encodings(local.data_dir / "encodings.npz", model_fingerprint(LOCAL))
        self._change = change

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows = [self._known.row(text) for text in texts]
        return self._change(self._known.vectors[rows].astype(float)).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._change(np.array(self._model.embed_query(text))).tolist()


@pytest.fixture(scope="module")
def turned_answerer(seed_answerer: Answerer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from changed(seed_answerer, turn(), tmp_path_factory.mktemp("turned"), TURNED)


@pytest.fixture(scope="module")
def nearer_answerer(seed_answerer: Answerer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from changed(seed_answerer, bring_nearer, tmp_path_factory.mktemp("nearer"), NEARER)


@pytest.fixture(scope="module")
def unchanged_answerer(seed_answerer: Answerer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from changed(seed_answerer, lambda rows: rows, tmp_path_factory.mktemp("unchanged"), UNCHANGED)


def changed(local: Answerer, change: Change, folder: Path, embedding: EmbeddingSettings) -> Iterator[Answerer]:
    model = ChangedEmbeddings(local.corpus._settings, change)
    settings = CorpusSettings(corpus_dir=SEEDS, data_dir=folder, embedding=embedding)
    corpus = CorpusService(settings, rag.index.builder.build)
    with pytest.MonkeyPatch.context() as patched:
        for module in (rag.index.builder, rag.corpus.service):
            patched.setattr(module, "load_embeddings", lambda _settings: model)
        corpus.open()
        assert corpus.embeddings  # loaded once, and kept
    yield Answerer(corpus)
    corpus.close()


def answers(answerer: Answerer, questions: list[str]) -> list[Answer]:
    served, embeddings = answerer.corpus.current, answerer.corpus.embeddings
    return [answer_by_quoting(Question(text), served, embeddings)[0] for text in questions]


def right(answerer: Answerer) -> int:
    pairs = zip(answers(answerer, [*ANSWERED]), ANSWERED.values(), strict=True)
    return sum(words in answer.text for answer, words in pairs)


def refused(answerer: Answerer) -> int:
    return sum(answer.status is not Status.ANSWERED for answer in answers(answerer, [*REFUSED]))


def test_questions_are_answered_nearly_as_well(seed_answerer: Answerer, turned_answerer: Answerer) -> None:
    assert right(seed_answerer) >= 17
    assert right(turned_answerer) >= right(seed_answerer) - 2


def test_what_the_report_does_not_say_is_refused_nearly_as_well(
    seed_answerer: Answerer, turned_answerer: Answerer
) -> None:
    assert refused(seed_answerer) >= 8
    assert refused(turned_answerer) >= refused(seed_answerer) - 2


def test_whole_matters_are_told_alike_however_near_all_vectors_are(
    unchanged_answerer: Answerer, turned_answerer: Answerer, nearer_answerer: Answerer
) -> None:
    """What belongs to an answer is chosen by differences of inner products, and these mean the same for all."""
    assert quoted(unchanged_answerer) == quoted(turned_answerer) == quoted(nearer_answerer)


def quoted(answerer: Answerer) -> list[frozenset[str]]:
    """The sentences of each answer."""
    return [frozenset(cited.id for cited in answer.citations) for answer in answers(answerer, [*ON_MATTERS])]
