"""A correction that an admin makes -> the same lines of CORPUS_DIR/reports.toml, everything else as it was."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from rag.documents.metadata_overrides import FILE
from rag.documents.report_folder import put

_HEADER = re.compile(r"\s*\[[^\[\]]{1,300}\]\s*(?:#.{0,200})?")

Value = str | int


def write_correction(folder: Path, file: str, values: Mapping[str, Value]) -> None:
    """Say this of the report in ``file``, by the keys of ``Correction``.

    Raises:
        CorpusError: the folder cannot be written.
    """
    path = folder / FILE
    before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    put(correct(before, file, values).encode(), path)


def correct(text: str, file: str, values: Mapping[str, Value]) -> str:
    """The text of the file with these values in the table of a report, in place of those that it has. Pure."""
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if _names(line, file)), None)
    said = [f"{key} = {_written(value)}" for key, value in values.items()]
    if start is None:
        return "\n".join([*lines, *([""] if lines else []), f"[{json.dumps(file, ensure_ascii=False)}]", *said, ""])
    end = next((at for at in range(start + 1, len(lines)) if _HEADER.fullmatch(lines[at])), len(lines))
    kept = [line for line in lines[start + 1 : end] if line.partition("=")[0].strip() not in values]
    return "\n".join([*lines[: start + 1], *said, *kept, *lines[end:], ""])


def _names(line: str, file: str) -> bool:
    """It opens the table of this file, in whatever quotes."""
    if not _HEADER.fullmatch(line):
        return False
    try:
        return file in tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False


def _written(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
