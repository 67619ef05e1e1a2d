"""Questions and claims on reports -> pairs to learn from.

A question goes with every sentence that answers it, and with those that our own search puts first and that do not. A
claim goes with the sentence it rests on, and with others like it; and clauses of the report itself go with their
sentence as they are, and with a figure or a word altered.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from benchmarks.reader.tokens import Texts

AGREES, DIFFERS, NEITHER, NO_VERDICT = 0, 1, 2, -1
NEAR, FAR = 5, 1
"""Sentences beside the right ones: the first that were found, and some of the following."""
_SEARCHED = 20
_MAY = 6
_MAY_LABEL, _MAY_WEIGHT = 0.75, 0.5
"""Of a sentence that an answer may hold."""
_CLAIM_NEGATIVES = 5
_QUOTED = 48
"""Sentences of a report whose clauses are taken as claims."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_CLAUSE = re.compile(r"[，。；、]")
_OPPOSITES = {
    "增长": "下降",
    "下降": "增长",
    "提高": "降低",
    "新增": "减少",
    "超过": "不足",
    "完成": "启动",
    "建成": "开工建设",
    "达到": "低于",
    "全面": "部分",
    "首个": "第二个",
    "第一": "第三",
}
_VERDICTS = {"agrees": AGREES, "roughly": AGREES, "differs": DIFFERS}


class Pair(NamedTuple):
    """Two texts and what is to be said of them."""

    texts: Texts
    answers: float
    """0 to 1."""
    weight: float
    """Of ``answers``; 0 for claims."""
    verdict: int


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of a report, each with its headings."""

    sentences: Sequence[str]
    headings: Sequence[str]

    def starting(self, openings: Sequence[str]) -> list[int]:
        return [at for at, sentence in enumerate(self.sentences) if any(map(sentence.startswith, openings))]

    def pair(self, asked: str, at: int, answers: float, weight: float, verdict: int = NO_VERDICT) -> Pair:
        return Pair(self.texts(asked, at), answers, weight, verdict)

    def texts(self, asked: str, at: int) -> Texts:
        return Texts(asked, self.headings[at], self.sentences[at])


def bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def question_pairs(row: Mapping[str, object], text: Text, found: Sequence[int], random: Random) -> Iterator[Pair]:
    """``row``: of ``readers.jsonl``; ``found``: indices of the sentences that search puts first, best first."""
    asked = str(row["question"])
    must = text.starting([one for group in _groups(row) for one in group])
    may = [at for at in text.starting(_strings(row, "may")) if at not in must]
    yield from (text.pair(asked, at, 1.0, 1.0) for at in must)
    yield from (text.pair(asked, at, _MAY_LABEL, _MAY_WEIGHT) for at in may[:_MAY])
    others = [at for at in found if at not in must and at not in may]
    later = others[NEAR:_SEARCHED]
    for at in [*others[:NEAR], *random.sample(later, min(FAR, len(later)))]:
        yield text.pair(asked, at, 0.0, 1.0)


def claim_pairs(row: Mapping[str, object], text: Text) -> Iterator[Pair]:
    """``row``: of ``claims_readers_fit.jsonl``."""
    claim, verdict = str(row["claim"]), _VERDICTS.get(str(row["verdict"]).split("|", maxsplit=1)[0], NEITHER)
    right = text.starting(_strings(row, "quotes"))
    yield from (text.pair(claim, at, 0.0, 0.0, verdict) for at in right)
    for at in [at for at in alike(claim, text) if at not in right][:_CLAIM_NEGATIVES]:
        yield text.pair(claim, at, 0.0, 0.0, NEITHER)


def quoted_pairs(text: Text, random: Random) -> Iterator[Pair]:
    """Clauses as claims: as they stand, altered, and held against the next sentence."""
    figured = [at for at, sentence in enumerate(text.sentences) if _FIGURE.search(sentence)]
    for at in random.sample(figured, min(len(figured), _QUOTED)):
        clauses = [clause for clause in _CLAUSE.split(text.sentences[at]) if 8 <= len(clause) <= 40]
        if not clauses:
            continue
        clause = random.choice(clauses)
        yield text.pair(clause, at, 0.0, 0.0, AGREES)
        if other := altered(clause, random):
            yield text.pair(other, at, 0.0, 0.0, DIFFERS)
        if random.random() < 0.5 and at + 1 < len(text.sentences):
            yield text.pair(clause, at + 1, 0.0, 0.0, NEITHER)


def altered(clause: str, random: Random) -> str | None:
    """With one digit changed or one word turned into its opposite; None where there is neither."""
    figures = list(_FIGURE.finditer(clause))
    if figures and random.random() < 0.6:
        figure = random.choice(figures)
        at = figure.start() + random.choice([n for n, sign in enumerate(figure.group()) if sign.isdigit()])
        digit = str((int(clause[at]) + random.randint(1, 8)) % 9 + 1)
        digit = digit if digit != clause[at] else str(int(digit) % 9 + 1)
        return clause[:at] + digit + clause[at + 1 :]
    words = [word for word in _OPPOSITES if word in clause]
    word = random.choice(words) if words else ""
    return clause.replace(word, _OPPOSITES[word], 1) if word else None


def alike(asked: str, text: Text, count: int = 14) -> list[int]:
    """The sentences that share most rare bigrams with it, best first."""
    counts = Counter(pair for sentence in text.sentences for pair in bigrams(sentence))
    rarity = {pair: math.log(len(text.sentences) / n) for pair, n in counts.items()}
    own = bigrams(asked)

    def likeness(at: int) -> float:
        shared = own & bigrams(text.sentences[at] + text.headings[at])
        return sum(rarity.get(pair, 3.0) for pair in shared) / (6 + len(text.sentences[at]) ** 0.5)

    return sorted(range(len(text.sentences)), key=lambda at: -likeness(at))[:count]


def _groups(row: Mapping[str, object]) -> list[list[str]]:
    groups = row.get("must", [])
    return groups if isinstance(groups, list) else []


def _strings(row: Mapping[str, object], name: str) -> list[str]:
    found = row.get(name, [])
    return found if isinstance(found, list) else []
