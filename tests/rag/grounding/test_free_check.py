"""A model that may word its answers still says nothing that its sentences do not carry."""

from __future__ import annotations

import pytest

from rag.grounding.figures import Evidence
from rag.grounding.free_check import vet_freely
from rag.grounding.statement_check import DraftStatement, Vetted
from tests.rag.grounding.free_evidence import EVIDENCE, PLAN, REPORT, REVIEW, vet


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2025年计划新增停车泊位5200个以上，改造老旧小区86个。", (4,)),
        ("2024年新增停车泊位5447个，2025年还要再新增5200个以上。", (3, 4)),
        ("教育方面，2025年将新建中小学5所、幼儿园8所，新增学位1.2万个。", (6,)),
        ("是的，2025年要新建中小学5所。", (6,)),
        ("主要有：改造老旧小区、加装电梯、新建中小学和幼儿园。", (4, 6)),
    ],
)
def test_chinese_statements_are_carried_by_their_words(text: str, numbers: tuple[int, ...]) -> None:
    assert {n + 1 for n in vet(text, *numbers).evidence} == set(numbers)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In 2024 the city added 5,447 parking spaces.", 3),
        ("GDP grew by 5.8% in 2024, with industrial value added up 9.2% and retail sales up 4.1%.", 2),
        ("For 2025, Jiangwan City targets GDP growth of about 5.5%.", 1),
        ("At least 32,000 new urban jobs are to be created in 2025.", 1),
        ("12 elderly care stations were built, serving 2,600 seniors with meals and medical help.", 5),
        ("It plans five new primary and secondary schools and eight kindergartens, adding 12,000 school places.", 6),
        ("The city provided meals, bathing and medical help for older residents.", 5),
        ("Three hundred elevators will be added.", 4),
    ],
)
def test_english_statements_are_carried_by_figures_years_and_names(text: str, number: int) -> None:
    """Their words are the model's: the report is in another language."""
    assert vet(text, number).evidence == (number - 1,)


@pytest.mark.parametrize(
    ("text", "numbers", "calculation"),
    [
        ("两年合计新增停车泊位10647个。", (3, 4), "5447+5200=10647"),
        ("两年合计新增停车泊位10647个（5447＋5200）。", (3, 4), "5447+5200=10647"),
        ("2025年的地区生产总值增长目标比2024年低0.3个百分点。", (1, 2), "5.8-5.5=0.3"),
        ("2025年新增停车泊位目标比2024年少247个。", (3, 4), "5447-5200=247"),
        ("Over the two years 10,647 parking spaces are added in total.", (3, 4), "5447+5200=10647"),
        ("The 2025 GDP target of about 5.5% is lower than the 5.8% growth of 2024.", (1, 2), "5.8-5.5=0.3"),
    ],
)
def test_what_is_worked_out_is_worked_out_again(text: str, numbers: tuple[int, ...], calculation: str) -> None:
    assert vet(text, *numbers).calculation == calculation


def test_a_wrong_mark_is_put_right_where_one_sentence_says_it_all() -> None:
    vetted = vet("2025年要新建中小学5所。", 1)
    assert (vetted.evidence, vetted.reasons) == ((5,), {"wrong_mark"})


def test_an_end_that_is_not_carried_is_cut_off() -> None:
    """The rest is a statement of its own."""
    vetted = vet("2025年新增停车泊位目标比2024年少247个（5447－5200），也就是松了。", 3, 4)
    assert vetted.text == "2025年新增停车泊位目标比2024年少247个（5447－5200）。"
    assert vetted.calculation == "5447-5200=247"


def test_figures_are_alike_by_the_words_they_belong_to() -> None:
    """Not by what leads to them."""
    done = Evidence("全力攻坚大气污染防治,PM2.5平均浓度30.1微克/立方米,同比下降4.4%。", 2024, REVIEW, REPORT)
    plan = Evidence("严格落实“五控”措施,提升管理水平,PM2.5年平均浓度控制在34.2微克/立方米以下。", 2025, PLAN, REPORT)
    draft = DraftStatement("2025年的目标比2024年的浓度高4.1微克/立方米。", (1, 2))
    assert vet_freely(draft, (done, plan), "zh", "PM2.5松了吗").calculation == "34.2-30.1=4.1"


EXTRA = (
    Evidence("城乡居民人均可支配收入分别为6.2万元、3.1万元,稳居全市前列,分别增长4.2%、6.5%。", 2024, REVIEW, REPORT),
    Evidence("全市清查单位9120户、个体户20318户,较“四经普”分别增长21.4%、48.3%。", 2024, REVIEW, REPORT),
    Evidence("打造“乐业江湾”品牌,用好“家门口”就业码,6120人成功创业,受处罚企业4家。", 2024, REVIEW, REPORT),
    Evidence("建立目标明确、分工清楚、奖罚分明的考核办法,在芦洲首次举办龙舟节。", 2025, PLAN, REPORT),
    Evidence("推动甲、乙、丙、丁4个重点片区更新。", 2025, PLAN, REPORT),
    Evidence("“江湾办”平台东城分厅认领事项2410项,全年办件5.2万件,西城分厅办件2.1万件。", 2024, REVIEW, REPORT),
    Evidence("创建“无废工厂”20家。", 2024, REVIEW, REPORT),
    Evidence(
        "主要预期目标是:固定资产投资增长7%,进出口总额增长6%,财政收入增长5%,PM2.5浓度控制在35微克/立方米以下。",
        2025,
        PLAN,
        REPORT,
    ),
    Evidence("完成市人民医院改造。", 2025, PLAN, REPORT),
)


def vet_extra(text: str, number: int, asked: str = "") -> Vetted:
    language = "en" if text.isascii() else "zh"
    return vet_freely(DraftStatement(text, (number,)), EXTRA, language, asked)


@pytest.mark.parametrize(
    ("text", "number", "asked"),
    [
        ("报告说，用好“家门口”就业码，6120人成功创业。", 3, ""),
        ("2024年用好“家门口”就业码成功创业的有6120人。", 3, ""),
        ("2024年城镇居民人均可支配收入增长4.2%。", 1, ""),
        ("考核办法要目标明确、分工清楚、奖罚分明，共三个方面。", 4, ""),
        ("考核办法有目标明确、分工清楚、奖罚分明三个特点。", 4, "考核办法有哪三个特点"),
        ("2025年首次举办龙舟节，地点在芦洲。", 4, ""),
        ("2024年“江湾办”平台东城分厅全年办件5.2万件。", 6, ""),
        ("The number of self-employed businesses grew by 48.3% over the fourth census, to 20,318.", 2, ""),
        ("Total imports and exports are to grow by 6% and fiscal revenue by 5% in 2025.", 8, ""),
        ("In 2025, the PM2.5 concentration is to be kept below 35 micrograms per cubic meter.", 8, ""),
        ("The City People's Hospital is to be renovated in 2025.", 9, ""),
        ('Twenty "zero-waste factories" were created.', 7, ""),
        ("Growth in the per capita disposable income of the city's urban residents was 4.2% in 2024.", 1, ""),
    ],
)
def test_words_of_telling_and_counting_say_nothing_themselves(text: str, number: int, asked: str) -> None:
    assert vet_extra(text, number, asked) == Vetted((number - 1,), frozenset())


@pytest.mark.parametrize(
    ("text", "number", "asked"),
    [
        ("用好“家门口”就业码的受处罚企业4家。", 3, ""),
        ("2024年城镇居民人均可支配收入增长6.5%。", 1, ""),
        ("考核办法要目标明确、分工清楚、奖罚分明，共四个方面。", 4, ""),
        ("推动甲、乙、丙3个片区更新。", 5, "推动更新的是哪几个片区"),
        ("2025年首次举办龙舟节，地点在江边。", 4, ""),
        ("2024年“江湾办”平台东城分厅办件2.1万件。", 6, ""),
        ("2024年“江湾办”平台西城分厅全年办件5.2万件。", 6, ""),
        ("2024年“江湾办”平台东城分厅认领事项5.2万件。", 6, ""),
        ("The number of self-employed businesses grew by 48.3% over the fifth census, to 20,318.", 2, ""),
        ("The number of self-employed businesses fell by 48.3% over the fourth census.", 2, ""),
        ("The decline in the per capita disposable income of the city's urban residents was 4.2% in 2024.", 1, ""),
        ("Per capita disposable income of the city's urban residents was 4.2% in 2024.", 1, ""),
        ("The number of self-employed businesses grew by 48.3%, to 9,120.", 2, ""),
        ("Total imports and exports are to grow by 6% and fiscal revenue by 7% in 2025.", 8, ""),
        ("In 2025, the PM2.5 concentration is to be kept above 35 micrograms per cubic meter.", 8, ""),
    ],
)
def test_they_hide_nothing_that_no_sentence_says(text: str, number: int, asked: str) -> None:
    assert vet_extra(text, number, asked).text or not vet_extra(text, number, asked).kept


ATTACKS = [
    # another figure, in digits and in words
    ("2025年计划新增停车泊位5300个以上。", (4,)),
    ("The city added 5,448 parking spaces in 2024.", (3,)),
    ("The city added six thousand parking spaces.", (3,)),
    ("A dozen kindergartens will be built in 2025.", (6,)),
    ("Two hundred elevators will be added.", (4,)),
    ("Half of the old communities were renovated.", (4,)),
    # another year
    ("2024年计划新增停车泊位5200个以上。", (4,)),
    ("In 2023 the city added 5,447 parking spaces.", (3,)),
    ("GDP grew by about 5.5% in 2024.", (1,)),
    # another place or name
    ("花山区新增停车泊位5200个以上。", (4,)),
    ("新建梅山小学5所。", (6,)),
    ("In Shanghai, 5,447 parking spaces were added.", (3,)),
    ("Huawei added 5,447 parking spaces.", (3,)),
    ("In 2024, Meishan Primary School received 12 stations.", (5,)),
    # the figure of another indicator
    ("2024年地区生产总值增长9.2%。", (2,)),
    ("GDP grew by 9.2% in 2024.", (2,)),
    ("新建中小学8所、幼儿园5所。", (6,)),
    ("It plans 8 new primary and secondary schools and 5 kindergartens.", (6,)),
    # another unit, another qualifier
    ("新增停车泊位5200万元以上。", (4,)),
    ("Parking spending was 5,447 yuan.", (3,)),
    ("The city added 5,447 thousand parking spaces.", (3,)),
    ("新增停车泊位5200个。", (4,)),
    ("At most 32,000 new urban jobs are to be created in 2025.", (1,)),
    # a sum or a comparison that does not follow
    ("两年合计新增停车泊位10648个。", (3, 4)),
    ("两年合计新增停车泊位5735个。", (3, 4)),
    ("Over the two years 10,648 parking spaces are added in total.", (3, 4)),
    ("2025年地区生产总值增长目标比2024年高0.3个百分点。", (1, 2)),
    ("The 2025 GDP target of about 5.5% is higher than the 5.8% growth of 2024.", (1, 2)),
    ("一般公共预算收入与规上工业增加值合计增长12.2%。", (1, 2)),
    # a citation that says something else, or none
    ("2025年要新建中小学15所。", (1,)),
    ("2025年要新建中小学15所。", ()),
    ("The city added 5,447 parking spaces.", (4,)),
    # denial, and words that no sentence has
    ("教育方面，拆除中小学5所。", (6,)),
    ("未建成养老服务站12个。", (5,)),
    ("The city did not build 12 elderly care stations.", (5,)),
    ("市长承诺新增停车泊位5200个以上。", (4,)),
]


@pytest.mark.parametrize(("text", "numbers"), ATTACKS)
def test_nothing_else_gets_through(text: str, numbers: tuple[int, ...]) -> None:
    assert not vet(text, *numbers).kept


def test_the_language_of_the_question_is_kept() -> None:
    draft = DraftStatement("新建中小学5所。", (6,))
    assert vet_freely(draft, EVIDENCE, "en", "How many schools?").reasons == {"language"}


AIMS = Evidence(
    "主要预期目标是：地区生产总值增长5.5%左右，城镇和农村居民收入分别增长5%、6%，粮食总产量稳定。", 2025, PLAN, REPORT
)


@pytest.mark.parametrize(
    "text",
    [
        "2025年城镇和农村居民收入的预期目标是分别增长5%、6%。",
        "2025年城镇和农村居民收入目标分别为增长5%、6%。",
        "2025年主要预期目标之一是地区生产总值增长5.5%左右。",
    ],
)
def test_a_target_is_told_as_one_of_several(text: str) -> None:
    assert vet_freely(DraftStatement(text, (1,)), (AIMS,), "zh", "2025年有哪些目标").kept


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2025年城镇和农村居民收入的预期目标是分别增长6%、5%。", AIMS.text),
        ("2024年城镇和农村居民收入的预期目标是分别增长5%、6%。", AIMS.text),
        ("2025年主要预期目标之一是粮食总产量增长6%。", AIMS.text),
        (
            "2025年城镇和农村居民收入的预期目标是分别增长5%、6%。",
            "完成年度目标任务，城镇和农村居民收入分别增长5%、6%。",
        ),
    ],
)
def test_no_other_figure_is_told_as_a_target(text: str, told: str) -> None:
    cited = Evidence(told, 2025, PLAN, REPORT)
    assert not vet_freely(DraftStatement(text, (1,)), (cited,), "zh", "2025年有哪些目标").kept
