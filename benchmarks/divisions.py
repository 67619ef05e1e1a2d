"""GB/T 2260 as packaged by ``gb2260`` -> ``rag/divisions.tsv``: the names alone, and what each lies in.

``python -m benchmarks.divisions`` writes it. The package holds every edition as a Python module of 2 MB, which takes
longer to load than a question takes to answer; what questions need of it are 3,000 names.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from gb2260.data import data


def table() -> str:
    """One line a name: it, ``*`` if it is a province or prefecture, and the divisions above it in any edition."""
    upper: set[str] = set()
    above: defaultdict[str, set[str]] = defaultdict(set)
    for edition in data.values():
        for code, name in edition.items():
            upper |= {name} if code % 100 == 0 else set()
            higher = {code // 100 * 100, code // 10000 * 10000} - {code}
            above[name] |= {edition[up] for up in higher if up in edition}
    rows = ((name, "*" if name in upper else "", " ".join(sorted(above[name]))) for name in sorted(above))
    return "".join("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    Path(str(files("rag").joinpath("divisions.tsv"))).write_text(table(), encoding="utf-8", newline="\n")
