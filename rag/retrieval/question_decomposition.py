"""A sentence that asks for several figures -> a question for each. Pure.

城镇新增就业和城镇调查失业率分别是多少 asks two, and so does 新能源汽车产量是多少，增长多少. The year and the place that
open a list are said again of each member; a later clause leans on the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.retrieval.messages.asides import COUNTS
from rag.retrieval.messages.turns import names_a_matter, own_matter
from rag.text.places import find_places
from rag.text.time_expressions import find_years
from rag.types import Span

_ASKS = re.compile(r"多少|[几幾](?!乎|度|经|次三番)|什么|啥|哪|谁|怎|如何|[吗呢]")
_COMMA = re.compile(r"[,，;；]+")
_ALSO = re.compile(r"^(?:还有|以及|另外|并且?|同时|其中|那么?|和)")
_GOES_ON = re.compile(rf"{COUNTS.pattern}|呢$")
_EACH = re.compile(r"[,，]?\s{0,4}(?:分别|各自|各(?=[是为有占达增多几]|完成|实现))的?")
_AND = re.compile(r"、|以及|[,，]|和(?![美谐平睦田静顺])|与(?!会)|及(?![时其格])|跟")
_WHAT = re.compile(r"(?P<rest>(?:的(?:情况|数据|数字|数))?[是为有]?(?:多少|几|怎么样|如何)[^,，;；]{0,6})$")
_QUOTED = re.compile(r"“[^”]{0,40}”|《[^》]{0,40}》|（[^）]{0,40}）|\([^)]{0,40}\)")
_OPENS = re.compile(r"[的在里省市区县和与跟、,，\s]+")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Joined:
    """The questions of one sentence, in its order."""

    questions: tuple[str, ...]
    """Two or more."""
    leaning: bool
    """The later ones lean on the first; else each is complete."""


def split_joined(text: str) -> Joined | None:
    """None where a sentence asks one thing, or more than figures."""
    closed = text.rstrip("?？。 ")
    if members := _listed(closed):
        return Joined(members, leaning=False)
    clauses = [_ALSO.sub("", clause) for clause in _parted(closed, _COMMA)]
    if len(clauses) < _PAIR or not COUNTS.search(clauses[0]) or not all(map(_GOES_ON.search, clauses)):
        return None
    complete = all(map(_is_matter, clauses)) and _name_places(clauses)
    return Joined(tuple(clauses), leaning=not complete)


def asks_several_figures(text: str) -> bool:
    """The text asks how many, or how much, more than once."""
    return len(COUNTS.findall(text)) >= _PAIR


def _listed(text: str) -> tuple[str, ...]:
    """The members of what is asked for one by one, each with what is asked of it: A和B分别是多少; of two places also
    without a word for that."""
    each = _EACH.search(text)
    what = each or _WHAT.search(text)
    if what is None or COUNTS.search(text, 0, what.start()) or (each and not _ASKS.search(text, each.end())):
        return ()
    members = _parted(text[: what.start()], _AND)
    while len(members) > _PAIR and find_places(members[0]) and not _is_matter(members[0]):
        members[:2] = [f"{members[0]}和{members[1]}"]  # two places, each asked for all that follows
    if len(members) < _PAIR or not all(map(_is_matter, members)) or not (each or _name_places(members)):
        return ()
    rest = text[each.end() :] if each else what["rest"]
    opening = _opening(members[0])
    return tuple(f"{_opened(member, opening if at else '')}{rest}" for at, member in enumerate(members))


def _parted(text: str, mark: re.Pattern[str]) -> list[str]:
    """The parts between marks, none of which stands in quotes or brackets."""
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(text)]
    marks = [found for found in mark.finditer(text) if not any(span.overlaps(Span(*found.span())) for span in quoted)]
    bounds = [(0, 0), *(found.span() for found in marks), (len(text), len(text))]
    return [text[end:start].strip() for (_, end), (start, _) in pairwise(bounds)]


def _is_matter(member: str) -> bool:
    """The words name something besides a year, a place and words for a state or a target."""
    return names_a_matter(own_matter(member))


def _name_places(members: Sequence[str]) -> bool:
    """Each names a place, and they name no two things of one kind: those are compared, and asked for together."""
    matters = {_OPENS.sub("", own_matter(member)) for member in members}
    return len(matters) == len(members) and all(map(find_places, members))


def _opening(text: str) -> str:
    """The years and places with which it opens."""
    end = 0
    spans = [mention.span for mention in find_years(text)]
    spans += [Span(at, at + len(place)) for place in find_places(text) if (at := text.find(place)) >= 0]
    for span in sorted(spans, key=lambda span: span.start):
        between = text[end : span.start]
        if between and not _OPENS.fullmatch(between):
            break
        end = max(end, span.end)
    return text[:end]


def _opened(text: str, opening: str) -> str:
    """The text after the years and places of ``opening`` that it does not replace with its own."""
    for place in find_places(opening) if find_places(text) else ():
        opening = opening.replace(place, "")
    for mention in reversed(find_years(opening)) if find_years(text) else ():
        opening = opening[: mention.span.start] + opening[mention.span.end :]
    return opening + text
