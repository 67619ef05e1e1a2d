"""An English statement, the Chinese sentences it cites -> the one that says the same. Pure.

Words are compared through the glossary of official terms: each must be a term whose Chinese form stands in one clause
of the sentence, in one that announces it, or in its headings, or else a word that says nothing of its own. What the
glossary does not know is not said, be it right or wrong; the figure check covers the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.grounding.figures import Evidence
from rag.text.content_words import LIGHT
from rag.text.figures import clause_starts, find_figures
from rag.text.glossary import read_terms
from rag.text.plain import fold
from rag.text.word_tables import rows_of

ACTS = {
    form: tuple(chinese.split())
    for forms, chinese in rows_of("rag.grounding", "english_check.tsv")[1:]
    for form in forms.split()
}
"""Acts of reports, which the glossary of nouns leaves out: English form -> Chinese words."""


def say_in_english(statement: str, evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """Indices of the sentences that say it, each by itself."""
    words = _words(statement)
    return tuple(i for i, one in enumerate(evidence) if words is not None and _says(words, one))


def _words(statement: str) -> list[tuple[str, ...]] | None:
    """Each term with its Chinese forms, figures left out; None where a word is neither a term nor light."""
    text = statement
    for figure in reversed(find_figures(statement)):
        text = f"{text[: figure.full.start]} {text[figure.full.end :]}"
    terms = [(word, official) for word, official in read_terms(text) if any(c.isalnum() for c in word)]
    told = [(word, *map(fold, official), *ACTS.get(word, ())) for word, official in terms if word not in LIGHT]
    return told if told and all(len(forms) > 1 for forms in told) else None


def _says(words: Sequence[tuple[str, ...]], evidence: Evidence) -> bool:
    text = fold(evidence.text)
    bounds = [*clause_starts(text), len(text)]
    clauses = [text[start:end] for start, end in pairwise(bounds)]
    around = "\n".join([*map(fold, evidence.section), *(clause for clause in clauses if clause.endswith(":"))])
    return any(all(any(form in clause or form in around for form in forms) for forms in words) for clause in clauses)
