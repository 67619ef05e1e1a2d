"""The limits of a question: which reports, years and places it is on. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rag.text.places import tells_of

CALLED = "首|前|一|唯一|先进|百强|千强|文明|平均|试点|示范|重点|领先|优秀|统一"
"""Words that form a name or a title with 全国."""
_STANDS_IN_COUNTRY = re.compile(rf"(?:居|列|排|占|位|于|比|跑赢|超过)全国(?:平均)?|全国(?=第|{CALLED})")
_IN_COUNTRY = re.compile("国内(?=首|唯一|最|第一|领先)|我国(?=首|唯一|最|第一)")
"""Words of the country in which something comes first."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The limits of a question."""

    reports: tuple[int, ...]
    """Indices of the reports asked; never empty for a version that holds any."""
    years: tuple[int, ...]
    """Years asked for, ascending; empty if none."""
    relative: bool
    """The question names its year relatively (去年), so the answer has to say which year it took."""
    own: tuple[str, ...]
    """Names of the asked reports' own places, and of those around them, that a question may hold."""
    places: tuple[str, ...]
    """Named places that are none of the asked reports' own: a sentence must name them to answer."""
    telling: frozenset[tuple[int, int]] = frozenset()
    """(Report, year): where a region has several reports, the only years of each of which it is asked."""
    each: tuple[tuple[int, ...], ...] = ()
    """The reports asked, region by region, where the question is on several: one answer is asked of each."""
    ranked: bool = False
    """A rank in the country is asked for, or what is called after it: 全国首个."""
    missing: tuple[str, ...] = ()
    """Regions compared with those of the reports that no report is on: the answer has to say so."""
    wider: Scope | None = None
    """The same scope with all reports of the regions, where only some of them, or parts of them, are asked."""

    @property
    def parts(self) -> tuple[Scope, ...]:
        """The scope of each answer asked for."""
        return tuple(replace(self, reports=reports, each=()) for reports in self.each) or (self,)

    def named_in(self, words: str, tells: Callable[[str, str], bool] = tells_of) -> bool:
        """Whether words of a report name all other places that the question does. The country is not named where
        something only ranks in it: 居全国第3位. ``tells``: whether words name a place."""
        told = _IN_COUNTRY.sub("全国", words) if self.ranked else _STANDS_IN_COUNTRY.sub(" ", words)
        return all(tells(place, told) for place in self.places)

    def admits(self, report: int, year: int | None) -> bool:
        """Whether a section of a report, on this year, may answer."""
        told = {told for among, told in self.telling if among == report}
        return not told or year is None or year in told
