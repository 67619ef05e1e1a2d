"""Question file, or confirmed sources -> cases: questions with what a right answer holds.

A line of the file is one JSON object: ``id``, ``question``, ``type``, ``answers`` (every one must appear, ``||``
between equal forms, empty where the report does not say), ``quote`` or ``quotes`` (verbatim), optional ``history`` and
``report``. Of a question on a whole matter ``must`` and ``may`` name the sentences that have to be cited, and that are
welcome, by their opening words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rag.answering.pins.repository import Pin
from rag.errors import WenbaoError
from rag.types import Question


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what a right answer holds."""

    id: str
    question: Question
    type: str
    answers: tuple[tuple[str, ...], ...]
    """Each must appear in the answer, in one of its equal forms. Empty, without ``must``: the report does not say."""
    quotes: tuple[str, ...]
    must: tuple[tuple[str, ...], ...] = ()
    """Sentences that an answer on a whole matter has to cite, by their opening words; any of a group."""
    may: tuple[str, ...] | None = None
    """Further sentences that are welcome in the answer; None where every sentence is."""

    @property
    def is_answerable(self) -> bool:
        return bool(self.answers or self.must)


def load_cases(path: Path) -> list[Case]:
    """Raises WenbaoError naming the file and line that is not a question."""
    cases = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            cases.append(_case(json.loads(line), f"{number}"))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
            raise WenbaoError(f"{path}, line {number} is not a question in JSON with at least `question`") from exc
    return cases


def pinned_cases(pins: Iterable[Pin]) -> list[Case]:
    """Questions that admins have confirmed a source for: their words are to be said, and cited."""
    return [
        Case(
            id=f"pin-{pin.key[:12]}",
            question=Question(pin.question, report=pin.report),
            type="pin",
            answers=((pin.quote,),),
            quotes=(pin.quote,),
        )
        for pin in pins
    ]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise WenbaoError(
            f"{path} cannot be read as UTF-8 text; name a question file with one JSON object a line"
        ) from exc


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    """Each a string, or a list of equal ones."""
    groups = value if isinstance(value, list) else []
    return tuple(tuple(map(str, group)) if isinstance(group, list) else (str(group),) for group in groups)


def _case(line: dict[str, object], number: str) -> Case:
    def strings(key: str) -> tuple[str, ...]:
        value = line.get(key) or []
        return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)

    report = line.get("report")
    return Case(
        id=str(line.get("id", number)),
        question=Question(str(line["question"]), strings("history"), str(report) if report else None),
        type=str(line.get("type") or line.get("form") or line.get("kind") or "question"),
        answers=tuple(tuple(form.removeprefix("=").split("||")) for form in strings("answers")),
        quotes=strings("quotes") or strings("quote"),
        must=_groups(line.get("must")),
        may=strings("may") if line.get("may") is not None or "form" in line else None,
    )
