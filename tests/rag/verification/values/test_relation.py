"""Two figures say the same, roughly the same, or otherwise; what cannot be compared is not."""

from __future__ import annotations

import pytest

from rag.text.figures import Figure, FigureKind, find_figures
from rag.verification.spoken.changes import official
from rag.verification.spoken.figures import written
from rag.verification.values.relation import compare
from rag.verification.values.rounding import Relation


def figure(text: str) -> Figure:
    return [found for found in find_figures(text) if found.kind is not FigureKind.DATE][-1]


@pytest.mark.parametrize(
    ("claimed", "said", "relation"),
    [
        ("32193亿元", "32193.15亿元", Relation.ROUGH),
        ("839亿斤", "838.6亿斤", Relation.ROUGH),
        ("32198亿元", "32193.15亿元", Relation.OTHER),
        ("6490个", "6491个", Relation.OTHER),
        ("842元", "842元/月", Relation.SAME),
        ("840元", "740元/月", Relation.OTHER),
        ("2000P", "2000PF", Relation.SAME),
        ("总产1142亿斤", "总产5710万吨", Relation.SAME),
        ("增长一倍", "增长100%", Relation.SAME),
        ("五十万往上", "50万人以上", Relation.SAME),
        ("增长6%", "增长6%左右", Relation.ROUGH),
        ("60万人", "60万人以上", Relation.ROUGH),
        ("少了将近两成", "下降17.8%", Relation.ROUGH),
        ("降了四成多", "下降43%", Relation.ROUGH),
        ("差不多翻了一番", "增长94.5%", Relation.ROUGH),
        ("快两个月", "56天", Relation.ROUGH),
        ("7万套", "7.04万套", Relation.ROUGH),
        ("过半", "占57.9%", Relation.ROUGH),
        ("增长5%左右", "增长5.2%", Relation.ROUGH),
        ("增长5%左右", "增长5.5%左右", Relation.OTHER),
        ("增长5%左右", "增长5.5%", Relation.OTHER),
        ("增长5%", "增长5.3%", Relation.OTHER),
        ("降了四成多", "下降53%", Relation.OTHER),
        ("增长12%以上", "增长12%左右", Relation.OTHER),
        ("超70万", "近70万人", Relation.OTHER),
        ("增长50个百分点", "增长50%", Relation.OTHER),
        ("50万人", "50万人次", Relation.OTHER),
        ("97.9万人", "惠及97.9万户", Relation.OTHER),
        ("1128万个", "1128万户", Relation.SAME),
        ("2.16亿", "2.16亿美元", Relation.OTHER),
        ("3%", "3公里", Relation.NONE),
    ],
)
def test_figures_are_compared_within_what_is_said_of_them(claimed: str, said: str, relation: Relation) -> None:
    assert compare(figure(official(written(claimed))), figure(said)).relation is relation


def test_what_goes_the_other_way_differs_in_direction() -> None:
    compared = compare(figure("下降14%"), figure("增长14%"))
    assert (compared.relation, compared.direction) == (Relation.OTHER, True)


def test_another_currency_differs_in_unit() -> None:
    compared = compare(figure("152.7亿元人民币"), figure("152.7亿美元"))
    assert (compared.relation, compared.unit) == (Relation.OTHER, True)
