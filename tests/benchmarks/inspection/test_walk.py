"""What is told of the walk of a question."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from benchmarks.harness.setup import Setup
from benchmarks.inspection.walk import measure_walk, traced
from rag.engine import Answerer
from rag.text.places import find_scopes
from rag.text.plain import display_width
from rag.types import Question
from tests.paths import SEED

ASKED = [Question("新建了几所小学")]


def test_modules_are_counted_once_and_calls_between_them_each_time() -> None:
    """Of the engine alone."""
    with traced() as follow:
        (walk,) = follow(lambda _: (display_width("字"), display_width("字")), ASKED)
    assert walk.modules == {"rag.text.plain"}
    assert walk.between == 2


def test_a_step_again_is_one_with_the_same_text() -> None:
    """Nor is it one if another question has taken it before, or if all that it looks at is a word."""
    question, word = "去年新建了几所小学", "去年"
    with traced() as follow:
        once = follow(lambda _: [find_scopes(text) for text in (question, word, word)], ASKED)
        twice = follow(lambda _: [find_scopes(text) for text in (question, word, question)], ASKED)
    assert [walk.repeated for walk in once] == [{}]
    assert [walk.repeated for walk in twice] == [{"rag.text.places.chinese.find_scopes": 1}]


WALKED = [
    Question("去年新建了几所小学"),
    Question("城镇新增就业目标是多少人"),
    Question("2025年社会消费品零售总额增长目标是多少？"),
    Question("What is the GDP growth target for 2025?"),
    Question("去年GDP增长百分之几"),
    Question("财政收入 去年"),
    Question("现在有多少家专精特新企业"),
    Question("今年教育有什么安排？"),
    Question("怎么解决停车难"),
    Question("看病有什么新政策"),
    Question("今年的民生实事有哪些"),
    Question("哪些项目建成投产了"),
    Question("什么是一网通办"),
    Question("为什么要发展数字经济"),
    Question("去年财政收入增长了吗"),
    Question("今年有没有老旧小区改造"),
    Question("有哪些是全省第一"),
    Question("2025年和2024年各新增停车泊位多少个"),
    Question("社零增速比GDP高多少"),
    Question("概括一下民生部分"),
    Question("目标都完成了吗"),
    Question("报告是谁作的"),
    Question("你好"),
    Question("那今年呢", ("去年新增停车泊位多少个",)),
    Question("社零呢", ("去年GDP增长多少", "那今年的目标呢")),
    Question("其中民营的呢", ("去年规上工业企业有多少家？",)),
    Question("跟去年比呢", ("2025年GDP目标是多少",)),
    Question("目标呢", ("去年城镇新增就业多少人",)),
    Question("为什么", ("去年财政收入是多少",)),
    Question("how about unemployment", ("what is the GDP growth target for 2025?",)),
    Question("省级专精特新企业去年新增几家？专精特新企业有哪些？"),
    Question("去年信访量降了多少，挽回多少损失？"),
    Question("去年实际利用外资多少，增长多少"),
    Question("新签约项目中长三角占几成？占比多少？"),
    Question("区里去年防汛投入多少人次，坚守多少天"),
    Question("消费券发了多少钱，拉动多少消费？"),
    Question("报告里写了雨山区今年要划归合肥市吗？全国排第几？"),
    Question("4个城市更新重点片区是哪些"),
]
"""Questions of all forms, some that lean on those before, and messages of several questions on one sentence, place or
list."""


def test_no_step_of_an_answer_is_taken_twice(seed_answerer: Answerer) -> None:
    """What is read of a text, a turn or a sentence is handed on, or kept with it."""
    with traced() as follow, asyncio.Runner() as runner:
        answerer = Answerer(seed_answerer.corpus)  # whose threads are traced from their start
        walks = follow(lambda question: runner.run(answerer.answer(question)), WALKED)
        runner.run(answerer.aclose())
    assert {walk.question.text: dict(walk.repeated) for walk in walks if walk.repeated} == {}
    assert all(walk.modules for walk in walks)


def test_a_whole_file_is_walked_with_each_question_on_its_report(tmp_path: Path) -> None:
    """Those on a report that is not there are counted."""
    asked = [("新建了几所小学", SEED.stem), ("GDP目标是多少", None), ("去年GDP增长多少", "某省2025年政府工作报告")]
    lines = [json.dumps({"question": text, "report": report, "answers": []}) for text, report in asked]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    by_form, again = measure_walk(Setup([SEED], file, tmp_path, 0, 1, whole=True))
    assert by_form.rows[-1][:2] == ("all", 2)
    assert "Left out: 1 " in by_form.notes[-1]
    assert again.rows == ()
