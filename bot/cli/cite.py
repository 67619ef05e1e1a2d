"""``wenbao cite``: the id of a citation -> its words in their place, and how they have changed since."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.context import AsJson, settings_here
from bot.cli.output.errors import WrongUseError
from bot.cli.output.language import texts_here
from bot.core.documents.encoding import dump
from bot.core.documents.json_documents import standing_document
from bot.core.permalinks import find_sentence_id
from rag.errors import CorpusError

Id = Annotated[str, typer.Argument(metavar="ID")]


def cite(sentence: Id, as_json: AsJson = False) -> None:
    """Open a citation: its words in their place, and whether they are still the same. Works beside a running bot."""
    number = find_sentence_id(sentence)
    if number is None:
        raise WrongUseError(
            "{given} is not the id of a citation; write the 12 characters at the end of its link.",
            code="not_a_citation",
            given=sentence,
        )
    settings, texts = settings_here(), texts_here()
    from bot.bootstrap import make_corpus, open_database  # loads what the other commands' help does not need
    from bot.cli.output.console import Screen
    from bot.core.citation_status import find_standing
    from bot.storage.citations import Citations

    with open_database(settings) as database, make_corpus(settings, database) as corpus:
        today, version = corpus.recorded.look()
        standing = find_standing(number, Citations(database).find(number), version)
    if standing is None:
        raise CorpusError(
            "No citation {id} was ever shown, and no report holds it; check the id.", code="citation_unknown", id=number
        )
    if as_json:
        typer.echo(dump(standing_document(number, standing)))
    else:
        Screen(texts, several_reports=True).show_standing(standing, today)
