"""Query, the candidates for it -> those that may answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from rag.retrieval.answerability.mismatches import (
    counts_otherwise,
    misses_unit,
    names_members,
    names_no_members,
)
from rag.retrieval.forms import asks_mention
from rag.retrieval.query import Query
from rag.retrieval.ranking import Candidate
from rag.retrieval.scopes.scoped_corpus import CorpusReader
from rag.text.places import find_zones

_CLEARLY = 1.0
"""How much better (in log-odds) a sentence has to be that counts with another measure word than is asked for."""
MENTIONS = 0.5
"""Share of a question's words from which a sentence mentions what the question names. Where one does, sentences that
say it in other words do not answer."""
_NAME = 3
"""Characters of the name of a table row by which a question calls it."""


def find_usable(query: Query, reader: CorpusReader, ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that may answer, without those before the first one in the form asked for."""
    usable = [found for found in ranked if found.features.year >= 0 and found.may_answer]
    for name in _rows_of_other_years(query, ranked):
        usable = [found for found in usable if name in found.excerpt.words]
    for zone in find_zones(query.text):
        usable = [found for found in usable if zone.search(reader.lead(found.ordinal))]
    if usable and names_no_members(query, usable[0].excerpt.words):
        usable = [found for found in usable[1:] if names_members(query, found.excerpt.words)]
    if asks_mention(query.text):
        usable = [found for found in usable if found.features.words >= MENTIONS] or usable
    return _in_form(query, usable)


def _in_form(query: Query, usable: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates from the first one in the form asked for; or from an earlier one that counts with another measure
    word, where that is clearly better."""
    fit = tuple(dropwhile(lambda found: misses_unit(query, found.excerpt.words), usable))
    before = usable[: len(usable) - len(fit)]
    loose = tuple(dropwhile(lambda found: not counts_otherwise(query, found.excerpt.words), before))
    if loose and (not fit or loose[0].logit - fit[0].logit > _CLEARLY):
        return (*loose, *fit)
    return fit


def _rows_of_other_years(query: Query, ranked: Sequence[Candidate]) -> frozenset[str]:
    """The names of table rows that the question names and that have nothing for the year asked for: then a sentence
    without that name does not answer either."""
    others = (found.excerpt.told[0].row for found in ranked if found.features.year < 0)
    return frozenset(row.head for row in others if row and len(row.head) >= _NAME and row.head in query.text)
