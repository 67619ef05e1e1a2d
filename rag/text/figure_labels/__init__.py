"""Sentence -> which words each of its figures belongs to; lists with 分别 are split. Pure."""

from rag.text.figure_labels.labels import Labelled, align, label
from rag.text.figure_labels.lists import FUSED
from rag.text.figure_labels.words import is_idle

__all__ = ["FUSED", "Labelled", "align", "is_idle", "label"]
