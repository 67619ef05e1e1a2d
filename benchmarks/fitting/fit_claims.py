"""Claims of readers -> ``rag/verification/calibration.json``: which words tell little, how features weigh; and
``rag/retrieval/calibration.json``: how near a claim usually is to what says it.

    python -m benchmarks.fitting.fit_claims FOLDER --work FOLDER

FOLDER holds the reports that the files ``claims_*_fit.jsonl`` name; ``--work`` the encoders that
``benchmarks.question_encoder`` trained. The seed report takes no part, nor do claims that are judged.

The coefficients for the local model, which encodes a claim also as questions are encoded, are fitted on all these
claims, each by an encoder that was trained on other reports. Those for models that encode in one way alone, and for no
vectors, stay as they are, unless ``--one-way`` asks for them: they are fitted on ``claims_readers_fit.jsonl``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from benchmarks.evaluation.claims import FILES, QUESTIONS, ClaimCase, load_claims, load_fit_claims
from benchmarks.fitting.claim_examples import (
    SAID,
    Example,
    Read,
    above,
    event_examples,
    figure_examples,
    measure_typical,
    refutation_examples,
    saying_examples,
    telling_examples,
    without_vectors,
)
from benchmarks.fitting.fitted_coefficients import save as save_coefficients
from benchmarks.fitting.fitted_coefficients import set_for_model, set_shared
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.learning.fit import Floats, logistic
from benchmarks.question_encoder.encoders import AS_IT_IS, CrossFitted, trained_encoders
from rag.index.searchable_corpus import SearchableCorpus
from rag.learned.logistic import Logistic
from rag.retrieval import calibration as retrieval_calibration
from rag.retrieval.calibration import CALIBRATION, pack_grams
from rag.retrieval.scopes.finding import find_scope
from rag.settings import EmbeddingSettings
from rag.text.plain import grams
from rag.types import Question
from rag.verification import calibration
from rag.verification.calibration import BY_DISTANCE, BY_WORDS, Calibration, load_calibration
from rag.verification.claim_splitting import find_claims
from rag.verification.matching import clauses, sayings
from rag.verification.matching.figures import FigureFeatures
from rag.verification.reading import read_claim
from rag.verification.search import Embed, Searchable, search
from rag.verification.verdicts import refutation

FIT, JUDGE = FILES[2:4]
LEAST_SAID = 5
"""Texts that hold a pair of characters; rarer ones are left out of the file."""
_WAYS = ("", BY_DISTANCE, BY_WORDS)
_PENALTY = {"figures": 0.3, "events": 0.1, "sayings": 3.0, "tellings": 3.0, "refutations": 3.0}
_FEATURES = {
    "figures": FigureFeatures._fields,
    "events": clauses.EventFeatures._fields,
    "sayings": sayings.SayingFeatures._fields,
    "tellings": clauses.Telling._fields,
    "refutations": refutation.RefutationFeatures._fields,
}


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the claims are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors and encoders are kept between runs.")],
    one_way: Annotated[bool, typer.Option("--one-way", help="Fit those for other models and for no vectors.")] = False,
) -> None:
    embeddings = Remembering(work, EmbeddingSettings())
    cases, few, encoders = load_fit_claims(), load_claims(FIT), trained_encoders(work)
    files = {path.stem: path for path in sorted(reports.iterdir())}
    served = {
        name: open_report(files[name], embeddings, work)
        for name in dict.fromkeys(case.report for case in cases)
        if name in files
    }
    typer.echo(f"{sum(case.report in served for case in cases)} of {len(cases)} claims, on {len(served)} reports")
    if not any(case.report in served for case in few):
        raise typer.BadParameter(f"{reports} holds no report that {FIT.name} is on")
    shipped, (texts, said) = CALIBRATION.models, count_said()
    forget(texts, said, _WAYS if one_way else ("",))
    set_for_model(embeddings, typical=0.0)
    read = list(_read_each(few, served, embeddings, AS_IT_IS))
    typical = measure_typical(one.haul for one in read if one.case.verdicts & SAID)
    set_for_model(embeddings, typical=typical)
    if one_way:
        fit_one_way([one._replace(haul=above(one.haul, typical)) for one in read])
    fit(list(_read_each(cases, served, embeddings, encoders)))
    embeddings.save()
    save(load_calibration())
    set_shared(models=shipped)  # the adapter belongs to the encoder that is shipped
    set_for_model(embeddings, typical=typical)
    save_coefficients(Path(retrieval_calibration.__file__).with_name("calibration.json"))


def count_said() -> tuple[int, dict[str, int]]:
    """How many questions and claims of readers hold each pair of characters; none on reports that are judged."""
    judged = {case.report for case in load_claims(JUDGE)}
    rows = [json.loads(line) for line in (QUESTIONS / "readers.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [row["question"] for row in rows if row["report"] not in judged]
    texts += [case.text for case in load_claims(FIT)]
    counts = Counter(gram for text in texts for gram in grams(text) if len(gram) > 1)
    return len(texts), {gram: count for gram, count in counts.items() if count >= LEAST_SAID}


def forget(texts: int, said: dict[str, int], ways: Sequence[str]) -> None:
    """The coefficients of these ways are zero, as many as there are features now."""
    zeros = {f"{name}{way}": Logistic(0.0, (0.0,) * len(_FEATURES[name])) for name in _FEATURES for way in ways}
    use(Calibration(texts, said, load_calibration().models | zeros))


def use(learned: Calibration) -> None:
    """In the place of what is in the file, in the one calibration that the program reads."""
    for field in fields(learned):
        object.__setattr__(load_calibration(), field.name, getattr(learned, field.name))


def read_case(case: ClaimCase, served: Searchable, embeddings: Embed) -> Read | None:
    """The last claim of a text, which stands by itself; None where nothing is claimed."""
    claims = find_claims(case.text)
    if len(claims) != 1:
        return None
    scope = find_scope(Question(claims[0].text, report=case.report), served.version)
    claimed = read_claim(claims[0].text, served.version.reports[scope.reports[0]], scope.places)
    return Read(case, claimed, search(claimed, scope.reports, served, embeddings))


def fit(read: Sequence[Read], way: str = "") -> None:
    """Figures and events first; what says a claim is learned from how likely each figure is then, and whether what
    says otherwise denies it from both."""
    for steps in (("figures", "events"), ("sayings", "tellings"), ("refutations",)):
        learn({f"{name}{way}": _fitted(list(_EXAMPLES[name](read)), _PENALTY[name]) for name in steps})


def fit_one_way(read: Sequence[Read]) -> None:
    """For models that encode in one way alone, and for no vectors."""
    fit(read, BY_DISTANCE)
    fit([*map(without_vectors, read)], BY_WORDS)


def learn(models: dict[str, Logistic]) -> None:
    use(replace(load_calibration(), models=load_calibration().models | models))


def save(learned: Calibration) -> None:
    rounded = {
        name: {"intercept": round(model.intercept, 4), "weights": [round(weight, 4) for weight in model.weights]}
        for name, model in learned.models.items()
    }
    data = {"texts": learned.texts, "said": pack_grams(learned.said), "models": rounded}
    path = Path(calibration.__file__).with_name("calibration.json")
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _read_each(
    cases: Sequence[ClaimCase], served: Mapping[str, SearchableCorpus], embeddings: Remembering, encoders: CrossFitted
) -> Iterator[Read]:
    """Each report searched as one that nothing was fitted on."""
    for name, corpus in encoders.each(served, embeddings):
        for case in cases:
            if case.report == name and (read := read_case(case, corpus, embeddings)):
                yield read


def _fitted(examples: Sequence[Example], penalty: float) -> Logistic:
    x: Floats = np.array([one.features for one in examples], float)
    return logistic(x, np.array([one.is_it for one in examples], float), penalty)


_EXAMPLES: dict[str, Callable[[Sequence[Read]], Iterable[Example]]] = {
    "figures": figure_examples,
    "events": event_examples,
    "sayings": saying_examples,
    "tellings": telling_examples,
    "refutations": refutation_examples,
}


if __name__ == "__main__":
    typer.run(main)
