"""Settings -> one check for each thing the program depends on: whether it works, and if not, what to do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from bot.bootstrap import make_corpus
from bot.core.sanitize import hide, printable
from bot.settings import NAMES, Settings
from bot.texts import EN, Texts
from bot.texts.selection import error_sentence
from bot.texts.zh.doctor import DoctorTexts
from rag.documents.report_folder import report_files
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import EmptyCorpus, ModelError, SearchError, WenbaoError
from rag.generation.health_check import probe
from rag.generation.service import load_writer
from rag.generation.trial.measuring import Result
from rag.index.embeddings import load_embeddings, model_fingerprint
from rag.retrieval.calibration import profile_of

_PATIENCE = 10.0  # seconds for Telegram or Chroma
_WORDS = "你好"  # for a model to try itself on

Look = Callable[[Settings, DoctorTexts], str]
"""A check: what was found; raises what is wrong."""


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


def check_all(settings: Settings, texts: Texts = EN) -> Iterator[Check]:
    """Each check as it ends, told in the language of ``texts``. None stops the others."""
    checks: tuple[tuple[str, Look], ...] = (
        ("settings", _settings),
        ("token", _token),
        ("database", _database),
        ("corpus", _corpus),
        ("chroma", _chroma),
        ("embedding", _embedding),
        ("model", _model),
    )
    for name, look in checks:
        yield _check(name, look, settings, texts)


def _check(name: str, look: Look, settings: Settings, texts: Texts) -> Check:
    try:
        found, passed = look(settings, texts.doctor), True
    except WenbaoError as exc:
        found, passed = error_sentence(exc, texts.admin), False
    except Exception as exc:  # noqa: BLE001  # a check that fails in a way of its own stops none of the others
        found, passed = texts.doctor.unchecked.format(kind=type(exc).__name__), False
    return Check(name, passed, printable(" ".join(hide(found, settings.secrets).split())))


def _settings(settings: Settings, told: DoctorTexts) -> str:
    chosen = [name for name in NAMES if name.lower() in settings.model_fields_set]
    return told.chosen.format(names=", ".join(chosen)) if chosen else told.by_default


def _token(settings: Settings, told: DoctorTexts) -> str:
    if settings.telegram_bot_token is None:
        return told.telegram_unset
    address = f"{settings.telegram_api_url}/bot{settings.token}/getMe"
    try:
        reply = httpx.get(address, timeout=_PATIENCE)
        user = reply.json().get("result", {}) if reply.status_code == httpx.codes.OK else {}
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError) as exc:
        # Without the cause: it holds the address, and the token is part of that.
        kind = type(exc).__name__
        raise WenbaoError(told.telegram_unreachable.format(address=settings.telegram_api_url, kind=kind)) from None
    if reply.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        raise WenbaoError(told.telegram_unknown)
    if not user:
        raise WenbaoError(told.telegram_wrong.format(address=settings.telegram_api_url, status=reply.status_code))
    return told.bot.format(name=user.get("username", "?"))


def _database(settings: Settings, told: DoctorTexts) -> str:
    with make_corpus(settings) as corpus:
        corpus.recorded.versions()
    return told.external_database if settings.database_url else told.sqlite.format(folder=settings.data_dir)


def _corpus(settings: Settings, told: DoctorTexts) -> str:
    with make_corpus(settings) as corpus:
        status, faults = corpus.recorded.status(), corpus.recorded.faults()
    if problem := next(iter(faults), status.problem):
        raise problem
    if status.current is None:
        report_files(settings.corpus_dir)  # which says what is wrong with it, as a start would
        return told.readable.format(folder=settings.corpus_dir)
    sentence = told.version_pending if status.why else told.version
    current = status.current
    return sentence.format(number=current.number, reports=len(status.reports), sentences=current.sentences)


def _chroma(settings: Settings, told: DoctorTexts) -> str:
    if settings.chroma_url is None:
        return told.chroma_embedded.format(version=version("chromadb"))
    try:
        reply = httpx.get(f"{settings.chroma_url}/api/v2/heartbeat", timeout=_PATIENCE)
        reply.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        kind = type(exc).__name__
        raise SearchError(told.chroma_away.format(address=settings.chroma_url, kind=kind)) from exc
    return told.chroma.format(address=settings.chroma_url)


def _embedding(settings: Settings, told: DoctorTexts) -> str:
    model = load_embeddings(settings.embedding)
    started = time.perf_counter()
    dimensions = len(model.embed_query(_WORDS))
    seconds = time.perf_counter() - started
    address = settings.embedding_base_url
    own = profile_of(model_fingerprint(settings.embedding)).is_calibrated
    return told.embedding.format(
        model=settings.embedding_model,
        at=told.at.format(address=address) if address else "",
        dimensions=dimensions,
        calibration=told.own_calibration if own else told.general_calibration,
        seconds=f"{seconds:.3f}",
    )


def _model(settings: Settings, told: DoctorTexts) -> str:
    found = probe(settings.language_model)
    if found is None:
        return told.no_model
    if not found.keeps_format:
        raise ModelError(told.no_format.format(model=settings.llm_model))
    first, whole = f"{found.first:.1f}", f"{found.seconds:.1f}"
    return told.model.format(model=settings.llm_model, first=first, whole=whole, trial=_trial(settings, told))


def _trial(settings: Settings, told: DoctorTexts) -> str:
    """The tasks that the model may do; it is tried out on the reports unless that is on record."""
    with make_corpus(settings) as corpus:
        try:
            _, served = corpus.recorded.look()
        except EmptyCorpus:
            return told.tried_later
    result = asyncio.run(_try(settings, served))
    if result is None:
        return told.not_tried
    sentence = told.passed if result.earned else told.failed
    return sentence.format(passed=result.passed, asked=result.asked)


async def _try(settings: Settings, served: CorpusSnapshot) -> Result | None:
    writer = load_writer(settings.language_model, settings.data_dir)
    if writer is None:
        return None
    try:
        return await writer.earn(served)
    finally:
        await writer.aclose()
