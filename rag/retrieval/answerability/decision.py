"""The confidence from which a question is answered."""

ANSWER_FROM = 0.45
BESIDE = 0.4
"""The confidence that an answer beside the question has at most: it is offered, and not said to answer."""
