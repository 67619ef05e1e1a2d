"""A question for what came first, highest or at the head of a list -> the sentences that claim it. Pure.

Three kinds are told apart: what nobody did before (首个, 率先), what was never so high (历史新高), and who stands first
(全国第一). A question that names no matter beside them is answered from all sentences of the reports asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answering.matter.topics import compose_things, in_order, tell
from rag.answering.statements import Composition, whole
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.extraction import Extract
from rag.retrieval.forms import RANK, RANK_ASKED, asks_rank, is_on_all, ranks_asked
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import is_english
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import CorpusReader
from rag.retrieval.segments import LEANS
from rag.text.plain import fold
from rag.types import Sentence, SentenceKind, Span

_ANY_RANK = re.compile(
    rf"第[0-9一二三四五六七八九十]{{1,3}}(?![季次批届轮时个部条阶产0-9.])|{RANK.pattern}", re.IGNORECASE
)
_LEVELS = {
    **dict.fromkeys(("全球", "世界"), re.compile("全球|世界|国际")),
    **dict.fromkeys(("全国", "国内", "中国"), re.compile("全国|国内|我国|中国")),
    **{level: re.compile(level) for level in ("全省", "全市", "全区", "全县")},
}
_FILLERS = re.compile(
    rf"{RANK.pattern}|{'|'.join(pattern.pattern for pattern in RANK_ASKED)}|{'|'.join(_LEVELS)}|国家|之最|之首"
    r"|方面|事[儿项]?|活儿?|东西|名|排|位|居|拿到?|取得|发生|出现|创下?|回|过|数字|纪录|头|“|”|[、，,？?]|还|都|又|再|啥|或者?",
    re.IGNORECASE,
)
_WHOLE = 80
"""Characters up to which a sentence is said whole."""
_SHORT = 10
"""Characters up to which a clause leans on the one before: 居全国首位."""


def compose_superlative(question: str, reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    """The sentences on the matter that claim a leading rank, or any where it is the rank that is asked for; None where
    none of those found does.

    Where the rank is asked for, all that are likely are told: which of two of almost the same thing is meant
    (有效发明, 高价值有效发明) the asker knows best.
    """
    pattern = _ANY_RANK if reading.query.ranked else RANK
    found = [one for one in reading.relevant if _claims(pattern, question, one.candidate.ordinal, snapshot)]
    if not found or not reading.query.ranked:
        return compose_things(reading, snapshot) if found else None
    best = max(one.probability for one in found)
    return tell([one for one in found if one.probability >= best / 2], reading, snapshot)


def compose_leading(question: str, scope: Scope, reader: CorpusReader) -> Composition | None:
    """Everything in the reports asked that claims such a rank as the question names; None where it is on a matter of
    its own."""
    if set(scope.places) - set(_LEVELS) or not _is_bare(question) or asks_rank(question):
        return None
    snapshot = reader.version
    pattern = re.compile("|".join(kind.pattern for kind in ranks_asked(question)) or RANK.pattern, re.IGNORECASE)
    found = [
        _claim(pattern, ordinal, snapshot)
        for ordinal in _asked(scope, snapshot)
        if _claims(pattern, question, ordinal, snapshot)
    ]
    return in_order(found, scope, reader, english=is_english(question)) if found else None


def _is_bare(question: str) -> bool:
    return is_on_all(_FILLERS.sub(" ", fold(question)))


def _asked(scope: Scope, snapshot: CorpusSnapshot) -> Iterator[int]:
    """The sentences of prose of the reports and years asked for."""
    for ordinal, at in enumerate(snapshot.order):
        year = snapshot.section(at).year
        meant = scope.admits(at.report, year) and (not scope.years or year in scope.years)
        if meant and at.report in scope.reports and snapshot.sentence(at).kind is SentenceKind.PROSE:
            yield ordinal


def _claims(pattern: re.Pattern[str], question: str, ordinal: int, snapshot: CorpusSnapshot) -> bool:
    words = snapshot.words(snapshot.order[ordinal])
    levels = [level for written, level in _LEVELS.items() if written in question]
    held = not levels or any(level.search(words) for level in levels)
    return pattern.search(words) is not None and held


def _claim(pattern: re.Pattern[str], ordinal: int, snapshot: CorpusSnapshot) -> Extract:
    """The clauses that claim it, from the one that says of what."""
    at = snapshot.order[ordinal]
    text, found = snapshot.report(at).text, snapshot.sentence(at)
    if found.end - found.start <= _WHOLE:
        return whole(ordinal, snapshot)
    holding = [index for index, clause in enumerate(found.clauses) if pattern.search(clause.of(text))]
    first, last = (holding[0], holding[-1]) if holding else (0, len(found.clauses) - 1)
    while first and _goes_on(found, first, text):
        first -= 1
    span = Span(found.clauses[first].start, found.clauses[last].end) if found.clauses else Span(found.start, found.end)
    return Extract(ordinal, span, " ".join(span.of(text).split()))


def _goes_on(found: Sentence, index: int, text: str) -> bool:
    words = found.clauses[index].of(text)
    return len(words) <= _SHORT or LEANS.match(words) is not None
