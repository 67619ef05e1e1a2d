"""A reading on one fact -> the clauses that tell it, one for each region and year asked. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rag.answering.statements import Composition, labels_of, quote
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.answerability.mismatches import misses_unit
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import Expects
from rag.retrieval.ranking import Candidate
from rag.retrieval.scope import Scope
from rag.text.figure_labels import label
from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.units import SHARES
from rag.text.plain import grams

_ALSO = 0.75
"""How much less (in log-odds) a sentence on another year may be than the best, to be shown beside it."""
_ALIKE = 0.75
"""How much less a sentence that gives a figure may be than one that gives none, to be compared with a figure."""


def compose_fact(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    extracts = [reading.extract(c, snapshot) for c in choose(reading, snapshot)]
    labels = labels_of(extracts, reading.scope, snapshot, english=reading.query.english)
    return quote(extracts, labels, snapshot)


def choose(reading: Reading, version: CorpusSnapshot) -> list[Candidate]:
    """The sentences to say: one for each region and year asked, where there are several; or the best, and its like on
    another year if no year is asked."""
    usable, years, parts = reading.usable, reading.scope.years, reading.scope.parts
    best = usable[0]
    if len(years) > 1 or len(parts) > 1:
        asked = [(part, year) for part in parts for year in (years if len(years) > 1 else (None,))]
        each = _beside(usable, asked, _kinds(reading.extract(best, version).text))
        return list(dict.fromkeys(c for c in each if c)) or [best]
    if years or reading.query.expects is not Expects.NUMBER or not _year(best):
        return [best]
    other = next((c for c in usable[1:] if _year(c) not in (None, _year(best))), None)
    if other is None or best.logit - other.logit > _ALSO or misses_unit(reading.query, other.excerpt.words):
        return [best]
    return sorted((best, other), key=lambda c: c.ordinal)


_EITHER = frozenset({True, False})
_Asked = tuple[Scope, int | None]
"""A region, and a year if one is given."""


def _beside(usable: Sequence[Candidate], asked: Sequence[_Asked], kinds: frozenset[bool]) -> list[Candidate | None]:
    """The best on each: where the best of all gives a figure, figures of one kind, if such are about as good. What is
    compared has to be alike."""
    for given in (kinds, _EITHER - kinds) if len(kinds) == 1 else ():
        alike = [_first(usable, one, given) for one in asked]
        if all(alike):
            return alike
    return [_first(usable, one, kinds) or _first(usable, one) for one in asked]


def _first(usable: Sequence[Candidate], asked: _Asked, kinds: frozenset[bool] = frozenset()) -> Candidate | None:
    """The best on one region and year; with ``kinds`` the best that gives a figure of these, if it is about as good."""
    part, year = asked
    of_region = (c for c in usable if c.excerpt.at.report in part.reports)
    fit = [c for c in of_region if year in (None, _year(c))]
    if not kinds:
        return fit[0] if fit else None
    near = (c for c in fit if fit[0].logit - c.logit <= _ALIKE)
    return next((c for c in near if _kinds(c.excerpt.words) & kinds), None)


def _kinds(text: str) -> frozenset[bool]:
    """The kinds of figures it gives: True for shares and rates, False for all other amounts."""
    amounts = (figure for figure in find_figures(text) if figure.kind is FigureKind.AMOUNT)
    return frozenset(figure.unit in SHARES for figure in amounts)


def _year(candidate: Candidate) -> int | None:
    return candidate.excerpt.section.year


def figures_on_matter(told: str, reading: Reading, among: Callable[[Figure], bool] = bool) -> list[Figure]:
    """The amounts of a statement whose words are the question's: 死亡人数 rather than 生产安全事故起数, where
    生产安全事故死亡人数 is asked for. ``among``: which figures come into question."""
    labelled = [said for said in label(told) if said.figure.kind is FigureKind.AMOUNT and among(said.figure)]
    fit = [_fit(grams(said.label), reading.weights) for said in labelled]
    return [said.figure for said, one in zip(labelled, fit, strict=True) if one == max(fit)]


def _fit(words: set[str], asked: Mapping[str, float]) -> tuple[float, float]:
    """The share of the words that the question holds, and the weight that these have there."""
    held = words & asked.keys()
    return len(held) / (len(words) or 1), sum(asked[gram] for gram in held)
