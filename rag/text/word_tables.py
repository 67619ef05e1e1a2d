"""A module's table of words -> the alternatives of a pattern. Pure.

The words of a module's longer patterns stand in a ``.tsv`` beside it, named as it is, one a line: the name of their
table, then the word, which may be a pattern itself. ``{NAME}`` stands for the words of another table of the file, or
for a pattern that the module gives by this name.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"\{([A-Z_][A-Z0-9_]*)\}")


def any_of(module: str, table: str, **patterns: str) -> str:
    """The words of a table of ``module``, its ``__name__``, in their order, with a stroke between them."""
    words = "|".join(_tables(module)[table])
    return _NAME.sub(lambda found: patterns.get(found[1]) or any_of(module, found[1].lower(), **patterns), words)


@cache
def _tables(module: str) -> dict[str, list[str]]:
    package, _, name = module.rpartition(".")
    lines = files(package).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    tables: dict[str, list[str]] = {}
    for table, _, word in (line.partition("\t") for line in lines[1:] if not line.startswith("#")):
        tables.setdefault(table, []).append(word)
    return tables
