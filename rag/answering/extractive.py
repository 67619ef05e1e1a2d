"""Question, its reading -> Answer in the report's own words, or why there is none. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from rag.answering.metadata_questions import find_particulars
from rag.documents.snapshot import Version
from rag.retrieval.answerability import misses_unit
from rag.retrieval.extraction import Extract, extract, extract_front
from rag.retrieval.pipeline import Reading, words_of
from rag.retrieval.query import Expects, is_english
from rag.retrieval.ranking import Candidate
from rag.retrieval.scope import Scope, find_scope
from rag.text.divisions import same_place
from rag.text.figures import FigureKind, find_figures
from rag.text.figures.units import SHARES
from rag.types import Answer, Citation, Kind, Question, Reason, Statement, Status

EXTRACTIVE = "extractive"
NEAREST_SHOWN = 3
PARTICULARS_SHOWN = 4
_ALSO = 0.75
"""How much less (in log-odds) a sentence on another year may be than the best, to be shown beside it."""
_ALIKE = 0.75
"""How much less a sentence that gives a figure may be than one that gives none, to be compared with a figure."""


def compose(question: Question, reading: Reading, version: Version) -> Answer:
    if not reading.is_answered:
        return refuse(question, version, _reason(reading), reading.ranked)
    extracts = [extract(reading.query, reading.weights, version, c) for c in choose(reading, version)]
    return _answered(question, extracts, reading.scope, version)


def quote_ranked(reading: Reading, version: Version, k: int) -> tuple[Citation, ...]:
    """At most ``k`` sentences of prose, best first, the clauses in which they meet the question highlighted."""
    prose = (c for c in reading.ranked if version.sentence(version.order[c.ordinal]).kind is Kind.PROSE)
    extracts = (extract(reading.query, reading.weights, version, c) for c in islice(prose, k))
    return tuple(version.citation(version.order[found.ordinal], None, (found.span,)) for found in extracts)


def tell_particulars(question: Question, version: Version) -> Answer | None:
    """The answer to a question on the report itself; None for any other question."""
    scope = find_scope(question, version)
    if scope.places:
        return None
    places = find_particulars(question.text, version, scope.reports)
    found = [extract_front(version, version.ordinals[version.sentence(at).id]) for at in places[:PARTICULARS_SHOWN]]
    return _answered(question, found, scope, version) if found else None


def _answered(question: Question, extracts: Sequence[Extract], scope: Scope, version: Version) -> Answer:
    labels = _labels(extracts, scope, version)
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        engine=EXTRACTIVE,
        statements=tuple(
            Statement(f"{label}{found.text}。", (number,))
            for number, (found, label) in enumerate(zip(extracts, labels, strict=True), 1)
        ),
        citations=tuple(
            version.citation(version.order[found.ordinal], number, (found.span,))
            for number, found in enumerate(extracts, 1)
        ),
        nearest=(),
        version=version.id,
        language=_language(question),
    )


def choose(reading: Reading, version: Version) -> list[Candidate]:
    """The sentences to say: one for each region and year asked, where there are several; or the best, and its like on
    another year if no year is asked."""
    usable, years, parts = reading.usable, reading.scope.years, reading.scope.parts
    best = usable[0]
    if len(years) > 1 or len(parts) > 1:
        asked = [(part, year) for part in parts for year in (years if len(years) > 1 else (None,))]
        each = _beside(usable, asked, version, _kinds(extract(reading.query, reading.weights, version, best).text))
        return list(dict.fromkeys(c for c in each if c)) or [best]
    if years or reading.query.expects is not Expects.NUMBER or not _year(best, version):
        return [best]
    other = next((c for c in usable[1:] if _year(c, version) not in (None, _year(best, version))), None)
    if other is None or best.logit - other.logit > _ALSO or misses_unit(reading.query, words_of(other, version)):
        return [best]
    return sorted((best, other), key=lambda c: c.ordinal)


_EITHER = frozenset({True, False})
_Asked = tuple[Scope, int | None]
"""A region, and a year if one is given."""


def _beside(
    usable: Sequence[Candidate], asked: Sequence[_Asked], version: Version, kinds: frozenset[bool]
) -> list[Candidate | None]:
    """The best on each: where the best of all gives a figure, figures of one kind, if such are about as good. What is
    compared has to be alike."""
    for given in (kinds, _EITHER - kinds) if len(kinds) == 1 else ():
        alike = [_first(usable, one, version, given) for one in asked]
        if all(alike):
            return alike
    return [_first(usable, one, version, kinds) or _first(usable, one, version) for one in asked]


def _first(
    usable: Sequence[Candidate], asked: _Asked, version: Version, kinds: frozenset[bool] = frozenset()
) -> Candidate | None:
    """The best on one region and year; with ``kinds`` the best that gives a figure of these, if it is about as good."""
    part, year = asked
    of_region = (c for c in usable if version.order[c.ordinal].report in part.reports)
    fit = [c for c in of_region if year in (None, _year(c, version))]
    if not kinds:
        return fit[0] if fit else None
    near = (c for c in fit if fit[0].logit - c.logit <= _ALIKE)
    return next((c for c in near if _kinds(words_of(c, version)) & kinds), None)


def _kinds(text: str) -> frozenset[bool]:
    """The kinds of figures it gives: True for shares and rates, False for all other amounts."""
    amounts = (figure for figure in find_figures(text) if figure.kind is FigureKind.AMOUNT)
    return frozenset(figure.unit in SHARES for figure in amounts)


def _labels(extracts: Sequence[Extract], scope: Scope, version: Version) -> list[str]:
    """What stands before each statement: the region where the corpus holds several, the year where it is not plain."""
    places = [version.order[found.ordinal] for found in extracts]
    years = [version.section(at).year for at in places]
    say_year = scope.relative or len(set(years)) > 1 or any(has_editions(at.report, version) for at in places)
    say_region = len(version.reports) > 1
    parts = [
        (
            version.report(at).region or version.report(at).name if say_region else "",
            f"{year}年" if year and say_year else "",
        )
        for at, year in zip(places, years, strict=True)
    ]
    return [f"{region}{year}：" if region or year else "" for region, year in parts]


def has_editions(report: int, version: Version) -> bool:
    """Whether the corpus holds reports of several years on this one's region."""
    region = version.reports[report].region
    return sum(same_place(other.region, region) for other in version.reports) > 1


def refuse(question: Question, version: Version, reason: Reason, ranked: Sequence[Candidate]) -> Answer:
    aside = reason in (Reason.SMALL_TALK, Reason.OFF_TOPIC)
    return Answer(
        question=question.text,
        status=Status.OFF_TOPIC if aside else Status.NOT_IN_REPORT,
        engine=EXTRACTIVE,
        statements=(),
        citations=(),
        nearest=() if aside else _nearest(ranked, version),
        version=version.id,
        language=_language(question),
        reason=reason,
    )


def _nearest(ranked: Sequence[Candidate], version: Version) -> tuple[Citation, ...]:
    """The best sentence of each of the nearest sections."""
    found: dict[tuple[int, int], Citation] = {}
    for candidate in ranked:
        at = version.order[candidate.ordinal]
        sentence = version.sentence(at)
        if sentence.kind is Kind.PROSE and len(found) < NEAREST_SHOWN:
            found.setdefault((at.report, sentence.section), version.citation(at))
    return tuple(found.values())


def _reason(reading: Reading) -> Reason:
    if reading.scope.places and not reading.usable:
        return Reason.OTHER_PLACE
    if reading.is_off_topic:
        return Reason.OFF_TOPIC
    if reading.scope.years and reading.ranked[0].features.year < 0:
        return Reason.OTHER_YEAR
    return Reason.ABSENT


def _year(candidate: Candidate, version: Version) -> int | None:
    return version.section(version.order[candidate.ordinal]).year


def _language(question: Question) -> str:
    return "en" if is_english(question.text) else "zh"
