"""Versions are published, taken back to, kept and forgotten."""

from __future__ import annotations

import pytest

from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.errors import CorpusError
from rag.index.chroma_embedded import ChromaFolders
from rag.settings import CorpusSettings
from tests.corpora import HUSHAN, GramEmbeddings, hushan_with, write_reports
from tests.rag.corpus.programs import Open, files, whys, words


@pytest.fixture
def three(start: Open, settings: CorpusSettings) -> CorpusService:
    """Versions 1, 2 and 3, with two, three and four schools."""
    corpus = start()
    for count in ("三所", "四所"):
        write_reports(settings.corpus_dir, a=HUSHAN.replace("两所", count))
        corpus.changes.reload()
    return corpus


def test_a_rollback_serves_the_version_before(three: CorpusService, model: GramEmbeddings) -> None:
    """Without indexing anything."""
    model.embedded.clear()
    change = three.changes.rollback()
    assert (change.old, change.new) == (3, 2)
    assert "三所" in words(three.current)
    assert model.embedded == []


def test_a_rollback_twice_returns_to_where_it_began(three: CorpusService) -> None:
    three.changes.rollback()
    three.changes.rollback()
    assert "四所" in words(three.current)


def test_a_rollback_serves_the_version_named(three: CorpusService) -> None:
    three.changes.rollback(1)
    assert "两所" in words(three.current)
    with pytest.raises(CorpusError, match="version 9"):
        three.changes.rollback(9)


def test_a_rollback_outlives_a_restart(three: CorpusService, start: Open, settings: CorpusSettings) -> None:
    """Although the folder holds the newer files; a reload takes them over again, changed ones a start does too."""
    three.changes.rollback(1)
    assert whys(start) == []
    corpus = start()
    assert "两所" in words(corpus.current)
    corpus.changes.reload()
    assert "四所" in words(corpus.current)
    corpus.changes.rollback(1)
    write_reports(settings.corpus_dir, a=HUSHAN.replace("两所", "五所"))
    assert whys(start) == [Why.FILES]
    assert "五所" in words(start().current)


def test_there_is_nothing_before_the_first_version(start: Open) -> None:
    with pytest.raises(CorpusError, match="no older version"):
        start().changes.rollback()


def test_the_record_says_who_did_what(three: CorpusService) -> None:
    three.changes.rollback(1, who="telegram:7")
    latest = three.recorded.changes()[0]
    assert (latest.who, latest.action, latest.old_version, latest.new_version) == ("telegram:7", "rollback", 3, 1)
    assert [row.who for row in three.recorded.changes()] == ["telegram:7", "terminal", "terminal", "start"]
    assert [row.detail[0] for row in three.recorded.changes()] == ["~", "~", "~", "+"]


def test_the_latest_versions_are_kept_and_older_ones_leave_no_files(start: Open, settings: CorpusSettings) -> None:
    corpus = start(keep_versions=3)
    for count in range(8):
        write_reports(settings.corpus_dir, a=HUSHAN.replace("两所", f"{count + 3}所"))
        corpus.changes.reload()
    assert [version.number for version in corpus.recorded.versions()] == [9, 8, 7]
    assert len(list((settings.data_dir / "indexes").iterdir())) == 3
    assert files(settings.data_dir) >= {"wenbao.db", "encodings.npz"}
    corpus.close()
    top = {path.name for path in settings.data_dir.iterdir()}
    assert top == {"indexes", "encodings.npz", "lock", "wenbao.db"}


def test_the_current_version_is_kept_however_old_it_is(three: CorpusService, start: Open) -> None:
    three.changes.rollback(1)
    corpus = start(keep_versions=1)
    assert {version.number for version in corpus.recorded.versions()} == {1, 3}
    assert "两所" in words(corpus.current)
    assert whys(start) == []


def test_what_cannot_be_removed_does_not_undo_a_change(
    start: Open, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = start(keep_versions=1)

    def fail(*_args: object) -> None:
        raise CorpusError("An index could not be removed")

    monkeypatch.setattr(ChromaFolders, "remove", fail)
    write_reports(settings.corpus_dir, a=hushan_with(9))
    assert corpus.changes.reload().new == 2
    assert words(corpus.current) == hushan_with(9)


def test_unfinished_work_is_swept_at_the_next_start(start: Open, settings: CorpusSettings) -> None:
    start()
    (settings.data_dir / "indexes" / "unfinished-0123456789abcdef").mkdir()
    (settings.corpus_dir / ".b.txt.unfinished").write_bytes(b"half a rep")
    start()
    assert not list((settings.data_dir / "indexes").glob("unfinished-*"))
    assert files(settings.corpus_dir) == {"a.txt"}
