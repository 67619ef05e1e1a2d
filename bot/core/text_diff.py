"""Two wordings -> what of each is not in the other. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from rag.types import Span

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|.", re.DOTALL)
"""A number is one thing: 6% and 6.5% differ as a whole."""
_MOST = 40  # marks; more show nothing


def find_differences(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Offsets into ``old`` of what was taken out, and into ``new`` of what was put in."""
    before, after = ([Span(*found.span()) for found in _TOKEN.finditer(text)] for text in (old, new))
    blocks = SequenceMatcher(
        None, [span.of(old) for span in before], [span.of(new) for span in after], autojunk=False
    ).get_opcodes()
    taken = [Span(before[i1].start, before[i2 - 1].end) for kind, i1, i2, _, _ in blocks if kind != "equal" and i1 < i2]
    put = [Span(after[j1].start, after[j2 - 1].end) for kind, _, _, j1, j2 in blocks if kind != "equal" and j1 < j2]
    if max(len(taken), len(put)) > _MOST:
        return (Span(0, len(old)),), (Span(0, len(new)),)
    return tuple(taken), tuple(put)
