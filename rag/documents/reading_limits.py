"""Limits on reading one file. A file that exceeds them is refused, and the others are read.

Time is counted by two timers of the system, whose signals stop the reader between two steps of Python; memory by a
limit on the addresses of the process, where the system tells how many are in use. Nothing is limited outside of the
main thread, which alone receives signals.
"""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

_ADDRESSES = Path("/proc/self/statm")
_AGAIN = 1.0
"""Seconds after which a reader that was not stopped by the first signal gets another."""


class Limits(NamedTuple):
    """The limits for one file."""

    processor: float = 90
    """Seconds; the longest real report takes a few."""
    clock: float = 900
    """Seconds; for a file on a disk that does not answer."""
    memory: int = 1024**3
    """Bytes, beyond what is in use before."""


class OverTime(BaseException):
    """No ``Exception``: readers turn those into sentences on damaged files."""


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Raises:
    OverTime: the processor or the clock ran on for too long.
    MemoryError: there is no more memory for this file.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with ExitStack() as stack:
        stack.enter_context(_timed(signal.ITIMER_REAL, signal.SIGALRM, limits.clock))
        stack.enter_context(_timed(signal.ITIMER_PROF, signal.SIGPROF, limits.processor))
        stack.enter_context(_bounded(limits.memory))
        yield


@contextmanager
def suspended() -> Iterator[None]:
    """Nothing is limited meanwhile; what was left of the time before is left afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    timers = [(timer, *signal.getitimer(timer)) for timer in (signal.ITIMER_REAL, signal.ITIMER_PROF)]
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    try:
        for timer, *_ in timers:
            signal.setitimer(timer, 0)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
        for timer, left, interval in timers:
            signal.setitimer(timer, left, interval)


@contextmanager
def _timed(timer: int, number: int, seconds: float) -> Iterator[None]:
    before = signal.signal(number, _stop)
    try:
        signal.setitimer(timer, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)


def _stop(*_: object) -> None:
    raise OverTime


@contextmanager
def _bounded(memory: int) -> Iterator[None]:
    if not _ADDRESSES.exists():
        yield
        return
    used = int(_ADDRESSES.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    limits = [used + memory, *(limit for limit in (before, most) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
