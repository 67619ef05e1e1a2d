"""What comes with the program beside its code -> where it lies: in a checkout, or in the installation."""

from __future__ import annotations

import sysconfig
from pathlib import Path

SEEDS, PROMPTS, SETTINGS = "seeds", "prompts", ".env.example"


def shipped(name: str) -> Path:
    """The folder or file of this name that comes with the program; an installation may lack it."""
    beside = Path(__file__).parents[1] / name
    return beside if beside.exists() else Path(sysconfig.get_path("data")) / "share" / "wenbao" / name
