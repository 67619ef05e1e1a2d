"""Two versions -> what changed from one to the other. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

from rag.corpus.diff.sentences import Altered, FigureChange, Said, pair
from rag.documents.report_folder import Unread
from rag.documents.snapshot import CorpusSnapshot
from rag.types import Omission, Report


class LostAnswer(NamedTuple):
    """A canary question that was answered correctly and would no longer be."""

    question: str
    before: str
    """The answer of the current version."""
    after: str
    """The answer of the new one; empty where it is refused."""


class Incomplete(NamedTuple):
    """A report that holds less than its file."""

    report: str
    file: str
    omissions: tuple[Omission, ...]


@dataclass(frozen=True, slots=True)
class VersionChange:
    """The effect of a reload, a rollback, an added or a removed report, done or only considered."""

    old: int | None
    """Number of the version that was current."""
    new: int | None
    """Number of the version that is current now; None if nothing was published."""
    reports_added: tuple[str, ...] = ()
    reports_removed: tuple[str, ...] = ()
    reports_changed: tuple[str, ...] = ()
    sentences_added: tuple[str, ...] = ()
    sentences_removed: tuple[str, ...] = ()
    sentences_altered: tuple[Altered, ...] = ()
    """Those of the added that are a removed one in other words, beside it."""
    encoded: int = 0
    """Texts that had to be encoded."""
    lost: tuple[LostAnswer, ...] = ()
    """Canary questions that would lose their correct answer; filled by a dry run."""
    unread: tuple[Unread, ...] = ()
    """Files that are left out."""
    incomplete: tuple[Incomplete, ...] = ()
    """Reports of the new version that were not read completely."""

    @property
    def summary(self) -> str:
        """The reports it touches, each after +, - or ~, and the files left out after !, one line."""
        left_out = [unread.stamp.file for unread in self.unread]
        marked = (
            ("+", self.reports_added),
            ("-", self.reports_removed),
            ("~", self.reports_changed),
            ("!", left_out),
        )
        return " ".join(f"{mark}{name}" for mark, names in marked for name in names)

    @property
    def figures(self) -> tuple[FigureChange, ...]:
        """Figures that changed in sentences that stayed, in reading order."""
        return tuple(figure for altered in self.sentences_altered for figure in altered.figures)

    @property
    def come(self) -> tuple[str, ...]:
        """Added sentences that are not old ones in other words."""
        return _without(self.sentences_added, [altered.new for altered in self.sentences_altered])

    @property
    def gone(self) -> tuple[str, ...]:
        """Sentences removed that are not there in other words."""
        return _without(self.sentences_removed, [altered.old for altered in self.sentences_altered])

    @property
    def empty(self) -> bool:
        """The words and the descriptions of all reports are the same."""
        unchanged = VersionChange(None, None)
        return replace(self, old=None, new=None, encoded=0, lost=(), unread=(), incomplete=()) == unchanged


def compare(old: CorpusSnapshot | None, new: CorpusSnapshot) -> VersionChange:
    """Reports by name, sentences by their words: moving a sentence inside its report changes nothing."""
    before = {report.name: report for report in old.reports} if old else {}
    after = {report.name: report for report in new.reports}
    sentences_before, sentences_after = _sentences(old), _sentences(new)
    come, gone = _beyond(sentences_after, sentences_before), _beyond(sentences_before, sentences_after)
    return VersionChange(
        old=None,
        new=None,
        reports_added=tuple(name for name in after if name not in before),
        reports_removed=tuple(name for name in before if name not in after),
        reports_changed=tuple(name for name in after if name in before and _differ(before[name], after[name])),
        sentences_added=tuple(said.words for said in come),
        sentences_removed=tuple(said.words for said in gone),
        sentences_altered=pair(gone, come),
        incomplete=tuple(Incomplete(one.name, one.file, one.omissions) for one in new.reports if one.omissions),
    )


def _differ(old: Report, new: Report) -> bool:
    """A reader sees no change where another file has the same words."""
    return replace(old, file="", sha256="") != replace(new, file="", sha256="")


def _sentences(version: CorpusSnapshot | None) -> list[Said]:
    if version is None:
        return []
    places = ((version.report(at), version.section(at), version.sentence(at)) for at in version.order)
    return [
        Said(report.name, section.path, report.text[sentence.start : sentence.end])
        for report, section, sentence in places
    ]


def _beyond(sentences: list[Said], others: list[Said]) -> list[Said]:
    """Those said more often in their report than among the others, wherever they stand in it."""
    spare = Counter((said.report, said.words) for said in others)
    beyond = []
    for said in sentences:
        if spare[said.report, said.words]:
            spare[said.report, said.words] -= 1
        else:
            beyond.append(said)
    return beyond


def _without(sentences: tuple[str, ...], others: list[str]) -> tuple[str, ...]:
    left = Counter(sentences) - Counter(others)
    return tuple(left.elements())
