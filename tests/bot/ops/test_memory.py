"""A process that runs long does not keep what it needed for a moment."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from bot.ops import memory as heap

_ARENAS = """
import ctypes, sys, threading
from bot.ops.memory import keep_small

if sys.argv[2] == "small":
    assert keep_small()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
begin = threading.Barrier(8)

def work():
    begin.wait()
    libc.malloc(ctypes.c_size_t(1000))
    begin.wait()

threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
file = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.parametrize(("way", "fewest", "most"), [("small", 1, 2), ("as it comes", 3, 100)])
def test_threads_share_their_memory(tmp_path: Path, way: str, fewest: int, most: int) -> None:
    """Where the C library has one memory for each by default; glibc has."""
    if platform.libc_ver()[0] != "glibc":
        assert heap.keep_small() in (True, False)
        return
    told = tmp_path / "malloc.xml"
    subprocess.run([sys.executable, "-c", _ARENAS, told, way], check=True)
    assert fewest <= told.read_text(encoding="ascii").count("<heap nr=") <= most


def test_another_c_library_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap.ctypes, "CDLL", lambda _name: object())
    assert not heap.keep_small()
