"""One figure of a statement, the sources -> the reason why none carries it, if any. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.grounding.figures.evidence import DONE, CitedSource, Item, statement_calendar, year_in_force
from rag.grounding.figures.result import Failure, FailureReason
from rag.grounding.figures.similarity import Likeness, about, attached, goes_on, heads, likeness, plain, taken
from rag.grounding.figures.totals import tells_whole
from rag.text.content_words import gist, uncovered
from rag.text.figure_labels import Labelled, label
from rag.text.figures import GRAVITY, Difference, Figure, FigureKind, Mode, compatible, difference
from rag.text.figures.modifiers import mode
from rag.text.figures.numerals import fold
from rag.text.glossary import official_terms
from rag.text.places import find_places, find_scopes
from rag.text.plain import HAN
from rag.text.time_expressions import find_years

_REASONS = {
    Difference.KIND: FailureReason.FIGURE_ABSENT,
    Difference.VALUE: FailureReason.FIGURE_ABSENT,
    Difference.UNIT: FailureReason.UNIT_CHANGED,
    Difference.NO_UNIT: FailureReason.UNIT_DROPPED,
    Difference.DIRECTION: FailureReason.DIRECTION_CHANGED,
    Difference.QUALIFIER: FailureReason.QUALIFIER_CHANGED,
    Difference.NO_QUALIFIER: FailureReason.QUALIFIER_DROPPED,
    Difference.MODE: FailureReason.MODE_CHANGED,
}
_LATIN = re.compile(r"[a-z][a-z0-9.+-]*", re.IGNORECASE)
# A clause that opens with a part of the region or a firm speaks of it: 雨山经开区预计全年规上工业增加值增长12%.
_NARROWER = re.compile(
    r"(?:^|(?<=[，,。；;\n]))[\u3400-\u9fff]{0,8}?"
    r"([\u3400-\u9fff]{2}(?:经开区|开发区|高新区|保税区|街道|(?<![城乡村集])镇|公司|集团))(?!等|和|、|化|区|乡)"
)
_STRETCH = re.compile(r"以来|年来|累计|\bsince\b|\bfrom\b", re.IGNORECASE)
_ADDED = re.compile(r"新[增建设签认备开引]|净增")
_NEWLY = re.compile(r"新|增|净|new|add", re.IGNORECASE)


class PlacedFigure(NamedTuple):
    """A figure of the statement, with the year and the region the statement gives it."""

    said: Labelled
    year: int | None
    place: str
    """The last region of a source named before it; empty if none."""
    statement: str


class EqualFigure(NamedTuple):
    """A figure of a source that equals a claim's."""

    item: Item
    source: CitedSource


def judge_figures(statement: str, sources: Sequence[CitedSource]) -> Iterator[Failure]:
    mentions = find_years(statement)
    calendar = statement_calendar(mentions, sources)
    regions = _regions(statement, sources)
    for said in label(statement):
        year = year_in_force(said, mentions, calendar, statement)
        region = next((place for at, place in regions if at < said.figure.full.start), "")
        if reason := _judge(PlacedFigure(said, year, region, statement), sources):
            yield Failure(reason, said.figure.full)


def _regions(statement: str, sources: Sequence[CitedSource]) -> list[tuple[int, str]]:
    """The places in the sources that name regions, last first."""
    own = frozenset[str]().union(*(source.own for source in sources))
    named = [place for place in find_places(statement) if place in own]
    return sorted(((at.start(), place) for place in named for at in re.finditer(place, statement)), reverse=True)


def _judge(claim: PlacedFigure, sources: Sequence[CitedSource]) -> FailureReason | None:
    """The failure of the source figure that comes closest: the last of the checks that none of them passes."""
    if _stands_in_name(claim, sources):
        return None
    everything = [EqualFigure(item, source) for source in sources for item in source.items]
    differences = [(difference(claim.said.figure, found.item.said.figure), found) for found in everything]
    left = [found for differs, found in differences if differs is None]
    if not left:
        if claim.said.figure.indefinite and not any(_counts_otherwise(claim, found) for found in everything):
            return None
        nearest = max((differs for differs, _ in differences if differs), key=GRAVITY.__getitem__, default=None)
        return _REASONS[nearest or Difference.VALUE]
    for reason, agrees in _CHECKS:
        left = [found for found in left if agrees(claim, found)]
        if not left:
            return reason
    left = [found for found in left if _tells_whole(claim, found)]
    if not left:
        return FailureReason.INDICATOR_DIFFERS
    others = [found for found in everything if found not in left and _years_agree(claim, found)]
    return None if any(_fits(claim, found, others) for found in left) else FailureReason.INDICATOR_DIFFERS


def _stands_in_name(claim: PlacedFigure, sources: Sequence[CitedSource]) -> bool:
    """Whether the number stands in a name of the sources, with the letters around it: 三项制度 in “三项制度”."""
    figure, statement = claim.said.figure, claim.statement
    for named in (named for source in sources for named in source.figures if named.kind is FigureKind.NAME):
        if figure.unit and difference(figure, named) is None:
            before, _, after = named.literal.partition(figure.literal)
            left, right = statement[: figure.span.start], statement[figure.span.end :]
            if left.endswith(before[-1:]) and right.startswith(after[:1]):
                return True
    return False


def _counts_otherwise(claim: PlacedFigure, found: EqualFigure) -> bool:
    """Whether the statement counts the same things differently: 一所小学 against 小学两所."""
    unit = compatible(claim.said.figure.unit, found.item.said.figure.unit)
    return unit and bool(gist(claim.said.own) & gist(found.item.said.own))


def _years_agree(claim: PlacedFigure, found: EqualFigure) -> bool:
    """Whether the years agree; a figure without a year, or for a stretch (2023年以来), has no single year."""
    if claim.year is None:
        return True
    return found.item.year == claim.year and (not _is_of_stretch(found) or bool(_STRETCH.search(claim.statement)))


def _is_of_stretch(found: EqualFigure) -> bool:
    """Whether the last year named before the figure opens a stretch of years."""
    before = find_years(found.source.evidence.text[: found.item.said.figure.full.start])
    return bool(before) and before[-1].since


def _places_agree(claim: PlacedFigure, found: EqualFigure) -> bool:
    """Whether places agree: those named are the report's or the sentence's, and none is left out."""
    text, own, words = found.source.evidence.text, found.source.own, claim.said.own
    known = all(place in own or place in found.source.context for place in find_places(words))
    reached = all(scope in own or scope in text for scope in find_scopes(words))
    if not (known and reached) or (claim.place and claim.place not in own):
        return False
    subjects = _NARROWER.findall(found.item.said.head)
    if any(name in claim.statement for name in own):
        subjects += _NARROWER.findall(text[: found.item.said.figure.full.start])
    return all(subject in claim.statement for subject in subjects)


def _modes_agree(claim: PlacedFigure, found: EqualFigure) -> bool:
    """Whether the modes agree: an aim cannot stand for a result or forecast, nor a result for an aim, where the year of
    the section shows which it is."""
    evidence = found.source.evidence
    if evidence.report is None or evidence.report.year is None or evidence.year is None:
        return True
    if evidence.year < evidence.report.year:
        return claim.said.figure.mode is not Mode.AIM or found.item.said.figure.mode is Mode.AIM
    if claim.said.figure.mode is Mode.ESTIMATE and not (_is_estimate(found) or _is_expected(claim, found)):
        return False
    return not DONE.search(claim.statement) or bool(DONE.search(evidence.text))


def _is_estimate(found: EqualFigure) -> bool:
    """Whether its clause or the opening of its sentence says so, which 预期目标 (an aim) does not."""
    figure, text = found.item.said.figure, found.source.evidence.text
    return Mode.ESTIMATE in (figure.mode, mode(fold(text[: figure.span.start])))


def _is_expected(claim: PlacedFigure, found: EqualFigure) -> bool:
    """Whether 预期 still marks an aim: 预期增长6% restates 主要预期目标是, 预计增长6% does not."""
    before = found.source.evidence.text[: found.item.said.figure.full.start]
    return "预期" in before and "预期" in claim.statement and mode(claim.statement.replace("预期", "")) is Mode.FACT


def _additions_agree(claim: PlacedFigure, found: EqualFigure) -> bool:
    """Whether both are additions or both totals: 新增停车泊位5447个 must not become the number of all there are."""
    return not _ADDED.search(found.item.said.label) or bool(_NEWLY.search(claim.statement))


def _tells_whole(claim: PlacedFigure, found: EqualFigure) -> bool:
    foreign = not HAN.search(claim.statement)
    return foreign or tells_whole(claim.said, claim.statement, found.item.said)


_CHECKS = (
    (FailureReason.YEAR_DIFFERS, _years_agree),
    (FailureReason.PLACE_DIFFERS, _places_agree),
    (FailureReason.MODE_CHANGED, _modes_agree),
    (FailureReason.INDICATOR_DIFFERS, _additions_agree),
)


def _fits(claim: PlacedFigure, found: EqualFigure, others: Sequence[EqualFigure]) -> bool:
    """Whether the words of the claim and of the figure match, and match no other figure better."""
    rivals = [other for other in others if _is_rival(claim.said.figure, found, other)]
    if not HAN.search(claim.statement) and HAN.search(found.source.evidence.text):
        return _fits_translated(claim, found, rivals)
    apart = f"{claim.said.head} {claim.said.tail}"  # no word goes across the figure
    if uncovered(plain(apart), found.source.words, found.source.rises):
        return False
    followed = attached(claim.said, found.item.said)
    if any(heads(claim.said, rival.item.said) and not heads(claim.said, found.item.said) for rival in rivals):
        return False
    if followed:
        rivals = [rival for rival in rivals if attached(claim.said, rival.item.said)]
    if goes_on(claim.said, found.item.said, found.source.evidence.text):
        return True
    if _swaps(claim, found, others):
        return False
    mine = _likeness(claim, found)
    if not mine.enough or any(_likeness(claim, rival).beats(mine) for rival in rivals):
        return False
    return followed or not any(taken(claim.said, other.item.said, mine) for other in others)


def _swaps(claim: PlacedFigure, found: EqualFigure, others: Sequence[EqualFigure]) -> bool:
    """Whether the claim has another figure's subject, and not its own: 甲办件2件 against 甲办件5件,乙办件2件."""
    own = about(found.item.said.head) | about(found.item.said.tail)
    strange = about(claim.said.head) - about(found.item.said.label) - about(found.item.said.lead)
    if not strange or own <= about(claim.statement):
        return False
    return any(strange & about(other.item.said.head) for other in others if other.source is found.source)


def _likeness(claim: PlacedFigure, found: EqualFigure) -> Likeness:
    return likeness(claim.said, claim.statement, found.item.said, found.source.evidence.text)


def _is_rival(figure: Figure, found: EqualFigure, rival: EqualFigure) -> bool:
    """Whether it has the same kind and unit but another value."""
    equal, other = found.item.said.figure, rival.item.said.figure
    otherwise = (figure.low, figure.high) != (other.low, other.high) or figure.kind is FigureKind.GRADE
    return figure.kind is other.kind and other.unit in (figure.unit, equal.unit) and otherwise


def _fits_translated(claim: PlacedFigure, found: EqualFigure, rivals: Sequence[EqualFigure]) -> bool:
    """More of the claim's terms, put into Chinese, stand with the figure than with any rival, or a word like GDP."""
    terms = [term for term in official_terms(claim.said.label) if about(term)]
    mine = _held_terms(terms, found)
    named = _latin(found.item.said.label) & _latin(claim.said.label)
    if named and not any(named <= _latin(rival.item.said.label) for rival in rivals):
        return True
    best = max((_held_terms(terms, rival) for rival in rivals), default=0)
    return mine > best or (not rivals and not terms)


def _held_terms(terms: Sequence[str], found: EqualFigure) -> int:
    words = fold(found.item.said.lead + found.item.said.label)
    return sum(fold(term) in words for term in terms)


def _latin(words: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _LATIN.findall(words))
