"""A claim, the report it is checked against -> its content: figures, words, years, places, progress. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.retrieval.calibration import CALIBRATION
from rag.text.divisions import identify, own_names
from rag.text.figure_labels import is_idle, label
from rag.text.figures import Figure, FigureKind, clause_starts, find_figures
from rag.text.figures.dates import without_parts_of_year
from rag.text.figures.named_numbers import literal
from rag.text.figures.units import SHARES, is_count
from rag.text.places import find_english_places
from rag.text.plain import grams
from rag.text.progress import Stage, is_achieved, is_already, is_denied, is_intended, stage_of, without_stages
from rag.text.time_expressions import Mention, find_years, readers_calendar
from rag.types import Report
from rag.verification.facts import Count, count_of, name_of, with_breaks
from rag.verification.spoken.changes import official
from rag.verification.spoken.claimed_figures import claimed_figures, is_five_years
from rag.verification.spoken.figures import written
from rag.verification.spoken.foreign_names import with_names
from rag.verification.spoken.outright import outright
from rag.verification.wording import Grams, Wording, make_wording, official_forms

_LASTED = re.compile("(?:了|连续|连着|已经?|经过|历时|长达|整整)$")
_JOINED = re.compile("[\u3400-\u9fffA-Za-z]{1,20}")
_LASTING = re.compile("一直|连续|连着|以?来(?!自)|里头?|没有?(?=[断降涨变])|只[增减]不[增减]")
_DATED = r"(?:(?:[0-9]{4}年|[去今明前]年|截至|目前|现在|到)[，,]?){0,2}"
_IN_A_YEAR = re.compile("[去上前]年|[0-9]{4}年(?!底|末)")
_ONLY = re.compile("(?:(?<!早)(?<!光)就|[只仅才]有?|[拢统]共)$")
CAME = re.compile(
    "新(?!技术|材料|能源|兴|型|区|媒体|材|城|疆|余|乡)|[增添]|多了|入选|获|评上|认定|引[进来]|落户|培育|孵化|吸引|建成?|开[通工办业]"
    "|办了|上市|出台|[去今明前上]年|[0-9]{4}年|月"
)
"""Verbs for what is added, and years."""
_QUOTED = re.compile(r"[“「『《]([^“”「」『』《》]{1,30})[”」』》]")
_SINGLED_OUT = re.compile(r"的是([\u3400-\u9fff]{2,8})$")
_LED_TO = re.compile(r"(?:[开飞通驶运直]到|[开飞通驶]往|飞往|直达)((?:(?![了的])[\u3400-\u9fff]){2,6})[了的]*$")
"""The end of a way: 全程时刻表班列开到汉堡."""
_RARE = 0.2
"""The share of other reports that use a pair of characters, up to which it may be of a name."""
_ABBREVIATED = re.compile("(?<![A-Za-z])(?:GDP|CPI|PPI|PMI|R&D)(?=[0-9])")
"""An abbreviated indicator right before its figure, unlike a name of letters and digits: GDP35538亿元."""
_INSTITUTION = re.compile(
    r"(?<![\u3400-\u9fff])(?P<name>(?![家个座全各所这那我新]|[去今明前上]年|上市|国有|民营|重点|主要)[\u3400-\u9fff]{2,4}?)(?:风?景区|古城|集团|控股|啤酒|牛肉面|马拉松)"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a claim."""

    figure: Figure
    count: Count
    words: str
    """The words that the figure belongs to."""
    name: Grams
    """The name of these words, without those after it."""
    idle: bool
    """Whether it has no words of its own: 3% in 总额2.16亿美元、增长3%."""
    joined: bool = False
    """Whether the figure describes what the figure before it counts: 前1% in 80个学科进入前1%."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The content of a claim."""

    text: str
    """The text in the words of reports, as far as they are known."""
    asked: str
    """The same without the report's own place, which goes without saying there."""
    told: str
    """The same with a break for the report's own place, wherever it stands."""
    wording: Wording
    subject: Wording
    """The words without those that tell how far it has come."""
    all_forms: str
    """The claim with the official forms of its terms."""
    figures: tuple[Stated, ...]
    years: frozenset[int]
    places: tuple[str, ...]
    """Places and institutions named that are not the report's own."""
    names: tuple[str, ...]
    """The names in quotes, made of letters and numbers, or that the claim singles out: 评上5A景区的是镜泊湖."""
    stage: Stage
    intended: bool
    achieved: bool
    already: bool
    denied: bool
    of_five_years: bool
    """The claim is about a change over five years: 五年涨了近5倍."""


@lru_cache(256)
def read_claim(text: str, report: Report, places: tuple[str, ...] = ()) -> Claimed:
    """``places``: those named that are not the report's own."""
    plainly = outright(with_names(_without_own(text, report), report.text))
    text = official(written(_ABBREVIATED.sub(r"\g<0> ", plainly)))
    whole = without_parts_of_year(text)
    own = own_names(report.region)
    calendar = readers_calendar(report)
    years = {calendar.year(mention) for mention in find_years(text) if _is_told(mention, text)}
    return Claimed(
        text=text,
        asked=_without(text, own),
        told=with_breaks(text, own),
        wording=make_wording(whole, own),
        subject=make_wording(without_stages(whole), own),
        all_forms=" ".join((text, *official_forms(text))),
        figures=tuple(_stated(whole, own)),
        years=frozenset(year for year in years if year is not None),
        places=(*places, *_institutions(text)),
        names=tuple(_names(text)),
        stage=stage_of(text),
        intended=is_intended(text),
        achieved=is_achieved(text),
        already=is_already(text),
        denied=is_denied(text),
        of_five_years=any(is_five_years(figure, text) for figure in find_figures(text)),
    )


def _is_told(mention: Mention, text: str) -> bool:
    """Whether the figure is the year of the claim, and not a duration: 当了26年, 11年一直在降."""
    if mention.compared or mention.since or _LASTED.search(text[: mention.span.start]):
        return False
    return mention.span.of(text)[0] in "去今明前上" or _LASTING.match(text, mention.span.end) is None


def _stated(text: str, own: frozenset[str]) -> Iterator[Stated]:
    labelled = {said.figure.span: said for said in label(text)}
    last: Figure | None = None
    for figure in claimed_figures(text):
        between = text[last.full.end : figure.full.start] if last else ""
        last = figure
        said = labelled.get(figure.span)
        words = name_of(said, own) if said else frozenset[str]()
        yield Stated(
            figure,
            _count(figure, text),
            with_breaks(said.label, own) if said else "",
            words,
            said is not None and is_idle(said.own),
            _JOINED.fullmatch(between) is not None,
        )


def _count(figure: Figure, text: str) -> Count:
    """The count by the words of its clause before it, else after it; a rate counts nothing, and
    去年有三十四万多, read as 超过34万, may be of what is new."""
    if figure.unit in SHARES:
        return Count.OPEN
    clause = max(at for at in clause_starts(text) if at <= figure.full.start)
    before = text[clause : figure.span.start]
    before = count_of(before.removesuffix("超过") if _IN_A_YEAR.search(before) else before)
    if before is Count.OPEN and _is_of_all(figure, text):
        return Count.ALL
    return before if before is not Count.OPEN else count_of(text[clause:])


def _is_of_all(figure: Figure, text: str) -> bool:
    """Whether the figure is the total there is, without a year or a verb for an increase: 工厂就22家, 工厂只有22家."""
    return is_count(figure.unit) and _ONLY.search(text[: figure.full.start]) is not None and not CAME.search(text)


def _institutions(text: str) -> Iterator[str]:
    return (found["name"] for found in _INSTITUTION.finditer(text))


def _without_own(text: str, report: Report) -> str:
    """Its own place named in English is left out; in Chinese it is left out of the words."""
    for place in reversed(find_english_places(text)):
        if place.codes & identify(report.region):
            text = f"{text[: place.span.start]} {text[place.span.end :]}"
    return text


def _without(text: str, names: frozenset[str]) -> str:
    """The text without one of the names at its beginning."""
    own = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"^({_DATED})(?:{own})的?", r"\1", text) or text


def _names(text: str) -> Iterator[str]:
    yield from (found[1] for found in _QUOTED.finditer(text))
    singled = (*_SINGLED_OUT.finditer(text), *_LED_TO.finditer(text))
    yield from (found[1] for found in singled if _is_rare(found[1]))
    yield from (literal(figure.span.of(text)) for figure in find_figures(text) if figure.kind is FigureKind.NAME)


def _is_rare(name: str) -> bool:
    return all(CALIBRATION.reported(gram) <= _RARE for gram in grams(name) if len(gram) > 1)
