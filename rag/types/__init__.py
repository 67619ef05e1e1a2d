"""The values that travel between the stages, from a report file to an answer. Pure, imports nothing of ours."""

from rag.types.answer import Answer, Citation, Form, Lookup, Note, Passage, Question, Reason, Statement, Status
from rag.types.report import (
    NOT_READ,
    Heading,
    Omission,
    OmissionKind,
    Outline,
    Report,
    Section,
    Sentence,
    SentenceKind,
    Span,
)

__all__ = [
    "NOT_READ",
    "Answer",
    "Citation",
    "Form",
    "Heading",
    "Lookup",
    "Note",
    "Omission",
    "OmissionKind",
    "Outline",
    "Passage",
    "Question",
    "Reason",
    "Report",
    "Section",
    "Sentence",
    "SentenceKind",
    "Span",
    "Statement",
    "Status",
]
