"""What belongs to the scope of a question, however it is worded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.retrieval.scopes import scoped_corpus
from rag.retrieval.scopes.scope import Scope
from tests.fakes import make_scoped, make_version

VERSION = make_version()


def ordinal_of(words: str) -> int:
    return next(i for i, at in enumerate(VERSION.order) if words in VERSION.words(at))


@pytest.mark.parametrize(
    ("words", "year", "may_answer"),
    [
        ("新建小学2所", 1.0, True),
        ("GDP增长6%", -1.0, True),
        ("请予审议", 0.0, False),
        ("二、2025年工作安排", -1.0, False),
    ],
)
def test_a_sentence_is_of_the_year_asked_for_or_not_and_may_answer_or_not(
    words: str, year: float, may_answer: bool
) -> None:
    (found,) = make_scoped(VERSION, (2024,)).sentences([ordinal_of(words)])
    assert (found.year, found.may_answer) == (year, may_answer)


def test_what_is_found_for_one_wording_is_there_for_the_next() -> None:
    corpus = make_scoped(VERSION)
    assert corpus.sentences([3, 4])[0].excerpt is corpus.sentences([2, 3])[1].excerpt
    assert corpus.parts == (corpus,)
    assert corpus.known("新建小学") > corpus.known("火星基地") == corpus.known("火星基地") == 0.0


def test_a_sentence_is_read_once_for_all_scopes_of_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two questions that name the same years and places, the second finds what was read for the first."""
    read: list[str] = []
    monkeypatch.setattr(Scope, "named_in", lambda _, words, _tells: bool(read.append(words)))
    corpus = make_scoped(VERSION, (2024,))
    elsewhere = replace(corpus.scope, places=("南京市",))
    ordinal = ordinal_of("新建小学2所")
    first = corpus.within(elsewhere).sentences([ordinal])
    assert corpus.within(replace(elsewhere, own=("湖山区",))).sentences([ordinal]) == first
    assert not first[0].may_answer
    assert len(read) == 1


def test_a_place_is_looked_for_once_whether_or_not_a_rank_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(scoped_corpus, "tells_of", lambda _, words: bool(looked.append(words)))
    corpus = make_scoped(VERSION)
    elsewhere = replace(corpus.scope, places=("南京市",))
    for scope in (elsewhere, replace(elsewhere, ranked=True)):
        corpus.within(scope).sentences([ordinal_of("新建小学2所")])
    assert len(looked) == 1


def test_the_text_before_a_sentence_begins_with_its_headings() -> None:
    reader = make_scoped(VERSION).reader
    ordinal = ordinal_of("新建小学2所")
    found = VERSION.excerpt(ordinal)
    lead = reader.lead(ordinal)
    assert lead.startswith("\n".join(found.section.path))
    assert lead.endswith(found.words)
