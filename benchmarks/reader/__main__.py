"""Questions and claims on reports -> the readers of claims, in the folder ``readers`` of ``--work``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from benchmarks.evaluation.claims import ClaimCase, load_fit_claims
from benchmarks.fitting.calibration_questions import Asked, load_further_questions, load_questions
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.question_encoder.encoders import WHOLE, parts_of
from benchmarks.question_encoder.examples import examples_on
from benchmarks.question_encoder.training import Course
from benchmarks.reader.pairs import Pair, Sentences, claim_pairs, question_pairs
from benchmarks.reader.readers import load_reader, save_reader
from benchmarks.reader.training import train
from bot.settings_loading import load_settings


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions and claims are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors are kept between runs, and the readers.")],
    part: Annotated[str, typer.Option(help="The part of the reports that is left out, from 0 on, or whole.")] = WHOLE,
    begin: Annotated[str | None, typer.Option(help="The part whose reader to go on from.")] = None,
    bfloat16: Annotated[bool, typer.Option("--bfloat16", help="Compute in it; some processors do so faster.")] = False,
) -> None:
    embeddings = Remembering(work, load_settings().embedding)
    files = {path.stem: path for path in sorted(reports.iterdir())}
    asked, cases = [*load_questions(), *load_further_questions()], load_fit_claims()
    names = [name for name in dict.fromkeys(one.report for one in asked) if name in files]
    parts = {WHOLE: (), **{str(number): aside for number, aside in enumerate(parts_of(names))}}
    if part not in parts:
        raise typer.BadParameter(f"--part is one of {', '.join(parts)}")
    seen = {name: files[name] for name in names if name not in parts[part]}
    sentences = {name: Sentences(open_report(file, embeddings, work), embeddings) for name, file in seen.items()}
    pairs = [pair for name, one in sentences.items() for pair in _pairs_on(name, one, asked, cases)]
    embeddings.save()
    typer.echo(f"{len(pairs)} pairs on {len(seen)} reports")
    begun, unseen = load_reader(work, begin) if begin else (None, ())
    if begin and not set(parts[part]) <= set(unseen):
        raise typer.BadParameter(f"the reader of part {begin} has seen reports that part {part} leaves out")
    save_reader(work, part, train(pairs, Course(bfloat16=bfloat16), begun).export(), parts[part])


def _pairs_on(report: str, sentences: Sentences, asked: Sequence[Asked], cases: Sequence[ClaimCase]) -> Iterator[Pair]:
    random = Random(report)  # noqa: S311  # repeatable, not secret
    examples = [one for one in examples_on(report, sentences.corpus, asked) if one.weight == 1]
    yield from question_pairs(examples, sentences, random)
    yield from claim_pairs([case for case in cases if case.report == report], sentences, random)


if __name__ == "__main__":
    typer.run(main)
