"""Locks on serving from a DATA_DIR and on changing the corpus: one process at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from filelock import FileLock, Timeout

from rag.errors import CorpusBusy, StorageError
from rag.settings import CorpusSettings
from rag.storage.database import Database


class CorpusLocks:
    """The rights that a process holds. All of them end with it, however it ends."""

    def __init__(self, settings: CorpusSettings, database: Database) -> None:
        self._data_dir = settings.data_dir
        self._shared = bool(settings.chroma_url)
        self._database = database
        self._file = FileLock(settings.data_dir / "lock", thread_local=False)
        self._changing = threading.Lock()

    @property
    def changing(self) -> bool:
        """A change is under way in this process."""
        return self._changing.locked()

    def hold(self) -> None:
        """Take DATA_DIR for this process. Embedded Chroma is not safe with two; a server takes care of itself.

        Raises:
            CorpusBusy: another process has it.
            StorageError: it cannot be written.
        """
        try:
            self._data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._shared and not self._file.is_locked:
                self._file.acquire(blocking=False)
        except Timeout as exc:
            raise CorpusBusy(
                "Another wenbao is using {folder}; stop it or set another DATA_DIR.",
                code="data_dir_in_use",
                folder=self._data_dir,
            ) from exc
        except OSError as exc:
            raise StorageError(
                "{folder} cannot be written ({reason}); set DATA_DIR.",
                code="data_dir_unwritable",
                folder=self._data_dir,
                reason=exc.strerror,
            ) from exc

    def release(self) -> None:
        """Give DATA_DIR back."""
        self._file.release(force=True)

    @contextmanager
    def change(self, *, wait: bool = False) -> Iterator[None]:
        """Hold the right to change the corpus: in this process, on this DATA_DIR, on this database.

        Raises:
            CorpusBusy: somebody else holds it, and ``wait`` is False.
        """
        busy = CorpusBusy(
            "Another change to the corpus is in progress; wait until it ends or cancel it.", code="corpus_changing"
        )
        with ExitStack() as held:
            if not self._changing.acquire(blocking=wait):
                raise busy
            held.callback(self._changing.release)
            try:
                held.enter_context(self._file.acquire(timeout=-1 if wait else 0))
            except Timeout:
                raise busy from None
            if not held.enter_context(self._database.changing(wait=wait)):
                raise busy
            yield
