"""Measure words and units: how they are written, their canonical form, and which say the same of a number. Pure.

Measure words after the list of 现代汉语量词 in common grammars; units of GB 3100—93 as reports write them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.word_tables import rows_of

PERCENT, POINTS, SPOKEN_POINTS = "%", "个百分点", "个点"
SHARES = frozenset({PERCENT, POINTS, SPOKEN_POINTS, "成", "‰"})
MONEY = frozenset({"元", "美元", "欧元", "港元", "日元", "英镑"})
PEOPLE = frozenset({"人", "名", "位"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_THINGS = _words(
    "个 项 家 件 户 处 条 所 座 只 支 场 部 套 台 辆 张 栋 幢 宗 篇 种 类 批 款 艘 架 根 块 片 本 册 间 把 份 例 "
    "枚 颗 株 棵 头 羽 尾 列 对 双 组 群 队 节 课 幅 面 盏 道 档 大 字 版 卷 集 句 笔 桩 席 口 门 粒 桶 箱 包 袋 "
    "瓶 杯 班 层 页 样 封 顶 枝 束 串 团 堆 具 副 扇 床 阵 起 单 批次 班次"
)
_OTHER_COUNTS = _words(
    "人次 架次 车次 场次 户次 件次 台次 艘次 项次 家次 条次 列次 人天 人日 课时 标箱 标准箱 台套 次 强 倍 番 代 "
    "站 号 字节 工作日 个工作日 学分 平台 席位 级 金 银 铜 期 轮 届"
)
_TIME = _words("年 个月 周 天 日 小时 分钟 秒 秒钟 岁 周岁 周年 年代 世纪 季度 学年 个小时 星期 个星期 个季度 刻钟")
_MEASURES = _words(
    "亩 公顷 平方米 平方公里 平方千米 平米 立方米 方 公里 千米 里 米 厘米 毫米 纳米 微米 海里 英寸 吨 公斤 千克 "
    "斤 克 微克 毫克 升 毫升 度 千瓦时 兆瓦时 千瓦 兆瓦 吉瓦 瓦 千伏 千伏安 伏 伏特 千伏特 摄氏度 兆 车公里 "
    "吨公里 人公里 P TB PB GB km km² m² ㎡ kg kW MW GW kWh EFlops EFLOPS PFlops PFLOPS PF ℃ μg/m³ 分"
)
_MONEY_WRITTEN = _words("元 美元 欧元 港元 日元 英镑 美金 港币 欧 块钱 块 元人民币 人民币 角")
_RATES = _words("% ‰ 个百分点 百分点 个点 成")
_WRITTEN = _THINGS | _OTHER_COUNTS | _TIME | _MEASURES | _MONEY_WRITTEN | _RATES | PEOPLE
_LATIN = frozenset(unit for unit in _WRITTEN if unit[0].isascii() and unit[0].isalpha())
# Words that rarely measure after a Chinese numeral (三门峡, 十分, 四方, 一度, 万里, 五金) do so after digits only.
_DIGITS_ONLY = _words(
    "门 方 度 分 里 金 银 铜 口 面 道 字 号 站 单 束 班 样 头 把 根 节 角 块 欧 对 双 版 卷 顶 代 兆 层 包 集 串 "
    "具 副 队 团 堆 列 席 课 档 尾 羽 起 平台 人民币"
)
_COUNTS = _THINGS | PEOPLE | {"台(套)"}

_ALIASES = {
    "百分点": POINTS, "美金": "美元", "港币": "港元", "块钱": "元", "元人民币": "元", "人民币": "元",
    "平方千米": "平方公里", "km²": "平方公里", "千米": "公里", "km": "公里", "平米": "平方米", "m²": "平方米",
    "㎡": "平方米", "千克": "公斤", "kg": "公斤", "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "kWh": "千瓦时",
    "度": "千瓦时", "μg/m³": "微克/立方米", "日": "天", "个小时": "小时", "星期": "周",
    "个星期": "周", "个工作日": "工作日", "周岁": "岁", "秒钟": "秒", "千伏特": "千伏", "伏特": "伏",
    "标准箱": "标箱", "台套": "台(套)", "PF": "P", "PFlops": "P", "PFLOPS": "P", "EFLOPS": "EFlops", "个季度": "季度",
}  # fmt: skip
_ENGLISH = rows_of("rag.text.figures", "units.tsv")[1:]

_PER = r"(?:(?:/|(?<=克)每)(?:立方米|平方米|千瓦时|亩|人|公里|吨|户|天|日|年|小时|公斤|月|米|升|次|km²|斤))"
_VARIANT = r"(?:\((?:套|次|个|处|座|户|件|名|项|所|家|组|辆|件套)\))"
# A measure word that opens another word measures nothing: 一部分, 两位数, 三位一体, 一次性.
_OPENS = {
    "个": "别体性", "部": "分门署委", "位": "一数于居", "次": "性要序", "类": "似别", "批": "复准示", "种": "植业子",
    "大": "家会学量力型道同", "场": "景所馆地", "期": "间待望", "成": "不果立员功本为长都品效", "条": "件例",
    "处": "理置于罚", "天": "府然津下", "日": "报常", "家": "庭园乡电", "年": "级轻", "人": "均民口才", "所": "有得",
    "轮": "船值", "项": "目", "件": "均", "支": "持付撑", "台": "州湾阶", "组": "织建", "片": "区", "周": "边期",
    "只": "有能", "户": "籍外均", "本": "级市区省县地土", "元": "旦素宇", "届": "时", "套": "餐", "分": "别类布",
    "群": "众体", "队": "伍员", "班": "子", "口": "岸", "门": "店诊",
}  # fmt: skip


def _pattern(units: frozenset[str], opens: dict[str, str]) -> str:
    ordered = sorted(units, key=lambda unit: (-len(unit), unit))
    return rf"(?:(?:{'|'.join(_one(unit, opens.get(unit, '')) for unit in ordered)})(?:{_PER}|{_VARIANT})?)"


def _one(unit: str, not_before: str) -> str:
    after = "(?![A-Za-z0-9])" if unit in _LATIN else f"(?![{not_before}])" if not_before else ""
    return re.escape(unit) + after


UNIT = _pattern(_WRITTEN, {"年": "轻", "天": "然府津", "户": "籍", "家": "庭园", "群": "众体", "队": "伍"})
"""Units after digits."""
MEASURE = _pattern(_WRITTEN - _DIGITS_ONLY - _LATIN, _OPENS)
"""Measure words after a Chinese numeral."""
ENGLISH_UNIT = "(?:" + "|".join(written for written, _ in _ENGLISH) + r")(?![A-Za-z])"
_ENGLISH_READ = [(re.compile(written, re.IGNORECASE), unit) for written, unit in _ENGLISH]
_PREFIXED = {
    "$": "美元", "US$": "美元", "USD": "美元", "¥": "元", "￥": "元", "RMB": "元", "CNY": "元", "€": "欧元",
    "EUR": "欧元",
}  # fmt: skip
CURRENCY = r"(?:US\$|USD|RMB|CNY|EUR|[$¥￥€])"


@lru_cache(1024)
def canonical(written: str) -> str:
    """The one spelling of a unit: 美金 -> 美元, ㎡ -> 平方米, 微克每立方米 -> 微克/立方米; unknown ones as written."""
    written = written.replace(" ", "") if written and not written[0].isascii() else written
    if written in _PREFIXED:
        return _PREFIXED[written]
    if english := next((unit for pattern, unit in _ENGLISH_READ if pattern.fullmatch(written)), ""):
        return english
    unit = re.sub("/日$", "/天", written.replace("每", "/"))
    return _ALIASES.get(unit, unit)


def is_count(unit: str) -> bool:
    """A measure word of things one can count, for which the general 个 may stand."""
    return unit in _COUNTS


@lru_cache(1024)
def compatible(stated: str, source: str) -> bool:
    """True if a number may be stated with the one unit where the source has the other.

    The general 个 stands for any other measure word of things, 项 for 个 (as projects and matters are counted with
    either), and 人, 名, 位 for each other. 个点 is spoken for both % and 个百分点, so it contradicts neither. Nothing
    else is exchanged: not 家 for 项, not % for 个百分点, not one currency for another, not 人 for 人次.
    """
    if stated == source:
        return True
    return (
        (stated in PEOPLE and source in PEOPLE)
        or (stated == "个" and source in _COUNTS)
        or (stated == "项" and source == "个")
        or (stated == SPOKEN_POINTS and source in (PERCENT, POINTS))
    )
