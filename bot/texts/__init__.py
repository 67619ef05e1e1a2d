"""Every fixed text that people read, in Chinese and in English. Pure.

Each language has a package, with the same modules. To add a text, give it a name in a module of ``zh`` and the same
name in that of ``en``. What is filled in has a name in braces: ``"There is only one report: {name}."`` is used as
``texts.only_report.format(name=…)``. A text whose words depend on a number is a method, with the same parameters in
every language. The Chinese sentence of an error stands in ``zh/errors.py``, by the code of the error. The tests fail if
a language lacks a name, or if names in braces differ, between languages or from what is filled in.
"""

from __future__ import annotations

from bot.texts.en.texts import EnglishTexts
from bot.texts.zh.admin import AdminTexts
from bot.texts.zh.commands import CommandTexts
from bot.texts.zh.texts import Texts

__all__ = ["EN", "ZH", "AdminTexts", "CommandTexts", "Texts", "texts_for"]

ZH, EN = Texts(), EnglishTexts()


def texts_for(language_code: str | None) -> Texts:
    """English for clients that say so (IETF tag, ``en`` or ``en-…``), else Chinese."""
    return EN if language_code and language_code.lower().startswith("en") else ZH
