"""A picture that was sent -> the words in it, or a sentence that says why there are none."""

from __future__ import annotations

from typing import NamedTuple

from telegram import Document, PhotoSize
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.texts import Texts
from bot.texts.selection import error_sentence
from rag.documents.recognition import recognise
from rag.errors import ReportError

LARGEST = int(FileSizeLimit.PHOTOSIZE_UPLOAD)
"""Bytes; Telegram takes no larger photos, and pictures sent as files need not be larger."""

Picture = PhotoSize | Document


class PictureWords(NamedTuple):
    """The words of a picture, or the reason why there are none; the other is empty."""

    words: str = ""
    fault: str = ""


async def read_picture(picture: Picture, jobs: HeavyJobs, person: str, texts: Texts) -> PictureWords:
    """Download it, and recognise the words after the earlier heavy jobs of the same person."""
    if (picture.file_size or 0) > LARGEST:
        return _too_large(texts)
    try:
        data = bytes(await (await picture.get_file()).download_as_bytearray())
    except TelegramError:
        return PictureWords(fault=texts.picture_not_fetched)
    if len(data) > LARGEST:
        return _too_large(texts)
    try:
        words = await jobs.run(person, recognise, data)
    except ReportError as exc:
        return PictureWords(fault=error_sentence(exc, texts.admin))
    return PictureWords(words) if words else PictureWords(fault=texts.picture_without_words)


def _too_large(texts: Texts) -> PictureWords:
    return PictureWords(fault=texts.picture_too_large.format(megabytes=LARGEST // 1_000_000))
