"""Prompt files, question, evidence -> what a model is sent.

A prompt file is text with named holes (``$name``, see ``string.Template``): first the standing instructions, then,
after a line of three dashes, what changes from question to question. All that comes from users and reports is put in as
data: without line ends, and without the signs that fences, marks and chat templates are made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from rag.errors import SettingsError
from rag.settings import PROMPTS, shipped
from rag.text.plain import fold
from rag.text.word_tables import any_of
from rag.types import Passage, Question

LONGEST_QUESTION = 600
LONGEST_SENTENCE = 800
LONGEST_HEADING = 60
EARLIER = 3
"""Number of earlier questions in the prompt."""

HEADER = re.compile(r"〈[^〈〉\n]+〉")
"""The header of each sentence of evidence; it is written nowhere else."""

_PART_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_DATA = str.maketrans(
    {
        "<": "‹",
        ">": "›",
        "[": "（",
        "]": "）",
        "［": "（",
        "］": "）",
        "【": "（",
        "】": "）",
        "〈": "《",
        "〉": "》",
        "`": "'",
    }
    | {"|": "｜", "{": "（", "}": "）", "#": "＃"}
)
_NOTHING = "无"
_KEPT_BACK = "（略）"
_LANGUAGES = {"zh": "中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class Filled:
    """The parts of one call: the standing instructions, and the request."""

    instructions: str
    request: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file, its holes checked."""

    instructions: Template
    request: Template

    def fill(self, **holes: str) -> Filled:
        return Filled(self.instructions.substitute(holes), self.request.substitute(holes))


@dataclass(frozen=True, slots=True)
class Prompts:
    """One prompt for each call to a model."""

    answer: Prompt
    compose: Prompt
    """The prompt for a model that may choose and word as it likes."""
    understand: Prompt


_HOLES = {
    "answer": frozenset({"language", "report", "evidence", "earlier", "question"}),
    "compose": frozenset({"language", "report", "evidence", "computed", "earlier", "question"}),
    "understand": frozenset({"earlier", "question"}),
}


def load_prompts(folder: Path | None = None) -> Prompts:
    """The prompts of the folder given, else of ``prompts`` in the working directory, beside this package, or in the
    installation.

    Raises:
        SettingsError: a file is missing, cannot be read, or its holes are not those that the program fills.
    """
    folder = folder or _own_folder()
    return Prompts(**{name: _load(folder / f"{name}.txt", holes) for name, holes in _HOLES.items()})


def fill_answer(prompt: Prompt, question: Question, passages: Sequence[Passage], language: str) -> Filled:
    """Evidence is numbered from 1, in the order of ``passages``; ``language``: ``zh`` or ``en``.

    A sentence, heading or title that gives orders to a model loses its words.
    """
    reports = tuple(dict.fromkeys(passage.report for passage in passages))
    lines = (_evidence_line(n, passage, len(reports) > 1) for n, passage in enumerate(passages, 1))
    return prompt.fill(
        language=_LANGUAGES[language],
        report="、".join(f"《{_told(name)}》" for name in reports),
        evidence="\n".join(lines),
        earlier=_earlier(question),
        question=as_data(question.text, LONGEST_QUESTION),
    )


def fill_compose(
    prompt: Prompt, question: Question, passages: Sequence[Passage], computed: Sequence[tuple[str, str]], language: str
) -> Filled:
    """Fill it as ``fill_answer`` does, each section named once; ``computed``: worked-out results with their marks."""
    reports = tuple(dict.fromkeys(passage.report for passage in passages))
    return prompt.fill(
        language=_LANGUAGES[language],
        report="、".join(f"《{_told(name)}》" for name in reports),
        evidence="\n".join(_grouped(passages, len(reports) > 1)),
        computed="；".join(f"{as_data(text)}{marks}" for text, marks in computed) or _NOTHING,
        earlier=_earlier(question),
        question=as_data(question.text, LONGEST_QUESTION),
    )


def _grouped(passages: Sequence[Passage], with_report: bool) -> Iterator[str]:
    before = ""
    for number, passage in enumerate(passages, 1):
        header = _header(passage, with_report)
        if header != before:
            yield header
        before = header
        yield f"[{number}]{_told(passage.text)}"


def fill_understand(prompt: Prompt, question: Question) -> Filled:
    return prompt.fill(earlier=_earlier(question), question=as_data(question.text, LONGEST_QUESTION))


def as_data(text: str, longest: int = LONGEST_SENTENCE) -> str:
    """One line that holds no sign our format or a chat template is made of; cut to ``longest`` characters."""
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text).translate(_DATA)
    line = " ".join(seen.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _evidence_line(number: int, passage: Passage, with_report: bool) -> str:
    return f"[{number}]{_header(passage, with_report)}{_told(passage.text)}"


def _header(passage: Passage, with_report: bool) -> str:
    path = ([passage.report] if with_report else []) + list(passage.section)
    year = [f"{passage.year}年"] if passage.year else []
    header = "，".join([" › ".join(_told(part)[:LONGEST_HEADING] for part in path), *year]).strip("，")
    return f"〈{header}〉"


def _told(text: str) -> str:
    return _KEPT_BACK if gives_orders(text) else as_data(text)


def _earlier(question: Question) -> str:
    told = [as_data(text, LONGEST_QUESTION // EARLIER) for text in question.history[-EARLIER:]]
    return "；".join(told) or _NOTHING


def _own_folder() -> Path:
    own = Path(PROMPTS)
    return own if all((own / f"{name}.txt").is_file() for name in _HOLES) else shipped(PROMPTS)


def _load(path: Path, holes: frozenset[str]) -> Prompt:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError(f"The prompt {path} cannot be read ({type(exc).__name__}); restore it.") from exc
    parts = _PART_END.split(text)
    if len(parts) != 2 or not all(part.strip() for part in parts):
        raise SettingsError(
            f"The prompt {path} needs instructions, one line of three dashes and a request; write both."
        )
    instructions, request = (Template(part.strip()) for part in parts)
    _check_holes(path, instructions, request, holes)
    return Prompt(instructions, request)


def _check_holes(path: Path, instructions: Template, request: Template, holes: frozenset[str]) -> None:
    if not (instructions.is_valid() and request.is_valid()):
        raise SettingsError(f"The prompt {path} has a $ that opens no name; write $$ for a dollar sign.")
    found = {*instructions.get_identifiers(), *request.get_identifiers()}
    if unknown := sorted(found - holes):
        raise SettingsError(f"The prompt {path} has a hole ${unknown[0]} that nothing fills; use {_listed(holes)}.")
    if missing := sorted(holes - found):
        raise SettingsError(f"The prompt {path} lacks the hole ${missing[0]}; put it in.")


def _listed(holes: frozenset[str]) -> str:
    return ", ".join(f"${hole}" for hole in sorted(holes))


_WHICH = "(?:以上|之前|前面|先前|上述|上面|此前|所有|一切|任何|全部|其他|你的?|原有|系统)"
_RULES = "(?:指令|指示|要求|规则|提示词?|设定|命令|限制|约束|约定|设置|内容|原句|资料)"
_ORDER = re.compile(any_of(__name__, "order", RULES=_RULES, WHICH=_WHICH))


def gives_orders(text: str) -> bool:
    """True for a sentence of a report that tells a model what to do. It can be quoted; but it is kept from the model,
    and no statement of the model may rest on it."""
    return bool(_ORDER.search(fold(text)))
