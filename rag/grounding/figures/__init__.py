"""The figure check: a statement against the sentences it cites. Pure."""

from rag.grounding.figures.result import Evidence, Failure, FailureReason, FigureVerdict
from rag.grounding.figures.statement_figures import check

__all__ = ["Evidence", "Failure", "FailureReason", "FigureVerdict", "check"]
