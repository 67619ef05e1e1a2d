"""The memory of this process, kept from growing by what is used for a moment only.

By default glibc gives each of some threads an own arena, and each keeps what its busiest moment took: over a day of
questions that is twice what the program holds. Elsewhere than on glibc there is nothing to set.
"""

from __future__ import annotations

import ctypes

_ARENAS = 2
_AT_ONCE = 128 * 1024
"""Bytes from which a block is the system's own, and given back as soon as it is free. glibc begins with this too, but
raises it to the largest block that was ever freed."""

# malloc.h
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8


def keep_small() -> bool:
    """Keep the memory of a long-running process small, before it has threads. False where there is nothing to set."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    options = ((_M_ARENA_MAX, _ARENAS), (_M_MMAP_THRESHOLD, _AT_ONCE), (_M_TRIM_THRESHOLD, _AT_ONCE))
    return all(mallopt(*option) == 1 for option in options)
