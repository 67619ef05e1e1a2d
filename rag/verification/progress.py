"""Words of a claim or a clause -> how far what they tell of has come, and whether it is denied. Pure.

A report plans in its part on the year to come and tells results in its review, mostly with the same words
(建成梅山小学); which part a sentence stands in is for ``rag.verification.verdicts.events`` to add.
"""

from __future__ import annotations

import re
from enum import IntEnum


class Stage(IntEnum):
    """How far something has come; ``NONE`` where no word tells."""

    NONE = 0
    PLANNED = 1
    """谋划, 前期工作."""
    BEGUN = 2
    UNDERWAY = 3
    DONE = 4


_FINISHED = (
    "建成|竣工|完工|完成|通车|投用|投产|投运|投入使用|投入运营|启用|开通|开业|开园|开馆|开放|运营|落成|贯通|打通|开门(?:迎客|营业)?|开张|营业|交付"
    "|修好|修通|建好|盖好|办成|坐上|用上|[改造修做干办搞建设盖]完|并网|发电(?=了|$)"
    r"|\bopened\b|\bcompleted\b|\bbuilt\b|\blaunched\b|\bfinished\b|\bin use\b|\bin operation\b|\bopen\b"
    r"|\bput into (?:use|operation)\b"
)
"""Built and in use: said one for the other of a road, a house or a plant."""
_HAPPENED = (
    "挂牌|设立|成立|获批|落户|入选|列入|纳入|出台|上市|下线|点火|交房|签约|达到|揭牌|开行|开跑|首飞|封顶|实现|创成|组建完成|成功举办|投放"
    r"|通过验收|消除|恢复|获评|当选|闭幕|\bapproved\b|\bestablished\b|\bheld\b"
)
_BEGUN = r"开工|动工|启动|开建|奠基|破土|上马|\bbroke ground\b|\bstarted\b|\bbegan\b"
_UNDERWAY = "加快|推进|在建|正在|加紧|提速|续建|实施|建设|筹建|组建|创建|打造|抓好|开展|深化|扩建|改造"
_PLANNED = "谋划|规划|前期|筹划|研究|论证|储备|推动|争取|力争|积极"
_BY_STAGE = (
    (Stage.DONE, re.compile(f"{_FINISHED}|{_HAPPENED}", re.IGNORECASE)),
    (Stage.BEGUN, re.compile(_BEGUN, re.IGNORECASE)),
    (Stage.UNDERWAY, re.compile(_UNDERWAY)),
    (Stage.PLANNED, re.compile(_PLANNED)),
)
_INTENDED = re.compile(
    r"(?<!行动)(?<!发展)(?<!培育)(?<![一二三四五六七八九十两]年)(?<![^0-9][1-9]年)计划(?!生育|经济)|打算|力争|争取|准备|将(?![军近])|拟|目标|预期|(?<![需重主首纲])要(?![求闻素点道件])|想(?:要|着)?|盼着|(?<![社大协学委盛])会(?![议展计员])|推动|加快|积极|谋划"
    r"|\bwill\b|\bplans? to\b|\baims?\b|\bto be\b|\btarget|\bshould\b|\bexpected\b",
    re.IGNORECASE,
)
_ACHIEVED = re.compile(
    r"已经?|了(?!解)|早就|(?<![经超通不渡路])过(?![程去渡度夜境])|完成|去年|成功|正式|\bhas\b|\bhave\b|\bwas\b|\bwere\b|\balready\b|\b\w+ed\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?<!社)零(?=伤亡|死亡|事故|增长|感染|投诉)|“零|没(?!等|有?.{0,8}比得)有?(?:人|能|被|再|全部|全线|一条|一个|一家)?|未(?![来成满央])(?:能|被|曾)?|尚未|并非|不是|还没|没能|不(?:打算|准备|计划|会|给)|拒绝"
    r"|(?<![少免缺大受赶比])不(?:了(?!解)|上(?!来)|成(?!熟))|不到(?![0-9一二两三四五六七八九十百千万半今去目期位])"
    r"|(?:到现在|至今|迄今)(?:都|也)?(?:还是|仍是|仍然是)(?!.{0,8}(?:第|首|头|最))"
    r"|叫停|停建|取消|搁置|流产|泡汤|作罢|撤销"
    r"|\bnot\b|\bnever\b|n't\b|\bno\b|\bcancel",
    re.IGNORECASE,
)

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
    """The furthest that the words tell."""
    return next((stage for stage, pattern in _BY_STAGE if pattern.search(text)), Stage.NONE)


def works_of(text: str) -> Stage:
    """How far something has been built, where a word tells that it was begun or finished."""
    return next((stage for stage, pattern in _WORKS if pattern.search(text)), Stage.NONE)


def tells_of_a_lack(text: str) -> bool:
    """It is told in a word of its own what others deny: 财力不足 beside 没钱."""
    return _LACKS.search(text) is not None


def is_only_begun(claim: str, clause: str) -> bool:
    """The claim tells as finished what the clause tells as begun, and no further."""
    return works_of(claim) is Stage.DONE and works_of(clause) is Stage.BEGUN


def without_stages(text: str) -> str:
    """The thing told of, without how far it has come."""
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
    """Something is denied, not merely lacked by those it is told of: 没有房证的人家."""
    return _DENIED.search(_LACKING.sub("", text)) is not None
