"""Every fixed sentence users read, in Chinese and in English. Pure."""

from __future__ import annotations

from bot.texts.en import EN
from bot.texts.user_texts import Texts
from bot.texts.zh import ZH

__all__ = ["EN", "ZH", "Texts", "texts_for"]


def texts_for(language_code: str | None) -> Texts:
    """English for clients that say so (IETF tag, ``en`` or ``en-…``), else Chinese."""
    return EN if language_code and language_code.lower().startswith("en") else ZH
