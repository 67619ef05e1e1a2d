"""The environment -> the language of the terminal."""

from __future__ import annotations

import os

from bot.texts import EN, ZH, Texts, texts_for


def texts_here() -> Texts:
    """The language that is spoken around answers: as in Telegram, English where the terminal says so."""
    return texts_for(_locale())


def command_texts_here() -> Texts:
    """The language of help and of what commands say: Chinese where the locale is Chinese, and English otherwise."""
    return ZH if _locale().lower().startswith("zh") else EN


def _locale() -> str:
    """The language of the terminal, as POSIX orders the variables that name it, and GNU's before all where it lists
    any; empty where none does."""
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    locale = next(filter(None, named), "")
    is_set = locale.partition(".")[0] not in ("", "C", "POSIX")  # else GNU does not look at LANGUAGE
    return (os.environ.get("LANGUAGE", "").partition(":")[0] if is_set else "") or locale
