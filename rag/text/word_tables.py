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
    words = "|".join(words_of(module, table))
    return _NAME.sub(lambda found: patterns.get(found[1]) or any_of(module, found[1].lower(), **patterns), words)


def words_of(module: str, table: str) -> tuple[str, ...]:
    """The words of a table of ``module`` as they stand in it."""
    return tuple(_tables(module)[table])


@cache
def _tables(module: str) -> dict[str, list[str]]:
    package, _, name = module.rpartition(".")
    tables: dict[str, list[str]] = {}
    for table, word in rows_of(package, f"{name}.tsv")[1:]:
        tables.setdefault(table, []).append(word)
    return tables


def rows_of(package: str, file: str) -> list[list[str]]:
    """The cells of a file that comes with a package, row by row, its head among them if it has one."""
    lines = files(package).joinpath(file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
