"""CORPUS_DIR -> the report files in it, and what changes there when a report is added or removed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rag.documents.atomic_files import UNFINISHED, writing_whole
from rag.documents.formats.base import MAX_BYTES
from rag.documents.formats.registry import SUFFIXES
from rag.documents.metadata_overrides import corrections_fingerprint
from rag.documents.reading_stages import reader_version
from rag.errors import CorpusError, EmptyCorpus, ReportError

_NOT_REPORTS = frozenset({"readme", "license", "licence", "notice", "changelog"})


class Stamp(NamedTuple):
    """A file as it was when it was read."""

    file: str
    sha256: str
    """Empty for a file that cannot be opened, or is larger than any that is read."""


class Unread(NamedTuple):
    """A file that was left out: it could not be read, or holds the same report as another."""

    stamp: Stamp
    error: ReportError
    trace: str = ""
    """The place where the program failed on it; empty where it refused the file."""


def report_files(folder: Path) -> tuple[Path, ...]:
    """The files to read, by name: those of a readable format, without hidden ones, README and LICENSE.

    Raises:
        EmptyCorpus: the folder is missing, or holds no such file.
    """
    try:
        files = tuple(sorted(path for path in folder.iterdir() if _is_report(path)))
    except FileNotFoundError as exc:
        raise EmptyCorpus(
            "The corpus folder {folder} does not exist; create it or set CORPUS_DIR.",
            code="folder_missing",
            folder=folder,
        ) from exc
    except OSError as exc:
        raise CorpusError(
            "The corpus folder {folder} cannot be read ({reason}); check its permissions.",
            code="folder_unreadable",
            folder=folder,
            reason=exc.strerror,
        ) from exc
    if not files:
        kinds = ", ".join(sorted(SUFFIXES))
        raise EmptyCorpus(
            "The corpus folder {folder} contains no report; put files there ({kinds}) or set CORPUS_DIR.",
            code="folder_empty",
            folder=folder,
            kinds=kinds,
        )
    return files


def report_files_if_any(folder: Path) -> tuple[Path, ...]:
    """The files to read; none if the folder is missing or empty."""
    try:
        return report_files(folder)
    except EmptyCorpus:
        return ()


def _is_report(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES and not is_left_alone(path)


def is_left_alone(path: Path) -> bool:
    """Whether the name of a file says that it is not a report: hidden, Word's lock file, README, LICENSE and the
    like."""
    return path.name.startswith((".", "~$")) or path.stem.lower() in _NOT_REPORTS


def reading_fingerprint(folder: Path) -> str:
    """All that makes reports of the files in a folder: the versions of the code, and what is corrected there.

    Raises:
        ReportError: the corrections cannot be read.
    """
    corrected = corrections_fingerprint(folder)
    return f"{reader_version()}+{corrected}" if corrected else reader_version()


def is_corrected_alike(reader: str, folder: Path) -> bool:
    """Whether a reading was made with the corrections that the folder holds now."""
    return reader.partition("+")[2] == corrections_fingerprint(folder)


def stamp(path: Path) -> Stamp:
    """The stamp that tells one content of a file from another."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return Stamp(shown_name(path), "")
        return Stamp(shown_name(path), hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError:
        return Stamp(shown_name(path), "")


def shown_name(path: Path) -> str:
    """The file's name; where it is not UTF-8, as its bytes read in the encoding that archives from Windows use."""
    name = path.name.encode("utf-8", "surrogateescape")
    return name.decode("gb18030", "replace") if is_misnamed(path) else path.name


def is_misnamed(path: Path) -> bool:
    """Whether the bytes of the file's name are not UTF-8; no database keeps such a name."""
    return any("\ud800" <= character <= "\udfff" for character in path.name)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a file of the folder is a link to what lies elsewhere: nobody put that there to be read by all."""
    inside = folder.resolve()
    return path.is_symlink() and path.parent.resolve() == inside and not path.resolve().is_relative_to(inside)


def put(content: bytes, target: Path) -> None:
    """Write a report file so that it is there whole or not at all.

    Raises:
        CorpusError: the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with writing_whole(target) as file:
            file.write(content)
    except OSError as exc:
        raise CorpusError(
            "{file} cannot be written ({reason}); check the folder's permissions.",
            code="file_unwritable",
            file=target,
            reason=exc.strerror,
        ) from exc


class Attic(NamedTuple):
    """The place of files that left the corpus folder."""

    folder: Path
    most: int
    """Files that are kept: the latest."""


def set_aside(files: Sequence[Path], attic: Attic) -> None:
    """Copy report files there, under names that are free; the oldest make room, but none of these.

    Raises:
        CorpusError: they cannot be copied.
    """
    folder = attic.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy2(file, _free(folder / file.name))
        kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_ctime_ns)  # of the copy, not of the file
        for old in kept[: -max(attic.most, len(files))]:
            old.unlink()
    except OSError as exc:
        raise CorpusError(
            "The old files cannot be kept in {folder} ({reason}); check its permissions.",
            code="old_files_unwritable",
            folder=folder,
            reason=exc.strerror,
        ) from exc


def take_out(files: Iterable[Path]) -> None:
    """Remove files from the corpus folder.

    Raises:
        CorpusError: they cannot be removed.
    """
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as exc:
        raise CorpusError(
            "{file} cannot be removed ({reason}); check the folder's permissions.",
            code="file_unremovable",
            file=exc.filename,
            reason=exc.strerror,
        ) from exc


def sweep(folder: Path) -> None:
    """Remove what was being written when the program was killed."""
    take_out(folder.glob(f".*{UNFINISHED}"))


def _free(path: Path) -> Path:
    count = 1
    free = path
    while free.exists():
        count += 1
        free = path.with_stem(f"{path.stem} ({count})")
    return free
