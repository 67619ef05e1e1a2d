"""A claim, a clause -> whether one says the contrary of the other in a word: 提前 and 推迟, 全部 and 部分. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple


class _Pair(NamedTuple):
    one: re.Pattern[str]
    other: re.Pattern[str]


_PAIRS = tuple(
    _Pair(re.compile(one), re.compile(other))
    for one, other in (
        ("提前", "推迟|延期|延后|拖延|滞后|如期|按期"),
        ("扩大|拓宽|拉大", "缩小|收窄|压缩|缩短"),
        ("加快|提速|加速", "放缓|减速|放慢|变慢|停滞"),
        ("恢复|重启|复航|复工", "暂停|中断|停止|停办|停飞|叫停"),
        ("开放|开通|开馆|开业|启用", "关闭|关停|停用|停业|停运|封闭"),
        ("新建|新设|成立|设立|组建", "拆除|撤销|裁撤|取消|解散|撤并"),
        ("保留|延续|继续", "取消|废止|终止|停止"),
        ("放宽|放开|松绑", "收紧|限制|从严"),
        ("好转|改善|优化|向好", "恶化|变差|变坏|转差"),
        ("免费|免收|免除|减免", "收费|付费|自费|加收"),
        ("上调|提高|上浮", "下调|降低|下浮"),
        ("超额|超过预期|好于预期", "未完成|没完成|低于预期|不及预期"),
        ("全部|全面|所有|全覆盖|全域|都", "部分|个别|局部|少数|试点|半数|多数"),
        ("首次|首个|首家|首条|首座|第一次", "再次|第二次|连续|又一次|蝉联"),
        ("成功|顺利", "失败|落选|未能|流标"),
        ("合格|达标", "不合格|不达标|超标"),
        ("盈利|盈余|顺差|扭亏", "亏损|赤字|逆差"),
        ("高于|快于|领先|优于|跑赢", "低于|慢于|落后|不及|逊于"),
        ("增派|扩招|扩编", "裁减|裁员|缩编"),
        ("转入|流入|净流入", "转出|流出|净流出"),
        ("零增长|持平", "大幅"),
        ("独资|自主", "合资|引进"),
        ("保持|蝉联|稳居|守住|夺得", "丢掉|失去|丢了|跌出|让出"),
        ("优(?![化先惠])|良好|向好", "变差|恶化|变坏"),
        ("获批|批复|通过|核准", "否决|被否|驳回|未通过|没通过|没批"),
    )
)


def is_contrary(claim: str, clause: str) -> bool:
    """The claim has a word of a pair and not the other one, the clause the other one and not the first."""
    return any(
        _only(one, other, claim) and _only(other, one, clause) for pair in _PAIRS for one, other in (pair, pair[::-1])
    )


def _only(one: re.Pattern[str], other: re.Pattern[str], words: str) -> bool:
    return one.search(words) is not None and other.search(words) is None
