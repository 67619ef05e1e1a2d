"""``wenbao ask`` and ``wenbao search``: questions from the command line or a file -> answers or passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.batch import LONGEST, BatchQuestion, MalformedLine, open_batch, read_batch
from bot.cli.context import AsJson, open_here
from bot.cli.output.errors import FAILED, WrongUseError, complain, sentence_of
from bot.cli.output.language import command_texts_here
from bot.core.documents.encoding import dump
from bot.core.documents.json_documents import answer_document, passages_document
from rag.errors import WenbaoError
from rag.types import Question

if TYPE_CHECKING:
    from bot.cli.output.session import Session

Text = Annotated[list[str] | None, typer.Argument(metavar="TEXT", show_default=False)]
Batch = Annotated[
    str | None,
    typer.Option(metavar="FILE"),
]
Count = Annotated[int, typer.Option("-k", min=1, max=1000)]


def ask(text: Text = None, batch: Batch = None, as_json: AsJson = False) -> int:
    """Answer one question, or every question of a file."""

    if batch is not None:

        def answer(here: Session, asked: BatchQuestion) -> str:
            return dump(answer_document(here.answer(asked.question), asked.id))

        return each(batch, text, answer)
    question = one_question(text)
    with open_here() as here:
        if as_json:
            typer.echo(dump(answer_document(here.answer(question), None)))
        else:
            here.show_answer(question)
    return 0


def search(text: Text = None, k: Count = 10, batch: Batch = None, as_json: AsJson = False) -> int:
    """Show the passages found for a question, best first, without an answer."""

    def find(here: Session, asked: BatchQuestion) -> str:
        return dump(passages_document(asked.question.text, here.answerer.search(asked.question, k), asked.id))

    if batch is not None:
        return each(batch, text, find)
    question = one_question(text)
    with open_here() as here:
        passages = here.answerer.search(question, k)
        if as_json:
            typer.echo(dump(passages_document(question.text, passages, None)))
        else:
            here.screen.show_passages(passages)
    return 0


def one_question(words: list[str] | None) -> Question:
    if not words:
        raise WrongUseError(
            "There is no question; write it after the command, or name a file with --batch.", code="no_question"
        )
    text = " ".join(words)
    if len(text) > LONGEST:
        raise WrongUseError(
            "The question has {length} characters; write at most {most}.",
            code="question_too_long",
            length=len(text),
            most=LONGEST,
        )
    return Question(text)


def each(
    batch: str,
    text: list[str] | None,
    reply: Callable[[Session, BatchQuestion], str],
    names: Sequence[str] = ("question",),
) -> int:
    """One line out for each line in, as soon as it is known. A line that fails becomes an object with its `error`, so
    that the others are answered and the order is kept; the exit status shows that one failed."""
    if text:
        raise WrongUseError("Give a question or --batch, not both.", code="question_or_batch")
    failed = 0
    with open_batch(batch) as lines, open_here() as here:
        for line in read_batch(lines, names):
            try:
                typer.echo(_known(line, names[0], lambda asked: reply(here, asked)))
            except WenbaoError as exc:
                failed += 1
                told = command_texts_here().command_help
                complain(told.line_failed.format(number=line.number, file=batch, reason=sentence_of(exc)))
                typer.echo(dump({"id": line.id, "line": line.number, "error": str(exc)}))
    return FAILED if failed else 0


def _known(line: BatchQuestion | MalformedLine, name: str, reply: Callable[[BatchQuestion], str]) -> str:
    if isinstance(line, MalformedLine):
        raise WrongUseError('{reason}; write {{"{name}": "…"}}.', code="line_malformed", reason=line.reason, name=name)
    return reply(line)
