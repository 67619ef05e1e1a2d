"""Questions on what stands beside something told, reports -> how many of them are refused, report by report.

    python -m benchmarks.evaluation.subjects FOLDER --work FOLDER [--questions subjects.jsonl]

Half of the questions of ``subjects_judged.jsonl`` and ``subjects.jsonl`` ask for what the report does not tell, though
for something near: 棚户区 where only 城中村 are told. The other half are put alike and answered there. FOLDER holds the
reports, one file each, named as the report; questions on others are left out. ``subjects.jsonl`` is learned from:
``rag.retrieval.answerability.mismatches`` and ``beside`` were written with it in view; ``subjects_judged.jsonl``, on
another report, is to judge by.

``districts.jsonl`` asks of the shorter reports of six districts and counties, in the ways that people ask, what they
tell and, more often, what they do not; it is learned from, too, also by ``benchmarks.fitting.calibrate``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from benchmarks.fitting.calibration_questions import asked_readers, read_lines
from benchmarks.harness.in_memory import Remembering, open_report
from bot.settings_loading import load_settings
from rag.answering.quoting import answer_by_quoting
from rag.types import Status


class Outcome(NamedTuple):
    """One question, and what came of it."""

    answerable: bool
    answered: bool


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors are kept between runs; one folder for each model.")],
    questions: Annotated[str, typer.Option(help="A file of benchmarks/questions.")] = "subjects_judged.jsonl",
) -> None:
    embeddings = Remembering(work, load_settings().embedding)
    files = {path.stem: path for path in sorted(reports.iterdir())}
    asked = [one for one in map(asked_readers, read_lines(questions)) if one.report in files]
    for name in dict.fromkeys(one.report for one in asked):
        served = open_report(files[name], embeddings, work)
        of_report = [one for one in asked if one.report == name]
        answers = [answer_by_quoting(one.question, served, embeddings)[0] for one in of_report]
        pairs = zip(of_report, answers, strict=True)
        outcomes = (Outcome(one.answerable, answer.status is Status.ANSWERED) for one, answer in pairs)
        typer.echo(f"{name}: {summary(outcomes)}")
    embeddings.save()


def summary(outcomes: Iterable[Outcome]) -> str:
    told: dict[bool, list[bool]] = {True: [], False: []}
    for one in outcomes:
        told[one.answerable].append(not one.answered)
    rightly, wrongly = told[False], told[True]
    return f"refused {sum(rightly)} of {len(rightly)} rightly, {sum(wrongly)} of {len(wrongly)} wrongly"


if __name__ == "__main__":
    typer.run(main)
