"""What kind of answer a question wants, read from its wording."""

from __future__ import annotations

import pytest

from rag.retrieval.forms import form_features, read_form, read_wish
from rag.types import Form


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("2024年全市新建了多少公里高速公路", Form.FACT),
        ("今年要建哪些水库", Form.LIST),
        ("去年在托育方面做了哪些工作", Form.TOPIC),
        ("接下来怎么治理黑臭水体", Form.HOW),
        ("民生保障那一部分主要讲了什么", Form.OVERVIEW),
        ("粮食产量去年和今年目标相比是高还是低", Form.COMPARISON),
        ("有哪些指标排在全国第一", Form.SUPERLATIVE),
        ("报告有没有提到低空经济", Form.YES_NO),
        ("为什么要推进化债", Form.WHY),
        ("How will the government improve elderly care?", Form.HOW),
    ],
)
def test_the_wording_tells_the_form(question: str, form: Form) -> None:
    assert read_form(question) is form


@pytest.mark.parametrize("question", ["去年粮食产量为什么下降", "出口增长的原因是什么", "Why did exports fall?"])
def test_a_reason_is_what_is_wished_whatever_moved(question: str) -> None:
    assert read_wish(question) is Form.WHY


def test_years_and_numbers_are_alike() -> None:
    assert form_features("2024年新建12所学校") == form_features("2031年新建345所学校")
