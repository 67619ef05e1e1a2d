"""Report file -> Report: its text as a reader sees it, and what it says about itself."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING

from rag.documents.formats.registry import format_of, refuse_disguise
from rag.documents.metadata_overrides import Correction
from rag.documents.structure.front_matter import delivered_on, fact_value, make_facts
from rag.errors import ReportError
from rag.text.figures import plain_digits
from rag.text.segmentation import BLANKS
from rag.types import Report

if TYPE_CHECKING:
    from pathlib import Path

    from rag.documents.formats.base import Content
    from rag.documents.structure.front_matter import Fact

MAX_BYTES = 32 * 1024 * 1024
MAX_CHARACTERS = 1_000_000
"""Fifty times the report of a province."""
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
"""NUL and halves of characters, which no database keeps."""
_YEAR = re.compile(r"([12]\d{3})\s*年")
_TITLE_FURNITURE = re.compile(r"[12]\d{3}\s*年度?|(?:人民)?政府|工作报告|[《》\s]")
_ASSEMBLY_OF = re.compile(r"^([\u4e00-\u9fff]{2,12}?)第")
_PLAN_YEAR = re.compile(
    r"^[^\n。]{0,12}([12]\d{3})[ \u3000]?年[^\n。]{0,12}(?:安排|任务|目标|要求|部署|打算|建议)", re.MULTILINE
)


def load_report(path: Path, correction: Correction | None = None) -> Report:
    """Read one report file, by its ending; what is corrected of it takes the place of its own words.

    Raises:
        ReportError: the file is missing, of another format, too large, damaged, unsafe, or holds no words.
    """
    reader = format_of(path.name).load_reader()
    data = _read(path)
    refuse_disguise(data, path.name)
    content = reader(data, path.name)
    _refuse_no_text(content.text, path.name)
    return _describe(content, path, hashlib.sha256(data).hexdigest(), correction or Correction())


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReportError(
                "{file} is larger than {megabytes} MB; send only the report.",
                code="file_too_large",
                file=path.name,
                megabytes=MAX_BYTES // 2**20,
            )
        return path.read_bytes()
    except OSError as exc:
        raise ReportError(
            "{file} cannot be read ({reason}); check the file and its permissions.",
            code="file_unreadable",
            file=path.name,
            reason=exc.strerror,
        ) from exc


def _refuse_no_text(text: str, name: str) -> None:
    if not text.strip(BLANKS):
        raise ReportError("{file} contains no text; check that it was saved completely.", code="no_text", file=name)
    if len(text) > MAX_CHARACTERS:
        raise ReportError(
            "{file} has more than {most} characters; send only the report.",
            code="too_many_characters",
            file=name,
            most=MAX_CHARACTERS,
        )
    if _NO_CHARACTER.search(text):
        raise ReportError(
            "{file} is corrupt or not a text file (invalid characters); save it as UTF-8.", code="not_text", file=name
        )


def _describe(content: Content, path: Path, sha256: str, correction: Correction) -> Report:
    text = content.text
    facts = make_facts(text)
    title = plain_digits(re.sub(r"\s", "", correction.title or fact_value(facts, "名称", "标题") or path.stem))
    delivered = correction.delivered or delivered_on(text)
    region = correction.region or _region(title, facts)
    year = correction.year or _plan_year(title, text, delivered)
    return Report(
        name=correction.title or _name(title, region, year, path.stem),
        text=text,
        file=path.name,
        sha256=sha256,
        body=correction.body or _body(facts, region),
        region=region,
        delivered=delivered,
        year=year,
        speaker=correction.speaker or _speaker(facts),
        pages=content.pages,
        omissions=content.omissions,
    )


def _name(title: str, region: str | None, year: int | None, stem: str) -> str:
    """The title; a bare 政府工作报告 is told apart by place and year, else by the file's name."""
    if _TITLE_FURNITURE.sub("", title):
        return title
    if region is None:
        return stem
    return f"{region}{year}年{title}" if year and str(year) not in title else f"{region}{title}"


def _region(title: str, facts: tuple[Fact, ...]) -> str | None:
    """What the title leaves when year and 政府工作报告 are taken out; else the place whose assembly was addressed."""
    if "工作报告" in title and (place := _TITLE_FURNITURE.sub("", title)):
        return place
    assembly = fact_value(facts, "会议") or ""
    if "全国人民代表大会" in assembly:
        return "全国"
    match = _ASSEMBLY_OF.match(assembly)
    return match[1] if match else None


def _plan_year(title: str, text: str, delivered: date | None) -> int | None:
    """The year in the title, else in the heading of the plan; a report given in winter plans the year to come."""
    match = _YEAR.search(title) or _PLAN_YEAR.search(plain_digits(text))
    if match:
        return int(match[1])
    return delivered.year + (delivered.month >= 11) if delivered else None


def _body(facts: tuple[Fact, ...], region: str | None) -> str | None:
    position = fact_value(facts, "职务") or ""
    spoke_for = f"{region}人民政府" if region and position else None
    return fact_value(facts, "发布机构") or spoke_for


def _speaker(facts: tuple[Fact, ...]) -> str | None:
    name = fact_value(facts, "报告人")
    return re.sub(r"\s", "", name) if name else None
