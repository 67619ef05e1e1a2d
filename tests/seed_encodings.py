"""``python -m tests.seed_encodings``: encode what the shipped report has become, so that no first start has to."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from rag.index.build_process import Built, Job
from rag.index.builder import build
from rag.index.embedding_cache import ENCODINGS, SHIPPED
from rag.settings import CorpusSettings
from tests.paths import SEEDS


def build_seed(data: Path) -> Built:
    """The index of the shipped report, under ``data``."""
    job = Job(CorpusSettings(corpus_dir=SEEDS, data_dir=data), "cafe0000", tuple(SEEDS.glob("*.txt")))
    return build(job, lambda _done, _total: None, threading.Event())


def main() -> None:
    with TemporaryDirectory() as data:
        built = build_seed(Path(data))
        SHIPPED.write_bytes((Path(data) / ENCODINGS).read_bytes())
    sys.stdout.write(f"{built.encoded} texts of the shipped report were encoded\n")


if __name__ == "__main__":
    main()
