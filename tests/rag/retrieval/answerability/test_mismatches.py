"""A near sentence that tells of something else."""

from __future__ import annotations

import pytest

from rag.retrieval.answerability.mismatches import (
    asserts_another,
    counts_otherwise,
    misses_unit,
    names_members,
    names_no_members,
    tells_beside,
    tells_of_another,
)
from rag.retrieval.extraction import extract
from rag.retrieval.query import Query, read
from rag.text.plain import grams
from rag.types import Kind, Question
from tests.fakes import make_candidate, make_version


def query(text: str) -> Query:
    return read(Question(text))[0]


@pytest.mark.parametrize(
    ("question", "sentence", "misses"),
    [
        ("新建了几所小学", "新建小学2所。", False),
        ("新建了几所小学", "新建小学两所。", False),
        ("新建了几所小学", "新建小学一批。", True),
        ("有多少家企业", "惠及居民5000户。", True),
        ("有多少家企业", "培育企业10家以上。", False),
        ("接待多少人", "接待游客50万人次。", False),
        ("有几成达到", "达到可研深度占67%。", False),
        ("投资多少元", "投资2.65亿元。", False),
        ("投资多少元", "增长6%。", True),
        ("进出口多少亿", "进出口总额2.16亿美元。", False),
        ("零售总额目标是多少亿", "零售总额增长6%。", True),
        ("收入的增幅多大", "收入8万元。", True),
        ("水质是几类", "水质达到Ⅱ类。", False),
        ("增长多少", "持续增长。", True),
        ("增长多少", "增长5%。", False),
        ("谁新建了小学", "新建小学一批。", False),
        ("女排打了第几名", "女排勇夺世俱杯亚军。", False),
        ("女排打了几场", "女排勇夺世俱杯亚军。", True),
    ],
)
def test_a_number_is_answered_in_the_unit_asked_for(question: str, sentence: str, misses: bool) -> None:
    """Or in one that counts the same; a question for no number wants none."""
    assert misses_unit(query(question), sentence) is misses


@pytest.mark.parametrize(
    ("question", "sentence", "counts"),
    [
        ("老人吃饭的食堂要建多少家", "建设示范型老人家食堂30个。", True),
        ("一共装多少台电梯", "加装电梯600部。", True),
        ("有多少家企业", "惠及居民5000户。", False),
        ("有多少家企业", "新建园区3个。", False),
    ],
)
def test_a_thing_may_be_counted_with_another_measure_word(question: str, sentence: str, counts: bool) -> None:
    assert counts_otherwise(query(question), sentence) is counts


@pytest.mark.parametrize(
    ("question", "sentence", "asserts"),
    [
        ("为什么GDP增长了9%", "GDP增长6%左右。", True),
        ("为什么GDP增长了6%", "GDP增长6%左右。", False),
        ("投入5亿元做了什么", "投入5.7亿元实施民生实事。", True),
        ("投入5.7亿元做了什么", "投入5.7亿元实施民生实事。", False),
        ("GDP增长多少", "GDP增长6%左右。", False),
        ("利用外资多少万美元", "利用外资879.3万美元。", False),
        ("投资几个亿元", "投资2.65亿元。", False),
        ("3家企业是哪些", "瑞泰马钢等2家企业入选。", False),
    ],
)
def test_a_share_or_sum_that_the_sentence_does_not_hold_is_another(question: str, sentence: str, asserts: bool) -> None:
    """A premise of the question that the report does not share; other counts may be the asker's own."""
    assert asserts_another(query(question), sentence) is asserts


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("第一季度GDP增长多少", "GDP增长6%左右。", True),
        ("第一季度GDP增长多少", "GDP增长6%左右，一季度增长5%。", False),
        ("上半年工业增速是多少", "工业增加值增长8%。", True),
        ("12月份CPI是多少", "CPI上涨0.2%。", True),
        ("GDP growth in the second quarter", "地区生产总值增长6%。", True),
        ("去年GDP增长多少", "地区生产总值增长6%，四季度增长7%。", False),
        ("去年接待了多少游客", "接待游客人次增长20%。", True),
        ("去年接待了多少游客", "接待游客500万人次，增长20%。", False),
        ("零售总额的金额是多少", "零售总额增长2.9%。", True),
        ("人均收入是多少元", "人均收入增长5.3%。", True),
        ("How many foreign tourists visited last year?", "接待游客人次增长28.1%。", True),
        ("By how much did accidents fall?", "事故起数下降28.1%。", False),
        ("零售总额增长多少", "零售总额增长2.9%。", False),
        ("零售总额目标是多少", "零售总额增长6%。", False),
        ("水质优良的占多少", "优良水体达到89%。", False),
        ("撞车的事少了多少", "交通事故数下降14.7%。", False),
        ("增长多少个百分点", "占比提高3个百分点。", False),
        ("去年出口多少", "出口增长8%。", False),
        ("跨境电商规模多大", "跨境电商交易额增长24%。", True),
        ("What was the total value of exports?", "出口增长8%。", True),
        ("How much did the total value of exports grow?", "出口增长8%。", False),
    ],
)
def test_the_year_is_not_its_quarter_and_a_rate_not_an_amount(question: str, sentence: str, beside: bool) -> None:
    """What is near is offered then, and not said to be the answer."""
    assert tells_beside(query(question), sentence, sentence) is beside


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("城镇居民收入增长多少", "农村居民收入增长6.1%。", True),
        ("城镇居民收入增长多少", "城镇、农村居民收入分别增长5%、6.1%。", False),
        ("城镇居民收入增长多少", "城乡居民收入分别增长5%、6.1%。", False),
        ("城乡居民收入增长多少", "农村居民收入增长6.1%。", False),
        ("农村居民收入增速比城镇居民快多少", "农村居民收入增长6.1%。", False),
        ("进口增长多少", "外贸出口增长7.8%。", True),
        ("建了几个国家级绿色工厂", "新创建38个省级绿色工厂。", True),
        ("城镇有哪些变化", "农村面貌一新。", False),
        ("棚户区改造了多少个", "改造城中村30个。", True),
        ("棚户区改造了多少个", "改造城中村30个、棚户区2个。", False),
        ("棚改多少个", "改造棚户区2个，城中村30个。", False),
        ("幼儿园学位新增多少个", "新增小学学位3万个。", True),
        ("PM2.5平均浓度是多少", "优良天数达到201天。", True),
        ("光伏装机多少千瓦", "新增风电装机5万千瓦，进出口增长3%。", True),
        ("How many hospital beds are there?", "养老床位达到3758张。", True),
        ("大豆有什么打算", "粮食产量稳定。", False),
        ("接待入境游客多少万人次", "接待游客2.6亿人次。", True),
        ("接待入境游客多少万人次", "接待境外游客2.6万人次。", False),
        ("城镇居民收入增长多少", "居民人均可支配收入增长4.9%。", True),
    ],
)
def test_a_figure_of_the_other_one_is_beside_the_question(question: str, sentence: str, beside: bool) -> None:
    """Where the towns are asked for, that of the villages is not the answer."""
    assert tells_beside(query(question), sentence, sentence) is beside


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("第七届龙舟赛几月举办", "举办第七届龙舟赛。", True),
        ("第七届龙舟赛几月举办", "6月举办第七届龙舟赛。", False),
        ("博物馆什么时候开放", "“五一”前对外开放。", False),
        ("博物馆什么时候开放", "国庆前对外开放。", False),
        ("落实的是哪“几个清单”", "落实“四个清单”。", False),
        ("开往机场的是地铁几号线", "地铁15号线通到机场。", False),
        ("改造管网哪年更长", "改造管网723公里。", False),
    ],
)
def test_a_date_is_not_told_by_what_is_silent_on_time(question: str, sentence: str, beside: bool) -> None:
    assert tells_beside(query(question), sentence, sentence) is beside


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("第二净水厂总投资多少", "推进第二净水厂建设。", True),
        ("53.75万千瓦风电总投资多少", "53.75万千瓦风电并网发电。", True),
        ("第二净水厂总投资多少", "第二净水厂投资2亿元。", False),
        ("How much was spent on the road?", "推进道路建设。", True),
        ("人才公寓一个月租金多少", "人才公寓完工716套，每月可租。", True),
        ("人才公寓一个月租金多少", "人才公寓每月租金800元。", False),
        ("龙肘山风电场总投资多少", "新增风电装机5万千瓦。", True),
        ("企业利润增长多少", "企业利润增长6%。", False),
        ("水质是几类", "水质达到Ⅱ类。", False),
        ("养老机构评上了几星级", "评定为二星级。", False),
        ("订单总量排第几", "订单总量居全国第2位。", False),
        ("女排打了第几名", "女排勇夺世俱杯亚军。", False),
        ("奥运会拿了几块金牌", "运动员在奥运会再创佳绩。", True),
        ("高铁花了多少投资", "高铁开通运行。", True),
        ("出口目标是多少", "出口保持正增长。", False),
        ("今年投资比去年多多少", "投资持续增长。", False),
    ],
)
def test_an_amount_is_not_told_without_a_figure_of_its_own(question: str, sentence: str, beside: bool) -> None:
    """The number of a works, or of the question itself, is none; a difference may be of two sentences."""
    assert tells_beside(query(question), sentence, sentence) is beside


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("服务贸易增长了多少", "服务贸易规模超过1700亿元。", True),
        ("服务贸易增长了多少", "服务贸易增长6%。", False),
        ("医生增加了多少", "医生增加20人。", False),
        ("优良天数是多少天", "优良天数增加22天。", True),
        ("优良天数是多少天", "优良天数达到310天，增加22天。", False),
        ("优良天数增加多少天", "优良天数增加22天。", False),
        ("新增医生多少名", "医生增加20名。", False),
        ("雾霾的日子少了几天", "重污染天气减少38天。", False),
        ("高铁总里程多少公里", "新增铁路里程322公里。", True),
        ("高铁总里程多少公里", "新增铁路里程322公里、总里程达到900公里。", False),
        ("去年一共新增了多少公里铁路", "新增铁路里程322公里。", False),
    ],
)
def test_how_much_a_thing_grew_is_not_how_much_there_is(question: str, sentence: str, beside: bool) -> None:
    assert tells_beside(query(question), sentence, sentence) is beside


@pytest.mark.parametrize(
    ("question", "text", "without", "named"),
    [
        ("哪三项制度", "推行3项制度", True, False),
        ("哪三项制度", "推行3项制度：公示、记录、审核", False, True),
        ("哪三项制度", "推行“公示”“记录”2项制度", False, False),
        ("那三项制度的名单", "推行3项制度", True, False),
        ("哪三项制度", "公示、记录、审核3项制度全面推行", False, True),
        ("3家灯塔工厂是哪3家", "灯塔工厂3家、智能工厂10家", True, False),
        ("新增7家酒店名单", "召开大会、论坛，酒店新增7家，5A级景区新增周村古商城、总数达到16家", True, False),
        ("哪些制度", "推行3项制度", False, False),
    ],
)
def test_a_list_that_is_only_counted_names_no_members(question: str, text: str, without: bool, named: bool) -> None:
    """Which three they are is not answered by saying that they are three, whatever else the sentence lists."""
    assert names_no_members(query(question), text) is without
    assert names_members(query(question), text) is named


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("地铁什么时候开通", "明年是关键一年。", True),
        ("地铁什么时候开通", "地铁明年开通。", False),
        ("马拉松冠军是谁", "马拉松激情开跑。", True),
        ("马拉松冠军是谁", "马拉松冠军是张三。", False),
        ("国家区域医疗中心都是谁家", "建设友谊医院等国家区域医疗中心。", False),
        ("谁跑了马拉松", "马拉松激情开跑。", False),
    ],
)
def test_a_date_or_a_name_of_something_else_is_no_answer(question: str, sentence: str, another: bool) -> None:
    """A sentence tells when, but nothing that was asked about; or of the race, but not of who won it."""
    version = make_version(f"某区2025年政府工作报告\n\n各位代表:\n一、2025年工作安排\n{sentence}\n")
    asked = query(question)
    weights = dict.fromkeys(grams(question), 1.0)
    ordinal = max(i for i, at in enumerate(version.order) if version.sentence(at).kind is Kind.PROSE)
    found = make_candidate(version, ordinal, ((0, 0.9),))
    assert tells_of_another(asked, weights, sentence, extract(asked, weights, version, found)) is another
