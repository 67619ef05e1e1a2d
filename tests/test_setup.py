"""What a newcomer reads and runs says what the code does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from bot.settings import NAMES, Settings

ROOT = Path(__file__).parent.parent


def settings_rows() -> list[str]:
    """The rows of the settings table, as the READMEs hold them."""
    return [f"| `{name.upper()}` | {field.description} |" for name, field in Settings.model_fields.items()]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_settings_table_is_that_of_the_code(readme: str) -> None:
    """Every setting stands in both READMEs; the English one with the description that the code has."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    rows = settings_rows() if readme == "README.md" else [f"| `{name}` |" for name in NAMES]
    assert [row for row in rows if row not in text] == []


def test_the_example_settings_are_all_settings() -> None:
    """.env.example names every setting, and nothing else, and sets none."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = [line.partition("=") for line in lines if line and not line.startswith("#")]
    assert {name for name, _, _ in named} == set(NAMES)
    assert [value for _, _, value in named if value] == []


def test_the_lock_files_pin_every_requirement_with_a_hash() -> None:
    """A package is installed as it was tested, and no index is named."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^([a-z0-9.\-\[\]]+)==", text, re.MULTILINE)
        assert len(pinned) > 10
        assert not re.search(r"https?://|--index|--trusted", text)
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text.strip()) if "==" in block)


def test_the_locked_packages_are_within_the_ranges_of_the_project() -> None:
    """Every direct dependency of the project is in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = set(re.findall(r"^([a-z0-9.\-]+)(?:\[[^]]*\])?==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    wanted = {re.split(r"[\[><=;~! ]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    assert wanted - locked == set()


def test_the_compose_file_has_a_bot_and_a_chroma_server() -> None:
    """One bot by default; the Chroma server only under its profile."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"bot", "chroma"}
    assert "profiles" not in services["bot"]
    assert services["chroma"]["profiles"] == ["chroma"]
