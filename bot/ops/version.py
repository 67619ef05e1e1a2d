"""The installed distribution -> the version of this program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """As pyproject.toml has it; ``unknown`` where the program runs without having been installed."""
    try:
        return version("wenbao")
    except PackageNotFoundError:
        return "unknown"
