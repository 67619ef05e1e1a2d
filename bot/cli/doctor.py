"""Settings -> one check for each thing the program stands on: does it work, and if not, what to do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from bot.bootstrap import make_corpus
from bot.core.redaction import hide
from bot.core.sanitize import printable
from bot.settings import NAMES, Settings
from rag.documents.report_folder import report_files
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import EmptyCorpus, ModelError, SearchError, WenbaoError
from rag.generation.health_check import probe
from rag.generation.service import load_writer
from rag.generation.trial.measuring import Result
from rag.index.embeddings import load_embeddings, model_fingerprint
from rag.retrieval.embedding_profile import profile_of

_PATIENCE = 10.0  # seconds for Telegram or Chroma
_WORDS = "你好"  # for a model to try itself on


@dataclass(frozen=True, slots=True)
class Check:
    """The subject and the result of one check."""

    name: str
    passed: bool
    found: str
    """One sentence."""

    @property
    def line(self) -> str:
        return f"{'ok  ' if self.passed else 'FAIL'}  {self.name:<10}{self.found}"


def check_all(settings: Settings) -> Iterator[Check]:
    """Each check as it ends. None stops the others."""
    checks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("settings", _settings),
        ("token", _token),
        ("database", _database),
        ("corpus", _corpus),
        ("chroma", _chroma),
        ("embedding", _embedding),
        ("model", _model),
    )
    for name, look in checks:
        yield _check(name, look, settings)


def _check(name: str, look: Callable[[Settings], str], settings: Settings) -> Check:
    try:
        found, passed = look(settings), True
    except WenbaoError as exc:
        found, passed = str(exc), False
    except Exception as exc:  # noqa: BLE001  # a check that fails in a way of its own stops none of the others
        found, passed = (
            f"This could not be checked ({type(exc).__name__}); the settings of it are the first suspect.",
            False,
        )
    return Check(name, passed, printable(" ".join(hide(found, settings.secrets).split())))


def _settings(settings: Settings) -> str:
    chosen = [name for name in NAMES if name.lower() in settings.model_fields_set]
    return f"{', '.join(chosen)} set, the others as by default." if chosen else "All as by default."


def _token(settings: Settings) -> str:
    if settings.telegram_bot_token is None:
        return "TELEGRAM_BOT_TOKEN is not set; the terminal works without, wenbao run needs it."
    address = f"{settings.telegram_api_url}/bot{settings.token}/getMe"
    try:
        reply = httpx.get(address, timeout=_PATIENCE)
        user = reply.json().get("result", {}) if reply.status_code == httpx.codes.OK else {}
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError) as exc:
        # Without the cause: it holds the address, and the token is part of that.
        raise WenbaoError(
            f"{settings.telegram_api_url} cannot be asked ({type(exc).__name__});"
            " check the network and TELEGRAM_API_URL."
        ) from None
    if reply.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        raise WenbaoError("Telegram does not know TELEGRAM_BOT_TOKEN; copy it again from @BotFather.")
    if not user:
        raise WenbaoError(
            f"{settings.telegram_api_url} answered with status {reply.status_code}; check TELEGRAM_API_URL."
        )
    return f"The bot is @{user.get('username', '?')}."


def _database(settings: Settings) -> str:
    with make_corpus(settings) as corpus:
        corpus.recorded.versions()
    return "An external database answers." if settings.database_url else f"SQLite under {settings.data_dir} answers."


def _corpus(settings: Settings) -> str:
    with make_corpus(settings) as corpus:
        status, faults = corpus.recorded.status(), corpus.recorded.faults()
    if problem := next(iter(faults), status.problem):
        raise problem
    if status.current is None:
        report_files(settings.corpus_dir)  # which says what is wrong with it, as a start would
        return f"{settings.corpus_dir} is readable; the next start indexes it."
    pending = "; the files have changed since, the next start takes them over" if status.why else ""
    return (
        f"Version {status.current.number} with {len(status.reports)} reports and"
        f" {status.current.sentences} sentences{pending}."
    )


def _chroma(settings: Settings) -> str:
    if settings.chroma_url is None:
        return f"Embedded, version {version('chromadb')}."
    try:
        reply = httpx.get(f"{settings.chroma_url}/api/v2/heartbeat", timeout=_PATIENCE)
        reply.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        raise SearchError(
            f"The Chroma server at {settings.chroma_url} does not answer ({type(exc).__name__}); start it or correct"
            " CHROMA_URL."
        ) from exc
    return f"The server at {settings.chroma_url} answers."


def _embedding(settings: Settings) -> str:
    model = load_embeddings(settings.embedding)
    started = time.perf_counter()
    dimensions = len(model.embed_query(_WORDS))
    seconds = time.perf_counter() - started
    served = f" at {settings.embedding_base_url}" if settings.embedding_base_url else ""
    own = profile_of(model_fingerprint(settings.embedding)).is_calibrated
    calibration = "its own" if own else "the general"
    return (
        f"{settings.embedding_model}{served}: {dimensions} dimensions, {calibration} calibration, {seconds:.3f} s a"
        " question."
    )


def _model(settings: Settings) -> str:
    found = probe(settings.language_model)
    if found is None:
        return "None is set; answers quote the report."
    if not found.keeps_format:
        raise ModelError(
            f"{settings.llm_model} answers, but not in the format it is asked for; the report will be quoted instead,"
            " set another LLM_MODEL."
        )
    return (
        f"{settings.llm_model} keeps to the format; first words in {found.first:.1f} s, all in {found.seconds:.1f} s."
        f" {_trial(settings)}"
    )


def _trial(settings: Settings) -> str:
    """The tasks that the model may do; it is tried out on the reports unless that is on record."""
    with make_corpus(settings) as corpus:
        try:
            _, served = corpus.recorded.look()
        except EmptyCorpus:
            return "It is tried out when there are reports."
    result = asyncio.run(_try(settings, served))
    if result is None:
        return "It could not be tried out on the reports; until it is, it rewords what is quoted."
    freedom = "it selects and words its answers" if result.earned else "it only rewords what is quoted"
    return f"It passed {result.passed} of {result.asked} questions made from the reports: {freedom}."


async def _try(settings: Settings, served: CorpusSnapshot) -> Result | None:
    writer = load_writer(settings.language_model, settings.data_dir)
    if writer is None:
        return None
    try:
        return await writer.earn(served)
    finally:
        await writer.aclose()
