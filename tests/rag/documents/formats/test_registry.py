"""Every format is registered once: its endings, its beginnings and its reader."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rag.documents.formats.base import Format
from rag.documents.formats.registry import FOREIGN, FORMATS, SUFFIXES, format_of, refuse_disguise
from rag.errors import ReportError


def test_every_ending_belongs_to_one_format() -> None:
    """What is refused by name cannot be read."""
    listed = [suffix for known in FORMATS for suffix in known.suffixes]
    refused = {suffix for foreign in FOREIGN for suffix, _ in foreign.suffixes}
    assert sorted(listed) == sorted(SUFFIXES)
    assert not refused & SUFFIXES


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.suffixes[0])
def test_every_reader_is_there(known: Format) -> None:
    assert callable(known.load_reader())


def test_the_list_of_formats_loads_no_reader() -> None:
    """A command that only lists the folder must not wait for the libraries of all formats."""
    code = "import sys, rag.documents.report_folder; print(*{'docx', 'bs4'}.intersection(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""


def test_a_format_is_found_by_its_ending_whatever_its_case() -> None:
    assert format_of("报告.PDF").kind == "a PDF file"


def test_a_beginning_that_belies_the_ending_is_refused() -> None:
    """A web page may be called Markdown, which may hold HTML."""
    refuse_disguise(b"<html><p>x", "a.md")
    with pytest.raises(ReportError, match="is actually a PDF file"):
        refuse_disguise(b"%PDF-1.7", "a.docx")
