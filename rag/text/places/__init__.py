"""Text -> the places it names. Pure."""

from rag.text.places.chinese import find_asked_places, find_places, find_scopes, find_zones, tells_of
from rag.text.places.english import find_english_places
from rag.text.places.place import Place

__all__ = [
    "Place",
    "find_asked_places",
    "find_english_places",
    "find_places",
    "find_scopes",
    "find_zones",
    "tells_of",
]
