"""A claim, a clause -> whether one piece of the clause is replaced by another in the claim. Pure.

本溪水洞成功创建国家5A级景区 has 水洞 where the clause has 五女山, and is the same around it: it is about another thing.
A claim in other words differs from the clause in more than one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from rag.retrieval.calibration import CALIBRATION
from rag.text.places import find_places, find_scopes
from rag.text.progress import stage_of
from rag.verification.wording import NEUTRAL, content, official_forms

_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z、]+")
_JOINING = re.compile("入选|获评|列入|纳入|获批|落户|当选|荣获|跻身|摘得|夺得")
"""The verbs between a name and what it has come to be."""
_DATED = re.compile("^(?:[0-9]{4}年|[去今]年)|[了为]$")
_HELD, _APART = 0.75, 0.5
"""Shares of the pairs of characters on one side of a claim: from the first on a clause is about that side, below the
second it is not."""
_LONGEST = 120
_FEW = 2
"""The most characters of a piece in contrast with another, which has as many."""
_SAID_OF_ALL = re.compile("正?在|累计|已经?|先后|共|以|靠|凭|用|由|从|往|按|将|去|来|在|新|现|总|个|位|名")
"""Words that say how and not what; replacing them makes no contrast."""
_NUMBERS = re.compile("[一二两三四五六七八九十百千]+")
_ANCHOR = 2
"""Characters that are the same on either side of what is replaced."""
_KIND, _LONGEST_NAME, _HALF = 3, 4, 0.5
"""Characters of a word for what is named, the most of a name before it, and the share of the claim's characters that
are the same where it is led by another name."""
_MOST = 8
"""The most characters that are replaced."""
_MOSTLY = 0.7
"""The share of the claim's characters that are the same where only the place is another."""
_SAME = 0.6
"""The share of the claim's characters that are the same."""
_FOREIGN = re.compile(
    "[阿埃艾安奥巴贝比伯布查达德迪杜多俄厄尔法菲弗戈格哈赫基加杰卡克科库拉莱兰里利列林卢鲁伦罗洛马曼梅蒙米摩莫姆拿娜内尼努"
    "诺帕佩皮普契萨塞瑟沙什斯苏塔泰坦特提图托瓦万维沃乌西希夏谢休雅亚伊尤扎泽兹堡]+"
)
"""The characters by which foreign names are written."""
_QUOTES = re.compile("[“”‘’「」《》的]")
_ONE_OF_A_KIND = re.compile(
    r"((?:(?![了得获拿过到个修建造盖])[\u3400-\u9fff]){2})(奖|杯|锦标赛|联赛|运动会|实验室|机场|大学|医院|水库|水电站|大桥|示范区|试验区|先行区)"
)
_KINDS = frozenset("省市区县州盟旗镇乡村边里处那个")
"""Single characters after a place that say no other name: 花垣那边, 花垣县."""
_EDGES = re.compile("^[达至为有]|[达至为有]$")
_GENERAL = re.compile(
    "目标|任务|计划|新增|增[速长幅]|增加(?!值)|总[额量数计]|累计|共有|水平|数量|方面|地区|全[部省市区县]|比重|占比"
)
"""Words that go with any figure or any place."""
_LOOSE = re.compile(
    "(?:项目|工程|居民|群众|人员|人口|人数|企业|单位|机构|部门|资金|经费|平台|基地|任务|工作|活动|服务|产业|行业|领域|体系|城市|地区|国家|社会|标准|制度|政策|措施"
    "|方案|产品|设施|设备|收入|花费|成果|奖项|学生|人才|岗位|就业)+"
)
"""Nouns that are used interchangeably."""
_VERB = re.compile("[举召取得夺培扶帮打推支发开组完建改设落出引吸获荣入拉带干运输送]")
"""The first characters of verbs, which people replace by many others."""
_LONGEST_TERM = 5
_KNOWN = 0.15
"""The share of other reports that use a pair of characters, from which it belongs to a term."""
_RARE = 0.2
"""The share of other reports that use a pair of characters, up to which it may be of a name."""


@lru_cache(2048)
def is_replaced(claim: str, clause: str) -> bool:
    one, other = bare(claim), bare(clause)
    pieces = list(_pieces(one, other))
    same = len(one) - sum(piece.stop - piece.start for piece, _ in pieces)
    anchored = [_whole((one, other), a, b) for a, b in pieces[1:-1] if one[a] and other[b]]
    if len(anchored) == 1 and same >= _SAME * len(one) and _are_names((one, other), anchored[0]):
        return True
    return _is_led_by_another(one, other, pieces)


def _is_led_by_another(one: str, other: str, pieces: Sequence[tuple[slice, slice]]) -> bool:
    """Whether the claim begins with a name and a word for what is named, and the clause with another name and the same
    word: 河口铁路口岸 against 磨憨铁路口岸."""
    if len(pieces) == 1:
        return False
    (first, its), (after, _) = pieces[:2]
    same = len(one) - sum(piece.stop - piece.start for piece, _ in pieces)
    if after.start - first.stop < _KIND or same < _HALF * len(one) or set(one[first]) & set(other[its]):
        return False
    named = _ANCHOR <= first.stop == its.stop <= _LONGEST_NAME and not find_places(one[first])
    return named and _are_names((one, other), (first, its))


def is_swapped(claim: str, clauses: Sequence[str]) -> bool:
    """Whether one clause is about what the claim names before its verb, another about what it names after it, and none
    about both: 甲山入选湖泊名单 against 甲山入选矿山名单，乙河入选湖泊名单."""
    if len(mine := _sides(claim)) != 2 or not all(map(pairs, mine)):
        return False
    told = [_held(mine, its) for clause in clauses if len(its := _sides(clause)) == 2]
    if any(min(held) >= _APART for held in told):
        return False
    return all(any(held[at] >= _HELD for held in told) for at in range(2))


def _sides(text: str) -> list[str]:
    return [_DATED.sub("", side) for side in _JOINING.split(text)]


def _held(mine: Sequence[str], its: Sequence[str]) -> tuple[float, ...]:
    """The share (0 to 1) of the pairs of each side of the claim that the same side of the clause holds."""
    sides = [(pairs(one), pairs(other)) for one, other in zip(mine, its, strict=True)]
    return tuple(len(one & other) / len(one) for one, other in sides)


def pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(_MARKS.sub("", text))))


_JOINS = frozenset("、和与及跟")


@lru_cache(2048)
def find_contrast(claim: str, clause: str) -> tuple[str, str] | None:
    """A piece of one or two characters in the claim where the clause has another piece between the same characters, and
    the two are not used interchangeably; None where there is none, or where claim and clause share little else."""
    one, other = (_MARKS.sub("", content(text[:_LONGEST], keep_turns=True)) for text in (claim, clause))
    pieces = list(_pieces(one, other))
    same = len(one) - sum(piece.stop - piece.start for piece, _ in pieces)
    if same < _SAME * len(one):
        return None
    replaced = ((one[a], other[b]) for a, b in pieces[1:-1] if one[a] and other[b])
    return next((pair for pair in replaced if _is_contrast(*pair)), None)


def is_another_of_its_kind(claim: str, text: str) -> bool:
    """Whether the claim names one of a kind by rare characters that the text lacks, and the text only holds the kind:
    飞天奖."""
    claim, text = _QUOTES.sub("", claim), _QUOTES.sub("", text)
    named = [(found[1], found[2]) for found in _ONE_OF_A_KIND.finditer(claim)]
    return any(name not in text and kind in text and CALIBRATION.reported(name) <= _RARE for name, kind in named)


def are_numbers(pair: tuple[str, str]) -> bool:
    """Whether both pieces are numbers: 提前一年, 提前三年."""
    return all(_NUMBERS.fullmatch(piece) for piece in pair)


def is_of_another_term(claim: str, words: str, sentence: str) -> bool:
    """Whether the claim differs from the words of a figure by just one term of reports for another, and the sentence
    lacks that term: 工业投资 against 技改投资. People who only use other words do not use such a term."""
    one, other = bare(claim), bare(words)
    unsaid = [(one[a], other[b]) for a, b in _pieces(one, other) if one[a]]
    if len(unsaid) != 1 or len(one) - len(unsaid[0][0]) < _ANCHOR:
        return False
    mine, its = unsaid[0][0], _EDGES.sub("", unsaid[0][1])
    if (
        mine == "规模"
        or stage_of(mine)
        or not _are_terms(mine, its)
        or pairs(mine) & pairs(sentence)
        or find_scopes(mine)
    ):
        return False
    return not any(form in other or its in form for form in official_forms(mine))


def _are_terms(one: str, other: str) -> bool:
    """Both are used by reports, about as long as each other, and neither is a general word; they have no character in
    common, as 总产 has with 产量."""
    if not all(_ANCHOR <= len(term) <= _LONGEST_TERM for term in (one, other)) or abs(len(one) - len(other)) > _FEW:
        return False
    if (
        (_LOOSE.fullmatch(one) and _LOOSE.fullmatch(other))
        or set(one) & set(other)
        or _GENERAL.search(f"{one}，{other}")
        or (_VERB.match(one) and _VERB.match(other))
    ):
        return False
    return all(CALIBRATION.reported(pair) >= _KNOWN for term in (one, other) for pair in pairs(term))


def is_same_but_for(claim: str, clause: str, one: str, other: str) -> bool:
    """Whether the clause says about ``other`` what the claim says about ``one``."""
    mine, its = bare(claim.replace(one, "", 1)), bare(clause.replace(other, "", 1))
    apart = sum(piece.stop - piece.start for piece, _ in _pieces(mine, its))
    return len(mine) > _ANCHOR and len(mine) - apart >= _MOSTLY * len(mine)


def _is_contrast(one: str, other: str) -> bool:
    mine, its = (NEUTRAL.sub("", piece) for piece in (one, other))
    if abs(len(one) - len(other)) > _FEW:
        return False
    if not 0 < len(mine) == len(its) <= _FEW or set(mine) & set(its) or {*mine, *its} <= _JOINS:
        return False
    if any(form in its or its in form for form in official_forms(mine)):
        return False
    if any(map(_SAID_OF_ALL.fullmatch, (mine, its))):
        return False
    return not stage_of(mine) == stage_of(its) > 0


def bare(text: str) -> str:
    """The text without figures, years, words for change and punctuation."""
    return _MARKS.sub("", NEUTRAL.sub("", content(text[:_LONGEST])))


def _pieces(one: str, other: str) -> Iterator[tuple[slice, slice]]:
    """The places before, between and after the runs that both have."""
    at, beside = 0, 0
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if block.size >= _ANCHOR:
            yield slice(at, block.a), slice(beside, block.b)
            at, beside = block.a + block.size, block.b + block.size
    yield slice(at, len(one)), slice(beside, len(other))


def _whole(texts: tuple[str, str], one: slice, other: slice) -> tuple[slice, slice]:
    """A single character of a foreign name with the next one, which both have: 汉堡 of 汉|堡, beside 杜伊斯|堡."""
    short, long = sorted((text[place] for text, place in zip(texts, (one, other), strict=True)), key=len)
    more = int(len(short) < _ANCHOR <= len(long) and _FOREIGN.fullmatch(long) is not None)
    return slice(one.start, one.stop + more), slice(other.start, other.stop + more)


def _are_names(texts: tuple[str, str], places: tuple[slice, slice]) -> bool:
    """Both are rare in reports, and neither is a word of one letter for one of several."""
    one, other = (text[place] for text, place in zip(texts, places, strict=True))
    if len(one) == len(other) == 1 and _VERB.match(one) and _VERB.match(other):
        return False
    if max(len(one), len(other)) > _MOST or (min(len(one), len(other)) < _ANCHOR and len(one) != len(other)):
        return False
    return all(map(is_rare, texts, places))


def is_rare(text: str, place: slice) -> bool:
    """Most pairs of the piece are used by few other reports, of one character the pair with the next."""
    if "、" in text[place] or text[place] in _KINDS or not all(map(CALIBRATION.is_telling, text[place])):
        return False
    pairs = [text[at : at + 2] for at in range(place.start, max(place.stop - 1, place.start + 1))]
    return sum(CALIBRATION.reported(pair) <= _RARE for pair in pairs) > len(pairs) / 2
