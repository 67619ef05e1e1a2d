"""The pages for developers speak of what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.texts.report_kinds import KINDS
from tests.paths import ROOT

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [*PAGES, "README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_paths_in_a_page_exist(page: str) -> None:
    named = re.findall(r"`((?:rag|bot|benchmarks|tests|prompts|docs)/[\w./]*)`", read(page))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_page_for_users_is_there_in_chinese() -> None:
    """With the same headings and code; architecture is for developers."""
    english = [page for page in PAGES if not page.endswith((".zh-CN.md", "architecture.md"))]
    for page in english:
        pages = (page, page.replace(".md", ".zh-CN.md"))
        parts = [re.findall(r"^ *(?:##+ |```)", read(name), re.MULTILINE) for name in pages]
        assert parts[0] == parts[1], page


@pytest.mark.parametrize("page", ["docs/administration.md", "docs/administration.zh-CN.md"])
def test_the_page_on_report_files_names_every_format(page: str) -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in read(page)] == []


@pytest.mark.parametrize("index", ["docs/README.md", "docs/README.zh-CN.md"])
def test_the_index_lists_every_page(index: str) -> None:
    own = ".zh-CN.md" if "zh-CN" in index else ".md"
    pages = {page.removeprefix("docs/") for page in PAGES if page.endswith(own)} - {"README.md", "README.zh-CN.md"}
    if own == ".md":
        pages = {page for page in pages if not page.endswith(".zh-CN.md")}
    listed = set(re.findall(r"^\| \[[^\]]+\]\(([^)]+)\)", read(index), re.MULTILINE))
    assert listed == pages | {"architecture.md"}


@pytest.mark.parametrize("page", [*PAGES, "README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_links_in_a_page_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", read(page))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", [*PAGES, "README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_links_to_a_heading_lead_to_it(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", read(page))
    at = ROOT / page
    assert [(to, name) for to, name in links if name not in headings(at.parent / to if to else at)] == []


def headings(page: Path) -> set[str]:
    """As GitHub writes them in addresses."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_modules_named_without_their_package_exist() -> None:
    """In the walks of the architecture page the package stands before the first of several modules."""
    known = {path.name for top in ("rag", "bot", "benchmarks", "tests") for path in (ROOT / top).rglob("*.py")}
    named = re.findall(r"`(\w+\.py)`", read("docs/architecture.md"))
    assert set(named) <= known


@pytest.mark.parametrize("top", ["rag", "bot"])
def test_the_picture_shows_every_layer_in_the_order_of_the_contract(top: str) -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract.get("containers") == [top])
    wanted = [set(layer.split(" | ")) for layer in layers]
    bot, rag = re.split(r"─+\n", read("docs/architecture.md").partition("```text")[2].partition("```")[0])
    lines = (bot if top == "bot" else rag).splitlines()
    assert [names for line in lines if (names := set(re.findall(r"\w+", line[8:42])))] == wanted


def test_the_page_names_every_package_without_input_and_output() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (pure,) = (one["source_modules"] for one in contracts if one["name"] == "Pure packages do no I/O")
    (row,) = re.findall(r"^\|(.*) do no I/O \|", read("docs/architecture.md"), re.MULTILINE)
    assert re.findall(r"`(rag[\w.]*)`", row) == pure


@pytest.mark.parametrize("page", [*(page for page in PAGES if "zh-CN" not in page), "README.md", "CONTRIBUTING.md"])
def test_pages_are_in_plain_english(page: str) -> None:
    """None of the turns that a reader stumbles over."""
    unusual = r"\b(?:(?<!ere )is no (?!longer)|Who |Whoever |Whose |of before\b|taken? apart|became of\b|rightly\b)"
    assert re.findall(unusual, read(page)) == []
