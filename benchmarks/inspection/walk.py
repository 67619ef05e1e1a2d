"""Questions, some of each form or a whole file -> how many modules each passes through, and what is done for it again.

A function of ``rag`` that is called again with the same arguments while one question is answered does a step twice.
Methods, which mostly look something up, do not count, and neither do functions of numbers and single words.
What is kept with a text (``functools.lru_cache``) is looked up, too.
Times are those under a tracer, which makes calls longer: read the shares.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache, partial
from pathlib import Path
from types import CodeType, FrameType

import rag
from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.setup import Setup
from benchmarks.harness.timing import seconds_of
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.retrieval.forms import read_form
from rag.types import Question

_ROOT = Path(rag.__path__[0])
_SHOWN = 20
_WORD = 5
"""Characters up to which a text is a word, and what is done with it no step."""
_NUMBERS = "rag.text.figures."
"""The package of numbers, years and dates that stand in a text."""
_TRIED = 3
"""Questions of each form."""
_RESUMED = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


@dataclass
class Walk:
    """What one question passes through. Makes notes of calls as ``sys.setprofile`` tells of them."""

    question: Question
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

    @property
    def form(self) -> str:
        return read_form(self.question.text).value

    def forget(self) -> None:
        """The arguments of its calls are no longer needed."""
        self._known.clear()
        self._held.clear()

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
    """With ``setup.whole`` every question of the file, on the report that it names; else a few of each form, on the
    first."""
    files = {report.stem: report for report in setup.reports} if setup.whole else {}
    groups = defaultdict[Path | None, list[Question]](list)
    for question in setup.questions() if setup.whole else _first_of_each_form(setup.questions()):
        groups[files.get(question.report) if question.report else setup.reports[0]].append(question)
    left_out = len(groups.pop(None, ()))
    return list(_figures([one for report, asked in groups.items() for one in _walked(report, asked, setup)], left_out))


def _first_of_each_form(questions: Iterable[Question]) -> Iterator[Question]:
    tried = Counter[str]()
    for question in questions:
        form = read_form(question.text)
        tried[form] += 1
        if tried[form] <= _TRIED:
            yield replace(question, report=None)


def _walked(report: Path, questions: Iterable[Question], setup: Setup) -> list[Walk]:
    with closing(CorpusService(setup.alone(report))) as corpus, asyncio.Runner() as runner, traced() as follow:
        corpus.open()
        answerer = Answerer(corpus)  # whose threads are traced from their start
        walks = follow(lambda question: runner.run(answerer.answer(question)), questions)
        runner.run(answerer.aclose())
    return walks


Follow = Callable[[Callable[[Question], object], Iterable[Question]], list[Walk]]


@contextmanager
def traced() -> Iterator[Follow]:
    """What follows questions, in this thread and in those that are started meanwhile."""
    current: list[Walk] = []

    def tell(frame: FrameType, event: str, argument: object) -> None:
        for walk in current:
            walk(frame, event, argument)

    def follow(answer: Callable[[Question], object], questions: Iterable[Question]) -> list[Walk]:
        """The walk of each question, which is asked in other words before: all is loaded then, and nothing of the
        question known."""
        walks: list[Walk] = []
        for question in questions:
            answer(replace(question, text=f"{question.text} "))
            current.append(Walk(question))
            current[0].seconds = seconds_of(partial(answer, question))
            walks.append(current.pop())
            walks[-1].forget()
        return walks

    threading.setprofile(tell)
    sys.setprofile(tell)
    try:
        yield follow
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def _figures(walks: Sequence[Walk], left_out: int = 0) -> Iterator[Figures]:
    forms = defaultdict[str, list[Walk]](list)
    for walk in walks:
        forms[walk.form].append(walk)
    missing = (f"Left out: {left_out} questions on reports that were not given.",) if left_out else ()
    yield Figures(
        "The walk of a question, by its form",
        ("form", "questions", "modules, most", "calls, most", "that repeat", "steps again", "share of time"),
        tuple(_row(form, alike) for form, alike in (*forms.items(), ("all", walks))),
        ("Calls are those between modules. A step again repeats a call with the same arguments.", *missing),
    )
    repeated, again, asked = Counter[str](), defaultdict[str, float](float), Counter[str]()
    for walk in walks:
        repeated.update(walk.repeated)
        asked.update(walk.repeated.keys())
        for name, took in walk.again.items():
            again[name] += took
    seconds = sum(walk.seconds for walk in walks)
    yield Figures(
        "Steps done again",
        ("function", "steps", "questions", "share of time"),
        tuple((name, steps, asked[name], again[name] / seconds) for name, steps in repeated.most_common(_SHOWN)),
    )


def _row(form: str, walks: Sequence[Walk]) -> tuple[Cell, ...]:
    again = sum(sum(walk.again.values()) for walk in walks)
    return (
        form,
        len(walks),
        max((len(walk.modules) for walk in walks), default=0),
        max((walk.between for walk in walks), default=0),
        sum(bool(walk.repeated) for walk in walks),
        sum(walk.repeated.total() for walk in walks),
        again / (sum(walk.seconds for walk in walks) or 1.0),
    )


def _is_read(value: object) -> bool:
    """A text longer than a word, or a value of ours, such as a question or a report; not a number of a text."""
    if isinstance(value, Enum) or type(value).__module__.startswith(_NUMBERS):
        return False
    if isinstance(value, str):
        return len(value) > _WORD and not (value.isascii() and value.isalnum())
    return type(value).__module__.startswith("rag.")


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
