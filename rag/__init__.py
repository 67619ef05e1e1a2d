"""Government work reports, asked from Python; see docs/python.md. Nothing is loaded until it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.api import Reports, open_reports
    from rag.retriever import ReportRetriever

__all__ = ["ReportRetriever", "Reports", "open_reports"]

_PLACES = {"ReportRetriever": "rag.retriever", "Reports": "rag.api", "open_reports": "rag.api"}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
