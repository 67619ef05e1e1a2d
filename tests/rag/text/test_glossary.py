"""The glossary turns abbreviations and English terms into the words reports use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.text.glossary import load_terms, official_terms
from rag.text.plain import fold

TERMS = load_terms()
texts = st.lists(st.sampled_from(sorted(TERMS)) | st.text(max_size=8), max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("研发投入强度", ("研究与试验发展", "研发经费")),
        ("今年社零增长多少", ("社会消费品零售总额",)),
        ("规上工业增加值", ("规模以上工业",)),
        ("地区生产总值目标", ("GDP",)),
        ("CPI涨幅", ("居民消费价格", "物价")),
        ("gold medals at the Winter Games", ("金牌", "冬运会", "冬季运动会")),
        ("trade in services", ("服务贸易",)),
        ("How many charging piles", ("充电桩", "充电设施")),
        ("growth of the R & D spending", ("增长", "增速", "研发经费", "研发投入", "研究与试验发展经费")),
    ],
)
def test_terms_become_official_words(text: str, official: tuple[str, ...]) -> None:
    """Short forms and English terms give the forms of the statistics, less those already there."""
    assert official_terms(text) == official


def test_every_row_is_reached() -> None:
    """A term that stands alone gives its own row, whatever shorter terms it holds."""
    for written, official in TERMS.items():
        assert official_terms(written) == tuple(form for form in official if fold(form) not in fold(written)), written


def test_the_longest_term_is_read() -> None:
    """Old residential communities are one term, not communities."""
    assert official_terms("old residential communities") == ("老旧小区",)


@pytest.mark.parametrize(
    "text", ["hospital", "Hospitals", "HOSPITAL'S", "the hospitals’ work", "ＨＯＳＰＩＴＡＬ", "医院hospital楼"]
)
def test_case_width_and_number_do_not_matter(text: str) -> None:
    assert official_terms(text) == (() if "医院" in text else ("医院",))


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("cities", "城市"),
        ("taxes", "税"),
        ("women", "妇女"),
        ("renovated", "改造"),
        ("exceeding", "超过"),
        ("planned", "计划"),
        ("urbanisation", "城镇化"),
        ("Theatres", "剧院"),
        ("fixed-asset investment", "固定资产投资"),
        ("specialised, refined, distinctive and innovative firms", "专精特新"),
    ],
)
def test_inflected_english_is_read(text: str, official: str) -> None:
    """Plurals, -ed and -ing forms, British spelling and hyphens lead to the term."""
    assert official_terms(text)[0] == official


@pytest.mark.parametrize(
    "text", ["稳固投资信心", "提高企业效益", "中央企业", "全国企业", "统一产权登记", "CPIX", "PM2.57", "newsletter"]
)
def test_a_term_inside_a_longer_word_is_not_read(text: str) -> None:
    assert official_terms(text) == ()


def test_a_term_does_not_reach_over_punctuation() -> None:
    """Urban and renewal in two sentences are no urban renewal."""
    assert "城市更新" not in official_terms("What is urban? Renewal is what?")


@settings(max_examples=100)
@given(texts)
def test_no_form_is_given_twice_or_for_nothing(text: str) -> None:
    """Forms are distinct, and none stands in the text already."""
    forms = official_terms(text)
    assert len(set(forms)) == len(forms)
    assert not [form for form in forms if fold(form) in fold(text)]


@settings(max_examples=100)
@given(texts, texts)
def test_two_sentences_give_what_each_gives(one: str, other: str) -> None:
    """terms(a。b) = terms(a) then terms(b), less doublets and what stands in the other."""
    both = f"{one}。{other}"
    apart = dict.fromkeys(official_terms(one) + official_terms(other))
    assert official_terms(both) == tuple(form for form in apart if fold(form) not in fold(both))


def test_forms_are_chinese_words_or_known_abbreviations() -> None:
    """Every official form is a word without blanks, and no row names one twice."""
    for written, official in TERMS.items():
        assert len(set(official)) == len(official), written
        assert all(form and not set(form) & set(" \t#=，。") for form in official), written
