"""Read by Python before a program begins: no name is resolved while the file at ``NO_NAMES`` is there."""

import os
import socket
from pathlib import Path

_sign = Path(os.environ["NO_NAMES"])
_resolve = socket.getaddrinfo


def _getaddrinfo(*arguments, **named):
    if _sign.exists():
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    return _resolve(*arguments, **named)


socket.getaddrinfo = _getaddrinfo
