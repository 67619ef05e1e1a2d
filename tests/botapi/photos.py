"""Pictures as Telegram takes them for photos, https://core.telegram.org/bots/api#sendphoto. Pure."""

from __future__ import annotations

from tests.botapi.errors import bad_request, strict

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_BYTES = 10 << 20
_MOST_PIXELS, _MOST_RATIO = 10_000, 20


def check_photo(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG.

    Raises:
        ApiError: Telegram would refuse it.
    """
    if not content.startswith(_PNG) or content[12:16] != b"IHDR":
        raise strict("only PNG is modelled here")
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if len(content) > _MOST_BYTES:
        raise bad_request("file is too big")
    if width + height > _MOST_PIXELS or max(width, height) > _MOST_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
