"""Every exception of a provider's library has a meaning, and its words are not passed on."""

from __future__ import annotations

import pytest
from openai import _exceptions

from rag.errors import ModelError
from rag.llm.provider_errors import REASONS, translating


def test_every_exception_of_the_client_has_a_meaning() -> None:
    """A new release may bring new ones; each is to be given its word."""
    raised = {kind.__name__ for kind in vars(_exceptions).values() if isinstance(kind, type)}
    raised = {name for name in raised if issubclass(getattr(_exceptions, name, object), Exception)}
    assert raised <= set(REASONS)


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionResetError(), "unreachable"),
        (KeyError("x"), "malformed"),
        (RuntimeError(), "failed"),
    ],
)
def test_exceptions_are_translated_without_their_words(raised: Exception, reason: str) -> None:
    with pytest.raises(ModelError) as failed, translating("m"):
        raise raised
    assert failed.value.reason == reason
    assert failed.value.__cause__ is None
    assert type(raised).__name__ in str(failed.value)
