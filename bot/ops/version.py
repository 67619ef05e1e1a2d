"""The installed distribution -> the version of this program."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The version in pyproject.toml; ``unknown`` where the program runs without having been installed."""
    try:
        return version("wenbao")
    except PackageNotFoundError:
        return "unknown"
