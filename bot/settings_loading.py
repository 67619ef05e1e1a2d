"""Environment and `.env` -> Settings, or an error that names the setting at fault.

A mistyped name must not be passed over in silence. In `.env`, which is ours, every name that begins as a setting does
and is none is refused. In the environment, which is shared, so are those that begin as only our settings do (`LLM_`,
`CHROMA_`, …); those that begin with an everyday word (`LOG_DIR`, `DATABASE_HOST`) are refused only where they look like
a setting mistyped (`LOG_LEVL`).
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from io import StringIO

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import ValidationError

from bot.settings import ENV_FILE, NAMES, Settings
from rag.errors import SettingsError

_EVERYDAY = ("ADMIN_", "CHAT_", "DATABASE_", "DATA_", "KEEP_", "LOG_", "METRICS_", "QUEUE_")
_ALIKE = 0.8  # of difflib's ratio: one or two letters of a name
_PREFIXES = tuple(dict.fromkeys(f"{name.partition('_')[0]}_" for name in NAMES))


def load_settings() -> Settings:
    """The settings of this process. What `.env` holds for others (a provider's key) is put into the environment.

    Raises:
        SettingsError: a setting is unknown, malformed or missing; the message names it and never shows its value.
    """
    written = _read_env_file()
    for name in written:
        _refuse_mistyped(name, everyday_too=True)
    for name in os.environ:
        if name.upper().startswith(_PREFIXES):
            _refuse_mistyped(name, everyday_too=False)
    try:
        settings = Settings()
    except ValidationError as exc:
        raise _refusal(exc) from exc
    for name, value in written.items():
        if name.upper() not in NAMES:
            os.environ.setdefault(name, value or "")
    return settings


def _read_env_file() -> dict[str, str | None]:
    try:
        content = ENV_FILE.read_text(encoding="utf-8") if ENV_FILE.exists() else ""
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError(
            "{file} cannot be read as UTF-8 text; correct or remove it.", code="env_unreadable", file=ENV_FILE
        ) from exc
    for binding in parse_stream(StringIO(content)):
        if binding.error or (binding.key and binding.value is None):
            raise SettingsError(
                "Line {line} of {file} is not NAME=value; correct it.",
                code="env_malformed",
                line=binding.original.line,
                file=ENV_FILE,
            )
    return dotenv_values(stream=StringIO(content))


def _refuse_mistyped(name: str, *, everyday_too: bool) -> None:
    """Raise for a name that only looks like a setting, by its beginning or by its likeness."""
    known = name.upper()
    if known in NAMES:
        return
    alike = get_close_matches(known, NAMES, n=1, cutoff=_ALIKE)
    if alike:
        raise SettingsError(
            "{name} is not a setting of wenbao; did you mean {alike}?",
            code="setting_misspelt",
            name=name,
            alike=alike[0],
        )
    if known.startswith(_PREFIXES) and (everyday_too or not known.startswith(_EVERYDAY)):
        raise SettingsError(
            "{name} is not a setting of wenbao; remove it, or see docs/settings.md.", code="setting_unknown", name=name
        )


def _refusal(exc: ValidationError) -> SettingsError:
    first = exc.errors(include_url=False, include_input=False)[0]
    reason = str(first.get("ctx", {}).get("error", first["msg"]))
    name = "".join(map(str, first["loc"][:1])).upper()
    if not name:
        return SettingsError("{reason}", code="settings_disagree", reason=reason)
    return SettingsError(
        "{name} must be {reason}; correct it in the environment or in {file}.",
        code="setting_malformed",
        name=name,
        reason=reason,
        file=ENV_FILE,
    )
