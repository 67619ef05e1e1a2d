"""Each setting is what it must be, or is refused with what it must be."""

from __future__ import annotations

import pytest

from bot.settings_fields import passwords_in


@pytest.mark.parametrize(
    ("url", "passwords"),
    [
        ("postgresql+psycopg://user:hush@host/name", ("hush",)),
        ("postgresql+psycopg://user:hu%40sh@host/name", ("hu%40sh", "hu@sh")),
        ("postgresql+psycopg://user:h/u@sh@host/name", ("h/u@sh",)),
        ("postgresql+psycopg://host/name?user=u&password=hush", ("hush",)),
        ("http://[::1]:8000", ()),
        ("sqlite:////srv/wenbao.db", ()),
    ],
)
def test_the_passwords_of_an_address_are_known(url: str, passwords: tuple[str, ...]) -> None:
    assert passwords_in(url) == passwords
