"""The tables of the database. Pure. Every change here comes with a migration in ``rag/storage/migrations``.

Times are UTC, stored without a zone.
"""
