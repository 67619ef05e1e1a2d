"""The figure lock: a statement against the sentences it cites. Pure."""

from rag.grounding.figures.result import Evidence, Failure, Reason, Verdict
from rag.grounding.figures.statement_figures import check

__all__ = ["Evidence", "Failure", "Reason", "Verdict", "check"]
