"""What a report says about itself: the table above it, the title, the line with date, assembly and speaker."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.documents.formats.plain import decode_text
from rag.documents.structure.front_matter import delivered_on, fact_value, make_facts
from tests.paths import SEED


def facts_of(text: str) -> dict[str, str]:
    return {fact.label: fact.value for fact in reversed(make_facts(text))}


def test_the_seed_report_tells_about_itself() -> None:
    """Two facts a row, one fact a row, a row with an empty value: each fact once."""
    text = decode_text(SEED.read_bytes(), SEED.name).text
    assert facts_of(text) == {
        "索引号": "K16385692/202501-00009",
        "组配分类": "政府工作报告",
        "发布机构": "雨山区政府(政府办公室)",
        "文号": "无",
        "名称": "雨山区2025年政府工作报告",
        "关键词": "政务公开",
        "日期": "2024年12月23日",
        "会议": "雨山区第十五届\n人民代表大会第五次会议",
        "职务": "区人民政府区长",
        "报告人": "马鑫",
    }
    assert delivered_on(text) == date(2024, 12, 23)


@pytest.mark.parametrize(
    ("lines", "position", "speaker"),
    [
        ("2025年1月14日在甲市第十六届人民代表大会第三次会议上甲市市长 殷勇同志作政府工作报告。", "甲市市长", "殷勇"),
        ("2025年1月20日在甲省第十四届人民代表大会第四次会议上\n甲省人民政府省长 施小琳", "甲省人民政府省长", "施小琳"),
        ("----2025年1月15日龚正市长在甲市第十六届人民代表大会第三次会议的政府工作报告", "市长", "龚正"),
        (
            "2025年1月18日在甲省第十四届人民代表大会第三次会议上甲省人民政府代省长王凯作政府工作报告",
            "甲省人民政府代省长",
            "王凯",
        ),
        ("（2025年1月8日在甲县第十八届人民代表大会第四次会议上）\n\n县长  张  三\n\n各位代表：", "县长", "张  三"),
        ("——2025年1月8日在甲州第三届人民代表大会第四次会议上\n州长 阿不都·热合曼\n", "州长", "阿不都·热合曼"),
        ("2025年1月8日在甲旗第三届人民代表大会第四次会议上\n旗 长  白志军\n\n各位代表：", "旗 长", "白志军"),
        (
            "2025年3月5日在甲县第四届人民代表大会第二次会议上\n\n县长\u3000\n\u3000李\u3000强\n\n各位代表：",
            "县长",
            "李\u3000强",
        ),
        (
            "——在甲旗第三届人民代表大会第四次会议上\n甲旗代旗长 周玉龙\n（2025年1月8日）\n各位代表：",
            "甲旗代旗长",
            "周玉龙",
        ),
    ],
)
def test_who_gave_the_report_is_found(lines: str, position: str, speaker: str) -> None:
    """Before or behind the assembly, on the same line or the next, with 同志 and with 代."""
    facts = facts_of(f"甲地2025年政府工作报告\n{lines}\n")
    assert (facts["职务"], facts["报告人"]) == (position, speaker)
    assert facts["标题"] == "甲地2025年政府工作报告"


@pytest.mark.parametrize("line", ["毛 伟 明", "周恩来", "欧阳明", "\u3000\u3000栗\u3000俊"])
def test_a_name_alone_below_the_assembly_is_the_speakers(line: str) -> None:
    """Without an office, and with a picture's caption between it and the salutation."""
    assembly = "——2026年2月3日在甲县第四届人民代表大会第四次会议上"
    lines = f"政府工作报告\n{assembly}\n来源：甲县日报\n{line}\n大会现场。\n各位代表：\n"
    assert facts_of(lines)["报告人"] == line.strip()
    assert "职务" not in facts_of(lines)


@pytest.mark.parametrize("line", ["打印", "分享到", "本地事", "目录", "高质量发展", "全文", "张三李四王五"])
def test_other_short_lines_below_the_assembly_are_no_names(line: str) -> None:
    lines = f"政府工作报告\n——2026年2月3日在甲县第四届人民代表大会第四次会议上\n{line}\n各位代表：\n"
    assert "报告人" not in facts_of(lines)
    assert "报告人" not in facts_of(f"政府工作报告\n2026年2月3日\n各位代表：\n{line}\n")


@pytest.mark.parametrize("above", ["首页 > 政务公开 > 政府工作报告", "首页/政府工作报告", "• 甲县政府工作报告", ""])
def test_the_way_to_a_page_is_no_title(above: str) -> None:
    assert facts_of(f"{above}\n甲县政府工作报告\n")["标题"] == "甲县政府工作报告"


def test_a_text_that_tells_nothing_has_no_facts() -> None:
    """No title, no table, no date."""
    assert make_facts("今天天气很好。\n明天也好。\n") == ()
    assert fact_value((), "名称") is None
    assert delivered_on("2025年13月40日在甲县第一届人民代表大会第一次会议上") is None


@given(
    st.lists(
        st.sampled_from(
            [*"| :：\n\t年月日在上县长张", "文号", "2025", "第一届人民代表大会", "会议", "工作报告", "来源"]
        )
    )
)
@settings(max_examples=100, deadline=None)
def test_facts_are_spans(parts: list[str]) -> None:
    """Each value stands where its span says; facts come in order, each once."""
    text = "".join(parts)
    facts = make_facts(text)
    assert all(fact.span.of(text) == fact.value for fact in facts)
    assert [fact.span for fact in facts] == sorted(fact.span for fact in facts)
    assert len({(fact.label, fact.value) for fact in facts}) == len(facts)
