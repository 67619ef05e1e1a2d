"""What a model is sent: prompt files with checked holes, and data that cannot pass for anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import SettingsError
from rag.llm.prompts import HEADER, LONGEST_QUESTION, as_data, fill_answer, fill_understand, load_prompts
from rag.types import Passage, Question, SentenceKind
from tests.paths import ROOT

PROMPTS = load_prompts()
SIGNS = "<>[]{}［］【】〈〉`|#"


def passage(text: str, section: tuple[str, ...] = ("二、2025年工作安排",), report: str = "甲区报告") -> Passage:
    return Passage("a" * 12, report, section, text, 0, len(text), (), 2025, SentenceKind.PROSE, 0.9)


def filled(text: str, *passages: Passage, history: tuple[str, ...] = (), language: str = "zh") -> str:
    return fill_answer(PROMPTS.answer, Question(text, history), passages, language).request


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the prompt files that may be spoilt."""
    own = ROOT / "prompts"
    for path in own.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_evidence_is_numbered_with_its_section_and_year() -> None:
    request = filled("目标是什么", passage("GDP增长6%。"), passage("投资增长7%。", ("二、安排", "(一)项目。")))
    assert "[1]〈二、2025年工作安排，2025年〉GDP增长6%。\n[2]〈二、安排 › (一)项目。，2025年〉投资增长7%。" in request
    assert "问题：目标是什么" in request
    assert "《甲区报告》" in request


def test_of_several_reports_each_sentence_says_which() -> None:
    request = filled("目标", passage("一。"), passage("二。", report="乙区报告"))
    assert "[1]〈甲区报告 › 二、" in request
    assert "[2]〈乙区报告 › 二、" in request


def test_the_language_and_the_latest_earlier_questions_are_told() -> None:
    prompt = fill_answer(
        PROMPTS.answer, Question("那出口呢", tuple(f"问题{n}" for n in range(9))), [passage("一。")], "en"
    )
    assert "English" in prompt.instructions + prompt.request
    assert "问题6；问题7；问题8" in prompt.request
    assert "问题5" not in prompt.request


def test_what_never_changes_stands_first_so_that_a_service_can_keep_it() -> None:
    prompts = [fill_answer(PROMPTS.answer, Question(text), [passage(text)], "zh") for text in ("甲", "乙")]
    assert prompts[0].instructions == prompts[1].instructions


@given(st.text(max_size=80))
@settings(max_examples=80)
def test_data_is_one_line_without_the_signs_of_the_format(text: str) -> None:
    told = as_data(text)
    assert not set(told) & set(SIGNS)
    assert len(told.splitlines()) <= 1
    assert told.isprintable()


@given(st.text(alphabet=st.sampled_from(SIGNS + "\n$1a文{}"), max_size=40))
@settings(max_examples=80)
def test_no_text_adds_a_line_or_a_hole_to_the_prompt(text: str) -> None:
    plain = filled("x", passage("x", ("x",)), history=("x",))
    odd = filled(text, passage(text, (text,)), history=(text,))
    assert len(odd.splitlines()) == len(plain.splitlines())
    assert len(HEADER.findall(odd)) == 1


def test_a_long_question_is_cut() -> None:
    assert len(fill_understand(PROMPTS.understand, Question("问" * 4_096)).request) < LONGEST_QUESTION + 100


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("$question", "$qestion"), "$qestion"),
        (lambda text: text.replace("$question", ""), "$question"),
        (lambda text: text + "costs $ 5", "$$"),
        (lambda text: text.replace("\n---\n", "\n"), "three dashes"),
        (lambda _: "", "three dashes"),
        (lambda text: text + "\n---\nmore", "three dashes"),
    ],
)
@pytest.mark.parametrize("name", ["answer", "understand"])
def test_a_spoilt_prompt_is_refused_by_name(folder: Path, name: str, spoil: Callable[[str], str], told: str) -> None:
    path = folder / f"{name}.txt"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_prompts(folder)
    assert f"{name}.txt" in str(refused.value)
    assert told in str(refused.value)


def test_a_prompt_that_cannot_be_read_is_refused_by_name(folder: Path) -> None:
    (folder / "answer.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"answer\.txt"):
        load_prompts(folder)
    (folder / "answer.txt").unlink()
    with pytest.raises(SettingsError, match=r"answer\.txt"):
        load_prompts(folder)


def test_a_prompt_can_be_changed_without_code(folder: Path) -> None:
    path = folder / "answer.txt"
    path.write_text("Answer in $language.\n---\n$report $evidence $earlier $question", encoding="utf-8")
    assert fill_answer(load_prompts(folder).answer, Question("谁"), [], "en").instructions == "Answer in English."
