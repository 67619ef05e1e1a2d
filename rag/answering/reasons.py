"""A question for a reason or a meaning -> the sentence that gives it, else the best one and what it lacks. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.statements import Composition, labels_of, quote, whole
from rag.documents.snapshot import CorpusSnapshot, Location
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.retrieval.scopes.scoped_corpus import CorpusReader
from rag.text.word_tables import any_of
from rag.types import Form, Note, SentenceKind

_REASON = re.compile(any_of(__name__, "reason"))
_LOOKS_BACK = re.compile(r"(?:确定)?(?:上述|以上|这[些是])|之所以|(?:主要|其)?(?:原因|理由)|根本在于|关键在于|综合考虑")
"""Words by which a sentence goes on with the one before: 上述目标, 这是…."""
_CAUSE = re.compile(r"因为|由于|受[^,，。]{2,20}影响|鉴于|原因|归因|得益于|^从[^，,]{1,10}看")
"""Words by which the sentence before gives the reason."""
_THOSE = re.compile(r"(?:确定)?(?:上述|以上|这些)(?P<what>[\u4e00-\u9fff]{2})")
_LATER = 6
"""Sentences after it in which that may come."""
_MEANING = re.compile(r"是指|指的?是|即[^将使便时刻日]|就是|简称|包括|[（(]|为内容|——|refers? to|means")
_WAYS = (
    (
        r"下降|减少|下滑|下跌|回落|降低|负增长|缩减|变少|变差|放缓|[没不]有?(?:涨|增长)|\b(?:fall|fell|drop|declin|decreas)",
        r"降|减|落|跌|负|缩|少|缓|乏力|不足|承压|困难|压力|放慢|低于",
    ),
    (
        r"增长|增加|上升|上涨|提高|提升|回升|涨|\b(?:gr[eo]w|rise|rose|increas)",
        r"增|升|涨|高|多|新|突破|超|扩|达|回暖|向好",
    ),
    (r"取消|停止|停办|暂停|叫停|中止|放弃|\b(?:cancel|stop|abolish|suspend)", r"取消|停|中止|放弃|退出|清理|不再"),
)
"""Ways in which a question says that something went, and what words on it have to hold of it."""
_LOOKED_AT = 4
"""Sentences, best first, that are looked through for a reason."""
_ON_MATTER = 0.5
"""Share of the words of the question that one of these holds, which another has to hold to be on its matter."""


def compose_reason(form: Form, reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The first sentence on the matter that gives a reason (or a meaning), else the best one, and what it lacks. What
    did not happen has no reason."""
    near = _on_matter(reading)
    if form is Form.WHY and (told := _without_premise(near, reading, snapshot)):
        return told
    find = _reason if form is Form.WHY else _meaning
    found = next(filter(None, (find(candidate.ordinal, reading.reader) for candidate in near)), ())
    extracts = [whole(ordinal, snapshot) for ordinal in found or (reading.usable[0].ordinal,)]
    labels = labels_of(extracts, reading.scope, reading.reader, english=reading.query.english)
    told = quote(extracts, labels, reading.reader)
    note = None if found else (Note.NO_REASON if form is Form.WHY else Note.NO_DEFINITION)
    return Composition(told.statements, told.citations, note=note)


def _on_matter(reading: Reading) -> list[Candidate]:
    """The best sentences that hold about as many of the question's words as any of them."""
    best = reading.usable[:_LOOKED_AT]
    most = max(found.features.words for found in best)
    return [found for found in best if found.features.words >= most * _ON_MATTER]


def _meaning(ordinal: int, reader: CorpusReader) -> tuple[int, ...]:
    at = reader.version.order[ordinal]
    return (ordinal,) if _MEANING.search(_with_lead(at, reader.version)) else ()


def _reason(ordinal: int, reader: CorpusReader) -> tuple[int, ...]:
    """The sentence, where it gives a reason, or with what does: the things it announces, the one after it that looks
    back, the one before it. Empty where none does."""
    snapshot = reader.version
    if _REASON.search(snapshot.words(snapshot.order[ordinal])):
        return (ordinal,)
    if (run := reader.lists.after(ordinal)) and _is_prose(run.members[0], snapshot):
        return (ordinal, *run.members)
    if _LOOKS_BACK.match(_beside(ordinal, ordinal + 1, snapshot)):
        return (ordinal, ordinal + 1)
    later = (other for other in range(ordinal + 2, ordinal + _LATER) if _speaks_of(ordinal, other, snapshot))
    if (back := next(later, None)) is not None:
        return (ordinal, back)
    return (ordinal - 1, ordinal) if _CAUSE.search(_beside(ordinal, ordinal - 1, snapshot)) else ()


def _speaks_of(ordinal: int, later: int, snapshot: CorpusSnapshot) -> bool:
    """Whether a sentence further on looks back to what the sentence is on: 上述目标."""
    back = _THOSE.match(_beside(ordinal, later, snapshot))
    return back is not None and back["what"] in snapshot.words(snapshot.order[ordinal])


def _beside(ordinal: int, other: int, snapshot: CorpusSnapshot) -> str:
    """The words of the other sentence, where both are prose of one section; else none."""
    if not 0 <= other < len(snapshot.order):
        return ""
    one, at = snapshot.order[ordinal], snapshot.order[other]
    same = one.report == at.report and snapshot.sentence(one).section == snapshot.sentence(at).section
    return snapshot.words(at).strip() if same and _is_prose(other, snapshot) else ""


def _is_prose(ordinal: int, snapshot: CorpusSnapshot) -> bool:
    return snapshot.sentence(snapshot.order[ordinal]).kind is SentenceKind.PROSE


def _without_premise(on_matter: Sequence[Candidate], reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    """The words on the matter, where none of them say that it went as the question has it; None where they do."""
    way = next((told for asked, told in _WAYS if re.search(asked, reading.query.asked, re.IGNORECASE)), None)
    near = [reading.extract(found, snapshot) for found in on_matter]
    if way is None or any(re.search(way, found.text) for found in near):
        return None
    best = next((found for found in near if not snapshot.is_planned(snapshot.order[found.ordinal])), near[0])
    labels = labels_of([best], reading.scope, reading.reader, english=reading.query.english)
    told = quote([best], labels, reading.reader)
    return Composition(told.statements, told.citations, note=Note.NOT_SO)


def tells_reason(sentence: str, snapshot: CorpusSnapshot) -> bool:
    """Whether the sentence with this id, or the one before it, gives a reason."""
    at = snapshot.locate(sentence)
    return at is not None and _REASON.search(_with_lead(at, snapshot)) is not None


def _with_lead(at: Location, snapshot: CorpusSnapshot) -> str:
    """The sentence, and the one before it in its section, which may give its reason."""
    found = snapshot.sentence(at)
    outline = snapshot.outlines[at.report]
    before = outline.sentences[at.sentence - 1] if at.sentence else found
    start = before.start if before.section == found.section and before.kind is SentenceKind.PROSE else found.start
    return snapshot.report(at).text[start : found.end]
