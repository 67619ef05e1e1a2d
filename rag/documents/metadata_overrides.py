"""CORPUS_DIR/reports.toml -> corrections for reports whose files state their metadata wrongly, or not at all.

One table for a file, by its name:

    ["2025.docx"]
    title = "湖山区2025年政府工作报告"
    region = "湖山区"
    year = 2025
    delivered = 2024-12-23
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

from rag.errors import ReportError

FILE = "reports.toml"
_EARLIEST, _LATEST = 1900, 2200
_LONGEST = 200
_KINDS = {"year": "a year such as 2025", "delivered": "a date such as 2024-12-23"}


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of what a report says of itself; None leaves that."""

    title: str | None = None
    body: str | None = None
    region: str | None = None
    speaker: str | None = None
    year: int | None = None
    delivered: date | None = None


def load_corrections(folder: Path) -> Mapping[str, Correction]:
    """The corrections by file name; none where there is no such file.

    Raises:
        ReportError: it cannot be read, or says something that is nowhere asked.
    """
    try:
        tables = tomllib.loads(_read(folder).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ReportError(
            "{toml} in the corpus folder is not TOML in UTF-8 ({reason}); correct or remove it.",
            code="overrides_malformed",
            toml=FILE,
            reason=exc,
        ) from exc
    return {name: _correction(name, table) for name, table in tables.items()}


def corrections_fingerprint(folder: Path) -> str:
    """16 hexadecimal digits of what the file holds; empty where there is none.

    Raises:
        ReportError: it cannot be read.
    """
    content = _read(folder)
    return hashlib.sha256(content).hexdigest()[:16] if content else ""


def _read(folder: Path) -> bytes:
    try:
        return (folder / FILE).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as exc:
        raise ReportError(
            "{toml} in the corpus folder cannot be read ({reason}); check its permissions.",
            code="overrides_unreadable",
            toml=FILE,
            reason=exc.strerror,
        ) from exc


def _correction(name: str, table: object) -> Correction:
    keys = [field.name for field in fields(Correction)]
    if not isinstance(table, dict) or not set(table) <= set(keys):
        raise ReportError(
            '{toml} may only set {keys} under ["{file}"]; correct it.',
            code="overrides_unknown_key",
            toml=FILE,
            file=name,
            keys=", ".join(keys),
        )
    for key, value in table.items():
        if not _fits(key, value):
            raise ReportError(
                '{toml} must give {kind} as the {key} of "{file}"; correct it.',
                code="overrides_wrong_value",
                toml=FILE,
                kind=_KINDS.get(key, "a text in quotes"),
                key=key,
                file=name,
            )
    return Correction(**table)


def _fits(key: str, value: object) -> bool:
    if key == "year":
        return isinstance(value, int) and not isinstance(value, bool) and _EARLIEST <= value <= _LATEST
    if key == "delivered":
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST and value.isprintable()
