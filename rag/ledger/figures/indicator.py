"""Words around a figure -> the name of what it measures, as said and folded to one name across reports. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rag.text.divisions import own_names
from rag.text.figure_labels import is_idle
from rag.text.figures.kinds import RATES
from rag.text.plain import fold, without_zero_width
from rag.text.word_tables import any_of, rows_of

_AND = r"和(?![美谐平睦田静顺])|与(?!会)|及(?![时其格])"
_OPENS = re.compile(rf"^(?:{any_of(__name__, 'opens', AND=_AND)})+")
_MOVED = any_of(__name__, "moved")
_PLACED = (
    r"稳?居|位居|位列|[列位]|排名?|跃居|跃升至?|[升进降]至|跻身|名列|升|进入|获评|全[国省市球]|世界"
    r"|各省区?|[中西东]部(?:地区)?|长三角"
)
_END = 32
"""Characters at the end of a name that are looked through for words of change: their parts can be told apart in many
ways, multiplied."""
_AMONG = re.compile(r"(?:稳居|居(?![民住家])|位居|位列|排名?|跃居)[^，,、；;居位排]{0,12}$")
"""Words for a rank and for the group it is in: 居粮食主产省."""
_QUOTED_NAME = re.compile(r"“(?!十[一二三四五六]五)[^“”]{2,20}”")
_STEPS = r"(?:连续)?(?:迈上|连跨|跨越|跨过|跃上|登上)[^，,、；;]{0,10}(?:台阶|大关|关口)"
_CLOSES = re.compile(rf"(?:{_STEPS}|{_MOVED}|[和与及])+$")
_RANK_CLOSES = re.compile(rf"(?:{_MOVED}|{_PLACED})+$")
_CHANGES_NAME = re.compile(rf"(?:{RATES}|增长率)$")
_CHANGE = re.compile(r"增速|增幅|增量")
_ACTS = re.compile(rf"^(?:{any_of(__name__, 'acts')})+")
_FILLERS = re.compile(r"经费|综合|[平年]均(?=浓度)|平均|年度|[全同]口径|可比口径|全社会")
_COUNTS_THEM = re.compile(r"(?<=..)(?:数量|总数|总量|规模|数)$")
_ACTS_BEHIND = re.compile(
    r"(?<=..)(?:(?:累计|全面|全部|如期|圆满|顺利|高效|基本|加快)*"
    r"(?:改造提升|提升改造|提档升级|改造|整治|建设|投入使用|建成投[用运产]|开工建设|开工|完成投资|实现|完成|实施|建成|落地|推进))+$"
)
_MEASURED = re.compile(
    r"(?:核心)?(?:产业|行业|企业|领域)?(?:增加值|总?产值|产量|营业?收入?|收入|投资|(?:零售|销售|交易|成交)?总?额|利润|规模|人数|人次"
    r"|游客(?:人次|数)?|出口|进口|进出口|占比|比重)+$"
)
_GENERIC = re.compile(
    r"(?:[累总]计|占.{0,12})?(?:增速|增幅|增量|规模|总[量数额值产]|总产量|产量|产值|面积|数量|人数|床位|比重|占比|份额|参保率|覆盖率|单产|完成投资)"
)
_MEASURES = re.compile(
    r"(?:(?:播种|种植|覆盖|建筑)?面积|总产量?|产量|产值|总[量数额]|(?<!生产)总值|规模|数量|(?:参保)?人数|余额|比重|占比|单产)$"
)
_COMPARED = re.compile(r"(?:高于|快于|低于|优于).*$")
PART_MARK = "，其中"
"""The words between a name and that of a part of it: 新增电力装机，其中绿色能源占比."""
_STUFF = re.compile(r"[“”‘’《》「」\s\"]|\([^()]*\)|[()（）]")
_BEFORE_VARIANT = r"^(单位|人均|全社会|全口径|每?万元|)"


@lru_cache(4096)
def said_name(words: str, *, ranked: bool = False) -> str:
    """The name without what opens and closes the clause around it: 力争社会消费品零售总额同比增长 ->
    社会消费品零售总额."""
    opened = _OPENS.sub("", without_zero_width(words))
    if ranked:
        opened = _AMONG.sub("", opened) or opened
    end = (_RANK_CLOSES if ranked else _CLOSES).sub("", opened[-_END:])
    closed = opened[:-_END] + end
    return (closed or opened).strip("、，,；;： ")


@lru_cache(4096)
def names_nothing(words: str) -> bool:
    """True for words that only describe a change: 同比增长, 跃升至, ,居全国."""
    words = without_zero_width(words)
    if _QUOTED_NAME.search(words):
        return False
    rest = _OPENS.sub("", words)
    return is_idle(words) or (len(rest) < _END and bool(_RANK_CLOSES.fullmatch(rest + " ")))


@lru_cache(4096)
def is_generic(name: str) -> bool:
    """True for a measure that does not say of what: 产量, 增速, 占比."""
    return bool(_GENERIC.fullmatch(name))


@lru_cache(4096)
def opening_acts(name: str) -> str:
    """The words for what was done with something: 新组建 in 新组建实验室."""
    acts = _ACTS.match(name)
    return acts[0] if acts else ""


def without_acts(name: str) -> str:
    """The level that something was added to: 新建绿道 -> 绿道."""
    return _ACTS.sub("", name) or name


def completed(before: str, name: str) -> str:
    """A generic measure completed by the subject of the name before it: 粮食播种面积, 产量 -> 粮食产量."""
    whole = _CHANGES_NAME.sub("", _ACTS.sub("", before))
    subject = whole if _CHANGE.fullmatch(name) else _MEASURES.sub("", whole)
    return f"{subject}{name}"


@lru_cache(4096)
def folded_name(name: str, region: str | None) -> str:
    """The name by which reports agree: width, quotes, the region and acts dropped, variants read as one."""
    whole, _, part = name.partition(PART_MARK)
    return f"{_folded(whole, region)}{PART_MARK}{_folded(part, region)}" if part else _folded(whole, region)


def _folded(name: str, region: str | None) -> str:
    words = _STUFF.sub("", fold(name))
    for own in sorted(own_names(region), key=len, reverse=True):
        words = words.removeprefix(own)
    words = _CHANGES_NAME.sub("", words.removeprefix("全社会")) or words
    words = _COMPARED.sub("", words) or words
    core = _ACTS.sub("", words)
    unified = _unified(core if len(core) > 1 else words)
    return _COUNTS_THEM.sub("", _FILLERS.sub("", unified) or unified)


@lru_cache(4096)
def subject_of(name: str) -> str:
    """The owner of a folded name, without its measure: 文旅产业增加值 -> 文旅; empty where nothing is left."""
    return _MEASURED.sub("", name)


def counted_name(name: str) -> str:
    """A folded name of things counted without what was done with them: 城中村改造 -> 城中村."""
    return _ACTS_BEHIND.sub("", name)


def _unified(words: str) -> str:
    for pattern, official in _variants():
        if pattern.match(words):
            return pattern.sub(rf"\1{official}", words)
    return words


@cache
def _variants() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Longest first."""
    rows = rows_of("rag.ledger.figures", "variants.tsv")
    pairs = [(variant, official) for official, variants in rows for variant in (official, *variants.split("|"))]
    ordered = sorted(pairs, key=lambda pair: -len(pair[0]))
    return tuple((_variant(fold(variant)), fold(official)) for variant, official in ordered)


def _variant(written: str) -> re.Pattern[str]:
    """A variant that ends in $ must be the whole name."""
    whole = "$" if written.endswith("$") else ""
    return re.compile(f"{_BEFORE_VARIANT}{re.escape(written.rstrip('$'))}{whole}")
