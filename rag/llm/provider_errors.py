"""Exceptions of model providers' libraries -> ``ModelError``.

Looked up by the names of their classes: the SDKs of OpenAI, Anthropic and others are generated alike and name them
alike, and importing one of them costs a second that a start without a model does not need.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rag.errors import ModelError

_SENTENCES = {
    "timeout": "did not answer in time; raise LLM_TIMEOUT or choose a faster model",
    "key": "refuses the key; check LLM_API_KEY",
    "limited": "is asked too often; raise its limits or wait",
    "unknown_model": "is not known to its service; check LLM_MODEL and LLM_BASE_URL",
    "too_long": "cannot read a prompt of this length; give it more context",
    "request": "does not accept the request; check LLM_MODEL and LLM_BASE_URL",
    "server": "failed at its service; look there for the cause",
    "unreachable": "cannot be reached; check LLM_BASE_URL and the network",
    "malformed": "sent an invalid reply; check that LLM_BASE_URL is an OpenAI-compatible endpoint",
    "filtered": "gave no reply that its service lets pass",
    "failed": "failed",
}

REASONS = {
    name: reason
    for reason, names in {
        "timeout": "APITimeoutError ModelTimeoutError TimeoutError TimeoutException",
        "key": (
            "AuthenticationError PermissionDeniedError ModelAuthenticationError "
            "ModelPermissionDeniedError OAuthError SubjectTokenProviderError"
        ),
        "limited": "RateLimitError ModelRateLimitError",
        "unknown_model": "NotFoundError ModelNotFoundError",
        "too_long": "ContextOverflowError",
        "request": "BadRequestError UnprocessableEntityError ConflictError ModelInvalidRequestError OpenAIError",
        "server": "InternalServerError ModelAPIError APIStatusError APIError",
        "unreachable": (
            "APIConnectionError ModelConnectionError TransportError OSError WebSocketConnectionClosedError"
        ),
        "malformed": (
            "APIResponseValidationError ValueError LookupError TypeError AttributeError LengthFinishReasonError"
        ),
        "filtered": "ContentFilterFinishReasonError OpenAIRefusalError",
        "failed": "InvalidWebhookSignatureError WebSocketQueueFullError ModelError LangChainException",
    }.items()
    for name in names.split()
}
"""Class name -> one word. A class that is not here is what the nearest of its bases is."""


@contextmanager
def translating(model: str) -> Iterator[None]:
    """Raises:
    ModelError: whatever the library raised. Its own words are left out, also as a cause: they can hold the key.
    """
    try:
        yield
    except ModelError:
        raise
    except Exception as exc:  # noqa: BLE001  # every provider has exceptions of its own
        raise _translated(exc, model) from None


def _translated(exc: Exception, model: str) -> ModelError:
    reason = next((REASONS[base.__name__] for base in type(exc).__mro__ if base.__name__ in REASONS), "failed")
    status = getattr(exc, "status_code", None)
    told = f"{type(exc).__name__}, status {status}" if isinstance(status, int) else type(exc).__name__
    return ModelError(f"The language model {model} {_SENTENCES[reason]} ({told}).", reason, _retry_after(exc))


def _retry_after(exc: Exception) -> float | None:
    """Seconds of a Retry-After header; the form with a date asks for more than anyone will wait."""
    headers = getattr(getattr(exc, "response", None), "headers", None) or {}
    told = headers.get("retry-after", "")
    return float(told) if told.replace(".", "", 1).isdecimal() else None
