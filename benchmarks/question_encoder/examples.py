"""Questions and claims on a report -> what is encoded of each, and the sentences that it should lie near to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.evaluation.claims import ClaimCase, load_fit_claims
from benchmarks.fitting.calibration_questions import Asked, is_any
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval.messages.turns import in_full
from rag.retrieval.query import in_plain_characters, read
from rag.retrieval.scopes.finding import find_scope
from rag.types import Question
from rag.verification.claim_splitting import find_claims
from rag.verification.reading import read_claim
from rag.verification.search import text_searched

CLAIM_WEIGHT = 0.5
"""Of a claim beside a question: there are several on a sentence, each altered in another way."""
_ABSENT = "not_in_report"


@dataclass(frozen=True, slots=True)
class Example:
    """A question or a claim."""

    report: str
    text: str
    fresh: str
    """The own words of a turn that leans on the one before."""
    groups: tuple[frozenset[int], ...]
    """For each thing that an answer has to tell the ordinals of the sentences that tell it; none where the report does
    not speak of it."""
    welcome: frozenset[int]
    """The ordinals of all sentences that may be told."""
    weight: float


def examples_on(report: str, corpus: SearchableCorpus, asked: Iterable[Asked]) -> Iterator[Example]:
    words = [corpus.version.words(at).strip() for at in corpus.version.order]

    def find(quotes: Sequence[str]) -> frozenset[int]:
        return frozenset(ordinal for ordinal, text in enumerate(words) if is_any(quotes, text))

    for one in (one for one in asked if one.report == report):
        groups = tuple(filter(None, map(find, one.groups)))
        if bool(groups) == one.answerable:
            question = in_full(in_plain_characters(one.question))
            query = read(question, find_scope(question, corpus.version).own)[0]
            welcome = frozenset().union(find(one.may), *groups)
            yield Example(report, query.searched, query.fresh, groups, welcome, 1.0)
    for case in (case for case in load_fit_claims() if case.report == report):
        found = find(case.quotes)
        if _is_clear(case, found):
            yield from _claimed(case, report, corpus, found)


def _is_clear(case: ClaimCase, found: frozenset[int]) -> bool:
    """It is told whether the report speaks of it."""
    return _ABSENT not in case.verdicts if found else case.verdicts == {_ABSENT}


def _claimed(case: ClaimCase, report: str, corpus: SearchableCorpus, found: frozenset[int]) -> Iterator[Example]:
    """Nothing, where the text makes several claims."""
    split = find_claims(case.text)
    if len(split) == 1:
        scope = find_scope(Question(split[0].text, report=report), corpus.version)
        claimed = read_claim(split[0].text, corpus.version.reports[scope.reports[0]], scope.places)
        groups = (found,) if found else ()
        yield Example(report, text_searched(claimed.asked), "", groups, found, CLAIM_WEIGHT)
