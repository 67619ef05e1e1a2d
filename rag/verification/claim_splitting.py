"""What somebody wrote -> the claims in it, each by itself: what a report could be held against. Pure.

A sentence is taken apart at its commas. A clause that names a topic only belongs to the next one, one that goes on with
what was said (同比增长3%) to the one before. Years, places and institutions that a clause leaves out are those named
before it. Opinions, wishes and questions claim nothing; whether one has heard of it or not makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rag.retrieval.extraction import LEANS
from rag.text.figure_labels import is_idle, label
from rag.text.figures import FigureKind, clause_starts, find_figures
from rag.text.ngrams import grams
from rag.text.places import find_places, find_scopes
from rag.text.plain import simplify
from rag.text.time_expressions import Tense, find_years, tense
from rag.types import Span
from rag.verification.spoken.figures import written

_END = re.compile(r"[。！？!?；;\n]+|\.(?=\s|$)")
_EDGES = " \t\r\n\u3000,，、:：。.;；!！…~～"
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"'}
_AND = r"而且|并且|另外|还有|但是?|可是|不过|所以|因为|其实|反正|对了|那么?|然后|and|but|so"
_PEOPLE = (
    r"(?:他|她|他们|她们|人家|别人|有人|网上|群里|外面|大家|朋友|同事|邻居|新闻|电视|报纸|报告|政府|区里|市里|省里|领导|官方)"
    r"(?:们|里|上|中|里面)?(?:都|也|还|又|刚|今天|昨天)?"
)
_HEARD = re.compile(
    r"[\u3400-\u9fff]{1,8}?(?:说|讲|称|写)[过了道]?[:：]\s*"
    rf"|(?:(?:{_AND})[,，:： ]*)?(?:(?:我|我们|大家|最近|刚才|昨天|今天|早就|还|又|也|都|之前)*"
    r"(?:(?:听|据|传|看)[^,，。:： 0-9]{0,6}?(?:说|讲|传|悉|称|到|闻)(?:是|过|了|的)?"
    rf"|{_PEOPLE}(?:说|讲|传|称|写|提到|报道|宣布|透露|告诉我)(?:是|过|了|的|着)?"
    r"|好像|似乎|貌似|我记得|印象中|我?(?:觉得|认为|感觉|估计|猜|想)是?|听闻|传闻|据悉|据传|据报道)"
    r"|(?:i |they |people )?(?:heard|read|say|said|think|believe|claim)(?: that)?|reportedly|apparently)[,，:： ]*",
    re.IGNORECASE,
)
_LONGEST = 160
"""Characters that are looked at together; longer sentences are cut at a comma, or in the middle of what has none."""
_MOST_NUMBERS = 24
"""The most numbers in that many characters; a text with more is a list, not a claim."""
_NUMBER = re.compile(r"[0-9]+|[〇零一二两三四五六七八九十百千万亿]+")
_TAG = re.compile(
    r"(?<![,，。.!！?？ ])[,，。.!！?？ ]*(?:这|那|这个|这话|这句话?|这事)?"
    r"(?:(?:是)?(?:真的?|属实|对|假的?|可靠|准确|正确)(?:吗|么|嘛|不|吧|的吗)|是不是真的?|是否属实|有没有这(?:回)?事"
    r"|核实(?:一下)?|求证|可信吗|对不对|is (?:this|that|it) (?:true|right|correct)|right|correct)[?？!！。. ]*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？]\s*$|[吗呢么]\s*$|多少|什么|怎么|怎样|如何|为何|为啥|(?<!没有)(?<!没)(?<!无论)哪[些个里家年](?!.{0,6}都)|谁(?!.{0,6}都)|是不是|有没有|能不能|会不会|是否|难道"
    r"|\b(?:what|which|who|when|where|why|how)\b",
    re.IGNORECASE,
)
_WEAK_QUESTION = re.compile(r"(?:了)?[吗么吧]\s*$|[?？]\s*$")
_WISHES = re.compile(
    r"希望|建议|但愿|应该|应当|最好|不如|何必|要是|如果|假如|请|麻烦|拜托|加油|点赞|\b(?:should|hope|wish|please|let's)\b",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"最(?:好|棒|差|牛|烂|赞|美)|(?:太|真|很|挺|非常|特别|实在|相当|蛮|好)[^,，0-9]{0,3}(?:好|棒|差|牛|强|烂|糟|慢|贵|累|赞|美|行|不错|厉害|给力|漂亮|辛苦|满意|失望"
    r"|期待|高兴|开心|方便|麻烦|离谱|夸张|可怕|了不起)|不错|厉害|给力|了不起|离谱|可笑|吹牛|忽悠|胡说|骗人|哈哈|呵呵|\b(?:great|good|bad"
    r"|awful|nice|terrible|amazing)\b",
    re.IGNORECASE,
)
# Words with which a clause tells something: particles of aspect, copulas, verbs of becoming and doing.
_TELLS = re.compile(
    r"[了过着是有为被把使让将要未没获能会想]|已经?|正在|不(?!断|锈)|在[建编]|可以|打算|计划|争取|力争|免费|还是|比(?![例重])|[高低快慢多少大小]于|最[多大高快]"
    r"|第[一二三]|头名|首位|启动|推开|开跑|卖得|下跌|上涨|下调|上调|扩大|缩小|推广|达到?|占"
    r"|建成|落成|完成|完工|竣工|投产|投用|投入使用|开工|开放|开园|开业|开通|开馆|启动|启用|成立|创建|新建|新增|入选|入围|当选|达成|达到"
    r"|实现|推出|引进|举办|召开|签约|落地|挂牌|上市|拆除|撤销|取消|关闭|通过|晋级|位居|位列|蝉联|提高|增加|增长|减少|下降"
    r"|\b(?:is|was|were|are|has|have|had|will|won|built|became|holds?|fell|rose|grew|hit|beat|\w+ed"
    r"|\w+s(?= (?:the|a|an|its|more|less)))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:好|差|多|少|快|慢|强|旺|乱|火|热闹|方便)(?:多|极)?了$|够呛$|得(?:很|火|不错)$")
# With these a clause goes on with what was said before.
_GOES_ON = re.compile(
    r"(?:而且|并且|也|还|都|均|就|才|却|再|又|大概|大约|差不多|想着|打算|争取)?(?:(?:再|又)?创|刷新|位?[居列]|排名?|涨|跌|增长|下降|上升|增[加至]|降|升|同比|环比|占|超过?|总数|总量|累计|一共|其中|创)"
    r"|(?:大概|大约|差不多|约|近)?(?=[0-9一二两三四五六七八九十])|想着|(?:就|都|均|才|却)(?:能|有|是|要|会|可以)|是(?=[0-9]{4}年|去年|今年|已经)|[^，,]{0,4}(?:还是|都是|是|仍|依然)?(?:全[国省市区]|全球|世界|西部|中部|东部)(?:的)?(?:第|头|最|首|老)"
)
_OF_IT = re.compile(
    r"(?:总|计划|已|累计|一?共|预计)*(?:完成)?(?:投资|造价|耗资|惠及|受益|涉及|覆盖|占地|全长|面积)[达为约超过了到]*"
    r"(?:居民|群众|人|人口|户)?"
)
"""A clause that tells more of the thing named before it: 总投资3亿元."""
_SHORT = 6
"""Characters of a clause without a figure that is not a claim by itself."""
_INSTITUTION = re.compile(
    r"[\u3400-\u9fff]{2,12}?(?:公司|集团|控股|小学|中学|大学|学院|幼儿园|医院|街道|社区|(?<![城乡村集])镇|经开区|开发区|高新区"
    r"|园区|研究院|银行|协会|机场|港)"
)
_FRAGMENT = re.compile(r"是(?:[0-9]{4}年|去年|今年|已经)[^，,]{0,8}的(?:成绩|事|目标|数字|数据|情况)$")
_LEAST = 2
"""Pairs of characters that a claim without a figure has at least."""
_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, understandable by itself."""

    text: str
    """Its words, after those it takes over from before."""
    span: Span
    """The place of its own words in what was written."""


@dataclass(frozen=True, slots=True)
class _Carried:
    """The words that later clauses leave out."""

    year: str = ""
    place: str = ""
    institution: str = ""


def find_claims(text: str) -> tuple[Claim, ...]:
    """The claims in order; none where nothing is claimed."""
    found: list[Claim] = []
    carried = _Carried()
    text = _NOISE.sub(lambda noise: " " * len(noise[0]), simplify(text))
    text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    for span in _sentences(text):
        sentence = _asserted(span.of(text))
        if sentence is None:
            continue
        start = span.start + span.of(text).find(sentence)
        carried = _between_sentences(carried, sentence)
        for clause in _joined(sentence):
            words = clause.of(sentence)
            own = _told(words)
            if _claims(own):
                full, carried = _complete(own, carried)
                at = start + clause.start + words.find(own)
                found.append(Claim(full, Span(at, at + len(own))))
            else:
                carried = _carry(own, carried)
    return tuple(found)


def _sentences(text: str) -> Iterator[Span]:
    """The sentences with the mark that ends them, by which a question is known; none longer than ``_LONGEST``, and no
    mere lists."""
    start = 0
    for end in [*_END.finditer(text), None]:
        stop = end.end() if end else len(text)
        for part in _cut(text, start, stop):
            if part.of(text).strip(_EDGES) and len(_NUMBER.findall(part.of(text))) <= _MOST_NUMBERS:
                yield part
        start = stop


def _cut(text: str, start: int, stop: int) -> Iterator[Span]:
    while stop - start > _LONGEST:
        comma = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in "，,、 ")
        end = comma + 1 if comma > start else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, stop)


def _asserted(sentence: str) -> str | None:
    """The sentence without what only says how one knows; None where it claims nothing."""
    words = _told(sentence)
    if _WEAK_QUESTION.search(words) and _counted(words):
        words = _WEAK_QUESTION.sub("", words).strip(_EDGES)
    if _ASKS.search(words):
        return None
    return _bare(words) or None


def _bare(words: str) -> str:
    """The text without marks at its ends, and without quotes around all of it."""
    words = words.strip(_EDGES)
    while len(words) > 1 and _QUOTES.get(words[0]) == words[-1] and words[0] not in words[1:-1]:
        words = words[1:-1].strip(_EDGES)
    return words


def _told(words: str) -> str:
    words = _bare(words)
    while (heard := _HEARD.match(words)) and heard.end() < len(words):
        words = _bare(words[heard.end() :])
    return words


def _joined(sentence: str) -> list[Span]:
    """Its clauses; a bare topic joined to the one after, a mere continuation to the one before."""
    bounds = [*clause_starts(sentence), len(sentence)]
    clauses = [Span(a, b) for a, b in pairwise(bounds) if sentence[a:b].strip(_EDGES)]
    joined: list[Span] = []
    topic = False
    for clause in clauses:
        words = clause.of(sentence)
        if joined and (topic or _goes_on(words) or _is_left_short(words, joined[-1].of(sentence))):
            joined[-1] = Span(joined[-1].start, clause.end)
        else:
            joined.append(clause)
        topic = _is_topic(joined[-1].of(sentence))
    return joined


def _goes_on(clause: str) -> bool:
    """同比增长3%, 全市首位: it leans on what stands before, or its first figure has no words of its own."""
    words = clause.strip(_EDGES)
    if LEANS.match(words) or _GOES_ON.match(words):
        return True
    labelled = label(clause)
    return bool(labelled) and (is_idle(labelled[0].own) or bool(_OF_IT.fullmatch(labelled[0].own.strip(_EDGES))))


def _is_left_short(clause: str, before: str) -> bool:
    """今年全面推开, after what is; neither has a figure."""
    words = clause.strip(_EDGES)
    tells = _TELLS.search(words) and not _VALUES.search(words)
    return len(words) <= _SHORT and bool(tells) and not _counted(words) and not _counted(before)


def _is_topic(clause: str) -> bool:
    """论高铁里程, 五张榜单: it names what the next clause tells of."""
    words = clause.strip(_EDGES)
    if _ABOUT.match(words):
        return True
    tells = _TELLS.search(words) or _VALUES.search(words)
    figures = find_figures(words)
    return not tells and (not _counted(words) or bool(figures and figures[0].full.start == 0))


_ABOUT = re.compile(r"(?:要?论|要?说(?:起|到)?|讲到|谈到|至于|关于|就)(?![0-9])[^0-9]{2,12}$")
_NOISE = re.compile(
    r"【[^】]{0,12}】|\[[^\]]{0,6}\]|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]+|[#@＃][^\s，。,]{1,20}(?=\s)"
    r"|^(?:转|转发|RT)[:： ]+"
)


def _counted(words: str) -> bool:
    return any(figure.kind in _COUNTED and not figure.indefinite for figure in find_figures(written(words)))


def _claims(clause: str) -> bool:
    if _counted(clause):
        return not _WISHES.match(clause) and not _FRAGMENT.match(clause)
    if _VAGUE.search(clause) or _FRAGMENT.match(clause):
        return False
    told = _TELLS.search(clause) and not _VALUES.search(clause) and not _WISHES.search(clause)
    return bool(told) and len(grams(clause)) > _LEAST


def _complete(clause: str, carried: _Carried) -> tuple[str, _Carried]:
    """The clause with what it leaves out, and what the next may leave out."""
    now = _carry(clause, carried)
    own = _carry(clause, _Carried())
    before = "".join(
        said
        for said, has in (
            (carried.year, own.year),
            (carried.place, own.place),
            (carried.institution, own.institution or own.place),
        )
        if said and not has
    )
    return before + clause, now


def _carry(clause: str, carried: _Carried) -> _Carried:
    years = [mention.span.of(clause) for mention in find_years(clause) if not (mention.compared or mention.since)]
    places = (*find_places(clause), *find_scopes(clause))
    named = _INSTITUTION.match(_without(clause, (*years, *places)))
    place = places[0] if places else carried.place
    institution = named[0] if named else "" if places else carried.institution
    return _Carried(years[-1] if years else carried.year, place, institution)


def _between_sentences(carried: _Carried, sentence: str) -> _Carried:
    """The words carried over to a sentence; one on what is intended is not on the year told earlier."""
    if tense(sentence) is Tense.TARGET:
        return _Carried("", carried.place, "")
    return _Carried(carried.year, carried.place, "")


def _without(clause: str, words: tuple[str, ...]) -> str:
    for word in words:
        clause = clause.replace(word, "", 1)
    return clause.strip(_EDGES)
