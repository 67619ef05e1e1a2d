"""Report file -> Report: its text as a reader sees it, and what it says about itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from rag.documents.formats.base import MAX_BYTES, Content
from rag.documents.formats.registry import format_of, refuse_disguise
from rag.documents.metadata_overrides import Correction
from rag.documents.report_identity import Clues, find_region, find_year, is_bare
from rag.documents.structure.front_matter import Fact, delivered_on, fact_value, make_facts
from rag.errors import ReportError
from rag.text.divisions import COUNTRY, identify
from rag.text.figures import plain_digits
from rag.text.plain import plain_text, without_radicals
from rag.text.segmentation import BLANKS
from rag.types import OmissionKind, Report

MAX_CHARACTERS = 1_000_000
"""Fifty times the report of a province."""
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
"""NUL and halves of characters, which no database keeps."""
_SPEAKS_FOR = re.compile(r"代表[^。，,\n]{0,12}(?:政府|国务院)")
_OPENING = 1500


def load_report(path: Path, correction: Correction | None = None) -> Report:
    """Read one report file, by its ending; what is corrected of it takes the place of its own words.

    Raises:
        ReportError: the file is missing, of another format, too large, damaged, unsafe, or holds no words.
    """
    reader = format_of(path.name).load_reader()
    data = _read(path)
    refuse_disguise(data, path.name)
    content = reader(data, path.name)
    _refuse_no_text(content, path.name)
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


def _refuse_no_text(content: Content, name: str) -> None:
    text = content.text
    if not text.strip(BLANKS):
        raise _no_text({omission.kind for omission in content.omissions}, name)
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


def _no_text(omitted: set[OmissionKind], name: str) -> ReportError:
    """The contents of a file without text."""
    if omitted & {OmissionKind.SCANS, OmissionKind.PICTURES}:
        return ReportError(
            "{file} contains only pictures and no text; send a file whose text can be selected.",
            code="pictures_only",
            file=name,
        )
    if OmissionKind.EMBEDDED in omitted:
        return ReportError(
            "{file} contains no text, only another document inside it; send that document itself.",
            code="embedded_only",
            file=name,
        )
    if OmissionKind.UNSEEN in omitted:
        return ReportError(
            "{file} contains only invisible text (hidden, struck out or white); check what it was saved from.",
            code="unseen_only",
            file=name,
        )
    return ReportError("{file} contains no text; check that it was saved completely.", code="no_text", file=name)


def _describe(content: Content, path: Path, sha256: str, correction: Correction) -> Report:
    text = content.text
    facts = make_facts(text)
    titled = correction.title or fact_value(facts, "名称", "标题") or path.stem
    title = without_radicals(re.sub(r"\s", "", titled))
    delivered = correction.delivered or delivered_on(text)
    plain = tuple(replace(fact, value=plain_text(fact.value)) for fact in facts)
    clues = Clues(plain_text(title), plain_text(text), plain_text(path.stem), plain, delivered)
    region = correction.region or find_region(clues)
    year = correction.year or find_year(clues)
    return Report(
        name=correction.title or _name(plain_digits(title), clues, region, year),
        text=text,
        file=path.name,
        sha256=sha256,
        body=correction.body or _body(clues, region),
        region=region,
        delivered=delivered,
        year=year,
        speaker=correction.speaker or _speaker(facts),
        pages=content.pages,
        omissions=content.omissions,
        headings=content.headings,
    )


def _name(title: str, clues: Clues, region: str | None, year: int | None) -> str:
    """The title; a bare 政府工作报告 is told apart by place and year, else by the file's name. A report whose title is
    lost is called after place and year too."""
    place = "国务院" if identify(region) == {COUNTRY} else region
    if fact_value(clues.facts, "名称", "标题") is None and "报告" not in title:
        is_report = place and year and _SPEAKS_FOR.search(clues.text[:_OPENING])
        return f"{place}{year}年政府工作报告" if is_report else title
    if not is_bare(plain_text(title)):
        return title
    if place is None:
        return clues.stem
    return f"{place}{year}年{title}" if year and str(year) not in title else f"{place}{title}"


def _body(clues: Clues, region: str | None) -> str | None:
    """The body that the page names; else the government that the speaker speaks for."""
    if published := fact_value(clues.facts, "发布机构"):
        return published
    if identify(region) == {COUNTRY} and "工作报告" in clues.title:
        return "国务院"
    if region is None or not (fact_value(clues.facts, "职务") or _SPEAKS_FOR.search(clues.text[:_OPENING])):
        return None
    return "国务院" if identify(region) == {COUNTRY} else f"{region}人民政府"


def _speaker(facts: tuple[Fact, ...]) -> str | None:
    name = fact_value(facts, "报告人")
    return re.sub(r"\s", "", name) if name else None
