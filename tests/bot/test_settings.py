"""Settings come from the environment and ``.env``; whatever is wrong with one stops the start and is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import NAMES
from bot.settings_fields import Listen
from bot.settings_loading import load_settings
from rag.errors import SettingsError

TOKEN = "123456:AAE-secret_secret_secret_secret_secr"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, and no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_has_to_be_set() -> None:
    Path("seeds").mkdir()
    settings = load_settings()
    assert (settings.corpus_dir, settings.data_dir) == (Path("seeds"), Path("data"))
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert (settings.llm_model, settings.embedding_model, settings.llm_timeout) == (None, "local", 30.0)
    assert (settings.webhook_listen, settings.metrics_listen) == (Listen("127.0.0.1", 8443), None)
    assert (settings.log_level, settings.log_format, settings.admin_ids) == ("INFO", "console", ())


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("TELEGRAM_BOT_TOKEN", TOKEN, SecretStr(TOKEN)),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("ADMIN_IDS", "1, 22,333 ,", (1, 22, 333)),
        ("WEBHOOK_LISTEN", "[::1]:443", Listen("::1", 443)),
        ("WEBHOOK_LISTEN", "0.0.0.0:8443", Listen("0.0.0.0", 8443)),  # noqa: S104
        ("LLM_MODEL", "openai:deepseek-chat", "openai:deepseek-chat"),
        ("LLM_TIMEOUT", "2.5", 2.5),
        ("LLM_EVIDENCE", "3000", 3000),
        ("EMBEDDING_MODEL", "openai:text-embedding-3-small", "openai:text-embedding-3-small"),
        ("EMBEDDING_BASE_URL", "http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1"),
        ("EMBEDDING_API_KEY", "sk-key", SecretStr("sk-key")),
        ("CHROMA_URL", "https://chroma.example:8000", "https://chroma.example:8000"),
        ("CHROMA_URL", "http://[::1]:8000/", "http://[::1]:8000"),
        ("DATABASE_URL", "sqlite:////srv/a@b@c/wenbao.db", SecretStr("sqlite:////srv/a@b@c/wenbao.db")),
        ("DATABASE_URL", "postgresql+psycopg://u:p@h/n", SecretStr("postgresql+psycopg://u:p@h/n")),
        ("DATA_DIR", "/srv/wenbao", Path("/srv/wenbao")),
        ("METRICS_LISTEN", "localhost:9000", Listen("localhost", 9000)),
        ("TIMEZONE", "Europe/Berlin", "Europe/Berlin"),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "JSON", "json"),
    ],
)
def test_a_setting_is_read(monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(load_settings(), name.lower()) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "a token"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("ADMIN_IDS", "1,@someone"),
        ("ADMIN_IDS", "-1"),
        ("WEBHOOK_LISTEN", "8443"),
        ("WEBHOOK_LISTEN", "127.0.0.1:70000"),
        ("WEBHOOK_SECRET", "with space"),
        ("LLM_MODEL", "gpt"),
        ("LLM_BASE_URL", "localhost:11434"),
        ("LLM_TIMEOUT", "soon"),
        ("LLM_TIMEOUT", "0"),
        ("LLM_TIMEOUT", "inf"),
        ("EMBEDDING_MODEL", "bge"),
        ("EMBEDDING_BASE_URL", "localhost:11434"),
        ("CHROMA_URL", "http://host:99999"),
        ("CHROMA_URL", "http://[::1"),
        ("DATABASE_URL", "wenbao.db"),
        ("DATABASE_URL", "postgresql+psycopg://user:pa@ss@host/name"),
        ("METRICS_LISTEN", ":9000"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_malformed_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{name} must be .*; correct it"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "hush hush"),
        ("WEBHOOK_SECRET", "hush hush"),
        ("DATABASE_URL", "hush hush"),
        ("DATABASE_URL", "postgresql+psycopg://user:hu@sh@host/name"),
        ("DATABASE_URL", "postgresql+psycopg://user:hu@sh:hush@host/name"),
    ],
)
def test_a_malformed_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{name} must be ") as raised:
        load_settings()
    assert "hush" not in str(raised.value)
    assert "sh@" not in str(raised.value)


@pytest.mark.parametrize(
    "name", ["TELEGRAM_TOKEN", "LLM_TEMPERATURE", "CHROMA_SERVER_HOST", "LOG_LEVL", "DATABASE_URI"]
)
def test_an_unknown_setting_in_the_environment_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError, match=f"^{name} is not a setting"):
        load_settings()


@pytest.mark.parametrize(
    "name", ["LOG_DIR", "DATABASE_HOST", "DATA_PATH", "ADMIN_EMAIL", "PATH_TO_DATA", "XDG_DATA_DIRS"]
)
def test_what_other_programs_set_is_left_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Everyday words begin the names of many programs' variables."""
    monkeypatch.setenv(name, "x")
    load_settings()


@pytest.mark.parametrize("name", ["LOG_DIR", "DATABASE_HOST", "LLM_MODELL", "EMBEDDINGS_MODEL"])
def test_an_unknown_setting_in_the_file_is_named(name: str) -> None:
    """The file is ours: nobody else's variables begin as ours do there."""
    Path(".env").write_text(f"{name}=x\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=f"^{name} is not a setting"):
        load_settings()


def test_a_likely_name_is_proposed() -> None:
    Path(".env").write_text("TELEGRAM_BOT_TOKE=x\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"did you mean TELEGRAM_BOT_TOKEN\?"):
        load_settings()


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("LLM_TIMEOUT=5\nLOG_LEVEL='ERROR' # quiet\n", encoding="utf-8")
    monkeypatch.setenv("LLM_TIMEOUT", "7")
    settings = load_settings()
    assert (settings.llm_timeout, settings.log_level) == (7.0, "ERROR")


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """As every line of .env.example is."""
    Path("seeds").mkdir()
    Path(".env").write_text("LLM_MODEL=\nDATA_DIR=\n", encoding="utf-8")
    monkeypatch.setenv("CORPUS_DIR", "")
    settings = load_settings()
    assert (settings.llm_model, settings.data_dir, settings.corpus_dir) == (None, Path("data"), Path("seeds"))


def test_keys_of_providers_may_stand_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are for libraries, which read the environment; what is set there already stays."""
    Path(".env").write_text("SOME_PROVIDER_KEY=from-file\nOTHER_PROVIDER_KEY=from-file\n", encoding="utf-8")
    monkeypatch.setenv("SOME_PROVIDER_KEY", "")
    monkeypatch.delenv("SOME_PROVIDER_KEY")
    monkeypatch.setenv("OTHER_PROVIDER_KEY", "from-environment")
    load_settings()
    assert (os.environ["SOME_PROVIDER_KEY"], os.environ["OTHER_PROVIDER_KEY"]) == ("from-file", "from-environment")


@pytest.mark.parametrize("content", [b"LLM_TIMEOUT=5\nnonsense\n", b"LLM_TIMEOUT=5\n=x\n", b"LLM_TIMEOUT='5\n"])
def test_a_line_of_the_file_that_is_no_setting_is_named(content: bytes) -> None:
    Path(".env").write_bytes(content)
    with pytest.raises(SettingsError, match=r"^Line [12] of \.env is not NAME=value"):
        load_settings()


def test_a_file_that_is_no_text_is_refused() -> None:
    Path(".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"^\.env cannot be read"):
        load_settings()


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example/updates")
    with pytest.raises(SettingsError, match=r"^WEBHOOK_SECRET is required with WEBHOOK_URL"):
        load_settings()


def test_secrets_are_not_in_the_settings_as_they_print(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = {"TELEGRAM_BOT_TOKEN": TOKEN, "LLM_API_KEY": "sk-key", "EMBEDDING_API_KEY": "sk-other"}
    hidden |= {"WEBHOOK_SECRET": "secret-word"}
    hidden["DATABASE_URL"] = "postgresql://u:password@h/n"
    for name, value in hidden.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    shown = f"{settings!r} {settings} {settings.corpus!r}"
    assert not [value for value in hidden.values() if value in shown]
    assert set(settings.secrets) == {*hidden.values(), "password"}


def test_a_token_is_asked_for_only_where_it_is_needed() -> None:
    with pytest.raises(SettingsError, match=r"^TELEGRAM_BOT_TOKEN is not set"):
        _ = load_settings().token
