"""Programs run in processes of their own, where what they cost can be seen alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rag.errors import WenbaoError
from rag.settings import CorpusSettings

HERE = "benchmarks.performance"


def environment(settings: CorpusSettings, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's, with the corpus to ask; without what would log."""
    ours = {"CORPUS_DIR": str(settings.corpus_dir.resolve()), "DATA_DIR": str(settings.data_dir.resolve())}
    others = {name: value for name, value in os.environ.items() if not name.startswith(("LOG_", "LLM_"))}
    return {**others, **ours, **(more or {})}


def run(arguments: Sequence[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """This interpreter with ``arguments``.

    Raises:
        WenbaoError: it ended with another exit status than 0; the message has the end of what it said.
    """
    done = subprocess.run(  # noqa: S603  # this interpreter and our own modules
        [sys.executable, *arguments], env=dict(env), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise WenbaoError(f"{' '.join(arguments)[:80]} failed: {done.stderr.strip()[-300:]}")
    return done


def run_part(part: str, settings: CorpusSettings, task: object, env: Mapping[str, str] | None = None) -> Any:
    """What ``benchmarks.performance.parts.<part>`` answers, as JSON, when given ``task``."""
    done = run(["-m", f"{HERE}.parts.{part}", json.dumps(task)], environment(settings, env))
    return json.loads(done.stdout)
