"""Claims of readers -> how far the reader of claims is to be believed, in ``rag/verification/calibration.json``; and
the reader itself, where the program loads it from.

    python -m benchmarks.reader.fit_rereadings FOLDER --work FOLDER

FOLDER holds the reports that the files ``claims_*_fit.jsonl`` name; ``--work`` what ``benchmarks.question_encoder`` and
``benchmarks.reader`` trained. Fitted on claims that sentences alone leave open, each with an encoder and a reader that
were trained on other reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer

from benchmarks.evaluation.claims import ClaimCase, is_true, load_fit_claims
from benchmarks.fitting.fit_claims import learn, save
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.learning.fit import logistic
from benchmarks.question_encoder.encoders import trained_encoders
from benchmarks.reader.readers import readers_by_report, ship_reader
from rag.index.searchable_corpus import SearchableCorpus
from rag.settings import EmbeddingSettings
from rag.verification.calibration import load_calibration
from rag.verification.claim_splitting import find_claims
from rag.verification.derived.decision import VerificationContext, judge_claim
from rag.verification.rereading.again import SAYS_FROM, RereadingFeatures, Weighed, weigh
from rag.verification.rereading.reader import ClaimReader
from rag.verification.service import MOST_SIDES

_PENALTY = 1.0


class Example(NamedTuple):
    """A claim read again: does the report say it."""

    features: RereadingFeatures
    is_true: bool


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the claims are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors, encoders and readers are kept between runs.")],
) -> None:
    embeddings = Remembering(work, EmbeddingSettings())
    readers, encoders = readers_by_report(work), trained_encoders(work)
    files = {path.stem: path for path in sorted(reports.iterdir())}
    cases = [case for case in load_fit_claims() if case.report in readers and case.report in files]
    names = dict.fromkeys(case.report for case in cases if case.report)
    served = {name: open_report(files[name], embeddings, work) for name in names}
    examples = [
        one
        for name, corpus in encoders.each(served, embeddings)
        for one in _examples([case for case in cases if case.report == name], corpus, embeddings, readers)
    ]
    embeddings.save()
    typer.echo(f"{len(examples)} claims left open, on {len(served)} reports")
    x, y = np.array([one.features for one in examples], float), np.array([one.is_true for one in examples], float)
    fitted = logistic(x, y, _PENALTY)
    said = [one.is_true for one in examples if fitted.logit(one.features) > SAYS_FROM]
    typer.echo(f"{len(said)} of them are said then, {sum(said)} of those are true; {int(y.sum())} of all are")
    learn({"rereadings": fitted})
    save(load_calibration())
    ship_reader(work)


def _examples(
    cases: list[ClaimCase], corpus: SearchableCorpus, embeddings: Remembering, readers: Mapping[str, ClaimReader]
) -> Iterator[Example]:
    for case in cases:
        if again := read_case_again(case, corpus, embeddings, readers[str(case.report)]):
            yield Example(again.features, is_true(case))


def read_case_again(
    case: ClaimCase, corpus: SearchableCorpus, embeddings: Remembering, reader: ClaimReader
) -> Weighed | None:
    """None where the text makes several claims, or its claim is not left open."""
    claims = find_claims(case.text)
    if len(claims) != 1:
        return None
    held = VerificationContext(corpus, embeddings, case.report, iter(range(MOST_SIDES)), reader, iter(range(1)))
    judged, read = judge_claim(claims[0].text, held)
    return weigh(claims[0].text, read.claimed, judged, held)


if __name__ == "__main__":
    typer.run(main)
