"""``python -m tests.reading_stages``: raise the versions of the reading stages whose code has changed.

They are recorded in ``rag/documents/reading_stages.py``. Where a merge has left marks of a conflict there, run it too.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from rag.documents.formats.registry import FORMATS
from tests.paths import ROOT

RECORD = ROOT / "rag/documents/reading_stages.py"
_READERS = (
    "rag.documents.loader",
    "rag.documents.structure.outline",
    *(known.module for known in FORMATS),
)
"""What is read takes its shape from these and from all that they import."""
_STAGES = {
    "rag.documents.formats": "formats",
    "rag.documents.tables": "formats",
    "rag.documents.recognition": "formats",
    "rag.documents.propositions": "structure",
    "rag.text.table_rows": "structure",
    "rag.documents.loader": "metadata",
    "rag.documents.report_identity": "metadata",
    "rag.text.divisions": "metadata",
    "rag.text.places": "metadata",
    "rag.documents.metadata_overrides": "metadata",
    "rag.documents.structure.front_matter": "metadata",
    "rag.documents.structure": "structure",
    "rag.text.segmentation": "structure",
    "rag.text": "figures",
}
"""The stage of a module or of a package; the first one that fits."""
_SHAPELESS = ("rag.errors", "rag.types.report", "rag.documents.reading_limits")
_BLOCK = re.compile(r"(?<=STAGES = \(\n).*?(?=^\)\n)", re.DOTALL | re.MULTILINE)
_STAGE = re.compile(r'    ReadingStage\("(\w+)", (\d+), "(\w*)"\),\n')


def stage_of(module: str) -> str:
    """Raises:
    LookupError: a module shapes what is read, and nobody has said in which stage.
    """
    for part, stage in _STAGES.items():
        if f"{module}.".startswith(f"{part}."):
            return stage
    raise LookupError(f"{module} takes part in reading: give it a stage in tests/reading_stages.py")


def reading_modules() -> list[str]:
    """All that shapes what is read, by name."""
    found: set[str] = set()
    waiting = list(_READERS)
    while waiting:
        module = waiting.pop()
        if module not in found and module not in _SHAPELESS:
            found.add(module)
            waiting += _imported(module)
    return sorted(found)


def stage_digests() -> dict[str, str]:
    """16 hexadecimal digits of the code of each stage, and of its tables of words."""
    code: dict[str, list[object]] = {stage: [] for stage in dict.fromkeys(_STAGES.values())}
    for module in reading_modules():
        code[stage_of(module)].append((module, meaning(_source(module)), _words(module)))
    return {stage: hashlib.sha256(repr(trees).encode()).hexdigest()[:16] for stage, trees in code.items()}


def meaning(source: str) -> object:
    """What is left of code without comments, docstrings and layout; the same in every version of Python."""
    return _tree(ast.parse(source))


def raised(record: str, digests: Mapping[str, str]) -> str:
    """The record with a new version for each stage that has another digest than it had."""
    known: dict[str, list[tuple[int, str]]] = {stage: [(0, "")] for stage in digests}
    for stage, version, digest in _STAGE.findall(record):
        known[stage].append((int(version), digest))
    lines = [_line(stage, max(known[stage]), digest) for stage, digest in digests.items()]
    return _BLOCK.sub("".join(lines), record)


def _line(stage: str, latest: tuple[int, str], digest: str) -> str:
    version, known = latest
    return f'    ReadingStage("{stage}", {version if known == digest else version + 1}, "{digest}"),\n'


def _imported(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(_source(module))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("rag."):
            yield from (_home(node.module, alias.name) for alias in node.names)


def _home(module: str, name: str) -> str:
    """The module in which a name is defined that is imported from ``module``."""
    if _path(f"{module}.{name}").exists():
        return f"{module}.{name}"
    if _path(module).name == "__init__.py":
        for node in ast.parse(_source(module)).body:
            if isinstance(node, ast.ImportFrom) and node.module and name in {alias.name for alias in node.names}:
                return _home(node.module, name)
    return module


def _path(module: str) -> Path:
    path = ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _source(module: str) -> str:
    return _path(module).read_text(encoding="utf-8")


def _words(module: str) -> str:
    """The table of words that goes with the module; empty where there is none."""
    table = _path(module).with_suffix(".tsv")
    return table.read_text(encoding="utf-8") if table.exists() else ""


def _tree(part: object) -> object:
    """Fields without a value are left out: later versions of Python add such."""
    if isinstance(part, ast.AST):
        known = [(name, _tree(value)) for name, value in ast.iter_fields(part) if value is not None and value != []]
        return type(part).__name__, known
    if isinstance(part, list):
        return [_tree(child) for child in part if not _is_docstring(child)]
    return repr(part)


def _is_docstring(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


if __name__ == "__main__":
    RECORD.write_text(raised(RECORD.read_text(encoding="utf-8"), stage_digests()), encoding="utf-8")
