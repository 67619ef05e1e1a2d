"""The text of a setting -> its value, or a ValueError that says what it must be. Looks at most for a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

from pydantic import BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from rag.settings import SEEDS, shipped

_PASSWORD = re.compile(r"://[^:@/?#]*:(?P<password>.*)@")
_PASSWORD_NAMES = frozenset({"password", "passwd", "sslpassword"})


DEFAULT_TIME_ZONE = "Asia/Shanghai"
"""Known also where there are no tables of time zones."""


class Listen(NamedTuple):
    """The address at which a server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_time_zone(value: str) -> str:
    if value != DEFAULT_TIME_ZONE and value not in available_timezones():
        raise ValueError("a time zone such as Asia/Shanghai or Europe/Berlin")
    return value


def read_bot_token(value: str) -> str:
    if not re.fullmatch(r"[\w:-]+", value, re.ASCII):
        raise ValueError("a bot token as BotFather gives it, such as 123456:ABC-DEF")
    return value


def read_url(value: str) -> str:
    if not _is_address(value) or re.search(r"[\s\ud800-\udfff]", value):
        raise ValueError("an address such as http://127.0.0.1:8000 or http://[::1]:8000")
    return value.rstrip("/")


def _is_address(url: str) -> bool:
    """False also for a port that is not one, and for half an IPv6 address."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def read_database_url(value: str) -> str:
    if not re.match(r"[a-z][a-z0-9_]*(\+[a-z0-9_]+)?://[^\0\ud800-\udfff]*$", value):
        raise ValueError("a database address such as postgresql+psycopg://user:password@host/name")
    if not value.partition("://")[2].startswith("/") and value.partition("?")[0].count("@") > 1:
        raise ValueError("a database address in which an @ of the password is written as %40")
    return value


def secrets_in(values: Iterable[object]) -> tuple[str, ...]:
    """The secrets among the values of settings, and the passwords in their addresses."""
    held = list(values)
    single = [one for value in held for one in (value if isinstance(value, tuple) else (value,))]
    secrets = [value.get_secret_value() for value in single if isinstance(value, SecretStr)]
    addresses = [value for value in (*held, *secrets) if isinstance(value, str) and "://" in value]
    return (*secrets, *(password for address in addresses for password in passwords_in(address)))


def passwords_in(url: str) -> tuple[str, ...]:
    """The passwords in an address, as they are written and as they are meant."""
    found = _PASSWORD.search(url)
    written = {found["password"]} if found else set()
    written |= {value for name, value in parse_qsl(url.partition("?")[2]) if name in _PASSWORD_NAMES}
    return tuple(sorted({form for password in written for form in (password, unquote(password)) if form}))


def read_user_ids(value: str) -> tuple[int, ...]:
    ids = [part.strip() for part in value.split(",") if part.strip()]
    if not all(re.fullmatch(r"[1-9]\d{0,18}", part, re.ASCII) for part in ids):
        raise ValueError("Telegram user ids, numbers separated by commas")
    return tuple(map(int, ids))


def read_chat_id(value: str) -> int:
    if not re.fullmatch(r"-?[1-9]\d{0,18}", value, re.ASCII):
        raise ValueError("the id of a Telegram chat, a number such as -1001234567890")
    return int(value)


def read_count(value: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII):
        raise ValueError("a number from 1 to 9999")
    return int(value)


def read_listen(value: str) -> Listen:
    host, _, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not re.fullmatch(r"\d{1,5}", port, re.ASCII) or not 0 < int(port) < 65536:
        raise ValueError("a host and a port such as 127.0.0.1:8443")
    return Listen(host, int(port))


def read_webhook_secret(value: str) -> str:
    if not re.fullmatch(r"[\w-]{1,256}", value, re.ASCII):
        raise ValueError("1 to 256 characters of A-Z, a-z, 0-9, _ and -")
    return value


def read_keys(value: str) -> tuple[str, ...]:
    keys = tuple(part.strip() for part in value.split(",") if part.strip())
    if not all(re.fullmatch(r"[\w.~+/=-]{16,256}", key, re.ASCII) for key in keys):
        raise ValueError("keys of at least 16 characters of A-Z, a-z, 0-9 and ._~+/=-, separated by commas")
    return keys


def read_model(value: str) -> str:
    if not re.fullmatch(r"[\w-]+:\S+", value):
        raise ValueError("provider:model, such as openai:gpt-4o-mini")
    return value


def read_embedding_model(value: str) -> str:
    if value != "local" and not re.fullmatch(r"[\w-]+:\S+", value):
        raise ValueError("local, or provider:model such as openai:text-embedding-3-small")
    return value


def read_seconds(value: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII) or not 0 < float(value) <= 3600:
        raise ValueError("a number of seconds above 0 and up to 3600")
    return float(value)


def read_path(value: str) -> Path:
    if re.search(r"[\0\ud800-\udfff]", value):
        raise ValueError("a path in UTF-8")
    return Path(value).expanduser()


def read_report_folder(value: Path | str) -> Path:
    """A setting; or, of the default, the folder that is there."""
    if isinstance(value, str):
        return read_path(value)
    return value if value.is_dir() or not shipped(SEEDS).is_dir() else shipped(SEEDS)


def read_data_folder(value: Path | str) -> Path:
    """A setting; or, of the default, ``data`` beside ``seeds``, and elsewhere a folder of the person's own."""
    if isinstance(value, str):
        return read_path(value)
    if value.is_dir() or Path(SEEDS).is_dir():
        return value
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "wenbao"


def read_log_level(value: str) -> str:
    if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("DEBUG, INFO, WARNING or ERROR")
    return value.upper()


def read_switch(value: str) -> str:
    if value.lower() not in ("on", "off"):
        raise ValueError("on or off")
    return value.lower()


def read_log_format(value: str) -> str:
    if value.lower() not in ("console", "json"):
        raise ValueError("console or json")
    return value.lower()


Address = Annotated[Listen, NoDecode, BeforeValidator(read_listen)]
AddressIfAny = Annotated[Listen | None, NoDecode, BeforeValidator(read_listen)]
BotToken = Annotated[SecretStr, BeforeValidator(read_bot_token)]
ChatId = Annotated[int, BeforeValidator(read_chat_id)]
Count = Annotated[int, BeforeValidator(read_count)]
DataFolder = Annotated[Path, BeforeValidator(read_data_folder)]
DatabaseUrl = Annotated[SecretStr, BeforeValidator(read_database_url)]
EmbeddingModel = Annotated[str, BeforeValidator(read_embedding_model)]
Keys = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(read_keys)]
LogFormat = Annotated[Literal["console", "json"], BeforeValidator(read_log_format)]
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(read_log_level)]
Model = Annotated[str, BeforeValidator(read_model)]
ReportFolder = Annotated[Path, BeforeValidator(read_report_folder)]
Seconds = Annotated[float, BeforeValidator(read_seconds)]
Switch = Annotated[Literal["on", "off"], BeforeValidator(read_switch)]
TimeZone = Annotated[str, BeforeValidator(read_time_zone)]
Url = Annotated[str, BeforeValidator(read_url)]
UserIds = Annotated[tuple[int, ...], NoDecode, BeforeValidator(read_user_ids)]
WebhookSecret = Annotated[SecretStr, BeforeValidator(read_webhook_secret)]
