"""A disk that a program has to itself, to be filled to its last byte.

It is a file system in memory that nobody but the program sees, mounted in a namespace of its own. Where the system
allows none, a limit of the process takes its place: no file can be written beyond its first byte.
"""

from __future__ import annotations

import errno
import resource
import subprocess
from dataclasses import dataclass
from functools import cache
from io import FileIO
from pathlib import Path

SIZE = 256 << 20
_MOUNT = 'mount -t tmpfs -o size="$0" tmpfs "$1" && shift && exec "$@"'
_ALONE = ("unshare", "--user", "--map-root-user", "--mount")
_PIECE = 1 << 20


@cache
def can_mount() -> bool:
    """Whether the system lets a program have a disk to itself."""
    mount = [*_ALONE, "mount", "-t", "tmpfs", "tmpfs", "/tmp"]  # noqa: S108  # nobody else sees it
    try:
        return subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """The disk in the place of a folder, for the program that is started with ``before`` its command."""

    folder: Path

    @property
    def before(self) -> tuple[str, ...]:
        return (*_ALONE, "sh", "-c", _MOUNT, str(SIZE), str(self.folder)) if can_mount() else ()

    def seen_by(self, program: int) -> Path:
        """The folder as the program sees it."""
        return Path(f"/proc/{program}/root{self.folder}")

    def fill(self, program: int) -> None:
        if not can_mount():
            _limit(program, 1)
            return
        with self._filler(program).open("wb", buffering=0) as file:
            for size in (_PIECE, 1):
                while _has_room(file, size):
                    pass

    def empty(self, program: int) -> None:
        if can_mount():
            self._filler(program).unlink()
        else:
            _limit(program, resource.RLIM_INFINITY)

    def _filler(self, program: int) -> Path:
        return self.seen_by(program) / "filler"


def _has_room(file: FileIO, size: int) -> bool:
    try:
        return file.write(bytes(size)) > 0
    except OSError as exc:
        if exc.errno != errno.ENOSPC:
            raise
        return False


def _limit(program: int, size: int) -> None:
    hard = resource.prlimit(program, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(program, resource.RLIMIT_FSIZE, (size, hard))
