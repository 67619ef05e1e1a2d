"""Report files -> the reports among them that can be read, and why the others are left out."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rag.documents.loader import load_report
from rag.documents.metadata_overrides import Correction
from rag.documents.reading_limits import Limits, OverTime, limited
from rag.documents.report_folder import Unread, is_misnamed, leads_out, shown_name, stamp
from rag.errors import ReportError
from rag.index.searchable_corpus import outline_of
from rag.types import Outline, Report


class Readings(NamedTuple):
    """The results of reading files, in their order."""

    files: tuple[Path, ...]
    """Those of ``reports``."""
    reports: tuple[Report, ...]
    outlines: tuple[Outline, ...]
    """The outlines of the reports."""
    unread: tuple[Unread, ...]


class _Reading(NamedTuple):
    path: Path
    report: Report | None
    outline: Outline | None
    unread: Unread | None = None


def read_files(
    files: Sequence[Path],
    corrections: Mapping[str, Correction],
    folder: Path,
    *,
    distinct: bool = True,
    limits: Limits = Limits(),  # noqa: B008  # a value
) -> Readings:
    """Read each file for itself, within limits of its own; links in ``folder`` that lead out of it are refused.
    ``distinct``: of several files with the same report only the first is kept."""
    readings = [_read(path, corrections.get(path.name), folder, limits) for path in files]
    if distinct:
        readings = list(_without_doubles(readings))
    kept = [reading for reading in readings if reading.report]
    return Readings(
        tuple(reading.path for reading in kept),
        tuple(reading.report for reading in kept if reading.report),
        tuple(reading.outline for reading in kept if reading.outline),
        tuple(reading.unread for reading in readings if reading.unread),
    )


def _read(path: Path, correction: Correction | None, folder: Path, limits: Limits) -> _Reading:
    try:
        _refuse_name(path)
        _refuse_link(path, folder)
        with limited(limits):
            report = load_report(path, correction)
            outline = outline_of(report)
    except OverTime:
        return _Reading(path, None, None, Unread(stamp(path), _takes_too_long(path, limits)))
    except MemoryError:
        return _Reading(path, None, None, Unread(stamp(path), _takes_too_much(path, limits)))
    except ReportError as exc:
        error = _takes_too_much(path, limits) if isinstance(exc.__cause__, MemoryError) else exc
        return _Reading(path, None, None, Unread(stamp(path), error))
    except Exception as exc:  # noqa: BLE001  # whatever one file does to a reader, the others are read
        error = ReportError(
            "{file} cannot be understood ({kind}); save it in another format, or leave it out.",
            code="not_understood",
            file=shown_name(path),
            kind=type(exc).__name__,
        )
        return _Reading(path, None, None, Unread(stamp(path), error, traceback.format_exc()))
    return _Reading(path, report, outline)


def _takes_too_long(path: Path, limits: Limits) -> ReportError:
    return ReportError(
        "{file} takes longer than {seconds} seconds to read; send only the text of the report.",
        code="takes_too_long",
        file=shown_name(path),
        seconds=round(limits.processor),
    )


def _takes_too_much(path: Path, limits: Limits) -> ReportError:
    return ReportError(
        "{file} takes more than {megabytes} MB of memory to read; send only the text of the report.",
        code="takes_too_much_memory",
        file=shown_name(path),
        megabytes=limits.memory // 2**20,
    )


def _refuse_name(path: Path) -> None:
    if is_misnamed(path):
        raise ReportError(
            "The file name {file} is not UTF-8; rename the file.", code="misnamed_file", file=shown_name(path)
        )


def _refuse_link(path: Path, folder: Path) -> None:
    if leads_out(path, folder):
        raise ReportError(
            "{file} is a link to a file outside the corpus folder; copy the report itself there.",
            code="link_out",
            file=path.name,
        )


def _without_doubles(readings: Iterable[_Reading]) -> Iterator[_Reading]:
    first: dict[str, Report] = {}
    for reading in readings:
        report = reading.report
        if report is None or report.name not in first:
            if report:
                first[report.name] = report
            yield reading
            continue
        error = ReportError(
            "{files} are the same report, {report}; keep only one of them in the corpus folder.",
            code="same_report",
            files=f"{first[report.name].file}, {report.file}",
            report=report.name,
        )
        yield _Reading(reading.path, None, None, Unread(stamp(reading.path), error))
