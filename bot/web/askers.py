"""The origin of a request -> the asker it counts for, and how long that asker has to wait."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address, ip_network

_BEARER = "bearer "
_MINUTE = 60.0
_ROUNDING = 1e-6  # seconds


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


class Allowance:
    """``a_minute`` requests of each asker, which may come at once; what is not used is not saved up."""

    def __init__(self, a_minute: int, askers: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        """``askers``: how many are remembered, those who asked last."""
        self._a_minute = a_minute
        self._askers = askers
        self._clock = clock
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def wait(self, asker: str) -> float:
        """Take one request; 0, or the seconds to wait for it where none is left, and then nothing is taken.

        The generic cell rate algorithm: of each asker one moment is kept, at which all that was taken is paid off.
        """
        now, each = self._clock(), _MINUTE / self._a_minute
        free_at = max(now, self._free_at.pop(asker, now))
        too_early = free_at + each - now - _MINUTE
        self._free_at[asker] = free_at if too_early > _ROUNDING else free_at + each
        if len(self._free_at) > self._askers:
            self._free_at.popitem(last=False)
        return too_early if too_early > _ROUNDING else 0.0
