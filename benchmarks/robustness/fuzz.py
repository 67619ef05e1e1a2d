"""Files made by atheris, which follows what the code does with them -> read and taken apart like reports.

    pip install atheris  # nothing else needs it
    python -m benchmarks.robustness.fuzz .md [SECONDS] [FOLDER …]

FOLDER holds files to begin from. What is raised and is no ``ReportError`` ends it, with the file that did it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["rag"]):
    from rag.documents.loader import load_report
    from rag.documents.structure.outline import make_outline

from rag.errors import ReportError


def main(suffix: str, seconds: str = "60", *folders: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        path = Path(home, f"report{suffix}")

        def read(data: bytes) -> None:
            path.write_bytes(data)
            try:
                make_outline(load_report(path))
            except ReportError:
                return

        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", f"-artifact_prefix={home}/", *folders], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
