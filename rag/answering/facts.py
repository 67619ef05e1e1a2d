"""A reading on one fact -> the clauses that state it, for each region and year asked, and who comes first. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from rag.answering.comparing.arithmetic import Quantity, add, are_comparable, compare
from rag.answering.statements import Composition, labels_of, quote
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.answerability.mismatches import misses_unit
from rag.retrieval.forms import asks_sum
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import Expects
from rag.retrieval.ranking import Candidate
from rag.retrieval.scopes.scope import Scope
from rag.text.divisions import own_names
from rag.text.figure_labels import label
from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.units import SHARES
from rag.text.plain import grams
from rag.types import Citation, Statement

_ALSO = 0.75
"""How far below the best (in log-odds) a sentence on another year may be, to be shown beside it."""
_DONE = 1.75
"""The same where the best is only planned, and the other gives the present state."""
_ALIKE = 0.75
"""How far below a sentence without a figure one with a figure may be, to be compared with a figure."""
_EITHER = frozenset({True, False})
_Asked = tuple[Scope, int | None]
"""A region, and a year if one is given."""
_PAIR = 2
_AGAINST = re.compile(r"还是|比(?!重(?!庆)|例)|相差|差(?:多少|几|距)|\bthan\b|\bdifference\b|compared?", re.IGNORECASE)
_WHICH = re.compile(r"谁|哪|最|which|who\b", re.IGNORECASE)
_OF = "[谁省市区县个里地][^，,。]{0,12}"
_MOST = re.compile(rf"(?:[最更]|{_OF})(?P<word>[高多大快长])|highest|largest|most|fastest|higher", re.IGNORECASE)
_LEAST = re.compile(rf"(?:[最更]|{_OF})(?P<word>[低少小慢短])|lowest|smallest|least|slowest|lower", re.IGNORECASE)


def compose_fact(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    extracts = [reading.extract(c, snapshot) for c in choose(reading, snapshot)]
    labels = labels_of(extracts, reading.scope, reading.reader, english=reading.query.english)
    return quote(extracts, labels, reading.reader)


def choose(reading: Reading, version: CorpusSnapshot) -> list[Candidate]:
    """The sentences to say: one for each region and year asked, where there are several; or the best, and its like on
    another year if no year is asked."""
    usable, years, parts = reading.usable, reading.scope.years, reading.scope.parts
    best = usable[0]
    if len(years) > 1 or len(parts) > 1:
        asked = [(part, year) for part in parts for year in (years if len(years) > 1 else (None,))]
        each = _beside(usable, asked, _kinds(reading.extract(best, version).text), reading.weights)
        return list(dict.fromkeys(c for c in each if c)) or [best]
    if years or reading.query.expects is not Expects.NUMBER or not best.year:
        return [best]
    other = next((c for c in usable[1:] if c.year not in (None, best.year)), None)
    planned = reading.query.state and version.is_planned(best.excerpt.at)
    most = _DONE if planned and other and not version.is_planned(other.excerpt.at) else _ALSO
    if other is None or best.logit - other.logit > most or misses_unit(reading.query, other.excerpt.words):
        return [best]
    return sorted((best, other), key=lambda c: c.ordinal)


def _beside(
    usable: Sequence[Candidate], asked: Sequence[_Asked], kinds: frozenset[bool], weights: Mapping[str, float]
) -> list[Candidate | None]:
    """The best sentence on each region and year. Where the best of all gives a figure, the others give figures of the
    same kind, if such sentences are about as good: only like figures can be compared."""
    for given in (kinds, _EITHER - kinds) if len(kinds) == 1 else ():
        alike = [_first(usable, one, given, weights) for one in asked]
        if all(alike):
            return alike
    return [_first(usable, one, kinds, weights) or _first(usable, one) for one in asked]


def _first(
    usable: Sequence[Candidate],
    asked: _Asked,
    kinds: frozenset[bool] = frozenset(),
    weights: Mapping[str, float] = MappingProxyType({}),
) -> Candidate | None:
    """The best on one region and year; with ``kinds``, of those about as good, the one that gives a figure of these in
    most of the words that are asked for: 谋划项目190个 rather than 新签约项目40个 beside 谋划项目188个."""
    part, year = asked
    of_region = (c for c in usable if c.excerpt.at.report in part.reports)
    fit = [c for c in of_region if year in (None, c.year)]
    if not kinds:
        return fit[0] if fit else None
    near = [c for c in fit if fit[0].logit - c.logit <= _ALIKE and _kinds(c.excerpt.words) & kinds]
    return max(near, key=lambda c: _asked_for(c.excerpt.words, kinds, weights), default=None)


def _asked_for(text: str, kinds: frozenset[bool], weights: Mapping[str, float]) -> float:
    """The most that the words of one of its figures of these kinds hold of what is asked."""
    amounts = (said for said in label(text) if said.figure.kind is FigureKind.AMOUNT)
    held = (grams(said.lead + said.label) & weights.keys() for said in amounts if (said.figure.unit in SHARES) in kinds)
    return max((sum(weights[gram] for gram in words) for words in held), default=0.0)


def _kinds(text: str) -> frozenset[bool]:
    """The kinds of figures it gives: True for shares and rates, False for all other amounts."""
    amounts = (figure for figure in find_figures(text) if figure.kind is FigureKind.AMOUNT)
    return frozenset(figure.unit in SHARES for figure in amounts)


def figures_on_matter(told: str, reading: Reading, among: Callable[[Figure], bool] = bool) -> list[Figure]:
    """The amounts of a statement whose words match the question: 死亡人数 rather than 生产安全事故起数 where
    生产安全事故死亡人数 is asked for. ``among``: which figures may be meant."""
    labelled = [said for said in label(told) if said.figure.kind is FigureKind.AMOUNT and among(said.figure)]
    fit = [_fit(grams(said.label), reading.weights) for said in labelled]
    return [said.figure for said, one in zip(labelled, fit, strict=True) if one == max(fit)]


def _fit(words: frozenset[str], asked: Mapping[str, float]) -> tuple[float, float]:
    """The share of the words that the question holds, and the weight that these have there."""
    held = words & asked.keys()
    return len(held) / (len(words) or 1), sum(asked[gram] for gram in held)


@dataclass(frozen=True, slots=True)
class RegionFigure:
    """The figure of one region."""

    region: str
    figure: Figure
    words: str
    """The figure as written, with its qualifiers."""

    @property
    def value(self) -> Fraction:
        return -self.figure.low if self.figure.direction.falls else self.figure.low


def conclude(
    question: str,
    told: Composition,
    reading: Reading,
    snapshot: CorpusSnapshot,
    given: Sequence[Sequence[RegionFigure]] = (),
) -> Composition:
    """The answer with a conclusion on which region comes first, where each region gives one figure of one kind and the
    first place is not shared; for two regions that are compared, with their difference.

    ``given``: the figures of each region, where they are known by the name of what is asked for.
    """
    regions = len(reading.scope.parts)
    years = {citation.year for citation in told.citations if citation.year}
    comparable = regions > 1 and len(told.statements) == regions and len(years) <= 1
    figures = _alike(given) or _figures(told, reading, snapshot) if comparable else []
    if len({one.region for one in figures}) != regions:
        return told
    if asks_sum(question):
        return _added(figures, told, english=reading.query.english)
    concluded = _first_of(question, figures, told)
    if concluded is None and regions == _PAIR and _AGAINST.search(question):
        concluded = _difference(question, figures, told, english=reading.query.english)
    return replace(told, statements=(*told.statements, concluded)) if concluded else told


def _alike(given: Sequence[Sequence[RegionFigure]]) -> list[RegionFigure]:
    """The first figures, one of each region, that can all be compared; none where there are no such figures."""
    for first in given[0] if given else ():
        row = [next((one for one in own if are_comparable(first.figure, one.figure)), None) for own in given]
        found = [one for one in row if one]
        if len(found) == len(given):
            return found
    return []


def _added(figures: Sequence[RegionFigure], told: Composition, *, english: bool) -> Composition:
    """The amounts of two regions and their sum: shares and rates have none."""
    if len(figures) != _PAIR or figures[0].figure.unit in SHARES:
        return told
    one, other = (Quantity(figure.figure, figure.words) for figure in figures)
    total = add((one, other), english)
    return replace(told, statements=(*told.statements, Statement(total.text, _numbers(told), total.calculation)))


def _first_of(question: str, figures: Sequence[RegionFigure], told: Composition) -> Statement | None:
    most, least = _MOST.search(question), _LEAST.search(question)
    asked = most or least
    if asked is None or (most and least) or not _WHICH.search(question):
        return None
    order = sorted(figures, key=lambda one: one.value, reverse=bool(most))
    if order[0].value == order[1].value:
        return None
    return _concluded(order, told, asked["word"] or "", ">" if most else "<")


def _difference(question: str, figures: Sequence[RegionFigure], told: Composition, *, english: bool) -> Statement:
    """The difference between the region named first and the other."""
    first, other = sorted(figures, key=lambda one: _place_in(question, one.region))
    before, after = (Quantity(one.figure, one.words, name=one.region) for one in (other, first))
    derived = compare(before, after, english)
    return Statement(derived.text, _numbers(told), derived.calculation)


def _place_in(question: str, region: str) -> int:
    return min((question.find(name) for name in own_names(region) if name in question), default=len(question))


def _figures(told: Composition, reading: Reading, snapshot: CorpusSnapshot) -> list[RegionFigure]:
    """One for each statement; none where one gives several that could be meant."""
    given = [figures_on_matter(statement.text, reading) for statement in told.statements]
    alike = []
    for at, statement in enumerate(told.statements):
        others = [one for mine in (*given[:at], *given[at + 1 :]) for one in mine]
        alike.append(figures_on_matter(statement.text, reading, partial(_has_like, others)))
    if any(len(mine) != 1 for mine in alike) or not all(_has_like(mine, alike[0][0]) for mine in alike):
        return []
    by_number = {citation.number: citation for citation in told.citations}
    cited = [by_number[statement.citations[0]] for statement in told.statements]
    of_each = zip(told.statements, cited, alike, strict=True)
    return [RegionFigure(_region(one, snapshot), mine[0], mine[0].full.of(said.text)) for said, one, mine in of_each]


def _has_like(others: Sequence[Figure], one: Figure) -> bool:
    return any(are_comparable(one, other) for other in others)


def _region(citation: Citation, snapshot: CorpusSnapshot) -> str:
    at = snapshot.locate(citation.id)
    return (snapshot.report(at).region or "") if at else ""


def _concluded(order: Sequence[RegionFigure], told: Composition, word: str, sign: str) -> Statement:
    """``word``: 高 or 少, as it is asked for; empty in English."""
    shown = f" {sign} ".join(one.words for one in order)
    first = order[0].region
    text = f"最{word}的是{first}（{shown}）。" if word else f"{first} comes first: {shown}."
    return Statement(text, _numbers(told), sign.join(one.figure.literal for one in order))


def _numbers(told: Composition) -> tuple[int, ...]:
    return tuple(sorted({number for statement in told.statements for number in statement.citations}))
