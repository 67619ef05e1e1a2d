"""Reports are asked from Python as they are in a chat, with typed results."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

import rag
import rag.corpus.service
import rag.index.builder
from rag import ReportRetriever, Reports, open_reports
from rag.errors import EmptyCorpus
from rag.types import Status
from rag.verification.verdicts.judgement import Verdict
from tests.corpora import HUSHAN, build_here, embed_cheaply, write_reports


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    home = tmp_path_factory.mktemp("api")
    write_reports(home / "reports", a=HUSHAN)
    with pytest.MonkeyPatch.context() as patched:
        embed_cheaply(patched)
        build_here(patched)
        with open_reports(home / "reports", home / "data") as opened:
            yield opened


def test_an_answer_cites_spans(reports: Reports) -> None:
    answer = reports.ask("新建小学几所")
    (report,) = reports.version.reports
    assert answer.status is Status.ANSWERED
    assert [report.text[one.start : one.end] for one in answer.citations] == [one.quote for one in answer.citations]
    assert reports.names == ("湖山区2025年政府工作报告",)


def test_a_question_may_lean_on_those_before(reports: Reports) -> None:
    assert "3000人" in reports.ask("那就业呢", history=["2025年城镇新增就业目标是多少"]).text


def test_sentences_are_found_and_claims_verified(reports: Reports) -> None:
    assert "新建小学两所" in reports.search("新建小学", 1)[0].text
    (finding,) = reports.verify("2024年全区生产总值增长5.8%").findings
    assert finding.verdict is Verdict.AGREES


def test_a_chain_of_langchain_gets_sentences_with_their_places(reports: Reports) -> None:
    chain = ReportRetriever(reports=reports, k=3) | RunnableLambda(lambda found: [one.metadata for one in found])
    first, *rest = chain.invoke("城镇新增就业")
    assert len(rest) == 2
    (report,) = reports.version.reports
    assert "城镇新增就业3000人" in report.text[first["start"] : first["end"]]
    assert first.keys() == {"id", "report", "section", "start", "end", "year", "score"}
    assert (first["report"], first["section"], first["year"]) == (report.name, ["二、2025年工作安排"], 2025)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmptyCorpus), open_reports(tmp_path / "nothing", tmp_path / "data"):
        pass


def test_there_is_nothing_else_in_the_package() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'ask'"):
        rag.ask  # noqa: B018
