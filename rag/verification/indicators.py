"""The words of a figure -> what of a thing is counted, and of which part of it. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_MEASURES = tuple(
    re.compile(words)
    for words in (
        r"产量|总产|产出|收[成获]|造|生产(?!总值|安全)",
        r"(?<!进)出口",
        r"进口",
        r"零售|销售|销量|卖",
        r"产值|增加值",
        r"营收|营业收入",
        r"利润",
        r"投资",
        r"签约",
        r"到位|使用外资",
        r"死亡人数",
        r"死亡率",
        r"(?:件|起)数|发案|立案",
        r"用电|售电",
        r"发电(?!装机)",
        r"装机",
        r"贷款|信贷",
        r"存款",
        r"收入",
        r"支出|花费|花",
        r"客流|旅客",
        r"货运|货物|货邮",
    )
)
"""The measures by which a thing is counted: its output, its export, its sales."""
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
_NAMED = 4
"""The fewest characters of a name."""
_PLAIN = re.compile(
    r"[的了、，,：:和与及其等中为使用完成实现建设造预计力争持续推动新增净增累计全省市区县国年均共达到至超各类上下规模地社会"
    r"总居民数额0-9a-zA-Z“”《》() ]$"
)
"""Characters that end words which do not narrow what follows."""


@lru_cache(4096)
def measures(words: str) -> frozenset[int]:
    """The measures that the words name, as indices."""
    return frozenset(at for at, measure in enumerate(_MEASURES) if measure.search(words))


def general(words: str) -> str:
    """The words without those that only sound like a part: 城镇 in 城镇新增就业."""
    return _GENERAL.sub("", words)


def is_narrowed(words: str, by: str) -> bool:
    """The words name a part that the others do not: 高价值发明专利 by 发明专利."""
    return any(part.search(words) and not part.search(by) for part in _NARROWING)


def is_qualified(words: str, by: str) -> bool:
    """The words qualify what the others name: 高价值发明专利 in 每万人口高价值发明专利, by 每万人口发明专利."""
    shared = _longest_shared(words, by)
    before = words[: words.find(shared)][-2:]
    return len(shared) >= _NAMED and len(before) > 1 and before not in by and not _PLAIN.search(before)


def _longest_shared(one: str, other: str) -> str:
    spans = ((at, at + size) for size in range(min(len(one), len(other)), 0, -1) for at in range(len(one) - size + 1))
    return next((one[start:end] for start, end in spans if one[start:end] in other), "")
