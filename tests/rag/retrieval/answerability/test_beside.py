"""A sentence that is near a question, and on something else."""

from __future__ import annotations

import pytest

from rag.retrieval.answerability.beside import tells_beside
from rag.retrieval.query import Query, read
from rag.types import Question


def query(text: str) -> Query:
    return read(Question(text))[0]


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
    ("question", "sentence", "beside"),
    [
        ("社会消费品零售总额去年是多少亿元", "社会消费品零售总额增长5%，地方一般公共预算收入517亿元。", True),
        ("社会消费品零售总额去年是多少亿元", "社会消费品零售总额增长5%、达到1.2万亿元。", False),
        ("年末常住人口有多少", "常住人口城镇化率突破60%。", True),
        ("工业增加值增长了多少", "高技术制造业增加值占工业增加值12.3%。", True),
        ("海洋生产总值占地区生产总值的比重是多少", "海洋生产总值增长10.4%。", True),
        ("海洋生产总值占地区生产总值的比重是多少", "海洋生产总值占地区生产总值比重达37%。", False),
        ("基础养老金提高了多少", "基础养老金提高到每月201元。", False),
        ("多晶硅 产量 万吨 2024", "电解铜、多晶硅产量分别增长47.5%、8.3%。", True),
    ],
)
def test_an_amount_is_not_how_it_moved_nor_what_part_it_is(question: str, sentence: str, beside: bool) -> None:
    """The figure of the thing asked for counts, and none beside it."""
    assert tells_beside(query(question), sentence, sentence) is beside


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("中欧班列去年一年开行多少列", "中欧班列累计开行超1.1万列。", True),
        ("中欧班列累计开行多少列", "中欧班列累计开行超1.1万列。", False),
        ("专精特新企业现在有多少户", "新增专精特新企业84户。", True),
        ("农村公路总里程多少公里", "新改建农村公路3245公里。", True),
        ("去年新增了几个5A级景区", "5A级景区增至12个。", True),
        ("去年新增了几个5A级景区", "新增5A级景区2个、总数达到12个。", False),
        ("高新技术企业新增多少家", "高新技术企业达到2463家、增长16.2%。", True),
        ("高标准农田总面积多少万亩", "建成高标准农田284万亩。", True),
        ("高标准农田总面积多少万亩", "累计建成高标准农田284万亩。", False),
        ("5G基站总数", "新建5G基站8000个。", True),
        ("咖啡产量多少", "咖啡产量稳居全国第1位。", True),
        ("引大济岷工程总投资", "开工建设引大济岷等重大水利工程。", True),
        ("出口额是多少亿元", "外贸进出口总额达到4.27万亿元。", True),
        ("进出口额是多少亿元", "外贸进出口总额达到4.27万亿元。", False),
        ("去年有多少人没工作", "城镇新增就业23.35万人。", True),
        ("全国百强县的4个县叫什么名字", "全国百强县中我省有4个。", True),
        ("全国百强县的4个县叫什么名字", "全国百强县4个：甲县、乙县、丙县、丁县。", False),
    ],
)
def test_a_year_is_not_all_years_and_a_number_no_name(question: str, sentence: str, beside: bool) -> None:
    assert tells_beside(query(question), sentence, sentence) is beside
