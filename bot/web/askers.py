"""Where a request comes from -> who counts as having asked. Pure."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network

_BEARER = "bearer "


def address_of(peer: str, forwarded_for: str) -> str:
    """The address that asks. A proxy on this machine says whom it asks for; nobody else is believed.

    Whoever has an IPv6 address has 2^64 of them: those of one network count as one.
    """
    try:
        said = ip_address(peer)
        if said.is_loopback and forwarded_for:
            said = ip_address(forwarded_for.rpartition(",")[2].strip())
    except ValueError:
        return peer
    mapped = said.ipv4_mapped if isinstance(said, IPv6Address) else None
    if isinstance(said, IPv6Address) and mapped is None:
        return str(ip_network((said, 64), strict=False))
    return str(mapped or said)


def key_of(authorization: str, keys: Iterable[str]) -> str | None:
    """The fingerprint of the key that a request shows, if it is one of these."""
    given = authorization[len(_BEARER) :].strip() if authorization[: len(_BEARER)].lower() == _BEARER else ""
    held = [key for key in keys if hmac.compare_digest(key.encode(), given.encode("utf-8", "surrogateescape"))]
    return hashlib.sha256(held[0].encode()).hexdigest()[:12] if held else None
