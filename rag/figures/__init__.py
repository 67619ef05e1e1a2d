"""Numbers in Chinese and English text -> figures that can be compared. Pure."""

from rag.figures.compare import GRAVITY, Difference, carried, difference, same, stands_in
from rag.figures.figure import Direction, Figure, FigureKind, Mode, Qualifier
from rag.figures.find import clause_starts, find_figures
from rag.figures.numerals import plain_digits
from rag.figures.units import compatible

__all__ = [
    "GRAVITY",
    "Difference",
    "Direction",
    "Figure",
    "FigureKind",
    "Mode",
    "Qualifier",
    "carried",
    "clause_starts",
    "compatible",
    "difference",
    "find_figures",
    "plain_digits",
    "same",
    "stands_in",
]
