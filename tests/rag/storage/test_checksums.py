"""Files that are listed are known again, and so is every change of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.storage.checksums import LIST, altered_file, write_checksums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "level.bin").write_bytes(b"\0" * 100)
    (tmp_path / "chroma.sqlite3").write_bytes(b"rows")
    write_checksums(tmp_path)
    return tmp_path


def flip_a_bit(folder: Path) -> None:
    (folder / "vectors" / "level.bin").write_bytes(b"\0" * 50 + b"\1" + b"\0" * 49)


def cut_off(folder: Path) -> None:
    (folder / "vectors" / "level.bin").write_bytes(b"\0" * 99)


def remove(folder: Path) -> None:
    (folder / "vectors" / "level.bin").unlink()


def test_files_that_are_as_they_were_are_known_again(folder: Path) -> None:
    assert altered_file(folder) is None


@pytest.mark.parametrize("damage", [flip_a_bit, cut_off, remove])
def test_a_file_that_is_not_as_it_was_is_named(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    assert altered_file(folder) == "vectors/level.bin"


def test_a_file_that_was_not_there_is_named(folder: Path) -> None:
    """Such as a journal that a database would take itself back to."""
    (folder / "chroma.sqlite3-journal").write_bytes(b"former rows")
    assert altered_file(folder) == "chroma.sqlite3-journal"


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"[]", b'{"chroma.sqlite3": 1', b"[" * 9999])
def test_a_list_that_cannot_be_read_is_named_itself(folder: Path, content: bytes | None) -> None:
    (folder / LIST).unlink()
    if content is not None:
        (folder / LIST).write_bytes(content)
    assert altered_file(folder) == LIST


def test_a_file_in_place_of_the_folder_has_no_list(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"")
    assert altered_file(tmp_path / "index") == LIST
