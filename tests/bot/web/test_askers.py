"""Who counts as having asked."""

from __future__ import annotations

import pytest

from bot.web.askers import address_of, key_of


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("::1", "2001:db8::1:2:3:4", "2001:db8::/64"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("127.0.0.1", "nobody", "127.0.0.1"),
        ("", "198.51.100.7", ""),
    ],
)
def test_only_a_proxy_on_this_machine_says_whom_it_asks_for(peer: str, forwarded: str, asker: str) -> None:
    assert address_of(peer, forwarded) == asker


@pytest.mark.parametrize(
    ("authorization", "known"),
    [
        ("Bearer one", True),
        ("bearer two ", True),
        ("Bearer three", False),
        ("Basic one", False),
        ("one", False),
        ("", False),
    ],
)
def test_a_key_is_known_or_not(authorization: str, known: bool) -> None:
    assert (key_of(authorization, ("one", "two")) is not None) is known


def test_the_key_itself_does_not_stand_for_its_owner() -> None:
    assert key_of("Bearer one", ("one", "two")) not in ("one", key_of("Bearer two", ("one", "two")))
