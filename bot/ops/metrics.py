"""Events in the bot -> counters and histograms for Prometheus.

The descriptions are the metrics table of docs/operating.md. Labels take few values: never a user, a chat, or words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from platform import python_version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric
from prometheus_client.core import CounterMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot.ops.version import program_version
from rag.generation.service import Tally

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


class Metrics:
    """The measures of one bot. Made once; two bots in one process do not mix."""

    def __init__(self, tally: Tally | None = None) -> None:
        """``tally``: what is counted of the language model, where there is one."""
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        self.questions = Counter(
            "wenbao_questions",
            "Questions by what answered (extractive, or a model's name) and outcome: a status, or the kind of error",
            ("engine", "outcome"),
            registry=registry,
        )
        self.steps = Histogram(
            "wenbao_step_seconds",
            "Time of each step: wait (for the turn), the steps of answering, send (one message to Telegram), handle (an"
            " update, from its turn to its end), total (from its receipt to its end)",
            ("step",),
            buckets=_SECONDS,
            registry=registry,
        )
        self.updates = Counter(
            "wenbao_updates",
            "Updates: new; repeated (ignored); not taken because of too_many of one person, or of all (full)",
            ("outcome",),
            registry=registry,
        )
        self.queue = Gauge(
            "wenbao_queue_updates",
            "Updates not yet handled, of all replicas: waiting for their turn, or taken",
            ("state",),
            registry=registry,
        )
        self._measure_telegram(registry)
        registry.register(_ModelCollector(tally))
        self._measure_corpus(registry)

    def _measure_telegram(self, registry: CollectorRegistry) -> None:
        self.telegram = Counter(
            "wenbao_telegram_requests",
            "Requests to Telegram by method and outcome: ok, or the kind of error",
            ("method", "outcome"),
            registry=registry,
        )
        self.retries = Counter(
            "wenbao_telegram_retries",
            "Requests to Telegram made once more, by reason: limited (Telegram asked for patience) or unreachable",
            ("reason",),
            registry=registry,
        )
        self.interrupted = Counter(
            "wenbao_interrupted_answers",
            "Answers that a process may have sent before it was killed: found in the chat, missing there and so sent,"
            " or sent though they may come twice, which they say",
            ("outcome",),
            registry=registry,
        )

    def _measure_corpus(self, registry: CollectorRegistry) -> None:
        Gauge(
            "wenbao_build_info",
            "Always 1; its labels are the version of the program and the Python it runs on",
            ("version", "python"),
            registry=registry,
        ).labels(program_version(), python_version()).set(1)
        self.corpus_number = Gauge("wenbao_corpus_version", "Number of the version served here", registry=registry)
        self.corpus_age = Gauge(
            "wenbao_corpus_age_seconds", "Time since the version served here was made", registry=registry
        )
        self.corpus_refreshes = Counter(
            "wenbao_corpus_refreshes",
            "Looks for a version published elsewhere: unchanged, switched, or failed",
            ("outcome",),
            registry=registry,
        )


class _ModelCollector(Collector):
    """Counts that are kept where the model is used, read when somebody asks."""

    def __init__(self, tally: Tally | None) -> None:
        self._tally = tally

    def collect(self) -> Iterator[Metric]:
        answers = CounterMetricFamily(
            "wenbao_model_answers",
            "Answers a language model was asked for: written, or in a word why the extractive one was given instead",
            labels=["outcome"],
        )
        checks = CounterMetricFamily(
            "wenbao_model_checks",
            "Checks that found fault with what a language model wrote, and its statements kept, replaced and dropped",
            labels=["check"],
        )
        if self._tally:
            _count(answers, self._tally.answers)
            _count(checks, self._tally.checks)
        tokens = CounterMetricFamily(
            "wenbao_model_tokens", "Tokens a language model has read and written", labels=["model"]
        )
        if self._tally:
            _count(tokens, self._tally.tokens)
        yield answers
        yield checks
        yield tokens


def _count(family: CounterMetricFamily, counts: Mapping[str, int]) -> None:
    for name, count in dict(counts).items():
        family.add_metric([name], count)
