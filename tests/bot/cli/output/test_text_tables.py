"""The lines that the commands of the corpus print."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.cli.output.text_tables import record_lines, version_lines
from bot.ops.local_time import use_time_zone
from bot.texts import EN, ZH, Texts
from rag.storage.models import AuditRecord, VersionRecord, VersionState

AT = datetime(2025, 1, 1, 19, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_moments_are_shown_in_the_time_zone(texts: Texts) -> None:
    use_time_zone("Asia/Shanghai")
    version = VersionRecord(1, "c0ffee", AT, VersionState.READY, "", "", "", 272, "")
    assert "2025-01-02 03:30," in version_lines([version], 1, texts).replace("，", ",")
    assert record_lines([AuditRecord(AT, "cli", "publish", "", None, 1)], texts).startswith("2025-01-02 03:30  cli")
