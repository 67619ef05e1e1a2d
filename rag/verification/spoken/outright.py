"""A claim worded as a denial or an idiom -> the same claim stated directly: 不是第一，是第二 · 一件没落. Pure.

A contrast claims what it sets against the other, a double denial says it of all, a figure that was not reached is one
that it stays below, and somebody said to have admitted a thing claims it. Read before figures and words of change
are. The one place that reads denials away; those that stay are read by ``rag.text.progress``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ONE = "一[个件项户家所座处条套笔人村名栋次起宗张台辆部场只例]"
_WHICH = "(?:哪个?|任何|半)(?:[一个件项户家所座处条套]){0,2}|谁"
_ANY = f"(?:{_ONE}|{_WHICH})(?:是)?"
_GOOD = "满意|合格|达标|及格|到位|安全|放心"
_NUMBER = "[0-9一二两三四五六七八九十百千万亿半]"
_COUNTED = re.compile(f"{_NUMBER}|[ⅠⅡⅢⅣⅤ]|[冠亚季]军|[金银铜]牌|首位|榜首")
_NO = "没有?能?|未能?"
_RISES = "上?涨|上升|增长|增加|提高|增高|升高|扩大|反弹|回升"
_FALLS = "下降|下跌|降低|减少|回落|缩小|缩减|下滑|萎缩|[降跌减]"
_ENDS = "过?了?(?=$|[，,。；;])"
_OF_ALL = f"(?<!{_ONE})(?<!{_ONE}[都也])"
"""Not said of each one: 机构一家都没减 is not that they have become more."""
_NOT = "(?:不用|不必|不需要?|无需|无须|毋须|用不着|不)再?(?:另外|额外|自己|自个儿?)?"
_FREE = (
    f"{_NOT}(?:[买购要][门车船]?票|(?:[花掏交付出收]|要)(?:一?分)?(?:钱|费用?)|付费|缴费|买单)了?(?!就|不|的话|的人)"
)
_PUT_OFF = "(?:拖[延欠后]?|推迟|延[期误后]|耽[误搁]|逾期|超期|误期|误点)"
"""Verbs for what comes late: that none did is said of all."""
_WAYS = {"快": "慢", "多": "少", "高": "低", "大": "小"}


def _denies_alike(found: re.Match[str]) -> str:
    """拿了亚军，不是冠军 -> 拿了亚军, where both are told alike: with a number, or with none."""
    alike = _COUNTED.search(found["told"]) or not _COUNTED.search(found["other"])
    return found["told"] if alike else found[0]


def _all_done(found: re.Match[str]) -> str:
    """没有破不了的命案 -> 命案全部破, 没有办不成的事 -> 事全部办成."""
    return f"{found['thing']}全部{found['verb']}{found['end'] or ''}"


def _grown(found: re.Match[str]) -> str:
    """没能涨到5% -> 增长不到5%."""
    return f"{'增长' if found['verb'] in ('涨', '升', '增') else found['verb'] or ''}不到"


_SAID: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"(?:并?不是|并非)[^，,；;。是]{1,15}[，,、 ]?(?:而是|却是|是)", "是"),
        (
            r"(?:没有?|未)(?P<verb>[拿得获进排评居列夺当])[到了]?[^，,；;。]{1,12}[，,](?:而是|只|却)?(?P=verb)",
            r"\g<verb>",
        ),
        (r"^(?P<told>.{3,}?)[，,](?:而|可|却)?(?:并?不是|并非|而非)(?P<other>[^，,；;。]{1,15})$", _denies_alike),
        (rf"{_ONE}[都也]?(?:没有?|不|未)(?:落下?|漏[掉下]?|遗漏|少|剩下?|拉下|缺|欠|丢)了?", "全部"),
        (rf"没有?{_ONE}(?:是)?(?:没有?|不|未)(?=[\u3400-\u9fff])", "全部"),
        (rf"没有?{_ANY}(?P<thing>[\u3400-\u9fff]{{0,4}}?)(?:没有?|不|未)(?!用)(?=[\u3400-\u9fff])", r"\g<thing>全部"),
        (
            rf"没有?{_ANY}(?P<thing>[\u3400-\u9fff]{{0,4}}?)拖过(?P<end>[\u3400-\u9fff]{{1,4}}?)(?=$|[，,。；;的了])",
            r"\g<thing>全部\g<end>前",
        ),
        (
            rf"没有?{_ANY}(?P<thing>[\u3400-\u9fff]{{0,4}}?)被?{_PUT_OFF}过?了?(?:的|时间|工期)?(?=$|[，,。；;])",
            r"\g<thing>全部按时",
        ),
        (r"没有?(?P<verb>[\u3400-\u9fff])不(?:了|(?P<end>[成掉到完]))的(?P<thing>[\u3400-\u9fff]{1,6})", _all_done),
        (rf"没有?不(?P<good>{_GOOD})的(?P<thing>[\u3400-\u9fff]{{0,4}}?)(?=$|[，,。；;了])", r"\g<thing>全部\g<good>"),
        (rf"{_NOT}[交缴付](?P<what>学杂?费|书本费|押金|房租|税)", r"免\g<what>"),
        (_FREE, "免费"),
        (rf"(?:无一|没有?{_ONE}?)(?:例外|遗漏|落空|落下|漏下|掉队)", "全部"),
        (rf"{_ONE}不(?P<good>[\u3400-\u9fff]{{1,3}})的[都也]?没有?", r"全部\g<good>"),
        (rf"没有?{_ONE}(?:是)?(?P<verb>{_RISES}|{_FALLS})的?", r"没\g<verb>"),
        (rf"{_ONE}[都也]?(?=没)(?!(?:{_NO})(?:{_RISES}|{_FALLS}){_ENDS})", ""),
        (rf"(?:{_NO})(?P<verb>涨|升|增长|提高|增)?(?:达|完成)?到(?=[约近]?{_NUMBER})", _grown),
        (rf"{_OF_ALL}(?:{_NO})(?:再|怎么)?(?:{_RISES}){_ENDS}", "下降"),
        (rf"{_OF_ALL}(?:{_NO})(?:再|怎么)?(?:{_FALLS}){_ENDS}", "增长"),
        (
            r"没有?(?P<than>[\u3400-\u9fff]{2,8}?)(?P<verb>[涨升增降]|增长|下降)得(?P<way>[快多高大])",
            lambda found: f"比{found['than']}{found['verb']}得{_WAYS[found['way']]}",
        ),
    )
)
_FIRST = r"(?:[^，,。]{0,4}?)(?:第一|头名|首位|榜首|冠军|老大)"
_LARGEST = "多大高长快"
_BECAME = "[^，,。]{0,6}(?:升|改|变|换|转)[\u3400-\u9fff]{0,2}[成为作]|[^，,。]{0,4}(?:成为?|当上|叫)"
"""The opening of a clause on what a thing is now, after one on what it no longer is."""
_TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (
            r"(?:政府|官方|报告|省里|市里|区里|县里)(?:自己|里面?)?(?:也|都|并)?(?:没有?|不|未|从不)?(?:承认|否认|回避|遮着|遮掩|讳言|藏着)了?(?:[，,]|$)",
            "",
        ),
        (rf"没有?(?:让出|丢|掉出|跌出|旁落|让)过?(?={_FIRST})", "保持"),
        (
            rf"(全国|全省|全市|全球)?没有?(?:谁|人|哪个?[省市区县]份?)?比[^，,。]{{1,8}}?更([{_LARGEST}])的?",
            r"全国最\2",
        ),
        (
            r"\bno other (?:province|region|city|place|county)\b(.{1,40}?) as (?:many|much)(.{1,40}?) as\b",
            r"全国最多 \1 \2",
        ),
        (
            r"([快慢高低多少大小长短])[，,](?:足足|整整|整)?\1[了出](?=近|约|超过|[0-9一二两三四五六七八九十百千])",
            r"\1",
        ),
        ("压着?([^，,]{1,8}?)一头|压过|盖过|力压", r"超过\1"),
        (r"^(?:盼|等|拖|念叨|吵|讲)了[^，,的0-9]{1,6}的(?=[\u3400-\u9fff]{3})", ""),
        (
            r"(?:(?:几乎|基本)?没(?:怎么|咋)?(涨|增长|增加|升)[，,])?(?:甚至|就|都)?连([^，,]{0,4}[0-9一二两三四五六七八九十百千万亿][^，,]{0,6}?)[都也](?:还|还是)?(?:不到|没到|没有|不足)",
            r"\1不到\2",
        ),
        ("只多不少|不减反增|不降反升", "增加"),
        ("只少不多|不增反减", "减少"),
        ("一点不[剩落]", "全部"),
        (
            rf"(?:(?:已经?|就|再也?)?(?:不是|不再是|不叫)[^，,。]{{1,10}}了|(?:摘|甩|脱|丢)掉[^，,。]{{1,10}}帽子?)[，,](?={_BECAME})",
            "",
        ),
        (r"(?<!是)并?不是[^，,。]{1,14}(?:[，,](?:而|就)?|而)是", "是"),
        (r"[，,](?:而|并|可)?不是[^，,。]{1,12}$", ""),
        (r"还?(?:没有?|未)(?:做到|实现)?(?:全|完全|都)[^，,。0-9]{1,6}[，,](?=[^，,。]{0,12}[0-9])", ""),
    )
)
_DENIED = re.compile(
    r"^(?P<of>[^，,；;。]{2,}?)(?:(?P<is>并?不是|并非)|没有?(?P<verb>[拿得获排居列夺评])[到上了]?)(?P<figure>[^，,；;。]+)$"
)
_BOUNDED = re.compile("超|多|不到|不足|以[上下内]|左右|[近约前]|突破|至少|低于|高于|达到|全部|全都")
_NOT_ALL = re.compile("(?:还|仍|也|并)?没有?(?:能|做到|实现|达到)?(?:全部|完全|全面|全都|全|百分之百)")
_SHARE = re.compile(r"[0-9.]{1,8} ?%|百分之|[一二三四五六七八九]成")


def outright(text: str) -> str:
    """The text with what it says by denying said outright; what it only denies stays."""
    for pattern, said in _SAID:
        text = pattern.sub(said, text)
    text = _NOT_ALL.sub("", text) if _SHARE.search(text) else text
    for pattern, said in _TURNS:
        text = pattern.sub(said, text)
    return text


def without_denial(text: str) -> str | None:
    """The claim of a figure or a rank that a text denies: 产值并非全国第一; None where it denies none."""
    found = _DENIED.match(outright(text))
    if not found or not _COUNTED.search(found["figure"]) or _BOUNDED.search(found["figure"]):
        return None
    return f"{found['of']}{'是' if found['is'] else found['verb'] + '了'}{found['figure']}"
