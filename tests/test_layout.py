"""Modules lie in packages that a reader takes in at a glance, and a name means one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from tests.paths import ROOT

_MOST, _MOST_LOOSE = 13, 6
_LONGEST = 250
"""Lines of a module; one that passes them holds two ideas."""
SHAPES = ROOT / "bot/core/documents/shapes.py"


def modules(folder: str) -> list[str]:
    return sorted(path.name for path in (ROOT / folder).glob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("top", ["bot", "rag", "benchmarks"])
def test_few_modules_lie_loose(top: str) -> None:
    assert len(modules(top)) <= _MOST_LOOSE, modules(top)


@pytest.mark.parametrize("top", ["bot", "rag", "benchmarks"])
def test_every_package_fits_on_one_screen(top: str) -> None:
    folders = [path.relative_to(ROOT).as_posix() for path in (ROOT / top).rglob("*") if path.is_dir()]
    assert {folder: names for folder in folders if len(names := modules(folder)) > _MOST} == {}


def test_the_packages_of_tests_are_those_of_the_program() -> None:
    tested = [path for top in ("bot", "rag", "benchmarks") for path in (ROOT / "tests" / top).rglob("__init__.py")]
    folders = {path.parent.relative_to(ROOT / "tests").as_posix() for path in tested}
    assert {folder for folder in folders if not (ROOT / folder).is_dir()} == set()


def test_a_public_class_name_means_one_thing() -> None:
    """But for the JSON of the API, which mirrors the values that it is made of under their names: they are the names of
    its schemas, and the clients of other people are generated from them."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sources():
        for name in public_classes(path) if path != SHAPES else ():
            homes[name].append(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_what_mirrors_a_value_is_never_taken_for_it() -> None:
    """``shapes.Answer`` is the JSON, ``Answer`` the value: no module imports a mirror by its bare name."""
    values = {name for path in sources() if path != SHAPES for name in public_classes(path)}
    mirrors = values & set(public_classes(SHAPES))
    bare = {
        path.relative_to(ROOT).as_posix(): sorted(names)
        for path in sources()
        if (names := mirrors & imported_names(path, "bot.core.documents.shapes"))
    }
    assert bare == {}


def sources() -> list[Path]:
    return sorted(path for top in ("bot", "rag") for path in (ROOT / top).rglob("*.py"))


def public_classes(path: Path) -> list[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node.name for node in nodes if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def imported_names(path: Path, module: str) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    froms = (node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == module)
    return {alias.name for node in froms for alias in node.names}


@pytest.mark.parametrize("top", ["bot", "rag"])
def test_every_module_holds_one_idea(top: str) -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in (ROOT / top).rglob("*.py")
    }
    assert {name: lines for name, lines in sizes.items() if lines > _LONGEST} == {}
