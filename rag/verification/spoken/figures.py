"""Figures as people say them -> as reports write them: 四成多 · 5.7个亿 · 五个半点 · 翻了一番还多 · half a million.
Pure.

Only the figures are rewritten; what stands around them stays. ``rag.text.figures`` reads the outcome.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from rag.text.figures import numerals
from rag.verification.spoken.ratios import with_shares

_CHINESE = "〇零一二两三四五六七八九十百千万亿"
_NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?[百千万亿]*|[{_CHINESE}]+(?:点[{_CHINESE}]+)?)"
_OVER = r"(?:还|都|也)?(?:要)?(?:多|不止|有余|出头|挂零|往上|朝上|开外|有多)(?!少)"
_NEAR = (
    "(?<![还更也要飞最加尽])快要?(?![0-9.]+个?(?:百分)?点)|(?<=[涨跌升降高低长]了)快|将近|直逼|眼看(?:就)?要?到?"
    "|快摸到|摸到"
)
_LEAST = "(?<![甚减])(?:最?起码|少说(?![话些点明])|至少|最少|顶少)"
_DOING = "也都得要能会该需再建修种办招签添增改造开加完成达到新有"  # between that and the figure: 起码要新增18万个
_COUNTED_AS = "个家条座批台所处支例款艘套张趟列架辆颗枚部届只艇笔宗栋"
_PAST = (
    r"过了?|冲破了?|冲过了?|闯过了?|迈[上过入]了?|跨[上过入]了?|站[上稳]了?|[冲登踏跃]上了?|[踏越]过了?"
    r"|(?<![突跌])破了?"
)


def written(text: str) -> str:
    """The text with its spoken figures written."""
    text = with_shares(text)
    for pattern, rewrite in _REWRITES:
        text = pattern.sub(rewrite, text)
    return text


def _value(number: str) -> Fraction | None:
    if number[0].isascii():
        digits = re.match(r"[0-9.]+", number)
        rest = number[digits.end() :] if digits else ""
        return Fraction(digits[0]) * numerals.scale(rest) if digits else None
    read = numerals.chinese(number)
    return read.low if read and read.low == read.high else None


def _decimal(value: Fraction) -> str:
    return f"{float(value):.10g}" if value < 10**9 else f"{int(value)}"


def _large(value: Fraction) -> str:
    """The number with 万 or 亿, as reports write large numbers."""
    for factor, letter in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= factor:
            return f"{_decimal(value / factor)}{letter}"
    return _decimal(value)


def _tenths(found: re.Match[str]) -> str:
    """三成 -> 30%, 一成四 -> 14%, 九成半 -> 约95%."""
    whole, rest = _value(found["whole"]), found["rest"]
    if whole is None:
        return found[0]
    more = Fraction(5) if rest == "半" else _value(rest) or Fraction(0) if rest else Fraction(0)
    mark = "超过" if found["over"] or found["more"] else "约" if rest == "半" else ""
    return f"{mark}{_decimal(whole * 10 + more)}%"


def _doubled(found: re.Match[str]) -> str:
    """翻了一番还多 -> 增长超过100%, 翻两番 -> 增长300%."""
    times = _value(found["times"] or "一") or Fraction(1)
    grown = 100 * (2 ** int(times) - 1) if found["unit"] == "番" else 100 * times
    near = "超过" if found["over"] else "约" if found["near"] else ""
    return f"增长{near}{_decimal(Fraction(grown))}%"


def _grown_times(found: re.Match[str]) -> str:
    """多了一倍半 -> 增长150%."""
    times = _value(found["times"])
    if times is None:
        return found[0]
    grown = times * 100 + (50 if found["half"] else 0)
    over = "超过" if found["over"] or found["more"] else ""
    return f"{found['verb']}{found['near'] or ''}{over}{_decimal(grown)}%"


def _halves(found: re.Match[str]) -> str:
    """五个半点 -> 5.5个点, 78岁半 -> 78.5岁."""
    value = _value(found["number"])
    return found[0] if value is None else f"{_decimal(value + Fraction(1, 2))}{found['unit']}{found['rest']}"


def _counted(found: re.Match[str]) -> str:
    """5.7个亿 -> 5.7亿, 七个多亿 -> 超过7亿, 五个多点 -> 超过5个点."""
    value = _value(found["number"])
    over = "超过" if found["more"] or found["more2"] or found["over"] else ""
    return (
        found[0]
        if value is None
        else f"{over}{_large(value * 10**8) if found['unit'] == '亿' else f'{_decimal(value)}个' + found['unit']}"
    )


def _point_and(found: re.Match[str]) -> str:
    """七个点二 -> 7.2个点."""
    value, rest = _value(found["number"]), _value(found["rest"])
    return found[0] if value is None or rest is None else f"{_decimal(value + rest / 10)}个点"


def _halves_of_hundred_million(found: re.Match[str]) -> str:
    """两个半亿 -> 2.5亿."""
    value = _value(found["number"])
    return found[0] if value is None else f"{_decimal(value + Fraction(1, 2))}亿"


def _round_number(found: re.Match[str]) -> str:
    """过百亿 -> 过100亿."""
    return _large(Fraction(numerals.scale(found["scale"])))


def _over(found: re.Match[str]) -> str:
    return f"超过{found['number']}{found['unit']}"


def _cash(found: re.Match[str]) -> str:
    """三分钱 -> 0.03元, 一万块 -> 1万元."""
    value = _value(found["number"])
    if value is None:
        return found[0]
    factor = {"分": Fraction(1, 100), "毛": Fraction(1, 10), "角": Fraction(1, 10)}.get(found["unit"], Fraction(1))
    return f"{_large(value * factor)}元"


_LARGE = 100


def _spelled(found: re.Match[str]) -> str:
    """二十多万 -> 超过20万, 四百来万 -> 约400万; digits stay as they are."""
    number, more, scale = found["number"], found["more"], found["scale"] or ""
    if number[0].isascii() and not more:
        return found[0]
    value = _value(number)
    if value is None or (value < _LARGE and not scale):  # 十七 of 十七冶 is a name, and 十七个 is read as it stands
        return found[0]
    mark = {"多": "超过", "余": "超过", "来": "约"}.get(more or "", "")
    return f"{mark}{_large(value * numerals.scale(scale))}"


_DOZENS = {"half a": "6", "a": "12", "one": "12", "two": "24", "three": "36", "four": "48", "five": "60", "six": "72"}
_DIGIT = "[一两二三四五六七八九十]|[1-9]"
_REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rewrite)
    for pattern, rewrite in (
        (r"(?:没有?|从?未|不曾)(?:跌[破到]|低于|少于|掉到|[跌掉]下(?![来去]))过?", "不低于"),
        (r"(?:没有?|未)能?[涨升增达够]?到(?=[0-9])", "不到"),
        (r"(?:没有?|从?未|不曾)(?:突破|超过|高于|多于)过?(?=[0-9])", "不超过"),
        (r"第一[次回]|头一?[次回]|破天荒|\bfor the first time\b", "首次"),
        (rf"(?:第一|头一)(?=[{_COUNTED_AS}])", "首"),
        (
            r"(?<![0-9一二三四五六七八九十])([一二三四五])类(?=水|标准|以上|及以上|以下|$)",
            lambda found: "ⅠⅡⅢⅣⅤ"["一二三四五".index(found[1])] + "类",
        ),
        (r"\bhalf a (million|billion|trillion)\b", r"0.5 \1"),
        (r"\b(?:one|a) and a half (million|billion)\b", r"1.5 \1"),
        (
            (
                r"\b(?:passed|topped|crossed|surpassed|gone past|grown beyond)(?: the)? "
                r"(?=(?:one|two|three|four|five|six|seven|eight|nine|ten|half)\b|[0-9])"
            ),
            "exceeded ",
        ),
        (r"(?<=[岁年个公里])(?:往上|朝上|开外)", "以上"),
        (rf"(?P<number>[{_CHINESE}]+)(?P<unit>岁|个|家|户|名|人|年|天|件|所|亩)(?:出头|挂零|有余)", _over),
        (r"\bmore than (?:doubled|twofold)\b", "increased by more than 100%"),
        (r"\b(?:nearly|almost) doubled\b", "increased by nearly 100%"),
        (r"\b(?:doubled|twofold)\b", "increased by 100%"),
        (r"\btripled\b", "increased by 200%"),
        (r"\bquadrupled\b", "increased by 300%"),
        (r"\bhalved\b", "decreased by 50%"),
        (r"倒数第[一二三]名?", "末位"),
        (r"腰斩|(?:打了?)?对折|砍半|减半(?!径)|拦腰砍断", "下降50%"),
        (rf"打了?(?P<tenths>{_DIGIT})折", lambda found: f"下降{100 - 10 * int(_value(found['tenths']) or 10)}%"),
        (r"半个(?=百分点|点(?!钟))", "0.5个"),
        (rf"(?P<number>{_NUMBER})个点(?P<rest>{_DIGIT})(?![{_CHINESE}0-9.])", _point_and),
        (
            rf"(?<![大])小(?=[{_CHINESE}]{{1,4}}(?:[万亿]|成|百|千)?[个家户名人万亿件所亩成吨元公])(?!百货|百姓|千金)",
            "近",
        ),
        (r"(?<=[0-9])w(?![a-z0-9])", "万"),
        (r"(?P<whole>[0-9]+)万(?P<rest>[1-9])千(?!瓦|克|米|升)", r"\g<whole>.\g<rest>万"),
        (r"(?P<number>[一两二三四五六七八九十]+)个半亿", _halves_of_hundred_million),
        (
            r"(?:差一点|差点儿?|差不离)(?:就)?到|直奔(?=[0-9一二两三四五六七八九十百千])|奔着(?=[0-9一两二三四五六七八九十百千])",
            "近",
        ),
        (rf"(?<=[过破超])了?(?P<scale>百亿|千亿|万亿|百万|千万)(?![{_CHINESE}0-9])", _round_number),
        (
            (
                rf"(?<![一二三四五六七八九十构建组变])(?P<whole>{_DIGIT})(?P<more>多)?成(?![立为员果本功效品分长]|都[市平区江])"
                rf"(?P<rest>[一二三四五六七八九半](?![个成年月天万亿]))?(?P<over>{_OVER})?"
            ),
            _tenths,
        ),
        (rf"([{_CHINESE}]+分之[{_CHINESE}]+?){_OVER}", r"超过\1"),
        (
            r"(?:一?大半|过半数?|半数以上|多一半|一多半|一半(?:多|以上|往上|朝上|还多|出头|稍多))(?!年)",
            "超过50%",
        ),
        (r"(?:小一半|近半|将近一半|快一半)(?!年)", "近50%"),
        (
            rf"(?P<near>差不多|几乎|将近|接近|快|近|约)?翻了?个?(?P<times>[一两三四2-4])?(?P<unit>番|倍)(?P<over>{_OVER})?",
            _doubled,
        ),
        (
            (
                r"(?P<verb>多了|增长了?|增加了?|涨了?|提高了?|上升了?|扩大了?)(?P<near>近|约|将近|差不多)?"
                rf"(?P<times>{_NUMBER})(?P<more>多)?倍(?P<half>半)?(?P<over>{_OVER})?"
            ),
            _grown_times,
        ),
        (rf"(?P<number>{_NUMBER})(?P<unit>倍)(?:还多|多|以上|有余|出头|不止)", _over),
        (rf"(?P<number>{_NUMBER})(?P<unit>个(?=半(?:点|百分点)))半(?P<rest>百分点|点)", _halves),
        (rf"(?P<number>{_NUMBER})(?P<unit>岁|倍|公里|吨|斤|亩)半(?P<rest>)", _halves),
        (
            rf"(?P<number>{_NUMBER})(?P<more>多)?个(?P<more2>多)?(?P<unit>亿|百分点|点(?!位))(?P<over>{_OVER})?",
            _counted,
        ),
        (
            rf"(?<![0-9.{_CHINESE}])(?!(?<=[加在到同凑合])一块)(?!一块儿)(?P<number>{_NUMBER})(?P<unit>分|毛|(?<!三)角|角(?=钱)|块)钱?(?!去年|今年|一共|总共|合计|都|加|[之数钟析别布配金银铜奖牌屏地])(?<!百分)",
            _cash,
        ),
        (
            rf"(?<![几数])(?P<number>{_NUMBER})(?P<more>[多来余])?(?P<scale>万|亿)?(?![〇零一二两三四五六七八九十百万亿0-9.点分成倍番]|千(?![升瓦克米]))",
            _spelled,
        ),
        (r"(?<=[0-9万亿])的?(?:门槛|大关|关口|台阶)", ""),
        (r"从(?=[0-9]{1,3}[名位]?[\u3400-\u9fff]{0,2}[到至]第)", "从第"),
        (r"\b(a|one|two|three|four|five|six|half a) dozen\b", lambda found: _DOZENS[found[1].lower()]),
        (r"差不多(?:有|到|是|占到?)?(?=[0-9])|几乎(?=[0-9])", "约"),
        (rf"(?:{_NEAR})(?=[0-9一两二三四五六七八九十百千])", "近"),
        (rf"(?<!(?<!已)经)(?<![超通不渡路])(?:{_PAST})(?=[0-9]|[百千万十][万亿]?[^{_CHINESE}])", "超过"),
        (
            rf"(?P<number>[0-9]+(?:\.[0-9]+)?[万亿]*)(?P<unit>[^0-9，。,;；\s]{{0,3}}?)(?:{_OVER})(?=[，。,;；了的]|$)",
            _over,
        ),
        (rf"{_LEAST}(?P<between>[{_DOING}]{{0,4}}?)(?=[0-9])(?![0-9]{{4}}年)", r"\g<between>至少"),
    )
)
