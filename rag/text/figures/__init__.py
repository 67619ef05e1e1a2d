"""Numbers in Chinese and English text -> figures that can be compared. Pure."""

from rag.text.figures.comparison import GRAVITY, Difference, carried, difference, same, stands_in
from rag.text.figures.finder import clause_starts, find_amounts, find_figures
from rag.text.figures.model import Direction, Figure, FigureKind, Mode, Qualifier
from rag.text.figures.numerals import plain_digits
from rag.text.figures.units import compatible

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
    "find_amounts",
    "find_figures",
    "plain_digits",
    "same",
    "stands_in",
]
