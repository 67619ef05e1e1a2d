"""A program that changes a corpus without end, to be killed: ``python -m tests.victim HOME``.

It prints ``begin N`` before and ``done N`` after each change, N being the number of schools in the text that the change
serves, ``draft`` while a version newer than the one that is served waits, and ``prune`` before old versions are
forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.corpus.service import CorpusService


def child_processes() -> list[int]:
    """Of this process, whichever thread started them."""
    return [int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]


def main() -> None:
    import pytest  # these take a second that those who want no more than the above need not wait

    from rag.corpus.service import CorpusService
    from rag.corpus.versions.store import VersionStore
    from rag.index.builder import build
    from tests.corpora import corpus_settings, embed_cheaply, hushan_with, write_reports

    home = Path(sys.argv[1])
    prune = VersionStore.prune
    embed_cheaply(pytest.MonkeyPatch())

    def told_prune(versions: VersionStore) -> None:
        tell("prune")
        prune(versions)

    VersionStore.prune = told_prune  # type: ignore[method-assign]
    corpus = CorpusService(corpus_settings(home, keep_versions=2), build)
    corpus.open()
    before = 0
    for number in range(10, 10_000, 10):
        tell(f"begin {number}")
        write_reports(home / "reports", a=hushan_with(number))
        corpus.changes.reload()
        tell(f"done {number}")
        tell(f"begin {number + 1}")
        write_reports(home / "reports", a=hushan_with(number + 1))
        draft(corpus)
        tell(f"begin {before}")
        corpus.changes.rollback()
        tell(f"done {before}")
        corpus.changes.publish(draft(corpus))
        tell(f"done {number + 1}")
        tell(f"begin {number + 2}")
        write_reports(home / "reports", a=hushan_with(number + 2))
        draft(corpus)
        before = number + 1


def draft(corpus: CorpusService) -> int:
    from rag.corpus.folder_edits import Reload

    made = corpus.changes.preview(Reload()).draft
    assert made
    tell("draft")
    return made.version


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
