"""Public questions on encyclopedia paragraphs -> pairs, on which the reader first learns to compare.

CMRC 2018 (Cui et al. 2019, arXiv:1810.07366; CC BY-SA 4.0) and DRCD (Shao et al. 2018, arXiv:1806.00920; CC BY-SA 3.0),
their parts for development, trial and test: both in the format of SQuAD. They stay out of the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.reader.pairs import NO_VERDICT, Pair, bigrams
from benchmarks.reader.tokens import Texts

FILES = ("cmrc2018_dev.json", "cmrc2018_trial.json", "DRCD_dev.json", "DRCD_test.json")
_NEGATIVES = 3
_FOREIGN = 0.3
"""Share of the questions that are also held against a sentence of another paragraph."""
_SENTENCE = re.compile(r"[^。！？!?；\n]*[。！？!?；\n]|[^。！？!?；\n]+$")
_NO_TITLE = re.compile("TRIAL|DEV")


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    title: str
    text: str
    questions: tuple[tuple[str, tuple[int, ...]], ...]
    """With where the answers begin."""


def public_pairs(folder: Path, random: Random) -> Iterator[Pair]:
    paragraphs = [paragraph for name in FILES for paragraph in _read(folder / name)]
    for paragraph in paragraphs:
        sentences = _sentences(paragraph.text)
        foreign = _sentences(paragraphs[random.randrange(len(paragraphs))].text)
        for question, places in paragraph.questions:
            right = [s for s in sentences if any(s.start <= place < s.end for place in places)]
            if not right:
                continue
            wrong = sorted((s for s in sentences if s not in right), key=lambda s: -_likeness(question, s.text))
            others = [s.text for s in wrong[:_NEGATIVES]]
            if foreign and random.random() < _FOREIGN:
                others.append(foreign[random.randrange(len(foreign))].text)
            for answers, texts in ((1.0, [s.text for s in right]), (0.0, others)):
                yield from (Pair(Texts(question, paragraph.title, text), answers, 1.0, NO_VERDICT) for text in texts)


def _likeness(question: str, sentence: str) -> float:
    return len(bigrams(question) & bigrams(sentence)) / (8 + len(sentence) ** 0.5)


def _sentences(text: str) -> list[_Sentence]:
    return [_Sentence(m.start(), m.end(), m.group().strip()) for m in _SENTENCE.finditer(text) if m.group().strip()]


def _read(file: Path) -> Iterator[_Paragraph]:
    for article in json.loads(file.read_text(encoding="utf-8-sig"))["data"]:
        title = article.get("title", "")
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            questions = tuple(
                (asked["question"], tuple(_place(answer, text) for answer in asked["answers"]))
                for asked in paragraph["qas"]
            )
            yield _Paragraph("" if _NO_TITLE.match(title) else title, text, questions)


def _place(answer: dict[str, object], text: str) -> int:
    start, words = int(str(answer["answer_start"])), str(answer["text"])
    return start if text.startswith(words, start) else text.find(words)
