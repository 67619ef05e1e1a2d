"""Modules lie in packages that a reader takes in at a glance."""

from __future__ import annotations

import pytest

from tests.paths import ROOT

_MOST, _MOST_LOOSE = 13, 6


def modules(folder: str) -> list[str]:
    return sorted(path.name for path in (ROOT / folder).glob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("top", ["bot", "rag"])
def test_few_modules_lie_loose(top: str) -> None:
    assert len(modules(top)) <= _MOST_LOOSE, modules(top)


@pytest.mark.parametrize("top", ["bot", "rag"])
def test_every_package_fits_on_one_screen(top: str) -> None:
    folders = [path.relative_to(ROOT).as_posix() for path in (ROOT / top).rglob("*") if path.is_dir()]
    assert {folder: names for folder in folders if len(names := modules(folder)) > _MOST} == {}
