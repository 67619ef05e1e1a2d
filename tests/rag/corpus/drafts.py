"""A corpus with a draft to be looked at."""

from __future__ import annotations

from pathlib import Path

from rag.corpus.service import CorpusService
from rag.settings import CorpusSettings
from tests.corpora import HUSHAN, JIANGWAN, write_reports

NAME = "湖山区2025年政府工作报告"
MORE = HUSHAN.replace("两所", "三所")


def words(corpus: CorpusService) -> str:
    return "".join(report.text for report in corpus.current.version.reports)


def upload(settings: CorpusSettings) -> Path:
    return write_reports(settings.data_dir / "upload", b=JIANGWAN) / "b.txt"
