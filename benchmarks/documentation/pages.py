"""Tables that commands write into the pages on quality, each between two marks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rag.errors import WenbaoError

ROOT = Path(__file__).parents[2]
PAGES = {"docs/quality.md": 0, "docs/quality.zh-CN.md": 1}
"""Pages with the tables -> which of two labels they use, English or Chinese."""


class Block(NamedTuple):
    """A part of the pages that a command writes."""

    name: str
    module: str
    """Module of ``benchmarks`` that is run for it."""

    @property
    def begin(self) -> str:
        return f"<!-- {self.name}: written by python -m benchmarks.{self.module} -->"

    @property
    def end(self) -> str:
        return f"<!-- end of {self.name} -->"

    def put(self, page: str, name: str, table: str) -> str:
        """The text of a page with this table in its place.

        Raises:
            WenbaoError: the page does not say where the table goes.
        """
        before, begin, rest = page.partition(self.begin)
        _, end, after = rest.partition(self.end)
        if not (begin and end):
            raise WenbaoError(f"{name} has no place for the table; write {self.begin} and {self.end} where it goes.")
        return f"{before}{begin}\n\n{table}\n\n{end}{after}"

    def write(self, tables: Sequence[str]) -> None:
        """Into both pages, in the language of each."""
        for page, language in PAGES.items():
            path = ROOT / page
            path.write_text(self.put(path.read_text(encoding="utf-8"), page, tables[language]), encoding="utf-8")


def rows(lines: Iterable[Sequence[str]]) -> str:
    """Markdown."""
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def share(value: float | None) -> str:
    """.92; 1.00 in full."""
    return "–" if value is None else f"{value:.2f}".removeprefix("0")
