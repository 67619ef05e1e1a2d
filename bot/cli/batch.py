"""Lines of JSON -> questions, each with its place in the file, so that no line is lost."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.cli.output.errors import WrongUseError
from rag.types import Question

STDIN = "-"
LONGEST = 4096  # characters of a question, as in Telegram


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A line that is a question."""

    number: int
    """The number of the line, from 1."""
    id: object
    """The id as given, any JSON value; None if not given."""
    question: Question


@dataclass(frozen=True, slots=True)
class MalformedLine:
    """A line that is none."""

    number: int
    id: object
    reason: str


@contextmanager
def open_batch(file: str) -> Iterator[BinaryIO]:
    """The lines of a file, or of standard input for ``-``.

    Raises:
        WrongUseError: the file cannot be read.
    """
    if file == STDIN:
        yield sys.stdin.buffer
        return
    with ExitStack() as opened:
        try:
            lines = opened.enter_context(Path(file).open("rb"))
        except OSError as exc:
            raise WrongUseError(
                "{file} cannot be read ({reason}); name a file with one JSON object a line.",
                code="batch_unreadable",
                file=file,
                reason=exc.strerror,
            ) from exc
        yield lines


def read_batch(lines: BinaryIO, names: Sequence[str] = ("question",)) -> Iterator[BatchQuestion | MalformedLine]:
    """One value a line, as the lines come; blank lines are passed over.

    ``names``: those that the text may have in a line, the usual one first.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read_line(number, line, names)


def _read_line(number: int, line: bytes, names: Sequence[str]) -> BatchQuestion | MalformedLine:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return MalformedLine(number, None, "it is not JSON in UTF-8")
    if not isinstance(found, dict):
        return MalformedLine(number, None, "it is not a JSON object")
    text = next((found[name] for name in names if name in found), None)
    history = found.get("history") or []
    if not isinstance(text, str):
        return MalformedLine(number, found.get("id"), f"it has no `{names[0]}` that is a text")
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        return MalformedLine(number, found.get("id"), "its `history` is not a list of texts")
    if len(text) > LONGEST:
        return MalformedLine(number, found.get("id"), f"its question is longer than {LONGEST} characters")
    return BatchQuestion(number, found.get("id"), Question(text, tuple(history)))
