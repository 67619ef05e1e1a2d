"""An admin's change of CORPUS_DIR -> the files of the new version, and the edits that the folder needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.documents.report_folder import (
    Attic,
    is_left_alone,
    put,
    report_files,
    report_files_if_any,
    set_aside,
    shown_name,
    take_out,
)
from rag.errors import CorpusError, ReportError
from rag.index.build_process import Built

Read = Callable[[Sequence[Path]], "Built"]
"""Reads report files, each for itself."""


@dataclass(frozen=True, slots=True)
class Edit:
    files: tuple[Path, ...]
    """The files that the new version is read from."""
    added: Path | None = None
    """One of them, that is not in the folder yet."""
    taken: tuple[str, ...] = ()
    """Names of files that leave the folder."""

    @property
    def changes_folder(self) -> bool:
        return self.added is not None or bool(self.taken)


@dataclass(frozen=True, slots=True)
class Reload:
    """Take the folder as it is."""


@dataclass(frozen=True, slots=True)
class Add:
    """Copy a report file into the folder. It takes the place of the file of the same name and of the file with the
    report of the same name."""

    path: Path


@dataclass(frozen=True, slots=True)
class Remove:
    """Move a report's file out of the folder."""

    report: str
    """The report's name, or that of its file, with its folder or without."""


ChangeRequest = Reload | Add | Remove


def make_edit(wish: ChangeRequest, folder: Path, read: Read) -> Edit:
    """Raises:
    EmptyCorpus: a reload of a folder without reports.
    ReportError: the file to be added cannot be read.
    CorpusError: there is no such report to remove, or it is the only one.
    """
    match wish:
        case Reload():
            return Edit(report_files(folder))
        case Add(path):
            return _adding(path, report_files_if_any(folder), read)
        case Remove(report):
            return _removing(report, folder, read)


def _adding(path: Path, there: Sequence[Path], read: Read) -> Edit:
    found = read([path, *there])
    names = {file: report.name for file, report in zip(found.files, found.reports, strict=True)}
    if path not in names:
        raise found.unread[0].error
    if is_left_alone(path):
        raise ReportError("Files named {file} are ignored; rename the file.", code="file_ignored", file=path.name)
    replaced = [file for file in there if names.get(file) == names[path] or file.name == path.name]
    kept = [file for file in there if file not in replaced]
    return Edit((path, *kept), path, tuple(file.name for file in replaced))


def _removing(report: str, folder: Path, read: Read) -> Edit:
    there = report_files_if_any(folder)
    found = read(there)
    named = [file for file, one in zip(found.files, found.reports, strict=True) if one.name == report]
    gone = named or [file for file in there if report == shown_name(file) or Path(report).resolve() == file]
    if not gone:
        raise CorpusError(
            "{folder} contains no report or file named {report}; see wenbao corpus status, or /corpus in Telegram.",
            code="report_unknown",
            folder=folder,
            report=report,
        )
    if set(found.files) <= set(gone):
        raise CorpusError(
            "{report} is the only report; add another one before removing it.", code="only_report", report=report
        )
    return Edit(tuple(file for file in there if file not in gone), None, tuple(file.name for file in gone))


def carry_out(folder: Path, attic: Attic, *, added: str, content: bytes, taken: Sequence[str]) -> None:
    """Do to the folder what was wished; what leaves it is kept in the attic.

    Raises:
        CorpusError: the disk does not let us.
    """
    leaving = [folder / name for name in taken]
    if leaving:
        set_aside(leaving, attic)
    if added:
        put(content, folder / added)
    take_out(file for file in leaving if file.name != added)
