"""Database URL -> an engine whose schema is up to date. SQLite and PostgreSQL are tested; others may work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import OperationalError

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from rag.errors import SettingsError, StorageError
from rag.settings import CorpusSettings

HEAD = "0015"
"""The latest migration. Compared at every start, so that Alembic (0.2 s) is imported only when there is work for it."""

_PRAGMAS = (
    "busy_timeout=10000",  # milliseconds
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "cache_size=-512",  # kB of each of the connections that are kept open; the system remembers the file anyway
)
_TRIES, _PAUSE = 100, 0.05  # seconds: as long as a transaction waits for another
_IN_MEMORY = ("", ":memory:")
_DAMAGED = ("database disk image is malformed", "file is not a database", "malformed database schema")
"""The words of SQLite for a file that it cannot read as one of its own."""
_MIGRATING, _CHANGING = 0x77656E6200, 0x77656E6201  # "wenb…": keys of PostgreSQL's advisory locks


class Database:
    """Transactions on an engine, with our errors for its errors."""

    def __init__(self, url: str) -> None:
        self._engine = _make_engine(url)

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """A view of the tables; with ``snapshot`` as they were at its beginning, whatever is written meanwhile.

        Raises:
            StorageError: the database cannot be reached or read.
        """
        with _storage_errors(), self._engine.connect() as connection:
            if snapshot and connection.dialect.name != "sqlite":  # there, every reader has a snapshot
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it, or nothing. On SQLite one writer at a time, the next one waits.

        Raises:
            StorageError: the database cannot be reached or written.
        """
        with _storage_errors(), self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    def migrate(self) -> None:
        """Bring the schema to ``HEAD``; processes that start at once wait for the first.

        Raises:
            StorageError: the database cannot be reached, or has a schema that is unknown here, or is another program's.
        """
        with self.reading() as connection:
            if revision_of(connection) == HEAD:
                return
            _refuse_foreign(connection)
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
            if revision_of(connection) != HEAD:
                bring_to(connection)

    @contextmanager
    def changing(self, *, wait: bool) -> Iterator[bool]:
        """Hold the right to change the corpus among all programs on a PostgreSQL database; False if another holds it.

        PostgreSQL takes it back from a program that dies. Other databases have one program, or a lock file beside them.
        """
        if self._engine.dialect.name != "postgresql":
            yield True
            return
        function = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
        with _storage_errors():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        with connection:
            with _storage_errors():
                held = connection.scalar(text(f"SELECT {function}({_CHANGING})")) is not False
            try:
                yield held
            finally:
                _unlock(connection)

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()


def insert_if_absent(connection: Connection, table: Table, *rows: Mapping[str, object]) -> int:
    """Insert the rows whose keys are not there yet, also if others do so in the same moment; how many that were."""
    # each dialect's words are imported where they are spoken: those of PostgreSQL take 0.1 s
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    statement = insert(table).values(list(rows)).on_conflict_do_nothing()
    return len(connection.execute(statement.returning(*table.primary_key)).all())


def _refuse_foreign(connection: Connection) -> None:
    """A database of a server may be shared with other programs; a file of theirs is not ours to write into.

    Raises:
        StorageError: it is a file with tables, and none of them ours.
    """
    is_file = connection.dialect.name == "sqlite"
    if is_file and revision_of(connection) is None and inspect(connection).get_table_names():
        raise StorageError(
            "The database file belongs to another program; set DATA_DIR or DATABASE_URL to another place.",
            code="database_foreign",
        )


def _unlock(connection: Connection) -> None:
    """Closing would do as well, but not at once."""
    try:
        connection.execute(text("SELECT pg_advisory_unlock_all()"))
    except SQLAlchemyError:
        connection.invalidate()


def make_database(settings: CorpusSettings) -> Database:
    """The database of an installation; its schema is brought up to date by ``migrate``."""
    return Database(settings.database_url or sqlite_url(settings.data_dir / "wenbao.db"))


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def _make_engine(url: str) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)  # they are what people wrote
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):  # whose words may hold the password
        raise SettingsError(
            "DATABASE_URL is not a database address this program can use; for PostgreSQL write"
            " postgresql+psycopg://user:password@host/name; for another one install its driver."
        ) from None
    if engine.dialect.name == "sqlite":
        with _storage_errors():
            _make_private(engine.url.database)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(name: str | None) -> None:
    """Make the file of a database, if need be, and let nobody but its owner read it: the secret that people's ids are
    hashed with is in it. SQLite gives the files beside it the same permissions."""
    if name is None or name in _IN_MEMORY:
        return
    path = Path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    with suppress(PermissionError):  # another user's, whose matter it is
        path.chmod(0o600)


def _set_up_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # BEGIN is ours: sqlite3's comes too late
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        _execute_patiently(cursor, f"PRAGMA {pragma}")
    cursor.close()


def _execute_patiently(cursor: DBAPICursor, statement: str) -> None:
    """SQLite does not wait for the lock with which it changes the journal of a new file, which programs that start at
    once all do."""
    try:
        cursor.execute(statement)
    except OperationalError:
        from tenacity import Retrying, stop_after_attempt, wait_fixed  # of no use to those who start alone

        patience = Retrying(stop=stop_after_attempt(_TRIES), wait=wait_fixed(_PAUSE), reraise=True)
        patience(cursor.execute, statement)


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes the lock first: upgrading a read lock fails at once instead of waiting."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def revision_of(connection: Connection) -> str | None:
    """The migration that made the schema; None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def bring_to(connection: Connection, revision: str = HEAD) -> None:
    """Bring the schema forward.

    Raises:
        StorageError: this program does not know the revision, or that of the database.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "rag.storage:migrations")
    try:
        command.upgrade(config, revision)
    except CommandError as exc:
        raise StorageError(
            "The database was created by another version of wenbao (schema {revision}); install that version again.",
            code="database_unknown",
            revision=revision_of(connection) or revision,
        ) from exc


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as exc:
        cause = getattr(exc, "orig", None) or getattr(exc, "strerror", None) or type(exc).__name__
        reason = str(cause).strip().splitlines()[0]
        if any(sign in reason for sign in _DAMAGED):
            raise StorageError(
                "The database is damaged ({reason}); restore a backup with wenbao restore into an empty DATA_DIR.",
                code="database_damaged",
                reason=reason,
            ) from exc
        shown = None if isinstance(exc, IntegrityError) else exc  # PostgreSQL writes out the row that it refuses
        raise StorageError(
            "The database failed ({reason}); check DATABASE_URL, the disk and its permissions.",
            code="database_failed",
            reason=reason,
        ) from shown
