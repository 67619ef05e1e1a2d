"""Folders and files -> the report files in them, by the name of their report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rag.documents.report_folder import report_files


def find_reports(paths: Iterable[Path]) -> dict[str, Path]:
    """By the name of the report, which is that of the file; "" for the first: of questions that name none."""
    files = [file for path in paths for file in (report_files(path) if path.is_dir() else [path])]
    return {"": files[0], **{file.stem: file for file in files}}
