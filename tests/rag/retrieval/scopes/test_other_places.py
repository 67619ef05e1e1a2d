"""Two hundred places that are not the seed report's own, of every kind: none is answered with its figures."""

from __future__ import annotations

import pytest

from rag.answering.metadata_questions import tell_particulars
from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.retrieval.scopes.finding import find_scope
from rag.types import Question, SentenceKind
from tests.fakes import make_scoped
from tests.paths import SEEDS

PROVINCES = """
安徽 安徽省 北京 北京市 上海 天津市 重庆 河北 山西 辽宁 吉林省 黑龙江 江苏 浙江 福建 江西 山东 河南 湖北 湖南
广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 内蒙古自治区 广西 西藏 宁夏 宁夏回族自治区 新疆
新疆维吾尔自治区 香港 澳门特别行政区
"""
CITIES = """
马鞍山 马鞍山市 合肥 芜湖市 南京 苏州 杭州市 宁波 温州 济南 青岛市 郑州 洛阳 武汉 长沙市 广州 深圳 成都市 昆明
西安 兰州 银川 南宁 三亚 拉萨 大同 保定市 日照 白银市 中山市 吉安 恩施 恩施州 延边 延边朝鲜族自治州 大理州 甘孜
黔东南 黔东南苗族侗族自治州 伊犁 昌吉州 临夏 阿坝州 红河州 兴安盟 锡林郭勒盟 喀什地区 和田
"""
COUNTIES = """
花山区 博望区 当涂县 当涂 含山县 和县 湾沚区 钱塘区 徐水区 清苑区 清苑县 保定市清苑区 浦东 浦东新区 徐汇区
海淀区 海淀 朝阳区 鼓楼区 南京市鼓楼区 昆山 昆山市 江阴 义乌 慈溪市 晋江 常熟 张家港 太仓市 顺德 南山区 天府新区
雄安 雄安新区 滨海新区 江北新区 两江新区 和平区 新华区 长安区 新建区 平安区 惠民县 兴国县 鄂伦春旗 鄂伦春自治旗
达拉特旗 科尔沁区 景宁 景宁县 长阳土家族自治县 玉龙县 石河子 加格达奇 神农架 白杨市 和康县 桥东区 横州市 龙港市
邹城 寿光 迁安市 神木 玉门 仁怀 凤凰县
"""
WORLD = """
中国 我国 国家 国务院 全国 美国 日本 英国 德国 法国 俄罗斯 韩国 印度 新加坡 越南 巴西 澳大利亚 加拿大 意大利
朝鲜 沙特阿拉伯 南非 世界 全球 全世界 亚洲 欧洲 非洲 东南亚 欧盟
"""
UNLISTED = """
湖山区 江湾市 青禾县 临川市青禾县 云溪新区 白水镇 银塘镇 东白乡 望江街道 江心洲镇 石桥镇
"""
LEVELS = "全省 全市 我省 我市 全州 全县"


def names(listed: str) -> list[str]:
    return listed.split()


OTHERS = [name for kind in (PROVINCES, CITIES, COUNTIES, WORLD, UNLISTED, LEVELS) for name in names(kind)]
REPORT = load_report(next(SEEDS.glob("*.txt")))
SEED = CorpusSnapshot("seed", (REPORT,), (make_outline(REPORT),))
READER = make_scoped(SEED).reader


def test_they_are_two_hundred() -> None:
    assert len(set(OTHERS)) >= 200


@pytest.mark.parametrize(
    "question", ["{}2025年GDP增长目标是多少？", "去年{}进出口总额多少？", "{}的一般公共预算收入是多少"]
)
def test_another_place_is_not_answered_with_the_reports_own_figures(question: str) -> None:
    """A sentence that may answer names the place, and then it tells of it."""
    answered = []
    for name in OTHERS:
        scope = find_scope(Question(question.format(name)), SEED)
        if scope.named_in("地区生产总值增长6%，进出口总额2.16亿美元，一般公共预算收入17.62亿元。"):
            answered.append(name)
    assert answered == []


def test_a_person_in_office_is_that_of_the_place_named() -> None:
    """The head of this district is neither the head of another one nor the governor of its province."""
    for name in names(PROVINCES) + names(COUNTIES) + names(WORLD):
        for office in ("区长", "省长", "县长"):
            asked = Question(f"{name}的{office}是谁？")
            assert tell_particulars(asked, find_scope(asked, SEED), READER) is None, name
    own = Question("雨山区区长是谁？")
    assert tell_particulars(own, find_scope(own, SEED), READER)


@pytest.mark.parametrize(
    "question",
    [
        "GDP增长目标是多少",
        "雨山区去年进出口总额",
        "马鞍山市雨山区今年新建几所学校",
        "安徽省马鞍山市雨山区的区长是谁",
        "全区有几所小学",
    ],
)
def test_the_reports_own_place_is_no_other(question: str) -> None:
    """Named with what it lies in, by its level, or not at all."""
    assert find_scope(Question(question), SEED).places == ()


def test_a_question_in_the_words_of_a_sentence_may_be_answered_by_it() -> None:
    """Whatever places it names."""
    held = [s for s in SEED.outlines[0].sentences if s.kind is SentenceKind.PROSE]
    words = [REPORT.text[s.start : s.end] for s in held]
    assert all(find_scope(Question(one), SEED).named_in(one) for one in words)
