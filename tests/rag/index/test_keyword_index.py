"""Character bigrams, and the postings of a small report."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.index.keyword_index import KeywordIndex
from rag.text.plain import fold, grams
from tests.fakes import make_version

VERSION = make_version()
LEXICAL = KeywordIndex(VERSION)
HELD = [grams(VERSION.passage(at, 0.0).text) | grams("\n".join(VERSION.section(at).path)) for at in VERSION.order]
"""By the definition, sentence by sentence: the bigrams of its words and of its headings."""


def test_width_and_case_are_folded() -> None:
    """What is typed on a Chinese keyboard finds what is printed in the report."""
    assert fold("ＧＤＰ增长５％") == "gdp增长5%"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("五经普", {"五经", "经普"}),
        ("稳、中", {"稳", "中"}),
        ("GDP 增", {"gd", "dp", "增"}),
        ("增长_增长", {"增长"}),
        ("😀?!", set()),
        ("", set()),
    ],
)
def test_grams_stay_inside_words(text: str, found: set[str]) -> None:
    """No bigram spans punctuation or a blank; a lone character is one by itself; an emoji is no word."""
    assert grams(text) == found


@given(st.text("稳中有进增长GDP 5，。\n😀", max_size=30))
@settings(max_examples=60)
def test_every_gram_stands_in_the_folded_text(text: str) -> None:
    """And is one or two characters long."""
    assert all(gram in fold(text) and len(gram) in (1, 2) for gram in grams(text))


@pytest.mark.parametrize("gram", sorted(set().union(*HELD))[::7])
def test_postings_are_the_sentences_that_hold_the_gram(gram: str) -> None:
    """In ascending order, with those whose headings hold it."""
    assert LEXICAL.postings(gram).tolist() == [i for i, held in enumerate(HELD) if gram in held]


def test_a_gram_that_stands_nowhere_has_no_postings() -> None:
    """Whether its code lies below, between or above those held."""
    assert [len(LEXICAL.postings(gram)) for gram in ("\u0001\u0001", "火星", "\U0010ffff\U0010ffff")] == [0, 0, 0]


@given(
    st.dictionaries(
        st.sampled_from([*sorted(set().union(*HELD)), "火星", "zz"]), st.floats(0.01, 10), min_size=1, max_size=8
    )
)
@settings(max_examples=80)
def test_coverage_is_the_weight_held_over_the_weight_asked(weights: dict[str, float]) -> None:
    """As a plain sum over the sentences says."""
    naive = [sum(w for gram, w in weights.items() if gram in held) / sum(weights.values()) for held in HELD]
    assert np.allclose(LEXICAL.coverage(weights), naive)


@pytest.mark.parametrize("weights", [{}, {"增长": 0.0}])
def test_nothing_is_covered_where_nothing_weighs(weights: dict[str, float]) -> None:
    """No division by zero: a question of common words only finds nothing by them."""
    assert not LEXICAL.coverage(weights).any()


def test_a_rarer_gram_tells_more() -> None:
    """By the formula of BM25, never below zero."""
    size, found = LEXICAL.size, len(LEXICAL.postings("增长"))
    assert LEXICAL.idf("增长") == pytest.approx(math.log(1 + (size - found + 0.5) / (found + 0.5)))
    assert LEXICAL.idf("火星") > LEXICAL.idf("学位") > LEXICAL.idf("增长") > 0


def test_a_report_without_sentences_can_be_asked() -> None:
    """Its index is empty, not broken."""
    empty = KeywordIndex(type(VERSION)("v0", (), ()))
    assert empty.size == 0
    assert len(empty.coverage({"增长": 1.0})) == 0


@pytest.mark.parametrize("gram", ["小学", "增长", "火星"])
def test_a_sentence_holds_what_it_is_posted_under(gram: str) -> None:
    """And nothing else."""
    held = [ordinal for ordinal in range(LEXICAL.size) if LEXICAL.held(ordinal, [gram])]
    assert held == LEXICAL.postings(gram).tolist()
