"""The files of a folder -> a list of their checksums, kept beside them; later, whether they are still the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

LIST = "checksums.json"

IsKept = Callable[[Path], bool]
"""Whether a file matters; of others no checksum is taken."""


def _all(_path: Path) -> bool:
    return True


def write_checksums(folder: Path, is_kept: IsKept = _all) -> None:
    """List the files as they are now. Whatever is changed, added or removed from here on is damage.

    Raises:
        OSError: a file cannot be read, or the list cannot be written.
    """
    (folder / LIST).write_text(json.dumps(_checksums(folder, is_kept), indent=1), encoding="utf-8")


def altered_file(folder: Path, is_kept: IsKept = _all) -> str | None:
    """The first file that is not as it was listed, by its path in the folder; None where all are."""
    try:
        listed = json.loads((folder / LIST).read_bytes())
        found = _checksums(folder, is_kept)
    except (OSError, ValueError, RecursionError):
        return LIST
    if not isinstance(listed, dict):
        return LIST
    return next((name for name in sorted({*listed, *found}) if listed.get(name) != found.get(name)), None)


def _checksums(folder: Path, is_kept: IsKept) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): _checksum(path) for path in files if is_kept(path)}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
