"""A question for what came first, highest or at the head of a list -> the sentences that claim it. Pure.

Three kinds are told apart: what nobody did before (首个, 率先), what was never so high (历史新高), and who stands first
(全国第一). A question that names no matter beside them is answered from all sentences of the reports asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answering.matter.topics import in_order, tell
from rag.answering.statements import Composition, whole
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.extraction import LEANS, Extract
from rag.retrieval.forms import is_on_all
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import is_english
from rag.retrieval.scope import Scope
from rag.text.plain import fold
from rag.types import Kind, Sentence, Span

_COUNTED = "[个家次批例座条套款单笔张所台架艘颗支项部门只份间处栋幢列种场站店]"
_EVER_FIRST = rf"首{_COUNTED}|首创|率先|唯一|第一{_COUNTED}"
_RECORD = (
    r"历史(?:上)?(?:新高|最[高好大多低优佳强快长早少]|[^，,。；;]{0,4}最)|历年(?:来)?(?:新高|最)"
    r"|新纪录|新高|史上最|有史以来|同期最"
)
_HEAD = (
    r"(?:第[一1]|首|榜首|冠军)(?:位|名)?(?![季次批届轮时个家部条阶产例座套款单笔张所台项先要都府席0-9.])|领先|领跑"
    r"|最[大高多快长早优低少好佳强]|居.{0,6}[前首]|前列"
)
_RANK = re.compile(rf"{_EVER_FIRST}|{_RECORD}|{_HEAD}|top|first", re.IGNORECASE)
_KINDS = tuple(map(re.compile, (_EVER_FIRST, _RECORD, _HEAD)))
_ASKED = (  # in the order of _KINDS
    re.compile(rf"首{_COUNTED}|首创|首次|率先|头一|第一{_COUNTED}|带头|for the first time", re.IGNORECASE),
    re.compile(r"历史|历年|新高|纪录|记录|史上|record", re.IGNORECASE),
    re.compile(r"第[一1](?!个|家|批)|首位|首名|榜首|冠军|头名|居首", re.IGNORECASE),
)
_ASKS_RANK = re.compile(r"第[几幾]|第多少|[几幾][名位]|排名|名次|位次|\brank", re.IGNORECASE)
_ANY_RANK = re.compile(
    rf"第[0-9一二三四五六七八九十]{{1,3}}(?![季次批届轮时个部条阶产0-9.])|{_RANK.pattern}", re.IGNORECASE
)
_LEVELS = {
    **dict.fromkeys(("全球", "世界"), re.compile("全球|世界|国际")),
    **dict.fromkeys(("全国", "国内", "中国"), re.compile("全国|国内|我国|中国")),
    **{level: re.compile(level) for level in ("全省", "全市", "全区", "全县")},
}
_FILLERS = re.compile(
    rf"{_RANK.pattern}|{'|'.join(pattern.pattern for pattern in _ASKED)}|{'|'.join(_LEVELS)}|国家|之最|之首"
    r"|方面|事[儿项]?|活儿?|东西|名|排|位|居|拿到?|取得|发生|出现|创下?|回|过|数字|纪录|头|“|”|[、，,？?]|还|都|又|再|啥|或者?",
    re.IGNORECASE,
)
_WHOLE = 80
"""Characters up to which a sentence is said whole."""
_SHORT = 10
"""Characters up to which a clause leans on the one before: 居全国首位."""


def compose_superlative(question: str, reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    """The sentences on the matter that claim a leading rank, of the kind asked for if there are such; any rank where
    it is the rank that is asked for. None where none does."""
    patterns = [_ANY_RANK] if asks_rank(question) else [*_kinds_asked(question), _RANK]
    for pattern in patterns:
        found = [one for one in reading.relevant if _claims(pattern, question, one.candidate.ordinal, snapshot)]
        best = max((one.probability for one in found), default=0.0)
        if found and (pattern is patterns[-1] or best >= reading.relevant[0].probability / 2):
            return tell([one for one in found if one.probability >= best / 2], reading, snapshot)
    return None


def compose_leading(question: str, scope: Scope, snapshot: CorpusSnapshot) -> Composition | None:
    """Everything in the reports asked that claims such a rank; None where the question is on a matter of its own."""
    if set(scope.places) - set(_LEVELS) or not _names_no_matter(question):
        return None
    pattern = re.compile("|".join(kind.pattern for kind in _kinds_asked(question)) or _RANK.pattern, re.IGNORECASE)
    found = [
        _claim(pattern, ordinal, snapshot)
        for ordinal in _asked(scope, snapshot)
        if _claims(pattern, question, ordinal, snapshot)
    ]
    return in_order(found, scope, snapshot, english=is_english(question)) if found else None


def asks_rank(question: str) -> bool:
    """第几, 排名: any rank answers, not the leading ones alone."""
    return _ASKS_RANK.search(question) is not None and not _ASKED[-1].search(question)


def _names_no_matter(question: str) -> bool:
    return not asks_rank(question) and bool(_RANK.search(question) or _kinds_asked(question)) and _is_bare(question)


def _is_bare(question: str) -> bool:
    return is_on_all(_FILLERS.sub(" ", fold(question)))


def _kinds_asked(question: str) -> list[re.Pattern[str]]:
    folded = fold(question)
    return [kind for kind, asked in zip(_KINDS, _ASKED, strict=True) if asked.search(folded)]


def _asked(scope: Scope, snapshot: CorpusSnapshot) -> Iterator[int]:
    """The sentences of prose of the reports and years asked for."""
    for ordinal, at in enumerate(snapshot.order):
        year = snapshot.section(at).year
        meant = scope.admits(at.report, year) and (not scope.years or year in scope.years)
        if meant and at.report in scope.reports and snapshot.sentence(at).kind is Kind.PROSE:
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
