"""A model's reply, piece by piece -> the sentences meant for the reader, each as soon as it is complete. Pure.

Thinking, code fences and everything behind a list of sources are left out. Where a sentence ends does not depend on how
the reply was cut into pieces.
"""

from __future__ import annotations

import re

from rag.generation.replies.citation_markers import mark_at

LONGEST = 1_000
"""Characters without the end of a sentence; a model that writes more is repeating itself."""

_THINKING = r"(?:think|thinking|thought|reasoning|reflection|analysis|scratchpad|tool_call)"
_TAG = re.compile(rf"<(?P<close>/)?{_THINKING}(?:\s[^<>\n]{{0,80}})?>", re.IGNORECASE)
_TAG_BEGUN = re.compile(r"<[^<>\n]{0,100}$")
_NEVER_MIND = "\0"
"""Stands where thinking ends that began before the reply: the line before it is not for the reader."""
_LINE_END = re.compile(rf"[\r\n{_NEVER_MIND}]")
_END = re.compile(r"[。！？!?]+[”』」’\"'）)]{0,3}|\.[”’\"')]{0,2}(?=[ \t])|" + _LINE_END.pattern)
_NO_END = re.compile(r"(?:^\s*[\d*#-]{1,4}|\b(?:[A-Za-z]|No|no|vs|approx|Mr|Ms|Dr|St|Fig|etc))$")
_BLANK = " \t\u3000"
_BETWEEN = "、,，;；"
_OPENERS = "[［【〔〖「(（<¹²³⁰⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨⑩"
_CLOSERS = re.compile(r"[\]］】〕〗」)）\r\n]")
_LONGEST_MARK = 120
_STRUCTURE = re.compile(r"\s*(?:\{|\[\s*[\[{\"'])")
_BRACKET = re.compile(r"\s*\[\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_SOURCES = re.compile(
    r"[\s#*_]*(?:参考资料|参考文献|资料来源|信息来源|来源|引用|出处|证据|注释|references?|sources?|citations?|notes?)[\s:：*_]*",
    re.IGNORECASE,
)


class Reply:
    """Takes the pieces of a reply and gives sentences. What opens as JSON is given whole, when the reply ends."""

    def __init__(self) -> None:
        self._raw = ""
        """Not yet known to be a tag or not."""
        self._thinking = False
        self._line = ""
        """Read, but not yet a sentence."""
        self.ended = False
        """Nothing that follows is read: the list of sources began, or a sentence never ended."""

    def feed(self, piece: str) -> list[str]:
        """The sentences that ``piece`` completes."""
        self._raw += piece.replace(_NEVER_MIND, "")
        return self._sentences(self._visible(final=False), final=False)

    def close(self) -> list[str]:
        """The line that was begun when the reply ended."""
        return self._sentences(self._visible(final=True), final=True)

    def _visible(self, *, final: bool) -> str:
        """The text that is by now known to stand outside of thinking."""
        shown: list[str] = []
        while tag := _TAG.search(self._raw):
            if not self._thinking:
                shown += [self._raw[: tag.start()], _NEVER_MIND if tag["close"] else "\n"]
            self._thinking = not tag["close"]
            self._raw = self._raw[tag.end() :]
        begun = None if final else _TAG_BEGUN.search(self._raw)
        cut = begun.start() if begun else len(self._raw)
        if not self._thinking:
            shown.append(self._raw[:cut])
        self._raw = self._raw[cut:]
        return "".join(shown)

    def _sentences(self, text: str, *, final: bool) -> list[str]:
        self._line += text
        found: list[str] = []
        while not self.ended and (end := self._next_end(final=final)):
            sentence, self._line = self._line[:end], self._line[end:]
            if sentence.endswith(_NEVER_MIND) or _FENCE.match(sentence):
                continue
            self.ended = bool(_SOURCES.fullmatch(sentence))
            if sentence.strip() and not self.ended:
                found.append(sentence.strip())
        return found

    def _next_end(self, *, final: bool) -> int:
        """The end of the sentence that opens the line; 0 as long as that is not known."""
        if _STRUCTURE.match(self._line) or (_BRACKET.fullmatch(self._line) and not final):
            return len(self._line) if final else 0
        for end in _END.finditer(self._line, 0, LONGEST):
            if _LINE_END.match(end[0]):
                return end.end()
            if _FENCE.match(self._line) or (end[0][0] == "." and _NO_END.search(self._line[: end.start()])):
                continue
            return _behind_marks(self._line, end.end(), final=final)
        self.ended = self.ended or len(self._line) > LONGEST
        return len(self._line) if final and not self.ended else 0


def _behind_marks(line: str, at: int, *, final: bool) -> int:
    """The end of the marks and blanks that follow a sentence; 0 while more of them may come."""
    while True:
        at = _skip(line, at, _BLANK)
        marks = _skip(line, at, _BETWEEN + _BLANK)
        begun = line[marks:]
        if not begun or begun[0] not in _OPENERS:
            return at if final or begun else 0
        end = mark_at(line, marks)
        if marks < end <= marks + _LONGEST_MARK:
            at = end
        elif not final and _may_become_mark(begun):
            return 0
        else:
            return at


def _skip(line: str, at: int, letters: str) -> int:
    while at < len(line) and line[at] in letters:
        at += 1
    return at


def _may_become_mark(begun: str) -> bool:
    closed = begun.count(">") > 1 if begun[0] == "<" else bool(_CLOSERS.search(begun))
    return len(begun) < _LONGEST_MARK and not closed and "\n" not in begun
