"""The words of a figure -> whether they name a part that other words do not name. Pure."""

from __future__ import annotations

import re

from rag.text.plain import grams
from rag.verification.wording import Grams

_NARROWING = tuple(
    re.compile(words)
    for words in (
        "高价值",
        "有效",
        "新能源|可再生能源|清洁能源|绿色?电|风光",
        "国有|国资|央企",
        "民营|民间|私营",
        "外资|外商",
        "小微",
        "普惠",
        "涉农",
        "公立|公办",
        "民办",
        "跨境",
        "限额以上|限上",
        "高技术",
        "战略性新兴",
        "集装箱|标箱",
        "农村|农业|农民|乡村|乡下|村里",
        "城镇|城市",
        "服务业",
        "制造业",
        "脱贫(?!攻坚)",
        "国家级|国家(?![0-9A-Z])",
        "省级",
        "市级",
        "境外|入境|国际(?!机场|空港|博览|会展|陆港)|海外|外国",
        "在[京沪津渝川苏浙皖闽赣鲁豫鄂湘粤桂琼黔滇陕]|驻[\u3400-\u9fff]",
    )
)
"""Words that narrow a name to a part of what it means without them."""
_GENERAL = re.compile(
    "[乡农]村(?=振兴)|农业(?=农村)|城镇(?=新增就业|调查失业率|登记失业率)|城[镇市](?=老旧|停车|更新|管网|地下|公园|绿道|轨道|地铁|公交|生命线|书房|口袋|一刻钟|便民|主干|快速路|大脑|住房|危旧|内涝|黑臭|体检|商圈|综合体)|城市(?=经济规模|综合|能级|更新)|国家级?(?=[0-9A-Z]{0,5}级?(?:旅游)?(?:景区|旅游区))|省级(?=集采|统筹)|国家级(?=专精特新“?小巨人)"
)
"""Words that sound like a part and mean the whole."""


_JOINED = re.compile("[、和与及]")
_MOSTLY, _HARDLY = 0.5, 0.2
_PARTNER = re.compile(r"(?<![相面针应])对(?!外)(?P<partner>[\u3400-\u9fff]{1,6}?)(?:进出口|出口|进口|贸易|增长|下降)")
"""The partner of a trade: 对东盟进出口."""
_PARTS = tuple(
    re.compile(words)
    for words in (
        "高价值",
        "(?<!公建)(?<!公办)(?<!国有)民营|民间投资",
        "脱贫(?!攻坚)",
    )
)
"""Words that nobody would leave out when meaning the part."""


_OTHERWISE = re.compile("非(?=常规|化石|公有制|银行|金融|税)")
"""The opening of a word for all but the thing named after it."""
_ENGLISH = re.compile("[A-Za-z' -]{12}")


def is_part(words: str, by: str) -> bool:
    """Whether the words name a part by an unambiguous word, and the others do not."""
    if _OTHERWISE.search(words) and not _OTHERWISE.search(by) and not _ENGLISH.match(by):
        return True
    if any(part.search(words) and not part.search(by) for part in _PARTS):
        return True
    trade = _PARTNER.search(words)
    return trade is not None and trade["partner"] not in by


def nearest_member(words: str, said: Grams) -> str:
    """The member of a list, where a text is about one alone; else the whole list: 老牛湾黄河大峡谷 of
    阿尔山国家级旅游度假区和老牛湾黄河大峡谷."""
    members = [one for one in _JOINED.split(words) if one]
    shares = sorted(((len(grams(one) & said) / (len(grams(one)) or 1), one) for one in members), reverse=True)
    if not shares or shares[0][0] < _MOSTLY or any(share >= _HARDLY for share, _ in shares[1:]):
        return words
    return shares[0][1]


def general(words: str) -> str:
    """The words without those that only sound like a part: 城镇 in 城镇新增就业."""
    return _GENERAL.sub("", words)


def is_narrowed(words: str, by: str) -> bool:
    """The words name a part that the others do not: 高价值发明专利 by 发明专利."""
    return any(part.search(words) and not part.search(by) for part in _NARROWING)
