"""The lines typed into ``wenbao chat`` -> a file that only its owner can read, and back at the next start."""

from __future__ import annotations

import importlib
from contextlib import suppress
from pathlib import Path
from types import ModuleType

_MOST = 1000  # lines
_OWNER_ONLY = 0o600


class LineHistory:
    """The arrow keys recall what was typed. A file that cannot be used stops nobody from asking."""

    def __init__(self, file: Path | None) -> None:
        """``file``: None keeps nothing after the end."""
        self._file = file
        self._readline: ModuleType | None = None

    def load(self) -> None:
        """Edit lines from now on, with those of earlier starts at hand."""
        with suppress(ImportError):  # not every Python has it
            self._readline = importlib.import_module("readline")
        if self._readline and self._file:
            self._readline.set_history_length(_MOST)
            with suppress(OSError):
                self._readline.read_history_file(str(self._file))

    def save(self) -> None:
        """Write the latest lines down."""
        if self._readline and self._file:
            with suppress(OSError):
                self._file.touch(mode=_OWNER_ONLY)
                self._file.chmod(_OWNER_ONLY)  # also a file that was there before
                self._readline.write_history_file(str(self._file))
