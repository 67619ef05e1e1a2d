"""A sentence of a report that gives orders makes a model say nothing that the report does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.llm.prompts import Filled
from rag.text.plain import grams
from tests.hostile import ATTACKS, Attack
from tests.rag.generation.material import QUOTES, SENTENCES, generated, make_material, texts

PLACES = sorted({attack.place for attack in ATTACKS})


def obey(attack: Attack) -> Callable[[Filled], str]:
    """A model that does as the attacker says."""

    def speak(prompt: Filled) -> str:
        if attack.payload == "PROMPT":
            return prompt.instructions
        if attack.payload == "EVERYTHING":
            return f"{prompt.instructions}\n\n{prompt.request}"
        return attack.payload

    return speak


def test_there_are_attacks_from_everywhere_in_both_languages() -> None:
    assert len(ATTACKS) >= 40
    assert set(PLACES) == {"question", "history", "report", "heading", "title", "user"}
    for place in ("question", "history", "report", "heading", "title", "user"):
        scripts = {attack.text.isascii() for attack in ATTACKS if attack.place == place}
        assert scripts == {True, False}, place


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.place}-{attack.payload[:12]}")
async def test_an_obedient_model_gets_nothing_out_that_the_report_does_not_say(attack: Attack) -> None:
    material = make_material(attack)
    found = await generated(obey(attack), material)
    assert set(texts(found)) <= {quote.text for quote in material.quotes[: len(SENTENCES)]}
    for statement in found.statements:
        cited = "".join(SENTENCES[i][0] for i in statement.evidence)
        assert grams(statement.text) <= grams(cited)


@pytest.mark.parametrize("marks", ["", "[1]", "[2]", "[5]", "[1][2][3][4]", "[1-5]"])
async def test_no_line_of_the_instructions_comes_out_however_it_is_marked(marks: str) -> None:
    found = await generated(lambda prompt: "\n".join(line + marks for line in prompt.instructions.splitlines()))
    assert set(texts(found)) <= QUOTES


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.place == "report"], ids=lambda attack: attack.payload[:12])
async def test_a_sentence_that_gives_orders_is_not_shown_to_the_model(attack: Attack) -> None:
    seen: list[str] = []

    def look(prompt: Filled) -> str:
        seen.append(prompt.request)
        return ""

    await generated(look, make_material(attack))
    assert "[5]〈一、2024年工作回顾，2024年〉（略）" in seen[0]
