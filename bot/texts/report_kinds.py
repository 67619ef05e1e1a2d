"""The extensions of report files as users see them: one for each format, from the registry. Pure."""

from __future__ import annotations

from rag.documents.formats.registry import FORMATS

KINDS = tuple(known.suffixes[0] for known in FORMATS)
