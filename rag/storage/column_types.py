"""Values that the database has no type for -> the values it stores, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
)
from sqlalchemy.types import TypeDecorator

from rag.types import Heading, Omission, OmissionKind


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite keeps no zones, so none is kept anywhere."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value else None


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Offsets(TypeDecorator[tuple[int, ...]]):
    """A tuple of integers, as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> list[int]:  # noqa: ARG002
        return list(value or ())

    def process_result_value(self, value: list[int] | None, dialect: Dialect) -> tuple[int, ...]:  # noqa: ARG002
        return tuple(value or ())


class Omissions(TypeDecorator[tuple[Omission, ...]]):
    """A tuple of omissions, each as kind, count and pages, as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Omission, ...] | None, dialect: Dialect) -> list[object]:  # noqa: ARG002
        return [[one.kind.value, one.count, list(one.pages)] for one in value or ()]

    def process_result_value(self, value: list[Any] | None, dialect: Dialect) -> tuple[Omission, ...]:  # noqa: ARG002
        return tuple(Omission(OmissionKind(kind), count, tuple(pages)) for kind, count, pages in value or ())


class Headings(TypeDecorator[tuple[Heading, ...]]):
    """A tuple of headings, each as offset and level, as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Heading, ...] | None, dialect: Dialect) -> list[object]:  # noqa: ARG002
        return list(map(list, value or ()))

    def process_result_value(self, value: list[Any] | None, dialect: Dialect) -> tuple[Heading, ...]:  # noqa: ARG002
        return tuple(Heading(*heading) for heading in value or ())
