"""Numbers in Chinese and English text -> figures that can be compared. Pure."""

from rag.figures.figure import Direction, Figure, FigureKind, Mode, Qualifier
from rag.figures.find import find_figures

__all__ = ["Direction", "Figure", "FigureKind", "Mode", "Qualifier", "find_figures"]
