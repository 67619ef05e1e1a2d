"""Reports -> ``rag/ledger/standard_indicators.tsv``: the names of indicators that reports agree on.

    python -m benchmarks.lexicons.indicators REPORT...

A name is standard if several reports of different regions give a figure of it. Names that only count things done in the
year (开工项目, 农田) tell nothing by their absence and are left out: a standard name is of a rate, a total or an index.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from rag.documents.loader import load_report
from rag.index.searchable_corpus import make_version
from rag.ledger.figures.indicator import is_generic
from rag.ledger.figures.reading import read_rows

TARGET = Path("rag/ledger/standard_indicators.tsv")
_HEADER = (
    "# Written by benchmarks/lexicons/indicators.py: at least {least} of {reports} reports of 2025 give a figure of"
    " each.\n"
)
_SHORTEST = 4
"""Characters of a name that says of what it is; 总投资 does not."""
_MEASURES = re.compile(r"(?:[率度值额量]|收入|支出|投资|比例|比重|价格|外资|就业|能耗|面积|余额|利润|里程)$")


def main(
    reports: Annotated[list[Path], typer.Argument(help="Report files, one a region.")],
    least: Annotated[int, typer.Option(help="Reports that have to name it.")] = 3,
) -> None:
    told: Counter[str] = Counter()
    for path in reports:
        rows = read_rows(make_version((load_report(path),)), 0)
        told.update({row.name for row in rows if row.progress})
    names = sorted(name for name, count in told.items() if count >= least and _is_of_something(name))
    TARGET.write_text(_HEADER.format(least=least, reports=len(reports)) + "\n".join(names) + "\n", encoding="utf-8")


def _is_of_something(name: str) -> bool:
    return len(name) >= _SHORTEST and bool(_MEASURES.search(name)) and not is_generic(name)


if __name__ == "__main__":
    typer.run(main)
