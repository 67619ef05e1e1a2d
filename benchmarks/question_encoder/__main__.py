"""Questions and claims on reports -> the encoders of questions, in the folder ``encoders`` of ``--work``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.fitting.calibration_questions import load_further_questions, load_questions
from benchmarks.harness.in_memory import Remembering, clauses_of, open_report
from benchmarks.question_encoder.encoders import WHOLE, Encoder, encoders_of, parts_of
from benchmarks.question_encoder.examples import examples_on
from benchmarks.question_encoder.export import export
from benchmarks.question_encoder.training import Course, Reports, train
from bot.settings_loading import load_settings


def main(
    reports: Annotated[Path, typer.Argument(help="Folder of the reports that the questions and claims are on.")],
    work: Annotated[Path, typer.Option(help="Where vectors are kept between runs, and the models.")],
    part: Annotated[str, typer.Option(help="The part of the reports that is left out, from 0 on, or whole.")] = WHOLE,
    bfloat16: Annotated[bool, typer.Option("--bfloat16", help="Compute in it; some processors do so faster.")] = False,
) -> None:
    embeddings = Remembering(work, load_settings().embedding)
    asked = [*load_questions(), *load_further_questions()]
    files = {path.stem: path for path in sorted(reports.iterdir())}
    names = [name for name in dict.fromkeys(one.report for one in asked) if name in files]
    parts = {WHOLE: (), **{str(number): aside for number, aside in enumerate(parts_of(names))}}
    if part not in parts:
        raise typer.BadParameter(f"--part is one of {', '.join(parts)}")
    aside = parts[part]
    served = {name: open_report(files[name], embeddings, work) for name in names if name not in aside}
    examples = [example for name, corpus in served.items() for example in examples_on(name, corpus, asked)]
    typer.echo(f"{len(examples)} questions and claims on {len(served)} reports")
    network = train(
        examples, Reports({name: clauses_of(corpus) for name, corpus in served.items()}), Course(bfloat16=bfloat16)
    )
    Encoder(*export(network), tuple(aside)).save(encoders_of(work) / f"{part}.npz")


if __name__ == "__main__":
    typer.run(main)
