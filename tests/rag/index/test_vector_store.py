"""Indexes in Chroma: embedded, and on a real server on a loopback port."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings

from rag.errors import CorpusError, SearchError
from rag.index.chroma_embedded import ChromaFolders
from rag.index.chroma_server import ChromaServer
from rag.index.embedding_cache import Encodings, encode
from rag.index.entries import FusedVectors, IndexEntry, Views, texts_of
from rag.index.vector_store import VectorStore, chroma_errors
from tests.corpora import GramEmbeddings
from tests.servers import chroma_server

MODEL = GramEmbeddings()
NAME, OTHER = "0123456789abcdef", "fedcba9876543210"


def entries(report: str, count: int) -> list[IndexEntry]:
    texts = [f"{report}第{number}项任务完成{number * 7}个" for number in range(count)]
    return [IndexEntry(f"{report}{n}", n % 3, Views(*(text for _ in Views._fields))) for n, text in enumerate(texts)]


ENTRIES = entries("湖山", 40) + entries("江湾", 25)


def fuse(of: list[IndexEntry] = ENTRIES) -> FusedVectors:
    none = Encodings("fake", (), np.zeros((0, 0), np.float16))
    return FusedVectors(of, encode(texts_of(of), MODEL, none, lambda _done, _total: None))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> VectorStore:
    if request.param == "embedded":
        return ChromaFolders(tmp_path / "indexes")
    remote = ChromaServer(request.getfixturevalue("server"), "cafe0000")
    for name in (NAME, OTHER):
        remote.remove(name)
    return remote


def test_an_index_is_there_when_it_is_complete(store: VectorStore) -> None:
    store.write(NAME, fuse())
    assert store.names() == set()
    store.complete(NAME)
    assert store.names() == {NAME}
    assert len(store.open(NAME)) == len(ENTRIES)


def test_the_nearest_clauses_come_first_with_their_inner_products(store: VectorStore) -> None:
    """As an exact computation would have them."""
    vectors = fuse()
    store.write(NAME, vectors)
    store.complete(NAME)
    question = np.array(MODEL.embed_query("江湾第7项任务"), np.float32)
    exact = np.concatenate([batch.vectors for batch in vectors.batches()]) + vectors.centre
    scores = exact @ question
    best = np.argsort(-scores)[:5]
    found = store.open(NAME).query(question, 5)
    assert [hit[:2] for hit in found] == [(ENTRIES[i].sentence, ENTRIES[i].clause) for i in best]
    np.testing.assert_allclose([hit.score for hit in found], scores[best], atol=1e-4)


def test_vectors_are_given_back_in_the_order_of_their_keys(store: VectorStore) -> None:
    vectors = fuse()
    store.write(NAME, vectors)
    store.complete(NAME)
    held = np.concatenate([batch.vectors for batch in vectors.batches()])
    rows = [30, 2, 64, 3]
    taken = store.open(NAME).take([f"{ENTRIES[row].sentence}:{ENTRIES[row].clause}" for row in rows])
    np.testing.assert_allclose(taken, held[rows], atol=1e-6)


def test_a_vector_that_is_not_there_is_a_failed_search(store: VectorStore) -> None:
    store.write(NAME, fuse())
    store.complete(NAME)
    with pytest.raises(SearchError):
        store.open(NAME).take(["湖山0:0", "湖山0:7"])


def test_more_than_there_is_may_be_asked_for(store: VectorStore) -> None:
    store.write(NAME, fuse())
    store.complete(NAME)
    assert len(store.open(NAME).query(np.array(MODEL.embed_query("任务"), np.float32), 1000)) == len(ENTRIES)


def test_unfinished_indexes_are_swept_and_complete_ones_are_not(store: VectorStore) -> None:
    store.write(NAME, fuse())
    store.complete(NAME)
    store.write(OTHER, fuse())
    store.sweep()
    assert store.names() == {NAME}
    with pytest.raises(CorpusError):
        store.complete(OTHER)


def test_a_removed_index_is_gone_and_removing_nothing_is_no_error(store: VectorStore) -> None:
    store.write(NAME, fuse())
    store.complete(NAME)
    store.remove(NAME)
    store.remove(NAME)
    assert store.names() == set()
    with pytest.raises(CorpusError):
        store.open(NAME)


def test_an_unfinished_index_can_be_written_again(store: VectorStore) -> None:
    store.write(NAME, fuse(ENTRIES[:3]))
    store.write(NAME, fuse())
    store.complete(NAME)
    assert len(store.open(NAME)) == len(ENTRIES)


def test_a_removed_folder_leaves_no_file(tmp_path: Path) -> None:
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse())
    folders.complete(NAME)
    folders.open(NAME).query(np.array(MODEL.embed_query("任务"), np.float32), 3)
    folders.remove(NAME)
    assert list(tmp_path.iterdir()) == []


def test_an_index_in_use_is_removed_when_nobody_uses_it_any_more(tmp_path: Path) -> None:
    """A question that took it before a switch is answered from it to the end."""
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse())
    folders.complete(NAME)
    vectors = folders.open(NAME)
    folders.remove(NAME)
    assert len(vectors.query(np.array(MODEL.embed_query("任务"), np.float32), 3)) == 3
    del vectors
    gc.collect()
    folders.remove(NAME)
    assert list(tmp_path.iterdir()) == []


def test_an_index_is_opened_once(tmp_path: Path) -> None:
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse())
    folders.complete(NAME)
    assert folders.open(NAME) is folders.open(NAME)


def test_a_folder_is_an_ordinary_chroma_database(tmp_path: Path) -> None:
    """Chroma's own client opens it and finds the same."""
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse())
    folders.complete(NAME)
    question = np.array(MODEL.embed_query("江湾第7项任务"), np.float32)
    vectors = folders.open(NAME)
    ours = vectors.query(question, 9)
    del vectors
    gc.collect()
    client = chromadb.PersistentClient(str(tmp_path / NAME), settings=Settings(anonymized_telemetry=False))
    (collection,) = client.list_collections()
    theirs = collection.query(query_embeddings=[question], n_results=9)
    client.close()
    assert theirs["ids"] == [[f"{hit.sentence}:{hit.clause}" for hit in ours]]
    assert collection.configuration["hnsw"]["space"] == "ip"


def test_foreign_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    folders = ChromaFolders(tmp_path)
    folders.sweep()
    assert folders.names() == set()
    assert (tmp_path / "notes").is_dir()


def test_a_damaged_index_cannot_be_opened(tmp_path: Path) -> None:
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse())
    folders.complete(NAME)
    (tmp_path / NAME / "chroma.sqlite3").write_bytes(b"not a database")
    with pytest.raises(CorpusError, match="is damaged"):
        folders.open(NAME)


def test_a_failed_search_says_so(server: str) -> None:
    """Not that nothing was found: here somebody removed the collection."""
    store = ChromaServer(server, "cafe0000")
    store.remove(NAME)
    store.write(NAME, fuse())
    store.complete(NAME)
    vectors = store.open(NAME)
    store.remove(NAME)
    with pytest.raises(SearchError, match="vector search failed"):
        vectors.query(np.array(MODEL.embed_query("任务"), np.float32), 3)


def test_a_server_that_is_not_there_is_named_by_its_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(CorpusError, match="CHROMA_URL"):
        ChromaServer(f"http://127.0.0.1:{port}", "cafe0000").names()


def test_a_disk_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "indexes").write_text("a file where the folder should be")
    with pytest.raises(CorpusError, match="could not be written"):
        ChromaFolders(tmp_path / "indexes").write(NAME, fuse())


@pytest.mark.parametrize("count", [1, 65, 1500])
def test_opening_and_searching_leave_an_index_as_it_was_written(tmp_path: Path, count: int) -> None:
    """With as few clauses that Chroma keeps no graph of them, and with more."""
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse(entries("湖山", count)))
    folders.complete(NAME)
    for _ in range(3):
        vectors = folders.open(NAME)
        vectors.query(np.array(MODEL.embed_query("任务"), np.float32), 3)
        vectors.examine()
        assert vectors.is_sound
        del vectors
        gc.collect()


def test_no_index_is_opened_of_which_a_bit_is_not_as_it_was_written(tmp_path: Path) -> None:
    """Whichever file it is in. Chroma would end the process, or find others."""
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse(entries("湖山", 1500)))
    folders.complete(NAME)
    files = [path for path in (tmp_path / NAME).rglob("*") if path.stat().st_size and path.is_file()]
    assert len(files) == 7
    for path in files:
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 0x10
        path.write_bytes(flipped)
        with pytest.raises(CorpusError, match="is damaged"):
            folders.open(NAME)
        path.write_bytes(whole)
    assert len(folders.open(NAME)) == 1500


def test_an_open_index_that_is_damaged_meanwhile_is_not_sound(tmp_path: Path) -> None:
    folders = ChromaFolders(tmp_path)
    folders.write(NAME, fuse())
    folders.complete(NAME)
    vectors = folders.open(NAME)
    vectors.examine()
    assert vectors.is_sound
    (tmp_path / NAME / "chroma.sqlite3").write_bytes(b"")
    vectors.examine()
    assert not vectors.is_sound


def test_a_file_in_place_of_an_index_is_removed(tmp_path: Path) -> None:
    folders = ChromaFolders(tmp_path)
    (tmp_path / NAME).write_text("not a folder")
    with pytest.raises(CorpusError, match="is damaged"):
        folders.open(NAME)
    folders.remove(NAME)
    folders.write(NAME, fuse())
    folders.complete(NAME)
    assert len(folders.open(NAME)) == len(ENTRIES)


def test_a_panic_of_the_core_is_an_error_of_ours() -> None:
    """It is raised as no Exception, which nothing would catch."""
    panic = type("PanicException", (BaseException,), {})
    with (
        pytest.raises(CorpusError, match="range end index"),
        chroma_errors(CorpusError, "The index could not be opened"),
    ):
        raise panic("range end index 8 out of range")
    with pytest.raises(KeyboardInterrupt), chroma_errors(CorpusError, "The index could not be opened"):
        raise KeyboardInterrupt
