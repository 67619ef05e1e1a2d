"""What happens in the bot -> counts and times, as Prometheus reads them.

The descriptions are the metrics table of OPERATING.md. Labels take few values: never a user, a chat, or words.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


class Metrics:
    """The measures of one bot. Made once; two bots in one process do not mix."""

    def __init__(self) -> None:
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
            "Updates received: new, repeated (taken before and ignored), refused (too many of one person or of all)",
            ("outcome",),
            registry=registry,
        )
        self.queue = Gauge(
            "wenbao_queue_updates",
            "Updates not yet handled, here and on the other replicas: waiting for their turn, or working",
            ("state",),
            registry=registry,
        )
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
        self.model_calls = Counter(
            "wenbao_model_calls",
            "Answers a language model was asked for, by outcome: used, or why the extractive answer was shown instead",
            ("outcome",),
            registry=registry,
        )
        self.checks = Counter(
            "wenbao_checks_fired",
            "Statements of a language model that were replaced or left out, by the check that found fault with them",
            ("check",),
            registry=registry,
        )
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
