"""Text -> the places it names. Pure.

Places are divisions of China, countries and regions of the world (``rag.text.divisions``), and in questions whatever is
called like a division: 湖山区 is a place although no list has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from rag.text.divisions import KINDS, codes_of, divisions, forms_of, is_under
from rag.text.places.english import find_english_places
from rag.text.places.place import Place
from rag.text.word_tables import any_of, rows_of
from rag.types import Span

_GENERIC = frozenset(
    {"市辖区", "老城区", "新城区", "市中区", "城中区", "中心区", "矿区", "郊区", "城区", "海域", "新区"}
)
_LONGEST = 15
_LEVELS = "国省市区县州盟旗镇乡"

_ZONES = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        ("经开区|经济(?:技术)?开发区|(?<!产业)开发区", "经开区|开发区|园区"),
        ("高新(?:技术产业开发)?区", "高新区|高新技术产业开发区|园区"),
        ("综保区|保税区", "综保区|保税"),
    )
)
"""Kinds of development zones: how a question names them, and how a report does."""

_BEGINS = (
    r"(?:^|(?<=[\s\d，,。.？?！!、；;：:“”《（(和与及跟同比在问是从到那较给把请让对查看说讲年月度里区市县省州盟旗的]))"
)
_LEFT = re.compile(_BEGINS)
"""The places in a question at which a name may begin."""
_TIME = r"[12]\d{3}|\d\d年|[今去明前后上]年|近[\d几一二三四五六七八九十两]|十[四五三]五|目前|现在|最近"
_TOPIC = (
    "GDP|gdp|地区生产|生产总值|经济|人口|财政|居民|城镇|农村|进出口|外贸|社会消费|社零|固定资产|工业|规上|常住|人均|一般公共"
    "|政府工作报告|[区县市省州旗镇]长|书记"
)
_AFTER = re.compile(rf"的?(?:{_TIME}|{_TOPIC})|呢|有多少|有几|怎么样|$|[？?。]")
"""The words after the name of the place that a question is on."""
_UNLISTED = re.compile(
    rf"(?=(?P<name>(?:(?![年月的])[\u4e00-\u9fff]){{2,5}}?(?:自治[州县旗]|新区|街道|[区市县州旗镇乡盟]))(?:的|{_AFTER.pattern}))"
)
_NO_NAME = re.compile(
    r"^(?:[哪几这那各每本我咱俺您全该其何某两三四五六七八九十多有新建共为把将到在被个所位座条]|[你他她]们|人家)"
    rf"|(?:{any_of(__name__, 'no_name')})$"
)
"""Words that look like the name of a district or a town but are not: 老旧小区, 超市, 哪个县."""
_NOT_BEFORE = {
    "中国": re.compile(r"式|特色|梦|共产党|人民|银行|制造|智造|移动|联通|电信|铁塔|石油|石化|好人|一冶|科学院|工程院"),
    "国家": re.compile(r"级|重点|标准|高新|[一二三]级"),
    "世界": re.compile(r"级|遗产|文化|自然|地质|[0-9]+强|杯|锦标赛|冠军|纪录|记录"),
    "海地": re.compile(r"区|铁|带"),
    "朝鲜": re.compile(r"族"),
    "蒙古": re.compile(r"族"),
}
"""The contexts in which the characters of a name are part of another word: after them, and in the next before them."""

_NOT_AFTER = {"吉林": "巴丹", "白银": "真金"}


@lru_cache(256)
def find_places(text: str) -> tuple[str, ...]:
    """Places named in ``text``, in order, each as it is written there; the longest name wins where several fit."""
    return tuple(dict.fromkeys(place.name for place in _written(text)))


def find_asked_places(question: str) -> tuple[Place, ...]:
    """The same of a question: with the short forms of counties, with what is called like a division, and in English."""
    written = tuple(_written(question))
    placed = (one for one in _placed(question) if not any(_cuts(one, other) for other in written))
    listed = _apart([*written, *placed, *find_english_places(question)])
    unlisted = (one for one in _unlisted(question) if not any(one.span.overlaps(other.span) for other in listed))
    return tuple(_narrowed(_apart([*listed, *unlisted])))


def _cuts(place: Place, other: Place) -> bool:
    """来安 in 来安徽: it ends within another name."""
    return place.span.start < other.span.start < place.span.end < other.span.end


def _apart(places: Iterable[Place]) -> list[Place]:
    """The names in order; of those that overlap, the one that begins first, and the longest of these."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.span.start, -place.span.end)):
        if not kept or place.span.start >= kept[-1].span.end:
            kept.append(place)
    return kept


def find_scopes(text: str) -> tuple[str, ...]:
    """Words that widen or narrow the place without naming it: 全国, 全省, 我市 …"""
    words = (f"{word}{level}" for level in _LEVELS for word in ("全", "我", "本"))
    return tuple(word for word in words if word in text)


def find_zones(asked: str) -> tuple[re.Pattern[str], ...]:
    """The name that a report uses for each kind of zone that is named: the figures of a zone are not its region's."""
    return tuple(told_as for asked_as, told_as in _ZONES if asked_as.search(asked))


def tells_of(place: str, words: str) -> bool:
    """Whether words of a report name a place, by any of its names or by its letter: 京企, 在津."""
    forms = forms_of(place)
    return any(form in words for form in forms) or any(letter.search(words) for letter in _letters_of(forms))


def _written(text: str) -> Iterator[Place]:
    names = _sure_names()
    at = 0
    while at < len(text):
        name = _longest(text, at, lambda name, _: name in names)
        if name:
            yield Place(name, Span(at, at + len(name)), codes_of(name))
        at += len(name) or 1


def _placed(question: str) -> Iterator[Place]:
    placed, words = _placed_names(), _word_names()
    for left in _LEFT.finditer(question):
        at = left.end()
        name = _longest(question, at, lambda n, end: n in placed or (n in words and bool(_AFTER.match(question, end))))
        if name:
            yield Place(name, Span(at, at + len(name)), codes_of(name))


@lru_cache(512)
def _is_of_another_word(name: str, at: int, text: str) -> bool:
    after = _NOT_BEFORE.get(name)
    before = _NOT_AFTER.get(name, "")
    return (after is not None and after.match(text, at + len(name)) is not None) or (
        bool(before) and text.endswith(before, 0, at)
    )


def _longest(text: str, at: int, is_name: Callable[[str, int], bool]) -> str:
    """The longest name that begins at ``at``; empty if none does."""
    for end in range(min(len(text), at + _LONGEST), at + 1, -1):
        name = text[at:end]
        if is_name(name, end) and not _is_of_another_word(name, at, text):
            return name
    return ""


def _unlisted(question: str) -> Iterator[Place]:
    for left in _LEFT.finditer(question):
        found = _UNLISTED.match(question, left.end())
        if found and not _NO_NAME.search(found["name"]) and not codes_of(found["name"]):
            yield Place(found["name"], Span(*found.span("name")), frozenset({found["name"]}))


def _narrowed(places: Iterable[Place]) -> Iterator[Place]:
    """南京市鼓楼区 is the one of that name in 南京市."""
    before: Place | None = None
    for place in places:
        codes = place.codes
        if before and before.span.end == place.span.start:
            codes = frozenset(code for code in codes if any(is_under(code, around) for around in before.codes)) or codes
        before = place._replace(codes=codes)
        yield before


@lru_cache(256)
def _letters_of(forms: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """The ways in which the letters of a place stand in a text."""
    others = "".join(letter for letter in _letters() if len(letter) == 1)
    own = [letter for letter, name in _letters().items() if name in forms]
    beside = rf"[{others}]{{0}}|{{0}}[{others}企商资籍]|[驻入赴来在离]{{0}}"
    return tuple(re.compile(beside.format(one) if len(one) == 1 else one) for one in own)


@cache
def _letters() -> Mapping[str, str]:
    _head, *rows = rows_of("rag.text", "place_letters.tsv")
    return dict(rows)


@cache
def _sure_names() -> frozenset[str]:
    """Every name of three characters or more, countries, and the short forms that mean nothing else."""
    names = {division.name for division in divisions() if len(division.name) > 2 or not division.name.endswith(KINDS)}
    return frozenset(names | {form for division in divisions() for form in division.forms}) - _GENERIC


@cache
def _placed_names() -> frozenset[str]:
    return frozenset(form for d in divisions() for form in (d.name, *d.placed) if len(form) > 1) - _GENERIC


@cache
def _word_names() -> frozenset[str]:
    return frozenset(form for division in divisions() for form in division.words)
