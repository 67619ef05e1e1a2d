"""What people say is read as reports write it; what is written already stays as it is."""

from __future__ import annotations

import pytest

from rag.verification.spoken.changes import official
from rag.verification.spoken.figures import written
from rag.verification.spoken.foreign_names import with_names
from rag.verification.spoken.outright import outright
from rag.verification.spoken.ranks import find_ranks
from rag.verification.spoken.worded_numbers import find_worded


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("从不到800块提到900元", "从不到800元提到900元"),
        ("首次迈过一万亿门槛", "首次超过1万亿"),
        ("降了八个多百分点", "降了超过8个百分点"),
        ("从13爬到第5", "从第13爬到第5"),
        ("two dozen telescopes", "24 telescopes"),
        ("开出第一趟班列", "开出首趟班列"),
        ("少了四成多", "少了超过40%"),
        ("涨了一成四", "涨了14%"),
        ("交了九成半", "交了约95%"),
        ("投了5.7个亿", "投了5.7亿"),
        ("要回七个多亿", "要回超过7亿"),
        ("涨了五个半点", "涨了5.5个点"),
        ("翻了一番还多", "增长超过100%"),
        ("差不多翻了一番", "增长约100%"),
        ("多了一倍半", "多了150%"),
        ("四分之三多", "超过四分之三"),
        ("没跌破1300亿斤", "不低于1300亿斤"),
        ("没有超过3%", "不超过3%"),
        ("过半专家号", "超过50%专家号"),
        ("花掉一万一千多亿", "花掉超过1.1万亿"),
        ("接待一千四百万游客", "接待1400万游客"),
        ("快两个月", "近两个月"),
        ("便宜三分钱", "便宜0.03元"),
        ("已经过了八百亿", "已经超过800亿"),
        ("迈上了五万亿", "超过5万亿"),
        ("六十岁往上的老人", "六十岁以上的老人"),
        ("干完六成", "干完60%"),
        ("拿了62块金牌", "拿了62块金牌"),
        ("output passed 700,000", "output exceeded 700,000"),
        ("more than half a million cars", "more than 0.5 million cars"),
        ("十个里头差不多七个", "约70%"),
        ("十辆里有九辆多是新能源的", "超过90%是新能源的"),
        ("三个里头有两个留在省里", "约三分之二留在省里"),
        ("每十块有近八块用在民生上", "近80%用在民生上"),
        ("财政每花十块钱，有九块多用在民生上", "财政花钱超过90%用在民生上"),
        ("财政每花一块钱，有九毛用在民生上", "财政花钱约90%用在民生上"),
        ("每花100块钱，有91块用在民生上", "花钱91%用在民生上"),
        ("每花十块钱就有九块一用在民生上", "花钱91%用在民生上"),
        ("每十户，就有六户多装了光伏", "超过60%装了光伏"),
        ("每花十块钱，带来三十块", "每花10元，带来30元"),
        ("一百件办结了近九十八件", "办结了近98%"),
        ("每四辆车就有一辆是安徽造的", "车约四分之一是安徽造的"),
        ("跌幅千分之一", "跌幅0.1%"),
        ("grew by about a sixth", "grew by 约六分之一"),
        ("Nearly a third of the farmland", "近三分之一 of the farmland"),
        ("能活到七十九岁出头", "能活到超过七十九岁"),
        ("占百分之四十五", "占45%"),
        ("涨了百分之三十多", "涨了超过30%"),
        ("新增小两百家企业", "新增近200家企业"),
        ("花了小三万", "花了近3万"),
        ("费用砍半", "费用下降50%"),
        ("药价打了八折", "药价下降20%"),
        ("全国倒数第一", "全国末位"),
        ("下降了半个百分点", "下降了0.5个百分点"),
        ("涨了七个点二", "涨了7.2个点"),
        ("1万3千家", "1.3万家"),
        ("12.5w人", "12.5万人"),
        ("投了两个半亿", "投了2.5亿"),
        ("差一点到五万亿", "近5万亿"),
        ("头一回过了万亿", "首次超过1万亿"),
        ("冲上了一万亿", "超过1万亿"),
        ("几十万人", "几十万人"),
        ("起码要添十八万个饭碗", "要添至少18万个饭碗"),
        ("少说得签两千万人", "得签至少2000万人"),
        ("一半往上的村", "超过50%的村"),
        ("nine out of ten villages", "约90% villages"),
        ("sales more than doubled", "sales increased by more than 100%"),
    ],
)
def test_spoken_figures_are_written(said: str, read: str) -> None:
    assert written(said) == read


@pytest.mark.parametrize(
    "text",
    [
        "两个人加在一块",
        "完成投资2400亿元", "十七冶医院", "突破9300公里", "比全国快0.7个点", "成都机场", "一带一路",
        "三样加一块是6206家", "水利三块去年一共", "三个中心一个基地", "三个基地里有两个在合肥",
        "四个博物馆里，甲馆升级了", "a third airport", "少说话办了30件",
        "甚至少了2万人", "减少说明书12份", "最少的3个县", "最少时只有12家",
        "起码在2024年新增18万个", "至少三市建12所", "房价没跌下来",
    ],
)  # fmt: skip
def test_what_is_no_spoken_figure_stays(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("至少80%的时间", "至少80%的时间"),
        ("掉了20%", "下降20%"),
        ("降了超过三分之一", "下降超过三分之一"),
        ("猛涨了80%", "增长80%"),
        ("一年就多了48万户", "一年就新增48万户"),
        ("集装箱少运了5%", "集装箱下降5%"),
        ("汽车多卖了17%", "汽车增长17%"),
        ("药价贵了4.7%", "药价增长4.7%"),
        ("R&D grew one percentage point faster than the national rate", "R&D 高于全国1个百分点"),
        ("PM2.5变差了7.9%", "PM2.5上升7.9%"),
        ("花掉超过1.1万亿", "花掉超过1.1万亿"),
        ("exports rose 39.1%", "exports increased by 39.1%"),
    ],
)
def test_spoken_changes_are_told_as_reports_tell_them(said: str, read: str) -> None:
    assert official(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("每十个在安徽读大学的毕业生，有七个留下来了", "在安徽读大学的毕业生70%留下来了"),
        ("十件民生实事里有一件是午睡", "十件民生实事里有一件是午睡"),
    ],
)
def test_shares_are_counted_off_over_a_clause_and_articles_are_none(said: str, read: str) -> None:
    assert written(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Wugong Mountain is a geopark", "武功 Mountain is a geopark"),
        ("Huawei is here", "Huawei is here"),
        ("国家公园", "国家公园"),
    ],
)
def test_names_spelled_in_pinyin_are_those_of_the_report(said: str, read: str) -> None:
    assert with_names(said, "武功山入选世界地质公园。") == read


@pytest.mark.parametrize(("text", "rank"), [("居全国首位", 1), ("全国老二", 2), ("没人比得过", 1), ("生产平稳", None)])
def test_ranks_told_in_words_are_found(text: str, rank: int | None) -> None:
    assert [int(figure.low) for figure in find_ranks(text)] == ([] if rank is None else [rank])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("实现“二十一连丰”", [21]),
        ("耕地面积实现5连增", [5]),
        ("2024年连增", []),
        ("经济总量不足百亿", [10**10]),
        ("突破万亿元", []),
        ("百亿级企业3家", []),
    ],
)
def test_streaks_and_round_numbers_told_in_words_are_found(text: str, values: list[int]) -> None:
    assert [int(figure.low) for figure in find_worded(text)] == values


@pytest.mark.parametrize(
    ("said", "read"),
    [("治理“锰三角”", "治理“锰三角”"), ("便宜了三角钱", "便宜了0.3元"), ("五年在二类以上", "五年在Ⅱ类以上")],
)
def test_only_figures_are_written_as_figures(said: str, read: str) -> None:
    assert written(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("三十三个榨季没让出过全国头名", "三十三个榨季保持全国头名"),
        ("全国没有比山东更多的", "全国最多"),
        ("耕地连着四年只多不少", "耕地连着四年增加"),
        ("政府自己也承认，找活干不轻松", "找活干不轻松"),
        ("基层财政困难，报告没回避", "基层财政困难，"),
        ("政府承认的问题有三个", "政府承认的问题有三个"),
        ("油茶产值不是第一，是第二", "油茶产值是第二"),
        ("经济总量排第五，不是第六", "经济总量排第五"),
        ("增速不是5%而是5.1%", "增速是5.1%"),
        ("20项工程一项没落都办完了", "20项工程全部都办完了"),
        ("保交房还没全交完，交付9000套", "保交房交付9000套"),
        ("保交房还没全交完，交付率94.4%", "保交房交完，交付率94.4%"),
        ("中小机构一家都没减", "中小机构一家都没减"),
    ],
)
def test_idioms_are_read_plainly(said: str, read: str) -> None:
    assert outright(said) == read
