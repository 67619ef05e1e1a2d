"""``wenbao mcp``: the reports as tools for other programs, by the Model Context Protocol on standard streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.context import open_here
from bot.cli.output.errors import WrongUseError

if TYPE_CHECKING:
    from mcp.server.fastmcp import FastMCP

    from rag.engine import Answerer

_INSTRUCTIONS = (
    "Chinese government work reports. Answers cite the exact words of a report: quote them as they are, with their ids."
    " What the reports do not say is answered as such; do not fill it in."
)


def serve_tools() -> None:
    """Offer ask, search, verify, cite, targets and reports to other programs (MCP, on standard input and output)."""
    try:
        import mcp  # noqa: F401  # told at once, not after an indexing
    except ModuleNotFoundError as exc:
        raise WrongUseError(
            "wenbao mcp needs the package mcp; make extra NAME=mcp brings it, or pip install 'wenbao[mcp]'.",
            code="mcp_missing",
        ) from exc
    with open_here() as here:
        here.runner.run(make_server(here.answerer).run_stdio_async())


def make_server(answerer: Answerer) -> FastMCP:
    """The tools; each gives the JSON of the command of its name."""
    from mcp.server.fastmcp import FastMCP

    from bot.core.documents.tools import ReportTools

    tools = ReportTools(answerer)
    server = FastMCP("wenbao", instructions=_INSTRUCTIONS)
    for tool in (tools.ask, tools.search, tools.verify, tools.cite, tools.targets, tools.reports):
        server.add_tool(tool)
    return server
