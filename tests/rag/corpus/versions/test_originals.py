"""What the database holds of a version is what was published, or it is not served."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from rag.corpus.service import CorpusService
from rag.corpus.versions.originals import Originals
from rag.errors import DamagedVersion
from rag.settings import CorpusSettings
from rag.storage.schema.corpus import FILES, REPORTS, VERSION_REPORTS
from tests.corpora import HUSHAN, JIANGWAN, hushan_with, write_reports
from tests.rag.corpus.programs import Open

FORGED = HUSHAN.replace("5.8%", "9.8%")
Damage = Callable[[CorpusService], None]


def forge_text(corpus: CorpusService) -> None:
    with corpus.database.writing() as connection:
        connection.execute(update(REPORTS).values(text=FORGED))


def forge_particulars(corpus: CorpusService) -> None:
    with corpus.database.writing() as connection:
        connection.execute(update(REPORTS).values(year=1999))


def forge_file(corpus: CorpusService) -> None:
    with corpus.database.writing() as connection:
        connection.execute(update(FILES).values(content=FORGED.encode()))


def forge_text_and_file(corpus: CorpusService) -> None:
    forge_text(corpus)
    forge_file(corpus)


def lose_reports(corpus: CorpusService) -> None:
    with corpus.database.writing() as connection:
        connection.execute(delete(VERSION_REPORTS))


def words(corpus: CorpusService) -> str:
    return corpus.current.version.reports[0].text


@pytest.mark.parametrize("damage", [forge_text, forge_particulars, forge_text_and_file, lose_reports])
def test_what_was_changed_in_the_database_is_never_served(start: Open, damage: Damage) -> None:
    """A start makes it anew from the files, and what is on record is whole again."""
    first = start()
    before = first.current
    damage(first)
    second = start()
    assert second.current.version.reports == before.version.reports
    assert second.current.number == before.number
    assert second.recorded.faults() == []


def test_a_changed_text_is_made_anew_without_the_folder(start: Open, settings: CorpusSettings) -> None:
    """From the file that the database keeps, also for a version that was rolled back to."""
    corpus = start()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    corpus.changes.reload()
    corpus.changes.rollback()
    forge_text(corpus)
    assert words(start()) == HUSHAN
    assert start().changes.rollback(2).new == 2


def test_a_reload_makes_the_record_whole(start: Open) -> None:
    """It publishes nothing: the files are those published last."""
    corpus = start()
    forge_text_and_file(corpus)
    assert corpus.recorded.faults() != []
    assert corpus.changes.reload().empty
    assert corpus.recorded.faults() == []


def test_a_reload_gets_past_a_version_that_cannot_be_made_anew(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    forge_text_and_file(corpus)
    write_reports(settings.corpus_dir, a=hushan_with(9))
    assert words(start()) == hushan_with(9)
    assert start().current.number == 2


def test_an_older_version_serves_where_the_current_one_is_lost(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    corpus.changes.reload()
    with corpus.database.writing() as connection:
        connection.execute(delete(VERSION_REPORTS).where(VERSION_REPORTS.c.version == 2))
    (settings.corpus_dir / "a.txt").write_bytes(b"")
    corpus = start()
    assert words(corpus) == HUSHAN
    assert "Version 2" in str(corpus.problem)


def test_nothing_is_served_where_nothing_is_whole(start: Open, settings: CorpusSettings) -> None:
    forge_text_and_file(start())
    (settings.corpus_dir / "a.txt").unlink()
    with pytest.raises(DamagedVersion, match=r"Version 1 .* restore a backup"):
        start()


def test_every_version_and_file_on_record_is_looked_at(start: Open, settings: CorpusSettings) -> None:
    corpus = start()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    corpus.changes.reload()
    assert corpus.recorded.faults() == []
    with corpus.database.writing() as connection:
        connection.execute(update(REPORTS).where(REPORTS.c.text == HUSHAN).values(text=FORGED))
        connection.execute(update(FILES).where(FILES.c.content == hushan_with(9).encode()).values(content=b"other"))
    faults = [str(fault) for fault in corpus.recorded.faults()]
    assert len(faults) == 2
    assert "Version 1" in faults[0]
    assert "a.txt" in faults[1]


def test_a_file_whose_bytes_have_another_sum_is_no_original(start: Open) -> None:
    corpus = start()
    originals = Originals(corpus.database)
    assert originals.files(1) == {"a.txt": HUSHAN.encode()}
    forge_file(corpus)
    assert originals.files(1) is None


def test_a_citation_is_looked_up_in_the_words_that_were_published(start: Open) -> None:
    corpus = start()
    forge_text(corpus)
    number, version = corpus.recorded.look()
    assert (number, version.reports[0].text) == (1, HUSHAN)


def test_a_version_that_shares_a_damaged_report_is_whole(start: Open, settings: CorpusSettings) -> None:
    """What is read anew takes the place of what was damaged, also where it is the same report."""
    corpus = start()
    forge_text_and_file(corpus)
    write_reports(settings.corpus_dir, b=JIANGWAN)
    assert corpus.changes.reload().new == 2
    assert corpus.recorded.faults() == []
