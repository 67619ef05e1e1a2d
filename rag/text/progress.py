"""Words of a claim or a clause -> the stage of progress they report, and whether it is denied. Pure.

A report plans in its part on the year to come and tells results in its review, mostly with the same words
(建成梅山小学); which part a sentence stands in is not read here.
"""

from __future__ import annotations

import re
from enum import IntEnum

from rag.text.word_tables import any_of
from rag.types import Span


class Stage(IntEnum):
    """A stage of progress; ``NONE`` where no word shows one."""

    NONE = 0
    PLANNED = 1
    """谋划, 前期工作."""
    BEGUN = 2
    UNDERWAY = 3
    DONE = 4


_FINISHED = any_of(__name__, "finished")
"""Built and in use: said one for the other of a road, a house or a plant."""
_HAPPENED = (
    "挂牌|设立|成立|获批|落户|入选|列入|纳入|出台|上市|下线|点火|交房|签约|达到|揭牌|开行|开跑|首飞|封顶|实现|创成|组建完成|成功举办|投放"
    r"|通过验收|消除|恢复|获评|当选|闭幕|\bapproved\b|\bestablished\b|\bheld\b"
)
_BEGUN = (
    r"开工|动工|启动(?!预?可研|前期|可行性|规划编制|勘[察测])|开建|奠基|破土|上马"
    r"|\bbroke ground\b|\bstarted\b|\bbegan\b"
)
_UNDERWAY = "加快|推进|在建|正在|加紧|提速|续建|实施|建设|筹建|组建|创建|打造|抓好|开展|深化|扩建|改造"
_PLANNED = "预?可研|可行性|谋划|规划|前期|筹划|研究|论证|储备|推动|争取|力争|积极"
_BY_STAGE = (
    (Stage.DONE, re.compile(f"{_FINISHED}|{_HAPPENED}", re.IGNORECASE)),
    (Stage.BEGUN, re.compile(_BEGUN, re.IGNORECASE)),
    (Stage.UNDERWAY, re.compile(_UNDERWAY)),
    (Stage.PLANNED, re.compile(_PLANNED)),
)
_VERBS = (
    (Stage.PLANNED, "前期|谋划|筹划|论证|规划建设|储备项目"),
    (Stage.DONE, _FINISHED),
    (Stage.BEGUN, _BEGUN),
    (Stage.UNDERWAY, "在建|续建|加快|加速|提速|推进|推动|正在|还在"),
)
_GOVERNING = re.compile("|".join(f"(?P<{stage.name}>{words})" for stage, words in _VERBS), re.IGNORECASE)
_INTENDED = re.compile(any_of(__name__, "intended"), re.IGNORECASE)
_ACHIEVED = re.compile(any_of(__name__, "achieved"), re.IGNORECASE)
_DENIED = re.compile(any_of(__name__, "denied"), re.IGNORECASE)
_BEFORE = re.compile("(?:以前|之前|从前|原来|早先|此前)[^，,。0-9]{0,6}?(?:没有?|不|未)[^，,。]{0,6}")
"""以前从没批过: what was not so earlier is so now."""

_LACKS = re.compile("不足|困难|短缺|缺乏|欠缺|不够|薄弱|短板|压力|紧张|滞后|不强|不高|不优|不平衡|不充分")
_LACKING = re.compile(r"没有?[\u3400-\u9fff]{1,5}的(?:人|家庭|户|孩子|居民|群众|老人|学生|企业|村)")

_WORKS = ((Stage.DONE, re.compile(_FINISHED, re.IGNORECASE)), (Stage.BEGUN, re.compile(_BEGUN, re.IGNORECASE)))
_WITHOUT = (
    *(pattern for _, pattern in _WORKS),
    re.compile("加快|推进|在建|正在|加紧|提速|续建|建设"),
    _DENIED,
)
_ALREADY = re.compile(
    r"已经?(?!经)|早就|早已|(?:完成|建成|实现|达成|落实)了|\balready\b|\bhas\b|\bhave\b", re.IGNORECASE
)


def stage_of(text: str) -> Stage:
    """The furthest stage that the words show."""
    return next((stage for stage, pattern in _BY_STAGE if pattern.search(text)), Stage.NONE)


def works_of(text: str) -> Stage:
    """The stage of building, where a word says that it was begun or finished."""
    return next((stage for stage, pattern in _WORKS if pattern.search(text)), Stage.NONE)


def governing_verbs(text: str) -> list[tuple[Span, Stage]]:
    """The verbs that show the progress of what they govern, in order; of verbs side by side the last (推动投用)."""
    verbs: list[tuple[Span, Stage]] = []
    for found in _GOVERNING.finditer(text):
        start = found.start()
        if verbs and verbs[-1][0].end == start:
            start = verbs.pop()[0].start
        verbs.append((Span(start, found.end()), Stage[found.lastgroup or "NONE"]))
    return verbs


def tells_of_a_lack(text: str) -> bool:
    """Whether the words state a lack that others express by a denial: 财力不足 for 没钱."""
    return _LACKS.search(text) is not None


_RUNGS = tuple(
    map(
        re.compile,
        (
            "(?:纳入|列入|写入)[^，,；;0-9]{0,6}规划|支持项目|储备项目",
            "获批|获准|核准|批复",
            _BEGUN,
            "主体(?:工程)?(?:完工|封顶|建成|贯通)|封顶|合龙|校飞|试飞|试运[行营]|联调联试|试车",
            "通航|通车|开业|开通|投产|投用|投运|投入(?:使用|运营|运行)|开馆|启用|营业|开门|运营(?!商|中心|机构)|已是|已经是|(?<![建完修做办养形变])成了",
        ),
    )
)
"""Steps on the way to what is in use, the first one first."""
_BUILT = re.compile("(?<!主体)(?<!工程)(?:建成|竣工|完工|落成)")


def is_not_as_far(claim: str, clause: str) -> bool:
    """Whether the claim names a later step than the clause does: begun against 获批, in use against 建成校飞."""
    mine, its = (_last_rung(text) for text in (claim, clause))
    both_built = _BUILT.search(claim) and _BUILT.search(clause) and not _RUNGS[-1].search(claim)
    return (0 < its < mine and not both_built) or (works_of(claim) is Stage.DONE and works_of(clause) is Stage.BEGUN)


def _last_rung(text: str) -> int:
    """The last step named, from 1; 0 where none is. What is built is in use, unless an earlier step is named."""
    last = max((at for at, rung in enumerate(_RUNGS, start=1) if rung.search(text)), default=0)
    return len(_RUNGS) if _BUILT.search(text) and last < len(_RUNGS) - 1 else last


def without_stages(text: str) -> str:
    """The thing without words for its progress."""
    for pattern in _WITHOUT:
        text = pattern.sub("\n", text)
    return text


def is_intended(text: str) -> bool:
    return _INTENDED.search(text) is not None


def is_achieved(text: str) -> bool:
    return _ACHIEVED.search(text) is not None


def is_already(text: str) -> bool:
    """It says outright that it has happened."""
    return _ALREADY.search(text) is not None


def is_denied(text: str) -> bool:
    """Whether something is denied, and not only lacked by the people it is about: 没有房证的人家."""
    return _DENIED.search(_BEFORE.sub("", _LACKING.sub("", text))) is not None
