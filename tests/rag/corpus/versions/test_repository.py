"""The database: what it keeps of versions, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.storage.choices import ChatChoices
from rag.answering.pins.repository import Pins
from rag.corpus.audit_log import AuditLog, note_change
from rag.corpus.diff.versions import LostAnswer
from rag.corpus.draft import Draft
from rag.corpus.draft_repository import DraftRepository
from rag.corpus.versions.repository import VersionRepository
from rag.documents.report_folder import Stamp
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import StorageError
from rag.index.searchable_corpus import make_version
from rag.storage.database import Database
from rag.storage.models import Publication, VersionState
from rag.storage.schema.corpus import FILES, PUBLICATIONS, REPORTS
from rag.types import Report
from tests.corpora import HUSHAN, JIANGWAN
from tests.hostile import NAMES

FILE_A, FILE_B = b"file a", b"file b"
A = Report(
    name="湖山区2025年政府工作报告",
    text=HUSHAN,
    file="a.pdf",
    sha256=hashlib.sha256(FILE_A).hexdigest(),
    body="湖山区政府",
    region="湖山区",
    delivered=date(2025, 1, 9),
    year=2025,
    speaker="王小山",
    pages=(0, 40),
)
B = Report(name="江湾市2025年政府工作报告", text=JIANGWAN, file="b.txt", sha256=hashlib.sha256(FILE_B).hexdigest())
CONTENTS = {A.sha256: FILE_A, B.sha256: FILE_B}


@pytest.fixture
def records(database: Database) -> VersionRepository:
    return VersionRepository(database)


def add(records: VersionRepository, *reports: Report) -> int:
    version = make_version(reports)
    return records.add(version, CONTENTS, reader="r", folder="reports", index="0" * 16).number


def note(database: Database, who: str, action: str, detail: str) -> None:
    with database.writing() as connection:
        note_change(connection, who, action, detail)


def count(database: Database, table: object) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))  # type: ignore[arg-type, return-value]


def test_reports_come_back_as_they_were(records: VersionRepository) -> None:
    number = add(records, A, B)
    assert records.reports(number) == (A, B)


def test_every_field_of_a_report_is_kept() -> None:
    assert {field.name for field in fields(Report)} <= set(REPORTS.c.keys())


def test_a_version_knows_when_and_from_what_it_was_made(records: VersionRepository) -> None:
    version = make_version((A, B))
    record = records.add(version, CONTENTS, reader="r", folder="reports", index="0" * 16)
    assert records.version(record.number) == record
    assert record.id == version.id
    assert record.sentences == len(version.order)
    assert timedelta(0) <= datetime.now(UTC) - record.made < timedelta(minutes=1)
    assert {stamp.file for stamp in records.stamps(record.number)} == {"a.pdf", "b.txt"}


def test_the_current_version_is_the_one_published_last(records: VersionRepository) -> None:
    assert records.current() is None
    first, second = add(records, A), add(records, A, B)
    for number, kind in ((first, "publish"), (second, "publish"), (first, "rollback")):
        records.publish(number, Publication(kind), "test")
    assert (current := records.current())
    assert current.number == first
    assert (published := records.last_published())
    assert published.number == second
    assert (previous := records.previous())
    assert previous.number == second


def test_the_version_before_is_the_latest_other_one_that_is_still_there(records: VersionRepository) -> None:
    numbers = [add(records, replace(A, text=f"{HUSHAN}{n}")) for n in range(3)]
    for number in numbers:
        records.publish(number, Publication.PUBLISH, "test")
    records.drop([numbers[1]])
    assert (previous := records.previous())
    assert previous.number == numbers[0]


def test_every_publication_is_written_down(records: VersionRepository, database: Database) -> None:
    first, second = add(records, A), add(records, A, B)
    records.publish(first, Publication.PUBLISH, "terminal")
    records.publish(second, Publication.PUBLISH, "telegram:7")
    note(database, "telegram:7", "cancel", "at half")
    latest, second_row, first_row = AuditLog(database).latest()
    assert (latest.who, latest.action, latest.detail) == ("telegram:7", "cancel", "at half")
    assert (second_row.who, second_row.old_version, second_row.new_version) == ("telegram:7", first, second)
    assert (first_row.who, first_row.old_version, first_row.new_version) == ("terminal", None, first)
    assert AuditLog(database).latest(1) == [latest]


def test_dropping_a_version_forgets_what_no_other_one_holds(records: VersionRepository, database: Database) -> None:
    """Its row stays, for the history."""
    first, second = add(records, A), add(records, A, B)
    records.publish(first, Publication.PUBLISH, "test")
    assert (count(database, REPORTS), count(database, FILES)) == (2, 2)
    records.drop([second])
    assert (count(database, REPORTS), count(database, FILES)) == (1, 1)
    assert [version.number for version in records.versions()] == [first]
    assert records.reports(first) == (A,)
    assert add(records, B) > second


def test_equal_content_is_found_again_by_its_id(records: VersionRepository) -> None:
    number = add(records, A, B)
    assert (found := records.find(make_version((A, B)).id))
    assert found.number == number
    assert found.state is VersionState.DRAFT
    records.publish(number, Publication.PUBLISH, "test")
    assert (found := records.find(make_version((A, B)).id))
    assert found.state is VersionState.READY
    records.drop([number])
    assert records.find(make_version((A, B)).id) is None
    assert records.find(make_version((B, A)).id) is None


def test_what_was_never_published_cannot_be_returned_to(records: VersionRepository) -> None:
    number = add(records, A)
    assert records.versions() == []
    assert records.abandoned() == {number}
    records.publish(number, Publication.PUBLISH, "test")
    assert [version.number for version in records.versions()] == [number]
    assert records.abandoned() == set()


def test_a_draft_is_kept_until_it_is_published_or_replaced(records: VersionRepository, database: Database) -> None:
    """One at a time."""
    drafts = DraftRepository(database)
    assert drafts.find() is None
    first, second = add(records, A), add(records, A, B)
    stamps = frozenset({Stamp("a.pdf", "a" * 64), Stamp("c.txt", "c" * 64)})
    draft = Draft(
        first, None, datetime.now(UTC), "telegram:7", "a.pdf", ("c.txt",), stamps, (LostAnswer("问", "答", ""),)
    )
    drafts.write(draft)
    assert drafts.find() == draft
    assert drafts.content(draft) == b"file a"
    assert [version.number for version in records.drafted()] == [first]
    assert records.abandoned() == {second}
    drafts.write(replace(draft, version=second))
    assert records.abandoned() == {first}
    records.publish(second, Publication.PUBLISH, "test")
    assert drafts.find() is None


def test_news_are_given_out_once(records: VersionRepository, database: Database) -> None:
    """In the order in which they happened."""
    news, other = AuditLog(database), AuditLog(database)
    assert news.claim_untold() == []
    records.publish(add(records, A), Publication.PUBLISH, "terminal")
    note(database, "telegram:7", "discard", "version 2")
    assert [row.action for row in news.claim_untold()] == ["publish", "discard"]
    assert other.claim_untold() == news.claim_untold() == []


def test_a_publication_of_no_version_is_refused(database: Database) -> None:
    """The database itself keeps references whole."""
    with pytest.raises(StorageError) as failure, database.writing() as connection:
        connection.execute(insert(PUBLICATIONS).values(at=datetime.now(UTC), who="", kind="publish", version=99))
    assert isinstance(failure.value.__context__, IntegrityError)


def test_what_fails_half_way_leaves_nothing(records: VersionRepository, database: Database) -> None:
    version: CorpusSnapshot = make_version((A, B))
    with pytest.raises(KeyError):
        records.add(version, {A.sha256: FILE_A}, reader="r", folder="reports", index="0" * 16)
    assert records.versions() == []
    assert count(database, REPORTS) == 0


def test_names_made_for_queries_are_kept_as_they_are(records: VersionRepository, database: Database) -> None:
    """Of reports, regions, files and people, wherever they are written and looked for."""
    reports = [
        replace(B, name=name, region=name, body=name, file=name, sha256=f"{place:064}")
        for place, name in enumerate(NAMES)
    ]
    version = make_version(tuple(reports))
    contents = {report.sha256: b"" for report in reports}
    number = records.add(version, contents, reader="r", folder=NAMES[0], index="0" * 16).number
    assert records.reports(number) == tuple(reports)
    choices, pins = ChatChoices(database), Pins(database)
    for place, name in enumerate(NAMES):
        note(database, name, name, name)
        choices.choose(str(place), name)
        pins.put(f"{place}{name}", "abc", name, name, name)
    assert {(told.who, told.action, told.detail) for told in AuditLog(database).latest()} >= {(n, n, n) for n in NAMES}
    assert [choices.of(str(place)) for place in range(len(NAMES))] == list(NAMES)
    assert {(pin.quote, pin.report, pin.who) for pin in pins.all()} == {(n, n, n) for n in NAMES}
    records.drop({number})
    assert count(database, REPORTS) == 0
