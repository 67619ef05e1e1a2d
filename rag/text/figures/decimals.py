"""Exact values -> decimal numbers as they are written in a calculation. Pure."""

from __future__ import annotations

from fractions import Fraction

_PLACES = 12


def written(value: Fraction) -> str:
    """The value as a decimal number, exact where it ends, else rounded to twelve places."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = round(value * 10**_PLACES)
    sign, scaled = ("-", -scaled) if scaled < 0 else ("", scaled)
    whole, rest = divmod(scaled, 10**_PLACES)
    return f"{sign}{whole}.{rest:0{_PLACES}d}".rstrip("0").rstrip(".")
