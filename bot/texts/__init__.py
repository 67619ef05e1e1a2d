"""Every fixed text that people read, in Chinese and in English. Pure.

To add a text, give it a name in ``zh.py`` (``zh_admin.py`` for admins), and the same name in ``en.py`` or
``en_admin.py``. What is filled in has a name in braces: ``"There is only one report: {name}."`` is used as
``texts.only_report.format(name=…)``. A text whose words depend on a number is a method, with the same parameters in
every language. The help and the lines of ``wenbao`` stand in ``terminal``, in the same way. The Chinese sentence of an
error stands in ``zh_errors.py``, by the code of the error. The tests fail if a language lacks a name, or if names in
braces differ, between languages or from what is filled in.
"""

from __future__ import annotations

from bot.texts.en import EnglishTexts
from bot.texts.terminal.zh_commands import CommandTexts
from bot.texts.zh import Texts
from bot.texts.zh_admin import AdminTexts

__all__ = ["EN", "ZH", "AdminTexts", "CommandTexts", "Texts", "texts_for"]

ZH, EN = Texts(), EnglishTexts()


def texts_for(language_code: str | None) -> Texts:
    """English for clients that say so (IETF tag, ``en`` or ``en-…``), else Chinese."""
    return EN if language_code and language_code.lower().startswith("en") else ZH
