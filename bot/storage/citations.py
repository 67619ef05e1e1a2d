"""Sentences as they were when they were first shown -> rows, and back. Kept permanently, each once."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, select

from rag.documents.snapshot import CorpusSnapshot, Location, report_key
from rag.storage.column_types import utc_now
from rag.storage.database import Database, insert_if_absent
from rag.storage.schema.corpus import CITATIONS, CITED_REPORTS
from rag.types import Answer, Report, Span

log = logging.getLogger(__name__)

_REPORT = TypeAdapter(Report)
_REMEMBERED = 100_000  # ids known to be on record


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence with the report it was cited from."""

    id: str
    report: Report
    section: tuple[str, ...]
    span: Span
    """The span in the report's text."""
    version: int
    """Number of the version that held it."""
    at: datetime
    left_version: int | None
    """Number of the version whose publication took it out of the corpus; None while it is in."""
    left_at: datetime | None

    @property
    def quote(self) -> str:
        return self.span.of(self.report.text)


def _sentence(row: Row[Any], report: Report) -> CitedSentence:
    span = Span(row.start, row.end)
    return CitedSentence(row.id, report, tuple(row.section), span, row.version, row.at, row.left_version, row.left_at)


class Citations:
    """The citations made by all replicas."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._clock = clock
        self._known: set[str] = set()

    def archive(self, number: int, version: CorpusSnapshot, ids: Iterable[str]) -> None:
        """Keep the sentences of a version, unless they are kept already. Ids it does not hold are passed over."""
        places = {sentence_id: at for sentence_id in ids if (at := version.locate(sentence_id))}
        new = {sentence_id: at for sentence_id, at in places.items() if sentence_id not in self._known}
        if not new:
            return
        reports = {at.report: version.report(at) for at in new.values()}
        keys = {index: report_key(report) for index, report in reports.items()}
        rows = [self._row(sentence_id, at, keys[at.report], number, version) for sentence_id, at in new.items()]
        with self._database.writing() as connection:
            kept = select(CITED_REPORTS.c.key).where(CITED_REPORTS.c.key.in_(keys.values()))
            there = set(connection.scalars(kept))
            for index, key in keys.items():
                if key not in there:
                    text = _REPORT.dump_json(reports[index]).decode()
                    insert_if_absent(connection, CITED_REPORTS, {"key": key, "report": text})
            insert_if_absent(connection, CITATIONS, *rows)
        self._remember(new)

    def archive_answer(self, answer: Answer, *served: tuple[int, CorpusSnapshot]) -> None:
        """Keep what an answer shows. ``served``: numbers and versions, one of which has answered."""
        for number, version in served:
            if version.id == answer.version:
                shown = (*answer.citations, *answer.nearest, *answer.more)
                self.archive(number, version, [citation.id for citation in shown])
                return

    def find(self, sentence_id: str) -> CitedSentence | None:
        """None for what was never shown, and where the report is not on record as it was: its words are not shown."""
        query = select(CITATIONS, CITED_REPORTS.c.report.label("json")).join(CITED_REPORTS)
        with self._database.reading() as connection:
            row = connection.execute(query.where(CITATIONS.c.id == sentence_id)).first()
        if row is None:
            return None
        report = _REPORT.validate_json(row.json)
        if report_key(report) != row.report:
            log.error("the report that %s was cited from is damaged in the database; restore a backup", sentence_id)
            return None
        return _sentence(row, report)

    def of_report(self, name: str) -> list[CitedSentence]:
        """All that was ever shown of a report; what is damaged is left out."""
        named = CITED_REPORTS.c.report.contains(json.dumps(name, ensure_ascii=False), autoescape=True)
        with self._database.reading() as connection:
            rows = connection.execute(select(CITED_REPORTS).where(named)).all()
            reports = {row.key: _REPORT.validate_json(row.report) for row in rows}
            keys = [key for key, report in reports.items() if report.name == name and report_key(report) == key]
            cited = connection.execute(select(CITATIONS).where(CITATIONS.c.report.in_(keys))).all()
        return [_sentence(row, reports[row.report]) for row in cited]

    def last_name(self, is_meant: Callable[[str], bool]) -> str | None:
        """The name, of those under which anything was ever shown, that is meant; None if none is."""
        with self._database.reading() as connection:
            kept = connection.scalars(select(CITED_REPORTS.c.report))
            return next((name for text in kept if is_meant(name := json.loads(text)["name"])), None)

    def _row(self, sentence_id: str, at: Location, key: str, number: int, version: CorpusSnapshot) -> dict[str, object]:
        sentence = version.sentence(at)
        return {
            "id": sentence_id,
            "report": key,
            "section": list(version.section(at).path),
            "start": sentence.start,
            "end": sentence.end,
            "version": number,
            "at": self._clock(),
        }

    def _remember(self, ids: Iterable[str]) -> None:
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known.update(ids)
