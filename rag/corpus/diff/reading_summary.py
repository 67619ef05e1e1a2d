"""A report as it was read -> a summary for an admin before publishing: its metadata, its size, what looks odd.
Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from rag.types import Omission, Outline, Report

_LONG = 600
"""Characters; the longest sentence of eleven reports has 428."""
_FEW = 20
"""Sentences; the shortest of eleven reports has 272."""
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]")


class Doubt(StrEnum):
    """Why a reading may be wrong."""

    NO_TITLE = "no_title"
    """The report is called by its file's name."""
    NO_REGION = "no_region"
    NO_YEAR = "no_year"
    NO_SECTIONS = "no_sections"
    """No heading was recognised."""
    FEW_SENTENCES = "few_sentences"
    LONG_SENTENCES = "long_sentences"
    """Some are longer than any of a real report: full stops may have been lost."""
    GARBLED = "garbled"
    """Characters that no font shows: a wrong encoding, or fonts of its own in a PDF."""


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """A report file as it was understood."""

    name: str
    file: str
    body: str | None
    region: str | None
    year: int | None
    delivered: date | None
    headings: tuple[str, ...]
    """The headings of the first level, in order."""
    sections: int
    sentences: int
    doubts: tuple[Doubt, ...]
    omissions: tuple[Omission, ...] = ()


def understand_report(report: Report, outline: Outline) -> ReadingSummary:
    paths = {section.path for section in outline.sections if section.path}
    return ReadingSummary(
        name=report.name,
        file=report.file,
        body=report.body,
        region=report.region,
        year=report.year,
        delivered=report.delivered,
        headings=tuple(dict.fromkeys(section.path[0] for section in outline.sections if section.path)),
        sections=len(paths),
        sentences=len(outline.sentences),
        doubts=tuple(_doubts(report, outline, bool(paths))),
        omissions=report.omissions,
    )


def _doubts(report: Report, outline: Outline, has_sections: bool) -> Iterator[Doubt]:
    if report.name == PurePath(report.file).stem and "报告" not in report.name:
        yield Doubt.NO_TITLE
    if report.region is None:
        yield Doubt.NO_REGION
    if report.year is None:
        yield Doubt.NO_YEAR
    if not has_sections:
        yield Doubt.NO_SECTIONS
    if len(outline.sentences) < _FEW:
        yield Doubt.FEW_SENTENCES
    if any(sentence.end - sentence.start > _LONG for sentence in outline.sentences):
        yield Doubt.LONG_SENTENCES
    if _GARBLED.search(report.text):
        yield Doubt.GARBLED
