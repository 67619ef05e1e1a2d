"""An error -> the HTTP status and the JSON that tells a program what to do. Pure."""

from __future__ import annotations

from http import HTTPStatus

from pydantic import ValidationError

from bot.core.documents.tools import NothingFoundError
from rag.errors import CorpusBusy, EmptyCorpus, MessageTooCostly, ModelError, SearchError, StorageError


class Problem(Exception):
    """A request that gets no result."""

    def __init__(self, status: HTTPStatus, code: str, message: str, wait: float = 0.0) -> None:
        """``wait``: seconds after which to try again; 0 where that does not help."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.wait = wait

    @property
    def document(self) -> dict[str, object]:
        return {"error": {"code": self.code, "message": self.message}}


_AGAIN = 5.0  # seconds; what is away for a moment is mostly back by then


def problem_of(error: Exception) -> Problem:
    """The problem that an error is to the program that asked; never the error's own words, unless they are for it."""
    match error:
        case Problem():
            return error
        case NothingFoundError():
            return Problem(HTTPStatus.NOT_FOUND, "not_found", str(error))
        case ValidationError():
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "malformed", _sentence(error))
        case TimeoutError() | MessageTooCostly():
            return Problem(HTTPStatus.GATEWAY_TIMEOUT, "timeout", "It took too long; ask again, or something shorter.")
        case EmptyCorpus():
            return _away("no_reports", "There is no report to ask; add one to CORPUS_DIR.")
        case CorpusBusy():
            return _away("busy", "The reports are being changed; ask again in a moment.")
        case SearchError():
            return _away("search_failed", "The search failed; ask again in a moment.")
        case ModelError():
            return _away("model_failed", "The language model failed; ask again in a moment.")
        case StorageError():
            return _away("storage_failed", "The database cannot be reached; ask again in a moment.")
        case _:
            return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "failed", "It failed; the log of the server says why.")


def _away(code: str, message: str) -> Problem:
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, code, message, _AGAIN)


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"])) or "The request"
    return f"{where}: {first['msg']}; see /openapi.json."
