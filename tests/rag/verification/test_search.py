"""What may be about a claim is found as answers are, and its nearness is measured in every way the model encodes."""

from __future__ import annotations

from collections.abc import Sequence

from rag.index.vector_search import Hit
from rag.verification.calibration import load_calibration
from rag.verification.matching.words import Near, calibration_of
from rag.verification.reading import read_claim
from rag.verification.search import Haul, search
from tests.fakes import NoVectors, Searched, make_version

VERSION = make_version(
    "某省2025年政府工作报告\n\n一、2024年工作回顾\n营业收入增长5%。\n利润总额增长9%。\n", "某省2025年政府工作报告"
)
REVENUE, PROFIT = [1.0, 0.0], [0.0, 1.0]


class TwoWays(NoVectors):
    """A claim lies near to revenue as it is, and near to profits as a question."""

    def embed_query(self, _text: str) -> list[float]:
        return PROFIT

    def embed_text(self, _text: str) -> list[float]:
        return REVENUE


class OneWay(TwoWays):
    def embed_text(self, _text: str) -> list[float]:
        return PROFIT


class Clauses(NoVectors):
    """Of each sentence of figures its one clause."""

    def find(self, vector: Sequence[float], k: int, _reports: Sequence[int] | None = None) -> list[Hit]:
        ordinals = [at for at, place in enumerate(VERSION.order) if "增长" in VERSION.words(place)]
        scores = zip(ordinals, vector, strict=True)
        return [Hit(at, 0, score) for at, score in sorted(scores, key=lambda pair: -pair[1])][:k]


def haul(embeddings: NoVectors) -> Haul:
    served = Searched(VERSION)
    served.nearest = Clauses()
    return search(read_claim("挣的钱多了9%", VERSION.reports[0]), (0,), served, embeddings)


def test_what_would_answer_the_claim_comes_first() -> None:
    assert haul(TwoWays()).found[0][0].text == "利润总额增长9%。"


def test_nearness_is_measured_both_ways() -> None:
    near = {told.text: near for told, near in haul(TwoWays()).found}
    revenue, profit = near["营业收入增长5%。"], near["利润总额增长9%。"]
    assert (revenue.of(0), profit.of(0)) == (2.0, 0.0)
    assert (revenue.answering_of(0), profit.answering_of(0)) == (0.0, 2.0)
    assert (revenue.behind, profit.answering_behind) == (0.0, 0.0)
    assert (profit.behind, revenue.answering_behind) == (-2.0, -2.0)


def test_a_model_with_one_way_to_encode_has_one_nearness() -> None:
    assert {near.answering for _, near in haul(OneWay()).found} == {()}
    assert haul(OneWay()).found[0][1].of(0) == 2.0


def test_each_way_has_coefficients_of_its_own() -> None:
    models, (told, _) = load_calibration().models, haul(OneWay()).found[0]
    both, distance, words = Near((1.0,), 0.0, 0.0, (1.0,)), Near((1.0,), 0.0, 0.0), Near((), 0.0, 0.0)
    assert calibration_of("figures", [(told, both)]) is models["figures"]
    assert calibration_of("figures", [(told, distance)]) is models["figures_by_distance"]
    assert calibration_of("figures", [(told, words)]) is models["figures_by_words"]
