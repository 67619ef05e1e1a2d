"""Which short sentences of prose are headings, as functions of the sentences alone."""

from __future__ import annotations

from rag.documents.structure.run_in_headings import even_headings
from rag.text.segmentation import split_sentences
from rag.types import Span

BODY = "持续优化流程并公开结果，审批时间缩短一半，群众办事少跑一趟，企业开办一天办结，项目落地更快更稳更好。"


def test_sentences_longer_than_any_heading_of_the_part_are_prose() -> None:
    """Also where they are as long as each other."""
    text = f"大力发展主导产业和新兴产业。{BODY}加快推进基础设施配套建设。{BODY}"
    sentences = split_sentences(text, Span(0, len(text)))
    assert even_headings(text, sentences) == [0, 2]
    assert even_headings(text, sentences, longest=6) == []
