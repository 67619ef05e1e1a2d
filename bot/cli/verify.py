"""``wenbao verify``: statements from the command line or a file -> a verdict on each claim in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ask import each, one_question
from bot.cli.batch import BatchQuestion
from bot.cli.context import AsJson, open_here
from bot.cli.output.language import texts_here
from bot.core.documents.encoding import dump
from bot.core.documents.json_documents import verification_document

if TYPE_CHECKING:
    from bot.core.documents import shapes
    from rag.engine import Answerer

Text = Annotated[list[str] | None, typer.Argument(metavar="TEXT", show_default=False)]
Batch = Annotated[
    str | None,
    typer.Option(metavar="FILE"),
]

_NAMES = ("text", "claim", "question")
"""The names of the text in a line of a batch."""


def verify(text: Text = None, batch: Batch = None, as_json: AsJson = False) -> int:
    """Hold each claim of a text against the reports: as they say, otherwise, or not mentioned."""
    if batch is not None:
        return each(batch, text, lambda here, asked: dump(_verified(here.answerer, asked)), _NAMES)
    asked = one_question(text)
    with open_here() as here:
        if as_json:
            typer.echo(dump(verification_document(here.answerer.verify(asked.text), None)))
        elif answer := here.verify(asked.text, texts_here()):
            here.screen.show_answer(answer)
        else:
            here.screen.say(texts_here().no_claims)
    return 0


def _verified(answerer: Answerer, asked: BatchQuestion) -> shapes.Verification:
    found = answerer.verify(asked.question.text, asked.question.report)
    return verification_document(found, asked.id)
