"""Encodings kept between builds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.index.embedding_cache import Encodings, encode, load_encodings
from rag.index.embedding_journal import EmbeddingJournal
from tests.corpora import GramEmbeddings

TEXTS = ["生产总值增长6%", "新建小学两所", "生产总值增长6%", "改造老旧小区12个"]
NONE = Encodings("fake", (), np.zeros((0, 0), np.float16))


def ignore(_done: int, _total: int) -> None:
    pass


def test_each_text_is_encoded_once() -> None:
    """Also when it occurs several times."""
    model = GramEmbeddings()
    encodings = encode(TEXTS, model, NONE, ignore)
    assert sorted(model.embedded) == sorted(set(TEXTS))
    assert len(encodings) == 3


def test_known_texts_are_not_encoded_again_and_keep_their_vectors() -> None:
    model = GramEmbeddings()
    before = encode(TEXTS, model, NONE, ignore)
    model.embedded.clear()
    after = encode([*TEXTS[1:], "发放补贴"], model, before, ignore)
    assert model.embedded == ["发放补贴"]
    for text in TEXTS:
        assert (after.vectors[after.row(text)] == before.vectors[before.row(text)]).all()


def test_texts_that_are_gone_are_forgotten() -> None:
    before = encode(TEXTS, GramEmbeddings(), NONE, ignore)
    after = encode(TEXTS[:1], GramEmbeddings(), before, ignore)
    assert len(after) == 1
    assert after.row(TEXTS[1]) is None


def test_progress_counts_the_texts_to_encode_from_none_to_all() -> None:
    seen: list[tuple[int, int]] = []
    encode([str(number) for number in range(40)], GramEmbeddings(), NONE, lambda *at: seen.append(at))
    assert seen[0] == (0, 40)
    assert seen[-1] == (40, 40)
    assert seen == sorted(seen)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    saved = encode(TEXTS, GramEmbeddings(), NONE, ignore)
    saved.save(tmp_path / "encodings.npz")
    loaded = load_encodings(tmp_path / "encodings.npz", "fake")
    assert len(loaded) == len(saved)
    for text in TEXTS:
        assert (loaded.vectors[loaded.row(text)] == saved.vectors[saved.row(text)]).all()
    assert [path.name for path in tmp_path.iterdir()] == ["encodings.npz"]


def test_another_models_encodings_are_not_used(tmp_path: Path) -> None:
    encode(TEXTS, GramEmbeddings(), NONE, ignore).save(tmp_path / "encodings.npz")
    assert len(load_encodings(tmp_path / "encodings.npz", "another")) == 0


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive", b"\x93NUMPY"])
def test_a_missing_or_damaged_file_is_no_encodings(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "encodings.npz"
    if content is not None:
        path.write_bytes(content)
    assert len(load_encodings(path, "fake")) == 0


def test_encodings_of_which_a_bit_is_flipped_are_the_same_or_none(tmp_path: Path) -> None:
    """Whichever it is: what the archive says of itself is not covered by its checksums."""
    path, texts = tmp_path / "encodings.npz", ["新建小学", "生产总值"]
    whole = encode(texts, GramEmbeddings(), NONE, ignore)
    whole.save(path)
    content = path.read_bytes()
    for place in range(len(content)):
        for bit in (place % 8, (place + 5) % 8):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])
            found = load_encodings(path, "fake")
            assert len(found) == 0 or all(
                np.array_equal(found.vectors[found.row(text)], whole.vectors[whole.row(text)]) for text in texts
            )


def journalled(path: Path, *texts: str) -> bytes:
    """The file when these texts have been encoded, on top of those before."""
    journal = EmbeddingJournal(path, "fake")
    encode(texts, GramEmbeddings(), NONE.extended(journal.batches), ignore, journal.append)
    return path.read_bytes()


def test_what_was_encoded_before_a_build_ended_early_is_known(tmp_path: Path) -> None:
    path = tmp_path / "encodings.journal"
    whole = encode(TEXTS, GramEmbeddings(), NONE, ignore)
    journalled(path, *TEXTS[:2])
    journalled(path, *TEXTS)
    known = NONE.extended(EmbeddingJournal(path, "fake").batches)
    assert len(known) == 3
    for text in TEXTS:
        assert (known.vectors[known.row(text)] == whole.vectors[whole.row(text)]).all()


def test_a_batch_half_written_is_left_out_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "encodings.journal"
    first = len(journalled(path, TEXTS[0]))
    whole = journalled(path, *TEXTS[:2])
    for cut in (1, first // 2, first, first + 1, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert len(NONE.extended(EmbeddingJournal(path, "fake").batches)) == (cut >= first)
        journalled(path, *TEXTS[:2])
        assert len(NONE.extended(EmbeddingJournal(path, "fake").batches)) == 2


def test_another_models_batches_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "encodings.journal"
    journalled(path, *TEXTS)
    assert EmbeddingJournal(path, "another").batches == []
