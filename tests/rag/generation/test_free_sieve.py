"""A model that has earned its freedom chooses and words, and still nothing is shown that its sentences do not carry."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from rag.generation.context import Material, Supported
from rag.generation.free_sieve import with_formula
from rag.generation.generator import Generated, generate
from rag.llm.prompts import load_prompts
from tests.hostile import ATTACKS, Attack
from tests.models import Speaker
from tests.rag.generation.material import make_material

PROMPTS = load_prompts()


def free(attack: Attack | None = None, text: str = "去年和今年做什么") -> Material:
    return replace(make_material(attack, text), free=True, anchors=(), demand=None)


async def generated(reply: str, material: Material | None = None) -> Generated:
    heard: list[Supported] = []

    async def hear(statement: Supported) -> None:
        heard.append(statement)

    deadline = asyncio.get_running_loop().time() + 5
    found = await generate(Speaker(lambda _: reply), PROMPTS.compose, material or free(), deadline, hear)
    assert tuple(heard) == found.statements
    return found


def texts(found: Generated) -> list[str]:
    return [statement.text for statement in found.statements]


async def test_the_model_chooses_and_orders() -> None:
    """No sentence has to be among them, as long as each holds."""
    found = await generated("2024年7024人成功就业。[4]\n2024年改造14个老旧小区。[3]")
    assert [statement.evidence for statement in found.statements] == [(3,), (2,)]
    assert found.fired == {"kept": 2}


async def test_what_does_not_hold_gives_way_to_its_sentence_or_is_left_out() -> None:
    found = await generated("2024年创建示范社区71个、7024人成功就业。[4]\n区长获得表彰。[4]\n2025年GDP增长6%。[1]")
    assert texts(found) == ["创建示范社区17个。", "2025年GDP增长6%。"]
    assert (found.fired["replaced"], found.fired["dropped"], found.fired["kept"]) == (1, 1, 1)


async def test_what_is_worked_out_carries_its_arithmetic() -> None:
    found = await generated("2025年GDP增长6%，与2024年的6%左右持平。[1][2]")
    (derived,) = found.statements
    assert (derived.text, derived.calculation) == ("2025年GDP增长6%，与2024年的6%左右持平（6－6）。", "6-6=0")


async def test_a_line_of_the_program_is_taken_as_it_is() -> None:
    """Its own result needs no other check than that the model repeats it, with whatever mark."""
    worked = Supported("今年（2025年）高于去年（2024年），多2个（40－38）。", (0, 1), ((), ()), calculation="40-38=2")
    found = await generated(f"{worked.text}[1]", replace(free(), computed=(worked,)))
    assert found.statements == (worked,)
    found = await generated(f"与去年相比，今年是多了：{worked.text}[1]", replace(free(), computed=(worked,)))
    assert found.statements == (worked,)


async def test_what_follows_a_refusal_is_held_back() -> None:
    found = await generated("报告未提及。\n2024年7024人成功就业。[4]")
    assert found.statements == ()
    assert [one.text for one in found.aside] == ["2024年7024人成功就业。"]
    assert found.nothing_found


async def test_an_answer_that_lacks_a_part_remains_an_answer() -> None:
    found = await generated("2024年7024人成功就业。[4]\n报告未提及其他就业数据。")
    assert texts(found) == ["2024年7024人成功就业。"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.place)
async def test_no_attack_makes_it_say_more(attack: Attack) -> None:
    """Whatever an obedient model writes; what is shown instead are the report's words."""
    found = await generated(attack.payload, free(attack))
    for statement in found.statements:
        sentences = [make_material(attack).passages[i].text for i in statement.evidence]
        assert not statement.written or "GDP增长6%" in statement.text, (statement.text, sentences)


@pytest.mark.parametrize(
    ("text", "calculation", "shown"),
    [
        ("两年合计700个。", "300+400=700", "两年合计700个（300＋400）。"),
        ("两年合计700个（300＋400）。", "300+400=700", "两年合计700个（300＋400）。"),
        ("It is 4 km longer (30 - 26).", "30-26=4", "It is 4 km longer (30 - 26)."),
        ("700 in total.", "300+400=700", "700 in total (300 + 400)."),
    ],
)
def test_arithmetic_is_shown_once(text: str, calculation: str, shown: str) -> None:
    assert with_formula(text, calculation) == shown
