"""One report, one language model -> what it makes of the questions: quoting alone, with our checks, the usual way.

Replies are kept in the work folder, so that a change to the checks is measured again without asking the model.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from contextlib import closing

from benchmarks.evaluation.recorded import Recorded
from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.setup import Setup
from benchmarks.rivals.usual_way import CHUNKS, UsualWay
from bot.settings_loading import load_settings
from rag.corpus.service import CorpusService
from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.engine import Answerer
from rag.evaluation.metrics import Engine, Outcome, evaluate, measure
from rag.generation.service import Tally, Writer
from rag.grounding.figures import Evidence
from rag.grounding.statement_check import DraftStatement, vet
from rag.index.embeddings import load_embeddings
from rag.llm.client import Model, load_model
from rag.llm.prompts import load_prompts
from rag.settings import EmbeddingSettings
from rag.types import Answer, Report, Status

_COLUMNS = (
    "",
    "every expected string",
    "figures outside quotes",
    "statements",
    "without a citation",
    "not carried by it",
    "useful citations",
    "refused correctly",
    "wrongly",
    "p50 s",
)
_TITLE = "Answers with a language model"


def measure_model(setup: Setup) -> list[Figures]:
    settings = load_settings().language_model
    loaded = load_model(settings)
    if loaded is None:
        return [Figures(_TITLE, (), (), ("Not measured: LLM_MODEL is not set.",))]
    model = Recorded(loaded, setup.work / "model" / "replies")
    writer, notes = Writer(model, load_prompts()), [f"{len(setup.cases())} questions on one report, {settings.model}."]
    with closing(CorpusService(setup.small())) as corpus:
        corpus.open()
        version = corpus.current.version
        engines: dict[str, Engine] = {
            "quoting, no model": Answerer(corpus),
            "the model, every statement checked": Answerer(corpus, writer),
        }
        try:
            engines["the model, chunks and “please cite”"] = _usual_way(setup, model)
            notes.append(f"The usual way: LangChain, Chroma, 500/50, the {CHUNKS} nearest chunks.")
        except ImportError as exc:
            notes.append(f"Not measured: the usual way ({exc}).")
        rows = asyncio.run(_measure(engines, version, setup, model))
    notes += [
        "Not carried: as rag.grounding.statement_check judges words and figures; quotes are carried.",
        *_told(writer.tally),
    ]
    return [Figures(_TITLE, _COLUMNS, tuple(rows), tuple(notes))]


def _usual_way(setup: Setup, model: Model) -> UsualWay:
    from benchmarks.rivals.langchain_chunks import LangChainChunks, index_chunks  # optional packages

    report = load_report(setup.reports[0])
    folder = setup.work / "model" / "chunks"
    shutil.rmtree(folder, ignore_errors=True)  # a second run would add its chunks to those of the first
    store = index_chunks(report, load_embeddings(EmbeddingSettings()), folder, 500, 50)
    return UsualWay(LangChainChunks(report, store, CHUNKS), model)


async def _measure(
    engines: dict[str, Engine], version: CorpusSnapshot, setup: Setup, model: Model
) -> list[tuple[Cell, ...]]:
    try:
        return [
            _row(name, await evaluate(engine, version, setup.cases()), version.reports[0])
            for name, engine in engines.items()
        ]
    finally:
        await model.aclose()


def _row(name: str, outcomes: Sequence[Outcome], report: Report) -> tuple[Cell, ...]:
    found = measure(outcomes)
    answers = [outcome.answer for outcome in outcomes if outcome.answer.status is Status.ANSWERED]
    statements = sum(len(answer.statements) for answer in answers)
    bare = sum(not statement.citations for answer in answers for statement in answer.statements)
    return (
        name,
        found.hit,
        found.loose_figures,
        statements,
        bare,
        sum(_uncarried(answer, report) for answer in answers),
        found.citation_precision,
        found.refused_rightly,
        found.refused_wrongly,
        found.p50,
    )


def _uncarried(answer: Answer, report: Report) -> int:
    """Statements with citations that do not say it."""
    quotes = {c.number: Evidence(c.quote, c.year, c.section, report) for c in answer.citations}
    evidence = list(quotes.values())
    places = {number: place for place, number in enumerate(quotes, 1)}
    drafts = (DraftStatement(s.text, tuple(places[n] for n in s.citations)) for s in answer.statements if s.citations)
    return sum(not vet(draft, evidence, answer.language).kept for draft in drafts)


def _told(tally: Tally) -> list[str]:
    return [
        f"{title}: {', '.join(f'{name} {count}' for name, count in counts.most_common())}."
        for title, counts in (("What came of the questions asked of it", tally.answers), ("Checks", tally.checks))
    ]
