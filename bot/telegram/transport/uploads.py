"""A document that was sent -> a file to be read, or why it is none."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from telegram import Document
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.texts import AdminTexts
from rag.documents.formats.registry import SUFFIXES
from rag.errors import WenbaoError

_LONGEST_NAME = 180  # bytes: file systems allow 255, of which ours append some
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')


class NotAReport(WenbaoError):
    """The file cannot be taken; the message is a sentence of ``bot.texts``."""


async def download(document: Document, folder: Path, told: AdminTexts) -> Path:
    """Save a document in ``folder`` under a name that is safe there.

    Raises:
        NotAReport: it is of another kind, too large, or could not be had.
    """
    name = safe_name(document.file_name or "")
    if PurePath(name).suffix.lower() not in SUFFIXES:
        raise NotAReport(told.kinds.format(kinds=" ".join(sorted(SUFFIXES))))
    if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise NotAReport(told.too_large.format(megabytes=FileSizeLimit.FILESIZE_DOWNLOAD // 1_000_000))
    try:
        file = await document.get_file()
        return await file.download_to_drive(folder / name)
    except TelegramError as exc:
        raise NotAReport(told.not_downloaded) from exc


def safe_name(name: str) -> str:
    """The last part of a path, visible, of bounded length, with its ending."""
    path = PurePath(_UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip().lstrip(".~$") or "_")
    suffix = _head(path.suffix, _LONGEST_NAME)
    return _head(path.stem, _LONGEST_NAME - len(suffix.encode())) + suffix


def _head(words: str, room: int) -> str:
    """The beginning of the name: as many whole characters as have room, in bytes."""
    return words.encode()[:room].decode(errors="ignore")
