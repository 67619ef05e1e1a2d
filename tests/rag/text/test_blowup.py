"""No text of 4,096 characters, which is what Telegram lets anybody send, takes more than its length in time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import bot
import rag
from bot.core.permalinks import find_sentence_ids, find_shared
from bot.core.sanitize import printable
from bot.telegram.views.callbacks import read_action
from rag.retrieval.messages.splitting import is_small_talk
from rag.retrieval.query import is_english, read
from rag.text.figure_labels import label
from rag.text.figures import find_figures
from rag.text.places import find_places
from rag.text.time_expressions import find_years, tense
from rag.types import Question
from rag.verification.claim_splitting import find_claims

LONG, SHORT = 4096, 512
_MOST = 4 * LONG / SHORT
"""Times as long for a text eight times as long; what is quadratic takes 64 times as long."""
_NOTHING = 0.02
"""Seconds of one core that harm nobody, whatever they grow from."""

_NOT_FOR_MESSAGES = (
    "bot.__main__",
    "rag.storage.migrations",
    "rag.documents.formats",
    "rag.documents.structure.headings",
)
"""The last two read report files, which nobody but an admin gives, in a process that has its time."""

_BOUNDED = {
    "rag.text.figure_labels.labels._CHANGES",
    "rag.ledger.figures.indicator._CLOSES",
    "rag.ledger.figures.indicator._RANK_CLOSES",
}
"""Given sixteen or thirty-two characters and no more."""

UNITS = ("1", "1,", "一", "2025年", " ", "\n", "a", "A1", "，", "—", "(一)", "[1]", "增长", "不是不是", "比", "😄好")
TAIL = "!"


def patterns() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Every pattern that a module of ours keeps, as that module uses it."""
    for package in (bot, rag):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.startswith(_NOT_FOR_MESSAGES):
                continue
            module = importlib.import_module(found.name)
            source = Path(str(module.__file__)).read_text(encoding="utf-8")
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    uses = set(re.findall(rf"\b{name}\.(match|fullmatch|\w+)\(", source))
                    yield f"{found.name}.{name}", partial(use, value, uses)


def use(pattern: re.Pattern[str], uses: set[str], text: str) -> None:
    anchored = uses & {"match", "fullmatch"}
    for name in anchored:
        getattr(pattern, name)(text)
    if uses - anchored or not uses:
        for _ in pattern.finditer(text):
            pass


def seconds(act: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    act(text)
    return time.process_time() - started


def grows_too_fast(act: Callable[[str], object], unit: str) -> bool:
    """Measured again before it is believed."""
    for attempt in range(3):
        long, short = (f"{attempt}{unit * (length // len(unit))}{TAIL}" for length in (LONG, SHORT))
        taken = seconds(act, long)
        if taken < _NOTHING or taken < _MOST * seconds(act, short):
            return False
    return True


def test_no_pattern_blows_up() -> None:
    kept = [(name, act) for name, act in patterns() if name not in _BOUNDED]
    blown = [(name, unit) for name, act in kept for unit in UNITS if grows_too_fast(act, unit)]
    assert blown == []


@pytest.mark.parametrize(
    "act",
    [
        find_figures,
        find_claims,
        label,
        find_years,
        find_places,
        tense,
        is_english,
        is_small_talk,
        printable,
        find_sentence_ids,
        find_shared,
        read_action,
        lambda text: read(Question(text, (text,))),
    ],
)
def test_nothing_that_reads_what_people_write_blows_up(act: Callable[[str], object]) -> None:
    assert [unit for unit in UNITS if grows_too_fast(act, unit)] == []
