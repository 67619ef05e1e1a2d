"""The figure lock: a statement against the sentences it cites. Pure."""

from rag.lock.checks import check
from rag.lock.verdict import Evidence, Failure, Reason, Verdict

__all__ = ["Evidence", "Failure", "Reason", "Verdict", "check"]
