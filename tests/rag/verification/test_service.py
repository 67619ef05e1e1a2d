"""Texts are taken apart into claims, each with a verdict and the sentence it rests on; on the seed report, measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from benchmarks.evaluation.claims import SEED, judge_claims, load_claims, wrongly_agreed
from bot.core.verification_answer import as_answer
from bot.texts import ZH
from rag.engine import Answerer
from rag.text import figures
from rag.verification import assertions, clause_joining, facts, reading, search, wording
from rag.verification.derived import decision
from rag.verification.matching import figures as matched_figures
from rag.verification.service import MOST, MOST_CHARACTERS, Finding
from rag.verification.verdicts.conflicts import Aspect
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
地区生产总值增长5.8%左右。城镇新增就业62.5万人。信访总量下降43%。新增全国重点实验室15家、总数达36家。
城镇、农村居民人均可支配收入分别增长4.8%、6.2%。进出口总额3.38万亿元、出口首次突破2万亿元。
实际使用外资152.7亿美元。每万人口高价值发明专利拥有量57.9件。青云高铁开工建设，白石机场建成投用。
举办第七届云山博览会。“天都”双星实现绕月编队飞行。老旧小区改造投资5.7亿元。
二、2025年工作安排
主要预期目标是：地区生产总值增长6%，城镇新增就业60万人以上，农村卫生厕所普及率达到85%。
建成碧水美术馆。新改建农村公路8000公里。
"""


def finding(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2024年城镇新增就业62.5万人", "agrees"),
        ("去年信访量降了四成多", "roughly"),
        ("老旧小区改造投了5.7个亿", "agrees"),
        ("去年GDP增长5.8%", "roughly"),
        ("今年城镇新增就业目标60万人", "roughly"),
        ("某省去年GDP增长5.8%左右，是吗？", "agrees"),
        ("The surveyed city has 60 bridges", "not_in_report"),
        ("GDP is to grow 6% in 2025", "agrees"),
        ("白石机场去年已经建成投用", "agrees"),
        ("城里人收入去年涨了百分之四点八", "agrees"),
        ("老小区翻新投了5.7个亿", "agrees"),
        ("信访总量去年降了快一半", "roughly"),
    ],
)
def test_what_the_report_says_in_other_words_is_found(claim: str, verdict: str) -> None:
    assert finding(claim).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "aspect"),
    [
        ("去年城镇新增就业72.5万人", Aspect.FIGURE),
        ("去年信访总量上升43%", Aspect.DIRECTION),
        ("去年实际使用外资152.7亿元人民币", Aspect.FIGURE),
        ("去年一年新增了36家全国重点实验室", Aspect.COUNT),
        ("去年农村居民人均可支配收入增长4.8%", Aspect.PART),
        ("去年举办的是第八届云山博览会", Aspect.FIGURE),
        ("碧水美术馆去年已经建成", Aspect.PROGRESS),
        ("青云高铁去年已经建成通车", Aspect.PROGRESS),
        ("白石机场到现在都没建成", Aspect.DENIAL),
        ("“天宫”双星实现绕月编队飞行", Aspect.NAME),
        ("农村卫生厕所普及率2024年达到85%", Aspect.YEAR),
    ],
)
def test_what_is_altered_differs_in_what_was_altered(claim: str, aspect: Aspect) -> None:
    found = finding(claim)
    assert (found.verdict, found.aspect) == ("differs", aspect)


@pytest.mark.parametrize(
    "claim",
    [
        "去年出口3.38万亿元",
        "今年要新建两所学校，投资3亿元",
        "江苏去年城镇新增就业62.5万人",
        "去年快递业务量增长43%",
        "白石机场去年发生了火灾",
        "去年二手房成交量增长12%",
        "信访总量连续三年下降43%",
    ],
)
def test_a_part_another_place_and_another_matter_never_agree(claim: str) -> None:
    assert finding(claim).verdict in ("differs", "unclear", "not_in_report")


BOTH = """某省2025年政府工作报告

一、2024年工作回顾
改造老旧小区813个、老旧管网5305公里。高新技术企业增至8837家。粮食产量500.1亿斤。
二、2025年工作安排
改造老旧小区500个、老旧管网4600公里。力争高新技术企业突破1万家。粮食产量500亿斤左右。
"""


def finding_of_both(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(BOTH, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize("claim", ["改造老旧小区813个", "高新技术企业增至8837家", "粮食产量500.1亿斤"])
def test_what_came_out_agrees_without_a_year_whatever_is_aimed_at(claim: str) -> None:
    assert finding_of_both(claim).verdict == "agrees"


def test_what_is_aimed_at_is_not_told_as_what_came_out() -> None:
    found = finding_of_both("高新技术企业突破1万家")
    assert (found.verdict, found.aspect) == ("differs", Aspect.PROGRESS)
    assert finding_of_both("力争高新技术企业突破1万家").verdict == "agrees"
    assert finding_of_both("2025年高新技术企业突破1万家").verdict != "differs"


def test_a_plan_is_not_agreed_to_where_the_report_tells_that_it_is_done() -> None:
    text = (
        "某省2025年政府工作报告\n\n一、2024年工作回顾\n云山机场升级为国际机场。\n二、2025年工作安排\n加快发展旅游。\n"
    )
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(text, "某省2025年政府工作报告"))))
    assert answerer.verify("云山机场升级为国际机场了").findings[0].verdict == "agrees"
    assert answerer.verify("今年打算把云山机场升级为国际机场").findings[0].verdict == "unclear"


PARTS = """某省2025年政府工作报告

一、2024年工作回顾
超算算力达223PF、居全国第3位。国有大行实际贷款余额增长8.8%。高新技术产品出口增长24.3%。营造林174万亩。
22个重点产业集群中，战略性新兴产业营业收入占比超过三分之一。沈阳、大连入选国家首批技术改造城市试点。
办理人大代表建议754件、政协提案992件。规上工业增加值增长9%，增速居工业大省第1位。博物馆建成开馆。改造老旧小区6496个、惠及97.9万户。
19个城中村改造项目全部启动。新增职业技术大学、高等职业学校各2所。筹措30.5亿元撬动“农惠贷”新增贷款2317.3亿元。PM2.5浓度改善5.1%。
耕地面积连续两年实现净增加。云山师范高等专科学校升为本科院校。民营资本首次进入核电等领域。
二、2025年工作安排
营造林110万亩。粮食产量500亿斤左右。推动跨境索道项目建设。
三、园区工作
去年，经济技术开发区规上企业数字化改造95家。
"""


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("全省贷款余额增长8.8%", id="a part told of the whole"),
        pytest.param("去年出口增长24.3%", id="some goods told of all"),
        pytest.param("2024年全省规上企业数字化改造95家", id="a zone told of the whole"),
        pytest.param("战略性新兴产业营业收入占全省工业的三分之一以上", id="a share of something else"),
        pytest.param("今年营造林的任务比去年重", id="a comparison without a figure"),
        pytest.param("2024年粮食产量目标为500亿斤左右", id="a target told of the year before"),
        pytest.param("跨境索道已经运行", id="a plan told as done"),
        pytest.param("去年和今年两年一共营造林284万亩", id="a sum of what is done and what is planned"),
        pytest.param("沈阳、鞍山入选国家首批技术改造城市试点", id="another city"),
        pytest.param("办理人大代表建议992件、政协提案754件", id="two figures exchanged"),
        pytest.param("去年服务业增加值增长9%", id="another industry"),
        pytest.param("改造老旧小区惠及97.9万人", id="persons for households"),
        pytest.param("2022年博物馆建成开馆", id="an event of another year"),
        pytest.param("19个城中村去年全都改造完了", id="works begun told as finished"),
        pytest.param("职业院校去年总共新增2所", id="each told as together"),
        pytest.param("去年“农惠贷”总共才贷出去30.5亿元", id="what moves a sum told as the sum"),
        pytest.param("去年PM2.5浓度反弹了5.1%", id="a fall told as a rise, in a word of its own"),
        pytest.param("耕地面积这两年一直在缩水", id="a rise told as a fall, in a word of its own"),
        pytest.param("云山师专到现在还是个大专", id="a change told as none"),
        pytest.param("民营资本到现在还是进不了核电领域", id="what has begun told as barred"),
    ],
)
def test_parts_sums_comparisons_and_plans_told_otherwise_never_agree(claim: str) -> None:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(PARTS, "某省2025年政府工作报告"))))
    assert answerer.verify(claim).findings[-1].verdict not in ("agrees", "roughly")


@pytest.mark.parametrize("claim", ["今年要新建两所学校，投资3亿元", "去年快递业务量增长43%", "去年二手房成交量增长12%"])
def test_what_the_report_does_not_speak_of_does_not_differ(claim: str) -> None:
    assert finding(claim).verdict in ("unclear", "not_in_report")


def test_of_the_known_claims_nine_in_ten_are_judged_right_and_nothing_altered_agrees(seed_answerer: Answerer) -> None:
    cases = load_claims(SEED)
    judged = judge_claims(seed_answerer, cases)
    assert len(cases) >= 100
    assert not wrongly_agreed(judged)
    assert sum(one.right for one in judged) >= 0.9 * len(cases)


def test_every_claim_of_a_text_gets_its_verdict_and_its_sentence(seed_answerer: Answerer) -> None:
    found = seed_answerer.verify("听说去年PM2.5平均浓度是30.1，新增充电桩300个，房价跌了8%，真不错！")
    assert [finding.verdict for finding in found.findings] == ["agrees", "differs", "not_in_report"]
    agreed, differs, absent = found.findings
    assert agreed.citation
    assert "PM2.5平均浓度30.1微克/立方米" in agreed.citation.quote
    assert differs.citation
    start, mark = differs.citation.start, differs.citation.highlights[0]
    assert differs.citation.quote[mark.start - start : mark.end - start] == "261个"
    assert absent.citation is None
    text = seed_answerer.corpus.current.version.reports[0].text
    for one in (agreed, differs):
        assert one.citation
        assert text[one.citation.start : one.citation.end] == one.citation.quote


def test_a_text_without_claims_has_no_findings(seed_answerer: Answerer) -> None:
    assert seed_answerer.verify("大家好，今天天气不错。").findings == ()


def test_claims_beyond_the_most_are_told_to_be_left_out(seed_answerer: Answerer) -> None:
    text = "。".join(f"去年新增充电桩{300 + number}个" for number in range(MOST + 2))
    found = seed_answerer.verify(text)
    assert (len(found.findings), found.left_out) == (MOST, 2)
    assert as_answer(found, ZH).text.endswith("后面还有2条说法没有核对，请另发一次。")


HOSTILE = (
    "1、" * 2040,
    "2025年GDP增长" + "下降" * 2000,
    "增长5%，" * 800,
    "去年新增泊位5447个。" * 340,
    "二" * 4096,
    "，" * 4096,
    "比去年多1个" * 600,
    "去年全省规上工业增加值增长7.9%固定资产投资增长3.7%" * 140,
    "。".join(f"去年新增就业、脱贫人口、高速公路和高标准农田总共{400 + number}万" for number in range(150)),
)
MOST_READ = 20_000
"""Characters that all readers of figures together are given for a message of 4,096; ordinary ones have some 9,000."""
MOST_COMPARED = 20_000
MOST_EMBEDDED = 1_000
MOST_WEIGHED = 40_000


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """How many characters are read for figures and embedded, how many figures are compared, and how often the words of
    a claim are weighed against those of a sentence."""
    work = {"read": 0, "compared": 0, "embedded": 0, "weighed": 0}

    def reading_of(read: Callable[[str], object]) -> Callable[[str], object]:
        def counting(text: str) -> object:
            work["read"] += len(text)
            return read(text)

        return counting

    def comparing(*figures: figures.Figure) -> object:
        work["compared"] += 1
        return compare(*figures)

    def embedding(claimed: reading.Claimed, *places: object) -> object:
        work["embedded"] += min(len(claimed.asked), search.MOST_EMBEDDED)
        return find(claimed, *places)

    def weighing(term: wording.WeighedTerm, held: frozenset[str]) -> float:
        work["weighed"] += 1
        return weigh(term, held)

    compare, find, weigh = matched_figures.compare, decision.search, wording.WeighedTerm.held
    monkeypatch.setattr(decision, "search", embedding)
    monkeypatch.setattr(wording.WeighedTerm, "held", weighing)
    monkeypatch.setattr(assertions, "find_figures", reading_of(assertions.find_figures))
    for module in (clause_joining, reading):
        for name in ("find_figures", "label"):
            monkeypatch.setattr(module, name, reading_of(getattr(module, name)))
    monkeypatch.setattr(matched_figures, "compare", comparing)
    facts.read_sentence.cache_clear()
    reading.read_claim.cache_clear()
    return work


@pytest.mark.parametrize("text", HOSTILE)
def test_no_message_makes_more_work_than_its_length(text: str, counted: dict[str, int]) -> None:
    FakeAnswerer().verify(text)
    assert counted["read"] < MOST_READ
    assert counted["compared"] < MOST_COMPARED
    assert counted["embedded"] < MOST_EMBEDDED
    assert counted["weighed"] < MOST_WEIGHED


def test_only_the_first_claims_of_a_long_text_are_verified() -> None:
    found = FakeAnswerer().verify("去年全省规上工业增加值增长7.9%固定资产投资增长3.7%" * 140)
    assert found.left_out > 0
    assert 0 < sum(len(finding.claim.text) for finding in found.findings) <= MOST_CHARACTERS
