"""Headings, sub-headings and tails: each structural feature of a report on a few lines."""

from __future__ import annotations

import pytest

from rag.documents.structure.outline import make_outline
from rag.types import Report

BODY = "坚持项目为王,新开工项目120个,完成投资35亿元,增长8.5%,带动就业2000人。持续优化流程,审批时间缩短一半。"


def text_of(*lines: str) -> str:
    """Lines of a report; … stands for text long enough to stand under a heading."""
    return "\n".join(lines).replace("…", BODY) + "\n"


def paths(text: str) -> list[tuple[str, ...]]:
    outline = make_outline(Report(name="甲县2025年政府工作报告", text=text, file="甲县.txt", sha256="0"))
    return [section.path for section in outline.sections]


def path_of(text: str, words: str) -> tuple[str, ...]:
    """The path of the section that holds the words."""
    outline = make_outline(Report(name="甲县2025年政府工作报告", text=text, file="甲县.txt", sha256="0"))
    at = text.index(words)
    return next(section.path for section in outline.sections if section.start <= at < section.end)


def test_levels_nest_in_either_brackets() -> None:
    """一、 (一) 1. （1） are levels; half-width and full-width brackets mean the same."""
    text = text_of("一、回顾", "(一)抓产业。…", "1.做强工业。…", "（1）钢铁。…", "2.做优农业。…", "（二）抓项目", "…")
    assert paths(text) == [
        ("一、回顾",),
        ("一、回顾", "(一)抓产业。"),
        ("一、回顾", "(一)抓产业。", "1.做强工业。"),
        ("一、回顾", "(一)抓产业。", "1.做强工业。", "（1）钢铁。"),
        ("一、回顾", "(一)抓产业。", "2.做优农业。"),
        ("一、回顾", "（二）抓项目"),
    ]


def test_run_in_headings_open_lines() -> None:
    """A short first sentence without figures heads its paragraph, beside others of the kind."""
    text = text_of("二、安排", "(一)强产业", "聚焦发展,…", "力促集聚。…", "力促增效。…", "(二)惠民生", "推进就业。…")
    assert path_of(text, "聚焦发展") == ("二、安排", "(一)强产业")
    assert paths(text)[2:] == [
        ("二、安排", "(一)强产业", "力促集聚。"),
        ("二、安排", "(一)强产业", "力促增效。"),
        ("二、安排", "(二)惠民生"),
        ("二、安排", "(二)惠民生", "推进就业。"),
    ]


def test_run_in_headings_with_a_comma_need_siblings() -> None:
    """加快甲建设，乙持续提升。 is a heading where the other paragraphs of the item open so, and prose alone."""
    one, other = "加快中心建设，功能持续提升。…", "加快枢纽建设，能级不断跃升。…"
    headed = text_of("一、回顾", "（一）落实使命", one, other, "（二）推进改革", "…")
    assert path_of(headed, "新开工")[-1] == "加快中心建设，功能持续提升。"
    alone = text_of("一、回顾", "（一）落实使命", one, "（二）推进改革", "…")
    assert path_of(alone, "新开工")[-1] == "（一）落实使命"


def test_parallel_sentences_inside_a_paragraph_are_headings() -> None:
    """Built alike, without figures, with text under each; a short sentence of another make is none."""
    item = "（一）抓投资。项目招引更精更准。…项目谋划更深更细。…圆满举办全县第八届运动会。…项目建设更快更好。…"
    text = text_of("一、回顾", item)
    headings = ["项目招引更精更准。", "项目谋划更深更细。", "项目建设更快更好。"]
    assert [path[-1] for path in paths(text)[2:]] == headings
    assert path_of(text, "圆满举办")[-1] == "项目谋划更深更细。"


def test_the_first_of_a_series_may_name_the_subject_of_all() -> None:
    """我们将始终厉行法治。 is the first heading of three; a later 我们将 is prose."""
    series = ["我们将始终政治坚定、忠诚履职。…", "始终厉行法治、依法履职。…", "始终遵规守纪、廉洁履职。…"]
    closing = "各位代表！必须提升水平。"
    text = text_of("一、安排", "（一）抓产业。…", closing + "".join(series), "各位代表！使命光荣。")
    assert [path[-1] for path in paths(text)[2:]] == [
        "一、安排",
        *(heading.removesuffix("…") for heading in series),
        "一、安排",
    ]
    prose = closing + series[1] + series[0] + series[2]
    assert paths(text_of("一、安排", "（一）抓产业。…", prose))[2:] == [("一、安排",)]


def test_even_sentences_are_headings_where_most_items_have_them() -> None:
    """Headings that share nothing but their length are believed in one item because the others have them too."""
    one = "（一）稳增长。…项目投资量质齐升。…消费市场活力迸发。…"
    other = "（二）强科技。…创新力量不断壮大。…平台能级稳步跃迁。…"
    assert path_of(text_of("一、回顾", one, other), "消费市场")[-1] == "消费市场活力迸发。"
    assert path_of(text_of("一、回顾", one, "（二）强科技。……", "（三）惠民生。……"), "消费市场")[-1] == "（一）稳增长。"


def test_a_heading_may_end_its_line() -> None:
    """A stray line break parts the last heading of a paragraph from its text."""
    item = "（一）惠民生。多层次健全保障体系。…多方位推进社会事业。…多元化增进治理水平。"
    text = text_of("一、回顾", item, "…", "（二）抓改革。…")
    assert paths(text)[4] == ("一、回顾", "（一）惠民生。", "多元化增进治理水平。")
    assert path_of(text, "\n坚持项目为王")[-1] == "多元化增进治理水平。"


def test_dashes_and_ordinals_open_sections() -> None:
    """——……。 and 一是……。 with text behind; a bullet that is all figures is prose."""
    bullets = ["——经济稳中有进。…", "——民生持续改善。…"]
    text = text_of("一、回顾", *bullets, "一年来,做了以下工作:", "一是抓产业，强链条。…", "二是抓项目，扩投资。…")
    assert paths(text) == [
        ("一、回顾",),
        ("一、回顾", "——经济稳中有进。"),
        ("一、回顾", "——民生持续改善。"),
        ("一、回顾",),
        ("一、回顾", "一是抓产业，强链条。"),
        ("一、回顾", "二是抓项目，扩投资。"),
    ]
    assert paths(text_of("一、目标", "——GDP增长6%。", "——投资增长7%。")) == [("一、目标",)]


def test_ordinals_inside_a_paragraph() -> None:
    """一是 behind a colon opens a sentence, as 二是 does behind a full stop; the next paragraph is the part's again."""
    points = "要把准重点：一是坚持稳中求进。…二是坚持就业优先。…三是坚持守牢底线。…"
    headings = [path[-1] for path in paths(text_of("二、安排", points, "重点做好以下工作："))]
    assert headings == ["二、安排", "一是坚持稳中求进。", "二是坚持就业优先。", "三是坚持守牢底线。", "二、安排"]


def test_titles_without_numbers_are_parts() -> None:
    """A short line by itself between finished sentences, where nothing counts 一、."""
    front = ["甲县政府工作报告", "县长 张三", "各位代表：", "现在报告工作。"]
    parts = [
        "2024年工作回顾",
        "成绩来之不易。",
        "（一）抓产业。…",
        "2025年工作安排",
        "…",
        "名词解释",
        "1.两新：更新和换新。",
    ]
    assert paths(text_of(*front, *parts)) == [
        (),
        ("2024年工作回顾",),
        ("2024年工作回顾", "（一）抓产业。"),
        ("2025年工作安排",),
        ("名词解释",),
    ]


def test_titles_without_numbers_gather_items_or_stand_inside_one() -> None:
    """Between 一、 and (一) a title is above the items, between (一) and (二) below."""
    above = text_of("一、安排", "今年如下。", "重点任务", "做好三件事。", "（一）抓产业", "…", "（二）惠民生", "…")
    assert path_of(above, "（一）抓产业") == ("一、安排", "重点任务", "（一）抓产业")
    below = text_of("一、安排", "（一）抓产业", "工业强链", "…", "农业提质", "…", "（二）惠民生", "…")
    assert path_of(below, "农业提质") == ("一、安排", "（一）抓产业", "农业提质")


@pytest.mark.parametrize(
    "tail",
    [
        "一年来,民族宗教、外事侨务等工作取得新进步。",
        "各位代表!路虽远,行则将至。这些成绩来之不易。",
        "在总结成绩的同时,我们清醒地认识到,还存在一些问题。",
        "大力支持国防和军队建设,军民融合深入推进,双拥工作再获佳绩。",
    ],
)
def test_unnumbered_tails_belong_to_the_part(tail: str) -> None:
    """Not to the last item: by how they begin, or because the items have no such paragraph."""
    text = text_of("一、回顾", "(一)抓产业。…", "(二)惠民生。…", tail, "各位代表!", "二、安排", "…")
    assert path_of(text, tail) == path_of(text, "各位代表!\n二、") == ("一、回顾",)
    assert paths(text)[2:] == [("一、回顾", "(二)惠民生。"), ("一、回顾",), ("二、安排",)]


def test_second_paragraphs_stay_with_the_last_item() -> None:
    """Where each item has two paragraphs, the last one has two as well, and a third is a tail."""
    items = [line for n in "一二三" for line in (f"（{n}）抓工作，见成效。…", "狠抓落实,…")]
    text = text_of("一、回顾", *items, "统筹推进其他工作,成效明显。")
    assert path_of(text, "统筹推进") == ("一、回顾",)
    assert paths(text).count(("一、回顾", "（三）抓工作，见成效。")) == 1


def test_a_remark_behind_run_in_headings_returns_to_its_item() -> None:
    """各位代表！… between two items belongs to the first, not to its last run-in heading."""
    item = ["（一）惠民生", "推进就业。…", "办好教育。…", "各位代表！今年继续办好实事。"]
    assert path_of(text_of("二、安排", *item, "（二）保安全", "…"), "办好实事") == ("二、安排", "（一）惠民生")


def test_a_table_of_contents_is_front_matter() -> None:
    """The parts begin where their headings stand for the last time."""
    contents = ["甲县政府工作报告", "目录", "一、2024年工作回顾……1", "二、2025年工作安排……9"]
    text = "\n".join([*contents, "一、2024年工作回顾", BODY, "二、2025年工作安排", BODY])
    assert paths(text) == [(), ("一、2024年工作回顾",), ("二、2025年工作安排",)]


def test_divisions_stand_above_parts() -> None:
    """第一部分 holds 一、."""
    text = text_of("第一部分 2024年工作回顾", "一、主要成绩", "…", "二、存在问题", "…", "第二部分 2025年工作安排", "…")
    assert paths(text)[1] == ("第一部分 2024年工作回顾", "一、主要成绩")
    assert paths(text)[-1] == ("第二部分 2025年工作安排",)


def test_numbered_items_of_prose_are_no_headings() -> None:
    """1.新建小学3所。 is a fact; 2.改造道路。 is an item of a list, as a sibling follows at once."""
    assert paths(text_of("一、实事", "1.新建小学3所。", "2.改造道路。", "3.增加床位。", "二、安排", "…")) == [
        ("一、实事",),
        ("二、安排",),
    ]


def test_the_last_item_of_a_list_is_prose_like_the_others() -> None:
    """（三）加强监督。 heads nothing, although a paragraph follows."""
    text = text_of("一、要求", "（一）加强学习。", "（二）加强管理。", "（三）加强监督。", "各位代表！使命光荣。")
    assert paths(text) == [("一、要求",)]


def test_the_first_run_in_heading_may_stand_on_the_line_of_its_item() -> None:
    """Where the paragraphs behind have such headings."""
    text = text_of("二、安排", "（一）抓产业。突出工业强市。…", "突出农业稳市。…", "（二）抓改革。突出工业强市。…")
    assert paths(text)[1:] == [
        ("二、安排", "（一）抓产业。"),
        ("二、安排", "（一）抓产业。", "突出工业强市。"),
        ("二、安排", "（一）抓产业。", "突出农业稳市。"),
        ("二、安排", "（二）抓改革。"),
    ]


def test_a_title_keeps_the_paragraph_under_it() -> None:
    """Also one that begins as tails do."""
    text = text_of("一、安排", "（一）抓产业。…", "结束语", "各位代表，使命光荣。")
    assert path_of(text, "使命光荣") == ("一、安排", "结束语")


def test_a_paragraph_that_counts_sectors_is_no_part() -> None:
    """一、二、三产业 opens a sentence, not a part."""
    assert paths(text_of("一、回顾", "一、二、三产业协调发展。", "…")) == [("一、回顾",)]


def test_a_report_without_headings_is_one_section() -> None:
    """Its path is empty."""
    assert paths(text_of("甲县政府工作报告", "各位代表：", "…", "…")) == [()]
