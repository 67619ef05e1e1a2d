"""A table row says what its figures are figures of, by itself."""

from __future__ import annotations

import pytest

from rag.documents.tables.flow import lines_of
from rag.documents.tables.grid import Filling, Grid, make_grid
from rag.documents.tables.rendering import render


def lines(rows: list[list[str]], before: list[str] | None = None) -> list[str]:
    return list(render(make_grid(rows), before or []).lines)


def test_each_cell_stands_under_the_name_of_its_column_with_the_unit_of_its_row() -> None:
    rows = [
        ["指标", "单位", "2023年", "2024年"],
        ["进出口总额", "万美元", "8420", "9,135"],
        ["覆盖率", "%", "43.2", "43.6"],
    ]
    assert lines(rows) == [
        "进出口总额｜2023年：8420万美元｜2024年：9,135万美元",
        "覆盖率｜2023年：43.2%｜2024年：43.6%",
    ]


def test_an_empty_cell_says_nothing() -> None:
    """Neither does one that holds but a dash. A row without any value is its name."""
    rows = [["项目", "2023年", "2024年"], ["大桥", "0.8", ""], ["水厂", "—", "1.2"], ["档案馆", "", "/"]]
    assert lines(rows) == ["大桥｜2023年：0.8", "水厂｜2024年：1.2", "｜档案馆"]


@pytest.mark.parametrize("before", [["附表 投资（亿元）"], ["附表", "单位：亿元"], ["单位:亿元"]])
def test_the_unit_of_the_whole_table_stands_above_it(before: list[str]) -> None:
    rows = [["项目", "项目数", "投资", "增长"], ["大桥", "2", "1.6", "8.5"]]
    assert lines(rows, before) == ["大桥｜项目数：2｜投资：1.6亿元｜增长：8.5"]


def test_the_unit_of_the_whole_table_stands_over_the_names_of_its_rows() -> None:
    rows = [["项目（亿元）", "2023年", "2024年", "增速"], ["财政收入", "12.3", "13.1", "6.5"]]
    assert lines(rows) == ["财政收入｜2023年：12.3亿元｜2024年：13.1亿元｜增速：6.5"]


def test_shares_and_growth_take_no_unit_of_amounts() -> None:
    """Where amounts and shares have one unit each, the columns of growth have that of shares."""
    rows = [["项目", "总量", "增速"], ["工业", "98.7", "5.6"]]
    assert lines(rows, ["单位：亿元、%"]) == ["工业｜总量：98.7亿元｜增速：5.6%"]


def test_the_unit_in_the_name_of_a_column_goes_before_that_of_the_row() -> None:
    rows = [["指标", "总量（亿元）", "增长（%）"], ["消费品零售额", "98.7", "5.6左右"], ["进口", "持平", "-3.2"]]
    assert lines(rows) == ["消费品零售额｜总量：98.7亿元｜增长：5.6%左右", "进口｜总量（亿元）：持平｜增长：-3.2%"]


def test_the_unit_in_the_name_of_a_row() -> None:
    rows = [["指标", "2024年"], ["地区生产总值（亿元）", "286.4"], ["能耗（吨标准煤/万元）", "0.5"]]
    assert lines(rows) == ["地区生产总值｜2024年：286.4亿元", "能耗（吨标准煤/万元）｜2024年：0.5"]


def test_a_table_may_have_its_years_in_its_rows() -> None:
    rows = [["年份", "地区生产总值（亿元）", "粮食产量（万吨）"], ["2023", "268.9", "41"], ["2024", "286.4", "41.5"]]
    assert lines(rows) == [
        "2023年｜地区生产总值：268.9亿元｜粮食产量：41万吨",
        "2024年｜地区生产总值：286.4亿元｜粮食产量：41.5万吨",
    ]


def test_bare_years_name_columns() -> None:
    assert lines([["指标", "2023", "2024"], ["水厂（座）", "1", "3"]]) == ["水厂｜2023年：1座｜2024年：3座"]


def merged() -> Grid:
    filling = Filling()
    for row in (
        [("指标", 2, 1), ("单位", 2, 1), ("2024年", 1, 2), ("2025年", 1, 1)],
        [("计划", 1, 1), ("实际", 1, 1), ("计划", 1, 1)],
        [("游客", 1, 1), ("万人次", 1, 1), ("350", 1, 1), ("365.7", 1, 1), ("420", 1, 1)],
    ):
        filling.start_row()
        for text, rows, columns in row:
            filling.add(text, rows, columns)
    return filling.grid()


def test_merged_heads_are_read_from_the_top() -> None:
    assert render(merged()).lines == ("游客｜2024年计划：350万人次｜2024年实际：365.7万人次｜2025年计划：420万人次",)


def test_the_column_that_tells_rows_apart_names_them() -> None:
    """Not the kind they are of, nor their number."""
    rows = [
        ["序号", "类别", "指标", "2024年"],
        ["1", "经济", "投资", "7%"],
        ["2", "经济", "消费", "5%"],
        ["3", "民生", "就业", "9人"],
    ]
    assert lines(rows)[0] == "投资｜类别：经济｜2024年：7%"


def test_groups_tell_rows_of_one_name_apart() -> None:
    rows = [["指标", "2024年"], ["城镇居民", ""], ["收入", "4元"], ["农村居民", ""], ["收入", "2元"]]
    assert lines(rows) == ["｜城镇居民", "城镇居民 收入｜2024年：4元", "｜农村居民", "农村居民 收入｜2024年：2元"]


def test_a_part_is_named_with_its_whole() -> None:
    rows = [["指标", "2024年"], ["进出口总额", "9元"], ["其中：出口", "5元"]]
    assert lines(rows)[1] == "进出口总额，其中：出口｜2024年：5元"


def test_titles_units_and_notes_in_the_table_are_lines_of_their_own() -> None:
    filling = Filling()
    for row in ([("附表1 投资", 3)], [("单位：亿元", 3)], [("项目", 1), ("2023年", 1), ("2024年", 1)]):
        filling.start_row()
        for text, columns in row:
            filling.add(text, 1, columns)
    for row in ([("大桥", 1), ("0.8", 1), ("1.6", 1)], [("注：快报数", 3)]):
        filling.start_row()
        for text, columns in row:
            filling.add(text, 1, columns)
    assert render(filling.grid()).lines == (
        "附表1 投资",
        "单位：亿元",
        "大桥｜2023年：0.8亿元｜2024年：1.6亿元",
        "注：快报数",
    )


def test_a_figure_of_several_rows_is_told_of_all_of_them() -> None:
    filling = Filling()
    for row in (
        [("项目", 1), ("投资（亿元）", 1), ("单位名称", 1)],
        [("大桥", 1), ("5", 2), ("甲", 1)],
        [("水厂", 1), ("乙", 1)],
    ):
        filling.start_row()
        for text, rows in row:
            filling.add(text, rows)
    assert render(filling.grid()).lines == ("大桥｜单位名称：甲", "水厂｜单位名称：乙", "大桥、水厂｜投资：5亿元")


def test_a_table_that_goes_on_is_read_with_the_head_of_its_beginning() -> None:
    """Also where that is repeated."""
    first = make_grid([["指标", "2023年", "2024年"], ["投资", "7%", "8%"]])
    on = make_grid([["消费", "5%", "6%"]])
    again = make_grid([["指标", "2023年", "2024年"], ["就业", "9人", "8人"]])
    assert lines_of([first, "", on, again]).lines == (
        "投资｜2023年：7%｜2024年：8%",
        "",
        "消费｜2023年：5%｜2024年：6%",
        "就业｜2023年：9人｜2024年：8人",
    )


def test_columns_without_names_stay_cells_and_are_told() -> None:
    flow = lines_of([make_grid([["投资", "7%", "8%"], ["消费", "5%", "6%"]])])
    assert flow.lines == ("| 投资 | 7% | 8% |", "| 消费 | 5% | 6% |")
    assert flow.unnamed == 1


def test_pairs_of_name_and_value_need_no_head() -> None:
    assert lines([["投资", "7%"], ["消费", "5%"]]) == ["投资｜7%", "消费｜5%"]


def test_labels_with_their_values_stay_as_they_are() -> None:
    """As in the table of facts above a document."""
    assert lines([["索引号：", "K16", "文号：", "无"]]) == ["| 索引号： | K16 | 文号： | 无 |"]
    assert lines([["索 引 号", "K16"], ["发布机构", "区政府"]]) == ["| 索 引 号 | K16 |", "| 发布机构 | 区政府 |"]


def test_a_long_row_has_a_line_for_each_sentence() -> None:
    """So that what is quoted is short, and says what it is about."""
    content = "新建水厂三座，改造管网二十公里，" * 24 + "惠及群众。完成验收。"
    rows = [["事项", "内容", "责任单位"], ["城乡供水", content, "水利局"], ["助餐", "新建食堂。", "民政局"]]
    told = lines(rows)
    assert told[1:] == [
        "城乡供水｜内容：完成验收。",
        "城乡供水｜责任单位：水利局",
        "助餐｜内容：新建食堂。｜责任单位：民政局",
    ]
