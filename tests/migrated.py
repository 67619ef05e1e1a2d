"""A database on a PostgreSQL server that is migrated once, and as it was then for each test."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData, NullPool, create_engine, select, text

from rag.storage.database import Database, bring_to

_COLUMNS = text("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema='public'")


class MigratedDatabase:
    """To migrate takes five times as long as to empty the tables."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = create_engine(url, poolclass=NullPool)
        tables = MetaData()
        with self._engine.connect() as connection:
            self._columns = _columns(connection)
            tables.reflect(connection)
            self._kept = {
                table: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in tables.sorted_tables
            }

    def reset(self) -> None:
        """Leave what the migrations wrote, and count from 1; make the tables again if a test has changed them."""
        with self._engine.begin() as connection:
            if _columns(connection) == self._columns:
                self._empty(connection)
            else:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
                bring_to(connection)

    def _empty(self, connection: Connection) -> None:
        names = ", ".join(f'"{table.name}"' for table in self._kept)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        for table, rows in self._kept.items():
            if rows:
                connection.execute(table.insert(), rows)


def migrate_on(server: str) -> MigratedDatabase:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE migrated"))
    url = server.replace("/postgres?", "/migrated?")
    database = Database(url)
    database.migrate()
    database.close()
    return MigratedDatabase(url)


def _columns(connection: Connection) -> list[tuple[object, ...]]:
    return sorted(map(tuple, connection.execute(_COLUMNS)))
