"""A disk that is full, an index that is gone, and what does not belong to the program: what was served goes on."""

from __future__ import annotations

import resource
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

import rag.index.builder
import rag.index.vector_search
import rag.storage.disk_space
from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.errors import Cancelled, CorpusError, StorageError, WenbaoError
from rag.index.build_process import Built, Job
from rag.index.builder import build
from rag.index.embedding_cache import Progress
from rag.settings import CorpusSettings
from rag.storage.disk_space import RESERVE
from tests.corpora import HUSHAN, GramEmbeddings, hushan_with, write_reports


@pytest.fixture
def corpus(settings: CorpusSettings) -> Iterator[CorpusService]:
    corpus = CorpusService(settings, build)
    corpus.open()
    yield corpus
    corpus.close()


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """As on a disk that has no more room: writing beyond ``size`` bytes of a file fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def words(corpus: CorpusService) -> str:
    """Of the version that is served, whose vectors answer."""
    served = corpus.current
    found = served.nearest.find(GramEmbeddings().embed_query("新建小学"), 1)
    assert found[0].ordinal < len(served.version.order)
    return served.version.reports[0].text


@pytest.mark.parametrize("size", [1, 60_000, 200_000])
def test_a_full_disk_stops_a_reload_and_nothing_else(
    corpus: CorpusService, settings: CorpusSettings, size: int
) -> None:
    """Wherever it is noticed: in the encodings, in the vectors, in the database. With room again the reload works."""
    write_reports(settings.corpus_dir, a=hushan_with(9))
    with no_file_beyond(size), pytest.raises((CorpusError, StorageError)) as caught:
        corpus.changes.reload()
    assert "disk" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert words(corpus) == HUSHAN
    assert corpus.changes.reload().new == 2
    assert words(corpus) == hushan_with(9)


@pytest.mark.parametrize("failure", [Cancelled("cancelled"), CorpusError("killed"), KeyboardInterrupt()], ids=repr)
def test_a_build_that_does_not_end_leaves_nothing_behind(settings: CorpusSettings, failure: BaseException) -> None:
    """No half index fills the disk until a restart."""
    failing: list[BaseException] = []

    def build_or_fail(job: Job, progress: Progress, cancelled: threading.Event) -> Built:
        built = build(job, progress, cancelled)
        if failing:
            assert list((settings.data_dir / "indexes").glob("unfinished-*"))
            (settings.data_dir / ".encodings.npz.unfinished").write_bytes(b"half of it")
            raise failing[0]
        return built

    corpus = CorpusService(settings, build_or_fail)
    corpus.open()
    (index,) = (settings.data_dir / "indexes").iterdir()
    write_reports(settings.corpus_dir, a=hushan_with(9))
    failing.append(failure)
    with pytest.raises(type(failure)):
        corpus.changes.reload()
    assert list((settings.data_dir / "indexes").iterdir()) == [index]
    assert not (settings.data_dir / ".encodings.npz.unfinished").exists()
    assert words(corpus) == HUSHAN
    corpus.close()


def test_a_build_that_would_fill_the_disk_is_not_begun(
    corpus: CorpusService, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is free then is kept for the database: people are answered, and their updates are kept."""
    before = {path: path.stat().st_mtime_ns for path in settings.data_dir.rglob("*") if "wenbao.db" not in path.name}
    write_reports(settings.corpus_dir, a=hushan_with(9))
    with monkeypatch.context() as patched:
        patched.setattr(rag.storage.disk_space, "free_bytes", lambda _folder: RESERVE + 1_000_000)
        with pytest.raises(CorpusError, match=r"64 MB free.*make room"):
            corpus.changes.reload()
    after = {path: path.stat().st_mtime_ns for path in settings.data_dir.rglob("*") if "wenbao.db" not in path.name}
    assert after == before
    assert words(corpus) == HUSHAN
    assert corpus.changes.reload().new == 2


def test_a_full_disk_stops_a_rollback_and_nothing_else(corpus: CorpusService, settings: CorpusSettings) -> None:
    write_reports(settings.corpus_dir, a=hushan_with(9))
    corpus.changes.reload()
    with no_file_beyond(1), pytest.raises((CorpusError, StorageError)):
        corpus.changes.rollback()
    assert words(corpus) == hushan_with(9)
    assert corpus.changes.rollback().new == 1
    assert words(corpus) == HUSHAN


def test_answers_and_changes_go_on_when_the_indexes_are_gone(corpus: CorpusService, settings: CorpusSettings) -> None:
    """What is open stays open; what is needed again is made again."""
    write_reports(settings.corpus_dir, a=hushan_with(9))
    corpus.changes.reload()
    shutil.rmtree(settings.data_dir / "indexes")
    assert words(corpus) == hushan_with(9)
    corpus.changes.rollback()
    assert words(corpus) == HUSHAN
    write_reports(settings.corpus_dir, a=hushan_with(10))
    corpus.changes.reload()
    assert words(corpus) == hushan_with(10)


def test_a_crowd_is_answered_when_the_indexes_are_gone(
    corpus: CorpusService, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By Chroma too, of which more ask at once than it has files open; meanwhile the index is made again."""
    monkeypatch.setattr(rag.index.vector_search, "EXACT", 0)
    shutil.rmtree(settings.data_dir / "indexes")
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(words, [corpus] * 400)) == [HUSHAN] * 400
    before = corpus.current
    assert corpus.refresh()
    assert (corpus.current.number, corpus.current.nearest.is_sound) == (before.number, True)
    assert corpus.current.nearest is not before.nearest
    assert words(corpus) == HUSHAN
    assert not corpus.refresh()


def test_an_index_that_lost_its_file_is_made_again(corpus: CorpusService, settings: CorpusSettings) -> None:
    for file in (settings.data_dir / "indexes").glob("*/chroma.sqlite3"):
        file.unlink()
    assert corpus.refresh()
    assert words(corpus) == HUSHAN
    assert len(list((settings.data_dir / "indexes").glob("*/chroma.sqlite3"))) == 1


@pytest.mark.parametrize("place", [0.0, 0.3, 0.9])
def test_an_index_of_which_one_bit_is_flipped_is_made_again(settings: CorpusSettings, place: float) -> None:
    """Before anything reads it: the start says why, and answers as before."""
    corpus = CorpusService(settings, build)
    corpus.open()
    before = corpus.current.nearest.find(GramEmbeddings().embed_query("新建小学"), 9)
    corpus.close()
    del corpus
    (file,) = (settings.data_dir / "indexes").glob("*/chroma.sqlite3")
    content = bytearray(file.read_bytes())
    content[int(place * len(content))] ^= 0x40
    file.write_bytes(content)
    announced: list[Why] = []
    corpus = CorpusService(settings, build)
    corpus.open(announce=announced.append)
    assert announced == [Why.INDEX]
    assert corpus.current.nearest.find(GramEmbeddings().embed_query("新建小学"), 9) == before
    corpus.close()


def test_an_index_that_is_damaged_while_it_is_served_is_made_again(
    corpus: CorpusService, settings: CorpusSettings
) -> None:
    (file,) = (settings.data_dir / "indexes").glob("*/chroma.sqlite3")
    file.write_bytes(file.read_bytes()[:-1])
    corpus.examine()
    assert words(corpus) == HUSHAN
    assert corpus.refresh()
    assert words(corpus) == HUSHAN
    corpus.examine()
    assert not corpus.refresh()


def test_a_file_in_place_of_an_index_is_replaced(settings: CorpusSettings) -> None:
    corpus = CorpusService(settings, build)
    corpus.open()
    corpus.close()
    del corpus
    (index,) = (settings.data_dir / "indexes").iterdir()
    shutil.rmtree(index)
    index.write_text("no index")
    corpus = CorpusService(settings, build)
    corpus.open()
    assert words(corpus) == HUSHAN
    corpus.close()


def test_what_does_not_belong_to_the_program_is_left_alone(settings: CorpusSettings) -> None:
    """Files and folders of others, also among the indexes; damaged encodings are made again."""
    foreign = [settings.data_dir / "notes.txt", settings.data_dir / "indexes" / "my-folder" / "mine.txt"]
    for path in foreign:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("not the program's", encoding="utf-8")
    (settings.data_dir / "encodings.npz").write_bytes(b"damaged")
    for schools in (2, 3):
        write_reports(settings.corpus_dir, a=hushan_with(schools))
        corpus = CorpusService(settings, build)
        corpus.open()
        assert words(corpus) == hushan_with(schools)
        corpus.close()
    assert all(path.read_text(encoding="utf-8") == "not the program's" for path in foreign)


def test_a_damaged_database_sends_for_the_backup(settings: CorpusSettings) -> None:
    """Not to the settings, which are right."""
    corpus = CorpusService(settings, build)
    corpus.open()
    corpus.close()
    file = settings.data_dir / "wenbao.db"
    content = bytearray(file.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    file.write_bytes(content)
    corpus = CorpusService(settings, build)
    with pytest.raises(StorageError, match=r"damaged.*restore a backup"):
        corpus.open()
    corpus.close()


def test_a_database_that_is_none_is_named(settings: CorpusSettings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "wenbao.db").write_bytes(b"this is no database, but it is here" * 100)
    corpus = CorpusService(settings, build)
    with pytest.raises(WenbaoError, match="database"):
        corpus.open()
    corpus.close()
