"""Questions on other reports -> ``rag/retrieval/calibration.json``: how words, features and signals weigh.

    python -m benchmarks.fitting.calibrate FOLDER --work FOLDER

FOLDER holds the reports that ``calibration.jsonl``, ``readers.jsonl``, ``districts.jsonl`` and the files
``*_fit.jsonl`` of questions in ``benchmarks/questions`` are on (one file each, named as the report); questions on
others are left out, and counted. All were written by careful readers for this. The seed report, the reports of
``provinces.jsonl`` and ``readers_judged.jsonl`` and the questions on them take no part. What was in the file before
does not either: all begins at zero, so that the same questions and reports give the same file.

With EMBEDDING_MODEL set (and a ``--work`` of its own) only what belongs to that model is fitted, and added to the file.

Counted is in how many of the reports of ``FIRST`` each bigram occurs, and measured how far apart the inner products of
a search usually lie. Seven things are fitted, all but the fifth with an L2 penalty:

* adapter: how vectors of questions are turned before they are searched with. It goes into ``query_adapters.npz`` beside
  the file. For the local model it was trained with the encoder of questions, by ``benchmarks.question_encoder`` with
  the same ``--work``, and the encoder goes into ``rag/index/question_encoder.npz``; for others it is fitted here
  (``query_adapters.py``). All that follows is fitted on searches with what was fitted on other reports;
* content: which characters make a bigram of a question one that the sentence that answers it holds;
* relevance: a conditional logit over the candidates of an answerable question (McFadden 1974), its scale set by
  Platt's method;
* belonging: which sentences belong to an answer on a whole matter, over ``rag.retrieval.relevance.RelevanceFeatures``;
* same question: from which cosine on two questions are one (``same_question.py``);
* topic: all these questions, and more (``utterances.jsonl``), against everything else that people type, over the
  question's vector;
* confidence, over the signals and the question's vector together, and for any other embedding model over the signals
  and nearness in units of its spread: answered questions against unanswerable ones, and, with less weight, against the
  answered ones once more without the sentences that answer them, and against what is off the topic. ANSWER_FROM comes
  to lie where no more than WRONG_REFUSALS of the answerable questions are refused by a confidence fitted on the
  questions of the other reports.

Printed is how well that does on questions that it was not fitted on: report by report, and file by file, which tells
more of how strangers fare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean, pstdev
from typing import Annotated

import numpy as np
import typer

import rag.index
from benchmarks.fitting import confidence
from benchmarks.fitting.calibration_questions import (
    Asked,
    Read,
    load_further_questions,
    load_questions,
    read_as_asked,
    read_lines,
)
from benchmarks.fitting.confidence import Example, Judged
from benchmarks.fitting.confidence_examples import judge, off_topic
from benchmarks.fitting.fitted_coefficients import forget, save, set_for_model, set_shared, zeros
from benchmarks.fitting.query_adapters import cross_fit
from benchmarks.fitting.same_question import fit_same_question
from benchmarks.fitting.shared_coefficients import count_report_grams, fit_belonging, fit_content, fit_relevance
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.learning.fit import logistic
from benchmarks.question_encoder.encoders import AS_IT_IS, CrossFitted, save_shipped, trained_encoders, use
from bot.settings_loading import load_settings
from rag.index.embeddings import LOCAL
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval import calibration
from rag.retrieval.calibration import CALIBRATION, VectorCalibration, profile_of
from rag.retrieval.ranking import NEAREST, RankingFeatures
from rag.retrieval.relevance import RelevanceFeatures

WRONG_REFUSALS = 0.04
"""Of the answerable questions, many of which are put as unlike the reports as people can: no more than the program is
meant to refuse of those of strangers."""
FIRST = ("calibration.jsonl", "readers.jsonl")
"""The files that content is fitted on, and on whose reports words are counted: thresholds in many places rest on what
it is there. In the later ones more words are those of chats, which stand in no report, and the reports of counties are
mostly of one region."""
QUESTION_WEIGHT = 0.2
"""Of a question, beside an utterance, where what is a question for a report is learned."""
BESIDE = 0.01
"""The share of the questions with log-odds below 0 of being one for a report: 73 % of what is off the topic lies there,
too, by regressions on other texts."""
FOLDS = 5
_UTTERANCES = "utterances.jsonl"
_FILE = Path(calibration.__file__).with_name("calibration.json")


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors are kept between runs; one folder for each model.")],
    out: Annotated[Path, typer.Option(help="Where the coefficients go.")] = _FILE,
) -> None:
    embeddings = Remembering(work, load_settings().embedding)
    asked = [*load_questions(), *load_further_questions()]
    files = {path.stem: path for path in sorted(reports.iterdir())}
    names = [name for name in dict.fromkeys(one.report for one in asked) if name in files]
    served = {name: open_report(files[name], embeddings, work) for name in names}
    kept = [one for one in asked if one.report in served]
    typer.echo(f"{len(kept)} of {len(asked)} questions, on {len(names)} reports")
    forget(embeddings)
    is_local = embeddings.settings.model == LOCAL
    encoders = trained_encoders(work) if is_local else cross_fit(kept, served, embeddings)
    material = Material(kept, served, embeddings, encoders)
    if is_local:
        fit_for_all_models(material)
        forget(embeddings)
        fit_general(replace(material, encoders=AS_IT_IS))
        forget(embeddings)
    fit_spread(material)
    fit_same_question(embeddings)
    held_out = fit_topics(kept, embeddings)
    fit_confidence(material, held_out)
    use(encoders.whole, embeddings)
    embeddings.save()
    save(out)
    if is_local:
        save_shipped(encoders.whole, Path(rag.index.__file__).parent if out == _FILE else out.parent)


@dataclass(frozen=True, slots=True)
class Material:
    """What is fitted on."""

    asked: Sequence[Asked]
    served: Mapping[str, SearchableCorpus]
    embeddings: Remembering
    encoders: CrossFitted

    def read(self, asked: Sequence[Asked] | None = None) -> Iterator[Read]:
        """Those of the questions that are asked; each report searched as one that nothing was fitted on."""
        for name, corpus in self.encoders.each(self.served, self.embeddings):
            for one in self.asked if asked is None else asked:
                if one.report == name:
                    yield read_as_asked(one, corpus, self.embeddings)

    @property
    def counted(self) -> Sequence[SearchableCorpus]:
        """The reports that words are counted in: those of ``FIRST``."""
        names = {one.report for one in self.asked if one.file in FIRST}
        return [corpus for name, corpus in self.served.items() if name in names]

    @property
    def answerable(self) -> Sequence[Asked]:
        return [one for one in self.asked if one.answerable]


def fit_for_all_models(material: Material) -> None:
    """Words, and which sentence fits: by differences that mean the same for every model."""
    set_shared(spread=_usual_spread(material, is_turned=False))
    fit_spread(material)
    set_shared(relevance=zeros(len(RankingFeatures._fields)), belonging=zeros(len(RelevanceFeatures._fields)))
    count_report_grams(material.counted)
    fit_content([one for one in material.asked if one.file in FIRST], material.served)
    fit_relevance(list(material.read(material.answerable)))
    material.embeddings.save()
    fit_belonging(list(material.read(material.answerable)))


def fit_spread(material: Material) -> None:
    """The usual spread of what is found."""
    set_for_model(material.embeddings, spread=_usual_spread(material, is_turned=True))


def _usual_spread(material: Material, *, is_turned: bool) -> float:
    """Of what is found for each question, each report searched as one that nothing was fitted on."""
    spreads, embeddings = [], material.embeddings
    for name, corpus in material.encoders.each(material.served, embeddings):
        profile = profile_of(embeddings.fingerprint).calibration
        for one in material.asked:
            if one.report == name:
                vector = embeddings.embed_query(one.question.text)
                sought = profile.sought(vector).vector if is_turned else vector
                spreads.append(pstdev(hit.score for hit in corpus.nearest.find(sought, NEAREST)))
    return fmean(spreads)


def fit_topics(asked: Sequence[Asked], embeddings: Remembering) -> list[tuple[str, float]]:
    """Returns what is off the topic, each with its score by a model that did not see it."""
    lines = read_lines(_UTTERANCES)
    texts = [*(line["text"] for line in lines), *(one.question.text for one in asked)]
    x = np.array([embeddings.embed_query(text) for text in texts])
    y = np.array([*(line["label"] == "on" for line in lines), *(True for _ in asked)], float)
    weights = np.array([*(1.0 for _ in lines), *(QUESTION_WEIGHT for _ in asked)])
    fold = np.concatenate([np.random.RandomState(0).permutation(count) % FOLDS for count in (len(lines), len(asked))])
    scores = np.zeros(len(texts))
    for each in range(FOLDS):
        model = logistic(x[fold != each], y[fold != each], 0.05, weights[fold != each], scale=False)
        scores[fold == each] = [model.logit(vector) for vector in x[fold == each]]
    scores -= (cut := float(np.quantile(scores[len(lines) :], BESIDE)))
    topics = logistic(x, y, 0.05, weights, scale=False)
    set_for_model(embeddings, topics=replace(topics, intercept=topics.intercept - cut))
    off = [(line["text"], float(s)) for line, s in zip(lines, scores, strict=False) if line["label"] == "off"]
    typer.echo(f"Below 0: {BESIDE:.0%} of the questions, {fmean(score < 0 for _, score in off):.0%} off the topic")
    return off


def fit_confidence(material: Material, off: Sequence[tuple[str, float]]) -> None:
    judged, aside = _judge(material, off)
    fitted, lines = confidence.fit(judged, aside, WRONG_REFUSALS)
    set_for_model(material.embeddings, confidence=fitted.signals, told=fitted.told)
    typer.echo("\n".join([*lines, *confidence.fit_across_files(judged, aside, WRONG_REFUSALS)]))


def fit_general(material: Material) -> None:
    """The confidence for any embedding model, on how the local one sees the questions where nothing is learned for
    it."""
    fit_spread(material)
    judged, aside = _judge(
        material, [(line["text"], 0.0) for line in read_lines(_UTTERANCES) if line["label"] == "off"]
    )
    anyhow = [one.for_any_model() for one in judged], [example.for_any_model() for example in aside]
    fitted, lines = confidence.fit(*anyhow, WRONG_REFUSALS)
    set_shared(general=VectorCalibration(fitted.signals, zeros(0), zeros(0), fitted.told))
    typer.echo("\n".join(["For any embedding model", *lines]))


def _judge(material: Material, off: Sequence[tuple[str, float]]) -> tuple[list[Judged], list[Example]]:
    """The questions, and beside them what is off the topic."""
    everything, embeddings = list(material.served.values()), material.embeddings
    shared = {"reports": CALIBRATION.reports, "report_grams": CALIBRATION.report_grams}
    judged, found = [], list(material.read())
    for _, one in material.encoders.each(material.served, embeddings):
        # of other reports, as it is for those the program is used on
        count_report_grams([other for other in material.counted if other is not one])
        judged += [judge(read, embeddings) for read in found if read.served is one]
    set_shared(**shared)
    return judged, list(off_topic(off, everything, embeddings))


if __name__ == "__main__":
    typer.run(main)
