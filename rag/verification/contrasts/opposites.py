"""A claim, a clause -> whether a word of one is opposite to one of the other: 提前 and 推迟, 全部 and 部分. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.text.figures.modifiers import turns
from rag.text.plain import grams
from rag.text.sorts import tells_another


class _Antonyms(NamedTuple):
    one: re.Pattern[str]
    other: re.Pattern[str]


_PAIRS = tuple(
    _Antonyms(re.compile(one), re.compile(other))
    for one, other in (
        ("提前", "推迟|延期|延后|拖延|滞后|如期|按期"),
        ("扩大|拓宽|拉大", "缩小|收窄|压缩|缩短"),
        ("加快|提速|加速", "放缓|减速|放慢|变慢|停滞"),
        ("恢复|重启|复航|复工", "暂停|中断|停止|停办|停飞|叫停"),
        ("开放|开通|开馆|开业|启用", "关闭|关停|停用|停业|停运|封闭|停止|暂停|中止|取消"),
        ("新建|新设|成立|设立|组建", "拆除|撤销|裁撤|取消|解散|撤并"),
        ("保留|延续|继续", "取消|废止|终止|停止"),
        ("放宽|放开|松绑", "收紧|限制|从严"),
        ("好转|改善|优化|向好", "恶化|变差|变坏|转差"),
        ("免费|免收|免除|减免", "(?<![不免零])(?<!停止)(?<!取消)收费|付费|自费|加收"),
        ("上调|提高|上浮", "下调|降低|下浮"),
        ("超额|超过预期|好于预期", "未完成|没完成|低于预期|不及预期"),
        (
            "全部|全面|所有|全覆盖|全域|都|整个|一[家个户点]不[漏少剩落]|无一例外",
            "部分|个别|局部|少数|试点|半数|多数|主体工程|还剩|还有几",
        ),
        ("所有|全部|全体|每一?个|人人", "符合条件|有需求|有条件|有意愿|重点(?=人群|群体|企业|行业|领域|区域|地区)"),
        ("首次|首个|首家|首条|首座|第一次", "再次|第二次|连续|又一次|蝉联"),
        ("成功|顺利", "失败|落选|未能|流标"),
        ("合格|达标", "不合格|不达标|超标"),
        ("盈利|盈余|顺差|扭亏", "亏损|赤字|逆差"),
        ("高于|快于|领先|优于|跑赢", "低于|慢于|落后|不及|逊于"),
        ("增派|扩招|扩编", "裁减|裁员|缩编"),
        ("转入|流入|净流入", "转出|流出|净流出"),
        ("零增长|持平", "大幅"),
        ("独资|自主", "合资|引进"),
        ("保持|蝉联|稳居|守住|夺得|夺取|夺冠|卫冕", "丢掉|失去|丢了|跌出|让出"),
        ("优(?![化先惠])|良好|向好", "变差|恶化|变坏"),
        ("获批|批复|通过|核准", "否决|被否|驳回|未通过|没通过|没批"),
        ("审议通过|通过了|颁布|正式出台|施行", "提请|提交审议|送审|草案"),
        ("入选|获评|上榜|当选|晋级", "落选|出局|未入选|没入选"),
        ("平稳|有序|顺利", "混乱|乱套|乱了套|大乱"),
        ("获|夺|摘得|斩获", "空手|颗粒无收|一无所获"),
        ("第一|首位|前列|领先|榜首", "垫底|倒数|末位"),
        ("突破|超过|稳定在|以上|站上|达到?", "跌破|失守"),
    )
)


_ADDED = re.compile("新增|净增|增加|新添|多出")
_REMOVED = re.compile("淘汰|治理|整治|清理|清退|拆除|取缔|关闭|关停|化解|压减|压降|消除|注销")
_LOWEST = re.compile(
    "(?:少|低|便宜|降)了(?=$|[，,。！!])|得到(?:有效|有力|全面)?遏制|新低|最低|缩水|萎缩|缩减|走低|腰斩"
    "|变[少小低短]|越来越[少小低短]"
)
_HIGHEST = re.compile(
    "(?:(?<!差不)多|高|贵|涨|升)了(?=$|[，,。！!])|外扩|扩张|蔓延|新高|最高|反弹|走高|变[多大高长]|越来越[多大高长]"
)
"""Words that say of something only that it rose or is at its highest, without a number."""
_MORE_THAN = re.compile(
    "(?:(?P<over>超过|高于|快于|多于|大于|优于|领先|反超|赶超)|(?:低于|慢于|少于|小于|不及|落后于?))(?![0-9近约])"
)
_NOT_MOVED = re.compile(
    "(?<=[增减升降涨跌])[不未没](?:再)?[增减升降涨跌]|不得?[少低高多]于|升(?=国家级|省级|世界级|[0-9]A)"
)


def is_opposed(claim: str, clause: str) -> bool:
    """Whether all changes in the claim go one way and all in the clause the other, or a word of one is the opposite of
    a word of the other."""
    mine, its = _ways(claim), _ways(clause)
    opposed = bool(mine and its) and not mine & its
    return opposed or is_contrary(claim, clause) or is_compared_the_other_way(claim, clause)


def moves_alone(claim: str, clause: str) -> bool:
    """Whether the claim states a change, and the clause none."""
    return bool(_ways(claim)) and not _ways(clause)


_COMES = frozenset({"新增", "new", "added"})
"""Words for what has come, which need not have grown."""


def _ways(text: str) -> set[bool]:
    """The directions in which the text says that something moved; of 只减不增 only the one that is not denied."""
    text = _NOT_MOVED.sub("", text)
    ways = {up for span, up in turns(text) if span.of(text).lower() not in _COMES}
    return ways | {True for _ in _HIGHEST.finditer(text)} | {False for _ in _LOWEST.finditer(text)}


def is_removed(claim: str, words: str) -> bool:
    """Whether the claim adds what the words of a figure remove: 新增老旧车辆 against 淘汰老旧车辆."""
    done_away = _REMOVED.search(words) is not None and _REMOVED.search(claim) is None
    return done_away and _ADDED.search(claim) is not None


def is_compared_the_other_way(claim: str, clause: str) -> bool:
    """Whether the claim ranks higher what the clause ranks lower: 煤电超过新能源 against 新能源超过煤电."""
    mine, its = _MORE_THAN.search(claim), _MORE_THAN.search(clause)
    if mine is None or its is None:
        return False
    (one, other), (left, right) = _sides(mine, claim), _sides(its, clause)
    crossed = one & right - left and other & left - right
    return bool(crossed) and not other & right and bool(mine["over"]) is bool(its["over"])


def _sides(found: re.Match[str], text: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(grams(text[: found.start()])), frozenset(grams(text[found.end() :]))


def is_contrary(claim: str, clause: str) -> bool:
    """Whether the claim has only one word of a pair of opposites, and the clause only the other."""
    return any(
        _only(one, other, claim) and _only(other, one, clause) for pair in _PAIRS for one, other in (pair, pair[::-1])
    )


def is_of_a_sister(claim: str, words: str) -> bool:
    """Whether the claim is about one thing and the words about another of its kind: 工业投资 against 服务业投资."""
    return bool(tells_another(_COMPULSORY.sub("义务教育", claim), words, words, "claims", "both"))


_COMPULSORY = re.compile("小学生?[、和与及跟]?初中|初中生?[、和与及跟]?小学")
"""Both schools of compulsory education, which are not one of them."""


def is_led_by_a_sister(claim: str, words: str, before: str) -> bool:
    """Whether the words name no thing of this kind, and the last one named before them is not the claim's.

    粮食总产量1344亿斤，连续8年稳定在1300亿斤 tells nothing of vegetables.
    """
    sorts = tells_another(claim, before, before, "claims", "both")
    return any(not any(thing.search(words) for thing in sort) for sort in sorts)


_GRADES = tuple(
    tuple(words.split())
    for words in (
        "世界级 国际级 国家级 部级 省级 市级 区级 县级 镇级",
        "轻度 中度 重度",
        "特等奖 一等奖 二等奖 三等奖 金奖 银奖 铜奖 优秀奖 金牌 银牌 铜牌",
    )
)


def is_other_level(claim: str, text: str) -> bool:
    """Whether the claim has a word of a scale that the sentence lacks, and the sentence has another of that scale."""
    return any(_lacks(claim, text, scale) and _lacks(text, claim, scale) for scale in _GRADES)


def _lacks(one: str, other: str, scale: Sequence[str]) -> bool:
    return any(word in one and word not in other for word in scale)


_AMONG = tuple(
    re.compile(rf"(?:{scope})[^，,。；;0-9]{{0,10}}?(?:第[0-9一二三四五六七八九十]|首位|[0-9]+强|百强|最[多大高快长])")
    for scope in ("世界|全球", "全国|中国|国内|我国", "中部|西部|东部|东北|沿海|长三角|京津冀|大湾区", "全[省市区州县]")
)
"""A rank among those of the world, the country, a part of it, or a place."""


def is_ranked_among_others(claim: str, clause: str) -> bool:
    """Whether claim and clause rank among different groups, such as the world and the country: 世界500强 against
    中国民营企业500强."""
    mine, its = ({at for at, scope in enumerate(_AMONG) if scope.search(text)} for text in (claim, clause))
    return bool(mine and its) and not mine & its


_LISTS = tuple(
    re.compile(rf"(?:{whose})[^，,。；;]{{0,12}}?(?:案例|名录|名单|遗产|示范|榜)")
    for whose in ("联合国|世界|全球", "全国|国家", "全省|省级")
)


def is_on_another_list(claim: str, clause: str) -> bool:
    """Whether claim and clause name lists of different bodies: 联合国的优秀案例 against 全国优秀案例."""
    mine, its = ({at for at, of in enumerate(_LISTS) if of.search(text)} for text in (claim, clause))
    return bool(mine and its) and not mine & its


def _only(one: re.Pattern[str], other: re.Pattern[str], words: str) -> bool:
    return one.search(words) is not None and other.search(words) is None
