"""Report's text, sentence -> what the sentence is in the report, in the words people ask for it by. Pure.

Two kinds of sentences say what they are by where they stand and not in so many words: front matter (see
``rag.documents.structure.front_matter``),
and the paragraph that closes the review by owning up to what is lacking. Every report has one, opened by 清醒认识到 or
清醒地看到, and is asked for it by names (短板, 不足) of which it uses one or none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.documents.structure.front_matter import make_facts
from rag.text.plain import simplify
from rag.types import Sentence, SentenceKind, Span

_ADMITS = re.compile(r"清醒地?(?:认识|看|意识)到[^。！？\n]{0,60}?(?:问题|困难|不足|短板|挑战|差距|矛盾)[^\n]*")
_REMEDIES = re.compile(r"对此|(?:针)?对(?:于)?(?:这些|上述|以上)|我们(?:将|一定|要)")
"""Opens what will be done about it."""
_LACKING = ("存在的问题", "困难", "不足", "短板", "差距", "薄弱环节")


def labels_of(text: str, sentence: Sentence) -> tuple[str, ...]:
    """报告人 for a line of front matter that holds but a name, 不足 for what a report admits; empty for all else."""
    if sentence.kind is SentenceKind.FRONT:
        inside = (fact for fact in make_facts(text) if Span(sentence.start, sentence.end).overlaps(fact.span))
        return tuple(dict.fromkeys(fact.label for fact in inside))
    return _LACKING if _admits(text, sentence) else ()


def _admits(text: str, sentence: Sentence) -> bool:
    own = Span(sentence.start, sentence.end)
    remedies = _REMEDIES.match(simplify(text[sentence.start : sentence.end]))
    return not remedies and any(own.overlaps(span) for span in _admissions(text))


@lru_cache(maxsize=4)
def _admissions(text: str) -> tuple[Span, ...]:
    """The spans from 清醒认识到 to the end of its paragraph."""
    return tuple(Span(*found.span()) for found in _ADMITS.finditer(simplify(text)))
