"""``wenbao doctor`` fails where a start would, and looks at everything whatever one look meets."""

from __future__ import annotations

from pathlib import Path

import pytest

import bot.cli.doctor
from bot.cli.doctor import Check, check_all
from bot.settings import Settings
from bot.texts import ZH


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "reports").mkdir()
    return Settings(_env_file=None, corpus_dir=str(tmp_path / "reports"), data_dir=str(tmp_path / "data"))


def found(settings: Settings) -> dict[str, Check]:
    return {check.name: check for check in check_all(settings)}


def test_a_folder_that_no_start_could_use_fails(settings: Settings, tmp_path: Path) -> None:
    """Empty, then missing."""
    assert not found(settings)["corpus"].passed
    (tmp_path / "reports").rmdir()
    check = found(settings)["corpus"]
    assert not check.passed
    assert "does not exist" in check.found


def test_checks_are_told_in_chinese(settings: Settings) -> None:
    found = {check.name: check for check in check_all(settings, ZH)}
    assert found["settings"].found.startswith("设了 ")
    assert (found["token"].found, found["model"].found) == (ZH.doctor.telegram_unset, ZH.doctor.no_model)
    assert "秒" in found["embedding"].found


def test_a_look_that_breaks_stops_no_other(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_settings: object) -> None:
        raise RuntimeError("no key")

    monkeypatch.setattr(bot.cli.doctor, "load_embeddings", fail)
    checks = found(settings)
    assert list(checks) == ["settings", "token", "database", "corpus", "chroma", "embedding", "model"]
    assert not checks["embedding"].passed
    assert "RuntimeError" in checks["embedding"].found


def test_a_provider_without_its_key_fails(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a start would, before anything is sent."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    keyless = settings.model_copy(update={"embedding_model": "openai:text-embedding-3-small"})
    check = found(keyless)["embedding"]
    assert not check.passed
    assert "EMBEDDING_API_KEY" in check.found or "OPENAI_API_KEY" in check.found
