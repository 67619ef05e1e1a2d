"""What a person reads and runs to set the program up is true, and agrees with the code."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values

from bot.cli.main import app
from bot.ops.metrics import Metrics
from bot.ops.version import program_version
from bot.settings import NAMES, Settings
from tests.paths import ROOT

READMES = ("README.md", "README.zh-CN.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def default_of(name: str) -> str:
    """As the settings tables show it."""
    default = Settings.model_fields[name.lower()].default
    return "" if default in (None, ()) else f"`{default:g}`" if isinstance(default, float) else f"`{default}`"


def test_the_settings_table_is_the_code() -> None:
    """Every setting, in order, with its default and its description."""
    rows = [
        f"| `{name}` | {default_of(name)} | {Settings.model_fields[name.lower()].description} |".replace("|  |", "| |")
        for name in NAMES
    ]
    assert "\n".join(rows) in read("docs/settings.md")


@pytest.mark.parametrize("page", ["docs/settings.md", "docs/settings.zh-CN.md"])
def test_both_settings_tables_have_the_same_names_and_defaults(page: str) -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (`\S+`)? ?\| \S.*\|$", read(page), re.MULTILINE)
    assert rows == [(name, default_of(name)) for name in NAMES]


@pytest.mark.parametrize("page", ["docs/settings.md", "docs/settings.zh-CN.md"])
def test_every_beginning_by_which_a_name_is_refused_is_named(page: str) -> None:
    beginnings = {f"{name.partition('_')[0]}_" for name in NAMES}
    assert beginnings <= set(re.findall(r"`([A-Z]+_)`", read(page)))


def test_the_example_file_lists_every_setting_and_sets_none() -> None:
    """Copied as it is, it changes nothing."""
    assert dict(dotenv_values(ROOT / ".env.example")) == dict.fromkeys(NAMES, "")


@pytest.mark.parametrize("page", ["docs/terminal.md", "docs/terminal.zh-CN.md"])
def test_every_command_is_on_the_page_of_commands(page: str) -> None:
    commands = {command.name for command in app.registered_commands} | {"corpus"}
    assert set(re.findall(r"^\| `wenbao (\w+)", read(page), re.MULTILINE)) == commands


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh-CN")])
def test_the_readme_shows_an_answer_in_telegram_and_in_the_terminal(readme: str, language: str) -> None:
    """In its own language, with words for those who do not see it. ``test_pictures`` holds them to the program."""
    shown = re.findall(r"^!\[(.+)\]\((\S+)\)$", read(readme), re.MULTILINE)
    names = (f"telegram.{language}.svg", f"terminal.{language}.svg", f"chart.{language}.png")
    assert [path for _, path in shown] == [f"docs/images/{name}" for name in names]
    assert all((ROOT / path).is_file() for _, path in shown)


def test_the_readmes_have_the_same_parts() -> None:
    parts = [re.findall(r"^(?:## |```|\| `)", read(readme), re.MULTILINE) for readme in READMES]
    assert parts[0] == parts[1]
    assert max(len(read(readme).splitlines()) for readme in READMES) <= 170


def test_the_changelog_tells_of_the_version() -> None:
    """In the form of Keep a Changelog: what is not released, then the version of the code with its day."""
    log = read("CHANGELOG.md")
    first, newest, *_ = re.findall(r"^## \[(.+)\](?: - (\d{4}-\d\d-\d\d))?$", log, re.MULTILINE)
    assert first == ("Unreleased", "")
    assert newest[0] == tomllib.loads(read("pyproject.toml"))["project"]["version"] == program_version()
    assert date.fromisoformat(newest[1])
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.+)$", log, re.MULTILINE)) <= kinds


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert {"chat", "test", "test-long", "bot", "lock", "bench"} <= targets
    for readme in READMES:
        assert set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", read(readme), re.MULTILINE)) <= {
            pair for target in targets for pair in ((target, ""), ("", target))
        }


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-extras.lock"])
def test_locks_hold_pinned_packages_with_hashes_and_nothing_else(lock: str) -> None:
    """No index, no host, no path: where packages come from is up to who installs them."""
    requirement = (
        r"[a-z0-9.-]+==\S+(?: ; [^\\\n]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64} \\\n)*    --hash=sha256:[0-9a-f]{64}\n"
    )
    assert re.fullmatch(f"(?:{requirement})+", read(lock))


def test_the_lock_satisfies_the_project() -> None:
    """Every dependency of pyproject.toml is pinned."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    locked = set(re.findall(r"^([a-z0-9.-]+)==", read("requirements.lock"), re.MULTILINE))
    assert _names(project["dependencies"]) <= locked
    locked |= set(re.findall(r"^([a-z0-9.-]+)==", read("requirements-dev.lock"), re.MULTILINE))
    assert _names(project["optional-dependencies"]["dev"]) <= locked


def test_every_extra_is_locked_beside_the_rest() -> None:
    """In versions that go with those of the program and of its tests, so that adding one changes nothing."""
    extras = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    assert set(re.findall(r"^EXTRAS := (.+)$", read("Makefile"), re.MULTILINE)[0].split()) == extras.keys() - {"dev"}
    base, dev, more = (
        dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", read(f"requirements{kind}.lock"), re.MULTILINE))
        for kind in ("", "-dev", "-extras")
    )
    for extra in extras.keys() - {"dev"}:
        assert _names(extras[extra]) <= base.keys() | more.keys()
    assert more.keys().isdisjoint(base)
    assert {name for name in more.keys() & dev.keys() if more[name] != dev[name]} == set()


@pytest.mark.parametrize("page", ["docs/settings.md", "docs/settings.zh-CN.md"])
def test_every_extra_is_on_the_page_of_settings(page: str) -> None:
    extras = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"].keys() - {"dev"}
    assert set(re.findall(r"^\| `([a-z]+)` \|", read(page), re.MULTILINE)) == extras


def test_every_dependency_has_its_reason() -> None:
    """In the page for developers; those of extras stand with the extras."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    told = read("docs/architecture.md").partition("## Dependencies")[2].partition("\n## ")[0]
    named = {
        name for row in re.findall(r"^\| (.+?) \|", told, re.MULTILINE) for name in re.findall(r"`([\w.-]+)`", row)
    }
    assert named == {re.split(r"[\[<>=~ ]", one)[0] for one in project["dependencies"]}


def _names(requirements: list[str]) -> set[str]:
    """As the lock spells them: pdfminer-six for pdfminer.six (PEP 503)."""
    return {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~ ]", one)[0]).lower() for one in requirements}


def test_modules_that_call_themselves_pure_import_nothing_that_reaches_out() -> None:
    """Whole packages are held to it by a contract; rag.storage describes tables and columns in SQLAlchemy's words."""
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (edges,) = (set(c["forbidden_modules"]) for c in contracts if c["name"] == "Pure packages do no I/O")
    pure = [
        path
        for path in (ROOT / "rag").rglob("*.py")
        if re.match(r'"""[^"]*\bPure[.,]', path.read_text(encoding="utf-8")) and "storage" not in path.parts
    ]
    assert len(pure) > 50
    reached = {path.name: _imported(path) & edges for path in pure}
    assert {name: modules for name, modules in reached.items() if modules} == {}


def _imported(path: Path) -> set[str]:
    """Top-level names of all that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def test_compose_runs_one_bot_and_more_only_where_asked() -> None:
    services = yaml.safe_load(read("docker-compose.yml"))["services"]
    by_profile: dict[str, set[str]] = {}
    for name, service in services.items():
        for profile in service.get("profiles", [""]):
            by_profile.setdefault(profile, set()).add(name)
    assert by_profile == {
        "": {"bot", "writable"},
        "scale": {"replica", "balancer", "chroma", "postgres"},
        "ollama": {"ollama", "model"},
    }
    for bot in ("bot", "replica"):
        assert services[bot]["read_only"]
        assert set(services[bot]["environment"]) <= set(NAMES)
    locked = re.search(r"^chromadb==(\S+)", read("requirements.lock"), re.MULTILINE)
    assert locked
    assert services["chroma"]["image"].startswith(f"chromadb/chroma:{locked[1]}@")


def test_every_image_from_elsewhere_is_named_by_release_and_digest() -> None:
    services = yaml.safe_load(read("docker-compose.yml"))["services"]
    bases = re.findall(r"^FROM (\S+)", read("Dockerfile"), re.MULTILINE)
    images = [*bases, *(service["image"] for service in services.values() if service["image"] != "wenbao")]
    assert len(images) == 7
    for image in images:
        assert re.fullmatch(r"[a-z/]+:\d+\.\d+\.?\d*(-[a-z-]+)?@sha256:[0-9a-f]{64}", image), image


def test_every_service_of_compose_has_limits_and_is_watched() -> None:
    """Of memory, processors, processes and log; what answers nobody but the bot is reached by nobody else."""
    compose = yaml.safe_load(read("docker-compose.yml"))
    for name, service in compose["services"].items():
        assert {"mem_limit", "cpus", "pids_limit", "logging", "restart"} <= service.keys(), name
        assert service["logging"]["options"].keys() == {"max-size", "max-file"}
        assert "healthcheck" in service or service["image"] == "wenbao", name  # whose image has one
        assert "ports" not in service or name == "balancer"
    assert compose["networks"]["kept"]["internal"]
    assert compose["services"]["chroma"]["networks"] == compose["services"]["postgres"]["networks"] == ["kept"]
    volumes = {volume.partition(":")[0] for s in compose["services"].values() for volume in s.get("volumes", ())}
    assert {volume for volume in volumes if not volume.startswith(".")} == compose["volumes"].keys()


def test_the_image_runs_as_nobody_in_particular_and_is_watched() -> None:
    steps = [line.split(" ", 1)[0] for line in read("Dockerfile").splitlines() if re.match(r"[A-Z]+ ", line)]
    assert steps.index("USER") < steps.index("ENTRYPOINT")
    assert "HEALTHCHECK" in steps
    assert "--require-hashes -r requirements.lock" in read("Dockerfile")


def test_ci_runs_every_test() -> None:
    """Those that people are told to run, and those that take long."""
    assert re.findall(r"^make ([a-z-]+)", read(".ci/run"), re.MULTILINE) == ["test", "test-long"]
    chosen = re.findall(r"^\t\$\(PYTEST\) -m \"?([a-z ]+?)\"? \$", read("Makefile"), re.MULTILINE)
    assert chosen == ["not long", "long"]


def measures() -> list[tuple[str, str]]:
    """Name and description of everything of ours that is measured."""
    ours = (family for family in Metrics().registry.collect() if family.name.startswith("wenbao_"))
    return [(f"{f.name}_total" if f.type == "counter" else f.name, f.documentation) for f in ours]


def test_the_metrics_table_is_the_code() -> None:
    assert "\n".join(f"| `{name}` | {description} |" for name, description in measures()) in read("docs/operating.md")


@pytest.mark.parametrize("page", ["docs/operating.md", "docs/operating.zh-CN.md"])
def test_operators_are_told_of_every_measure_and_of_no_other(page: str) -> None:
    assert re.findall(r"^\| `(wenbao_\w+)` \| \S", read(page), re.MULTILINE) == [name for name, _ in measures()]


def test_both_pages_for_operators_show_the_same_files_and_commands() -> None:
    """Code, comments left out."""
    english, chinese = (
        [re.sub(r" *#.*", "", block) for block in re.findall(r"```\w+\n(.*?)```", read(page), re.DOTALL)]
        for page in ("docs/operating.md", "docs/operating.zh-CN.md")
    )
    assert english == chinese
