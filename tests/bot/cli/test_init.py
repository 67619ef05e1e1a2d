"""The program without a checkout: it asks the report that comes with it, or that of a folder made by ``init``."""

from __future__ import annotations

import re
import stat
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.ops.version import program_version
from bot.settings import Settings
from rag.settings import PROMPTS, SEEDS, SETTINGS, shipped
from tests.paths import ROOT


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with nothing in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("CORPUS_DIR", "DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    return tmp_path


def test_init_makes_a_folder_that_is_used(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["init", "mine"]) == 0
    mine = elsewhere / "mine"
    assert "cd mine && wenbao chat" in capsys.readouterr().out
    assert {path.name for path in (mine / SEEDS).iterdir()} == {path.name for path in (ROOT / SEEDS).iterdir()}
    assert {path.name for path in (mine / PROMPTS).iterdir()} == {path.name for path in (ROOT / PROMPTS).iterdir()}
    assert stat.S_IMODE((mine / ".env").stat().st_mode) == 0o600
    monkeypatch.chdir(mine)
    settings = Settings()
    assert (settings.corpus_dir, settings.data_dir) == (Path("seeds"), Path("data"))


def test_init_touches_no_folder_that_holds_something(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "mine").mkdir()
    (elsewhere / "mine" / "notes.txt").write_text("mine")
    assert main(["init", "mine"]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in (elsewhere / "mine").iterdir()] == ["notes.txt"]


def test_without_a_folder_the_report_that_comes_along_is_asked(elsewhere: Path) -> None:
    """And nothing is left where the command was given."""
    settings = Settings(_env_file=None)
    assert settings.corpus_dir == shipped(SEEDS)
    assert settings.data_dir == elsewhere / "own" / "wenbao"
    assert settings.model_fields_set.isdisjoint({"corpus_dir", "data_dir"})


def test_what_is_shipped_is_there() -> None:
    assert shipped(SETTINGS).is_file()
    assert list(shipped(SEEDS).glob("*.txt"))
    assert list(shipped(PROMPTS).glob("*.txt"))


def test_what_is_shipped_is_in_the_wheel() -> None:
    """A new report or prompt, too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = chain.from_iterable(project["tool"]["setuptools"]["data-files"].values())
    packed = {path for pattern in patterns for path in ROOT.glob(pattern)}
    assert packed >= {path for folder in (SEEDS, PROMPTS) for path in (ROOT / folder).iterdir()} | {ROOT / SETTINGS}


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"wenbao {program_version()}\n"


def test_the_version_is_that_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout; what was noted down when it was installed tells it elsewhere."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert program_version() == project["version"]
    monkeypatch.setattr("bot.ops.version._PROJECT", ROOT / "missing.toml")
    assert re.fullmatch(r"\d+\.\d+\.\d+", program_version())


def test_commands_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As a shell asks for it."""
    monkeypatch.setenv("_WENBAO_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "wenbao cor")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        main([])
    assert capsys.readouterr().out.split() == ["corpus"]


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    assert "\n    wenbao ask 2025年GDP目标是多少\n" in capsys.readouterr().out
