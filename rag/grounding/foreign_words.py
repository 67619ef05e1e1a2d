"""A statement in another language than its sentences -> what of its words they do not carry. Pure.

Most words cannot be compared across languages. What can be checked: names (in pinyin), denial, whether something is
done or planned, and whether the statement has anything to do with its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.grounding.english_check import ACTS
from rag.grounding.figures import Evidence, FailureReason
from rag.grounding.figures.evidence import is_only_planned
from rag.text.content_words import GENERAL, LIGHT
from rag.text.divisions import own_names
from rag.text.figures import find_figures
from rag.text.glossary import read_terms
from rag.text.pinyin import is_spelled_in, is_spelling
from rag.text.plain import fold
from rag.text.time_expressions import find_years
from rag.text.word_tables import any_of
from rag.types import Span

_DENIES = re.compile(rf"\b(?:{any_of(__name__, 'denies')})\b|n't\b", re.IGNORECASE)
_DENIAL = re.compile(r"[未不无没非免禁止停]|零(?![碳基工售距])|取消|撤销|拒绝|放弃|杜绝|难|废")
_QUOTED = re.compile(r"“[^“”]{1,40}”")
_UNDOES = re.compile(rf"\b(?:{any_of(__name__, 'undoes')})\b", re.IGNORECASE)
_UNDOING = re.compile(r"[失关闭拆撤裁损亏毁罚死亡退]")
_DENIED = re.compile(
    r"(?:未(?!来|成年)|没有|不再|不得|不准|严禁|严防|禁止|杜绝|遏制|防止|防范|避免|零(?=发生|事故|死亡)|无(?=一|任何|重大|新增|死亡))"
    r"(?P<what>[^，,。；;]{1,10})"
)
"""A denial in a sentence, with the matter that it denies."""
_KEEPS_FROM = re.compile(rf"\b(?:{any_of(__name__, 'keeps_from')})\b", re.IGNORECASE)
_DONE = re.compile(
    rf"\b(?:was|were|has|have|had|already|did)\b|(?<!be )\b(?:{any_of(__name__, 'done')})\b", re.IGNORECASE
)
_TO_BE_DONE = re.compile(rf"\b(?:{any_of(__name__, 'to_be_done')})\b", re.IGNORECASE)
_GENERAL = LIGHT | GENERAL
_FIRST_PERSON = re.compile(
    r"(?<![a-z] )\bI(?:['’]m\b| (?=[a-z]{2}))|\b(?:[Mm]y|me|myself)\b|\bAI (?:assistant|model)\b"
)
"""First-person words, which a report does not use, and a model about itself does."""
NAME = re.compile(r"[A-Z][A-Za-z0-9'’-]*")
_CODE = re.compile(r"\b[A-Z]{1,4}[0-9][A-Za-z0-9.]{0,6}\b|\b[0-9][A-Z]\b")
"""A name that every language writes alike: PM2.5, 5G."""
_CAPITAL_WORDS = (
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday district city county province town township village government people's party "
    "state national republic congress committee council report work china chinese prc plan five-year i rmb cny usd us "
    "yuan primary school new street road avenue park square river lake mount mountain east west north south central no"
)
_CAPITALS = frozenset(_CAPITAL_WORDS.split())
_TIED = 0.1
"""Share of the telling words of a statement that have to stand in its sentences."""
_OPENING_WORDS = (
    "women women's change changes range guide guides dance none one he she these those they there some main more fine "
    "nine gain gains long can hence since sure same come began people"
)
_OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that open sentences and happen to be spelled like pinyin."""


_QUANTITIES = tuple(
    (re.compile(rf"\b(?:{said})\b(?!-)", re.IGNORECASE), re.compile(told))
    for said, told in (
        ("all|every|each|entire|whole|always", "[全均都各每总皆共]|所有|一律|整|百分"),
        ("only|solely|merely", "[仅只唯]"),
        ("most of|majority", "[多大超]|主要"),
        ("(?<!at )most(?! of)|largest|biggest|highest|best|greatest|lowest|smallest|fastest", "[最首冠优]|第一"),
    )
)


def lacks_of_words(text: str, cited: Sequence[Evidence], *, derived: bool) -> frozenset[str]:
    """The checks that the statement fails; none if the cited sentences carry it. ``derived``: its figures tie it to its
    sentences."""
    lacks = {FailureReason.NAME_ABSENT.value for name in _names(text) if not _is_known(name, text, cited)}
    if not _denies_alike(text, cited):
        lacks.add("denial")
    if not _is_tied(text, cited, derived=derived) or _FIRST_PERSON.search(text) or _quantifies(text, cited):
        lacks.add("words")
    if _DONE.search(text) and not _TO_BE_DONE.search(text) and is_only_planned(cited):
        lacks.add(FailureReason.MODE_CHANGED.value)
    return frozenset(lacks)


def _quantifies(text: str, cited: Sequence[Evidence]) -> bool:
    """Whether the statement says all, only or most about something, and no sentence does."""
    context = "".join(one.text for one in cited)
    return any(said.search(text) and not told.search(context) for said, told in _QUANTITIES)


def _denies_alike(text: str, cited: Sequence[Evidence]) -> bool:
    denies, undoes = _DENIES.search(text), _UNDOES.search(text)
    if denies and not any(_DENIAL.search(_QUOTED.sub(" ", one.text)) for one in cited):
        return False
    if undoes and not any(_UNDOING.search(one.text) for one in cited):
        return False
    return bool(denies or undoes or _KEEPS_FROM.search(text)) or not _affirms_denied(text, cited)


def _affirms_denied(text: str, cited: Sequence[Evidence]) -> bool:
    """Whether everything that the statement names, as far as the glossary knows it, is denied by its sentences:
    未发生重大安全事故."""
    context = "\n".join(fold(one.text) for one in cited)
    denied = " ".join(found["what"] for found in _DENIED.finditer(context))
    elsewhere = _DENIED.sub(" ", context)
    told = [forms for _, forms in _telling_words(text) if any(fold(form) in context for form in forms)]
    return bool(told) and all(
        any(fold(form) in denied for form in forms) and not any(fold(form) in elsewhere for form in forms)
        for forms in told
    )


def known_words(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The words, each with the Chinese forms it may stand for."""
    for word, forms in read_terms(text):
        yield word, (*forms, *ACTS.get(word, ()))


def _telling_words(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The informative words; figures are left out."""
    for figure in reversed(find_figures(text)):
        text = f"{text[: figure.full.start]} {text[figure.full.end :]}"
    yield from ((word, forms) for word, forms in known_words(text) if word[0].isalpha() and not _is_general(word))


def _is_general(word: str) -> bool:
    parts = word.split()
    return word in _GENERAL or (len(parts) > 1 and {part.removesuffix("s") for part in parts} <= _GENERAL)


def _is_tied(text: str, cited: Sequence[Evidence], *, derived: bool) -> bool:
    """Whether the sentences hold something that the statement names, as far as the glossary knows the words. A
    statement that the mayor was arrested fails."""
    context = fold("\n".join("\n".join([one.text, *one.section]) for one in cited))
    words = [(word, forms) for word, forms in _telling_words(text) if forms or not derived]
    if any(found[0].lower() in context for found in _CODE.finditer(text)):
        return True
    tied = sum(_stands(word, forms, context) for word, forms in words)
    return tied >= max(1, _TIED * len(words)) or not words


def _stands(word: str, forms: Sequence[str], context: str) -> bool:
    """Two characters of a form at least: 老人 for 老年人."""
    return any(len(set(fold(form)) & set(context)) > 1 for form in forms if len(form) > 1) or is_spelled_in(
        word, context
    )


def _names(text: str) -> Iterator[str]:
    """Words with a capital, except one that opens the statement and looks like any other word."""
    taken = [mention.span for mention in find_years(text)] + [figure.full for figure in find_figures(text)]
    for found in NAME.finditer(text):
        span, word = Span(*found.span()), found[0].removesuffix("'s").removesuffix("’s")
        opens = not text[: span.start].strip(" \"'“‘(") or text[: span.start].rstrip()[-1:] in ".:;?!"
        if (
            opens
            and not (is_spelling(word) and word.lower() not in _OPENERS)
            and not NAME.match(text[span.end :].lstrip())
        ):
            continue
        if opens and word.lower() in LIGHT:
            continue
        if word.lower() not in _CAPITALS and not any(span.overlaps(other) for other in taken):
            yield word


def _is_known(name: str, text: str, cited: Sequence[Evidence]) -> bool:
    """Whether a name stands in the sentences, their headings or the name of their report: unchanged, in pinyin, or as a
    term."""
    context = "\n".join(_context(one) for one in cited)
    if re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", context, re.IGNORECASE) or is_spelled_in(
        name, context
    ):
        return True
    spellings = {name.lower(), f"{name.lower()}s"}  # the glossary reads people's as peoples
    terms = [official for words, official in read_terms(text) if spellings & set(words.split())]
    folded = fold(context)
    return any(not official or any(fold(form) in folded for form in official) for official in terms if official)


def _context(one: Evidence) -> str:
    report = one.report
    own = [report.name, report.region or "", report.speaker or "", *own_names(report.region)] if report else []
    return "\n".join([one.text, *one.section, *own])
