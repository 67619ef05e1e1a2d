"""What is claimed is found in what people write, each claim understandable by itself; the rest claims nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verification.claim_splitting import find_claims


def claims(text: str) -> list[str]:
    return [claim.text for claim in find_claims(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("去年PM2.5是25", ["去年PM2.5是25"]),
        ("听说去年PM2.5是25，是真的吗？", ["去年PM2.5是25"]),
        ("老王说：去年新增充电桩261个", ["去年新增充电桩261个"]),
        ("据报道，凹山地质文化公园是4A级景区了", ["凹山地质文化公园是4A级景区了"]),
        ("我觉得去年GDP增长了9%", ["去年GDP增长了9%"]),
        ("去年PM2.5是25吗", ["去年PM2.5是25"]),
        ("阳湖公园建成开放了", ["阳湖公园建成开放了"]),
        ("GDP grew by 6% in 2024, is this true?", ["GDP grew by 6% in 2024"]),
        ("咱区有158万失能老人，这得多少护工啊", ["咱区有158万失能老人"]),
        ("报告要求，国企是政府服务的对象", ["国企是政府服务的对象"]),
        ("有些干部怕担责是事实，报告自己都点出来了", ["有些干部怕担责是事实"]),
        ("自驾要办成文旅的新招牌，房车党狂喜", ["自驾要办成文旅的新招牌"]),
        ("每十个毕业生，有七个留下来了", ["每十个毕业生，有七个留下来了"]),
        ("财政每花十块钱，有九块多用在民生上", ["财政每花十块钱，有九块多用在民生上"]),
        ("每一百户里，有三十户用上天然气", ["每一百户里，有三十户用上天然气"]),
        ("每百户有30户装了光伏，有20户买了电车", ["每百户有30户装了光伏", "有20户买了电车"]),
        ("四季度经济涨了5.6%，跑得比全国还快一点", ["四季度经济涨了5.6%，跑得比全国还快一点"]),
        ("《黑神话》火了以后，应县木塔出圈了", ["应县木塔出圈了"]),
        ("智能计算这个产业涨得快，去年已经破万亿了", ["智能计算这个产业涨得快，去年已经破万亿了"]),
        ("太原实验室挂牌了，今年要再建一个实验室", ["太原实验室挂牌了", "今年要再建一个实验室"]),
        ("女排拿的不是金牌，是世俱杯亚军", ["女排拿的不是金牌，是世俱杯亚军"]),
        ("草原过牧那事儿，去年先挑了17个旗县", ["草原过牧那事儿，去年先挑了17个旗县"]),
        ("研发投入从全国第7掉到了第10，有点可惜", ["研发投入从全国第7掉到了第10"]),
        ("PM2.5是27，优良天数95.5%，这空气没得说", ["PM2.5是27", "优良天数95.5%"]),
        ("小巨人283家，制造业还是有底子的", ["小巨人283家"]),
        ("案件降到近十年最低，越来越安全了", ["案件降到近十年最低"]),
        ("提升幅度全国排第二呢", ["提升幅度全国排第二"]),
        ("这个报告说居民收入涨得太慢了", ["这个报告说居民收入涨得太慢了"]),
        ("进出口去年涨了9.4%，这又回到了万亿规模", ["进出口去年涨了9.4%，这又回到了万亿规模"]),
        ("粮食收了615亿多斤。这是五年来最多的一次。", ["粮食收了615亿多斤，这是五年来最多的一次"]),
        ("机场三期，已经动工了", ["机场三期，已经动工了"]),
        ("粮食超过220亿斤，是历史最高", ["粮食超过220亿斤，是历史最高"]),
        (
            "GDP grew 5.1% last year, and industrial value added rose by 8.5%.",
            ["GDP grew 5.1% last year", "last year industrial value added rose by 8.5%"],
        ),
        (
            "Urban income went up 6.2% while rural income rose 4.3%.",
            ["Urban income went up 6.2%", "rural income rose 4.3%"],
        ),
    ],
)
def test_how_one_knows_is_no_part_of_a_claim(text: str, found: list[str]) -> None:
    assert claims(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "你好",
        "我觉得雨山发展得太慢了",
        "希望明年多建几所学校",
        "今年的目标是多少？",
        "你们觉得呢？",
        "去年建了哪些学校",
        "真不错！",
        "老旧小区改造",
        "😀👍",
        "What are the main targets?",
    ],
)
def test_opinions_wishes_and_questions_claim_nothing(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "去年雨山区投资2.65亿元，改造了14个老旧小区，惠及居民5485户，真不错！",
            ["去年雨山区投资2.65亿元", "去年雨山区改造了14个老旧小区，惠及居民5485户"],
        ),
        ("花山区干得不错。PM2.5平均浓度30.1微克/立方米。", ["花山区PM2.5平均浓度30.1微克/立方米"]),
        ("宝武集团去年盈利50亿，战新产值72亿元", ["宝武集团去年盈利50亿", "去年宝武集团战新产值72亿元"]),
        ("去年新增泊位5447个。今年计划新增泊位5200个。", ["去年新增泊位5447个", "今年计划新增泊位5200个"]),
        ("去年新增泊位5447个。目标是新增充电桩240个。", ["去年新增泊位5447个", "目标是新增充电桩240个"]),
    ],
)
def test_what_a_clause_leaves_out_is_what_was_named_before(text: str, found: list[str]) -> None:
    """Years, places and institutions; but an intention is not on the year that was told of."""
    assert claims(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“小巨人”企业去年多了35家,现在一共270家", ["“小巨人”企业去年多了35家,现在一共270家"]),
        ("2024年经济增速不到3%，只有2.7个点", ["2024年经济增速不到3%，只有2.7个点"]),
        ("煤炭大省的清洁能源装机,已经快占到一半", ["煤炭大省的清洁能源装机,已经快占到一半"]),
        ("盼了多少年的水利枢纽,去年总算动工了", ["盼了多少年的水利枢纽,去年总算动工了"]),
        ("隔了六十多年，又新批下来两所本科院校", ["隔了六十多年，又新批下来两所本科院校"]),
        ("没想到吧,大闸蟹现在也算新特产", ["大闸蟹现在也算新特产"]),
        ("9家民营企业进了500强,数量是历年最多", ["9家民营企业进了500强,数量是历年最多"]),
        ("外贸进出口总额2.16亿美元，增长3%", ["外贸进出口总额2.16亿美元，增长3%"]),
        ("老旧小区改造，去年投了2.46亿", ["老旧小区改造，去年投了2.46亿"]),
    ],
)
def test_clauses_that_lean_on_each_other_stay_together(text: str, found: list[str]) -> None:
    assert claims(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "【转】安徽2024年成绩单来了🎉：新增泊位5447个，新增充电桩240个！",
            ["2024年安徽新增泊位5447个", "2024年安徽新增充电桩240个"],
        ),
        ("好消息：新增泊位5447个", ["新增泊位5447个"]),
        (
            "【两会】1. 新增泊位5447个；2. 新增充电桩240个；3. 新建公园3座。",
            ["新增泊位5447个", "新增充电桩240个", "新建公园3座"],
        ),
        ("①新增泊位5447个 ②新增充电桩240个", ["新增泊位5447个", "新增充电桩240个"]),
        ("去年的事：一是新增泊位5447个，二是新增充电桩240个", ["去年新增泊位5447个", "去年新增充电桩240个"]),
        ("1、新增泊位5447个，2、新增充电桩240个", ["新增泊位5447个", "新增充电桩240个"]),
        ("一、新增泊位5447个\n二、新增充电桩240个", ["新增泊位5447个", "新增充电桩240个"]),
        ("（1）新增泊位5447个（2）新增充电桩240个", ["新增泊位5447个", "新增充电桩240个"]),
        ("听说新增泊位5447个，但充电桩只新增了240个", ["新增泊位5447个", "充电桩只新增了240个"]),
        ("可再生能源发电量超1000亿度", ["可再生能源发电量超1000亿度"]),
        ("投资2.5亿元，3.5万户受益", ["投资2.5亿元，3.5万户受益"]),
    ],
)
def test_a_list_or_a_forwarded_message_is_taken_apart(text: str, found: list[str]) -> None:
    assert claims(text) == found


@given(st.text(alphabet="去年今区新增长PM2.5个亿%，。；？\n听说不错 a1", max_size=80))
def test_a_claim_stands_where_it_says(text: str) -> None:
    found = find_claims(text)
    for claim in found:
        assert claim.text.endswith(claim.span.of(text))


def test_marks_of_lists_and_words_that_join_are_left_out() -> None:
    assert [claim.text for claim in find_claims("- 去年新增就业62万人\n2. 今年目标60万人")] == [
        "去年新增就业62万人",
        "今年目标60万人",
    ]
    assert [claim.text for claim in find_claims("去年信访量降了四成，但民生投入没减少")][-1] == "去年民生投入没减少"


def test_a_text_on_something_of_reports_without_any_verb_is_one_claim() -> None:
    assert [claim.text for claim in find_claims("居民收入稳步")] == ["居民收入稳步"]
    assert find_claims("大家好，今天天气不错。") == ()


def test_what_tells_more_of_the_thing_before_it_stays_with_it() -> None:
    assert [claim.text for claim in find_claims("今年要新建两所学校，投资3亿元")] == ["今年要新建两所学校，投资3亿元"]


@pytest.mark.parametrize(
    "text",
    [
        "潍烟高铁还没通车呢",
        "厦门机场的客流还不到福州的一半呢",
        "听说农信联社考评全国垫底",
        "招商主要还是靠比谁给的优惠多",
        "The land treated this year is less than what was treated last year",
    ],
)
def test_what_only_sounds_like_a_question_is_claimed(text: str) -> None:
    assert len(find_claims(text)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("听说雨山区去年新增了充电桩😄有没有在附近住的，求证一下", ["雨山区去年新增了充电桩"]),
        ("学院今年升成大学了🎓老师们表示激动，报告里提没提？", ["学院今年升成大学了"]),
        ("种地的看过来🌾听说今年要新建376万亩高标准农田", ["今年要新建376万亩高标准农田"]),
        ("凹山公园真开园了👏周末约起来", ["凹山公园真开园了"]),
        ("去年雨山区GDP涨了📈5.4%", ["去年雨山区GDP涨了  5.4%"]),
        ("雨山区2024年成绩单🎉：新增泊位5447个", ["雨山区2024年成绩单  ：新增泊位5447个"]),
    ],
)
def test_a_picture_parts_a_claim_from_a_comment(text: str, found: list[str]) -> None:
    """But not the words of one sentence."""
    assert [" ".join(one.split()) for one in claims(text)] == [" ".join(one.split()) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("听说闽江学院要改名了？", ["闽江学院要改名了"]),
        ("群里都在传，高中免学费了？", ["高中免学费了"]),
        ("省里自己也承认，收入还是偏少", ["收入还是偏少"]),
        ("宁夏自己也承认，收入还是偏少", ["宁夏收入还是偏少"]),
        ("福建也不讳言，投资下降了", ["福建投资下降了"]),
    ],
)
def test_what_is_heard_or_owned_up_to_is_claimed(text: str, found: list[str]) -> None:
    """A place that owns up to something is the place that it is about."""
    assert claims(text) == found


@pytest.mark.parametrize(
    "tag", ["，真的假的？", "，靠谱不", "，这消息可靠吗", "，有没有准信", "，谁来证实下", "，报告里提没提？"]
)
def test_asking_whether_it_is_so_claims_nothing_more(tag: str) -> None:
    assert claims(f"凹山公园去年建成了{tag}") == ["凹山公园去年建成了"]


@pytest.mark.parametrize("text", ["潍烟高铁呢", "谁给的优惠多", "What was treated last year", "今年的目标是多少呢"])
def test_a_question_claims_nothing(text: str) -> None:
    assert find_claims(text) == ()


@pytest.mark.parametrize("tag", ["，是吗？", "，对吧？", "，不是吗？", "，是真的吗？"])
def test_a_claim_with_a_question_after_it_is_a_claim(tag: str) -> None:
    assert [claim.text for claim in find_claims(f"去年新增充电桩261个{tag}")] == ["去年新增充电桩261个"]


def test_digits_of_full_width_are_digits() -> None:
    assert [claim.text for claim in find_claims("去年新增充电桩２６１个")] == ["去年新增充电桩261个"]


BEFORE = (
    "",
    "🔥🔥重磅！",
    "【转】",
    "#陕西经济# ",
    "据说",
    "RT @abc: ",
    "见 https://a.cn/2025/t1_2.html ，",
)
AFTER = (
    "",
    "👍👍",
    " #陕西",
    "！！！",
    " https://t.cn/A6xyz",
    "，是真的吗？",
    "，大概是真的",
    "（来源：网络）",
    " 转发微博",
)


@given(st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_what_stands_around_a_claim_neither_hides_nor_makes_one(before: str, after: str) -> None:
    (claim,) = find_claims(f"{before}去年新增充电桩261个{after}")
    assert claim.text.startswith("去年新增充电桩261个")
    assert "http" not in claim.text
