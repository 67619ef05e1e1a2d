"""Statement, the sentences it cites -> whether every figure, year, place, indicator and name in it stands there. Pure.

What cannot be shown to stand in the source fails: a wrong figure let through is worse than a right one refused. Meaning
is not weighed. A statement with a figure may use the words of its source and words that add nothing. A statement in
another language is compared by its terms, put into Chinese by the glossary: more of them must stand with the figure
than with any other of its kind; where no other stands in the cited sentences, one without a known term passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.grounding.figures.evidence import DONE, CitedSource, is_only_planned, make_source, statement_calendar
from rag.grounding.figures.figure_match import judge_figures
from rag.grounding.figures.result import Evidence, Failure, FailureReason, FigureVerdict
from rag.grounding.figures.similarity import plain
from rag.text.content_words import uncovered
from rag.text.divisions import is_within
from rag.text.figures import FigureKind, find_figures, stands_in
from rag.text.figures.model import Figure
from rag.text.figures.named_numbers import literal
from rag.text.figures.numerals import fold
from rag.text.places import find_places, find_scopes
from rag.text.plain import HAN
from rag.text.time_expressions import find_years
from rag.types import Span

_QUOTED = re.compile(r"[“「『《]([^“”「」『』《》]{1,60})[”」』》]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.+-][A-Za-z0-9]+)*\+?")
_LATIN_WITH_DIGITS = re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z.+-]*[0-9][A-Za-z0-9.+-]*(?<![.-])")
_NAMED = re.compile(
    r"[\u3400-\u9fff]{2}(?:公司|集团|小学|中学|大学|学院|学校|幼儿园|医院|街道|社区|(?<![城乡村集])镇|经开区|开发区|高新区|园区"
    r"|研究院|研究所|银行|协会|基地|小镇|广场|公园|大桥|机场|水库|泵站|[金银铜特一二三]等?奖|奖)"
)
_NUMERAL = re.compile(r"[0-9二三四五六七八九十百千万亿两半]")
_EDGES = " \n。.;；,，!！?？:：—"
# Between digits a point or a comma belongs to the number.
_START = rf"(?:^|(?<=[{_EDGES}])(?<![0-9][.,:]))"
_END = rf"(?:$|(?=[{_EDGES}])(?![.,:][0-9]))"


def check(statement: str, evidence: Sequence[Evidence]) -> FigureVerdict:
    """The failures of ``statement`` (without marks) against its cited sentences. Clauses taken over unchanged pass."""
    if any(_is_quote(statement, one.text) for one in evidence):
        return FigureVerdict(())
    sources = [make_source(one) for one in evidence]
    failures = [
        *judge_figures(statement, sources),
        *_names(statement, sources),
        *_years(statement, sources),
        *_places(statement, sources),
        *_words(statement, sources),
        *_round_numbers(statement, sources),
        *_modes(statement, evidence),
    ]
    return FigureVerdict(tuple(sorted(dict.fromkeys(failures), key=lambda failure: failure.span)))


def _is_quote(statement: str, text: str) -> bool:
    """True for whole clauses of the text, as they stand there."""
    words = statement.strip().rstrip(_EDGES)
    return bool(words) and re.search(rf"{_START}{re.escape(words)}{_END}", text) is not None


def _names(statement: str, sources: Sequence[CitedSource]) -> Iterator[Failure]:
    """Names in quotes, names with numbers, Latin words, institutions and awards stand in a source as they are."""
    places = "\n".join(literal(source.context) for source in sources)
    named = [figure for figure in find_figures(statement) if figure.kind is FigureKind.NAME]
    spans = [figure.span for figure in named] + [Span(*found.span(1)) for found in _QUOTED.finditer(statement)]
    for span in spans:
        if not stands_in(literal(span.of(statement)), places):
            yield Failure(FailureReason.NAME_ABSENT, span)
    yield from _latin(statement, sources)
    for found in _NAMED.finditer(statement):
        if uncovered(found[0], frozenset().union(*(source.words for source in sources)), frozenset()):
            yield Failure(FailureReason.NAME_ABSENT, Span(*found.span()))


def _latin(statement: str, sources: Sequence[CitedSource]) -> Iterator[Failure]:
    known = {word.lower() for source in sources for word in _LATIN.findall(source.context)}
    pattern = _LATIN if HAN.search(statement) else _LATIN_WITH_DIGITS
    figures = [figure.span for figure in find_figures(statement)]
    for found in pattern.finditer(fold(statement)):
        span = Span(*found.span())
        if found[0].lower() not in known and not any(span.overlaps(figure) for figure in figures):
            yield Failure(FailureReason.NAME_ABSENT, span)


def _years(statement: str, sources: Sequence[CitedSource]) -> Iterator[Failure]:
    """The failures of years and dates: the sources have to name or stand under each year, and give each date."""
    mentions = find_years(statement)
    calendar = statement_calendar(mentions, sources)
    own = {s.evidence.report.year for s in sources if s.evidence.report and s.evidence.year is None}
    known = frozenset(own).union(*(source.years for source in sources))
    for mention in mentions:
        if calendar.year(mention) not in known:
            yield Failure(FailureReason.YEAR_DIFFERS, mention.span)
    dates = [figure for source in sources for figure in source.figures if figure.kind is FigureKind.DATE]
    for figure in find_figures(statement):
        if figure.kind is FigureKind.DATE and not _is_known(figure, dates):
            yield Failure(FailureReason.FIGURE_ABSENT, figure.span)


def _is_known(stated: Figure, dates: Sequence[Figure]) -> bool:
    """Months and days are those of one date; years are compared on their own."""
    _, *parts = stated.literal.split("-")
    return not any(parts) or any(
        all(not part or part == of for part, of in zip(parts, date.literal.split("-")[1:], strict=True))
        for date in dates
    )


def _places(statement: str, sources: Sequence[CitedSource]) -> Iterator[Failure]:
    named = (*find_places(statement), *find_scopes(statement))
    for place in named:
        if not any(_is_known_place(place, named, source) for source in sources):
            at = statement.index(place)
            yield Failure(FailureReason.PLACE_DIFFERS, Span(at, at + len(place)))


def _is_known_place(place: str, named: Sequence[str], source: CitedSource) -> bool:
    """Whether a place is the region's own, is named by the source, or lies around the region and is named with it
    (马鞍山市雨山区)."""
    region = source.evidence.report.region if source.evidence.report else None
    around = bool(source.own & set(named)) and is_within(region, place)
    return place in source.own or place in source.context or around


def _words(statement: str, sources: Sequence[CitedSource]) -> Iterator[Failure]:
    """The failures of words: a statement with a figure must not say anything that its sources do not, and other
    statements must have no other numeral."""
    if not HAN.search(statement):
        return
    figures = [figure for figure in find_figures(statement) if figure.kind is not FigureKind.NAME]
    measured = any(figure.kind is not FigureKind.DATE for figure in figures)
    words = statement
    for figure in reversed(figures):
        words = f"{words[: figure.full.start]} {words[figure.full.end :]}"
    held = frozenset[str]().union(*(source.words for source in sources))
    rises = frozenset[bool]().union(*(source.rises for source in sources))
    for stretch in uncovered(plain(words), held, rises):
        at = max(fold(statement).lower().find(stretch), 0)
        span = Span(at, at + len(stretch))
        if _NUMERAL.search(stretch):
            yield Failure(FailureReason.FIGURE_ABSENT, span)
        elif measured:
            yield Failure(FailureReason.INDICATOR_DIFFERS, span)


def _modes(statement: str, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """The failures of modes: plans must not be stated as done, with figures or without."""
    done = DONE.search(statement)
    if done and is_only_planned(evidence):
        yield Failure(FailureReason.MODE_CHANGED, Span(*done.span()))


def _round_numbers(statement: str, sources: Sequence[CitedSource]) -> Iterator[Failure]:
    """Round numbers whose qualifier is lost: 百户 for 近百户."""
    told = [figure.span for figure in find_figures(statement)]
    for figure in (figure for source in sources for figure in source.figures):
        if figure.qualifiers and figure.literal[:1] in tuple("百千万亿"):
            for found in re.finditer(re.escape(figure.literal), statement):
                span = Span(*found.span())
                if not any(span.overlaps(other) for other in told):
                    yield Failure(FailureReason.QUALIFIER_DROPPED, span)
