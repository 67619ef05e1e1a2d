"""A model that nothing was fitted for answers nearly as well: here the local one, its vectors turned in space.

Lengths and angles stay as they are, so that nothing is lost to search; every direction means something else.
"""

from __future__ import annotations

from collections.abc import Iterator

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


class TurnedEmbeddings:
    """The local model, all its vectors turned by one orthogonal matrix. What the local model has encoded is known."""

    def __init__(self, local: CorpusSettings) -> None:
        self._model = E5Embeddings()
        self._known = load_encodings(local.data_dir / "encodings.npz", model_fingerprint(LOCAL))
        self._turn, _ = np.linalg.qr(np.random.default_rng(1).standard_normal((384, 384)))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows = [self._known.row(text) for text in texts]
        return (self._known.vectors[rows].astype(float) @ self._turn).tolist()

    def embed_query(self, text: str) -> list[float]:
        return (np.array(self._model.embed_query(text)) @ self._turn).tolist()


@pytest.fixture(scope="module")
def turned_answerer(seed_answerer: Answerer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    model = TurnedEmbeddings(seed_answerer.corpus._settings)
    settings = CorpusSettings(corpus_dir=SEEDS, data_dir=tmp_path_factory.mktemp("turned"), embedding=TURNED)
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
