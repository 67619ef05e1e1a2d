"""The collection that all tables belong to. Pure."""

from sqlalchemy import MetaData

METADATA = MetaData()
