"""A program that changes a corpus without end, to be killed: ``python -m tests.victim HOME``.

It prints ``begin N`` before and ``done N`` after each change, N being the number of schools in the text that the change
serves.
"""

from __future__ import annotations

import sys
from pathlib import Path


def child_processes() -> list[int]:
    """Of this process, whichever thread started them."""
    return [int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]


def main() -> None:
    import rag.build  # takes a second that those who want no more than the above need not wait
    from rag.build import build
    from rag.corpus import Corpus
    from tests.corpora import GramEmbeddings, corpus_settings, hushan_with, write_reports

    home = Path(sys.argv[1])
    model = GramEmbeddings()
    rag.build.load_embeddings = lambda _model: model
    corpus = Corpus(corpus_settings(home, keep_versions=2), build)
    corpus.open()
    first = corpus.current.number
    for number in range(first, first + 1000):
        tell(f"begin {number}")
        write_reports(home / "reports", a=hushan_with(number))
        corpus.reload()
        tell(f"done {number}")
        if number % 3 == 0:
            tell(f"begin {number - 1}")
            corpus.rollback()
            tell(f"done {number - 1}")


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
