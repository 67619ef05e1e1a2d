"""Another program uses the reports as tools, through the client of the protocol's own package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from mcp.shared.memory import create_connected_server_and_client_session as connect

from bot.cli.output.errors import WrongUseError
from bot.cli.serving.mcp import make_server, serve_tools
from rag.engine import Answerer


async def test_a_client_asks_and_opens_what_is_cited(seed_answerer: Answerer) -> None:
    async with connect(make_server(seed_answerer)._mcp_server) as client:
        listed = await client.list_tools()
        assert {tool.name for tool in listed.tools} == {"ask", "search", "verify", "cite", "targets", "reports"}
        assert all(tool.description for tool in listed.tools)
        asked = await client.call_tool("ask", {"question": "新增停车泊位多少个"})
        assert asked.structuredContent
        (citation, *_) = asked.structuredContent["citations"]
        assert asked.structuredContent["status"] == "answered"
        opened = await client.call_tool("cite", {"id": citation["id"]})
        assert opened.structuredContent
        assert (opened.structuredContent["state"], opened.structuredContent["quote"]) == (
            "unchanged",
            citation["quote"],
        )


async def test_a_client_searches_verifies_and_reads_targets(seed_answerer: Answerer) -> None:
    async with connect(make_server(seed_answerer)._mcp_server) as client:
        found = await client.call_tool("search", {"question": "停车泊位", "k": 2})
        assert found.structuredContent
        assert len(found.structuredContent["passages"]) == 2
        verified = await client.call_tool("verify", {"text": "2024年外贸进出口总额2.16亿美元"})
        assert verified.structuredContent
        assert [claim["verdict"] for claim in verified.structuredContent["claims"]] == ["agrees"]
        targets = await client.call_tool("targets", {"year": 2025})
        assert targets.structuredContent
        assert targets.structuredContent["targets"]
        reports = await client.call_tool("reports", {})
        assert reports.structuredContent
        assert [one["year"] for one in reports.structuredContent["reports"]] == [2025]


async def test_what_cannot_be_done_is_told_in_a_sentence(seed_answerer: Answerer) -> None:
    async with connect(make_server(seed_answerer)._mcp_server) as client:
        refused = await client.call_tool("cite", {"id": "nothing"})
        assert refused.isError
        assert "check the id" in refused.content[0].text  # type: ignore[union-attr]
        refused = await client.call_tool("ask", {"question": "停车泊位", "report": "没有这份"})
        assert refused.isError
        assert "There is no report 没有这份; there are: 雨山区2025年政府工作报告." in refused.content[0].text  # type: ignore[union-attr]


def test_a_missing_extra_is_told_before_anything_is_indexed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    with pytest.raises(WrongUseError, match="make extra NAME=mcp"):
        serve_tools()
    assert not (tmp_path / "data").exists()
