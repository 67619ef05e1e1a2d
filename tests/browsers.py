"""A browser on this machine, if there is one."""

from __future__ import annotations

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "No Chromium here: the pages were not tried in a browser. On Debian: apt install chromium"


def find_browser() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)
