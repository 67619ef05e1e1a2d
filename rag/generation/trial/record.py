"""The result of a language model's trial <-> a small file, so that the trial is not repeated at each start."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from pathlib import Path

from rag.generation.trial.measuring import Result
from rag.llm.prompts import Prompt
from rag.settings import ModelSettings

FILE = "language_model.json"
_EDITION = 1
"""The edition of the questions and of how they are judged: a change tries every model again."""

log = logging.getLogger(__name__)


class TrialRecord:
    """The trial of one model at one address, with one prompt."""

    def __init__(self, folder: Path, settings: ModelSettings, prompt: Prompt) -> None:
        self._path = folder / FILE
        told = (str(_EDITION), settings.model, settings.base_url, prompt.instructions.template, prompt.request.template)
        self._key = hashlib.sha256("\0".join(told).encode()).hexdigest()

    def load(self) -> Result | None:
        """None where this model was never tried out, or the file cannot be read."""
        try:
            held = json.loads(self._path.read_text(encoding="utf-8"))[self._key]
            return Result(int(held["passed"]), int(held["asked"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, result: Result) -> None:
        """Only the latest model is kept. Where the file cannot be written, the log says so."""
        text = json.dumps({self._key: {"passed": result.passed, "asked": result.asked}})
        beside = self._path.with_suffix(f".{os.getpid()}")
        try:
            beside.write_text(text + "\n", encoding="utf-8")
            beside.replace(self._path)
        except OSError as exc:
            log.warning("%s cannot be written (%s); the language model is tried out again.", self._path, exc)
