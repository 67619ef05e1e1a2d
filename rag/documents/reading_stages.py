"""The stages that make a report and its outline of a file, and the version of each. Pure.

Every installation reads its files again once after a version has been raised. ``python -m tests.reading_stages`` raises
the versions of the stages whose code has changed; a test fails until that is done. Comments and docstrings do not
count.
"""

from __future__ import annotations

from typing import NamedTuple


class ReadingStage(NamedTuple):
    """One step from a file to its outline."""

    name: str
    version: int
    digest: str
    """The digest of the code that has this version."""


STAGES = (
    ReadingStage("formats", 25, "f99caa42936a8008"),
    ReadingStage("structure", 26, "b2228845b8397b5c"),
    ReadingStage("metadata", 23, "e9f67eebcc441b28"),
    ReadingStage("figures", 37, "eef47494b77fa35e"),
)
"""``formats``: a file's bytes to its text. ``metadata``: what the text says about the report itself. ``structure``:
lines, headings, sections and sentences. ``figures``: the digits that the others read."""


def reader_version() -> str:
    """The versions of all stages, in their order: ``1.4.1.2``."""
    return ".".join(str(stage.version) for stage in STAGES)
