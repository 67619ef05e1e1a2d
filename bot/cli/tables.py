"""Values of the corpus -> lines for a person who looks after it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.printable import printable

if TYPE_CHECKING:
    from rag.changes import Change
    from rag.corpus import CorpusStatus
    from rag.records import VersionRecord
    from rag.types import Report

_SHOWN = 20  # sentences of a change; --json has them all

_WHY = {
    "first": "The next start indexes the reports for the first time.",
    "files": "The files in CORPUS_DIR have changed; the next start or reload takes them over.",
    "program": "The program or the embedding model has changed; the next start indexes again.",
}


def status_lines(status: CorpusStatus) -> str:
    served = [_version_line(status.current)] if status.current else ["No version is served yet."]
    reports = [f"  {report.name}  ({report.file})  {_told_of(report)}".rstrip() for report in status.reports]
    kept = [f"{status.kept} of the versions can be served; see wenbao corpus list."] if status.kept else []
    next_ = [status.problem] if status.problem else [_WHY[status.why]] if status.why else []
    return printable("\n".join([*served, *reports, *kept, *next_]))


def _told_of(report: Report) -> str:
    """What was understood of a report, to be corrected in reports.toml where it is wrong."""
    delivered = report.delivered.isoformat() if report.delivered else None
    known = (report.region, report.year, report.body, delivered, report.speaker)
    return ", ".join(str(value) for value in known if value)


def version_lines(versions: Sequence[VersionRecord], current: int | None) -> str:
    lines = [f"{'*' if version.number == current else ' '} {_version_line(version)}" for version in versions]
    return printable("\n".join(lines or ["No version is served yet."]))


def _version_line(version: VersionRecord) -> str:
    return f"Version {version.number} of {version.made:%Y-%m-%d %H:%M} UTC, {version.sentences} sentences, {version.id}"


def change_lines(change: Change) -> str:
    parts = (
        ("+ report ", change.reports_added),
        ("- report ", change.reports_removed),
        ("~ report ", change.reports_changed),
        ("- ", change.sentences_removed),
        ("+ ", change.sentences_added),
    )
    changes = [line for mark, words in parts for line in _some(mark, words)]
    return printable("\n".join([*changes, _outcome(change)]))


def _some(mark: str, words: Sequence[str]) -> list[str]:
    more = [f"  … and {len(words) - _SHOWN} more"] if len(words) > _SHOWN else []
    return [f"{mark}{' '.join(line.split())}" for line in words[:_SHOWN]] + more


def _outcome(change: Change) -> str:
    if change.new is not None and change.new != change.old:
        return f"Version {change.new} is served now."
    return "Nothing has been published; this is what would change." if not change.empty else "Nothing has changed."
