"""A model's reply -> drafts of statements with the evidence numbers they name. Pure.

The format asked for is a statement a line, each with marks at its end. Everything else a model may write is read as far
as it can be, and never raises. Whether a draft is true is not known here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from rag.generation.replies.citation_markers import read_references
from rag.generation.replies.stream_parser import Reply
from rag.grounding.statement_check import DraftStatement
from rag.llm.prompts import HEADER
from rag.text.figures import FigureKind, find_figures
from rag.text.plain import HAN
from rag.text.word_tables import any_of

MOST = 16
"""Drafts read of one reply."""
_REPEATED = 3
"""Times that the same words may come before the model is taken to be going round in circles."""
_LONGEST = 400
_DEEPEST = 6

_NOTHING = re.compile(any_of(__name__, "nothing"), re.IGNORECASE)
_BULLET = re.compile(
    r"^(?:[\s>#|]|[-*+•·●▪■◆○–—]+(?=\s|[^\d\s])|\(?\d{1,2}[.、．)）](?!\d)\s*|（\d{1,2}）|[①-⑳]|[一二三四五六七八九十]{1,2}、)+"
)
_LABEL = re.compile(
    r"^(?:最终)?(?:答案?|回答|回复|结论|陈述|statement|answer|response|output)\s*\d{0,2}\s*[:：]\s*", re.IGNORECASE
)
_EMPHASIS = re.compile(r"\*+|`+|__+|~~|(?<!\w)_|_(?!\w)|\\[()\[\]]")
_SPACES = re.compile(r"\s+")
_GLUED = re.compile(r"(?<=[^\x00-\x7f]) (?=\S)|(?<=\S) (?=[^\x00-\x7f])| (?=[,.;:!?%])")
_LOOSE_END = re.compile(r"[\s,，、;；:：-]+(?=[。.！!？?]*$)")
_LOOSE_START = re.compile(r"^[\s,，、;；:：。.！!？?)）\]】”]+")
_LEAD_IN = re.compile(r"[:：]$")
_HAS_WORDS = re.compile(r"\w")
_CLOSED = re.compile(r"[。！？.!?][”』」’\"'）)]{0,3}$")
_CLAUSE_END = re.compile(r"[，；;]|,(?=\D)")
_TELLS = re.compile(r"[“《、]")
_SHORT_NUMBER = re.compile(r"[0-9]{1,4}")


class ReplyReader:
    """Reads a reply as it comes in.

    ``count``: how many sentences of evidence the model was given.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._reply = Reply()
        self._seen: Counter[str] = Counter()
        self.nothing_found = False
        """The model says that the report does not answer."""
        self.echoed = False
        """The model repeats what it was given."""

    @property
    def ended(self) -> bool:
        """Nothing that follows would be read."""
        return self._reply.ended or self._full

    def feed(self, piece: str) -> list[DraftStatement]:
        """The drafts that ``piece`` completes."""
        return self._drafts(self._reply.feed(piece))

    def close(self) -> list[DraftStatement]:
        """The statement that was begun when the reply ended."""
        return self._drafts(self._reply.close())

    @property
    def _full(self) -> bool:
        return self._seen.total() >= MOST or max(self._seen.values(), default=0) >= _REPEATED

    def _drafts(self, sentences: list[str]) -> list[DraftStatement]:
        found: list[DraftStatement] = []
        for sentence in sentences:
            for text, numbers in _parts(sentence):
                draft = self._draft(text, numbers)
                if draft and not self._full:
                    self._seen[draft.text] += 1
                    found += [draft] if self._seen[draft.text] == 1 else []
        return found

    def _draft(self, sentence: str, numbers: tuple[int, ...]) -> DraftStatement | None:
        if HEADER.search(sentence):
            self.echoed = True
            return None
        text, named = read_references(_LABEL.sub("", _visible(sentence)), self._count)
        text, hidden = read_references(_tidy(text), self._count)  # [1*] is a mark once its emphasis is gone
        text, named = _tidy(text), (*named, *hidden)
        if not _HAS_WORDS.search(text) or len(text) > _LONGEST or _LEAD_IN.search(text):
            return None
        if lack := _NOTHING.search(text):
            text = _told_before(text, lack) if named or hidden else ""
            if not text:
                self.nothing_found = True
                return None
        within = (number for number in numbers if 1 <= number <= self._count)
        return DraftStatement(text, tuple(dict.fromkeys((*named, *within))))


def read_reply(reply: str, count: int) -> list[DraftStatement]:
    """The drafts of a whole reply."""
    reader = ReplyReader(count)
    return [*reader.feed(reply), *reader.close()]


def _told_before(text: str, lack: re.Match[str]) -> str:
    """The clauses before the one that says what the report leaves open (…“三张清单”，没有列出是哪些); empty where they
    only name a topic (…的人数，没有提到)."""
    clauses = [found.start() for found in _CLAUSE_END.finditer(text, 0, lack.start())]
    told = text[: clauses[-1]] if clauses else ""
    left_open = _HAS_WORDS.search(text, lack.end())
    tells = any(figure.kind is not FigureKind.DATE for figure in find_figures(told)) or _TELLS.search(told)
    return f"{told}{_end(told)}" if left_open and tells and not _NOTHING.search(told) else ""


def _visible(text: str) -> str:
    """The text without control characters and invisible marks of direction; width is folded only where blanks are."""
    return "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text.replace("\u3000", " "))


def _tidy(text: str) -> str:
    text = _EMPHASIS.sub("", text)
    text = _SPACES.sub(" ", text).strip()
    text = _GLUED.sub("", _LOOSE_START.sub("", _BULLET.sub("", text)))
    text = _LOOSE_END.sub("", text).strip() if not _LEAD_IN.search(text) else text
    if not text or _CLOSED.search(text) or _LEAD_IN.search(text):
        return text
    return text + _end(text)


def _end(text: str) -> str:
    return "。" if HAN.search(text) else "."


def _parts(sentence: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The sentence itself; of JSON, the strings in it with the numbers beside them."""
    if sentence[0] not in "{[":
        yield sentence, ()
        return
    try:
        value, _ = json.JSONDecoder().raw_decode(sentence)
    except (ValueError, RecursionError):
        if sentence[0] == "[":
            yield sentence, ()
        return
    if isinstance(value, list) and all(isinstance(one, int) for one in value):
        yield sentence, ()  # no JSON but a mark that opens the line
        return
    yield from _strings(value, 0)


def _strings(value: object, depth: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        for line in value.splitlines():
            yield line, ()
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one, depth + 1)
    elif isinstance(value, dict):
        yield from _record(value, depth)


def _record(record: dict[str, object], depth: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The longest string of the record, with the numbers beside it; where it has none, what lies deeper."""
    strings = [one for one in record.values() if isinstance(one, str) and not one.isdecimal()]
    if strings:
        numbers = tuple(_integers(list(record.values())))
        yield from ((line, numbers) for line in max(strings, key=len).splitlines())
        return
    for one in record.values():
        yield from _strings(one, depth + 1)


def _integers(values: list[object]) -> Iterator[int]:
    for value in values:
        if isinstance(value, list):
            yield from (int(one) for one in value if isinstance(one, int | str) and _SHORT_NUMBER.fullmatch(str(one)))
        elif isinstance(value, int | str) and _SHORT_NUMBER.fullmatch(str(value)):
            yield int(value)
