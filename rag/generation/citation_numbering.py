"""Statements and what carries them, one by one -> the statements of an answer, their citations numbered. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering.statements import label_text
from rag.documents.snapshot import CorpusSnapshot
from rag.generation.context import Supported
from rag.grounding.statement_check import is_chinese
from rag.text.divisions import own_names
from rag.text.time_expressions import find_years
from rag.types import Citation, Passage, Report, Span, Statement


class CitationNumbers:
    """Gives a sentence its number where it is first cited.

    ``say_year``: a statement without a year is told with that of its section; ``once``: not again where the one before
    was told with the same, or said so itself; ``english``: the question's language.
    """

    def __init__(
        self,
        version: CorpusSnapshot,
        passages: Sequence[Passage],
        *,
        say_year: bool,
        once: bool = False,
        english: bool = False,
    ) -> None:
        self._version, self._passages, self._say_year, self._once = version, passages, say_year, once
        self._english = english
        self._before = ""
        self._cited: dict[int, list[Span]] = {}
        """Index of a passage -> the words cited, in the order of the numbers."""
        self._statements: list[Statement] = []

    def tell(self, said: Supported) -> Statement:
        """The statement as it now stands in the answer."""
        for index, highlights in zip(said.evidence, said.highlights, strict=True):
            self._cited.setdefault(index, []).extend(highlights)
        numbers = sorted(list(self._cited).index(index) + 1 for index in said.evidence)
        statement = Statement(self._shown_label(said) + said.text, tuple(numbers), said.calculation)
        self._statements.append(statement)
        return statement

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(self._statements)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            self._citation(index, number, highlights)
            for number, (index, highlights) in enumerate(self._cited.items(), 1)
        )

    def offer(self, statements: Sequence[Supported]) -> tuple[Citation, ...]:
        """Citations of statements left out of the answer, each sentence once, without numbers."""
        found: dict[int, list[Span]] = {}
        for said in statements:
            for index, highlights in zip(said.evidence, said.highlights, strict=True):
                found.setdefault(index, []).extend(highlights)
        return tuple(self._citation(index, None, highlights) for index, highlights in found.items())

    def _citation(self, index: int, number: int | None, highlights: Sequence[Span]) -> Citation:
        at = self._version.order[self._version.ordinals[self._passages[index].id]]
        return self._version.citation(at, number, tuple(sorted(set(highlights))))

    def _shown_label(self, said: Supported) -> str:
        """The label, unless the statement before has the same or this one names its year itself."""
        if said.calculation:
            return ""
        label = self._label(said)
        repeated = self._once and label == self._before
        self._before = label or (self._full_label(said) if self._once else "")
        return "" if repeated else label

    def _label(self, said: Supported) -> str:
        """The words before a statement that does not say it itself: the region where there are several, the year."""
        report, year = self._place(said)
        region = report.region or report.name
        says_region = len(self._version.reports) > 1 and not any(name in said.text for name in own_names(region))
        says_year = self._says_year(said) and year and not find_years(said.text)
        return self._written(region if says_region else "", year if says_year else None, said)

    def _full_label(self, said: Supported) -> str:
        """The label that the statement would have if it said nothing of it."""
        report, year = self._place(said)
        region = (report.region or report.name) if len(self._version.reports) > 1 else ""
        return self._written(region, year if self._says_year(said) else None, said)

    def _says_year(self, said: Supported) -> bool:
        at = self._version.order[self._version.ordinals[self._passages[said.evidence[0]].id]]
        return self._say_year or at.report in self._version.with_editions

    def _place(self, said: Supported) -> tuple[Report, int | None]:
        at = self._version.order[self._version.ordinals[self._passages[said.evidence[0]].id]]
        return self._version.report(at), self._version.section(at).year

    def _written(self, region: str, year: int | None, said: Supported) -> str:
        return label_text(region, year, english=self._english or not is_chinese(said.text))
