"""What is said to the bot rather than asked of a report -> what is meant by it. Pure.

Only whole messages are read so: 帮助 is for the bot, 帮助困难群众 is for the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from rag.text.figures.numerals import whole_number


class Meaning(Enum):
    """The meaning of a remark about the bot itself, or about its last answer."""

    HELP = auto()
    REPORTS = auto()
    """Asks for the list of reports."""
    IDENTITY = auto()
    """Asks who the bot is and what it can do."""
    THANKS = auto()
    SUMMARY = auto()
    """Asks for a summary of the whole report."""
    ENGLISH = auto()
    """The last answer again, for readers of English."""
    CHINESE = auto()
    MORE = auto()
    """Asks for more on the matter."""
    CONTEXT = auto()
    """Asks for the sentences around it."""
    ORIGIN = auto()
    """Asks for its source."""
    ITEM = auto()
    """One of several things told, by its number."""
    REASON = auto()

    @property
    def leans(self) -> bool:
        """It is about the answer before."""
        return self not in _ALONE


@dataclass(frozen=True, slots=True)
class Utterance:
    meaning: Meaning
    number: int = 0
    """The number of an item, counted from 1."""


_ALONE = {Meaning.HELP, Meaning.REPORTS, Meaning.IDENTITY, Meaning.THANKS, Meaning.SUMMARY}
_PLEASE = r"(?:请|请问|麻烦|帮我|给我|我想|能不能|能否|可否|可以|那么?|please |can you |could you |would you ){0,3}"
_END = r"(?:一下|一下子)?[\s啊呀呢吗吧哦么嘛的了~。.!！?？,，]*"
_ANSWER = r"(?:这|那|上面|上一|刚才)?(?:一?[句条段个]|个|些)?(?:的?(?:话|回答|答案|数字?|数据|说法|内容))?"
_WHERE = r"(?:报告)?(?:里|中)?的?(?:哪里|哪儿|哪[一]?[段章节句页]|什么地方|何处)"
_WORDS: Mapping[Meaning, str] = {
    Meaning.HELP: (
        r"帮助|使用?(?:帮助|说明|方法)|用法|怎么用|如何使?用|怎么(?:问|使用|操作)|(?:这个|你|这)怎么用|有什么功能|功能"
        r"|help(?: me)?|how (?:do i|to|can i) use (?:this|it|you|the bot)|usage|commands?|what can (?:i|you) (?:ask|do)"
    ),
    Meaning.REPORTS: (
        r"(?:现在|目前|这里|你)?(?:都|能查|可以查|能问|可以问|收录了?){0,2}(?:有|是)?(?:哪些|哪几份|什么|几份|多少份)"
        r"(?:政府)?(?:工作)?报告|(?:政府)?(?:工作)?报告(?:列表|都有哪些|有哪些|有几份)"
        r"|(?:list|show)(?: me)?(?: all)?(?: the)? reports|(?:what|which) reports (?:are there|do you have|can i ask)"
    ),
    Meaning.IDENTITY: (
        r"你是(?:谁|什么|干什么的|做什么的|机器人)|你叫(?:什么|啥)(?:名字)?|你(?:能|会|可以)(?:做|干)?(?:什么|啥)"
        r"|自我介绍|介绍(?:一下)?你?自己|who are you|what are you|introduce yourself"
    ),
    Meaning.THANKS: (
        r"(?:好的?|嗯|ok)?[,，\s]?(?:非常|十分|太|多)?(?:谢谢|感谢|多谢|谢了|辛苦)(?:你|您|啦)?(?:了)?|3q|thx"
        r"|thanks?(?: you| a lot)?(?: very much)?"
    ),
    Meaning.SUMMARY: (
        r"(?:用?(?:几|一)句话)?(?:总结|概括|概述|归纳|小结)(?:一下|下)?(?:这份|整份|全部|全文)?(?:政府)?(?:工作)?"
        r"(?:报告|全文|内容)?|summari[sz]e(?: it| this| the report)?|summary|sum (?:it )?up"
    ),
    Meaning.ENGLISH: (
        r"(?:换|改|翻|译|翻译)?(?:成|用|说|为)?(?:英文|英语)(?:版|回答|说|再说|显示|来说|答)?(?:一遍|一次)?"
        r"|(?:say it |say that |answer |reply |now )?in english(?: please)?|english(?: please)?"
        r"|translate(?: it| this| that)?(?: (?:in)?to english)?"
    ),
    Meaning.CHINESE: (
        r"(?:换|改|翻|译|翻译)?(?:成|用|说|为|回)?(?:中文|汉语|普通话)(?:版|回答|说|再说|显示)?(?:一遍|一次)?"
        r"|(?:answer |reply |now )?in chinese(?: please)?|chinese(?: please)?"
    ),
    Meaning.MORE: (
        r"(?:还有(?:别的|其他的?|更多|没有)?|别的|其他的?|其它的?|更多|没有别的了?|就这些|只有这些|继续|下面|接着)"
        r"|(?:anything|what) else|(?:any |show (?:me )?)?more|go on|continue|is that all"
    ),
    Meaning.CONTEXT: (
        rf"{_ANSWER}能?(?:再|把)?{_ANSWER}(?:展开|详细|具体|仔细|细)[地再来]?(?:一?[点些下])?"
        r"(?:[说讲谈聊看]{1,2}|介绍|解释|说明)?(?:一?[点些下])?"
        r"|再?(?:说|讲)得?(?:详细|具体|仔细|清楚|细)(?:一?[点些])?|多说(?:一?[点些])|上下文|前后文|看?全文"
        r"|(?:more |in )?details?|expand|elaborate|context|tell me more|say more|in more detail"
    ),
    Meaning.ORIGIN: (
        rf"{_ANSWER}是?(?:出自|来自|引自|摘自|出处在?|来源在?|依据在?|原文在?|从|在){_WHERE}(?:来的|说的|写的|看到的)?"
        rf"|{_ANSWER}的?(?:出处|来源|依据|原文|根据)(?:是(?:什么|哪里?))?|哪里(?:说|写|来)的|有?(?:出处|依据|根据)"
        r"|where(?: is|'s) (?:this|that|it)(?: from)?|(?:the )?source"
        r"|where does (?:this|that|it) (?:come from|say (?:so|that|this))"
    ),
    Meaning.REASON: (
        r"[这那]?是?(?:为什么|为何|为啥|什么原因|原因是?什么?|怎么回事)(?:会这样|这样|这么说)?"
        r"|why(?: is that| so)?|how come"
    ),
}
_ITEM = re.compile(
    rf"{_PLEASE}(?:看|说|讲|展开|打开)?(?:一下)?第\s?(?P<number>[一二三四五六七八九十\d]{{1,3}})\s?[条个点项句则]"
    rf"[是说讲呢的]?(?:什么|啥|内容|原文)?{_END}"
    rf"|{_PLEASE}(?:what about |show me )?(?:the )?"
    rf"(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?: one| item| point)?{_END}",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PATTERNS = {meaning: re.compile(rf"{_PLEASE}(?:{words}){_END}", re.IGNORECASE) for meaning, words in _WORDS.items()}
_LONGEST = 40


def read_utterance(text: str) -> Utterance | None:
    """None for everything else: a question to be answered from the reports."""
    said = text.strip().removeprefix("/").strip()
    return next(_readings(said), None) if 0 < len(said) <= _LONGEST else None


def _readings(said: str) -> Iterator[Utterance]:
    if found := _ITEM.fullmatch(said):
        yield Utterance(Meaning.ITEM, _number(found))
    for meaning, pattern in _PATTERNS.items():
        if pattern.fullmatch(said):
            yield Utterance(meaning)


def _number(found: re.Match[str]) -> int:
    if ordinal := found["ordinal"]:
        return _ORDINALS.index(ordinal.lower()) + 1
    return whole_number(found["number"])
