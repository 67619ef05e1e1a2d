"""``python -m tests.simulation [--first SEED] [--seeds N] [--trace]``: seeds of one's own; 1 where one has a fault."""

from __future__ import annotations

import argparse
import sys
import time

from tests.simulation.life import simulate


def main() -> int:
    reader = argparse.ArgumentParser(description="Run the bot through simulated faults.")
    reader.add_argument("--first", type=int, default=0, help="the first seed")
    reader.add_argument("--seeds", type=int, default=100, help="how many")
    reader.add_argument("--trace", action="store_true", help="show all that was said")
    given = reader.parse_args()
    began, failed = time.perf_counter(), 0
    for seed in range(given.first, given.first + given.seeds):
        story = simulate(seed)
        failed += bool(story.faults)
        if given.trace:
            print(story.plan, *story.trace, sep="\n")  # noqa: T201
        for fault in story.faults:
            print(f"seed {seed}: {fault}")  # noqa: T201
    print(f"{given.seeds} seeds, {failed} with faults, {time.perf_counter() - began:.1f} s")  # noqa: T201
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
