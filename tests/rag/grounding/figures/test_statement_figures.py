"""A statement passes only if every figure, year, place, indicator and name in it stands in what it cites."""

from __future__ import annotations

import time
from datetime import date

import pytest

from rag.grounding.figures import Evidence, FailureReason, check
from rag.types import Report
from tests.rag.grounding.seed_evidence import PLAN, REVIEW, of, reasons

GROWTH = "预计全年GDP增长"
TALENTS = "“龙马”“骏马”"
TARGETS = "主要预期目标是"
CENSUS = "清查各类单位"
INCOME = "人均可支配收入分别为"
SIGNED = "新签约项目38个"
SIGNING = "全年新签约项目40个"
KINDS = "聚焦两大主导产业,签约"
PM = "平均浓度30.1"
PENSION = "养老保险参保率97%"
MOTIONS = "办理人大议案4件"
DEEDS = "实施38项民生实事"
PARK = "雨山经开区预计全年"
WATER = "采石河、洋河水系"
PATENTS = "万人有效发明专利71.6"
FESTIVAL = "青岛啤酒节近百户"
MAGNETS = "力争磁性材料"
JOBS = "城镇新增就业4800人"
CARRIED = [
    ("2024年雨山区GDP预计增长6%左右。", GROWTH),
    ("2024年全区GDP预计增长6%左右，规上工业增加值增长12%左右。", GROWTH),
    ("去年外贸进出口总额2.16亿美元，同比增长3%。", GROWTH),
    ("2025年规上工业增加值预期目标是增长8%。", TARGETS),
    ("明年农村居民人均可支配收入增长目标为6%。", TARGETS),
    ("个体户较“四经普”增长58.3%。", CENSUS),
    ("各类单位8824户，较“四经普”增长25.4%；个体户16185户，增长58.3%。", CENSUS),
    ("2024年城镇居民人均可支配收入预计为8万元。", INCOME),
    ("2024年农村居民人均可支配收入预计为4.5万元，增长6.5%。", INCOME),
    ("2024年新签约项目总投资173亿元。", SIGNED),
    ("新兴产业签约落地8个项目，总投资66亿元；未来产业5个项目，总投资18亿元。", KINDS),
    ("2024年PM2.5平均浓度为30.1微克/立方米，同比下降4.4%。", PM),
    ("城乡居民养老保险参保率97%，医疗保险参保率98%。", PENSION),
    ("2024年实施了三十八项民生实事，投入5.7亿元。", DEEDS),
    ("采石河水质达到Ⅱ类。", WATER),
    ("洋河水质达到III类。", WATER),
    ("高价值有效发明专利918件，居全市第1。", PATENTS),
    ("2025年力争磁性材料及下游应用产业实现产值75亿元。", MAGNETS),
    ("2025年目标实现城镇新增就业4800人。", JOBS),
    ("2025年进出口总额预期目标增长6%。", TARGETS),
    ("2025年新签约项目40个，其中固投5亿元以上重大项目5个。", SIGNING),
    ("GDP is expected to grow by about 6% in 2024.", GROWTH),
    ("The GDP growth target for 2025 is 6%.", TARGETS),
    ("Fixed-asset investment is targeted to grow by 7% in 2025.", TARGETS),
    ("Urban residents' disposable income growth target for 2025 is 4.8%.", TARGETS),
    ("Total retail sales of consumer goods reached 11.05 billion yuan in 2024, up 3.5%.", GROWTH),
    ("38 new projects were signed in 2024, with a total investment of 17.3 billion yuan.", SIGNED),
    ("4,800 new urban jobs will be created in 2025.", JOBS),
    ("In 2024 the average PM2.5 concentration was 30.1 micrograms per cubic meter, down 4.4%.", PM),
    ("2024年引进“龙马”“骏马”人才384人。", TALENTS),
    ("2024年入选国家、省级人才工程2个。", TALENTS),
    ("2024年引进高层次人才团队4个。", TALENTS),
]
NOT_CARRIED = [
    ("2024年GDP预计增长7%左右。", GROWTH, FailureReason.FIGURE_ABSENT),
    ("2024年外贸进出口总额2.16亿元。", GROWTH, FailureReason.UNIT_CHANGED),
    ("2024年GDP预计增长6个百分点左右。", GROWTH, FailureReason.UNIT_CHANGED),
    ("2024年外贸进出口总额2.16亿。", GROWTH, FailureReason.UNIT_DROPPED),
    ("2024年GDP预计增长6%。", GROWTH, FailureReason.QUALIFIER_DROPPED),
    ("2024年GDP预计增长6%以上。", GROWTH, FailureReason.QUALIFIER_CHANGED),
    ("2024年GDP预计下降6%左右。", GROWTH, FailureReason.DIRECTION_CHANGED),
    ("2024年GDP增长6%左右。", GROWTH, FailureReason.MODE_CHANGED),
    ("2025年磁性材料及下游应用产业实现产值75亿元。", MAGNETS, FailureReason.MODE_CHANGED),
    ("2024年目标实现民生实事38项。", DEEDS, FailureReason.MODE_CHANGED),
    ("2025年已实现城镇新增就业4800人。", JOBS, FailureReason.MODE_CHANGED),
    ("2025年进出口总额预计增长6%。", TARGETS, FailureReason.MODE_CHANGED),
    ("2025年GDP有望增长6%。", TARGETS, FailureReason.MODE_CHANGED),
    ("2025年城镇新增就业预计达4800人。", JOBS, FailureReason.MODE_CHANGED),
    ("2025年GDP预计增长6%左右。", GROWTH, FailureReason.YEAR_DIFFERS),
    ("2024年规上工业增加值增长8%。", TARGETS, FailureReason.YEAR_DIFFERS),
    ("明年GDP预计增长6%左右。", GROWTH, FailureReason.YEAR_DIFFERS),
    ("2024年全市GDP预计增长6%左右。", GROWTH, FailureReason.PLACE_DIFFERS),
    ("2024年花山区GDP预计增长6%左右。", GROWTH, FailureReason.PLACE_DIFFERS),
    ("2024年全区规上工业增加值预计增长12%。", PARK, FailureReason.PLACE_DIFFERS),
    ("2024年规上工业增加值预计增长12%。", PARK, FailureReason.PLACE_DIFFERS),
    ("2024年固定资产投资增长12%左右。", GROWTH, FailureReason.INDICATOR_DIFFERS),
    ("2024年农业增加值增长12%左右。", GROWTH, FailureReason.INDICATOR_DIFFERS),
    ("2024年社会消费品零售总额2.16亿美元。", GROWTH, FailureReason.INDICATOR_DIFFERS),
    ("2024年未完成GDP预计增长6%左右。", GROWTH, FailureReason.INDICATOR_DIFFERS),
    ("个体户增长25.4%。", CENSUS, FailureReason.INDICATOR_DIFFERS),
    ("个体户8824户。", CENSUS, FailureReason.INDICATOR_DIFFERS),
    ("2024年农村居民人均可支配收入预计为8万元。", INCOME, FailureReason.INDICATOR_DIFFERS),
    ("2024年新签约项目5个。", SIGNED, FailureReason.INDICATOR_DIFFERS),
    ("城乡居民养老保险参保率98%。", PENSION, FailureReason.INDICATOR_DIFFERS),
    ("城镇居民养老保险参保率97%。", PENSION, FailureReason.INDICATOR_DIFFERS),
    ("2024年办理政协提案59件。", MOTIONS, FailureReason.INDICATOR_DIFFERS),
    ("有效发明专利918件。", PATENTS, FailureReason.INDICATOR_DIFFERS),
    ("采石河水质达到Ⅲ类。", WATER, FailureReason.INDICATOR_DIFFERS),
    ("2025年城镇就业4800人。", JOBS, FailureReason.INDICATOR_DIFFERS),
    ("In 2024 fixed-asset investment grew by about 12%.", GROWTH, FailureReason.INDICATOR_DIFFERS),
    ("Rural residents' disposable income is expected to reach 80,000 yuan.", INCOME, FailureReason.INDICATOR_DIFFERS),
    ("Rural residents' income is targeted to grow by 4.8% in 2025.", TARGETS, FailureReason.INDICATOR_DIFFERS),
    ("Total retail sales reached 216 million US dollars in 2024.", GROWTH, FailureReason.INDICATOR_DIFFERS),
    ("GDP grew by 8% in 2025.", TARGETS, FailureReason.INDICATOR_DIFFERS),
    ("2024年青岛菊花节吸引客流约23万人次。", FESTIVAL, FailureReason.INDICATOR_DIFFERS),
    ("2024年引进“骏马”人才384人。", TALENTS, FailureReason.INDICATOR_DIFFERS),
    ("2024年龙马人才引进384人。", TALENTS, FailureReason.INDICATOR_DIFFERS),
    ("2024年入选省级人才工程2个。", TALENTS, FailureReason.INDICATOR_DIFFERS),
    ("2024年引进高层次人才4个。", TALENTS, FailureReason.INDICATOR_DIFFERS),
    ("2024年外贸出口总额2.16亿美元。", GROWTH, FailureReason.INDICATOR_DIFFERS),
    ("马鞍山青岛啤酒节百户商家入驻。", FESTIVAL, FailureReason.QUALIFIER_DROPPED),
    ("实施“双微改造”民生实事38项。", DEEDS, FailureReason.NAME_ABSENT),
    ("2024年DRG实施38项民生实事。", DEEDS, FailureReason.NAME_ABSENT),
    ("《三姑娘创业》获戏剧小品大赛金奖。", "三姑娘创业", FailureReason.NAME_ABSENT),
    ("2025年建成南湖小学。", "阳湖小学", FailureReason.NAME_ABSENT),
]


@pytest.mark.parametrize(("statement", "words"), CARRIED)
def test_what_the_sentence_says_is_carried(statement: str, words: str) -> None:
    assert reasons(statement, words) == set()


@pytest.mark.parametrize(("statement", "words", "reason"), NOT_CARRIED)
def test_what_the_sentence_does_not_say_is_refused_with_its_reason(
    statement: str, words: str, reason: FailureReason
) -> None:
    assert reason in reasons(statement, words)


def test_an_indicator_is_completed_from_the_one_before_it() -> None:
    """Reports leave out what the second has in common with the first."""
    incomes = [Evidence("城镇居民人均可支配收入增长5%、农村居民增长6%以上。", 2025, PLAN)]
    assert not check("农村居民人均可支配收入增长6%以上。", incomes).reasons
    assert not check("城镇居民人均可支配收入增长5%。", incomes).reasons
    assert check("农村居民人均可支配收入增长5%。", incomes).reasons == {FailureReason.INDICATOR_DIFFERS}


def test_what_a_list_counts_together_is_not_told_of_one_of_its_members() -> None:
    shared = [Evidence("长江证券、国元证券等5家企业落户,与河海大学、安徽工业大学共建研究院3家。", 2024, REVIEW)]
    assert not check("长江证券、国元证券等5家企业落户。", shared).reasons
    assert not check("与河海大学、安徽工业大学共建研究院3家。", shared).reasons
    assert check("国元证券5家企业落户。", shared).reasons == {FailureReason.INDICATOR_DIFFERS}
    assert check("与河海大学共建研究院3家。", shared).reasons == {FailureReason.INDICATOR_DIFFERS}


def test_two_years_are_told_apart() -> None:
    assert not reasons("新签约项目2024年为38个，2025年目标为40个。", SIGNED, SIGNING)
    assert not reasons("2024年、2025年新签约项目分别为38个、40个。", SIGNED, SIGNING)
    assert FailureReason.YEAR_DIFFERS in reasons("新签约项目2024年为40个，2025年目标为38个。", SIGNED, SIGNING)


def test_two_regions_are_told_apart() -> None:
    """The figure of one report is not carried by the sentence of another."""
    north = Report("四川省2025年政府工作报告", "", "", "", region="四川省", delivered=date(2025, 1, 20), year=2025)
    south = Report("安徽省2025年政府工作报告", "", "", "", region="安徽省", delivered=date(2025, 1, 19), year=2025)
    evidence = [
        Evidence("地区生产总值增长5.7%。", 2024, (), north),
        Evidence("地区生产总值增长5.8%。", 2024, (), south),
    ]
    assert check("2024年四川省地区生产总值增长5.7%，安徽省增长5.8%。", evidence).ok
    assert check("2024年四川省地区生产总值增长5.8%。", evidence).reasons == {FailureReason.PLACE_DIFFERS}


def test_without_evidence_nothing_is_carried() -> None:
    assert check("2024年新签约项目38个。", []).reasons >= {FailureReason.FIGURE_ABSENT, FailureReason.YEAR_DIFFERS}


def test_prose_needs_only_its_names() -> None:
    assert check("报告要求以钉钉子精神抓落实。", of(DEEDS)).ok


def test_failures_point_into_the_statement() -> None:
    statement = "2024年新签约项目38个，总投资137亿元。"
    (failure,) = check(statement, of(SIGNED)).failures
    assert failure.span.of(statement) == "137亿元"


@pytest.mark.parametrize("piece", ["1", "1个、", "“", "2024年", "增长1%", "第", "《a", "城乡分别", "A1 "])
def test_a_hostile_statement_is_checked_quickly(piece: str) -> None:
    statement = piece * (4096 // len(piece))
    evidence = of(GROWTH)
    started = time.process_time()
    check(statement, evidence)
    assert time.process_time() - started < 5
