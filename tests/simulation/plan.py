"""A seed -> what people ask and when, and what goes wrong meanwhile. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

GROUP = -100
PEOPLE = (11, 12, 13)
ASKING = 25.0
"""Seconds in which questions are asked and faults begin."""
RECOVERED = 240.0
"""Seconds after the last fault and the last question by which every question is answered."""
_MOST_OF_ONE = 4
_EDITED = 0.15


class Kind(StrEnum):
    REFUSED = "refused"
    """No connection to Telegram."""
    LOST = "lost"
    """Half of Telegram's answers are lost on their way, after it did what it was asked."""
    GATEWAY = "gateway"
    """HTML in the place of an answer."""
    LIMITED = "limited"
    """Telegram asks for patience."""
    DISK = "disk"
    """Half of what is written into the database fails."""
    KILLED = "killed"
    """The process is gone without a word, and started again at the end."""
    STOPPED = "stopped"
    """The process is told to end, and started again."""


@dataclass(frozen=True, slots=True)
class Ask:
    at: float
    person: int
    chat: int
    number: int
    """Of the question, by which its answer is known."""
    edited: float | None
    """When its words are changed; None where they are not."""


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    asked: tuple[Ask, ...]
    faults: tuple[Fault, ...]
    switches: tuple[float, ...]
    """When another version of the report is published."""

    @property
    def calm(self) -> float:
        """When nothing more is asked, and nothing more goes wrong."""
        return max([ASKING, *(fault.end for fault in self.faults), *(ask.edited or 0.0 for ask in self.asked)])

    @property
    def end(self) -> float:
        """When everything has been answered."""
        return self.calm + RECOVERED

    def has(self, kinds: Sequence[Kind], now: float) -> bool:
        return any(fault.kind in kinds and fault.start <= now < fault.end for fault in self.faults)


def make_plan(seed: int) -> Plan:
    chance = Random(seed)  # noqa: S311  # a seed is what is wanted
    asked = sorted((_ask(chance, person, at) for person in PEOPLE for at in _times(chance)), key=lambda ask: ask[0])
    numbered = [Ask(at, person, chat, number, edited) for number, (at, person, chat, edited) in enumerate(asked, 1)]
    faults = tuple(_fault(chance) for _ in range(chance.randint(0, 4)))
    switches = tuple(sorted(chance.uniform(0, ASKING) for _ in range(chance.randint(0, 3))))
    return Plan(seed, tuple(numbered), _apart(faults), switches)


def _times(chance: Random) -> list[float]:
    return [chance.uniform(1, ASKING) for _ in range(chance.randint(1, _MOST_OF_ONE))]


def _ask(chance: Random, person: int, at: float) -> tuple[float, int, int, float | None]:
    edited = at + chance.uniform(0.1, 10) if chance.random() < _EDITED else None
    return at, person, chance.choice((person, person, GROUP)), edited


def _fault(chance: Random) -> Fault:
    start = chance.uniform(0, ASKING)
    return Fault(chance.choice(list(Kind)), start, start + chance.uniform(0.5, 12))


def _apart(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """A process that is gone cannot end again: of such faults, those that begin after the one before has ended."""
    kept: list[Fault] = []
    free = 0.0
    for fault in sorted(faults, key=lambda fault: fault.start):
        ends = fault.kind in (Kind.KILLED, Kind.STOPPED)
        if not ends or fault.start > free:
            kept.append(fault)
            free = max(free, fault.end + 1.0) if ends else free
    return tuple(kept)
