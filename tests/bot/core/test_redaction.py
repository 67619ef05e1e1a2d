"""What must not be shown is not shown, whoever wrote it into a sentence."""

from __future__ import annotations

import pytest

from bot.core.sanitize import HIDDEN, hide


@pytest.mark.parametrize(
    "text",
    [
        "The server at http://reader:hush@127.0.0.1:8000 does not answer",
        "postgresql+psycopg://user:hu@sh@host/name is not reachable",
        "https://:hush@host and http://hush@host",
        "no such host: hush-hush",
        "POST https://api.telegram.org/bot123456:hush-hush_hush-hush_hush-hush_hush-h/getMe",
    ],
)
def test_secrets_are_hidden_wherever_they_stand(text: str) -> None:
    hidden = hide(text, ["hush-hush"])
    assert "hush" not in hidden
    assert "sh@" not in hidden
    assert HIDDEN in hidden


@pytest.mark.parametrize("text", ["http://host/a@b", "a@b.c", "at 12:30", "ask the host; a user"])
def test_what_is_no_secret_stays(text: str) -> None:
    """Also where a secret is so short that it stands in every word."""
    assert hide(text, ["a", "", "se"]) == text


def test_a_secret_that_holds_another_is_hidden_whole() -> None:
    assert hide("hushhush", ["hush", "hushhush"]) == HIDDEN
