"""Questions, some of each form -> how many modules each passes through, and what is done for it again.

A function of ``rag`` that is called again with the same arguments while one question is answered does a step twice.
Methods, which mostly look something up, do not count, and neither do functions of numbers and single words.
Times are those under a tracer, which makes calls longer: read the shares.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache, partial
from pathlib import Path
from types import CodeType, FrameType

import rag
from benchmarks.figures import Figures
from benchmarks.setup import Setup
from benchmarks.timing import seconds_of
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.retrieval.forms import read_form
from rag.types import Question

_ROOT = Path(rag.__path__[0])
_SHOWN = 20
_WORD = 5
"""Characters up to which a text is a word, and what is done with it no step."""
_TRIED = 3
"""Questions of each form."""
_RESUMED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


@dataclass
class Walk:
    """What one question passes through. Makes notes of calls as ``sys.setprofile`` tells of them."""

    modules: set[str] = field(default_factory=set)
    between: int = 0
    """Calls from one module into another."""
    repeated: Counter[str] = field(default_factory=Counter)
    """Function -> how often it was called again with the same arguments."""
    again: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Function -> seconds that these calls took, those from within other such calls left out."""
    seconds: float = 0.0
    _known: set[Hashable] = field(default_factory=set)
    _held: list[object] = field(default_factory=list)
    _repeating: tuple[FrameType, float] | None = None

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        if self._repeating and event == "return" and frame is self._repeating[0]:
            self.again[_name(frame.f_code)] += time.perf_counter() - self._repeating[1]
            self._repeating = None
        module = _module(frame.f_code)
        if event != "call" or not module or frame.f_code.co_name.startswith("<"):
            return
        self.modules.add(module)
        self.between += _caller(frame) != module
        if _is_step(frame.f_code) and not self._repeating and self._is_known(frame):
            self.repeated[_name(frame.f_code)] += 1
            self._repeating = frame, time.perf_counter()

    def _is_known(self, frame: FrameType) -> bool:
        code, given = frame.f_code, frame.f_locals
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & inspect.CO_VARARGS)]
        call = (code, *(self._key(given.get(name)) for name in names))
        known = call in self._known
        self._known.add(call)
        return known and any(_is_read(given.get(name)) for name in names)

    def _key(self, value: object) -> Hashable:
        """A value is held, so that no later one takes its place; what cannot be compared is known by its identity."""
        with suppress(TypeError):
            hash(value)
            return type(value), value
        self._held.append(value)
        return type(value), id(value)


def measure_walk(setup: Setup) -> list[Figures]:
    with closing(CorpusService(setup.small())) as corpus, asyncio.Runner() as runner, traced() as follow:
        corpus.open()
        answerer = Answerer(corpus)  # whose threads are traced from their start
        walks = follow(lambda question: runner.run(answerer.answer(question)), setup.questions())
        runner.run(answerer.aclose())
    return list(_figures(walks))


Follow = Callable[[Callable[[Question], object], Iterable[Question]], dict[str, Walk]]


@contextmanager
def traced() -> Iterator[Follow]:
    """What follows questions, in this thread and in those that are started meanwhile."""
    current: list[Walk] = []

    def tell(frame: FrameType, event: str, argument: object) -> None:
        for walk in current:
            walk(frame, event, argument)

    def follow(answer: Callable[[Question], object], questions: Iterable[Question]) -> dict[str, Walk]:
        """Form -> the longest walk of its first questions. Each is asked in other words before: all is loaded then, and
        nothing of the question known."""
        walks: dict[str, list[Walk]] = defaultdict(list)
        for question in questions:
            if len(walks[form := read_form(question.text).value]) < _TRIED:
                answer(replace(question, text=f"{question.text} "))
                current.append(Walk())
                current[0].seconds = seconds_of(partial(answer, question))
                walks[form].append(current.pop())
        return {form: max(found, key=lambda walk: len(walk.modules)) for form, found in walks.items()}

    threading.setprofile(tell)
    sys.setprofile(tell)
    try:
        yield follow
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def _figures(walks: dict[str, Walk]) -> Iterator[Figures]:
    yield Figures(
        "The walk of a question, by its form",
        ("form", "modules", "calls between them", "steps again", "share of time"),
        tuple(
            (form, len(walk.modules), walk.between, walk.repeated.total(), sum(walk.again.values()) / walk.seconds)
            for form, walk in walks.items()
        ),
        ("A step again is a function called with the arguments that it has been called with before.",),
    )
    repeated, again = Counter[str](), defaultdict[str, float](float)
    for walk in walks.values():
        repeated.update(walk.repeated)
        for name, took in walk.again.items():
            again[name] += took
    longest = sorted(again, key=again.__getitem__, reverse=True)
    seconds = sum(walk.seconds for walk in walks.values())
    yield Figures(
        "Steps done again",
        ("function", "calls", "share of time"),
        tuple((name, repeated[name], again[name] / seconds) for name in longest[:_SHOWN]),
    )


def _is_read(value: object) -> bool:
    """A text longer than a word, or a value of ours, such as a question or a report."""
    if isinstance(value, Enum):
        return False
    return len(value) > _WORD if isinstance(value, str) else type(value).__module__.startswith("rag.")


def _is_step(code: CodeType) -> bool:
    return "." not in code.co_qualname and not code.co_flags & _RESUMED


@cache
def _module(code: CodeType) -> str:
    """rag.text.plain; empty for what is not of ours."""
    path = Path(code.co_filename)
    return ".".join(path.relative_to(_ROOT.parent).with_suffix("").parts) if path.is_relative_to(_ROOT) else ""


def _name(code: CodeType) -> str:
    return f"{_module(code)}.{code.co_name}"


def _caller(frame: FrameType) -> str:
    """The module of ours that a call comes from; empty for the first."""
    before = frame.f_back
    while before and not _module(before.f_code):
        before = before.f_back
    return _module(before.f_code) if before else ""
