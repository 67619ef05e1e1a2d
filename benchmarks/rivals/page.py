"""What other tools find and read, as measured last -> ``results/rivals.json`` -> their tables on the quality pages.

    python -m benchmarks compare --rounds 2 --json FILE
    python -m benchmarks.rivals.page [--compare FILE] [--tables]

``--compare``: what the first command has written; ``--tables``: the readers of PDF tables that are installed are
measured (``benchmarks.rivals.pdf_tables``). What is not measured keeps its figures. Without either the pages are
written from the results.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.documentation.pages import PAGES, Block, rows, share
from benchmarks.rivals.pdf_tables import measure_readers
from rag.errors import WenbaoError

RESULTS = Path(__file__).parents[1] / "results" / "rivals.json"
FOUND, TABLES = Block("found", "rivals.page"), Block("tables", "rivals.page")
_HEADS = (
    (
        ["", "300 characters", "600", "1,000", "first is right", "in first 3", "time"],
        ["", "前 300 字", "600", "1,000", "第一段正确", "前三段之内", "用时"],
    ),
    (["reader", "right", "wrong", "seconds a file", "licence"], ["读法", "对", "错", "每个文件秒数", "许可"]),
)
_TOOLS = {
    "LangChain + Chroma, 500/50, top 4": "LangChain + Chroma，500/50，前 4 块",
    "LangChain + Chroma, 200/20, top 4": "LangChain + Chroma，200/20，前 4 块",
    "LangChain + Chroma, 200/20, top 10": "LangChain + Chroma，200/20，前 10 块",
    "LlamaIndex, defaults (1024/200 tokens, top 2)": "LlamaIndex，默认（1024/200 词元，前 2 块）",
    "txtai, paragraphs, top 3": "txtai，按段落，前 3 段",
    "txtai, paragraphs, hybrid, top 3": "txtai，按段落，混合检索，前 3 段",
    "wenbao": "问报",
}
"""Tools as ``benchmarks compare`` names them -> their names in Chinese."""
_READERS = {
    "wenbao (pdfminer.six, own tables)": (
        ("**wenbao**: words and lines of pdfminer.six, its own grids", "MIT"),
        ("**wenbao**：pdfminer.six 的字和线，自己的网格", "MIT"),
    ),
    "pdfplumber, lines": (("pdfplumber 0.11, by lines", "MIT"), ("pdfplumber 0.11，按线", "MIT")),
    "pdfplumber, words": (("pdfplumber 0.11, by words", "MIT"), ("pdfplumber 0.11，按字", "MIT")),
    "pymupdf": (("PyMuPDF 2.0", "AGPL, or paid"), ("PyMuPDF 2.0", "AGPL 或付费")),
    "camelot, lattice": (
        ("Camelot 2.0, lattice", "MIT; pandas and OpenCV, 240 MB"),
        ("Camelot 2.0，lattice", "MIT；要 pandas 和 OpenCV，240 MB"),
    ),
    "camelot, stream": (("Camelot 2.0, stream", "the same"), ("Camelot 2.0，stream", "同上")),
    "pypdf, layout": (("pypdf 7.1, text in layout mode", "BSD"), ("pypdf 7.1，按版面取文字", "BSD")),
    "pypdfium2, text": (("pypdfium2 5.15, text", "BSD, Apache"), ("pypdfium2 5.15，取文字", "BSD、Apache")),
    "pdfminer.six, text": (("pdfminer.six, text", "MIT"), ("pdfminer.six，取文字", "MIT")),
}
"""Readers as ``pdf_tables`` names them -> what the pages call them, and their licences."""

Results = dict[str, dict[str, list[float | None]]]
"""``found``: a tool -> shares of evidence within three budgets, first right, in the first three, time against ours.
``tables``: a reader -> cells right, cells wrong, seconds a file."""


def main(
    compare: Annotated[Path | None, typer.Option(help="What benchmarks compare has written with --json.")] = None,
    tables: Annotated[bool, typer.Option("--tables", help="Measure the readers of PDF tables.")] = False,
) -> None:
    results = load_results()
    if compare:
        results["found"] |= compared(json.loads(compare.read_text(encoding="utf-8")))
    if tables:
        results["tables"] |= {
            name: [cells.right, cells.wrong, round(cells.seconds, 1)] for name, cells in measure_readers()
        }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    FOUND.write([found_table(results, language) for language in PAGES.values()])
    TABLES.write([readers_table(results, language) for language in PAGES.values()])


def load_results() -> Results:
    found: Results = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def compared(written: Mapping[str, Any]) -> dict[str, list[float | None]]:
    """The columns of the page from those that the command has written: name, shares, ms, time against ours, s."""
    (figures,) = written["figures"]["compare"]
    return {name: [*(round(one, 2) for one in shares), round(time, 2)] for name, *shares, _, time, _ in figures["rows"]}


def found_table(results: Results, language: int) -> str:
    lines = [
        [_bold(tool if language == 0 else chinese, tool == "wenbao"), *map(share, results["found"][tool])]
        for tool, chinese in _TOOLS.items()
        if tool in results["found"]
    ]
    return rows([[*_HEADS[0][language]], ["---"] * 7, *lines])


def readers_table(results: Results, language: int) -> str:
    head = [[*_HEADS[1][language]], ["---", "---:", "---:", "---:", "---"]]
    return rows([*head, *(_reader(name, results["tables"][name], language) for name in _READERS)])


def _reader(name: str, cells: Sequence[float | None], language: int) -> list[str]:
    label, licence = _READERS[name][language]
    right, wrong, seconds = (cell or 0 for cell in cells)
    return [label, f"{right:g}", f"{wrong:g}", f"{seconds:.1f}", licence]


def _bold(name: str, ours: bool) -> str:
    return f"**{name}**" if ours else name


if __name__ == "__main__":
    try:
        typer.run(main)
    except WenbaoError as exc:
        sys.exit(str(exc))
