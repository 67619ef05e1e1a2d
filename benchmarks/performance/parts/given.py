"""Argument and environment of a part -> its task and settings; its findings -> standard output, as JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from rag.settings import CorpusSettings


def task() -> Any:  # whatever the caller gave
    return json.loads(sys.argv[1])


def settings() -> CorpusSettings:
    return CorpusSettings(corpus_dir=Path(os.environ["CORPUS_DIR"]), data_dir=Path(os.environ["DATA_DIR"]))


def reply(findings: object) -> None:
    sys.stdout.write(json.dumps(findings))
