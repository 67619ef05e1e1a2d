"""Where there is no browser, nothing is collected here; the summary says so (``tests/conftest.py``)."""

from __future__ import annotations

from tests.browsers import find_browser

collect_ignore = [] if find_browser() else ["test_reading.py"]
