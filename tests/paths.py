"""Where the tests find what stands beside them."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
SEED = SEEDS / "雨山区2025年政府工作报告.txt"
