"""TIMEZONE -> the time zone in which this process shows moments: in chats, in the terminal, in its log."""

from __future__ import annotations

import os
import time
from pathlib import Path

_TABLES = Path("/usr/share/zoneinfo")
_WITHOUT_TABLES = {"Asia/Shanghai": "CST-8"}
"""POSIX form of the default, for machines that have no tables of time zones."""


def use_time_zone(name: str) -> None:
    """``name``: as in the tz database; it is known there, or is the default."""
    os.environ["TZ"] = name if (_TABLES / name).exists() else _WITHOUT_TABLES.get(name, name)
    time.tzset()
