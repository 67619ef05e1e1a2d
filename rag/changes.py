"""Two versions -> what changed from one to the other. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from rag.types import Report
from rag.version import Version


@dataclass(frozen=True, slots=True)
class Change:
    """What a reload, a rollback, an added or a removed report changes, or would change."""

    old: int | None
    """Number of the version that was current."""
    new: int | None
    """Number of the version that is current now; None if nothing was published."""
    reports_added: tuple[str, ...] = ()
    reports_removed: tuple[str, ...] = ()
    reports_changed: tuple[str, ...] = ()
    sentences_added: tuple[str, ...] = ()
    sentences_removed: tuple[str, ...] = ()
    encoded: int = 0
    """Texts that had to be encoded."""

    @property
    def summary(self) -> str:
        """The reports it touches, each after +, - or ~, one line."""
        marked = (("+", self.reports_added), ("-", self.reports_removed), ("~", self.reports_changed))
        return " ".join(f"{mark}{name}" for mark, names in marked for name in names)

    @property
    def empty(self) -> bool:
        """The words and the descriptions of all reports are the same."""
        return replace(self, old=None, new=None, encoded=0) == Change(None, None)


def compare(old: Version | None, new: Version) -> Change:
    """Reports by name, sentences by their words: moving a sentence inside its report changes nothing."""
    before = {report.name: report for report in old.reports} if old else {}
    after = {report.name: report for report in new.reports}
    sentences_before, sentences_after = _sentences(old), _sentences(new)
    return Change(
        old=None,
        new=None,
        reports_added=tuple(name for name in after if name not in before),
        reports_removed=tuple(name for name in before if name not in after),
        reports_changed=tuple(name for name in after if name in before and _differ(before[name], after[name])),
        sentences_added=_words(sentences_after - sentences_before),
        sentences_removed=_words(sentences_before - sentences_after),
    )


def _differ(old: Report, new: Report) -> bool:
    """Another file with the same words is no change for a reader."""
    return replace(old, file="", sha256="") != replace(new, file="", sha256="")


def _sentences(version: Version | None) -> Counter[tuple[str, str]]:
    if version is None:
        return Counter()
    return Counter(
        (report.name, report.text[sentence.start : sentence.end])
        for report, outline in zip(version.reports, version.outlines, strict=True)
        for sentence in outline.sentences
    )


def _words(sentences: Counter[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(words for _, words in sentences.elements())
