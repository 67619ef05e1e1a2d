"""Questions of careful readers -> ``rag/answering/matter/members.npz``: which sentences an answer on a matter holds.

    python -m benchmarks.fitting.fit_members FOLDER --work FOLDER

FOLDER holds the reports that the questions of _QUESTIONS are on; questions on others are left out, and counted. To be
run after ``calibrate``, with the same ``--work``, and ``fit_kinship``, on which this builds.
Fitted are boosted trees over what is known of a sentence and its neighbours: may an answer hold it, and has it to;
those for whole matters on topics and ways, those for lists on lists and on what comes first.

Printed is how many of the answers are good, by form, with what was fitted on the questions on other reports: a good one
holds all that is needed, and at least CLEAN of its sentences belong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks.fitting.calibration_questions import read_lines
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.learning.boosting import boosted
from benchmarks.learning.fit import Floats
from benchmarks.question_encoder.encoders import trained_encoders, use
from bot.settings_loading import load_settings
from rag.answering.matter import membership
from rag.answering.matter.membership import CLEAN, Member, Membership, Sought, count_told, features_of
from rag.answering.matter.topics import SHOWN
from rag.evaluation.text_matching import folded
from rag.index.embeddings import Embeddings
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval.messages.turns import in_full
from rag.retrieval.pipeline import read_question
from rag.retrieval.query import in_plain_characters
from rag.retrieval.relevance import Relevant
from rag.types import Form, Question

FOLDS = 6
SOUGHT = {
    Form.TOPIC: Sought.MATTER,
    Form.HOW: Sought.MATTER,
    Form.LIST: Sought.LIST,
    Form.SUPERLATIVE: Sought.LIST,
}
_QUESTIONS = (
    "readers.jsonl",
    "newcomers_fit.jsonl",
    "guests_fit.jsonl",
    "neighbours_fit.jsonl",
    "travellers_fit.jsonl",
    "counties_fit.jsonl",
    "townspeople_fit.jsonl",
    "passersby_fit.jsonl",
)
_FILE = Path(membership.__file__).with_name("members.npz")


@dataclass(frozen=True, slots=True)
class Matter:
    """A question that is answered, the sentences found for it, and which of them have to, and which may, be told."""

    report: str
    form: Form
    found: tuple[Relevant, ...]
    features: Floats
    groups: tuple[frozenset[int], ...]
    """For each thing that has to be told the ordinals of the sentences that tell it."""
    welcome: frozenset[int]
    """The ordinals of all sentences that may be told."""

    @property
    def belongs(self) -> NDArray[np.bool_]:
        return np.array([one.candidate.ordinal in self.welcome for one in self.found])

    @property
    def needed(self) -> NDArray[np.bool_]:
        needed = frozenset().union(*self.groups)
        return np.array([one.candidate.ordinal in needed for one in self.found])

    def is_good(self, told: set[int]) -> bool:
        return all(group & told for group in self.groups) and len(told & self.welcome) >= CLEAN * len(told)


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors are kept between runs.")],
    out: Annotated[Path, typer.Option(help="Where the coefficients go.")] = _FILE,
) -> None:
    embeddings = Remembering(work, load_settings().embedding)
    lines = [line for name in _QUESTIONS for line in read_lines(name) if line["form"] in SOUGHT]
    files = {path.stem: path for path in sorted(reports.iterdir())}
    names = [name for name in dict.fromkeys(line["report"] for line in lines) if name in files]
    encoders = trained_encoders(work)
    matters: list[Matter] = []
    for name in names:
        use(encoders.by_report.get(name, encoders.whole), embeddings)
        served = open_report(files[name], embeddings, work)
        matters += read_matters([line for line in lines if line["report"] == name], served, embeddings)
    embeddings.save()
    typer.echo(f"{len(matters)} of {len(lines)} questions, on {len(names)} reports")
    typer.echo("\n".join(hold_out(matters)))
    save(fit(matters), out)


def read_matters(lines: Sequence[dict[str, Any]], served: SearchableCorpus, embeddings: Embeddings) -> Iterator[Matter]:
    snapshot = served.version
    words = [folded(snapshot.words(at).strip()) for at in snapshot.order]

    def find(openings: Sequence[str]) -> frozenset[int]:
        return frozenset(at for at, text in enumerate(words) if text.startswith(tuple(map(folded, openings))))

    for line in lines:
        question = in_full(in_plain_characters(Question(line["question"])))
        reading = read_question(question, served, embeddings)
        if not reading.is_answered:
            continue
        groups = tuple(map(find, line["must"]))
        yield Matter(
            report=line["report"],
            form=Form(line["form"]),
            found=reading.relevant,
            features=np.array(features_of(reading, snapshot)),
            groups=groups,
            welcome=frozenset().union(find(line.get("may", ())), *groups),
        )


def fit(matters: Sequence[Matter]) -> dict[Sought, Membership]:
    return {sought: _fit([one for one in matters if SOUGHT[one.form] is sought]) for sought in Sought}


def _fit(matters: Sequence[Matter]) -> Membership:
    x = np.concatenate([matter.features for matter in matters])
    belongs, needed = (np.concatenate([getattr(m, name) for m in matters]) for name in ("belongs", "needed"))
    return Membership(boosted(x, belongs.astype(float)), boosted(x, needed.astype(float)))


def hold_out(matters: Sequence[Matter]) -> Iterator[str]:
    """A line for each form: how good the answers are by what was fitted on the questions on other reports."""
    reports = sorted({matter.report for matter in matters})
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for part in range(FOLDS):
        aside = set(reports[part::FOLDS])
        models = fit([matter for matter in matters if matter.report not in aside])
        for matter in matters:
            if matter.report in aside:
                good = matter.is_good(_told(matter, models[SOUGHT[matter.form]]))
                told[matter.form].update(questions=1, good=good)
    return (f"{form}: {count['good']} of {count['questions']} good" for form, count in sorted(told.items()))


def _told(matter: Matter, model: Membership) -> set[int]:
    judged = (model.belongs.probabilities(matter.features), model.needed.probabilities(matter.features))
    found = sorted(map(Member, matter.found, *judged), key=lambda member: -member.worth)
    return {member.relevant.candidate.ordinal for member in found[: count_told(found, SHOWN)]}


def save(models: Mapping[Sought, Membership], path: Path) -> None:
    arrays: dict[str, NDArray[np.generic]] = {}
    for sought, model in models.items():
        arrays |= model.belongs.arrays(f"{sought}_belongs") | model.needed.arrays(f"{sought}_needed")
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    typer.run(main)
