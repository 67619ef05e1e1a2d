"""A claim, a clause -> whether one says the contrary of the other in a word: 提前 and 推迟, 全部 and 部分. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.text.figures.modifiers import turns


class _Pair(NamedTuple):
    one: re.Pattern[str]
    other: re.Pattern[str]


_PAIRS = tuple(
    _Pair(re.compile(one), re.compile(other))
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
        ("免费|免收|免除|减免", "收费|付费|自费|加收"),
        ("上调|提高|上浮", "下调|降低|下浮"),
        ("超额|超过预期|好于预期", "未完成|没完成|低于预期|不及预期"),
        (
            "全部|全面|所有|全覆盖|全域|都|整个|一[家个户点]不[漏少剩落]|无一例外",
            "部分|个别|局部|少数|试点|半数|多数|主体工程|还剩|还有几",
        ),
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
        ("入选|获评|上榜|当选|晋级", "落选|出局|未入选|没入选"),
        ("平稳|有序|顺利", "混乱|乱套|乱了套|大乱"),
        ("获|夺|摘得|斩获", "空手|颗粒无收|一无所获"),
        ("第一|首位|前列|领先|榜首", "垫底|倒数|末位"),
        ("突破|超过|稳定在|以上|站上|达到?", "跌破|失守"),
    )
)


_LOWEST = re.compile("新低|最低|缩水|萎缩|缩减|走低|腰斩|变[少小低短]|越来越[少小低短]")
_HIGHEST = re.compile("新高|最高|反弹|走高|变[多大高长]|越来越[多大高长]")
"""Told as one word, without saying by how much."""


def is_opposed(claim: str, clause: str) -> bool:
    """All that the claim says of change goes one way and all that the clause says the other, or a word is contrary."""
    mine, its = _ways(claim), _ways(clause)
    return (bool(mine and its) and not mine & its) or is_contrary(claim, clause)


def _ways(text: str) -> set[bool]:
    ways = {up for span, up in turns(text) if span.of(text) != "新增"}
    return ways | {True for _ in _HIGHEST.finditer(text)} | {False for _ in _LOWEST.finditer(text)}


def is_contrary(claim: str, clause: str) -> bool:
    """The claim has a word of a pair and not the other one, the clause the other one and not the first."""
    return any(
        _only(one, other, claim) and _only(other, one, clause) for pair in _PAIRS for one, other in (pair, pair[::-1])
    )


_SISTERS = tuple(
    tuple(map(re.compile, words))
    for words in (
        (r"工业(?!园|大省|强省|互联网|化|区|城|设计)", "服务业|第三产业", "农业(?!农村|银行)|第一产业", "建筑业"),
        ("粮", "蔬菜", "水果|果品", "油料", "肉|生猪", "茶", "棉", "水产"),
        ("存款", "贷款"),
        ("收入", "支出"),
        ("(?<!进)出口", "进口", "进出口|外贸"),
        ("就业", "失业"),
        ("投资", "消费|社零"),
        ("机场|航班|航空", "港口|码头|港(?=[0-9货集箱吞])", "火车站|高铁站"),
        ("公路|高速(?!铁路)", "铁路|高铁|动车", "地铁|轨道交通|轻轨", "航道"),
        ("高速", "普通公路|农村公路|国省道"),
        ("老旧小区|老小区|旧小区", "棚户区|棚改", "城中村", "危旧?房"),
        ("专利", "商标"),
        ("小学", "中学|初中|中小学", "高中", "幼儿园", "大学|高校"),
        ("养老|老年|老人", "托育|托位|婴幼儿"),
        ("新能源", "燃油"),
        ("光伏|太阳能", "风电|风力|风能", "水电站?(?!气)", "火电|煤电", "核电|核能"),
        ("快递", "邮政"),
        ("城镇|城里|城市居民", "农村|农民|乡村|乡下|农牧民|村里"),
        ("居民", "企业"),
        ("国内(?=游客|旅游|贸易|航线)", "(?:入境|境外|国际|外国)的?(?=游客|旅游|贸易|航线)"),
        ("第一产业|一产", "第二产业|二产", "第三产业|三产"),
        ("(?:使用|利用|吸引|吸收)外资", "(?:对外|境外)投资"),
        ("民营|民间|私营", "国有|国企|央企", "外资|外商"),
        ("手机", "电脑|计算机", "汽车|轿车|的车", "家电|冰箱|空调|彩电"),
        ("医院", "学校", "博物馆", "图书馆", "体育场|体育馆"),
        ("PM ?2\\.5|细颗粒物", "PM ?10|可吸入", "臭氧"),
        ("集装箱|标箱", "货物|货邮|货运", "旅客|客运|客流"),
        ("预算收入|财政收入", "税收"),
        ("死亡(?!率)|亡人|死的人|去世", "起数|事故数|事故的?数量", "受伤|伤者"),
        ("生产总值|GDP", "工业增加值", "零售总?额|社零", "固定资产投资|固投", "预算收入|财政收入", "可支配收入"),
    )
)
"""Words for things of one sort, of which a figure or an event is told of one: what is told of another is not told of
it."""


def is_of_a_sister(claim: str, words: str) -> bool:
    """The claim is on one thing, and the words on another of its sort: 工业投资 of 服务业投资."""
    return any(_are_others(sisters, claim, words) for sisters in _SISTERS)


def is_led_by_a_sister(claim: str, words: str, before: str) -> bool:
    """The words name none of the things, and what stands before them last is another than the claim's.

    粮食总产量1344亿斤，连续8年稳定在1300亿斤 tells nothing of vegetables.
    """
    return any(
        _are_others(sisters, claim, before) and not any(sister.search(words) for sister in sisters)
        for sisters in _SISTERS
    )


def _are_others(sisters: tuple[re.Pattern[str], ...], claim: str, words: str) -> bool:
    its = [sister for sister in sisters if sister.search(words)]
    if not its or any(sister.search(claim) for sister in its):
        return False
    return any(sister.search(claim) for sister in sisters)


_AMONG = tuple(
    re.compile(rf"(?:{scope})[^，,。；;0-9]{{0,10}}?(?:第[0-9一二三四五六七八九十]|首位|[0-9]+强|百强|最[多大高快长])")
    for scope in ("世界|全球", "全国|中国|国内|我国", "中部|西部|东部|东北|沿海|长三角", "全[省市区州县]")
)
"""A rank among those of the world, the country, a part of it, or a place."""


def is_ranked_among_others(claim: str, clause: str) -> bool:
    """A rank in the world told of one in the country: 世界500强 of 中国民营企业500强."""
    mine, its = ({at for at, scope in enumerate(_AMONG) if scope.search(text)} for text in (claim, clause))
    return bool(mine and its) and not mine & its


def _only(one: re.Pattern[str], other: re.Pattern[str], words: str) -> bool:
    return one.search(words) is not None and other.search(words) is None
