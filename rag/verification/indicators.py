"""The words of a figure -> whether they are of a part that other words do not name. Pure."""

from __future__ import annotations

import re

_NARROWING = tuple(
    re.compile(words)
    for words in (
        "高价值",
        "有效",
        "新能源|可再生能源|清洁能源|绿色?电|风光",
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
        "农村|农业|农民|乡村",
        "城镇|城市",
        "服务业",
        "制造业",
        "脱贫地区|脱贫县",
        "国家级|国家",
        "省级",
        "市级",
        "境外|入境|国际|海外|外国",
        "在[京沪津渝川苏浙皖闽赣鲁豫鄂湘粤桂琼黔滇陕]|驻[\u3400-\u9fff]",
    )
)
"""Words that make a part of what stands without them."""
_GENERAL = re.compile("城镇(?=新增就业|调查失业率|登记失业率)")
"""Said of all, although it sounds like a part."""


def general(words: str) -> str:
    """The words without those that only sound like a part: 城镇 in 城镇新增就业."""
    return _GENERAL.sub("", words)


def is_narrowed(words: str, by: str) -> bool:
    """The words name a part that the others do not: 高价值发明专利 by 发明专利."""
    return any(part.search(words) and not part.search(by) for part in _NARROWING)
