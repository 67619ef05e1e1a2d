"""CORPUS_DIR -> the report files in it, and what changes there when a report is added or removed."""

from __future__ import annotations

import hashlib
import shutil
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from rag.errors import CorpusError, EmptyCorpus, ReportError
from rag.files import writing_whole

SUFFIXES = frozenset({".txt", ".md", ".docx", ".pdf", ".html", ".htm"})
"""Those of ``rag.load``, which takes 0.3 s to import; a test keeps them equal."""
_NOT_REPORTS = frozenset({"readme", "license", "licence", "notice", "changelog"})


class Stamp(NamedTuple):
    """A file as it was when it was read."""

    file: str
    sha256: str


def report_files(folder: Path) -> tuple[Path, ...]:
    """The files to read, by name: those of a readable format, without hidden ones, README and LICENSE.

    Raises:
        EmptyCorpus: the folder is missing, or holds no such file.
    """
    try:
        files = tuple(sorted(path for path in folder.iterdir() if _is_report(path)))
    except FileNotFoundError as exc:
        raise EmptyCorpus(f"The corpus folder {folder} does not exist; make it or set CORPUS_DIR.") from exc
    except OSError as exc:
        raise CorpusError(f"The corpus folder {folder} cannot be read ({exc.strerror}); check its rights.") from exc
    if not files:
        kinds = ", ".join(sorted(SUFFIXES))
        raise EmptyCorpus(f"The corpus folder {folder} holds no report; put files there ({kinds}) or set CORPUS_DIR.")
    return files


def _is_report(path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix.lower() in SUFFIXES
        and not path.name.startswith((".", "~$"))
        and path.stem.lower() not in _NOT_REPORTS
    )


def reader_fingerprint() -> str:
    """16 hexadecimal digits of the code that turns files into reports: a changed one may read a file differently."""
    package = Path(str(files("rag")))
    sources = [package / "load.py", package / "facts.py", *sorted((package / "formats").glob("*.py"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:16]


def stamp(path: Path) -> Stamp:
    """What tells one content of a file from another.

    Raises:
        ReportError: it cannot be read.
    """
    try:
        return Stamp(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError as exc:
        raise ReportError(f"{path.name} cannot be read ({exc.strerror}); check the file and its rights.") from exc


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
        raise CorpusError(f"{target} cannot be written ({exc.strerror}); check the folder's rights.") from exc


def set_aside(path: Path, folder: Path) -> None:
    """Move a report file out of the corpus into ``folder``, under a name that is free there.

    Raises:
        CorpusError: the file cannot be moved.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(path, _free(folder / path.name))
    except OSError as exc:
        raise CorpusError(f"{path} cannot be moved to {folder} ({exc.strerror}); check their rights.") from exc


def _free(path: Path) -> Path:
    count = 1
    free = path
    while free.exists():
        count += 1
        free = path.with_stem(f"{path.stem} ({count})")
    return free
