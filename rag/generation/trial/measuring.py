"""Questions whose answers are known, a language model -> how many it answers as a good one would.

A model that passes may choose and word its answers; one that does not keeps to what quoting has found.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from rag.generation.context import Supported
from rag.generation.generator import Generated, generate
from rag.generation.matching import figures_of
from rag.generation.trial.tasks import Task, Want
from rag.llm.client import Model
from rag.llm.prompts import Prompt

EARNED_FROM = 0.8
"""Share of the questions from which the model is free."""
LEAST_ASKED = 5
_WITHIN = 0.75
"""Share of the statements on a section that have to rest on it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    passed: int
    asked: int

    @property
    def earned(self) -> bool:
        return self.asked >= LEAST_ASKED and self.passed >= EARNED_FROM * self.asked


async def take(model: Model, prompt: Prompt, tasks: Sequence[Task]) -> Result | None:
    """One question after the other. None where the model fails at one: that tells nothing of how good it is."""
    passed = 0
    for task in tasks:
        deadline = asyncio.get_running_loop().time() + model.timeout
        found = await generate(model, prompt, task.material, deadline, _tell_nobody)
        if found.failure:
            log.warning("The language model %s was not tried out: %s.", model.name, found.failure)
            return None
        passed += is_passed(task, found)
    return Result(passed, len(tasks))


def is_passed(task: Task, found: Generated) -> bool:
    """Replaced drafts are not to the model's credit: only what it worded itself counts."""
    written = [statement for statement in found.statements if statement.written]
    match task.want:
        case Want.NOTHING:
            return found.nothing_found and not found.statements
        case Want.FIGURE:
            return any(_gives(task, statement) for statement in written) and not found.nothing_found
        case Want.SECTION:
            within = [statement for statement in written if set(statement.evidence) <= task.answers]
            return len(within) >= 2 and len(within) >= _WITHIN * len(found.statements)


def _gives(task: Task, statement: Supported) -> bool:
    values = {low for low, _ in figures_of(statement.text)}
    return task.value in values and bool(task.answers & set(statement.evidence))


async def _tell_nobody(_: Supported) -> None:
    """Nobody has asked."""
