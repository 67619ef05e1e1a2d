"""The checkout or the installed distribution -> the version of this program."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def program_version() -> str:
    """The version of the code that runs; ``unknown`` where neither tells it."""
    return _told_beside() or _told_when_installed() or "unknown"


def _told_beside() -> str:
    """The version in the checkout: what was noted down when it was installed may be older."""
    project = tomllib.loads(_PROJECT.read_text(encoding="utf-8")).get("project", {}) if _PROJECT.is_file() else {}
    return str(project["version"]) if project.get("name") == "wenbao" else ""


def _told_when_installed() -> str:
    try:
        return version("wenbao")
    except PackageNotFoundError:
        return ""
