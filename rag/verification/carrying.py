"""A clause of a message -> the year, the place and the institution that later clauses leave out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.text.places import find_places, find_scopes
from rag.text.time_expressions import Tense, find_years, tense
from rag.verification.assertions import EDGES

_NAME_OF = re.compile("[市县]?[\u3400-\u9fff]{0,4}?(?:实验室|大学|学院|医院|银行|机场|石化|油田|集团|公司)")
_INSTITUTION = re.compile(
    r"[\u3400-\u9fff]{2,12}?(?:公司|集团|控股|小学|中学|大学|学院|幼儿园|医院|街道|社区|(?<![城乡村集])镇|经开区|开发区|高新区"
    r"|园区|研究院|银行|协会|机场|港)"
)


@dataclass(frozen=True, slots=True)
class Carried:
    """The words that later clauses leave out."""

    year: str = ""
    place: str = ""
    institution: str = ""


def complete(clause: str, carried: Carried) -> tuple[str, Carried]:
    """The clause with what it leaves out, and what the next may leave out."""
    own = _named(clause)
    before = [
        said
        for said, has in (
            (carried.year, own.year),
            (carried.place, own.place),
            (carried.institution, own.institution or own.place),
        )
        if said and not has
    ]
    return (" " if clause.isascii() else "").join([*before, clause]), _after(own, carried)


def carry(clause: str, carried: Carried) -> Carried:
    return _after(_named(clause), carried)


def _named(clause: str) -> Carried:
    """The year, the place and the institution that the clause names itself."""
    years = [mention.span.of(clause) for mention in find_years(clause) if not (mention.compared or mention.since)]
    places = (*_bare_places(clause), *find_scopes(clause))
    institution = _INSTITUTION.match(_without(clause, (*years, *places)))
    return Carried(years[-1] if years else "", places[0] if places else "", institution[0] if institution else "")


def _bare_places(clause: str) -> Iterator[str]:
    """The places that are not the beginning of a name: 鄂尔多斯实验室."""
    for place in find_places(clause):
        if not _NAME_OF.match(clause, clause.find(place) + len(place)):
            yield place


def _after(own: Carried, carried: Carried) -> Carried:
    """The words carried on after a clause: its own, and what was carried before of what it does not name."""
    institution = own.institution or ("" if own.place else carried.institution)
    return Carried(own.year or carried.year, own.place or carried.place, institution)


def between_sentences(carried: Carried, sentence: str) -> Carried:
    """The words carried over to a sentence; a sentence about plans does not take over the year of an earlier result."""
    if tense(sentence) is Tense.TARGET:
        return Carried("", carried.place, "")
    return Carried(carried.year, carried.place, "")


def _without(clause: str, words: tuple[str, ...]) -> str:
    for word in words:
        clause = clause.replace(word, "", 1)
    return clause.strip(EDGES)
