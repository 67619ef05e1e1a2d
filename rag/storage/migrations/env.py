"""The script that Alembic runs for a migration, in the transaction that ``rag.storage.database`` opened."""

from alembic import context

from rag.storage.schema import chats, corpus  # noqa: F401  # their tables are in the collection
from rag.storage.schema.metadata import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
