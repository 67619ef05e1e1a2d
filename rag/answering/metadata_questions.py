"""Question -> the facts of a report on itself that it asks for: who gave it, when, where, under which number; and
the answer that these make. Pure.

Front matter is asked for by a handful of words, those of its own labels (elements of an official document, GB/T 9704,
and of the 政府信息公开目录) and the interrogatives that stand for them; nearness of meaning finds it badly.
"""

from __future__ import annotations

import re

from rag.answering.statements import labels_of, make_answer, quote
from rag.documents.snapshot import CorpusSnapshot, Location
from rag.documents.structure.front_matter import Fact, make_facts
from rag.retrieval.extraction import extract_front
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import CorpusReader
from rag.text.plain import fold
from rag.text.word_tables import any_of
from rag.types import Answer, Form, Question, SentenceKind

_WORDS = {name: f"(?:{any_of(__name__, name.lower())})" for name in ("REPORT", "GIVEN", "WHO", "WHEN")}
_MEETING = (
    r"(?:哪[届次一个]|第几[届次]|什么|啥|\bwhich\b|\bwhat\b).{0,12}"
    r"(?:会|人大|人代|\bsession\b|\bcongress\b|\bmeeting\b)"
)
_LABELS = {
    "报告人": "speaker", "日期": "date", "会议": "meeting", "索引号": "index", "发布机构": "publisher",
    "文号": "document", "组配分类": "category", "关键词": "keywords", "来源": "source",
}  # fmt: skip
_ASKED = {label: re.compile(any_of(__name__, table, MEETING=_MEETING, **_WORDS)) for label, table in _LABELS.items()}
_REPORTS = re.compile(any_of(__name__, "reports"))
"""Words that ask which reports there are: 知识库里有哪些报告."""
_TITLES_SHOWN = 30
_PARTICULARS_SHOWN = 4
_INSIDE = re.compile(r"(?:报告|文件)(?:里|中|上|说|提|写|指出|明确)")
"""A question on what the report says, not on the report."""
_HOLDS_OFFICE = re.compile(r"是谁|叫什么|叫啥|姓什么|哪[一]?位|名字|谁是|谁当|\bwho is\b|\bname of\b")
_OFFICES = {
    "省长": "governor",
    "市长": "mayor",
    "区长": "district (?:head|mayor|governor)",
    "县长": "county (?:head|mayor)",
}


def tell_particulars(question: Question, scope: Scope, reader: CorpusReader) -> Answer | None:
    """The answer to a question on the report itself; None for any other question."""
    if scope.places:
        return None
    snapshot = reader.version
    titles = find_titles(question.text, snapshot)
    places = titles or find_particulars(question.text, snapshot, scope.reports)[:_PARTICULARS_SHOWN]
    found = [extract_front(snapshot, snapshot.ordinals[snapshot.sentence(at).id]) for at in places]
    labels = [""] * len(titles) or labels_of(found, scope, reader)
    return make_answer(question, Form.FACT, quote(found, labels, reader), snapshot) if found else None


def find_titles(question: str, version: CorpusSnapshot) -> list[Location]:
    """The first line of each report, where it is asked which there are; empty for any other question."""
    if not _REPORTS.fullmatch(fold(question).strip()):
        return []
    told = [Location(report, 0) for report, outline in enumerate(version.outlines) if outline.sentences]
    return told[:_TITLES_SHOWN]


def find_particulars(question: str, version: CorpusSnapshot, reports: tuple[int, ...]) -> list[Location]:
    """The front-matter sentences that answer, in reading order; empty where nothing of the kind is asked."""
    folded = fold(question)
    labels = set() if _INSIDE.search(folded) else {label for label, asked in _ASKED.items() if asked.search(folded)}
    return [place for report in reports for place in _places(report, labels, folded, version)]


def _places(report: int, labels: set[str], folded: str, version: CorpusSnapshot) -> list[Location]:
    facts = make_facts(version.reports[report].text)
    wanted = [fact for fact in facts if fact.label in labels or (fact.label == "职务" and _asks_office(fact, folded))]
    told: dict[str, Location] = {}
    for fact in wanted:
        place = _sentence_of(fact, report, version)
        if place is not None:
            told.setdefault(fact.label, place)
    return sorted(set(told.values()))


def _asks_office(fact: Fact, folded: str) -> bool:
    """Whether the question asks for the holder of the office that a label names: 区长叫什么 asks for the 区长, not for
    区委书记 or 副区长."""
    names = [(zh, en) for zh, en in _OFFICES.items() if fact.value.endswith(zh)]
    named = any(re.search(rf"(?<![副原前代]){zh}|(?<!deputy )(?<!vice )\b{en}\b", folded) for zh, en in names)
    return named and _HOLDS_OFFICE.search(folded) is not None


def _sentence_of(fact: Fact, report: int, version: CorpusSnapshot) -> Location | None:
    sentences = version.outlines[report].sentences
    held = (
        Location(report, i)
        for i, s in enumerate(sentences)
        if s.kind is SentenceKind.FRONT and s.start <= fact.span.start and fact.span.end <= s.end
    )
    return next(held, None)
