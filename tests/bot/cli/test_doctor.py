"""``wenbao doctor`` fails where a start would, and looks at everything whatever one look meets."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

import bot.cli.doctor
from bot.cli.doctor import Check, check_all
from bot.settings import Settings
from bot.texts import ZH
from tests.botapi.server import BotApi
from tests.embeddingserver import serve_embeddings
from tests.modelserver import ModelServer, say
from tests.terminal import REPORT, Run, in_this_process, make_terminal


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


async def test_doctor_checks_each_part(here: Run, api: BotApi) -> None:
    given = {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": api.token}
    done = await asyncio.to_thread(here, "doctor", **given)
    assert (done.status, done.err) == (0, "")
    parts = ("settings", "token", "database", "corpus", "chroma", "embedding", "model")
    assert [line.split()[:2] for line in done.out.splitlines()] == [["ok", part] for part in parts]


async def test_doctor_names_what_fails_and_shows_no_token(here: Run, api: BotApi) -> None:
    given = {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": "123456:hush", "CORPUS_DIR": "nowhere"}
    done = await asyncio.to_thread(here, "doctor", "--json", **given)
    assert done.status == 1
    assert [check["name"] for check in done.lines if not check["passed"]] == ["token", "corpus"]
    assert "hush" not in done.out + done.err


def test_an_embeddings_endpoint_serves_builds_and_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The process that builds is told of it too; ``doctor`` says where it is, and no command shows the key."""
    with serve_embeddings() as endpoint:
        given = {"EMBEDDING_MODEL": "openai:m", "EMBEDDING_BASE_URL": endpoint.url, "EMBEDDING_API_KEY": "sk-hush"}
        run = in_this_process(make_terminal(tmp_path, hushan=REPORT), monkeypatch, capsys, indexing=False)
        found = run("search", "城镇新增就业", "--json", **given)
        (embedding,) = (line for line in run("doctor", **given).out.splitlines() if "embedding" in line)
    assert "城镇新增就业3000人" in json.loads(found.out)["passages"][0]["text"]
    assert endpoint.url in embedding
    assert "32 dimensions, the general calibration" in embedding
    assert endpoint.keys == {"sk-hush"}
    assert "hush" not in found.out + found.err + embedding


@pytest.mark.parametrize(
    ("reply", "status", "told"),
    [("改造道路12条。[1]", 0, "keeps to the format"), ("OK", 1, "not in the format it is asked for")],
)
async def test_doctor_tries_the_language_model(here: Run, reply: str, status: int, told: str) -> None:
    async with ModelServer(say(reply)) as server:
        given = {"LLM_MODEL": "openai:m", "LLM_BASE_URL": server.url, "LLM_API_KEY": "sk-hush"}
        done = await asyncio.to_thread(here, "doctor", **given)
    assert done.status == status
    assert told in done.out.splitlines()[-1]
    assert "hush" not in done.out + done.err
