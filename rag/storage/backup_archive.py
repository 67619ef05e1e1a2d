"""A file -> the archive of a backup, to write or to read; what is wrong with it in one sentence.

Written and read as a stream too, so that it can be encrypted on its way and never lies on a disk as it is.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from rag.documents.atomic_files import writing_whole
from rag.errors import CorpusError

Place = Path | BinaryIO
"""A file by its name, or an open one: to be read it must be one that can be read from any place."""

_MOST_EXPANSION = 100
"""The most that an archive may expand to, as a whole. Texts as JSON expand to five or ten times its size, a bomb to a
thousand."""
_FREE = 16 * 1024 * 1024  # bytes that any archive may expand to


@contextmanager
def writing_archive(place: Place) -> Iterator[zipfile.ZipFile]:
    """Raises:
    CorpusError: it cannot be written.
    """
    whole = writing_whole(place, private=True) if isinstance(place, Path) else nullcontext(place)
    with _errors(place), whole as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        yield archive


@contextmanager
def reading_archive(place: Place) -> Iterator[zipfile.ZipFile]:
    """An archive whose checksums are right and that does not expand beyond reason.

    Raises:
        CorpusError: it is another kind of file, or what is read from it is not what a backup holds.
    """
    with _errors(place), zipfile.ZipFile(place) as archive:
        _refuse_bomb(archive)
        if damaged := archive.testzip():
            raise zipfile.BadZipFile(damaged)
        yield archive


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    files = archive.infolist()
    size, expanded = sum(file.compress_size for file in files), sum(file.file_size for file in files)
    if expanded > _FREE + _MOST_EXPANSION * size:
        raise zipfile.BadZipFile("it expands beyond reason")


@contextmanager
def _errors(place: Place) -> Iterator[None]:
    name = place if isinstance(place, Path) else "The backup"
    try:
        yield
    except OSError as exc:
        raise CorpusError(
            f"{name} cannot be read or written ({exc.strerror}); check the path and its permissions."
        ) from exc
    except (  # all that zipfile, json and the readers of values raise where bytes are not what they should be
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RuntimeError,
        EOFError,
        OverflowError,
    ) as exc:
        raise CorpusError(f"{name} is not a backup of wenbao, or is damaged; take another file.") from exc
