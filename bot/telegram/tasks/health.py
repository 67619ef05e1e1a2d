"""The state of the process -> /metrics for Prometheus, /healthz and /readyz for supervisors and load balancers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.core.ports import Answering
from bot.ops.http_server import QuietHandler, Route, site
from bot.ops.metrics import Metrics
from bot.telegram.queue.dispatcher import Dispatcher
from bot.telegram.transport.connectivity import Connectivity
from rag.errors import WenbaoError

_PATIENCE = 3.0  # seconds for the database, and for the server of the vectors
_LARGEST_BODY = 1 << 10


@dataclass(frozen=True, slots=True)
class Probes:
    """The state of the process for those who ask for it."""

    answering: Answering
    dispatch: Dispatcher
    link: Connectivity
    metrics: Metrics

    async def ready(self) -> dict[str, bool]:
        """The parts that answering needs, and whether they are there."""
        return {"corpus": await self._corpus(), "database": await self._database(), "telegram": self.link.is_up}

    async def measure(self) -> bytes:
        """The measures of now, in Prometheus' text format."""
        with suppress(WenbaoError):
            served = self.answering.corpus.current
            self.metrics.corpus_number.set(served.number)
            self.metrics.corpus_age.set(max(0.0, time.time() - served.made.timestamp()))
        with suppress(WenbaoError, TimeoutError):
            for state, count in (await asyncio.wait_for(self.dispatch.count(), _PATIENCE)).items():
                self.metrics.queue.labels(state).set(count)
        return generate_latest(self.metrics.registry)

    async def _corpus(self) -> bool:
        try:
            return await asyncio.wait_for(asyncio.to_thread(self.answering.corpus.can_search), _PATIENCE)
        except (WenbaoError, TimeoutError):
            return False

    async def _database(self) -> bool:
        try:
            return bool(await asyncio.wait_for(self.dispatch.count(), _PATIENCE))
        except (WenbaoError, TimeoutError):
            return False


@asynccontextmanager
async def probed(probes: Probes, listen: tuple[str, int] | None) -> AsyncIterator[None]:
    """Answer probes at ``listen``, if that is set, as long as the context lasts.

    Raises:
        SettingsError: the address cannot be used.
    """
    if listen is None:
        yield
        return
    routes: list[Route] = [
        ("/metrics", _MetricsHandler, {"probes": probes}),
        ("/healthz", _LivenessHandler, {}),
        ("/readyz", _ReadinessHandler, {"probes": probes}),
    ]
    async with site("METRICS_LISTEN", listen, routes, _LARGEST_BODY):
        yield


class _LivenessHandler(QuietHandler):
    """The event loop turns; a process of which this cannot be heard should be started again."""

    def get(self) -> None:
        self.finish("ok\n")


class _ReadinessHandler(QuietHandler):
    """One line each; 503 as long as something is missing. Restarting will not help."""

    def initialize(self, probes: Probes) -> None:
        self._probes = probes

    async def get(self) -> None:
        found = await self._probes.ready()
        if not all(found.values()):
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Content-Type", "text/plain")
        self.finish("".join(f"{name} {'ok' if is_there else 'missing'}\n" for name, is_there in found.items()))


class _MetricsHandler(QuietHandler):
    def initialize(self, probes: Probes) -> None:
        self._probes = probes

    async def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(await self._probes.measure())
