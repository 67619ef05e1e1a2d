"""Texts are taken apart into claims, each with a verdict and the sentence it rests on; on the seed report, measured."""

from __future__ import annotations

from benchmarks.claims import SEED, judge_claims, load_claims, wrongly_agreed
from bot.core.verification_answer import as_answer
from bot.texts import ZH
from rag.engine import Answerer
from rag.verification.service import MOST, Verdict, verify


def test_of_the_known_claims_nine_in_ten_are_judged_right_and_nothing_altered_agrees(seed_answerer: Answerer) -> None:
    cases = load_claims(SEED)
    judged = judge_claims(seed_answerer, cases)
    assert len(cases) >= 100
    assert not wrongly_agreed(judged)
    assert sum(one.right for one in judged) >= 0.9 * len(cases)


def test_every_claim_of_a_text_gets_its_verdict_and_its_sentence(seed_answerer: Answerer) -> None:
    version = seed_answerer.corpus.current.version
    found = verify("听说去年PM2.5平均浓度是30.1，新增充电桩300个，房价跌了8%，真不错！", seed_answerer.search, version)
    assert [finding.verdict for finding in found.findings] == list(Verdict)
    agreed, differs, absent = found.findings
    assert agreed.citation
    assert "PM2.5平均浓度30.1微克/立方米" in agreed.citation.quote
    assert differs.citation
    start, mark = differs.citation.start, differs.citation.highlights[0]
    assert differs.citation.quote[mark.start - start : mark.end - start] == "261个"
    assert absent.citation is None
    text = version.reports[0].text
    for finding in (agreed, differs):
        assert finding.citation
        assert text[finding.citation.start : finding.citation.end] == finding.citation.quote


def test_a_text_without_claims_has_no_findings(seed_answerer: Answerer) -> None:
    version = seed_answerer.corpus.current.version
    assert verify("大家好，今天天气不错。", seed_answerer.search, version).findings == ()


def test_claims_beyond_the_most_are_told_to_be_left_out(seed_answerer: Answerer) -> None:
    version = seed_answerer.corpus.current.version
    text = "。".join(f"去年新增充电桩{300 + number}个" for number in range(MOST + 2))
    found = verify(text, seed_answerer.search, version)
    assert (len(found.findings), found.left_out) == (MOST, 2)
    assert as_answer(found, ZH).text.endswith("后面还有2条说法没有核对，请另发一次。")
