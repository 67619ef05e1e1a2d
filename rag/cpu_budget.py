"""The processor time that one message may take, looked at between the steps of its answer.

What counts is the time of the thread that answers: other messages, and whoever else keeps the machine busy, do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time

from rag.errors import MessageTooCostly

MESSAGE = 5.0
"""Seconds for one message. A question takes .05, ten in one message .3, and twelve claims .6."""

_END: ContextVar[float] = ContextVar("end", default=float("inf"))


@contextmanager
def cpu_budget(seconds: float = MESSAGE) -> Iterator[None]:
    """Give what is done in this context, in this thread, so much time. Where nothing was given, nothing is counted."""
    token = _END.set(thread_time() + seconds)
    try:
        yield
    finally:
        _END.reset(token)


def is_used_up() -> bool:
    return thread_time() >= _END.get()


def refuse_used_up() -> None:
    """Raises:
    MessageTooCostly: the time is used up.
    """
    if is_used_up():
        raise MessageTooCostly("The message takes too much computing; send a shorter one.")
