"""Docstrings of the program are plain English: a subject first, and none of the turns that readers stumble over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.paths import ROOT

_OPENINGS = re.compile(
    r"(?!At (?:most|least)\b|About one\b)(?:Of|For|In|At|By|With|Without|On|Under|Behind|Before|After|From|To|Until|"
    r"Unless|While|Where|When|If|Between|Among|Beside|Against|Over|Through|Within|About|Like|As|Since|But|And|Nor|"
    r"Else|So|Whom?|Whose|Whoever|What|Whatever|Which|Whichever)\b"
)
_TURNS = re.compile(
    r"(?<!ere )\b(?:is|are) no (?!longer\b)|\b(?:version|one|draft|turn|that) of before\b|\b(?:rightly|dearest)\b"
    r"|\bmend(?:s|ed)?\b|\b(?:became|becomes?) of\b|\btak(?:e|es|en|ing) (?:\w+ )?apart\b"
    r"|(?<=[.;:] )(?:Who|Whoever|Whose)\b"
)


@cache
def docstrings() -> tuple[tuple[str, str], ...]:
    return tuple(_docstrings())


def _docstrings() -> Iterator[tuple[str, str]]:
    """Place and words of each, those of fields included; modules open with "input -> output" instead."""
    for path in sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("rag/**/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)):
                for part in node.body[1:] if node is tree else node.body:
                    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                        yield f"{path.relative_to(ROOT)}:{part.lineno}", str(part.value.value)


def test_docstrings_begin_with_their_subject() -> None:
    """Not with a preposition, and not with a question word: "The most bytes of a file", not "Of a file"."""
    assert [(place, words) for place, words in docstrings() if _OPENINGS.match(words)] == []


def test_docstrings_use_no_unusual_turns() -> None:
    assert [(place, found[0]) for place, words in docstrings() if (found := _TURNS.search(words))] == []
