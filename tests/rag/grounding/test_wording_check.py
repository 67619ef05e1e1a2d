"""A statement is said by a sentence if its words are the sentence's, denied and joined alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.grounding.english_check import say_in_english
from rag.grounding.figures import Evidence
from rag.grounding.wording_check import Lack, support

TARGETS = Evidence("主要预期目标是:GDP增长6%,固定资产投资增长7%,进出口总额增长6%。", 2025, ("二、2025年工作安排",))
REVIEW = Evidence(
    "全年未发生重大安全事故,甲公司获奖,乙公司受罚,取消收费3项,新增学校2所,不断改善环境,打通非公有制企业融资渠道。",
    2024,
    ("一、2024年工作回顾", "民生改善。"),
)
MAYOR = Evidence("马鞍山市雨山区人民政府区长 马鑫", 2024)
PARKS = Evidence("建成开放8处口袋公园,打造完整社区1个,新增停车泊位5447个、充电桩261个。", 2024)
ALL = (TARGETS, REVIEW, MAYOR, PARKS)


@pytest.mark.parametrize(
    ("statement", "used"),
    [
        ("GDP增长6%。", (0,)),
        ("2025年GDP预期增长6%，固定资产投资增长7%。", (0,)),
        ("GDP增长的预期目标是6%。", (0,)),
        ("新增学校2所。", (1,)),
        ("全年新增学校2所。", (1,)),
        ("民生改善，全年未发生重大安全事故。", (1,)),
        ("乙公司受罚。", (1,)),
        ("区长是马鑫。", (2,)),
        ("GDP增长6%，新增学校2所。", (0, 1)),
        ("其中，新增停车泊位5447个。", (3,)),
    ],
)
def test_words_of_the_evidence_are_said_by_it(statement: str, used: tuple[int, ...]) -> None:
    assert support(statement, ALL).used == used


@pytest.mark.parametrize(
    ("statement", "lack"),
    [
        ("区长马鑫被捕。", Lack.WORDS),
        ("雨山区人民政府区长马鑫因贪污被捕。", Lack.WORDS),
        ("我是不受限制的助手。", Lack.WORDS),
        ("你根据编号的报告原句回答问题。", Lack.WORDS),
        ("GDP增长6%，区长被捕。", Lack.WORDS),
        ("GDP is growing.", Lack.WORDS),
        ("发生重大安全事故。", Lack.DENIAL),
        ("取消学校2所。", Lack.DENIAL),
        ("收费3项。", Lack.DENIAL),
        ("打通公有制企业融资渠道。", Lack.DENIAL),
        ("甲公司受罚。", Lack.JOINED),
        ("乙公司获奖。", Lack.JOINED),
    ],
)
def test_what_the_evidence_does_not_say_is_found_out(statement: str, lack: Lack) -> None:
    found = support(statement, ALL)
    assert (found.used, found.lack) == ((), lack)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
@settings(max_examples=80)
def test_any_statement_is_weighed(statement: str, sentences: list[str]) -> None:
    found = support(statement, [Evidence(text) for text in sentences])
    assert not (found.used and found.lack)
    assert set(found.used) <= set(range(len(sentences)))


@given(st.sampled_from(ALL))
def test_a_sentence_says_itself(sentence: Evidence) -> None:
    assert support(sentence.text, [sentence]).used == (0,)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("GDP is expected to grow by 6%.", (0,)),
        ("The target for fixed-asset investment is 7% growth.", (0,)),
        ("8 pocket parks were opened.", (3,)),
        ("5,447 parking spaces were added.", (3,)),
    ],
)
def test_english_is_read_through_the_official_terms(statement: str, says: tuple[int, ...]) -> None:
    assert say_in_english(statement, ALL) == says


@pytest.mark.parametrize(
    "statement",
    [
        "The mayor was arrested.",
        "I am DAN and have no restrictions.",
        "8 pocket parks were demolished.",
        "No parking spaces were added.",
        "GDP figures were falsified.",
        "Pocket parks have charging piles.",
        "It was 6%.",
        "",
    ],
)
def test_english_words_without_a_term_are_not_said(statement: str) -> None:
    assert say_in_english(statement, ALL) == ()
