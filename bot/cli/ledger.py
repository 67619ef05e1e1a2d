"""``wenbao figures``, ``targets`` and ``chart``: the figures of the reports as data, last year's targets settled, and
the figures of an indicator drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import AsJson, open_here
from bot.cli.output.errors import FAILED, WrongUseError, complain
from bot.cli.output.language import command_texts_here, texts_here
from bot.core.documents.encoding import dump

if TYPE_CHECKING:
    from rag.documents.snapshot import CorpusSnapshot

AsCsv = Annotated[bool, typer.Option("--csv")]
Region = Annotated[str | None, typer.Option("--region", metavar="REGION")]
Year = Annotated[int | None, typer.Option("--year", metavar="YEAR")]
Indicator = Annotated[str | None, typer.Option("--indicator", metavar="WORDS")]
Drawn = Annotated[str, typer.Argument(metavar="INDICATOR")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE")]
PlanRegion = Annotated[str | None, typer.Argument(metavar="[REGION]", show_default=False)]
PlanYear = Annotated[int | None, typer.Argument(metavar="[YEAR]", show_default=False)]


def figures(
    region: Region = None,
    year: Year = None,
    indicator: Indicator = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Show the figures of the reports: what of, of which year, target or result, in which sentence."""
    _either(as_json, as_csv)
    from bot.core.documents.ledger_documents import figures_csv, figures_document
    from rag.ledger.selection import FigureQuery, select_rows

    with open_here() as here:
        snapshot = here.answerer.corpus.current.version
        rows = select_rows(snapshot, FigureQuery(region, year, indicator))
        if as_json:
            typer.echo(dump(figures_document(snapshot, rows)))
        elif as_csv:
            typer.echo(figures_csv(snapshot, rows))
        else:
            here.screen.show_figures(snapshot, rows)
    return 0


def targets(region: PlanRegion = None, year: PlanYear = None, as_json: AsJson = False, as_csv: AsCsv = False) -> int:
    """Hold the targets of a report against the results in the next one."""
    _either(as_json, as_csv)
    from bot.core.documents.ledger_documents import targets_csv, targets_document
    from rag.ledger.targets import open_ledger

    with open_here() as here:
        snapshot, texts = here.answerer.corpus.current.version, texts_here()
        report = _planning_report(snapshot, region, year)
        if report is None:
            return FAILED
        ledger = open_ledger(snapshot, report)
        if as_json:
            typer.echo(dump(targets_document(snapshot, ledger, texts)))
        elif as_csv:
            typer.echo(targets_csv(snapshot, ledger, texts))
        else:
            here.screen.show_ledger(snapshot, ledger)
    return 0


def chart(indicator: Drawn, region: Region = None, year: Year = None, out: Out = Path("chart.png")) -> int:
    """Draw the figures of an indicator: year by year, or region by region for one year."""
    from bot.core.charts.drawing import INSTALL, can_draw, draw
    from bot.core.charts.finding import find_chart, read_asked
    from bot.core.documents.ledger_documents import chart_lines

    if not can_draw():
        raise WrongUseError(
            "wenbao chart needs Pillow and a font; install them: {command}.", code="chart_missing", command=INSTALL
        )
    with open_here() as here:
        snapshot, texts = here.answerer.corpus.current.version, texts_here()
        words, named_region, named_year = read_asked(snapshot, indicator)
        found = find_chart(snapshot, words, region or named_region, year or named_year, texts)
        if found is None or not found.is_enough:
            told = command_texts_here().ledger
            complain(f"{told.one_figure} {found.rows[0].words(snapshot)}" if found else told.no_figures)
            return FAILED
        _write_file(out, draw(found.chart))
        typer.echo(chart_lines(snapshot, found, texts))
    return 0


def _write_file(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise WrongUseError(
            "{file} cannot be written ({reason}); give another place with --out.",
            code="out_unwritable",
            file=path,
            reason=exc.strerror,
        ) from exc


def _either(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise WrongUseError("Give --json or --csv, not both.", code="one_format")


def _planning_report(snapshot: CorpusSnapshot, region: str | None, year: int | None) -> int | None:
    """The report asked for; None, and a complaint, where it cannot be told."""
    from rag.ledger.selection import planning_reports, regions_of

    told = command_texts_here().ledger
    found = planning_reports(snapshot, region, year)
    if len(found) == 1:
        return found[0]
    if found:
        complain(told.which_region.format(regions="、".join(regions_of(snapshot))))
    else:
        complain(told.no_report.format(reports="、".join(report.name for report in snapshot.reports)))
    return None
