"""``python -m bot`` and ``wenbao``: the same program."""

from __future__ import annotations

import signal
import sys

from bot.cli import main as cli


def main() -> int:
    """The exit status: 0 done, 1 failed, 2 wrong use or settings."""
    _make_streams_safe()
    _hear_interrupts()
    return cli.main()


def _hear_interrupts() -> None:
    """Ctrl-C ends the program in a terminal also where the shell that started it ignored the signal."""
    if sys.stdin is not None and sys.stdin.isatty():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _make_streams_safe() -> None:
    """No character of a report or a question can stop the program; pipes carry UTF-8 whatever the locale."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None:  # closed by whoever started us
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")  # type: ignore[union-attr]


if __name__ == "__main__":
    sys.exit(main())
