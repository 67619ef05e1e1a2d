"""Text -> the ranks that it tells in words: 居全国首位, 榜首, 全国头一份, ranked first. Pure.

``rag.text.figures`` reads the ranks that are told with a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from rag.text.figures import Figure, FigureKind
from rag.types import Span

_RANKS = (
    (
        1,
        (
            "首位|居首|之首|榜首|头[一]?名|头一份|老大|(?<!单项)冠军|夺冠|居冠|第一名|头把交椅|拔得?头筹|独占鳌头|数第一|没有?(?:人|谁|哪个[省市区县]?)?(?:能)?比得[过上]"
            r"|(?:全[国省市区]|全球|世界)最[多大高长快]"
            r"|ranks? first|ranked first|number one|\bno\. ?1\b|more than any other"
            r"|the (?:most|largest|highest) in (?:the )?(?:country|world|china)"
        ),
    ),
    (2, r"老二|亚军|ranks? second|ranked second"),
    (3, r"老三|季军|ranks? third|ranked third"),
)
_WRITTEN = [(rank, re.compile(words, re.IGNORECASE)) for rank, words in _RANKS]


def find_ranks(text: str) -> Iterator[Figure]:
    for rank, pattern in _WRITTEN:
        for found in pattern.finditer(text):
            span = Span(*found.span())
            yield Figure(FigureKind.ORDINAL, span, span, Fraction(rank), Fraction(rank), "第位", found[0])
