"""Where there is no browser, the pages are not tried in one; the summary says so (``tests/conftest.py``)."""

from __future__ import annotations

from tests.browsers import find_browser

collect_ignore = [] if find_browser() else ["test_browser.py"]
