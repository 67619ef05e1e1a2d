"""One piece replaced makes another thing; other words in several places do not."""

from __future__ import annotations

import pytest

from rag.verification.contrasts.phases import has_the_phases, is_of_another_phase, lacks_the_phase
from rag.verification.contrasts.replacements import (
    are_numbers,
    find_contrast,
    is_another_of_its_kind,
    is_of_another_term,
    is_replaced,
    is_same_but_for,
    is_swapped,
)


@pytest.mark.parametrize(
    ("claim", "clause"),
    [
        ("本溪水洞成功创建国家5A级景区", "本溪五女山成功创建国家5A级旅游景区"),
        ("国内首个牙科大模型“优羲慧眼”发布", "国内首个眼科大模型“优羲慧眼”发布运行"),
        ("开通重庆至汉堡全程时刻表班列", "开通运行重庆至杜伊斯堡全程时刻表班列"),
        ("沈阳、鞍山入选国家首批制造业新型技术改造城市试点", "沈阳、大连入选国家首批制造业新型技术改造城市试点"),
        ("河口铁路口岸是首个世卫认可的国际卫生陆港", "磨憨铁路口岸创建成为我国首个经世卫组织认可的国际卫生陆港"),
    ],
)
def test_a_name_in_the_place_of_another_is_replaced(claim: str, clause: str) -> None:
    assert is_replaced(claim, clause)


@pytest.mark.parametrize(
    ("claim", "clause"),
    [
        ("朝阳师专升格成了本科", "朝阳师范高等专科学校升为本科院校"),
        ("胖东来火出圈了", "“胖东来”频频出圈"),
        ("中老铁路累计运送旅客已经超过4500万人次", "中老铁路累计发送旅客超4500万人次"),
        ("凤凰古城评上了5A景区", "湘西凤凰古城成功创建国家5A级旅游景区"),
        ("今年适龄女孩可以免费打二价HPV疫苗", "为适龄女生免费接种二价HPV疫苗"),
        ("最低工资平均上调了约15%", "最低工资标准平均提高15.4%"),
        ("去年城镇新增就业62.5万人", "城镇新增就业72.5万人"),
    ],
)
def test_other_words_and_other_figures_replace_no_name(claim: str, clause: str) -> None:
    assert not is_replaced(claim, clause)


CLAUSES = ("白石山矿区生态修复入选联合国生态恢复十年优秀案例", "东铃河入选全国美丽河湖优秀案例")


@pytest.mark.parametrize("claim", ["白石山入选全国美丽河湖优秀案例", "东铃河入选联合国生态恢复优秀案例"])
def test_an_honour_of_the_neighbouring_clause_is_swapped(claim: str) -> None:
    assert is_swapped(claim, CLAUSES)


@pytest.mark.parametrize("claim", ["白石山入选联合国优秀案例", "去年东铃河入选了全国美丽河湖案例", "东铃河水质达标"])
def test_an_honour_of_its_own_is_not(claim: str) -> None:
    assert not is_swapped(claim, CLAUSES)


@pytest.mark.parametrize(
    ("claim", "clause"),
    [
        ("提前三年实现县县通高速", "提前一年实现县县通高速公路"),
        ("云山学院获批博士学位授予单位", "云山学院获批硕士学位授予单位"),
    ],
)
def test_a_piece_where_the_clause_has_another_is_in_contrast(claim: str, clause: str) -> None:
    assert find_contrast(claim, clause)
    assert find_contrast(clause, clause) is None


def test_a_number_in_words_is_in_contrast_with_another() -> None:
    contrast = find_contrast("提前三年实现县县通高速", "提前一年实现县县通高速公路")
    assert contrast is not None
    assert are_numbers(contrast)


def test_other_words_for_the_same_are_no_contrast() -> None:
    assert find_contrast("计划建成南湖小学和东岭幼儿园", "建成南湖小学、东岭幼儿园") is None
    assert find_contrast("集大原高铁通车运营，市市通动车", "集大原高铁开通运营，市市通动车") is None
    assert find_contrast("清溪村靠文化助推乡村振兴的经验得到推广", "清溪村以文化助推乡村振兴的经验得到推广") is None


def test_a_claim_may_be_the_same_but_for_its_place() -> None:
    clause = "大同入选国家级数据标注基地建设城市"
    assert is_same_but_for("运城入选国家级数据标注基地建设城市", clause, "运城", "大同")
    assert not is_same_but_for("运城去年办了一届音乐节", clause, "运城", "大同")


def test_another_of_its_kind_is_another_thing() -> None:
    told = "电视剧《父辈的荣耀》获“五个一工程”奖"
    assert is_another_of_its_kind("《父辈的荣耀》拿下了飞天奖", told)
    assert not is_another_of_its_kind("《父辈的荣耀》拿了五个一工程奖", told)
    assert not is_another_of_its_kind("《父辈的荣耀》得了奖", told)
    assert not is_another_of_its_kind("商丘今年要动工修机场", "开工建设商丘机场")


def test_another_phase_is_another_thing_and_another_line_is_left_open() -> None:
    assert is_of_another_phase("机场三期开工了", "机场二期开工")
    assert not is_of_another_phase("地铁3号线开工了", "地铁1号线开工")
    assert lacks_the_phase("地铁三号线开工了", "地铁1号线开工")
    assert has_the_phases("地铁11号线一期通车了", "地铁11号线一期、5号线运营")


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("工业投资增长", "技改投资增长"),
        ("常住人口城镇化率", "户籍人口城镇化率达"),
        ("居民医保参保率", "基本医保参保率稳定在"),
        ("登记失业率平均", "城镇调查失业率平均为"),
        ("战略性新兴产业增加值增长", "战略性新兴产业贷款增长"),
        ("服务贸易出口", "服务贸易规模"),
        ("财政补贴", "带动消费"),
    ],
)
def test_one_term_of_reports_for_another_is_another_thing(claim: str, words: str) -> None:
    """But only where the rest is the same: nothing is in 财政补贴 and 带动消费."""
    assert is_of_another_term(claim, words, words) is (claim != "财政补贴")


@pytest.mark.parametrize(
    ("claim", "words", "sentence"),
    [
        ("青年人才引来", "青年人才集聚", "集聚青年人才"),
        ("今年要新建敬老院", "建设改造敬老院", "建设改造90家敬老院"),
        ("粮食产量", "粮食总产", "粮食总产439亿斤"),
        ("农民收入", "农村居民人均可支配收入", "农村居民人均可支配收入增长6%"),
        ("林下经济的目标是", "林下经济总产值", "林下经济总产值3000亿元"),
        ("高速公路总里程", "通车总里程", "新开高速公路7条，通车总里程1万公里"),
        ("工厂共有", "工厂总数达", "新增3家工厂、总数达9家"),
        ("消费拉动", "消费带动", "消费带动200亿元"),
    ],
)
def test_the_same_in_other_words_is_no_other_thing(claim: str, words: str, sentence: str) -> None:
    assert not is_of_another_term(claim, words, sentence)
