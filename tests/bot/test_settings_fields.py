"""Each setting is what it must be, or is refused with what it must be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot import settings_fields as forms
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


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (forms.read_url, "http://host\udcff:8000"),
        (forms.read_url, "http://host:99999"),
        (forms.read_url, "http://[::1"),
        (forms.read_path, "reports\udcff"),
        (forms.read_database_url, "sqlite:////srv/\udcff.db"),
        (forms.read_listen, "host:99999"),
    ],
)
def test_what_no_program_can_open_is_refused(read: Callable[[str], object], value: str) -> None:
    """Names that are not UTF-8, ports that are none, half an address."""
    with pytest.raises(ValueError, match=r"such as|in UTF-8"):
        read(value)
