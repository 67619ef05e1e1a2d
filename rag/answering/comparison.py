"""A question that compares or adds up figures -> both figures, cited, and what follows from them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rag.answering.arithmetic import Operand, add, are_comparable, compare
from rag.answering.statements import Cited, Composition, label_text, sentence
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.figures.indicator import said_name
from rag.retrieval.extraction import Extract
from rag.retrieval.pipeline import Reading, words_of
from rag.retrieval.ranking import Candidate
from rag.text.figure_labels import Labelled, label
from rag.text.figures import FigureKind, compatible
from rag.text.ngrams import fold, grams
from rag.text.time_expressions import without_years
from rag.types import Kind, Note, Span, Statement

_LOOKED_AT = 12
"""Sentences of each side that are looked through, best first."""
_COVERED = 0.2
"""Share of the question's weighted bigrams that the words of a figure have to hold."""
_ALIKE = 0.5
"""The weight of two figures having the same words, beside the share of the question that these hold."""
_MEANS = 0.1
"""The weight of nearness of meaning beside shared words in choosing the sentences of a year."""
_OWN = 0.6
"""The weight of a figure's words beside those of its clause."""
_PAIR = 2
_LONGEST_NAME = 20
_SAME_SENTENCE = 0.5
"""The weight of both figures of two things standing in one sentence."""
_TOGETHER = 0.35
"""Words that figures of two years have in common, and share of the question that they hold, from which they are taken
for figures of one matter. Where they are not, no difference is worked out."""
_ONE_INDICATOR = 0.3
"""The same for figures of one year, by their words alone."""
_TOTAL = re.compile(r"一共|合计|总共|共计|加起来|总和|累计|两年共|\btotal\b|altogether|combined|\bsum\b", re.IGNORECASE)
_GAP = re.compile(
    r"比.{0,40}[多少高低快慢大小长](?:了|出)?(?:多少|几)|相差|差(?:了)?(?:多少|几)|差距"
    r"|\bdifference\b|how much (?:more|less|higher|lower)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"两年|这两|前后|(?:去年|上年|\d{4}年?).{0,40}(?:今年|明年|\d{4}年?)"
    r"|目标.{0,40}(?:实际|结果|完成)|(?:实际|结果|完成).{0,40}目标"
    r"|比(?:去年|上年)|both years|two years|last year.{0,60}(?:this|next) year|target.{0,60}(?:actual|result)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"比|相差|差多少|变化|高了?还是|还是[松紧高低多少快慢]|[松紧高低多少快慢].{0,2}还是|持平|一样|compare|differ|change|\bthan\b|versus|\bvs\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"(.{1,60}?)(?:和|与|跟|同|还是|比起?|相比|对比|vs\.?|\bthan\b|\band\b|\bor\b)(.{1,200})", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure that may be meant, and its sentence."""

    candidate: Candidate
    said: Labelled
    covered: float
    year: int | None


def asks_total(text: str) -> bool:
    """Two years, or two things, taken together."""
    return _TOTAL.search(text) is not None and _BOTH.search(text) is not None


def asks_difference(text: str) -> bool:
    """One is asked for less the other."""
    return _GAP.search(text) is not None and not _TOTAL.search(text)


def asks_comparison(reading: Reading) -> bool:
    """Two years against each other."""
    return _AGAINST.search(reading.query.asked) is not None and _is_on_both(reading)


def compose_comparison(reading: Reading, snapshot: CorpusSnapshot, *, total: bool) -> Composition | None:
    """``total``: the figures are to be added, not compared. None where no two figures on the matter are found."""
    unit = reading.query.unit
    sides = [[told for told in side if _is_in(unit, told)] or side for side in _sides(reading, snapshot)]
    if len(sides) != 2 or not all(sides):
        return None
    pairs = [pair for pair in product(*sides) if _are_of_one_matter(*pair)]
    fitting = [pair for pair in pairs if are_comparable(pair[0].said.figure, pair[1].said.figure)]
    if not pairs:
        return None
    pair = max(fitting or pairs, key=_worth)
    return _tell((pair[0], pair[1]), reading, snapshot, total=total, comparable=bool(fitting))


def _is_in(unit: str, told: _Told) -> bool:
    """The figure is in the unit that was asked for."""
    return not unit or told.said.figure.unit == unit or compatible(unit, told.said.figure.unit)


def _are_of_one_matter(one: _Told, other: _Told) -> bool:
    """Two figures that can be meant together: of one sentence, or in like words."""
    if _in_one_sentence(one, other):
        return one.said.figure.span != other.said.figure.span
    if one.year == other.year:  # each was looked for by its own name: 城镇低保标准 is no match for 农村居民收入
        return _alike(one, other) >= _ONE_INDICATOR
    return _alike(one, other) + min(one.covered, other.covered) >= _TOGETHER


def _in_one_sentence(one: _Told, other: _Told) -> bool:
    return one.candidate.ordinal == other.candidate.ordinal


def _alike(one: _Told, other: _Told) -> float:
    """Share (0–1) of their bigrams that the words of both figures hold."""
    words = grams(one.said.label), grams(other.said.label)
    return len(words[0] & words[1]) / (len(words[0] | words[1]) or 1)


def _sides(reading: Reading, snapshot: CorpusSnapshot) -> Iterator[list[_Told]]:
    """The figures of each of the two years asked for; of each of two things where the years do not differ."""
    prose = [c for c in reading.ranked if snapshot.sentence(snapshot.order[c.ordinal]).kind is Kind.PROSE]
    wordings = [grams(reading.words)]
    if years := _years(reading, snapshot):
        for year in years:
            of_year = [c for c in prose if snapshot.section(snapshot.order[c.ordinal]).year == year]
            of_year.sort(key=lambda c: -(c.features.words + _MEANS * c.features.meaning))
            yield _figures(of_year, wordings, reading.weights, snapshot)
        return
    halves = _SIDES.match(without_years(fold(reading.query.text)))
    if halves is None:
        return
    one, other = grams(halves[1]), grams(halves[2])
    # 城镇和农村居民的收入: what is told of the second is told of both, so that its first words alone are its name.
    name = grams(halves[2][: len(halves[1])])
    for own, rest in ((one - other, name - one), (other - one, one - other)):
        found = _figures(reading.usable, [own], reading.weights, snapshot)
        unlike = [told for told in found if not any(gram in told.said.label for gram in rest & set(reading.weights))]
        yield unlike or found


def _is_on_both(reading: Reading) -> bool:
    return len(reading.scope.years) > 1 or _BOTH.search(reading.query.asked) is not None


def _years(reading: Reading, snapshot: CorpusSnapshot) -> tuple[int, ...]:
    """The two that are compared: those named, else the last two that the reports asked tell of."""
    if len(reading.scope.years) == _PAIR:
        return reading.scope.years
    if not _is_on_both(reading):
        return ()
    sections = (section for report in reading.scope.reports for section in snapshot.outlines[report].sections)
    told = sorted({section.year for section in sections if section.year is not None})
    return tuple(told[-_PAIR:]) if len(told) >= _PAIR else ()


def _figures(
    candidates: Sequence[Candidate],
    wordings: Sequence[set[str]],
    weights: Mapping[str, float],
    snapshot: CorpusSnapshot,
) -> list[_Told]:
    """Those whose words hold enough of the question, in one of its wordings."""
    found = []
    for candidate in candidates[:_LOOKED_AT]:
        at = snapshot.order[candidate.ordinal]
        text = words_of(candidate, snapshot)
        for said in label(text):
            words, around = grams(said.lead + said.label + said.figure.unit), grams(said.clause.of(text))
            covered = max(
                _OWN * _share(wording, words, weights) + (1 - _OWN) * _share(wording, words | around, weights)
                for wording in wordings
            )
            if said.figure.kind is FigureKind.AMOUNT and said.figure.unit and covered >= _COVERED:
                found.append(_Told(candidate, said, covered, snapshot.section(at).year))
    return found


def _share(wording: set[str], words: set[str], weights: Mapping[str, float]) -> float:
    total = sum(weights.get(gram, 0.0) for gram in wording)
    return sum(weights.get(gram, 0.0) for gram in wording & words) / total if total else 0.0


def _worth(pair: tuple[_Told, ...]) -> float:
    one, other = pair
    together = _ALIKE * _alike(one, other) + _SAME_SENTENCE * _in_one_sentence(one, other)
    return one.covered + other.covered + together + 0.02 * (one.candidate.logit + other.candidate.logit)


def _tell(
    pair: tuple[_Told, _Told], reading: Reading, snapshot: CorpusSnapshot, *, total: bool, comparable: bool
) -> Composition:
    cited = Cited(snapshot)
    statements = []
    for told in pair:
        found = _clause(told, reading, snapshot)
        year = told.year if pair[0].year != pair[1].year else None
        label = label_text("", year, english=reading.query.english)
        statements.append(Statement(label + sentence(found.text), (cited.cite(found.ordinal, found.span),)))
    if not comparable:
        return Composition(tuple(statements), cited.citations, note=Note.NOT_COMPARABLE)
    operands = tuple(Operand(told.said.figure, _written(told, snapshot), told.year, _name(told)) for told in pair)
    english = reading.query.english
    derived = add(operands, english) if total else compare(operands[0], operands[1], english)
    numbers = tuple(sorted({number for statement in statements for number in statement.citations}))
    statements.append(Statement(derived.text, numbers, derived.calculation))
    return Composition(tuple(statements), cited.citations)


def _clause(told: _Told, reading: Reading, snapshot: CorpusSnapshot) -> Extract:
    """The clauses around the figure; those that answer where these hold it."""
    start = snapshot.sentence(snapshot.order[told.candidate.ordinal]).start
    figure = Span(start + told.said.figure.full.start, start + told.said.figure.full.end)
    found = reading.extract(told.candidate, snapshot)
    if found.span.start <= figure.start and figure.end <= found.span.end:
        return found
    at = snapshot.order[told.candidate.ordinal]
    text, clauses = snapshot.report(at).text, snapshot.sentence(at).clauses
    holding = [clause for clause in clauses if clause.overlaps(figure)]
    span = Span(min(c.start for c in holding), max(c.end for c in holding)) if holding else figure
    return Extract(
        told.candidate.ordinal,
        span,
        told.said.lead.rstrip("，,") + span.of(text) if not told.said.head.strip() else span.of(text),
    )


def _name(told: _Told) -> str:
    """The indicator, if its words are short and name no others beside it."""
    name = said_name(told.said.label)
    return name if len(name) <= _LONGEST_NAME and "、" not in name else ""


def _written(told: _Told, snapshot: CorpusSnapshot) -> str:
    return told.said.figure.full.of(words_of(told.candidate, snapshot))
