"""What is measured names the program, and what its language model has cost."""

from __future__ import annotations

from collections import Counter

from prometheus_client import generate_latest

from bot.ops.metrics import Metrics
from bot.ops.version import program_version
from rag.generation.service import Tally


def test_the_tokens_of_a_model_and_the_build_are_measured() -> None:
    shown = generate_latest(Metrics(Tally(tokens=Counter(qwen=1234))).registry).decode()
    assert 'wenbao_model_tokens_total{model="qwen"} 1234.0' in shown
    assert f'version="{program_version()}"' in shown
