"""Docstrings and sentences of the program are plain English: a subject first, no turns that readers stumble over."""

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
    r"|(?:^|(?<=[.;:] ))(?:Who|Whoever|Whose)\b|(?<=; )(?:who|whose)\b|\b(?:but|only|for|to|by|than) who\b"
    r"|\b[Aa]t most so many\.|\bwhatever else\b"
)


@cache
def docstrings() -> tuple[tuple[str, str], ...]:
    return tuple(_docstrings())


def _docstrings() -> Iterator[tuple[str, str]]:
    """Place and words of each, those of modules and fields included."""
    for path, tree in _sources("bot/**/*.py", "rag/**/*.py"):
        for node in ast.walk(tree):
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)):
                for part in node.body:
                    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                        yield f"{path}:{part.lineno}", str(part.value.value)


def _sources(*patterns: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(found for pattern in patterns for found in ROOT.glob(pattern)):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def sentences(*patterns: str) -> Iterator[tuple[str, str]]:
    """Place and words of each string in the code, those that are filled in later included."""
    for path, tree in _sources(*patterns):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path}:{node.lineno}", node.value


def test_docstrings_begin_with_their_subject() -> None:
    """Not with a preposition, and not with a question word: "The most bytes of a file", not "Of a file".

    A module opens with "input -> output", where "what was found" may name an input.
    """
    found = ((place, words) for place, words in docstrings() if _OPENINGS.match(words))
    assert [one for one in found if not (one[0].endswith(":1") and one[1].startswith("What was "))] == []


def test_docstrings_use_no_unusual_turns() -> None:
    assert [(place, found[0]) for place, words in docstrings() if (found := _TURNS.search(words))] == []


def test_texts_for_people_use_no_unusual_turns() -> None:
    """Those of the catalogues, of the API's description, of errors and of the log."""
    told = sentences("bot/**/*.py", "rag/**/*.py")
    assert [(place, found[0]) for place, words in told if (found := _TURNS.search(words))] == []
