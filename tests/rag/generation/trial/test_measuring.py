"""A language model earns its freedom on questions made from the reports, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.generation.service import Writer
from rag.generation.trial.measuring import Result, take
from rag.generation.trial.record import FILE, TrialRecord
from rag.generation.trial.tasks import Task, Want, make_tasks
from rag.llm.prompts import load_prompts
from rag.settings import ModelSettings
from tests.models import Speaker, make_model
from tests.modelserver import ModelServer, refuse
from tests.paths import SEED

PROMPTS = load_prompts()
SETTINGS = ModelSettings(model="openai:m")


@pytest.fixture(scope="module")
def version() -> CorpusSnapshot:
    report = load_report(SEED)
    return CorpusSnapshot("v1", (report,), (make_outline(report),))


def answer_well(task: Task) -> str:
    """What a good model writes."""
    told = [(n + 1, task.material.passages[n]) for n in sorted(task.answers)]
    if task.material.language == "en":
        return "\n".join(f"The report tells of pollution control in {p.year}. [{n}]" for n, p in told)
    return "\n".join(f"{p.text.rstrip('。')}。[{n}]" for n, p in told) or "报告未提及。"


def test_questions_are_made_from_figures_and_sections(version: CorpusSnapshot) -> None:
    tasks = make_tasks(version)
    assert {task.want for task in tasks} == set(Want)
    assert {task.material.language for task in tasks} == {"zh", "en"}
    assert tasks == make_tasks(version)
    assert all(task.value is not None and len(task.answers) == 1 for task in tasks if task.want is Want.FIGURE)


@pytest.mark.parametrize("reply", ["", "报告未提及。", "好的。[1]", "GDP增长6%。[1]"])
async def test_a_model_that_always_says_the_same_does_not_pass(version: CorpusSnapshot, reply: str) -> None:
    result = await take(Speaker(lambda _: reply), PROMPTS.compose, make_tasks(version))
    assert result is not None
    assert not result.earned


async def test_a_model_that_answers_well_passes_and_is_not_asked_again(version: CorpusSnapshot, tmp_path: Path) -> None:
    replies = map(answer_well, make_tasks(version))
    speaker = Speaker(lambda _: next(replies))
    writer = Writer(speaker, PROMPTS, record=TrialRecord(tmp_path, SETTINGS, PROMPTS.compose))
    assert not writer.is_free
    result = await writer.earn(version)
    assert result is not None
    assert (result.earned, writer.is_free) == (True, True)
    calls = speaker.calls
    again = Writer(speaker, PROMPTS, record=TrialRecord(tmp_path, SETTINGS, PROMPTS.compose))
    assert again.is_free
    assert await again.earn(version) == result
    assert speaker.calls == calls


async def test_a_model_that_is_down_is_tried_another_time(version: CorpusSnapshot, tmp_path: Path) -> None:
    async with ModelServer(refuse(500)) as server, make_model(server) as model:
        writer = Writer(model, PROMPTS, record=TrialRecord(tmp_path, SETTINGS, PROMPTS.compose))
        assert await writer.earn(version) is None
    assert not (tmp_path / FILE).exists()
    assert not writer.is_free


def test_what_is_on_record_is_of_one_model(tmp_path: Path) -> None:
    TrialRecord(tmp_path, SETTINGS, PROMPTS.compose).save(Result(9, 10))
    assert TrialRecord(tmp_path, SETTINGS, PROMPTS.compose).load() == Result(9, 10)
    assert TrialRecord(tmp_path, ModelSettings(model="openai:n"), PROMPTS.compose).load() is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"x": 1}', "\0"])
def test_a_damaged_record_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert TrialRecord(tmp_path, SETTINGS, PROMPTS.compose).load() is None
